"""The tables of requests; what was chased, told and asked of them is in `models.chases.tables`."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.chases import Urgency
from models.chases.tables import ChasedColumns
from models.requests import Outcome, RequestKind, RequestState
from models.tables import Keyed, Numbered, state_field, time_field


class Request(ChasedColumns, Numbered, table=True):
    """A request for help. `opened_at` is when it was said, `entered_at` when it was typed.

    `is_vital`: somebody dies without what it is about, such as insulin; told by its words.
    `doubts`: codes of what nobody answered yet of a call that was read, a JSON list.
    """

    state: RequestState = state_field(RequestState)
    kind: RequestKind = state_field(RequestKind)
    urgency: Urgency = state_field(Urgency)
    harm_at: datetime | None = time_field(default=None)
    harm_reason: str | None = None
    days_left: int | None = None
    is_vital: int = 0
    text: str
    summary: str = ""
    household_id: str | None = Field(default=None, foreign_key="household.id")
    address_said: str = ""
    caller: str = ""
    phone: str = ""
    patient: str = ""
    call_back_phone: str = ""
    owner_id: str | None = Field(default=None, foreign_key="person.id")
    opened_at: datetime = time_field()
    entered_at: datetime = time_field()
    outcome: Outcome | None = state_field(Outcome, default=None, nullable=True)
    closed_at: datetime | None = time_field(default=None)
    joined_to_id: str | None = Field(default=None, foreign_key="request.id")
    doubts: str = "[]"
    search: str = ""


class RequestDoor(Keyed, table=True):
    """A further door a call is about, beside that of the request itself; in the order said."""

    __tablename__ = "request_door"
    __table_args__ = (UniqueConstraint("request_id", "household_id"),)

    request_id: str = Field(foreign_key="request.id")
    household_id: str = Field(foreign_key="household.id")
    position: int
