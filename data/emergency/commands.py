"""What is done on an emergency sheet inside a step: items ticked, attempts, family, transfer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.emergency import queries
from data.ids import new_id
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.requests.commands import person_id
from models.emergency import AttemptInput, EmergencyKind, LineInput, Result, SheetLine, rules
from models.problems import Problem, Refused
from models.requests import ChaseInput, RequestView, TellingInput
from models.text import clean

if TYPE_CHECKING:
    from data.store import Step
    from models.emergency.tables import Emergency


def tick(step: Step, no: int, item: str, done: bool, by_person_no: int | None = None) -> None:
    """Tick an item of the checklist as done, or take its tick away; nothing where it is so.

    Raises:
        Refused: `request_unknown`, `request_closed`, `item_unknown`, `person_unknown`.
    """
    from models.emergency.tables import EmergencyLine

    view = requests.view(step.conn, no)
    kind = EmergencyKind(queries.sheet(step.conn, no).kind)
    _refuse(rules.item_problems(view, kind, item))
    ticked = step.conn.execute(
        "SELECT id FROM emergency_line WHERE request_id = ? AND line = 'item' AND item = ?",
        (view.id, item),
    ).fetchone()
    if not done and ticked is not None:
        step.conn.execute("DELETE FROM emergency_line WHERE id = ?", ticked)
    if not done or ticked is not None:
        return
    step.session.add(
        EmergencyLine(
            id=new_id(),
            request_id=view.id,
            line=SheetLine.ITEM,
            item=item,
            at=step.at,
            entered_at=step.at,
            by_person_id=person_id(step.conn, by_person_no),
        )
    )


def attempt(step: Step, no: int, given: AttemptInput) -> None:
    """Log a call to somebody who may take the patient or help; it is a chase of the request.

    Raises:
        Refused: as `data.requests.commands.chase`, and `contact_unknown`.
    """
    _refuse(rules.attempt_problems(requests.view(step.conn, no), given))
    chase = ChaseInput(
        given.to,
        given.why,
        given.at,
        given.rung,
        given.result is not Result.NO_ANSWER,
        contact_no=given.contact_no,
        verdict=given.verdict,
    )
    request_commands.chase(step, no, chase, given.by_person_no)


def line(step: Step, no: int, given: LineInput) -> None:
    """Write down that the family was told, or that a transfer is arranged.

    Family told is the resident told: the request's own clock starts anew. A line that names
    nobody before a colon is who was told.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.emergency.rules.line_problems`.
    """
    from models.emergency.tables import EmergencyLine

    step.session.flush()
    view = requests.view(step.conn, no)
    _refuse(rules.line_problems(view, given, step.at))
    said = clean(given.said, limit=rules.SAID_LIMIT)
    step.session.add(
        EmergencyLine(
            id=new_id(),
            request_id=view.id,
            line=given.line,
            said=said,
            at=given.at,
            entered_at=step.at,
            by_person_id=person_id(step.conn, given.by_person_no),
        )
    )
    if given.line is SheetLine.FAMILY_TOLD:
        whom, what = rules.who_and_what(said)
        told = TellingInput(whom, what, given.at) if whom else TellingInput(said, "", given.at)
        request_commands.inform(step, no, told, given.by_person_no)


def callers(step: Step, no: int, numbers: Sequence[int]) -> None:
    """Name who calls for this life, at most two in parallel; none takes the names away.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.emergency.rules.caller_problems`.
    """
    _refuse(rules.caller_problems(numbers))
    record = _sheet(step, requests.view(step.conn, no))
    keys = [person_id(step.conn, one) for one in numbers]
    record.caller_id, record.second_caller_id = [*keys, None, None][:2]
    record.version += 1


def checklist(step: Step, no: int, kind: EmergencyKind) -> None:
    """Say what endangers this life; items ticked on another list stay on record.

    Raises:
        Refused: `request_unknown`.
    """
    record = _sheet(step, requests.view(step.conn, no))
    record.kind = kind
    record.version += 1


def _sheet(step: Step, view: RequestView) -> Emergency:
    """The record of a sheet, made the first time something is said of it."""
    from sqlmodel import select

    from models.emergency.tables import Emergency

    step.session.flush()
    found = step.session.exec(select(Emergency).where(Emergency.request_id == view.id)).first()
    if found is not None:
        return found
    kind = EmergencyKind(queries.sheet(step.conn, view.no).kind)
    made = Emergency(id=new_id(), request_id=view.id, version=0, kind=kind, entered_at=step.at)
    step.session.add(made)
    return made


def _refuse(problems: Sequence[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.code, problem.field, **problem.params)


def tick_item(
    step: Step, no: int, item: str, *, done: bool, by_person_no: int | None = None
) -> int:
    """Tick an item of the checklist or take its tick away; see `commands.tick`."""
    step.act("emergency_item_ticked" if done else "emergency_item_unticked")
    tick(step, no, item, done, by_person_no)
    step.tell(item=item)
    _name(step, no)
    return no


_ATTEMPTS = {
    Result.ACCEPTED: "emergency_accepted",
    Result.REFUSED: "emergency_refused",
    Result.NO_ANSWER: "emergency_unanswered",
}


def log_attempt(step: Step, no: int, given: AttemptInput) -> int:
    """Log a call for a life; see `commands.attempt`."""
    step.act(_ATTEMPTS[given.result])
    attempt(step, no, given)
    step.tell(to=given.to, why=given.why)
    _name(step, no)
    return no


_LINES = {
    SheetLine.FAMILY_TOLD: "emergency_family_told",
    SheetLine.TRANSFER: "emergency_transfer_arranged",
}


def add_line(step: Step, no: int, given: LineInput) -> int:
    """Family told, or a transfer arranged; see `commands.line`."""
    step.act(_LINES[given.line])
    line(step, no, given)
    step.tell(said=given.said)
    _name(step, no)
    return no


def name_callers(step: Step, no: int, numbers: Sequence[int]) -> int:
    """Name who calls for this life; see `commands.callers`."""
    step.act("emergency_callers_named")
    callers(step, no, numbers)
    found = [
        step.conn.execute("SELECT name FROM person WHERE no = ?", (one,)).fetchone()[0]
        for one in numbers
    ]
    step.tell(names=found)
    _name(step, no)
    return len(numbers)


def choose_checklist(step: Step, no: int, kind: EmergencyKind) -> int:
    """Say what endangers this life; see `commands.checklist`."""
    step.act("emergency_checklist_chosen")
    checklist(step, no, kind)
    step.tell(kind=str(kind))
    _name(step, no)
    return no


def _name(step: Step, no: int) -> None:
    step.session.flush()
    step.tell(no=no, what=requests.view(step.conn, no).summary)
