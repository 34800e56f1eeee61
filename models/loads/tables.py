"""Tables of loads: what is carried the last 100 metres, and to which buildings."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.loads import LoadState, Means
from models.tables import Keyed, Numbered, state_field, time_field


class CarryLoad(Numbered, table=True):
    """Goods of a drop that go to some buildings together, `units` in all, in so many `trips`.

    `handed_to`: who takes them there without contact.
    """

    __tablename__ = "carry_load"

    drop_id: str = Field(foreign_key="supply_drop.id")
    position: int
    state: LoadState = state_field(LoadState)
    means: Means = state_field(Means)
    units: int
    trips: int
    hands_needed: int = 1
    starts_at: datetime = time_field()
    ends_at: datetime = time_field()
    handed_to: str = ""
    note: str = ""
    search: str = ""


class LoadBuilding(Keyed, table=True):
    """A building that a load goes to, at its place on the way."""

    __tablename__ = "load_building"
    __table_args__ = (UniqueConstraint("load_id", "building_id"),)

    load_id: str = Field(foreign_key="carry_load.id")
    building_id: str = Field(foreign_key="building.id")
    position: int = 0
