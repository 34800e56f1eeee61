"""Both ways of unloading a truck, at one point and at the gates: hours of people, ends.

Pure. Spans are counted in minutes, hours are hours of work of one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from models.supplies import Run
from models.supplies.hands import MINUTE, effort
from models.supplies.settings import DEFAULTS, SupplySettings


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
    office = Office(loads, people, vehicles, settings)
    return Comparison(
        people,
        min(vehicles, people),
        _cost(starts, *office.cost()),
        _cost(starts, *_at_gates(loads, people, settings)),
    )


def _cost(starts: datetime, work: float, done: float, truck: float) -> Cost:
    """Minutes of work, until the end, and until the truck goes, as a cost."""
    return Cost(round(work / 60, 1), starts + MINUTE * round(done), starts + MINUTE * round(truck))


def _doors(load: Load, settings: SupplySettings) -> float:
    """Minutes of one hand for the doors of a compound; none where it gets nothing."""
    return 60 * load.doors / settings.doors_an_hour if load.units else 0.0


class Office:
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
