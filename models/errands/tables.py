"""Tables of errands and their lines."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.errands import ErrandState, LineResult
from models.tables import Keyed, Numbered, state_field, time_field


class Errand(Numbered, table=True):
    """One way for many households; who runs it is a duty."""

    state: ErrandState = state_field(ErrandState)
    medicine: str = ""
    place: str = ""
    leaves_at: datetime = time_field()
    returns_at: datetime = time_field()
    note: str = ""
    entered_at: datetime = time_field()


class ErrandLine(Keyed, table=True):
    """One medicine for one request; `money` in fen."""

    __tablename__ = "errand_line"
    __table_args__ = (UniqueConstraint("errand_id", "position"),)

    version: int = 1
    errand_id: str = Field(foreign_key="errand.id")
    request_id: str = Field(foreign_key="request.id")
    position: int
    medicine: str = ""
    brand: str = ""
    maker: str = ""
    strength: str = ""
    quantity: int | None = None
    measure: str = ""
    card_taken: int = 0
    box_taken: int = 0
    money: int = 0
    note: str = ""
    result: LineResult = state_field(LineResult)
    reason: str = ""
