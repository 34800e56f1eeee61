"""Counts: how many of some goods there are at each step from the truck to the doors. No tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """Where goods are counted, in the order in which they pass; what is planned is no count."""

    TRUCK = "truck"
    """As the truck's note says, gate by gate."""
    GATE = "gate"
    BUILDING = "building"
    DOORS = "doors"


class Reason(StrEnum):
    """Why a count differs from the one before it."""

    SHORT = "short"
    DAMAGED = "damaged"
    WRONG_KIT = "wrong_kit"
    EXTRA_PEOPLE = "extra_people"
    HELD_BACK = "held_back"
    THEFT = "theft"
    OTHER = "other"
    """Something else, which is said in words."""
    EXTRA = "extra"
    """More came than was noted."""
    FOUND = "found"
    """Something that was missing turned up."""
    MISCOUNT = "miscount"
    """The count before was wrong."""


class CountRow(NamedTuple):
    """One count as it was written down, also one that a later one took the place of.

    Times in stored UTC form. `came` names the goods that came instead where a kit was the wrong
    one; `replaced_at` says since when it holds no more.
    """

    no: int
    drop_no: int
    item_id: str
    stage: str
    quantity: int
    reason: str | None
    counted_at: str
    entered_at: str
    building_id: str | None = None
    lane: str | None = None
    building: str | None = None
    said: str = ""
    came_id: str | None = None
    came: str | None = None
    signed_by: str = ""
    person_no: int | None = None
    person: str | None = None
    replaced_at: str | None = None
    id: str = ""
    version: int = 1


class Site(NamedTuple):
    """A building of a gate, as some goods are brought there.

    Attributes:
        planned: what goes there; None where the goods were not divided down to buildings.
        missed: how many are noted for doors that got nothing.
        counts: what was counted there and holds, one a stage at most.
    """

    building_id: str
    lane: str | None
    building: str
    planned: int | None
    missed: int = 0
    counts: tuple[CountRow, ...] = ()


class Truck(NamedTuple):
    """Where a truck is, as a gate sees it; moments in stored form.

    `gone_on`: whether it is known that it is no longer here: a later stop has it, or this one is
    over.
    """

    arrived_at: str | None
    left_at: str | None
    gone_on: bool


class GateLine(NamedTuple):
    """One kind of goods at one gate of a delivery: what is planned and all that was counted.

    Attributes:
        missed: how many are noted for doors of the gate that got nothing.
        counts: what was counted for the gate as a whole and holds, one a stage at most.
        sites: its buildings that get some, in the order of doors. A stage is counted for the gate
            or by building, never both.
        earlier: counts of gate and buildings that hold no more, the latest first.
        instead: goods of which the wrong kit came, since these came in their place.
    """

    delivery_no: int
    drop_no: int
    compound: str
    state: str
    item_id: str
    goods: str
    unit: str
    kit: str
    planned: int
    missed: int
    truck: Truck
    counts: tuple[CountRow, ...] = ()
    sites: tuple[Site, ...] = ()
    earlier: tuple[CountRow, ...] = ()
    instead: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What the goods are called, with their kit where their name does not say it."""
        told = not self.kit or self.kit in self.goods
        return self.goods if told else f"{self.goods} {self.kit}"


class Before(NamedTuple):
    """What a count is held against: the stage counted before, or what was planned, for None."""

    stage: Stage | None
    quantity: int


class Verdict(NamedTuple):
    """What a count comes to.

    Attributes:
        before: what it is held against; None where there is nothing.
        difference: how many more there are than before; None where there is nothing before.
        over: how many more there are at all buildings together than `whole`; below 0 for fewer,
            once all are counted where nobody said how many each gets.
        asks: whether a reason has to be given for it.
        missing: the stages before it that were not counted.
        whole: what all buildings together are held against, for `over`; None for a gate.
    """

    before: Before | None
    difference: int | None
    over: int
    asks: bool
    missing: tuple[Stage, ...]
    whole: Before | None = None


class Lack(NamedTuple):
    """A count that differs, as lists and the board tell it.

    Attributes:
        difference: how many more there are than before.
        reason: why, as far as it was said.
        counted_at: in stored form.
        truck: where its truck is, for what can be told to a driver; None for later stages.
        lane, building: where one building was counted.
    """

    drop_no: int
    delivery_no: int
    compound: str
    goods: str
    unit: str
    stage: str
    difference: int
    reason: str | None
    counted_at: str
    truck: Truck | None = None
    lane: str | None = None
    building: str | None = None


class CountInput(NamedTuple):
    """A count that is to be written down.

    Attributes:
        building_id: where one building was counted; None for the whole gate.
        came_id: the goods that came instead, where the kit was the wrong one.
        person_no: who counted; None for who counts at the gate, else who sits at the desk.
        counted_at: None for now.
        seen: numbers of the counts that were known when this was typed; None where it does not
            matter whether there is another by now.
    """

    drop_no: int
    item_id: str
    stage: Stage
    quantity: int
    building_id: str | None = None
    reason: Reason | None = None
    said: str = ""
    came_id: str | None = None
    signed_by: str = ""
    person_no: int | None = None
    counted_at: datetime | None = None
    seen: frozenset[int] | None = None
