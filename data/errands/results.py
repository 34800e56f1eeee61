"""What came of an errand, recorded: lines brought end their requests, the others go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.errands import queries
from data.errands.commands import open_errand
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as request_queries
from data.sql import Reader
from models.chases import ChaseInput, Rung
from models.errands import Done, ErrandState, LineResult, LineRow, ResultsInput, rules
from models.problems import refuse
from models.requests import ClosingInput, Outcome, RequestState
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step

TOLD_LIMIT = 80
"""Characters kept of who was told."""


def record_results(step: Step, no: int, given: ResultsInput) -> Done:
    """Record what came of an errand: lines brought end their requests, the others go on.

    A request is closed when its household was told and left to be called back otherwise; one
    with a line missing stays open, with what happened among its chases, and is due at once. A life
    that nobody accepted stays open, whatever was brought.
    Requests that ended meanwhile are left as they are; of one joined to another that one goes on.

    Raises:
        Refused: `errand_unknown`, `errand_done`, `errand_off`, or the first of
            `models.errands.rules.result_problems`.
    """
    from models.errands.tables import Errand

    found = open_errand(step, no)
    given = given._replace(missing={at: clean(why, limit=200) for at, why in given.missing.items()})
    refuse(rules.result_problems(found.lines, given, step.at))
    waiting = [line for line in found.lines if line.result == LineResult.WAITING]
    _put_results(step, waiting, given)
    step.change(Errand, found.row.id, state=ErrandState.DONE, version=found.row.version + 1)
    lines = _led(step.conn, found.lines)
    counts = {RequestState.CLOSED: 0, RequestState.CALL_BACK: 0, RequestState.OPEN: 0}
    for request_no, knows in rules.met(lines, given).items():
        state = _end(step, request_no, knows, given)
        if state is not None:
            counts[state] += 1
    touched = {line.request_no for line in lines if line.result == LineResult.WAITING}
    whom = found.row.place or found.row.medicine or given.ran
    for request_no, why in rules.failures(lines, given).items():
        if request_no in touched:
            _push(step, request_no, whom, why, given)
    missing = len(given.missing)
    done = Done(len(waiting) - missing, missing, *counts.values())
    step.act("errand_results", no=no, what=found.row.medicine, **done._asdict())
    return done


def _put_results(step: Step, waiting: Sequence[LineRow], given: ResultsInput) -> None:
    """Write the result of each line that waits for one."""
    from models.errands.tables import ErrandLine

    for line in waiting:
        why = given.missing.get(line.position, "")
        result = LineResult.MISSING if why else LineResult.BROUGHT
        step.change(ErrandLine, line.id, result=result, reason=why, version=line.version + 1)


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
    whom = queries.recipient(step.conn, no)[:TOLD_LIMIT] if told else ""
    # What only waits to be told keeps its outcome, which something that is brought does not change.
    outcome = Outcome.MET if request.outcome is None else Outcome(request.outcome)
    closing = ClosingInput(outcome, whom, given.at)
    if request_commands.held_by_life(step, request, closing):
        return RequestState.OPEN
    return request_commands.close_requests(step, {no: closing}).done[no]


def _push(step: Step, no: int, whom: str, why: str, given: ResultsInput) -> None:
    """Write down for a request that goes on why it does."""
    request = request_queries.view(step.conn, no)
    if request.state != RequestState.CLOSED:
        rung = Rung(request.rung)
        pushed = ChaseInput(whom or f"#{no}", why, given.at, rung)
        request_chasing.chase_requests(step, [no], pushed, again_at=given.at)
