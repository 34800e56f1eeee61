"""The papers of a call sheet: what stands on them, and what may never. Pure.

No telephone numbers and no facts of health: why somebody is left out or visited is for the desk.
Names stand on the sheet of whoever calls down only where not everybody of a door is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from models.address import Address, dashed
from models.call_sheet import Part, Sheet, SheetEntry, Why
from models.floors import floor_at
from models.text import natural_key

FOR_VOLUNTEERS = ("calls", "visits", "table")
"""The lists for who calls down, who goes to doors, who sits at a table."""

LISTS = (*FOR_VOLUNTEERS, "desk")
"""All lists there are."""


class PaperDoor(NamedTuple):
    """A door on a sheet."""

    unit: str | None
    room: str | None
    floor: int
    people: int
    """Who is called there, or visited."""
    of: int
    """Everybody of that door who is on the call sheet."""
    names: tuple[str, ...]
    """Of these people, as far as they are known; none where it is all of the door."""
    is_last: bool = False
    """Whether helpers go there after all others: an infection is likelier there."""


class PaperPerson(NamedTuple):
    """Somebody on the list of a table. `place`: their place among those called there, from 1 on."""

    unit: str | None
    room: str | None
    name: str
    place: int


class PaperBuilding(NamedTuple):
    """The sheets of one building."""

    compound: str | None
    lane: str | None
    building: str | None
    called: tuple[PaperDoor, ...]
    """Doors with somebody who is called, floor by floor from the ground up, unit by unit."""
    visited: tuple[PaperDoor, ...]
    """Doors with somebody who is sampled there, those to go to last behind the others."""
    not_called: tuple[str, ...]
    """Doors at which nobody is called down: `2-501`."""
    people: tuple[PaperPerson, ...]
    """Who comes to the table, in the order in which they are called."""
    left_out: int = 0
    """How many of its people are neither called nor visited."""

    @property
    def total(self) -> int:
        """How many are called."""
        return sum(door.people for door in self.called)

    @property
    def visits(self) -> int:
        """How many are visited."""
        return sum(door.people for door in self.visited)


_LAST = frozenset({Why.ISOLATING, Why.NEAR_POSITIVE})


Place = tuple[str | None, str | None, str | None]
"""A building: compound, lane, building."""


def place_of(one: SheetEntry) -> Place:
    """The building somebody lives in: compound, lane, building."""
    return one.compound, one.lane, one.building


def narrowed(sheet: Sheet, compound: str | None, building: Address | None = None) -> Sheet:
    """A call sheet of one compound or one building alone; nobody who lives elsewhere is on it."""
    if compound is None and building is None:
        return sheet
    entries = [one for one in sheet.entries if compound in (None, one.compound)]
    if building is not None:
        there = (building.compound, building.lane, building.building)
        entries = [one for one in entries if place_of(one) == there]
    return sheet._replace(entries=tuple(one for one in entries if one.compound is not None))


def buildings(sheet: Sheet, compounds: Sequence[str]) -> list[PaperBuilding]:
    """The sheets of all buildings.

    Args:
        compounds: names of all of them, in the order in which their buildings are told.
    """
    order = {name: at for at, name in enumerate(compounds)}
    homes: dict[Place, list[SheetEntry]] = {}
    for one in sheet.entries:
        if one.compound is not None and one.part != Part.LATE:
            homes.setdefault(place_of(one), []).append(one)

    def key(place: Place) -> tuple[int, str, str]:
        compound, lane, building = place
        at = order.get(compound or "", len(order))
        return at, natural_key(lane or ""), natural_key(building or "")

    return [_building(homes[place]) for place in sorted(homes, key=key)]


def _building(there: Sequence[SheetEntry]) -> PaperBuilding:
    in_order = sorted(there, key=_way)
    doors = [list(found) for _door, found in groupby(in_order, key=_door)]
    called = [_paper_door(door, Part.CALLED) for door in doors]
    visited = [_paper_door(door, Part.VISITED) for door in doors]
    first = there[0]
    return PaperBuilding(
        *place_of(first),
        called=tuple(door for door in called if door.people),
        visited=tuple(sorted((d for d in visited if d.people), key=lambda door: door.is_last)),
        not_called=tuple(dashed(door.unit, door.room) for door in called if not door.people),
        people=tuple(person for door in doors for person in _people(door)),
        left_out=sum(one.part == Part.LEFT_OUT for one in there),
    )


def _door(one: SheetEntry) -> tuple[str | None, str | None]:
    return one.unit, one.room


def _way(one: SheetEntry) -> tuple[str, int, str]:
    return natural_key(one.unit or ""), floor_at(one.room), natural_key(one.room or "")


def _paper_door(door: Sequence[SheetEntry], part: Part) -> PaperDoor:
    of_part = [one for one in door if one.part == part]
    some = len(of_part) < len(door)
    return PaperDoor(
        door[0].unit,
        door[0].room,
        floor_at(door[0].room),
        len(of_part),
        len(door),
        tuple(one.name for one in of_part if one.name) if some else (),
        any(one.why in _LAST for one in of_part),
    )


def _people(door: Iterable[SheetEntry]) -> Iterable[PaperPerson]:
    called = (one for one in door if one.part == Part.CALLED)
    for place, one in enumerate(called, 1):
        yield PaperPerson(one.unit, one.room, one.name, place)
