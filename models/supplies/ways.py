"""Both ways of unloading a truck, at one point and at the gates: hours of people, ends.

Pure. Spans are counted in minutes, hours are hours of work of one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from models.supplies import Run
from models.supplies.hands import MINUTE, crew, doors_of, effort, handed_from
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
    """Who is reckoned with."""
    vehicles: int
    office: Cost
    gates: Cost
    present: int = 0
    """Who is there when the truck comes, as far as it is known."""

    @property
    def better(self) -> Run:
        """The way that needs fewer hours of people, the earlier end where both need as many."""
        office = (self.office.people_hours, self.office.done_at)
        gates = (self.gates.people_hours, self.gates.done_at)
        return Run.OFFICE if office < gates else Run.GATES


class Hands(NamedTuple):
    """Who unloads, carries and hands out, and when what they handle may be."""

    people: int
    vehicles: int
    """How many of them have one."""
    starts: datetime
    """When the truck comes."""
    settings: SupplySettings = DEFAULTS
    disinfected_at: str | None = None
    """When truck and goods were, in stored form; None where nobody noted it."""

    @property
    def many(self) -> int:
        """How many are reckoned with; see `crew` where nobody is known."""
        return self.people if self.people > 0 else self.crew

    @property
    def crew(self) -> int:
        """How many unload at each gate."""
        return crew(self.people, self.settings)

    def stand_from(self, there: float) -> float:
        """From when on goods that are there may be handled; both in minutes from the start."""
        at = handed_from(self.starts + MINUTE * there, self.disinfected_at, self.settings)
        return (at - self.starts) / MINUTE


def office(loads: Sequence[Load], hands: Hands, there: Sequence[datetime]) -> Cost:
    """What it comes to that all is unloaded at one point, stands, is carried to one gate after
    another by the vehicles there are and else by trolley, each unit handled twice more on its way,
    and is then handed out.

    Args:
        there: when the goods of each compound are at its gate, as they are planned.
    """
    plan = Office(loads, hands)
    shares = sum(_doors(load, hands.settings) for load in loads) / hands.many
    end = max([plan.carried, *((at - hands.starts) / MINUTE for at in there)]) + shares
    return _cost(hands.starts, (plan.busy + shares) * hands.many, end, plan.unloaded)


def gates(loads: Sequence[Load], hands: Hands, etas: Sequence[datetime]) -> Cost:
    """What it comes to that some go with the truck from stop to stop, while the others hand out
    where goods have stood, and all once the truck has gone.

    Args:
        etas: when the truck is at each stop, as they are planned.
    """
    settings = hands.settings
    work, ready = 0.0, []
    off = 0.0
    for n, (load, eta) in enumerate(zip(loads, etas, strict=True)):
        takes = effort(load.units, load.heavy) / (settings.unload_a_minute * hands.crew)
        on = max(settings.drive / MINUTE, settings.stop / MINUTE - takes)
        work += hands.crew * (takes + (on if n + 1 < len(loads) else 0))
        there = (eta - hands.starts) / MINUTE + takes
        off = max(off, there)
        doors = _doors(load, settings)
        ready.append((hands.stand_from(there) if doors else there, doors))
        work += doors
    end = _handed_out(sorted(ready), hands.many - hands.crew, hands.many, off)
    return _cost(hands.starts, work, max(off, end), off)


def _cost(starts: datetime, work: float, done: float, truck: float) -> Cost:
    """Minutes of work, until the end, and until the truck goes, as a cost."""
    return Cost(round(work / 60, 1), starts + MINUTE * round(done), starts + MINUTE * round(truck))


def _doors(load: Load, settings: SupplySettings) -> float:
    """Minutes of one hand for the doors of a compound; none where it gets nothing."""
    return 60 * doors_of(load.units, load.doors) / settings.doors_an_hour


class Office:
    """Everything unloaded at one point and carried from there; in minutes from its begin.

    Trips are reckoned as the share of one that a load fills, so that nothing jumps by a unit.
    """

    def __init__(self, loads: Sequence[Load], hands: Hands) -> None:
        settings = hands.settings
        vehicles = min(hands.vehicles, hands.many)
        carried_by = {
            settings.vehicle_units: vehicles,
            settings.trolley_units: hands.many - vehicles,
        }
        if settings.vehicle_units == settings.trolley_units:
            carried_by = {settings.vehicle_units: hands.many}
        handling = [effort(load.units, load.heavy) / settings.unload_a_minute for load in loads]
        self.unloaded = sum(handling) / hands.many
        there_and_back = 2 * settings.way / MINUTE
        self.there: list[float] = []
        """When the goods of each compound are at its gate."""
        at = hands.stand_from(self.unloaded) if self.unloaded else 0.0
        stood = at - self.unloaded
        for load, minutes in zip(loads, handling, strict=True):
            if load.units:
                a_unit = 2 * minutes / load.units
                a_minute = sum(
                    hands / (a_unit + there_and_back / units) for units, hands in carried_by.items()
                )
                at += load.units / a_minute
            self.there.append(at)
        self.carried = max([self.unloaded, *self.there])
        """When all of them are."""
        self.busy = self.carried - stood
        """How long people work until then: nobody does while goods stand."""


def _handed_out(
    ready: Sequence[tuple[float, float]], few: int, all_hands: int, freed: float
) -> float:
    """When the last door is done, in minutes.

    Args:
        ready: of each gate when its goods may be handed out, and the minutes of work of its doors;
            the first of them first.
        few: hands before the others are free; `all_hands` from then on.
        freed: when the others are.
    """
    left, at = 0.0, 0.0
    for there, work in ready:
        done = few * (min(there, freed) - min(at, freed))
        done += all_hands * (max(there, freed) - max(at, freed))
        left = max(0.0, left - done) + work
        at = there
    while_few = few * max(0.0, freed - at)
    if left <= while_few:
        return at + left / few if left else at
    return max(at, freed) + (left - while_few) / all_hands
