"""The table of the directory: desks, hospitals and others that are called."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.chases import Rung
from models.directory import ContactKind
from models.tables import state_field, time_field


class Contact(SQLModel, table=True):
    """Somebody to be called. `hours` in words that `models.directory.rules.read_hours` knows."""

    id: str = Field(primary_key=True)
    no: int = Field(unique=True)
    version: int = 1
    name: str
    kind: ContactKind = state_field(ContactKind)
    rung: Rung = state_field(Rung)
    phone: str = ""
    hours: str = ""
    note: str = ""
    archived_at: datetime | None = time_field(default=None)
    search: str = ""
