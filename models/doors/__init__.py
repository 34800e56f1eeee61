"""Doors: who gets what behind which door, and who missed out. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.address import Address


class MissedWhy(StrEnum):
    """Why a door got nothing, or not all."""

    ABSENT = "absent"
    """Nobody answered."""
    LACKING = "lacking"
    """There was not enough, or something was missing."""
    REFUSED = "refused"
    """They did not want it."""
    OTHER = "other"


class SaidDoor(NamedTuple):
    """A door that a report names, and what it says of it."""

    address: Address
    """Parts as far as they were said; a room alone is one of the gate that is reported."""
    text: str
    """The door as it was typed."""
    why: MissedWhy = MissedWhy.ABSENT
    goods: tuple[str, ...] = ()
    """Words for what was missed; none for all that was due."""
    quantity: int | None = None
    """How many of each were missed; None for as many as were due."""
    said: str = ""
    """The words behind it, as they were typed."""
    whole: bool = False
    """Whether all doors of the building, or of its floor, are meant."""
    floor: str | None = None
    """The floor of the building, where no room is said."""
    but: tuple[Address, ...] = ()
    """Doors of the building that are not meant, where all others are."""
    maybe: tuple[str, ...] = ()
    """Words beside them that may be goods, or something else that was said."""
    only: tuple[str, ...] = ()
    """Words for goods that it did get, and nothing else."""
    sure: bool = True
    """Whether it was said why, whatever the words beside that mean."""
    came: bool = False
    """Whether it was said of the goods in `only` that they came, not that nothing else did."""
    later: bool = False
    """Whether it was said that these came later: then nothing is said of any others."""


class Exceptions(NamedTuple):
    """What a report says: the doors that missed out, and what could not be read of it."""

    doors: tuple[SaidDoor, ...]
    unread: tuple[str, ...] = ()
    got: tuple[SaidDoor, ...] = ()
    """Doors that got everything, or were named by mistake: what was noted there is wrong now."""


class Miss(NamedTuple):
    """Goods that a household did not get from a drop."""

    drop_no: int
    household_id: str
    item_id: str
    quantity: int
    """In the goods' unit; at most what was due."""
    why: MissedWhy
    said: str = ""


class MissedRow(NamedTuple):
    """Goods that a household missed, as lists and JSON tell it. Times in stored UTC form."""

    id: str
    no: int
    delivery_no: int
    drop_no: int
    household_no: int
    household_id: str
    item_id: str
    compound: str
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    marks: tuple[str, ...]
    """All the household's, its people's among them."""
    goods: str
    goods_unit: str
    quantity: int
    left: int
    """How many of these are still owed, by this record."""
    why: str
    said: str
    times: int
    """Drops in a row at this door at which something was missed, this one among them."""
    noted_at: str
    since: str
    """Since when this door waits: when the first of that row was noted."""
    given_at: str | None
    """Since when nothing is owed by it any more; what was not wanted is never owed."""
    carried_no: int | None
    """The delivery out of which it is to be made good."""
    request_no: int | None
    """The request that was made of it."""


RED = 2
"""Drops in a row from which on a door that missed out is red, and a request is offered."""
