"""The door list of a building leader: what stands on it, and what may never. Pure.

No telephone numbers, no names, and no facts of health: of a household's marks only those that are
known to tell nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.households import HEALTH_MARKS, KNOWN_MARKS

TOLD_MARKS: tuple[str, ...] = tuple(mark for mark in KNOWN_MARKS if mark not in HEALTH_MARKS)
"""Marks that a building leader may know, in the order they are shown. Any other, as somebody typed
it, may tell of health."""


class PaperGoods(NamedTuple):
    """A kind of goods, as the head of a column says it."""

    goods: str
    unit: str


class PaperDoor(NamedTuple):
    """A door with what it gets of each kind of goods."""

    unit: str | None
    room: str | None
    marks: tuple[str, ...]
    quantities: tuple[int, ...]
    owed: tuple[int, ...]
    """What of that is owed from last time."""
    held_at: tuple[str | None, ...] = ()
    """Of goods that it shares, but does not get itself: the neighbour's room."""
    times: int = 0
    """Drops in a row before this one at which it missed out."""

    @property
    def is_owed(self) -> bool:
        """Whether it missed something that it gets now."""
        return any(self.owed)


class PaperBuilding(NamedTuple):
    """The list of one building."""

    compound: str
    lane: str | None
    building: str | None
    leader: str
    """Name of who leads it; empty where nobody is known."""
    goods: tuple[PaperGoods, ...]
    doors: tuple[PaperDoor, ...]
    """Those that get something: who is owed something first, then from the top floor down."""
    without: tuple[str, ...] = ()
    """The doors that get nothing by the plan: nobody is there."""
    lacking: tuple[str, ...] = ()
    """Doors where somebody is, but for which there was not enough."""

    @property
    def totals(self) -> tuple[int, ...]:
        """How many of each kind of goods the building gets."""
        return totals(door.quantities for door in self.doors) or (0,) * len(self.goods)

    @property
    def owed(self) -> tuple[int, ...]:
        """How many of them are owed from last time."""
        return totals(door.owed for door in self.doors) or (0,) * len(self.goods)


class PaperGate(NamedTuple):
    """The lists of all buildings of a gate, with what the whole gate gets."""

    delivery_no: int
    arrives_at: str
    """When the truck is at this gate, in stored UTC form."""
    compound: str
    goods: tuple[PaperGoods, ...]
    buildings: tuple[PaperBuilding, ...]
    came: tuple[int | None, ...] = ()
    """How many of each kind of goods were counted at the gate; None where nobody counted."""
    planned: tuple[int, ...] = ()
    """How many of each were planned for the gate."""

    @property
    def lacks(self) -> list[tuple[PaperGoods, int, int]]:
        """Goods of which fewer came than were planned: these, what came, what was planned."""
        return [
            (goods, came, planned)
            for goods, came, planned in zip(self.goods, self.came, self.planned, strict=False)
            if came is not None and came < planned
        ]

    @property
    def totals(self) -> tuple[int, ...]:
        """How many of each kind of goods the buildings on the lists get."""
        return totals(one.totals for one in self.buildings) or (0,) * len(self.goods)

    @property
    def households(self) -> int:
        """Doors that get something."""
        return sum(len(one.doors) for one in self.buildings)


def told_marks(marks: Iterable[str]) -> tuple[str, ...]:
    """The marks of a household that stand on paper."""
    known = set(marks)
    return tuple(mark for mark in TOLD_MARKS if mark in known)


def in_order(doors: Sequence[PaperDoor]) -> tuple[PaperDoor, ...]:
    """Doors as they stand on the list: those owed something in front, else as they came.

    A promise to a resident comes before the shortest way.
    """
    return tuple(sorted(doors, key=lambda door: not door.is_owed))


def totals(rows: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The sums of columns; nothing where there is no row."""
    return tuple(map(sum, zip(*rows, strict=True)))
