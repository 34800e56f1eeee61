"""The sample's compounds and households: invented, and the same whenever they are made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from data.sample.tables import Values, made
from models.households import CompoundInput, CompoundKind, HouseholdInput


class Layout(NamedTuple):
    """How a compound is built."""

    buildings: int
    floors: int
    rooms: int
    """Rooms on a floor; in a lane, rooms of a door."""
    units: int = 0
    """Units of a building; 0 where doors are numbered through."""
    lanes: tuple[str, ...] = ()


class SampleCompound(NamedTuple):
    """A compound and how it is built."""

    given: CompoundInput
    layout: Layout


def compounds(rows: list[Values]) -> list[SampleCompound]:
    """The compounds in the order of the table."""
    found = []
    for row in rows:
        own = {name: value for name, value in row.items() if name != "layout"}
        given = made(CompoundInput, own, kind=CompoundKind)
        found.append(SampleCompound(given, made(Layout, row["layout"])))
    return found


class Names:
    """Invented names and dummy numbers, each number once."""

    def __init__(self, rng: random.Random, told: Values) -> None:
        self._rng = rng
        self._numbers = rng.sample(range(9000), 9000)
        self._surnames: str = told["surnames"]
        self._given: list[str] = told["given"].split()
        self.lane_rooms: list[str] = told["lane_rooms"].split()

    def name(self) -> str:
        """A name of two or three characters."""
        return self._rng.choice(self._surnames) + self._rng.choice(self._given)

    def phone(self) -> str:
        """A number that nobody else here has."""
        return f"1380000{self._numbers.pop():04d}"


def households(
    rng: random.Random, names: Names, compounds: list[SampleCompound], shares: dict[str, float]
) -> Iterator[HouseholdInput]:
    """Every door of every compound with who lives behind it.

    Args:
        shares: how common each mark is among households, from 0 to 1.
    """
    for compound in compounds:
        for door in _doors(compound.layout, names.lane_rooms):
            yield _household(rng, names, compound.given.name, door, shares)


def _doors(layout: Layout, lane_rooms: list[str]) -> Iterator[tuple[str, str, str, str]]:
    if layout.lanes:
        for lane in layout.lanes:
            for number in range(1, layout.buildings + 1):
                for name in lane_rooms[: layout.rooms]:
                    yield lane, str(number), "", name
        return
    for building in range(1, layout.buildings + 1):
        for floor in range(1, layout.floors + 1):
            for room in range(1, layout.rooms + 1):
                if layout.units:
                    a_unit = layout.rooms // layout.units
                    unit, door = divmod(room - 1, a_unit)
                    yield "", str(building), str(unit + 1), f"{floor}{door + 1:02d}"
                else:
                    yield "", str(building), "", f"{floor}{room:02d}"


def _household(
    rng: random.Random,
    names: Names,
    compound: str,
    door: tuple[str, str, str, str],
    shares: dict[str, float],
) -> HouseholdInput:
    lane, building, unit, room = door
    marks = [mark for mark, share in shares.items() if rng.random() < share]
    if "独居老人" in marks:
        marks = [mark for mark in marks if mark not in ("孕妇", "婴儿", "租客", "空关")]
    if "空关" in marks:
        marks = ["空关"]
    people = rng.choices((1, 2, 3, 4, 5), (22, 33, 27, 12, 6))[0]
    if "独居老人" in marks:
        people = 1
    elif "婴儿" in marks or "孕妇" in marks:
        people = max(people, 2)
    elders = people if "独居老人" in marks else rng.choices((0, 1, 2), (58, 25, 17))[0]
    empty = "空关" in marks
    return HouseholdInput(
        compound,
        building,
        lane,
        unit,
        room,
        names.name(),
        names.phone() if rng.random() < 0.88 else "",
        0 if empty else people,
        0 if empty else min(elders, people),
        tuple(marks),
    )
