"""Tables of stock: store-rooms, goods kept there, parts of kits, movements."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.stock import MoveKind, StockKind
from models.tables import Keyed, Numbered, state_field, time_field


class StoreRoom(Numbered, table=True):
    """A room goods are kept in; `keeper_id`: who has its key."""

    __tablename__ = "store_room"

    name: str = Field(unique=True)
    keeper_id: str | None = Field(default=None, foreign_key="person.id")
    note: str = ""


class StockGoods(Numbered, table=True):
    """Goods that are kept, in `unit`s.

    `low`: the balance from which on it is told; `a_person_a_day`: what somebody on duty uses a day;
    `search`: their name folded, which no others have.
    """

    __tablename__ = "stock_goods"

    goods: str
    unit: str = ""
    kind: StockKind = state_field(StockKind)
    low: int | None = None
    a_person_a_day: int | None = None
    store_room_id: str | None = Field(default=None, foreign_key="store_room.id")
    note: str = ""
    search: str = Field(unique=True)


class StockPart(Keyed, table=True):
    """How many of some goods one kit is made of."""

    __tablename__ = "stock_part"
    __table_args__ = (UniqueConstraint("kit_id", "goods_id"),)

    kit_id: str = Field(foreign_key="stock_goods.id")
    goods_id: str = Field(foreign_key="stock_goods.id")
    quantity: int


class StockMove(Numbered, table=True):
    """A movement: `quantity` as it was said or counted, `change` as it changes the balance."""

    __tablename__ = "stock_move"

    goods_id: str = Field(foreign_key="stock_goods.id")
    kind: MoveKind = state_field(MoveKind)
    quantity: int
    change: int
    who: str = ""
    person_id: str | None = Field(default=None, foreign_key="person.id")
    delivery_id: str | None = Field(default=None, foreign_key="delivery.id")
    reason: str = ""
    happened_at: datetime = time_field()
    entered_at: datetime = time_field()
