"""Testing: rounds and the sessions they are held in. No tables."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class RoundKind(StrEnum):
    """What is taken in a round."""

    PCR = "pcr"
    ANTIGEN = "antigen"


class TubeKind(StrEnum):
    """Who is put into one tube together."""

    POOLED = "pooled"
    """Whoever comes to the table one after the other, as many as a tube takes."""
    HOUSEHOLD = "household"
    """The people behind one door."""
    SINGLE = "single"
    """One person."""


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
    closed: tuple[str, ...] = ()
    """Names of what is closed on its day of those called to it: compounds, else buildings."""


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
    tube_kind: str = TubeKind.POOLED
    starts_at: str | None = None
    ends_at: str | None = None
    """The hours in which people are called, in stored UTC form."""
    marks: tuple[str, ...] = ()
    """It is for people with one of these marks alone; for all where there are none."""
    team: str = ""
    """The medical team that comes."""
    team_at: str | None = None
    frozen_at: str | None = None
    """Since when its call sheet stands as it was: it was begun."""
    closed_at: str | None = None
    """Since when nobody is sampled in it any more."""


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
    tube_kind: TubeKind = TubeKind.POOLED
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    marks: tuple[str, ...] = ()
    team: str = ""
    team_at: datetime | None = None


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


class Batch(NamedTuple):
    """A part of a building that is called down together, or sampled at its doors."""

    building: str
    """The building's key."""
    first_room: str
    last_room: str
    households: int
    people: int
    starts_at: datetime
    at_door: bool = False


class BatchRow(NamedTuple):
    """A batch as it is shown. Times in stored UTC form."""

    session_no: int
    position: int
    compound: str
    lane: str | None
    building: str
    first_room: str
    last_room: str
    households: int
    people: int
    starts_at: str
    at_door: int
