"""The times of a truck's stops as they follow from its goods and from who is there.

One clock: whatever sets times anew asks the rules of `models.supplies.run`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.supplies import queries, run
from data.supplies.stops import STOPS
from models.problems import Refused
from models.supplies import Run, rules
from models.supplies.order import Order, ordered
from models.supplies.run import Timed, at_gate, late_problem, placed, retimed, times_of, timetable
from models.supplies.stops import RunStop
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def set_times(step: Step, no: int, added: Sequence[int] = ()) -> None:
    """Give stops that were just added the times and the hands that their goods take.

    Args:
        added: their numbers, behind all others; all of the delivery where none is given.
    """
    from models.supplies.tables import SupplyDrop

    stops = run.run_stops(step.conn, no)
    now = run.situation(step.conn, no, stops)
    new = [one for one in stops if one.no in added or not added]
    hands, before = now.hands, stops[: len(stops) - len(new)]
    if before and now.run == Run.GATES:
        last = before[-1]
        begins = loaded(last.eta) + at_gate(last, hands.crew, hands.settings)
        times = timetable(begins, new, hands.crew, hands.settings)
    else:
        times = times_of(now.run, stops, hands)[len(before) :]
    for stop, eta in zip(new, times, strict=True):
        need = rules.hands_needed(stop.doors)
        step.change(SupplyDrop, stop.id, eta=eta, hands_needed=need)


def follow_goods(step: Step, no: int, was: Sequence[RunStop]) -> None:
    """Let the stops of a truck that has not come yet follow other goods: the later ones move by
    what those in front take more or less; what somebody set stays beside.

    Args:
        was: the stops before their goods were changed.
    """
    from models.supplies.tables import SupplyDrop

    stops = run.run_stops(step.conn, no)
    known = {one.no: one for one in was}
    now = run.situation(step.conn, no, stops)
    if now.run != Run.GATES or not all(one.is_open and one.no in known for one in stops):
        return
    hands = now.hands.crew
    before = Timed([known[one.no] for one in stops], [loaded(one.eta) for one in stops], hands)
    times = retimed(before, stops, hands, now.settings)
    for stop, eta in zip(stops, times, strict=True):
        if eta != loaded(stop.eta):
            STOPS.begin_at(step, queries.drop(step.conn, stop.no), eta)
        usual = rules.hands_needed(known[stop.no].doors)
        need = rules.hands_needed(stop.doors)
        if stop.hands_needed == usual != need:
            step.change(SupplyDrop, stop.id, hands_needed=need)


def refuse_time(step: Step, drop_no: int, eta: datetime, field: str) -> None:
    """Refuse that a stop is at a time.

    Args:
        field: in which it was typed.

    Raises:
        Refused: `drop_unknown`, and as `models.supplies.run.late_problem`.
    """
    view = queries.drop(step.conn, drop_no)
    stops = run.run_stops(step.conn, view.delivery_no)
    now = run.situation(step.conn, view.delivery_no, stops)
    places = placed(ordered(stops, Order.AS_IS), now.run, now)
    at = next((n for n, one in enumerate(places) if one.stop.no == drop_no), None)
    if at is None:
        raise Refused("stop_over", compound=view.compound)
    problem = late_problem(places, at, eta - places[at].eta, now, step.at)
    if problem is not None:
        raise Refused(problem.code, problem.field and field, **problem.params)
