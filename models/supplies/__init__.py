"""Supplies: deliveries, their items, and the drops at the gates. No tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.counts import Lack


class DeliveryState(StrEnum):
    """How far a delivery is."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    DONE = "done"
    CANCELLED = "cancelled"


class DropState(StrEnum):
    """How far one gate's share is."""

    PLANNED = "planned"
    UNLOADED = "unloaded"
    DONE = "done"
    CANCELLED = "cancelled"


class AllocationRule(StrEnum):
    """How goods are divided."""

    PER_HOUSEHOLD = "per_household"
    ONE_PER_TWO = "one_per_two"
    PER_PERSON = "per_person"
    NAMED_FIRST = "named_first"
    AS_WRITTEN = "as_written"


class Base(StrEnum):
    """Whose mouths count when goods are divided; see `models.households.counts`."""

    FED = "fed"
    PRESENT = "present"
    REGISTERED = "registered"


class Run(StrEnum):
    """Where a truck is unloaded."""

    GATES = "gates"
    OFFICE = "office"
    """At one point, from where everything is carried to the compounds."""


class Why(StrEnum):
    """Why a gate gets less of some goods than it is due."""

    NOT_ENOUGH = "not_enough"
    """All get less, by the same measure."""
    OWED_FIRST = "owed_first"
    """What is owed from last time was served before."""
    NAMED_FIRST = "named_first"
    CLOSED_FIRST = "closed_first"
    BY_HAND = "by_hand"
    """Somebody said how much it gets."""


class DropRow(NamedTuple):
    """One gate's share of a delivery, as the list shows it. Times in stored UTC form."""

    no: int
    id: str
    delivery_no: int
    state: str
    position: int
    """Place in the round of stops, from 1."""
    eta: str
    compound: str
    unloading_point: str
    goods: tuple[str, ...]
    """Goods with planned quantities: `大白菜 20份`."""
    hands_needed: int
    hands: int
    """People assigned."""
    people: tuple[str, ...]
    """Their names."""
    driver: str
    driver_phone: str
    due_at: str | None = None
    """When the next thing to be done is due; None once it is over. See `late_by`."""
    closed: tuple[str, ...] = ()
    """Names of what is closed at this gate on its day: the whole compound, else its buildings."""
    lacks: tuple[Lack, ...] = ()
    """What note and gate were counted differently from before; see `models.counts.rules`."""


class DropView(NamedTuple):
    """One gate's share whole, for the detail and for editing. Times in stored UTC form."""

    no: int
    id: str
    version: int
    delivery_no: int
    state: str
    position: int
    eta: str
    compound: str
    compound_id: str
    unloading_point: str
    leader: str
    leader_phone: str
    hands_needed: int
    note: str


class ItemView(NamedTuple):
    """One kind of goods on a delivery; see `ItemInput`."""

    id: str
    goods: str
    quantity: int
    unit: str
    rule: str
    rule_text: str
    batch: str = ""
    kit: str = ""
    is_paid: int = 0
    is_cold: int = 0
    is_heavy: int = 0
    base: str = Base.FED
    first_marks: tuple[str, ...] = ()
    closed_first: int = 0
    each_gets: int = 1


class DropItemRow(NamedTuple):
    """What a gate is planned to get of one kind of goods, what is owed there among it, and how it
    is divided among its doors; see `ItemView`."""

    item_id: str
    drop_item_id: str
    goods: str
    unit: str
    kit: str
    planned: int
    owed: int
    rule: str
    base: str
    first_marks: tuple[str, ...]
    each_gets: int


class BuildingShareRow(NamedTuple):
    """What a building is planned to get of one kind of goods, what is owed there among it."""

    item_id: str
    building_id: str
    lane: str | None
    building: str
    planned: int
    owed: int


class DeliveryView(NamedTuple):
    """One delivery whole."""

    no: int
    id: str
    version: int
    state: str
    arrives_at: str
    plate: str
    driver: str
    driver_phone: str
    note: str
    items: tuple[ItemView, ...] = ()
    source: str = ""
    run: str = Run.GATES
    pass_no: str = ""
    is_announced: int = 1
    promised_at: str | None = None
    arrived_at: str | None = None


class ItemInput(NamedTuple):
    """Goods as announced: `quantity` in `unit`s.

    Attributes:
        kit: which of several sorts of kits it is, such as A; it stands in the name of the goods,
            too, so that A and B are told apart wherever they are named.
        is_paid: ordered and paid for by those who get it, so that no rule divides it.
        base: whose mouths count.
        first_marks: marks of those who come first, where goods are for named ones first; the usual
            ones where none is said.
        closed_first: whether closed buildings come before open ones when there is not enough.
        each_gets: units for a household, a person, or two households.
    """

    goods: str
    quantity: int
    unit: str
    rule: AllocationRule = AllocationRule.AS_WRITTEN
    rule_text: str = ""
    batch: str = ""
    kit: str = ""
    is_paid: int = 0
    is_cold: int = 0
    is_heavy: int = 0
    base: Base = Base.FED
    first_marks: tuple[str, ...] = ()
    closed_first: int = 0
    each_gets: int = 1


class DeliveryInput(NamedTuple):
    """A delivery as announced or typed; `drops` names the compounds it stops at, in order.

    `is_announced` is 0 for what came without notice; `pass_no` lets the truck through.
    """

    arrives_at: datetime
    items: tuple[ItemInput, ...]
    plate: str = ""
    driver: str = ""
    driver_phone: str = ""
    note: str = ""
    drops: tuple[str, ...] = ()
    source: str = ""
    pass_no: str = ""
    run: Run = Run.GATES
    is_announced: int = 1
