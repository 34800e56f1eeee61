"""The table of duties: one for all work that takes people's time."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.duties import Role, Work
from models.tables import kind_field, state_field, time_field


class Duty(SQLModel, table=True):
    """Who does what from when until when; `person_id` None while nobody has it.

    `skill`: a word the skills of whoever does it should hold; empty for none. `to_ask`: 1 where it
    is outside the hours they named and nobody asked them yet, so that it covers nothing.
    """

    id: str = Field(primary_key=True)
    no: int = Field(unique=True)
    version: int = 1
    person_id: str | None = Field(default=None, foreign_key="person.id")
    work: Work = kind_field(Work)
    role: Role = state_field(Role)
    starts_at: datetime = time_field()
    ends_at: datetime = time_field()
    work_id: str | None = None
    skill: str = ""
    checked_in_at: datetime | None = time_field(default=None)
    checked_out_at: datetime | None = time_field(default=None)
    note: str = ""
    to_ask: int = 0
