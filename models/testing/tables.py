"""Tables of testing: rounds, sessions, and the compounds called to each session."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.tables import Keyed, Numbered, state_field, time_field
from models.testing import RoundKind, SessionState, TubeKind


class TestRound(Numbered, table=True):
    """A round of tests; `day` is a local date, `pool_size` people a tube.

    `starts_at`, `ends_at`: the hours in which people are called. `marks`: a JSON list; it is for
    people with one of them alone, for all where there are none. `frozen_at`: since when its call
    sheet stands as it was; `closed_at`: since when nobody is sampled any more.
    """

    __tablename__ = "test_round"
    __test__ = False

    name: str
    kind: RoundKind = state_field(RoundKind)
    day: str
    pool_size: int
    note: str = ""
    tube_kind: TubeKind = state_field(TubeKind, default=TubeKind.POOLED)
    starts_at: datetime | None = time_field(default=None)
    ends_at: datetime | None = time_field(default=None)
    marks: str = "[]"
    team: str = ""
    team_at: datetime | None = time_field(default=None)
    frozen_at: datetime | None = time_field(default=None)
    closed_at: datetime | None = time_field(default=None)


class RoundBuilding(Keyed, table=True):
    """A building that a round is for; it is for whole compounds where there are none."""

    __tablename__ = "round_building"
    __table_args__ = (UniqueConstraint("round_id", "building_id"),)

    round_id: str = Field(foreign_key="test_round.id")
    building_id: str = Field(foreign_key="building.id")


class TestSession(Numbered, table=True):
    """A site and a time at which part of a round is held."""

    __tablename__ = "test_session"
    __test__ = False

    round_id: str = Field(foreign_key="test_round.id")
    state: SessionState = state_field(SessionState)
    site: str = ""
    starts_at: datetime = time_field()
    ends_at: datetime = time_field()
    desks: int
    skill: str = ""
    note: str = ""
    search: str = ""


class SessionCompound(Keyed, table=True):
    """A compound called to a session, in order."""

    __tablename__ = "session_compound"
    __table_args__ = (UniqueConstraint("session_id", "compound_id"),)

    session_id: str = Field(foreign_key="test_session.id")
    compound_id: str = Field(foreign_key="compound.id")
    position: int = 0


class TestBatch(Keyed, table=True):
    """A part of a building that is called to a session together, or sampled `at_door`; `in_break`
    its children of school age alone."""

    __tablename__ = "test_batch"
    __table_args__ = (UniqueConstraint("session_id", "position"),)
    __test__ = False

    session_id: str = Field(foreign_key="test_session.id")
    position: int
    building_id: str = Field(foreign_key="building.id")
    first_room: str = ""
    last_room: str = ""
    households: int
    people: int
    starts_at: datetime = time_field()
    at_door: int = 0
    in_break: int = 0
