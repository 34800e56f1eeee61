"""Closed places: buildings and whole compounds nobody leaves, and what that breaks. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

WHY_LIMIT = 120
"""Characters of why a place is closed."""


class Extent(StrEnum):
    """How much of the neighbourhood a place is."""

    COMPOUND = "compound"
    BUILDING = "building"


class PlaceKey(NamedTuple):
    """Which place: a compound or a building, by its number."""

    extent: Extent
    no: int


class ClosablePlace(NamedTuple):
    """A compound or a building with until when it is closed."""

    extent: str
    no: int
    id: str
    compound: str
    lane: str | None
    building: str | None
    """None for a whole compound."""
    closed_until: str | None
    """The last local date, `YYYY-MM-DD`, on which it is closed by itself; it may be over."""
    closed_why: str
    with_compound_until: str | None
    """The same of a building's compound, which is every building of it."""
    households: int
    people: int

    @property
    def key(self) -> PlaceKey:
        """Which place it is."""
        return PlaceKey(Extent(self.extent), self.no)


class BreakKind(StrEnum):
    """What a closed place breaks, in the order in which somebody is harmed by it."""

    ERRAND = "errand"
    SHUT_OUT = "shut_out"
    KEPT_IN = "kept_in"
    DROP = "drop"
    SESSION = "session"
    LEADER = "leader"


class Break(NamedTuple):
    """One thing that goes on no more as planned while a place is closed."""

    kind: str
    subject: str
    """The subject of the record `no`: `roster` for duties, whose person it is then about."""
    no: int
    """The number of the record people say: of a stop, a session, an errand; of the person."""
    starts_at: str | None
    """When it begins, in stored form; None for what has no time."""
    where: str
    """What it is called: a gate, a site, a pharmacy, a building."""
    who: tuple[str, ...] = ()
    """Names of the people concerned."""
    duty_no: int | None = None
    work: str = ""
    """What a duty is for; see `models.duties.Work`."""
    households: int = 0
    """Households it is for."""
