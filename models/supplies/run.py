"""Rules of a truck's run: how long it stands where, in which order, at the gates or at one point.

Pure. Times are moments, spans are counted in minutes where they are added up; people-hours are
hours of work of one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from models.problems import Problem
from models.supplies import DropState, Run
from models.supplies.settings import DEFAULTS, SupplySettings
from models.times import loaded

HEAVY = 2
"""How many light units a heavy one takes as long as."""

MINUTE = timedelta(minutes=1)


class Order(StrEnum):
    """By which rule stops follow each other."""

    CLOSED = "closed"
    HEAVY = "heavy"
    HOURS = "hours"
    LAST = "last"
    AS_IS = "as-is"


class RunStop(NamedTuple):
    """A stop as the order and the times of a run look at it. Times in stored UTC form."""

    no: int
    id: str
    version: int
    compound: str
    state: str
    position: int
    eta: str
    hands_needed: int
    households: int = 0
    """Households that are handed out to."""
    units: int = 0
    """Of all goods together."""
    heavy: int = 0
    """Of these, heavy ones."""
    cold: int = 0
    """Of these, cold ones."""
    closed: tuple[str, ...] = ()
    """Names of what is closed there."""
    closes: int | None = None
    """Minutes after midnight at which the first of its helpers has to go; None for no bound."""
    last: int | None = None
    """Its place in the run before this one; None where it was none of it."""
    hands: int = 0
    """People assigned who can come."""
    people: tuple[str, ...] = ()
    arrived_at: str | None = None
    left_at: str | None = None
    counter: str = ""
    """Name of who counts there."""
    counter_no: int | None = None
    counter_phone: str = ""
    leader: str = ""
    leader_phone: str = ""
    unloading_point: str = ""
    goods: tuple[str, ...] = ()
    """What is unloaded there, cold goods first: `牛奶 20盒`."""

    @property
    def contact(self) -> tuple[str, str]:
        """Whom the driver calls at the gate, and the number: who counts there, else who leads."""
        if self.counter:
            return self.counter, self.counter_phone
        return self.leader, self.leader_phone

    @property
    def truck(self) -> str:
        """How far the truck is here: `coming`, `here`, `unloaded`, `gone`."""
        if self.left_at is not None:
            return "gone"
        if self.state != DropState.PLANNED:
            return "unloaded"
        return "coming" if self.arrived_at is None else "here"

    @property
    def is_open(self) -> bool:
        """Whether the truck has yet to come, so that its time and place can change."""
        return self.state == DropState.PLANNED and self.arrived_at is None


class Place(NamedTuple):
    """A stop at its place in a run, when the truck is there, and why it stands there."""

    stop: RunStop
    eta: datetime
    why: Problem


# -- how long --------------------------------------------------------------------------------------


def effort(units: int, heavy: int) -> int:
    """Units as they take time: heavy ones count twice."""
    return units + (HEAVY - 1) * heavy


def unloading(units: int, heavy: int, hands: int, settings: SupplySettings = DEFAULTS) -> timedelta:
    """How long so many hands unload, in whole minutes; one hand where there is none."""
    a_minute = settings.unload_a_minute * min(max(1, hands), settings.truck_hands)
    return MINUTE * -(-effort(units, heavy) // a_minute)


def hands_for(units: int, heavy: int, households: int, settings: SupplySettings = DEFAULTS) -> int:
    """How many hands unload and hand out at a gate in the time that handing out takes; two at
    least."""
    unload = effort(units, heavy) / settings.unload_a_minute
    doors = 60 * households / settings.doors_an_hour if units else 0
    return max(2, ceil((unload + doors) / (settings.handing_out / MINUTE)))


def at_gate(stop: RunStop, settings: SupplySettings = DEFAULTS) -> timedelta:
    """From a stop to the next: unloading by its hands and the way, no less than a stop takes.

    Its hands are those it has, else those it needs: 235 packs and 4 hands take 15 minutes.
    """
    hands = stop.hands or stop.hands_needed
    return max(settings.stop, unloading(stop.units, stop.heavy, hands, settings) + settings.drive)


def timetable(
    starts: datetime, stops: Sequence[RunStop], settings: SupplySettings = DEFAULTS
) -> list[datetime]:
    """When the truck is at each stop, the first at `starts`."""
    found = []
    for stop in stops:
        found.append(starts)
        starts += at_gate(stop, settings)
    return found


def goods_at_gates(
    starts: datetime, stops: Sequence[RunStop], people: int, vehicles: int, settings: SupplySettings
) -> list[datetime]:
    """When the goods of each stop are there if all are unloaded at the office at `starts`."""
    plan = _Office([_load(stop) for stop in stops], people, vehicles, settings)
    return [starts + MINUTE * round(minutes) for minutes in plan.there]


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


def handled_from(
    disinfected_at: str | None, settings: SupplySettings = DEFAULTS
) -> datetime | None:
    """From when on goods may be handled: once they stood after they were disinfected.

    None where nobody noted that they were disinfected. It is told and asked about, and never keeps
    anybody from handing out: what a life needs comes before a rule of hygiene.
    """
    return None if disinfected_at is None else loaded(disinfected_at) + settings.standing


# -- in which order --------------------------------------------------------------------------------


def ordered(stops: Sequence[RunStop], order: Order) -> list[tuple[RunStop, Problem]]:
    """Stops in the order of a rule, each with why it stands where it does.

    Where the truck was already comes first and stays. Equal ones keep the order they had. A closed
    gate comes before one with heavy goods, and helpers who have to go before comfort: nobody behind
    a closed gate can fetch what is missing elsewhere.
    """
    done = sorted((one for one in stops if not one.is_open), key=_as_is)
    todo = sorted((one for one in stops if one.is_open), key=_as_is)
    match order:
        case Order.CLOSED:
            todo.sort(key=lambda one: not one.closed)
        case Order.HEAVY:
            todo.sort(key=lambda one: (-one.heavy, -one.units))
        case Order.HOURS:
            todo.sort(key=lambda one: (one.closes is None, one.closes or 0))
        case Order.LAST:
            todo.sort(key=lambda one: (one.last is None, one.last or 0))
    return [(one, Problem("stop_was_there")) for one in done] + [
        (one, _why(one, order)) for one in todo
    ]


def by_hand(stops: Sequence[RunStop], numbers: Sequence[int]) -> list[tuple[RunStop, Problem]]:
    """Stops in an order somebody said; what they left out comes behind, as it was.

    Where the truck was already comes first and stays.
    """
    named = {no: place for place, no in enumerate(numbers)}
    done = [one for one in sorted(stops, key=_as_is) if not one.is_open]
    todo = sorted(
        (one for one in stops if one.is_open),
        key=lambda one: (named.get(one.no, len(named)), *_as_is(one)),
    )
    before = sorted(todo, key=_as_is)
    return [(one, Problem("stop_was_there")) for one in done] + [
        (one, Problem("stop_as_it_was" if one is was else "stop_by_hand"))
        for one, was in zip(todo, before, strict=True)
    ]


def _as_is(stop: RunStop) -> tuple[int, int]:
    return stop.position, stop.no


def _why(stop: RunStop, order: Order) -> Problem:
    if order == Order.CLOSED and stop.closed:
        return Problem("stop_closed", {"places": stop.closed})
    if order == Order.HEAVY and (stop.heavy or stop.units):
        if stop.heavy:
            return Problem("stop_heavy", {"count": stop.heavy})
        return Problem("stop_units", {"count": stop.units})
    if order == Order.HOURS and stop.closes is not None:
        return Problem("stop_hours", {"at": f"{stop.closes // 60 % 24:02}:{stop.closes % 60:02}"})
    if order == Order.LAST and stop.last is not None:
        return Problem("stop_last", {"position": stop.last})
    return Problem("stop_as_it_was")


class Situation(NamedTuple):
    """What the times of a run follow from, beside its stops."""

    starts: datetime
    """When the truck comes."""
    people: int
    vehicles: int
    settings: SupplySettings = DEFAULTS


class RunPlan(NamedTuple):
    """How a run is to be: its stops in order, when goods are at each, where it is unloaded."""

    numbers: tuple[int, ...]
    etas: tuple[datetime, ...]
    run: Run


def placed(line: Sequence[tuple[RunStop, Problem]], kind: Run, situation: Situation) -> list[Place]:
    """Stops in their new order with their new times: those where the truck was keep theirs."""
    todo = [stop for stop, _why in line if stop.is_open]
    settings = situation.settings
    if kind == Run.OFFICE:
        people, vehicles = situation.people, situation.vehicles
        times = goods_at_gates(situation.starts, todo, people, vehicles, settings)
    else:
        times = timetable(_goes_on([one for one, _why in line], situation), todo, settings)
    left = iter(times)
    return [
        Place(stop, next(left) if stop.is_open else loaded(stop.eta), why) for stop, why in line
    ]


def _goes_on(stops: Sequence[RunStop], situation: Situation) -> datetime:
    """When the truck is at the first stop it has yet to come to."""
    was = [_left(one, situation.settings) for one in stops if not one.is_open]
    return max(was) if was else situation.starts


def _left(stop: RunStop, settings: SupplySettings) -> datetime:
    """When the truck that was, or is, at a stop can be at the next."""
    if stop.left_at is not None:
        return loaded(stop.left_at) + settings.drive
    return loaded(stop.arrived_at or stop.eta) + at_gate(stop, settings)


def as_plan(places: Sequence[Place], kind: Run) -> RunPlan:
    """A run as it is to be kept."""
    return RunPlan(tuple(one.stop.no for one in places), tuple(one.eta for one in places), kind)


# -- at one point or at the gates ------------------------------------------------------------------


class Load(NamedTuple):
    """What one compound gets: so many units, heavy ones among them, for so many doors."""

    units: int
    heavy: int
    doors: int


class Cost(NamedTuple):
    """What a way of unloading comes to."""

    people_hours: float
    """Hours of work of all people together, in tenths."""
    done_at: datetime
    """When the last door has what it gets."""
    truck_until: datetime
    """How long the driver is kept."""


class Comparison(NamedTuple):
    """Both ways of unloading a truck, from the same people."""

    people: int
    vehicles: int
    office: Cost
    gates: Cost

    @property
    def better(self) -> Run:
        """The way that needs fewer hours of people, the earlier end where both need as many."""
        office = (self.office.people_hours, self.office.done_at)
        gates = (self.gates.people_hours, self.gates.done_at)
        return Run.OFFICE if office < gates else Run.GATES


def compare(
    loads: Sequence[Load],
    people: int,
    vehicles: int,
    starts: datetime,
    settings: SupplySettings = DEFAULTS,
) -> Comparison:
    """What unloading at one point comes to, and at the gates.

    At one point all unload; then all carry to one gate after another, by the vehicles there are and
    else by trolley, each unit handled twice more on its way; then all hand out. At the gates some
    go with the truck from stop to stop, the others hand out where it was, and all once it has gone.

    Args:
        people: who is there; nobody counts as one.
        vehicles: how many of them have one.
    """
    people = max(1, people)
    office = _Office(loads, people, vehicles, settings)
    return Comparison(
        people,
        min(vehicles, people),
        _cost(starts, *office.cost()),
        _cost(starts, *_at_gates(loads, people, settings)),
    )


def _cost(starts: datetime, work: float, done: float, truck: float) -> Cost:
    """Minutes of work, until the end, and until the truck goes, as a cost."""
    return Cost(round(work / 60, 1), starts + MINUTE * round(done), starts + MINUTE * round(truck))


def _load(stop: RunStop) -> Load:
    return Load(stop.units, stop.heavy, stop.households)


def _doors(load: Load, settings: SupplySettings) -> float:
    """Minutes of one hand for the doors of a compound; none where it gets nothing."""
    return 60 * load.doors / settings.doors_an_hour if load.units else 0.0


class _Office:
    """Everything unloaded at one point and carried from there; in minutes from its begin.

    Trips are reckoned as the share of one that a load fills, so that nothing jumps by a unit.
    """

    def __init__(
        self, loads: Sequence[Load], people: int, vehicles: int, settings: SupplySettings
    ) -> None:
        self._people = max(1, people)
        vehicles = min(vehicles, self._people)
        carried_by = {
            settings.vehicle_units: vehicles,
            settings.trolley_units: self._people - vehicles,
        }
        if settings.vehicle_units == settings.trolley_units:
            carried_by = {settings.vehicle_units: self._people}
        handling = [effort(load.units, load.heavy) / settings.unload_a_minute for load in loads]
        self.unloaded = sum(handling) / self._people
        there_and_back = 2 * settings.way / MINUTE
        self.there: list[float] = []
        """When the goods of each compound are at its gate."""
        at = self.unloaded
        for load, minutes in zip(loads, handling, strict=True):
            if load.units:
                a_unit = 2 * minutes / load.units
                a_minute = sum(
                    hands / (a_unit + there_and_back / units) for units, hands in carried_by.items()
                )
                at += load.units / a_minute
            self.there.append(at)
        self._doors = sum(_doors(load, settings) for load in loads)

    def cost(self) -> tuple[float, float, float]:
        """Minutes of work, until the last door, and until the truck can go."""
        carried = max([self.unloaded, *self.there])
        end = carried + self._doors / self._people
        return end * self._people, end, self.unloaded


def _at_gates(
    loads: Sequence[Load], people: int, settings: SupplySettings
) -> tuple[float, float, float]:
    """Minutes of work, until the last door, and until the truck can go, from stop to stop."""
    crew = min(people, settings.truck_hands)
    at, work = 0.0, 0.0
    there = []
    for n, load in enumerate(loads):
        takes = effort(load.units, load.heavy) / (settings.unload_a_minute * crew)
        at += takes
        work += takes * crew
        there.append(at)
        if n + 1 < len(loads):
            on = max(settings.drive / MINUTE, settings.stop / MINUTE - takes)
            at += on
            work += on * crew
    doors = [_doors(load, settings) for load in loads]
    end = _handed_out(zip(there, doors, strict=True), people - crew, people, there[-1:])
    return work + sum(doors), max(at, end), at


def _handed_out(
    goods: Iterable[tuple[float, float]], few: int, all_hands: int, free: Sequence[float]
) -> float:
    """When the last door is done, in minutes.

    Args:
        goods: of each gate when its goods are there, and the minutes of work of its doors.
        few: hands before the others are free; `all_hands` from then on.
        free: the moment at which the others are free; none where there are no goods at all.
    """
    if not free:
        return 0.0
    (freed,) = free
    left, at = 0.0, 0.0
    for there, work in goods:
        left = max(0.0, left - few * (there - at)) + work
        at = there
    return freed + left / all_hands
