"""Tables of requests: their chases, what residents were told, questions for leaders."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.requests import Outcome, RequestKind, RequestState, Rung, Urgency, Verdict
from models.tables import state_field, time_field


class Request(SQLModel, table=True):
    """A request for help. `opened_at` is when it was said, `entered_at` when it was typed."""

    id: str = Field(primary_key=True)
    no: int = Field(unique=True)
    version: int = 1
    state: RequestState = state_field(RequestState)
    kind: RequestKind = state_field(RequestKind)
    urgency: Urgency = state_field(Urgency)
    harm_at: datetime | None = time_field(default=None)
    harm_reason: str | None = None
    days_left: int | None = None
    text: str
    summary: str = ""
    household_id: str | None = Field(default=None, foreign_key="household.id")
    address_said: str = ""
    caller: str = ""
    phone: str = ""
    patient: str = ""
    call_back_phone: str = ""
    owner_id: str | None = Field(default=None, foreign_key="person.id")
    rung: Rung = state_field(Rung)
    next_chase_at: datetime | None = time_field(default=None)
    promised_by: str | None = None
    promised_until: datetime | None = time_field(default=None)
    told_at: datetime | None = time_field(default=None)
    told_whom: str | None = None
    opened_at: datetime = time_field()
    entered_at: datetime = time_field()
    outcome: Outcome | None = state_field(Outcome, default=None, nullable=True)
    closed_at: datetime | None = time_field(default=None)
    joined_to_id: str | None = Field(default=None, foreign_key="request.id")
    search: str = ""


class Chase(SQLModel, table=True):
    """One push for a request: whom, what was said, what was promised until when."""

    id: str = Field(primary_key=True)
    request_id: str = Field(foreign_key="request.id")
    at: datetime = time_field()
    entered_at: datetime = time_field()
    rung: Rung = state_field(Rung)
    whom: str
    contact_id: str | None = Field(default=None, foreign_key="contact.id")
    said: str = ""
    answered: int
    verdict: Verdict | None = state_field(Verdict, default=None, nullable=True)
    promised_until: datetime | None = time_field(default=None)
    by_person_id: str | None = Field(default=None, foreign_key="person.id")


class Telling(SQLModel, table=True):
    """Something the resident was told. The latest is kept with the request too."""

    id: str = Field(primary_key=True)
    request_id: str = Field(foreign_key="request.id")
    at: datetime = time_field()
    entered_at: datetime = time_field()
    whom: str
    said: str = ""
    by_person_id: str | None = Field(default=None, foreign_key="person.id")


class Question(SQLModel, table=True):
    """A question about a request for a leader, asked in the next telephone window."""

    id: str = Field(primary_key=True)
    request_id: str = Field(foreign_key="request.id")
    person_id: str = Field(foreign_key="person.id")
    asked: str
    entered_at: datetime = time_field()
    advice: str = ""
    advised_at: datetime | None = time_field(default=None)
