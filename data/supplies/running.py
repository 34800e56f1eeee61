"""What is done to a truck's run: its order and times, how far the truck is, who counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data import settings
from data.ids import key_on_roster
from data.supplies import queries, run
from data.supplies.clashes import Clash, clashes
from data.supplies.settings import supply_settings
from data.supplies.stops import STOPS, compounds, mark_truck, move_stops
from data.supplies.timing import refuse_time
from models.problems import Refused
from models.roster import ABSENT_PLACES
from models.supplies import DropState, DropView, Run
from models.supplies.hands import MINUTE
from models.supplies.run import RunPlan, too_late
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


class Moved(NamedTuple):
    """A run after it was changed."""

    delivery_no: int
    compound: str
    """The stop it was about; empty for the whole run."""
    minutes: int
    """By how much that one is later than it was expected, less than 0 for earlier."""
    stops: int
    """How many stops have another time than before."""
    clashes: Sequence[Clash]


def keep_run(step: Step, no: int, plan: RunPlan, seen: Mapping[int, int] | None = None) -> Moved:
    """Put the stops of a delivery into an order with these times; their duties move along.

    Args:
        seen: the versions of the stops the plan was made from; None where that does not matter.

    Raises:
        Refused: `delivery_unknown`, `run_changed` where the stops are others by now.
    """
    from models.supplies.tables import Delivery, SupplyDrop

    view = run.truck(step.conn, no)
    here = {one.no: one for one in run.run_stops(step.conn, no)}
    versions = {one.no: one.version for one in here.values()}
    if set(here) != set(plan.numbers) or seen not in (None, versions):
        raise Refused("run_changed", no=no)
    for position, number in enumerate(plan.numbers, 1):
        stop = here[number]
        if stop.position != position:
            step.change(SupplyDrop, stop.id, position=position, version=stop.version + 1)
    moved = []
    for number, eta in zip(plan.numbers, plan.etas, strict=True):
        if here[number].is_open and eta != loaded(here[number].eta):
            STOPS.begin_at(step, queries.drop(step.conn, number), eta)
            moved.append(number)
    if plan.run != view.run:
        step.change(Delivery, view.id, run=plan.run, version=Delivery.version + 1)
    if plan.run == Run.GATES:
        _come_with_first(step, no)
    names = [here[number].compound for number in plan.numbers]
    step.act("run_kept", no=no, run=str(plan.run), compound=names)
    return _moved(step, no, moved)


def _moved(
    step: Step, no: int, numbers: Sequence[int], compound: str = "", minutes: int = 0
) -> Moved:
    stops = [one for one in run.run_stops(step.conn, no) if one.no in numbers]
    return Moved(no, compound, minutes, len(stops), clashes(step.conn, stops))


def keep_way(step: Step, no: int, numbers: Sequence[int]) -> tuple[str, ...]:
    """Keep the order of these stops of a delivery as the way round, by which later trucks can be
    ordered: lanes that are driven one way allow no other. The compounds' names.

    Compounds the truck does not stop at stay behind those in front of which they were.

    Raises:
        Refused: `delivery_unknown`, `run_changed` where the stops are others by now.
    """
    stops = {one.no: one for one in run.run_stops(step.conn, no)}
    if set(stops) != set(numbers):
        raise Refused("run_changed", no=no)
    names = tuple(stops[number].compound for number in numbers)
    keys = [one.id for one in compounds(step.conn, names)]
    left = iter(keys)
    was = run.way_round(step.conn)
    way = [next(left) if key in keys else key for key in was]
    settings.put(step, run.WAY, [*way, *left])
    step.act("way_kept", no=no, compound=list(names))
    return names


def be_late(step: Step, drop_no: int, minutes: int) -> Moved:
    """A stop is later than expected, and with it all the later ones the truck has yet to come to;
    their duties move along.

    Args:
        minutes: less than 0 for earlier.

    Raises:
        Refused: `drop_unknown`, `late_by_nothing`, `late_too_much` (hours), and as `refuse_time`:
            where the truck came already, in the past, before it can have left the stop in front.
    """
    view = queries.drop(step.conn, drop_no)
    if not minutes:
        raise Refused("late_by_nothing", "minutes")
    if (problem := too_late(minutes * MINUTE)) is not None:
        raise Refused(problem.code, problem.field, **problem.params)
    refuse_time(step, drop_no, loaded(view.eta) + minutes * MINUTE, "minutes")
    moved = _slide(step, view, minutes * MINUTE, view.position)
    step.act("stop_late", no=drop_no, compound=view.compound, minutes=minutes)
    return _moved(step, view.delivery_no, moved, view.compound, minutes)


def _slide(step: Step, view: DropView, by: timedelta, position: int) -> list[int]:
    """Move all stops from a place on that the truck has yet to come to; their numbers."""
    stops = run.run_stops(step.conn, view.delivery_no)
    moved = [one.no for one in stops if one.is_open and one.position >= position]
    move_stops(step, view.delivery_no, by, position)
    _come_with_first(step, view.delivery_no)
    return moved


def _come_with_first(step: Step, no: int) -> None:
    """Let a truck that has come to no gate yet be expected when it is at its first; when it was
    promised stays."""
    from models.supplies.tables import Delivery

    view, stops = run.truck(step.conn, no), run.run_stops(step.conn, no)
    if stops and all(one.is_open for one in stops):
        first = min(loaded(one.eta) for one in stops)
        if view.run == Run.GATES and first != loaded(view.arrives_at):
            step.change(Delivery, view.id, arrives_at=first, version=Delivery.version + 1)


def _is_open(step: Step, delivery_no: int, drop_no: int) -> bool:
    return any(one.no == drop_no and one.is_open for one in run.run_stops(step.conn, delivery_no))


# -- how far the truck is --------------------------------------------------------------------------


def arrive(step: Step, drop_no: int, at: datetime | None = None) -> Moved:
    """The truck is at a gate. By as much as it comes later or earlier than expected the stops
    behind it are later or earlier, and the duties there and here: whoever is not free yet is told
    by the clashes, and a gate that nobody expects so early can still be warned.

    Args:
        at: when it came; now if None.

    Raises:
        Refused: `drop_unknown`, `truck_there`, `truck_to_come` where that is still ahead.
    """
    view = queries.drop(step.conn, drop_no)
    came = _past(step, at)
    if not _is_open(step, view.delivery_no, drop_no):
        raise Refused("truck_there", compound=view.compound)
    late = came - loaded(view.eta)
    moved = _slide(step, view, late, view.position) if abs(late) >= MINUTE else []
    mark_truck(step, queries.drop(step.conn, drop_no), arrived_at=came)
    minutes = round(late / MINUTE)
    code = "truck_came" if minutes >= 0 else "truck_came_early"
    step.act(code, no=drop_no, compound=view.compound, minutes=abs(minutes))
    return _moved(step, view.delivery_no, moved, view.compound, minutes)


def drive_on(step: Step, drop_no: int, at: datetime | None = None) -> Moved:
    """The truck has left a gate, which is unloaded then. Where it cannot be at the next in time,
    the stops still to come are later by as much.

    Raises:
        Refused: `drop_unknown`, `truck_left`, `truck_not_there`, `truck_to_come`, and
            `truck_gone_before` for a time before it came.
    """
    view = queries.drop(step.conn, drop_no)
    left = _past(step, at)
    stop = next(
        (one for one in run.run_stops(step.conn, view.delivery_no) if one.no == drop_no), None
    )
    if stop is None or stop.is_open:
        raise Refused("truck_not_there", compound=view.compound)
    if stop.left_at is not None:
        raise Refused("truck_left", compound=view.compound)
    if stop.arrived_at is not None and left < loaded(stop.arrived_at):
        raise Refused("truck_gone_before", compound=view.compound, at=loaded(stop.arrived_at))
    if view.state == DropState.PLANNED:
        from data.supplies.commands import mark_drops

        mark_drops(step, [drop_no], DropState.UNLOADED)
        view = queries.drop(step.conn, drop_no)
    came = loaded(stop.arrived_at) if stop.arrived_at else left
    mark_truck(step, view, arrived_at=came, left_at=left)
    moved, late = _held_up(step, view, left)
    step.act("truck_went", no=drop_no, compound=view.compound)
    return _moved(step, view.delivery_no, moved, view.compound, late)


def _held_up(step: Step, view: DropView, left: datetime) -> tuple[list[int], int]:
    """Move the stops still to come where the truck cannot be at the next in time; which, and by how
    many minutes."""
    stops = run.run_stops(step.conn, view.delivery_no)
    behind = [one for one in stops if one.is_open and one.position > view.position]
    if not behind:
        return [], 0
    there = left + supply_settings(step.conn).drive
    late = there - loaded(behind[0].eta)
    if late < MINUTE:
        return [], 0
    return _slide(step, view, late, behind[0].position), round(late / MINUTE)


def _past(step: Step, at: datetime | None) -> datetime:
    if at is not None and at > step.at:
        raise Refused("truck_to_come", "at", at=at)
    return step.at if at is None else at


# -- what is known of it ---------------------------------------------------------------------------


def _refuse_absent(step: Step, person_no: int, view: DropView) -> None:
    """Refuse somebody who will not stand at the gate: a driver would be sent to ask for them."""
    from data.roster.queries import roster_row

    then = roster_row(step.conn, person_no, max(step.at, loaded(view.eta)))
    now = roster_row(step.conn, person_no, step.at)
    if now and then and now.place in ABSENT_PLACES and then.place in ABSENT_PLACES:
        raise Refused("counter_absent", "counter_no", person=now.name, compound=view.compound)


def count_at(step: Step, drop_no: int, person_no: int | None) -> str:
    """Somebody counts at a gate, or nobody yet; the name of the compound.

    Raises:
        Refused: `drop_unknown`, `stop_over`, `person_unknown`, `person_archived`, `counter_absent`
            where they are absent now and still are when the truck comes.
    """
    from models.supplies.tables import SupplyDrop

    view = queries.drop(step.conn, drop_no)
    if view.state in (DropState.DONE, DropState.CANCELLED):
        raise Refused("stop_over", compound=view.compound)
    key = None if person_no is None else key_on_roster(step.conn, person_no, "counter_no")
    if person_no is not None:
        _refuse_absent(step, person_no, view)
    step.change(SupplyDrop, view.id, counter_id=key, version=view.version + 1)
    name = queries.counter(step.conn, drop_no)
    step.act("counts_at", no=drop_no, compound=view.compound, name=name)
    return view.compound


def disinfect(step: Step, no: int, at: datetime | None = None) -> datetime:
    """The truck and its goods were disinfected; when they were.

    Raises:
        Refused: `delivery_unknown`, `truck_to_come`.
    """
    from models.supplies.tables import Delivery

    view = run.truck(step.conn, no)
    done = _past(step, at)
    step.change(Delivery, view.id, disinfected_at=done, version=view.version + 1)
    step.act("truck_disinfected", no=no)
    return done
