"""Testing: rounds and the sessions they are held in. No tables."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class RoundKind(StrEnum):
    """What is taken in a round."""

    PCR = "pcr"
    ANTIGEN = "antigen"


class SessionState(StrEnum):
    """How far a session is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class SessionRow(NamedTuple):
    """A testing session as the list shows it. Times in stored UTC form."""

    no: int
    id: str
    round_no: int
    round_name: str
    round_kind: str
    state: str
    starts_at: str
    ends_at: str
    site: str
    compounds: tuple[str, ...]
    """Names of the compounds called to it."""
    desks: int
    people_due: int
    need: int
    """People the session needs."""
    have: int
    """People assigned."""
    lead: str | None
    people: tuple[str, ...]
    skill: str = ""
    """What one more of its people should have; empty for nothing."""
    desk_hour: int = 120
    """People one desk takes in an hour, as it is set."""


class RoundView(NamedTuple):
    """One round whole."""

    no: int
    id: str
    version: int
    name: str
    kind: str
    day: str
    pool_size: int
    note: str


class SessionView(NamedTuple):
    """One session whole, for editing."""

    no: int
    id: str
    version: int
    round_no: int
    state: str
    site: str
    compounds: tuple[str, ...]
    starts_at: str
    ends_at: str
    desks: int
    note: str
    skill: str = ""


class RoundInput(NamedTuple):
    """A round as planned."""

    name: str
    kind: RoundKind
    day: date
    pool_size: int = 10
    note: str = ""


class SessionInput(NamedTuple):
    """A session as planned: `compounds` by name; `skill` a word one more person's should hold."""

    round_no: int
    site: str
    compounds: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    desks: int = 1
    note: str = ""
    skill: str = ""
