"""The table of results of one person; what is said of a tube stands with the tube."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.results import Result, Source
from models.tables import Numbered, state_field, time_field


class TestResult(Numbered, table=True):
    """One result; who is meant says `models.call_sheet.Who`."""

    __tablename__ = "test_result"
    __test__ = False

    household_id: str | None = Field(default=None, foreign_key="household.id")
    resident_id: str | None = Field(default=None, foreign_key="resident.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    place: int = 0
    name: str = ""
    source: Source = state_field(Source)
    result: Result = state_field(Result)
    round_id: str | None = Field(default=None, foreign_key="test_round.id")
    happened_at: datetime = time_field()
    entered_at: datetime = time_field()
    said: str = ""
