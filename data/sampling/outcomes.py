"""What tubes came to: of one, of several at once, and of all the others that left with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.sampling import queries
from data.sampling.commands import is_over
from data.sampling.filling import checked
from data.sampling.tube_results import keep_own, told_when, write_result
from data.sql import Reader
from data.testing import queries as testing
from models.problems import Problem, Refused, refuse
from models.sampling import Outcomes, TubeState, TubeView, rules, tube_results, waiting
from models.sampling.reading import Outcome
from models.testing import RoundView, SessionState
from models.times import stored

_SHOWN = 4
"""Tubes that are named of those that still wait."""

if TYPE_CHECKING:
    from data.step import Step


def set_results(
    step: Step,
    round_no: int,
    codes: Sequence[str],
    outcome: Outcome,
    at: datetime | None = None,
    *,
    rest: Outcome | None = None,
) -> Outcomes:
    """Say what several tubes came to, in one step; what one of them refuses holds up no other.

    Args:
        codes: of the tubes; none where only of all that wait something is said.
        outcome, at: as for `tube_results.set_result`.
        rest: what all the others came to that left with them, see `waiting.rest_of`. A code that
            is refused refuses the whole then: the one that was meant would be among the others.

    Raises:
        Refused: as `tube_results.set_result` of the first, where nothing can be written down of
            any; `result_in_future` (at), `rest_of_several`, `rest_of_none`.
    """
    view = testing.round_of(step.conn, round_no)
    told_at = told_when(step, at)
    tubes, left = [], []
    for code in dict.fromkeys(map(checked, codes)):
        try:
            tubes.append(_ready(step, view, code, told_at))
        except Refused as why:
            left.append(why.problem)
    if left and (rest is not None or not tubes):
        refuse(left)
    others: list[TubeView] = []
    told: list[Problem] = []
    if rest is not None:
        others, told = _rest(step.conn, view, tubes, stored(step.at))
        refuse([one for tube in others for one in rules.result_problems(tube, stored(told_at))])
        told += _write(step, view, others, rest, told_at)
    changed = [one for one in tubes if one.state != _state(outcome)]
    told += _write(step, view, changed, outcome, told_at)
    step.act("tube_results", count=len(tubes) + len(others), round=round_no)
    held = [tubes] if _state(outcome) == TubeState.ABNORMAL else []
    held += [others] if rest is not None and _state(rest) == TubeState.ABNORMAL else []
    now = {one.no: one for one in queries.tubes(step.conn, view)}
    return Outcomes(
        tuple(now[one.no] for one in tubes),
        tuple(now[one.no] for one in others),
        sum(one.members for group in held for one in group),
        (*told, *(wrong for one in tubes for wrong in _told(one, outcome))),
        tuple(left),
    )


def waiting_over(conn: Reader, view: RoundView, at: str) -> bool:
    """Whether no tube of a round is filled any more: it is over, or each of its sessions is.

    Args:
        at: a moment, in stored UTC form.
    """
    held = testing.sessions(conn, view.no)
    ended = all(one.state == SessionState.DONE or one.ends_at <= at for one in held)
    return is_over(view, at) or (bool(held) and ended)


def _rest(
    conn: Reader, view: RoundView, named: Sequence[TubeView], at: str
) -> tuple[list[TubeView], list[Problem]]:
    """All the other tubes that are meant, and what to know of it.

    Raises:
        Refused: as `set_results`.
    """
    among, codes = queries.tubes(conn, view), {one.code for one in named}
    others, wrong = waiting.rest_of(among, codes, over=waiting_over(conn, view, at))
    refuse(wrong)
    meant = codes | {one.code for one in others}
    left = [one for one in among if one.code not in meant and waiting.waits(one, over=True)]
    told = {"count": len(left), "codes": [one.code for one in left[:_SHOWN]]}
    return others, [Problem("rest_left", told)] if left else []


def _ready(step: Step, view: RoundView, code: str, at: datetime) -> TubeView:
    """A tube that can have a result."""
    tube = queries.tube(step.conn, view, checked(code))
    refuse(rules.result_problems(tube, stored(at)))
    return tube


def _state(outcome: Outcome) -> TubeState:
    return TubeState.NEGATIVE if outcome is Outcome.NEGATIVE else TubeState.ABNORMAL


def _told(tube: TubeView, outcome: Outcome) -> list[Problem]:
    """What of a tube contradicts what was told of it before."""
    found = tube_results.told(tube, _state(outcome))
    return [one for one in found if one.code != "tube_result_same"]


def _write(
    step: Step, view: RoundView, tubes: Sequence[TubeView], outcome: Outcome, at: datetime
) -> list[Problem]:
    """Write down what tubes came to; what follows from it and has to be told."""
    from sqlmodel import col

    from models.sampling.tables import Tube

    state = _state(outcome)
    first = [one for one in tubes if one.state == TubeState.PENDING]
    if first:
        among = col(Tube.id).in_([one.id for one in first])
        step.change_where(Tube, among, state=state, result_at=at, version=Tube.version + 1)
    told: list[Problem] = []
    for tube in tubes:
        if tube not in first:
            write_result(step, tube, state, at)
        if "state" in tube_results.columns(tube, state, stored(at)):
            told += keep_own(step, view, tube, queries.inside(step.conn, tube), outcome, at)
    return told
