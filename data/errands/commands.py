"""What is done to errands: made of requests, changed, called off, their lines changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.errands import queries
from data.ids import new_id
from data.requests import chasing as request_chasing
from data.requests import queries as request_queries
from data.sql import Reader
from models import fields
from models.duties import Work
from models.errands import (
    ErrandInput,
    ErrandState,
    ErrandView,
    LineInput,
    LineResult,
    LineRow,
    rules,
)
from models.problems import Refused, refuse, refuse_outdated
from models.reading.medicines import wanted
from models.requests import RequestState
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def add_errand(step: Step, requests: Sequence[int], given: ErrandInput) -> int:
    """Make one errand of requests, a line for each medicine they name.

    Returns:
        Its number.

    Raises:
        Refused: `errand_empty`, `errand_ends_before_start`, or as `add_requests`.
    """
    from models.errands.tables import Errand

    if not requests:
        raise Refused("errand_empty")
    no, columns = step.next_no("errand"), _checked(given)._asdict()
    step.add(Errand(id=new_id(), no=no, state=ErrandState.OPEN, entered_at=step.at, **columns))
    add_requests(step, no, requests)
    step.act("errand_made", **_told(step.conn, no), requests=len(dict.fromkeys(requests)))
    return no


def add_requests(step: Step, no: int, requests: Sequence[int]) -> int:
    """Put requests on an errand behind those that are on it; they are chased when it is back.

    Returns:
        How many lines that made.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`, `request_unknown`,
            `request_not_open`, or `on_errand` when a request waits on this or another errand.
    """
    from models.errands.tables import Errand, ErrandLine

    found = open_errand(step, no)
    last = max((line.position for line in found.lines), default=0)
    lines: list[ErrandLine] = []
    for request_no in dict.fromkeys(requests):
        request = request_queries.view(step.conn, request_no)
        if request.state != RequestState.OPEN:
            raise Refused("request_not_open", no=request_no)
        waits_on = queries.waiting_on(step.conn, request.id)
        if waits_on is not None:
            raise Refused("on_errand", no=request_no, errand=waits_on)
        for one in [*map(rules.line_of, wanted(request.text))] or [LineInput("")]:
            lines.append(
                ErrandLine(
                    id=new_id(),
                    errand_id=found.row.id,
                    request_id=request.id,
                    position=last + len(lines) + 1,
                    result=LineResult.WAITING,
                    **_columns(one),
                )
            )
    step.add(*lines)
    names = [*(line.medicine for line in found.lines), *(line.medicine for line in lines)]
    step.change(Errand, found.row.id, medicine=rules.called(names), version=found.row.version + 1)
    for request_no in dict.fromkeys(requests):
        request_chasing.follow_errand(step, request_no)
    step.act("errand_joined", **_told(step.conn, no), requests=list(requests))
    return len(lines)


def change_errand(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change an errand's fields by the names of ErrandInput; who runs it and when its requests
    are chased follows its times.

    Raises:
        Refused: `errand_unknown`, `edited_meanwhile`, `errand_ends_before_start`.
    """
    from models.errands.tables import Errand

    found = queries.view(step.conn, no)
    row = found.row
    refuse_outdated(no, row.version, version)
    stood = fields.input_of(ErrandInput, row, leaves_at=loaded, returns_at=loaded)
    given = _checked(stood._replace(**changes))  # type: ignore[arg-type]
    if given == stood:
        return
    step.change(Errand, row.id, **given._asdict(), version=row.version + 1)
    was, now = (stood.leaves_at, stood.returns_at), (given.leaves_at, given.returns_at)
    if was != now:
        duty_commands.move(step, Work.ERRAND, no, was, now)
        _follow(step, found)
    step.act("errand_changed", **_told(step.conn, no))


def call_off_errand(step: Step, no: int) -> int:
    """Call an errand off: its requests wait on no errand any more, nobody is to run it.

    Whoever had left already is back now.

    Returns:
        How many requests waited on it.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`.
    """
    from sqlmodel import col

    from models.duties.tables import Duty
    from models.errands.tables import Errand

    found = open_errand(step, no)
    step.change(Errand, found.row.id, state=ErrandState.CALLED_OFF, version=found.row.version + 1)
    for duty in duties.of_work(step.conn, Work.ERRAND, no):
        if duty.checked_in_at is None:
            duty_commands.unassign(step, duty.no)
        elif duty.checked_out_at is None:
            back = max(step.at, loaded(duty.checked_in_at))
            step.change(Duty, duty.id, checked_out_at=back, version=col(Duty.version) + 1)
    waited = _follow(step, found)
    step.act("errand_called_off", **_told(step.conn, no), requests=waited)
    return waited


def change_line(step: Step, no: int, position: int, version: int, given: LineInput) -> None:
    """Change what a line says.

    Raises:
        Refused: `errand_unknown`, `line_unknown`, `edited_meanwhile`, or the first of
            `models.errands.rules.line_problems`.
    """
    from models.errands.tables import Errand, ErrandLine

    found = queries.view(step.conn, no)
    line = _line(found, position)
    refuse_outdated(no, line.version, version)
    refuse(rules.line_problems(given))
    columns = _columns(given)
    if all(getattr(line, name) == value for name, value in columns.items()):
        return
    step.change(ErrandLine, line.id, **columns, version=line.version + 1)
    names = [columns["medicine"] if one is line else one.medicine for one in found.lines]
    step.change(Errand, found.row.id, medicine=rules.called(names), version=found.row.version + 1)
    step.act("errand_line_changed", **_told(step.conn, no), line=position)


def remove_line(step: Step, no: int, position: int) -> int:
    """Take a line without a result out; the others keep their numbers, which are on paper.

    Returns:
        The number of its request.

    Raises:
        Refused: `errand_unknown`, `line_unknown`, `line_not_waiting`, `errand_last_line`.
    """
    from models.errands.tables import Errand, ErrandLine

    found = open_errand(step, no)
    line = _line(found, position)
    if line.result != LineResult.WAITING:
        raise Refused("line_not_waiting", line=position)
    rest = [one for one in found.lines if one is not line]
    if not rest:
        raise Refused("errand_last_line", no=no)
    step.remove(ErrandLine, line.id)
    step.change(
        Errand,
        found.row.id,
        medicine=rules.called(one.medicine for one in rest),
        state=ErrandState.OPEN if rules.waiting_in(rest) else ErrandState.DONE,
        version=found.row.version + 1,
    )
    request_chasing.follow_errand(step, line.request_no)
    step.act("errand_line_removed", **_told(step.conn, no), line=position)
    return line.request_no


def open_errand(step: Step, no: int) -> ErrandView:
    """An errand whose results are still waited for.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`.
    """
    found = queries.view(step.conn, no)
    if found.row.state == ErrandState.CALLED_OFF:
        raise Refused("errand_off", no=no)
    if found.row.state != ErrandState.OPEN:
        raise Refused("errand_done", no=no)
    return found


def _line(found: ErrandView, position: int) -> LineRow:
    for line in found.lines:
        if line.position == position:
            return line
    raise Refused("line_unknown", no=found.row.no, line=position)


def _follow(step: Step, found: ErrandView) -> int:
    """Let the chases of those that wait for this errand follow it; how many they are."""
    waiting = {line.request_no for line in found.lines if line.result == LineResult.WAITING}
    for request_no in sorted(waiting):
        request_chasing.follow_errand(step, request_no)
    return len(waiting)


def _checked(given: ErrandInput) -> ErrandInput:
    """An errand as it is kept, once nothing is wrong with it."""
    refuse(rules.errand_problems(given))
    return fields.tidied(given, {"place": fields.line(80), "note": fields.line(200)})


def _columns(given: LineInput) -> dict[str, Any]:
    words = dict.fromkeys(("medicine", "brand", "maker", "strength", "measure"), fields.line(40))
    taken = dict.fromkeys(("card_taken", "box_taken"), int)
    return fields.tidied(given, {**words, **taken, "note": fields.line(200)})._asdict()


def _told(conn: Reader, no: int) -> dict[str, object]:
    """What the journal says of an errand: its number, and what it is called now."""
    return {"no": no, "what": queries.view(conn, no).row.medicine}
