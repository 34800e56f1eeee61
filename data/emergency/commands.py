"""What is done on an emergency sheet: items ticked, attempts, family told, transfer, callers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data.emergency import queries
from data.ids import key_of, new_id
from data.requests import chasing
from data.requests import queries as requests
from models.chases import ChaseInput, TellingInput
from models.emergency import AttemptInput, EmergencyKind, LineInput, Result, SheetLine, rules
from models.problems import Refused, refuse
from models.requests import RequestView
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step


def mark_item(
    step: Step, no: int, item: str, *, done: bool, by_person_no: int | None = None
) -> int:
    """Tick an item of the checklist as done, or take its tick away; nothing where it is so.

    Returns:
        The request's number.

    Raises:
        Refused: `request_unknown`, `request_closed`, `item_unknown`, `person_unknown`.
    """
    from sqlmodel import col

    from models.emergency.tables import EmergencyLine

    view = requests.view(step.conn, no)
    sheet = queries.sheet(step.conn, no)
    refuse(rules.item_problems(view, EmergencyKind(sheet.kind), item))
    ticked = any(line.line == SheetLine.ITEM and line.item == item for line in sheet.lines)
    if done and not ticked:
        _stamp(step, view, by_person_no, line=SheetLine.ITEM, item=item, at=step.at)
    elif ticked and not done:
        step.remove_where(
            EmergencyLine,
            col(EmergencyLine.request_id) == view.id,
            col(EmergencyLine.line) == SheetLine.ITEM,
            col(EmergencyLine.item) == item,
        )
    act = "emergency_item_ticked" if done else "emergency_item_unticked"
    step.act(act, item=item, no=no, what=view.summary)
    return no


_ATTEMPTS = {
    Result.ACCEPTED: "emergency_accepted",
    Result.REFUSED: "emergency_refused",
    Result.NO_ANSWER: "emergency_unanswered",
}


def log_attempt(step: Step, no: int, given: AttemptInput) -> int:
    """Log a call to somebody who may take the patient or help; it is a chase of the request.

    Returns:
        The request's number.

    Raises:
        Refused: as `data.chases.commands.chase`, and the first of
            `models.emergency.rules.attempt_problems`.
    """
    view = requests.view(step.conn, no)
    refuse(rules.attempt_problems(view, given))
    pushed = ChaseInput(
        given.to,
        given.why,
        given.at,
        given.rung,
        given.result is not Result.NO_ANSWER,
        contact_no=given.contact_no,
        verdict=given.verdict,
        person_no=given.person_no,
    )
    chasing.chase_requests(step, [no], pushed, given.by_person_no)
    step.act(_ATTEMPTS[given.result], to=given.to, why=given.why, no=no, what=view.summary)
    return no


_LINES = {
    SheetLine.FAMILY_TOLD: "emergency_family_told",
    SheetLine.TRANSFER: "emergency_transfer_arranged",
    SheetLine.ARRIVED: "emergency_arrived",
}


def add_line(step: Step, no: int, given: LineInput) -> int:
    """Write down that the family was told, that a transfer is arranged, or that they arrived.

    Family told is the resident told: the request's own clock starts anew. A line that names
    nobody before a colon is who was told; of an arrival then nobody was.

    Returns:
        The request's number.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.emergency.rules.line_problems`.
    """
    view = requests.view(step.conn, no)
    refuse(rules.line_problems(view, given, step.at))
    said = clean(given.said, limit=rules.SAID_LIMIT)
    _stamp(step, view, given.by_person_no, line=given.line, said=said, at=given.at)
    whom, what = rules.who_and_what(said)
    if given.line is SheetLine.FAMILY_TOLD or (given.line is SheetLine.ARRIVED and whom):
        told = TellingInput(whom, what, given.at) if whom else TellingInput(said, "", given.at)
        chasing.tell_requests(step, {no: told}, given.by_person_no)
    step.act(_LINES[given.line], said=given.said, no=no, what=view.summary)
    return no


def name_callers(
    step: Step, no: int, numbers: Sequence[int], *, seen: Sequence[int] | None = None
) -> int:
    """Name who calls for this life, at most two in parallel; none takes the names away.

    Args:
        seen: who called when that was looked at; None where that does not matter.

    Returns:
        How many call now.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.emergency.rules.caller_problems`; `callers_changed` (names) when others call by
            now than were seen.
    """
    refuse(rules.caller_problems(numbers))
    view = requests.view(step.conn, no)
    calling = queries.sheet(step.conn, no).callers
    if seen is not None and [caller.no for caller in calling] != list(seen):
        raise Refused("callers_changed", names=[caller.name for caller in calling])
    keys = [key_of(step.conn, "person", one) for one in numbers]
    first, second = [*keys, None, None][:2]
    _change_sheet(step, view, caller_id=first, second_caller_id=second)
    names = [caller.name for caller in queries.sheet(step.conn, no).callers]
    step.act("emergency_callers_named", names=names, no=no, what=view.summary)
    return len(numbers)


def choose_checklist(
    step: Step, no: int, kind: EmergencyKind, *, seen: EmergencyKind | None = None
) -> int:
    """Say what endangers this life; items ticked on another list stay on record.

    Args:
        seen: what was said of it when that was looked at; None where that does not matter.

    Returns:
        The request's number.

    Raises:
        Refused: `request_unknown`; `edited_meanwhile` when something else is said by now.
    """
    view = requests.view(step.conn, no)
    if seen not in (None, queries.sheet(step.conn, no).kind):
        raise Refused("edited_meanwhile", no=no)
    _change_sheet(step, view, kind=kind)
    step.act("emergency_checklist_chosen", kind=str(kind), no=no, what=view.summary)
    return no


def _stamp(step: Step, view: RequestView, by_person_no: int | None, **values: Any) -> None:
    """Put a line on the sheet of a request."""
    from models.emergency.tables import EmergencyLine

    by = step.done_by(by_person_no)
    step.add(
        EmergencyLine(
            id=new_id(), request_id=view.id, entered_at=step.at, by_person_id=by, **values
        )
    )


def _change_sheet(step: Step, view: RequestView, **values: object) -> None:
    """Change a sheet, which is made the first time something is said of it."""
    from sqlmodel import col

    from models.emergency.tables import Emergency

    of_request = col(Emergency.request_id) == view.id
    version = col(Emergency.version) + 1
    if not step.change_where(Emergency, of_request, version=version, **values):
        suggested = EmergencyKind(queries.sheet(step.conn, view.no).kind)
        said: dict[str, Any] = {"kind": suggested, **values}
        step.add(Emergency(id=new_id(), request_id=view.id, entered_at=step.at, **said))
