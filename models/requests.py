"""Requests for help and the chases they cost. States, frozen views and inputs; no tables.

There is no state in which somebody is turned down: a request closes with an outcome or goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class RequestState(StrEnum):
    """How far a request is. `call_back`: solved, but the resident has not been told yet."""

    OPEN = "open"
    CALL_BACK = "call_back"
    CLOSED = "closed"


class RequestKind(StrEnum):
    """What help is asked for."""

    EMERGENCY = "emergency"
    DIALYSIS = "dialysis"
    MEDICINE = "medicine"
    BIRTH = "birth"
    FOOD = "food"
    BABY = "baby"
    TRANSFER = "transfer"
    TEST = "test"
    REPAIRS = "repairs"
    GROUP_PURCHASE = "group_purchase"
    PETS = "pets"
    DELIVERY_MISSED = "delivery_missed"
    OPENING = "opening"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon somebody is harmed if nothing is done."""

    LIFE = "life"
    TODAY = "today"
    SOON = "soon"
    ROUTINE = "routine"


class Outcome(StrEnum):
    """How a request ended."""

    MET = "met"
    MET_OTHERWISE = "met_otherwise"
    WITHDRAWN = "withdrawn"
    HOSPITAL = "hospital"
    TRANSFERRED = "transferred"


class Rung(StrEnum):
    """Whom a request has been pushed to so far, lowest first."""

    SELF = "self"
    SUBDISTRICT = "subdistrict"
    LINE_LEADER = "line_leader"
    LEADERS = "leaders"
    CITY_LINE = "city_line"
    EMERGENCY = "emergency"
    HOSPITAL = "hospital"


class RequestRow(NamedTuple):
    """A request as the queue shows it. Times in stored UTC form."""

    no: int
    id: str
    state: str
    kind: str
    urgency: str
    harm_at: str | None
    harm_reason: str | None
    summary: str
    household_no: int | None
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    caller: str
    phone: str
    owner: str | None
    rung: str
    chases: int
    next_chase_at: str | None
    promised_by: str | None
    promised_until: str | None
    told_at: str | None
    opened_at: str
    outcome: str | None


class RequestView(NamedTuple):
    """One request whole, for the detail and for editing."""

    no: int
    id: str
    version: int
    state: str
    kind: str
    urgency: str
    harm_at: str | None
    harm_reason: str | None
    days_left: int | None
    summary: str
    text: str
    """What was said, as it was typed."""
    household_no: int | None
    address_said: str
    caller: str
    phone: str
    patient: str
    call_back_phone: str
    owner_no: int | None
    rung: str
    next_chase_at: str | None
    promised_by: str | None
    promised_until: str | None
    told_at: str | None
    told_whom: str | None
    opened_at: str
    entered_at: str
    outcome: str | None
    closed_at: str | None


class ChaseView(NamedTuple):
    """One chase: whom, what was said, what was promised."""

    id: str
    at: str
    to: str
    rung: str
    said: str
    answered: int
    promised_until: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class RequestInput:
    """A request as it is captured or edited."""

    text: str
    summary: str
    kind: RequestKind
    urgency: Urgency
    opened_at: datetime
    household_no: int | None = None
    address_said: str = ""
    harm_at: datetime | None = None
    harm_reason: str | None = None
    days_left: int | None = None
    caller: str = ""
    phone: str = ""
    patient: str = ""
    call_back_phone: str = ""


@dataclass(frozen=True, slots=True)
class ChaseInput:
    """A chase as it is logged."""

    to: str
    said: str
    at: datetime
    rung: Rung = Rung.SUBDISTRICT
    answered: bool = True
    promised_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClosingInput:
    """How a request ends: with an outcome, and who was told; nobody told leaves a call-back."""

    outcome: Outcome
    told_whom: str
    at: datetime
