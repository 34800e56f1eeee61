"""Duties: whatever takes a person's time, in one shape for every place. No tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Work(StrEnum):
    """What a duty is for."""

    SESSION = "session"
    DROP = "drop"
    GUIDE = "guide"
    REQUEST = "request"
    TELEPHONE = "telephone"
    NIGHT = "night"
    PATROL = "patrol"
    REST = "rest"
    OTHER = "other"


class Role(StrEnum):
    """What a person does on a duty."""

    LEAD = "lead"
    DESK = "desk"
    ORDER = "order"
    CARRY = "carry"
    DRIVE = "drive"
    GUIDE = "guide"
    HAND = "hand"


class DutyRow(NamedTuple):
    """A duty as lists show it. Times in stored UTC form; `person_no` None for an open one."""

    no: int
    id: str
    person_no: int | None
    person: str | None
    work: str
    role: str
    starts_at: str
    ends_at: str
    session_no: int | None
    drop_no: int | None
    request_no: int | None
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class DutyInput:
    """A duty as it is given out; at most one of the three references is set."""

    person_no: int | None
    work: Work
    role: Role
    starts_at: datetime
    ends_at: datetime
    session_no: int | None = None
    drop_no: int | None = None
    request_no: int | None = None
    note: str = ""
