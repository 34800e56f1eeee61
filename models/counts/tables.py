"""Table of counts."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.counts import Reason, Stage
from models.tables import Numbered, state_field, time_field


class SupplyCount(Numbered, table=True):
    """How many of some goods somebody counted at a gate, or at one building of it.

    A later figure replaces an earlier one, which stays: `replaced_at` says since when it no longer
    counts. `person_id`: who counted; `signed_by`: who signed for it; `came_id`: what came instead,
    where the kit was the wrong one.
    """

    __tablename__ = "supply_count"

    drop_id: str = Field(foreign_key="supply_drop.id")
    item_id: str = Field(foreign_key="delivery_item.id")
    building_id: str | None = Field(default=None, foreign_key="building.id")
    stage: Stage = state_field(Stage)
    quantity: int
    reason: Reason | None = state_field(Reason, default=None, nullable=True)
    said: str = ""
    came_id: str | None = Field(default=None, foreign_key="delivery_item.id")
    signed_by: str = ""
    person_id: str | None = Field(default=None, foreign_key="person.id")
    counted_at: datetime = time_field()
    entered_at: datetime = time_field()
    replaced_at: datetime | None = time_field(default=None)
