"""What may be known of a household, and of what it is known. Values only; nothing here reads."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.requests import Known


class Earlier(NamedTuple):
    """An earlier request of a household, open or closed. Times in stored UTC form."""

    no: int
    kind: str
    urgency: str
    harm_reason: str | None
    text: str
    is_vital: int
    at_stake: int
    """Whether it is open, goes its own way and is about a life."""
    outcome: str | None
    opened_at: str
    closed_at: str | None


class Home(NamedTuple):
    """What is on file of a household; `earlier` of its requests the latest, newest first."""

    no: int
    people: int | None = None
    elders: int | None = None
    note: str = ""
    marks: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


class Fact(NamedTuple):
    """What is known of a household.

    Attributes:
        request: the request that told; None for the register.
        at: when that was; None for the register, and where the time cannot be read.
        weeks: of a pregnancy by now, where they were told.
        days: of the week on which there is dialysis, Monday is 0; none where nobody told.
    """

    code: Known
    request: int | None = None
    at: datetime | None = None
    weeks: int | None = None
    days: frozenset[int] = frozenset()
