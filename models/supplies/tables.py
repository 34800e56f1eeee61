"""Tables of supplies: deliveries, their items, the drops at the gates and what each drop is due."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.supplies import AllocationRule, DeliveryState, DropState
from models.tables import Keyed, Numbered, state_field, time_field


class Delivery(Numbered, table=True):
    """A truck that is expected, or came."""

    state: DeliveryState = state_field(DeliveryState)
    arrives_at: datetime = time_field()
    plate: str = ""
    driver: str = ""
    driver_phone: str = ""
    note: str = ""
    entered_at: datetime = time_field()


class DeliveryItem(Keyed, table=True):
    """One kind of goods on a delivery, `quantity` in `unit`s."""

    __tablename__ = "delivery_item"
    __table_args__ = (UniqueConstraint("delivery_id", "position"),)

    delivery_id: str = Field(foreign_key="delivery.id")
    position: int
    goods: str
    quantity: int
    unit: str = ""
    rule: AllocationRule = state_field(AllocationRule)
    rule_text: str = ""


class SupplyDrop(Numbered, table=True):
    """One gate's share of a delivery, at its place in the round of stops."""

    __tablename__ = "supply_drop"

    delivery_id: str = Field(foreign_key="delivery.id")
    compound_id: str = Field(foreign_key="compound.id")
    position: int
    state: DropState = state_field(DropState)
    eta: datetime = time_field()
    hands_needed: int = 2
    note: str = ""
    search: str = ""


class DropItem(Keyed, table=True):
    """How much of one kind of goods a drop is planned to get."""

    __tablename__ = "drop_item"
    __table_args__ = (UniqueConstraint("drop_id", "item_id"),)

    drop_id: str = Field(foreign_key="supply_drop.id")
    item_id: str = Field(foreign_key="delivery_item.id")
    planned: int
