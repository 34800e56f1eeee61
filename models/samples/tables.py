"""The table of samples on their way to a laboratory."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.chases.tables import ChasedColumns
from models.samples import TripState
from models.tables import Numbered, state_field, time_field


class SampleTrip(Numbered, ChasedColumns, table=True):
    """Tubes that went to a laboratory together; which of those on file says `tube.trip_id`.

    `tubes`: how many were counted. `expected_at`: when their results should be in.
    `results_at`: when somebody said that all are.
    """

    __tablename__ = "sample_trip"

    round_id: str = Field(foreign_key="test_round.id")
    session_id: str | None = Field(default=None, foreign_key="test_session.id")
    state: TripState = state_field(TripState)
    laboratory: str
    person_id: str | None = Field(default=None, foreign_key="person.id")
    carrier: str = ""
    tubes: int
    left_at: datetime = time_field()
    arrived_at: datetime | None = time_field(default=None)
    expected_at: datetime = time_field()
    results_at: datetime | None = time_field(default=None)
    note: str = ""
    entered_at: datetime = time_field()
