"""Call sheets: whom a round of tests calls, visits and leaves out, and why. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """What a call sheet says of somebody."""

    CALLED = "called"
    """Is called down to the table."""
    VISITED = "visited"
    """Is sampled at their own door."""
    LEFT_OUT = "left_out"
    STAFF = "staff"
    """Works here and lives elsewhere; sampled first, and no part of the register."""
    LATE = "late"
    """Came to the table without being on the sheet when it was frozen."""


class Why(StrEnum):
    """Why somebody is left out, or visited."""

    POSITIVE = "positive"
    """Left out: positive, and waits for the transfer."""
    PENDING = "pending"
    """Left out: was in an abnormal tube, and has no result of their own yet."""
    EXEMPT = "exempt"
    """Left out: came back from isolation, until a date."""
    AWAY = "away"
    EMPTY = "empty"
    """Left out: nobody lives behind this door."""
    MOVED_OUT = "moved_out"
    CLOSED = "closed"
    """Visited: their building is closed."""
    BED_BOUND = "bed_bound"
    """Visited: cannot come down."""
    NEAR_POSITIVE = "near_positive"
    """Visited: lives with somebody who is positive."""
    NOT_IN_SCOPE = "not_in_scope"
    """Left out: the round is for others."""
    BY_HAND = "by_hand"
    """Somebody said so for this round."""


class Sampling(StrEnum):
    """How far somebody is in a round."""

    DUE = "due"
    SAMPLED = "sampled"
    MISSED = "missed"
    SETTLED = "settled"
    """Somebody said what became of them: sampled elsewhere, taken to hospital."""


class Who(NamedTuple):
    """One person, as all of testing tells them apart.

    `resident` and `place`: the key of a resident and 0; or None and which of the household's people
    without a name it is, from 1 on. `person`: the key of who is on the roster and lives elsewhere.
    """

    household: str | None
    resident: str | None = None
    place: int = 0
    person: str | None = None


class SheetEntry(NamedTuple):
    """What a call sheet says of one person."""

    who: Who
    name: str
    """Empty for somebody who is known by their door alone."""
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    part: str
    why: str | None = None
    until: str | None = None
    """The local date, `YYYY-MM-DD`, until which what `why` says holds; None where none is known."""
