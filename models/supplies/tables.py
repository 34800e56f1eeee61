"""Tables of supplies: deliveries, their items, the drops at the gates and what each drop is due."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.supplies import AllocationRule, Base, DeliveryState, DropState, Run
from models.tables import Keyed, Numbered, state_field, time_field


class Delivery(Numbered, table=True):
    """A truck that is expected, or came.

    `arrives_at`: when it is expected now; `promised_at`: when it was to come by the first word;
    `arrived_at`: when it came. `is_announced`: 0 for what came without notice. `pass_no` lets it
    through; `disinfected_at` since when its goods stand before they are handled.
    """

    state: DeliveryState = state_field(DeliveryState)
    source: str = ""
    supplier_id: str | None = Field(default=None, foreign_key="supplier.id")
    run: Run = state_field(Run, default=Run.GATES)
    arrives_at: datetime = time_field()
    promised_at: datetime | None = time_field(default=None)
    arrived_at: datetime | None = time_field(default=None)
    is_announced: int = 1
    pass_no: str = ""
    disinfected_at: datetime | None = time_field(default=None)
    plate: str = ""
    driver: str = ""
    driver_phone: str = ""
    note: str = ""
    entered_at: datetime = time_field()


class DeliveryItem(Keyed, table=True):
    """One kind of goods on a delivery, `quantity` in `unit`s.

    `kit`: which of several sorts of kits, such as A; `is_paid`: ordered and paid for by those who
    get it, so that no rule divides it. `base`: whose mouths count; `first_marks`: the JSON list of
    the marks of those who come first; `closed_first`: closed buildings before open ones when short;
    `each_gets`: how many a household, a person or two households get.
    """

    __tablename__ = "delivery_item"
    __table_args__ = (UniqueConstraint("delivery_id", "position"),)

    delivery_id: str = Field(foreign_key="delivery.id")
    position: int
    goods: str
    quantity: int
    unit: str = ""
    rule: AllocationRule = state_field(AllocationRule)
    rule_text: str = ""
    batch: str = ""
    kit: str = ""
    is_paid: int = 0
    is_cold: int = 0
    is_heavy: int = 0
    base: Base = state_field(Base, default=Base.FED)
    first_marks: str = "[]"
    closed_first: int = 0
    each_gets: int = 1


class SupplyDrop(Numbered, table=True):
    """One gate's share of a delivery, at its place in the round of stops.

    `arrived_at`, `left_at`: since when the truck is at the gate, and when it left; `done_at`: since
    when it is handed out; `counter_id`: who counts there.
    """

    __tablename__ = "supply_drop"

    delivery_id: str = Field(foreign_key="delivery.id")
    compound_id: str = Field(foreign_key="compound.id")
    position: int
    state: DropState = state_field(DropState)
    eta: datetime = time_field()
    hands_needed: int = 2
    note: str = ""
    search: str = ""
    arrived_at: datetime | None = time_field(default=None)
    left_at: datetime | None = time_field(default=None)
    done_at: datetime | None = time_field(default=None)
    counter_id: str | None = Field(default=None, foreign_key="person.id")


class DropItem(Keyed, table=True):
    """How much of one kind of goods a drop is planned to get, what is `owed` there among it.

    `by_hand`: how much somebody said it gets, whatever the rule; None where the rule says. `rule`,
    `base`, `first_marks` and `each_gets` are how the goods were divided here, where that changed
    once they were off the truck; None where it is as their item says.
    """

    __tablename__ = "drop_item"
    __table_args__ = (UniqueConstraint("drop_id", "item_id"),)

    drop_id: str = Field(foreign_key="supply_drop.id")
    item_id: str = Field(foreign_key="delivery_item.id")
    planned: int
    owed: int = 0
    by_hand: int | None = None
    rule: AllocationRule | None = state_field(AllocationRule, default=None)
    base: Base | None = state_field(Base, default=None)
    first_marks: str | None = None
    each_gets: int | None = None


class BuildingShare(Keyed, table=True):
    """How much of what a drop is planned to get goes to one building, what is `owed` among it."""

    __tablename__ = "building_share"
    __table_args__ = (UniqueConstraint("drop_item_id", "building_id"),)

    drop_item_id: str = Field(foreign_key="drop_item.id")
    building_id: str = Field(foreign_key="building.id")
    planned: int
    owed: int = 0
