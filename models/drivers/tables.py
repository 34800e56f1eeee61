"""Tables of drivers and suppliers."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.drivers import NoteKind
from models.tables import Numbered, state_field, time_field


class Supplier(Numbered, table=True):
    """Who sends goods; `is_listed`: on the list of suppliers that assure the city's supply."""

    name: str
    contact: str = ""
    phone: str = ""
    goods: str = ""
    pass_no: str = ""
    is_listed: int = 0
    note: str = ""
    search: str = ""


class DriverNote(Numbered, table=True):
    """Something said to or by the driver of a delivery; `is_kept` of promises: whether it held."""

    __tablename__ = "driver_note"

    delivery_id: str = Field(foreign_key="delivery.id")
    kind: NoteKind = state_field(NoteKind)
    text: str
    is_kept: int | None = None
    happened_at: datetime = time_field()
    entered_at: datetime = time_field()
