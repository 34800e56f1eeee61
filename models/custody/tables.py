"""The table of what people keep for others."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.custody import KeptKind
from models.tables import Numbered, state_field, time_field


class Custody(Numbered, table=True):
    """Something a person keeps for a household or for somebody named; `due_back` a local date."""

    kind: KeptKind = state_field(KeptKind)
    what: str
    household_id: str | None = Field(default=None, foreign_key="household.id")
    owner: str = ""
    holder_id: str = Field(foreign_key="person.id")
    since: datetime = time_field()
    due_back: str | None = None
    returned_at: datetime | None = time_field(default=None)
    note: str = ""
    entered_at: datetime = time_field()
