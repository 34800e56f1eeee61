"""Tables of sampling: tubes, and what could not be settled at the table."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.sampling import TubeState
from models.tables import Numbered, state_field, time_field
from models.testing import TubeKind


class Tube(Numbered, table=True):
    """A tube of a round; its members are rows of the call sheet. `desk` counts from 1.

    `negative_at`: of an abnormal one, when it was told to be negative, too.
    `trip_id`: with which samples it went to a laboratory.
    """

    __table_args__ = (UniqueConstraint("round_id", "code"),)

    round_id: str = Field(foreign_key="test_round.id")
    session_id: str | None = Field(default=None, foreign_key="test_session.id")
    desk: int | None = None
    code: str
    kind: TubeKind = state_field(TubeKind)
    capacity: int
    state: TubeState = state_field(TubeState)
    opened_at: datetime = time_field()
    full_at: datetime | None = time_field(default=None)
    result_at: datetime | None = time_field(default=None)
    negative_at: datetime | None = time_field(default=None)
    entered_at: datetime = time_field()
    note: str = ""
    trip_id: str | None = Field(default=None, foreign_key="sample_trip.id")


class TableDoubt(Numbered, table=True):
    """What was said at a table and could not be settled there; `params` is a JSON object."""

    __tablename__ = "table_doubt"

    round_id: str = Field(foreign_key="test_round.id")
    code: str
    params: str = "{}"
    said: str
    tube: str = ""
    noted_at: datetime = time_field()
    settled_at: datetime | None = time_field(default=None)
    settled: str = ""
