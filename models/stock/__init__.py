"""Stock: what the store-room holds, what went in and out, what kits are made of. No tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class StockKind(StrEnum):
    """What sort of goods it is."""

    GEAR = "gear"
    """Protective gear: gowns, masks, shields, test kits."""
    GOODS = "goods"
    KIT = "kit"
    """Made of parts that are kept, too."""


class MoveKind(StrEnum):
    """How goods came to be more or fewer."""

    IN = "in"
    OUT = "out"
    BACK = "back"
    COUNT = "count"
    """Counted: the balance is what was found."""
    MADE = "made"
    """Kits were made of parts: the kits more, the parts fewer."""


class CountReason(StrEnum):
    """Why another figure was counted than is on file; others are said in words."""

    UNWRITTEN = "unwritten"
    """Given out or brought in without being written down."""
    DAMAGED = "damaged"
    EXPIRED = "expired"
    MISCOUNTED = "miscounted"
    MISSING = "missing"


class PartRow(NamedTuple):
    """Goods one kit has `quantity` of, and how many of them there are."""

    no: int
    goods: str
    unit: str
    quantity: int
    there: int


class StockRow(NamedTuple):
    """Goods that are kept, with what became of them. Quantities in `unit`s, times in stored form.

    It holds: `came_in - went_out + came_back + counted = balance`.
    """

    no: int
    id: str
    version: int
    goods: str
    unit: str
    kind: str
    low_mark: int | None
    """The balance from which on it is told."""
    a_person_a_day: int | None
    """What somebody on duty uses a day."""
    room_no: int | None
    room: str | None
    note: str
    parts: tuple[PartRow, ...]
    """What one of it is made of, where it is a kit."""
    came_in: int
    """Brought in, and kits that were made."""
    went_out: int
    """Given out, and parts that went into kits."""
    came_back: int
    counted: int
    """What counts found more than was on file; fewer where it is below 0."""
    balance: int
    begun_at: str | None
    """When the first of it was given out; None where none was."""
    counted_at: str | None
    """When it was counted last."""
    a_day: float | None = None
    """How much of it is used a day; None where nothing tells, or it is too early to say."""
    days_left: int | None = None
    """Whole days it lasts at that."""
    is_by_use: bool = False
    """Whether that is told by what was given out, not by what people are said to use."""

    @property
    def is_low(self) -> bool:
        """Whether it is down to its mark."""
        return self.low_mark is not None and self.balance <= self.low_mark


class MoveRow(NamedTuple):
    """A movement of goods; times in stored form, `change` as it changed the balance."""

    no: int
    goods_no: int
    goods: str
    unit: str
    kind: str
    quantity: int
    change: int
    who: str
    """To whom it went, or from whom it came: a name of the roster, or words."""
    person_no: int | None
    delivery_no: int | None
    reason: str
    """A `CountReason`, or words."""
    happened_at: str
    entered_at: str
    by: str = ""
    """The user who wrote it down, as the journal has them."""


class RoomRow(NamedTuple):
    """A room goods are kept in, and who has its key."""

    no: int
    id: str
    version: int
    name: str
    keeper_no: int | None
    keeper: str | None
    goods: int
    """How many sorts of goods are kept there."""
    note: str


class Leftover(NamedTuple):
    """Goods of a delivery that no gate gets and nobody brought in yet."""

    delivery_no: int
    arrives_at: str
    goods: str
    unit: str
    quantity: int


class Short(NamedTuple):
    """Goods of which there is too little; `days_left` None where nobody knows what is used."""

    goods: str
    unit: str
    balance: int
    low: bool
    """Whether it is down to its mark."""
    days_left: int | None


class PartInput(NamedTuple):
    """How many of some goods, by their name, one kit has."""

    goods: str
    quantity: int


class StockInput(NamedTuple):
    """Goods that are to be kept; see `StockRow`.

    Attributes:
        parts: what one of it is made of; goods with parts are a kit.
        room_no: number of the store-room.
    """

    goods: str
    unit: str = ""
    kind: StockKind = StockKind.GOODS
    low: int | None = None
    a_person_a_day: int | None = None
    room_no: int | None = None
    parts: tuple[PartInput, ...] = ()
    note: str = ""


class MoveInput(NamedTuple):
    """A movement that is to be written down.

    Attributes:
        who: to or from whom: a name of the roster, a number as `#12`, or other words.
        delivery_no: the delivery it came with, or to whose driver it went as thanks.
        reason: of a count: a `CountReason`, or words.
        at: when it happened; None for now.
    """

    quantity: int
    who: str = ""
    delivery_no: int | None = None
    reason: str = ""
    at: datetime | None = None


class RoomInput(NamedTuple):
    """What a store-room is called."""

    name: str
    note: str = ""
