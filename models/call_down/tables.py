"""Tables of rounds of calls."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.call_down import CallResult
from models.tables import Numbered, state_field, time_field


class CallRound(Numbered, table=True):
    """A round of calls; `marks` is the JSON list of what its people were chosen by."""

    __tablename__ = "call_round"

    marks: str
    note: str = ""
    made_at: datetime = time_field()
    entered_at: datetime = time_field()
    ended_at: datetime | None = time_field(default=None)


class RoundCall(Numbered, table=True):
    """One call of a round, to a household or to one of its people.

    `due_at`: when it is tried next, None once somebody was spoken to or is known not to be here;
    `tries` and `tried_at` of those that were made; `spoken_at` when somebody answered.
    """

    __tablename__ = "round_call"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    round_id: str = Field(foreign_key="call_round.id")
    position: int
    household_id: str = Field(foreign_key="household.id")
    resident_id: str | None = Field(default=None, foreign_key="resident.id")
    caller_id: str | None = Field(default=None, foreign_key="person.id")
    due_at: datetime | None = time_field(default=None)
    tries: int = 0
    tried_at: datetime | None = time_field(default=None)
    result: CallResult | None = state_field(CallResult, default=None, nullable=True)
    spoken_at: datetime | None = time_field(default=None)
    request_id: str | None = Field(default=None, foreign_key="request.id")
    note: str = ""
