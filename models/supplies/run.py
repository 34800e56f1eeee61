"""Rules of a truck's run: when it is at which stop, or the goods that are unloaded at one point.

Pure. Times are moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.problems import Problem
from models.supplies import DropState, Run
from models.supplies.hands import MINUTE, handed_from, unloading
from models.supplies.settings import DEFAULTS, SupplySettings
from models.supplies.stops import Place, RunStop
from models.supplies.ways import Comparison, Hands, Load, Office, gates, office
from models.times import loaded

MOST_LATE = timedelta(hours=24)
"""By how much a stop can be moved at once."""


class Situation(NamedTuple):
    """What the times of a run follow from, beside its stops."""

    starts: datetime
    """When the truck comes."""
    people: int
    """Who is there then, as far as it is known."""
    vehicles: int
    """How many of them have one."""
    settings: SupplySettings = DEFAULTS
    run: Run = Run.GATES
    """Where the truck is unloaded, as it is on file: the stops have their times by that."""
    disinfected_at: str | None = None

    @property
    def hands(self) -> Hands:
        """Those who do it."""
        return Hands(self.people, self.vehicles, self.starts, self.settings, self.disinfected_at)


def at_gate(stop: RunStop, hands: int, settings: SupplySettings = DEFAULTS) -> timedelta:
    """From a stop to the next: unloading by those who go with the truck and the way, no less than
    a stop takes: 235 packs and 4 hands take 15 minutes, and five to the next gate."""
    return max(settings.stop, unloading(stop.units, stop.heavy, hands, settings) + settings.drive)


def timetable(
    starts: datetime, stops: Sequence[RunStop], hands: int, settings: SupplySettings = DEFAULTS
) -> list[datetime]:
    """When the truck is at each stop, the first at `starts`."""
    found = []
    for stop in stops:
        found.append(starts)
        starts += at_gate(stop, hands, settings)
    return found


def goods_at_gates(stops: Sequence[RunStop], hands: Hands) -> list[datetime]:
    """When the goods of each stop are there if all are unloaded at the office."""
    plan = Office([_load(stop) for stop in stops], hands)
    return [hands.starts + MINUTE * round(minutes) for minutes in plan.there]


def times_of(run: Run, stops: Sequence[RunStop], hands: Hands) -> list[datetime]:
    """When truck or goods are at each stop of a run that nobody has changed yet."""
    if run == Run.OFFICE:
        return goods_at_gates(stops, hands)
    return timetable(hands.starts, stops, hands.crew, hands.settings)


class Timed(NamedTuple):
    """Stops with their times, and how many unload at each."""

    stops: Sequence[RunStop]
    etas: Sequence[datetime]
    hands: int


def retimed(
    was: Timed, stops: Sequence[RunStop], hands: int, settings: SupplySettings = DEFAULTS
) -> list[datetime]:
    """The times of stops that take the places of others: the first comes when the first did, each
    one as long after the one before as that one takes.

    What a place is waited for beyond that, because somebody said that the truck is late there,
    stays with it; stops in front that are what they were keep their times.

    Args:
        was: the stops as they were, as many or more.
        stops: as they are to be.
        hands: how many unload at each then.
    """
    found: list[datetime] = []
    as_before = hands == was.hands
    for at, stop in enumerate(stops):
        if not at or as_before:
            found.append(was.etas[at])
        else:
            gap = was.etas[at] - was.etas[at - 1]
            waits = gap - at_gate(was.stops[at - 1], was.hands, settings)
            found.append(
                found[-1] + at_gate(stops[at - 1], hands, settings) + max(waits, timedelta())
            )
        as_before = as_before and _takes(stop) == _takes(was.stops[at])
    return found


def _takes(stop: RunStop) -> tuple[int, int, int]:
    return stop.no, stop.units, stop.heavy


def slid(
    etas: Sequence[datetime], at: int, by: timedelta, moves: Sequence[bool] | None = None
) -> list[datetime]:
    """Times once a stop is late: it and all that come after it move by as much.

    Args:
        at: which of them is late, from 0.
        by: how much; less than nothing for earlier.
        moves: which may move at all; all where it is None.
    """
    return [
        eta + by if n >= at and (moves is None or moves[n]) else eta for n, eta in enumerate(etas)
    ]


def _load(stop: RunStop) -> Load:
    return Load(stop.units, stop.heavy, stop.households)


class RunPlan(NamedTuple):
    """How a run is to be: its stops in order, when goods are at each, where it is unloaded."""

    numbers: tuple[int, ...]
    etas: tuple[datetime, ...]
    run: Run


def placed(line: Sequence[tuple[RunStop, Problem]], kind: Run, situation: Situation) -> list[Place]:
    """Stops in their new order with their new times: those where the truck was keep theirs, and so
    do all where neither their order nor where it is unloaded is another."""
    todo = [stop for stop, _why in line if stop.is_open]
    on_file = sorted(todo, key=lambda one: (one.position, one.no))
    etas = [loaded(one.eta) for one in on_file]
    if kind == situation.run and todo == on_file:
        times = etas
    elif kind == Run.OFFICE:
        times = goods_at_gates(todo, situation.hands)
    elif situation.run == Run.GATES:
        hands = situation.hands.crew
        times = retimed(Timed(on_file, etas, hands), todo, hands, situation.settings)
    else:
        begins = _goes_on([one for one, _why in line], situation)
        times = timetable(begins, todo, situation.hands.crew, situation.settings)
    left = iter(times)
    return [
        Place(stop, next(left) if stop.is_open else loaded(stop.arrived_at or stop.eta), why)
        for stop, why in line
    ]


def compared(
    places: Sequence[Place], kind: Run, situation: Situation, people: int | None = None
) -> Comparison:
    """What a run comes to as it is planned, and what the other way of unloading would.

    Args:
        kind: where it is unloaded by the plan.
        people: how many there would be, as many of them with vehicles as of those present; these
            themselves if None.
    """
    there, hands = situation.people, situation.hands
    at_gates = places
    if kind == Run.OFFICE:
        at_gates = placed([(stop, why) for stop, _eta, why in places], Run.GATES, situation)
    supposed = people is not None and people != there
    if people is not None and supposed:
        vehicles = min(people, round(situation.vehicles * people / hands.many))
        hands = hands._replace(people=people, vehicles=vehicles)
        at_gates = _with_hands(at_gates, situation, hands.crew)
    stops = [one.stop for one in places]
    loads = [_load(one) for one in stops]
    carried = [one.eta for one in places]
    if kind == Run.GATES or supposed:
        carried = goods_at_gates(stops, hands)
    return Comparison(
        hands.many,
        min(hands.vehicles, hands.many),
        office(loads, hands, carried),
        gates(loads, hands, [one.eta for one in at_gates]),
        there,
    )


def _with_hands(places: Sequence[Place], situation: Situation, hands: int) -> Sequence[Place]:
    """Stops as they would be timed with so many who unload."""
    todo = [one for one in places if one.stop.is_open]
    was = Timed([one.stop for one in todo], [one.eta for one in todo], situation.hands.crew)
    times = iter(retimed(was, was.stops, hands, situation.settings))
    return [one._replace(eta=next(times)) if one.stop.is_open else one for one in places]


def _goes_on(stops: Sequence[RunStop], situation: Situation) -> datetime:
    """When the truck is at the first stop it has yet to come to."""
    was = [_left(one, situation) for one in stops if not one.is_open]
    return max(was) if was else situation.starts


def _left(stop: RunStop, situation: Situation) -> datetime:
    """When the truck that was, or is, at a stop can be at the next."""
    if stop.left_at is not None:
        return loaded(stop.left_at) + situation.settings.drive
    takes = at_gate(stop, situation.hands.crew, situation.settings)
    return loaded(stop.arrived_at or stop.eta) + takes


class Off(NamedTuple):
    """When the goods of a stop are off the truck, and from when on they may be handed out."""

    at: datetime
    handled: datetime


def off_the_truck(stop: RunStop, situation: Situation) -> Off:
    """When the goods of a stop are off the truck, and have stood; at the office they did before
    they are carried to a gate."""
    hands, settings = situation.hands, situation.settings
    came = loaded(stop.arrived_at or stop.eta)
    if situation.run == Run.OFFICE:
        return Off(came, came)
    if stop.state == DropState.PLANNED:
        came += unloading(stop.units, stop.heavy, hands.crew, settings)
    return Off(came, handed_from(came, situation.disinfected_at, settings))


# -- late, or sooner -------------------------------------------------------------------------------


def soonest(front: Place, hands: int, settings: SupplySettings = DEFAULTS) -> datetime:
    """When the truck can be at a stop at the earliest, by the one in front of it."""
    stop = front.stop
    if stop.left_at is not None:
        return loaded(stop.left_at) + settings.drive
    if stop.truck == "unloaded":
        return loaded(stop.arrived_at or stop.eta) + settings.drive
    came = loaded(stop.arrived_at) if stop.arrived_at else front.eta
    return came + unloading(stop.units, stop.heavy, hands, settings) + settings.drive


def too_late(by: timedelta) -> Problem | None:
    """That a stop is moved by more than is moved at once: `late_too_much` (hours)."""
    if abs(by) <= MOST_LATE:
        return None
    return Problem("late_too_much", {"hours": MOST_LATE // timedelta(hours=1)}, "minutes")


def late_problem(
    places: Sequence[Place], at: int, by: timedelta, situation: Situation, now: datetime
) -> Problem | None:
    """What keeps a stop from being so much later, or earlier: `truck_there`, `stop_past`
    (compound, at, now), `stop_too_soon` (compound, at, front, soonest).

    Args:
        places: the stops in their order with their times.
        at: which of them, from 0.
        by: less than nothing for earlier.
    """
    place = places[at]
    compound, eta = place.stop.compound, place.eta + by
    if not place.stop.is_open:
        return Problem("truck_there", {"compound": compound})
    if eta < now.replace(second=0, microsecond=0):
        return Problem("stop_past", {"compound": compound, "at": eta, "now": now}, "minutes")
    if at == 0 or by >= timedelta() or situation.run == Run.OFFICE:
        return None
    front = places[at - 1]
    least = soonest(front, situation.hands.crew, situation.settings)
    if eta >= least:
        return None
    said = {"compound": compound, "at": eta, "front": front.stop.compound, "soonest": least}
    return Problem("stop_too_soon", said, "minutes")


def as_plan(places: Sequence[Place], kind: Run) -> RunPlan:
    """A run as it is to be kept."""
    return RunPlan(tuple(one.stop.no for one in places), tuple(one.eta for one in places), kind)
