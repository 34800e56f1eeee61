"""What is done to errands inside a step: made, joined, changed, their results recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.errands import queries
from data.ids import new_id
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as request_queries
from data.sql import Reader
from models.chases import ChaseInput, Rung
from models.duties import Work
from models.errands import (
    Done,
    ErrandInput,
    ErrandState,
    ErrandView,
    LineInput,
    LineResult,
    LineRow,
    ResultsInput,
    rules,
)
from models.problems import Problem, Refused
from models.reading.medicines import wanted
from models.requests import ClosingInput, Outcome, RequestState
from models.text import clean
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.store import Step
    from models.errands.tables import ErrandLine


TOLD_LIMIT = 80
"""Characters kept of who was told."""


def add(step: Step, requests: Sequence[int], given: ErrandInput) -> int:
    """Make one errand of requests, a line for each medicine they name.

    Returns:
        Its number.

    Raises:
        Refused: `errand_empty`, `errand_ends_before_start`, or as `join`.
    """
    from models.errands.tables import Errand

    if not requests:
        raise Refused("errand_empty")
    _refuse(rules.errand_problems(given))
    no = step.next_no("errand")
    step.session.add(
        Errand(
            id=new_id(),
            no=no,
            state=ErrandState.OPEN,
            place=clean(given.place, limit=80),
            leaves_at=given.leaves_at,
            returns_at=given.returns_at,
            note=clean(given.note, limit=200),
            entered_at=step.at,
        )
    )
    step.session.flush()
    join(step, no, requests)
    return no


def join(step: Step, no: int, requests: Sequence[int]) -> int:
    """Put requests on an errand behind those that are on it; they are chased when it is back.

    Returns:
        How many lines that made.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`, `request_unknown`,
            `request_not_open`, or `on_errand` when a request waits on this or another errand.
    """
    from models.errands.tables import ErrandLine

    found = _open(step, no)
    position = max((line.position for line in found.lines), default=0)
    first = position
    for request_no in dict.fromkeys(requests):
        request = request_queries.view(step.conn, request_no)
        if request.state != RequestState.OPEN:
            raise Refused("request_not_open", no=request_no)
        _refuse_served(step.conn, request_no, request.id)
        for one in [*map(rules.line_of, wanted(request.text))] or [LineInput("")]:
            position += 1
            step.session.add(_line(ErrandLine, found.row.id, request.id, position, one))
    step.session.flush()
    _name(step, found.row.id)
    for request_no in dict.fromkeys(requests):
        request_chasing.follow_errand(step, request_no)
    return position - first


def edit(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change an errand's fields by the names of ErrandInput; who runs it and when its requests
    are chased follows its times.

    Raises:
        Refused: `errand_unknown`, `edited_meanwhile`, `errand_ends_before_start`.
    """
    step.session.flush()
    found = queries.view(step.conn, no)
    row = found.row
    if row.version != version:
        raise Refused("edited_meanwhile", no=no)
    was = loaded(row.leaves_at), loaded(row.returns_at)
    given = replace(ErrandInput(*was, row.place, row.note), **changes)  # type: ignore[arg-type]
    _refuse(rules.errand_problems(given))
    step.conn.execute(
        "UPDATE errand SET place = ?, note = ?, leaves_at = ?, returns_at = ?,"
        " version = version + 1 WHERE id = ?",
        (
            clean(given.place, limit=80),
            clean(given.note, limit=200),
            stored(given.leaves_at),
            stored(given.returns_at),
            row.id,
        ),
    )
    now = given.leaves_at, given.returns_at
    if was != now:
        duty_commands.move(step, Work.ERRAND, no, was, now)
        _follow(step, found)


def call_off(step: Step, no: int) -> int:
    """Call an errand off: its requests wait on no errand any more, nobody is to run it.

    Whoever had left already is back now.

    Returns:
        How many requests waited on it.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`.
    """
    found = _open(step, no)
    step.conn.execute(
        "UPDATE errand SET state = ?, version = version + 1 WHERE id = ?",
        (ErrandState.CALLED_OFF, found.row.id),
    )
    for duty in duties.of_work(step.conn, Work.ERRAND, no):
        if duty.checked_in_at is None:
            duty_commands.unassign(step, duty.no)
        elif duty.checked_out_at is None:
            step.conn.execute(
                "UPDATE duty SET checked_out_at = ?, version = version + 1 WHERE id = ?",
                (max(stored(step.at), duty.checked_in_at), duty.id),
            )
    return _follow(step, found)


def _follow(step: Step, found: ErrandView) -> int:
    """Let the chases of those that wait for this errand follow it; how many they are."""
    waiting = {line.request_no for line in found.lines if line.result == LineResult.WAITING}
    for request_no in sorted(waiting):
        request_chasing.follow_errand(step, request_no)
    return len(waiting)


def edit_line(step: Step, no: int, position: int, version: int, given: LineInput) -> None:
    """Change what a line says.

    Raises:
        Refused: `errand_unknown`, `line_unknown`, `edited_meanwhile`, or the first of
            `models.errands.rules.line_problems`.
    """
    found = queries.view(step.conn, no)
    line = _at(found.lines, no, position)
    if line.version != version:
        raise Refused("edited_meanwhile", no=no)
    _refuse(rules.line_problems(given))
    columns = _columns(given)
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    step.conn.execute(
        f"UPDATE errand_line SET {sets}, version = version + 1 WHERE id = :id",
        {**columns, "id": line.id},
    )
    _name(step, found.row.id)


def remove_line(step: Step, no: int, position: int) -> LineRow:
    """Take a line without a result out; the others keep their numbers, which are on paper.

    Returns:
        The line as it was.

    Raises:
        Refused: `errand_unknown`, `line_unknown`, `line_not_waiting`, `errand_last_line`.
    """
    found = _open(step, no)
    line = _at(found.lines, no, position)
    if line.result != LineResult.WAITING:
        raise Refused("line_not_waiting", line=position)
    if len(found.lines) == 1:
        raise Refused("errand_last_line", no=no)
    step.conn.execute("DELETE FROM errand_line WHERE id = ?", (line.id,))
    _name(step, found.row.id)
    _finish(step, found.row.id)
    request_chasing.follow_errand(step, line.request_no)
    return line


def record(step: Step, no: int, given: ResultsInput) -> Done:
    """Record what came of an errand: lines brought end their requests, the others go on.

    A request is closed when its household was told and left to be called back otherwise; one
    with a line missing stays open, with what happened among its chases, and is due at once. A life
    that nobody accepted stays open, whatever was brought.
    Requests that ended meanwhile are left as they are; of one joined to another that one goes on.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`, or the first of
            `models.errands.rules.result_problems`.
    """
    found = _open(step, no)
    given = replace(given, missing={at: clean(why, limit=200) for at, why in given.missing.items()})
    _refuse(rules.result_problems(found.lines, given, step.at))
    waiting = rules.waiting_in(found.lines)
    for position in waiting:
        why = given.missing.get(position, "")
        step.conn.execute(
            "UPDATE errand_line SET result = ?, reason = ?, version = version + 1"
            " WHERE errand_id = ? AND position = ?",
            (LineResult.MISSING if why else LineResult.BROUGHT, why, found.row.id, position),
        )
    _finish(step, found.row.id)
    counts = {RequestState.CLOSED: 0, RequestState.CALL_BACK: 0, RequestState.OPEN: 0}
    lines = _led(step.conn, found.lines)
    for request_no, knows in rules.met(lines, given).items():
        state = _end(step, request_no, knows, given)
        if state is not None:
            counts[state] += 1
    touched = {line.request_no for line in lines if line.position in waiting}
    whom = found.row.place or found.row.medicine or "，".join(found.row.runners)
    for request_no, why in rules.failures(lines, given).items():
        if request_no in touched:
            _push(step, request_no, whom, why, given)
    missing = len(given.missing)
    return Done(len(waiting) - missing, missing, *counts.values())


def _led(conn: Reader, lines: Sequence[LineRow]) -> list[LineRow]:
    """The lines under the numbers of the requests that go on for those joined to them."""
    leads = {
        line.request_no: request_queries.view(conn, line.request_no).joined_to for line in lines
    }
    return [line._replace(request_no=leads[line.request_no] or line.request_no) for line in lines]


def _end(step: Step, no: int, told: bool, given: ResultsInput) -> RequestState | None:
    """End a request: the state it is in now; None when it had ended before."""
    request = request_queries.view(step.conn, no)
    if request.state == RequestState.CLOSED:
        return None
    closing = ClosingInput(Outcome.MET, _whom(step.conn, no) if told else "", given.at)
    if request_commands.held_by_life(step, request, closing):
        return RequestState.OPEN
    return request_commands.close_requests(step, {no: closing}).states[no]


def _push(step: Step, no: int, whom: str, why: str, given: ResultsInput) -> None:
    """Write down for a request that goes on why it does."""
    request = request_queries.view(step.conn, no)
    if request.state != RequestState.CLOSED:
        rung = Rung(request.rung)
        pushed = ChaseInput(whom or f"#{no}", why, given.at, rung)
        request_chasing.chase_requests(step, [no], pushed, again_at=given.at)


def _whom(conn: Reader, no: int) -> str:
    """Who takes medicine in at the door: caller, patient or head, else the door itself."""
    found = conn.execute(
        "SELECT r.patient, h.head, r.caller, h.room, r.address_said, r.phone, '#' || r.no"
        " FROM request r LEFT JOIN household h ON h.id = r.household_id WHERE r.no = ?",
        (no,),
    ).fetchone()
    return str(next(part for part in found if part))[:TOLD_LIMIT]


def _line(
    table: type[ErrandLine], errand: str, request: str, position: int, given: LineInput
) -> ErrandLine:
    return table(
        id=new_id(),
        errand_id=errand,
        request_id=request,
        position=position,
        result=LineResult.WAITING,
        **_columns(given),
    )


def _columns(given: LineInput) -> dict[str, Any]:
    kept = asdict(given)
    for name in ("medicine", "brand", "maker", "strength", "measure", "note"):
        kept[name] = clean(kept[name], limit=200 if name == "note" else 40)
    return {**kept, "card_taken": int(given.card_taken), "box_taken": int(given.box_taken)}


def _open(step: Step, no: int) -> ErrandView:
    step.session.flush()
    found = queries.view(step.conn, no)
    if found.row.state == ErrandState.CALLED_OFF:
        raise Refused("errand_off", no=no)
    if found.row.state != ErrandState.OPEN:
        raise Refused("errand_done", no=no)
    return found


def _at(lines: Sequence[LineRow], no: int, position: int) -> LineRow:
    for line in lines:
        if line.position == position:
            return line
    raise Refused("line_unknown", no=no, line=position)


def _refuse_served(conn: Reader, no: int, request_id: str) -> None:
    found = conn.execute(
        "SELECT e.no FROM errand_line l JOIN errand e ON e.id = l.errand_id"
        " WHERE l.request_id = ? AND l.result = 'waiting' AND e.state = 'open'",
        (request_id,),
    ).fetchone()
    if found is not None:
        raise Refused("on_errand", no=no, errand=found[0])


def _name(step: Step, errand_id: str) -> None:
    """Call the errand by what its lines say now."""
    names = step.conn.execute(
        "SELECT medicine FROM errand_line WHERE errand_id = ? ORDER BY position", (errand_id,)
    )
    step.conn.execute(
        "UPDATE errand SET medicine = ?, version = version + 1 WHERE id = ?",
        (rules.called(name for (name,) in names), errand_id),
    )


def _finish(step: Step, errand_id: str) -> None:
    """An errand of which nothing is waited for is done."""
    step.conn.execute(
        "UPDATE errand SET state = 'done', version = version + 1 WHERE id = ? AND NOT EXISTS"
        " (SELECT 1 FROM errand_line WHERE errand_id = errand.id AND result = 'waiting')",
        (errand_id,),
    )


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        first = problems[0]
        raise Refused(first.code, first.field, **first.params)


def make_errand(step: Step, requests: Sequence[int], given: ErrandInput) -> int:
    """Make one errand of requests; see `commands.add`."""
    no = add(step, requests, given)
    _tell(step, "errand_made", no, requests=len(dict.fromkeys(requests)))
    return no


def add_to_errand(step: Step, no: int, requests: Sequence[int]) -> int:
    """Put more requests on an errand; see `commands.join`."""
    lines = join(step, no, requests)
    _tell(step, "errand_joined", no, requests=list(requests))
    return lines


def change_errand(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change when and where an errand goes; see `commands.edit`."""
    edit(step, no, version, changes)
    _tell(step, "errand_changed", no)
    return no


def call_errand_off(step: Step, no: int) -> int:
    """Call an errand off; see `commands.call_off`. Gives how many requests waited on it."""
    requests = call_off(step, no)
    _tell(step, "errand_called_off", no, requests=requests)
    return requests


def change_line(step: Step, no: int, position: int, version: int, given: LineInput) -> int:
    """Change a line of an errand; see `commands.edit_line`."""
    edit_line(step, no, position, version, given)
    _tell(step, "errand_line_changed", no, line=position)
    return position


def take_line_out(step: Step, no: int, position: int) -> int:
    """Take a line out of an errand; see `commands.remove_line`. Gives its request's number."""
    line = remove_line(step, no, position)
    _tell(step, "errand_line_removed", no, line=position)
    return line.request_no


def record_results(step: Step, no: int, given: ResultsInput) -> Done:
    """Record what came of an errand; see `commands.record`."""
    done = record(step, no, given)
    _tell(step, "errand_results", no, **done._asdict())
    return done


def _tell(step: Step, act: str, no: int, **params: object) -> None:
    step.session.flush()
    step.act(act, no=no, what=queries.view(step.conn, no).row.medicine, **params)
