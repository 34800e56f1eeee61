"""Tables of testing: rounds, sessions, and the compounds called to each session."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.tables import Keyed, Numbered, state_field, time_field
from models.testing import RoundKind, SessionState


class TestRound(Numbered, table=True):
    """A round of tests; `day` is a local date, `pool_size` people a tube."""

    __tablename__ = "test_round"
    __test__ = False

    name: str
    kind: RoundKind = state_field(RoundKind)
    day: str
    pool_size: int
    note: str = ""


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
