"""The table of what was taken over from people who fell out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.tables import time_field


class Standin(SQLModel, table=True):
    """Something taken over from a person who fell out; `by_id` None where nobody could."""

    id: str = Field(primary_key=True)
    what: str
    ref_no: int
    for_id: str = Field(foreign_key="person.id")
    by_id: str | None = Field(default=None, foreign_key="person.id")
    at: datetime = time_field()
    settled_at: datetime | None = time_field(default=None)
