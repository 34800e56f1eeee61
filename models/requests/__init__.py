"""Requests for help. States, frozen views and inputs; no tables.

There is no state in which somebody is turned down: a request closes with an outcome or goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.chases import ChaseSettings, Urgency
from models.telephones import Telephone


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
    HOSPITAL_TRIP = "hospital_trip"
    PASS = "pass"
    WAY_HOME = "way_home"
    CONTACT_MOVE = "contact_move"
    CARE_GOODS = "care_goods"
    DISINFECTION = "disinfection"
    DISTRESS = "distress"
    DANGER = "danger"
    DEATH = "death"
    COMPLAINT = "complaint"
    ANTIGEN = "antigen"
    OFFER = "offer"
    OTHER = "other"


class Known(StrEnum):
    """What may be known of a household; where it raises a reading, a code of why harm comes."""

    DIALYSIS = "known_dialysis"
    INSULIN = "known_insulin"
    OXYGEN = "known_oxygen"
    MEDICINE = "known_medicine"
    BIRTH = "known_birth"
    ALONE = "known_alone"
    FRAIL = "known_frail"
    LIFE = "known_life"


VITAL_REASONS = frozenset(
    {
        *("critical_medicine_ends", "oxygen_ends", "dialysis_due", "dialysis_missed"),
        *(Known.INSULIN, Known.MEDICINE, Known.OXYGEN, Known.DIALYSIS),
    }
)
"""Reasons of harm by which somebody dies; codes of the reading's reasons."""

HEALTH_KINDS: frozenset[RequestKind] = frozenset(
    {
        RequestKind.EMERGENCY,
        RequestKind.DIALYSIS,
        RequestKind.MEDICINE,
        RequestKind.BIRTH,
        RequestKind.TRANSFER,
        RequestKind.TEST,
        RequestKind.HOSPITAL_TRIP,
        RequestKind.CONTACT_MOVE,
        RequestKind.CARE_GOODS,
        RequestKind.DISTRESS,
        RequestKind.DEATH,
        RequestKind.ANTIGEN,
    }
)
"""Kinds whose words tell of somebody's health even where no single word does."""


class Outcome(StrEnum):
    """How a request ended."""

    MET = "met"
    MET_OTHERWISE = "met_otherwise"
    WITHDRAWN = "withdrawn"
    HOSPITAL = "hospital"
    TRANSFERRED = "transferred"
    DIED = "died"


class HarmAnswer(StrEnum):
    """By when somebody is harmed if nothing is done, as it is answered with one key."""

    NOW = "now"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    DAYS = "days"
    CAN_WAIT = "can_wait"


class Likeness(StrEnum):
    """Why two requests may be the same one, the strongest reason first."""

    NEED = "need"
    PHONE = "phone"
    WORDS = "words"
    HOUSEHOLD = "household"


class Door(NamedTuple):
    """A household a request is about; the parts of its address are bare text."""

    household: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    phone: str


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
    address_said: str = ""
    """Where it is, in the caller's words, when no household was found."""
    joined_to: int | None = None
    """The request this one was joined to, whose way it goes; None for one of its own."""
    doors: tuple[Door, ...] = ()
    """Further households it is about, in the order said."""
    call_back_phone: str = ""
    head: str | None = None
    """Who its household is registered under."""
    home_phones: tuple[Telephone, ...] = ()
    """The numbers of its household and of its people in the register, the first to be tried first;
    `whose` is a name, or a word for who it is."""
    doubts: tuple[str, ...] = ()
    """What nobody answered yet of how it was read, see `models.requests.doubts`."""


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
    joined_to: int | None = None
    """The request this one was joined to, whose way it goes."""
    doors: tuple[int, ...] = ()
    """Numbers of further households it is about."""
    is_vital: int = 0
    """Whether somebody dies without what it is about; see `models.requests.urgency`."""
    doubts: tuple[str, ...] = ()
    """What nobody answered yet of how it was read, see `models.requests.doubts`."""


class Double(NamedTuple):
    """A request that a new one may double, and what makes it look so."""

    row: RequestRow
    why: Likeness


class RequestInput(NamedTuple):
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
    doors: tuple[int, ...] = ()
    """Numbers of further households it is about, in the order said."""
    doubts: tuple[str, ...] = ()
    """What is to be asked of how it was read, see `models.requests.doubts`."""


class ClosingInput(NamedTuple):
    """How a request ends: with an outcome, and who was told; nobody told leaves a call-back."""

    outcome: Outcome
    told_whom: str
    at: datetime


class Reason(NamedTuple):
    """Why something is where it is, as a code with parameters."""

    code: str
    params: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QueueSettings(ChaseSettings):
    """How the queue chases and what it calls urgent; each can be set by the committee.

    Attributes:
        today_within: harm nearer than this makes a request one of today.
        soon_within: harm nearer than this makes it one to be done soon; farther is routine.
        life_rings: whether the terminal rings when the chase of a life is due.
        ring_again: how long after that it rings again while nobody saw it.
    """

    today_within: timedelta = timedelta(hours=24)
    soon_within: timedelta = timedelta(hours=72)
    life_rings: bool = True
    ring_again: timedelta = timedelta(minutes=5)


DEFAULT_SETTINGS = QueueSettings()
"""What holds where the committee set nothing else."""
