"""Call sheets: whom a round of tests calls, visits and leaves out, and why. No tables."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from models.residents import Whereabouts


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
    """Left out: an abnormal test, alone or in a tube, and no negative result of their own since."""
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
    ISOLATING = "isolating"
    """Visited: a close contact, or isolates at home."""
    NEAR_POSITIVE = "near_positive"
    """Visited: lives with somebody who is positive, or shares kitchen or bathroom with them."""
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


class Person(NamedTuple):
    """One person of the register, or of the roster, as testing sees them."""

    who: Who
    name: str
    """Empty for somebody who is known by their door alone."""
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    compound_id: str | None = None
    building_id: str | None = None
    household_no: int | None = None
    resident_no: int | None = None
    person_no: int | None = None
    presence: str = Whereabouts.PRESENT
    marks: frozenset[str] = frozenset()
    """Their own and the household's."""
    closed_until: str | None = None
    """The last local date on which their building is closed, by itself or with its compound."""
    born: str | None = None
    is_empty: bool = False
    """Whether nobody lives behind their door."""
    helps: bool = False
    """Whether they work here, or help, beside living here."""


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
    household_no: int | None = None
    resident_no: int | None = None
    person_no: int | None = None
    state: str = Sampling.DUE
    session_no: int | None = None
    tube: str | None = None
    """The code of the tube they are in."""


class ByHand(StrEnum):
    """What somebody says by hand of one round."""

    VISITED = "visited"
    """Is sampled at their own door instead of at the table."""
    LEFT_OUT = "left_out"


class Aside(NamedTuple):
    """What somebody said by hand of one round.

    `who` without a resident, with place 0, is everybody behind that door. `part`: a `ByHand`.
    `said`: why, in words.
    """

    who: Who
    part: str
    said: str


class Sums(NamedTuple):
    """How many a call sheet is about: `register` is `called`, `visited` and `left_out` together."""

    register: int
    called: int
    visited: int
    left_out: int
    staff: int
    """Who works here and lives elsewhere; outside the register."""
    late: int
    """Who came without being on the sheet; outside the register."""


class Sheet(NamedTuple):
    """The call sheet of a round, as it is now or as it was when the round began."""

    round_no: int
    frozen_at: str | None
    entries: tuple[SheetEntry, ...]
    """Workers first, then who is called, visited and left out, each in the order of doors."""

    def of(self, part: Part) -> list[SheetEntry]:
        """Its entries of one part, in order."""
        return [one for one in self.entries if one.part == part]

    @property
    def register(self) -> int:
        """People of the register: who is called, visited, or left out."""
        return sum(one.part in OF_REGISTER for one in self.entries)

    @property
    def sums(self) -> Sums:
        """How many are in each part."""
        counted = Counter(one.part for one in self.entries)
        called, visited, out = (
            counted[part] for part in (Part.CALLED, Part.VISITED, Part.LEFT_OUT)
        )
        parts = (called, visited, out, counted[Part.STAFF], counted[Part.LATE])
        return Sums(called + visited + out, *parts)


OF_REGISTER = frozenset({Part.CALLED, Part.VISITED, Part.LEFT_OUT})
"""The parts whose people are those of the register, each once."""
