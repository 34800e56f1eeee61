"""Table of doors that missed out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.doors import MissedWhy
from models.tables import Numbered, state_field, time_field


class MissedDoor(Numbered, table=True):
    """One kind of goods that a household did not get from a drop, or not all of it.

    `times`: drops in a row at this door at which something was missed, this one among them.
    `carried_item_id`: the goods of a later delivery out of which it is made good, `carried` of
    them, which are `given` once that drop is done; `given_at`: since when nothing is owed any more:
    all was given, or what was missed again is told by a later record; `request_id`: the call made
    of it.
    """

    __tablename__ = "missed_door"
    __table_args__ = (UniqueConstraint("drop_id", "item_id", "household_id"),)

    drop_id: str = Field(foreign_key="supply_drop.id")
    item_id: str = Field(foreign_key="delivery_item.id")
    household_id: str = Field(foreign_key="household.id")
    quantity: int
    why: MissedWhy = state_field(MissedWhy)
    said: str = ""
    times: int = 1
    noted_at: datetime = time_field()
    entered_at: datetime = time_field()
    carried_item_id: str | None = Field(default=None, foreign_key="delivery_item.id")
    carried: int = 0
    given: int = 0
    given_at: datetime | None = time_field(default=None)
    request_id: str | None = Field(default=None, foreign_key="request.id")
