"""Samples on their way: which tubes go, by whom, to which laboratory; no tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class TripState(StrEnum):
    """How far a trip of samples is."""

    ON_WAY = "on_way"
    AT_LABORATORY = "at_laboratory"
    DONE = "done"
    """All its results are in, or somebody said so."""


class TripRow(NamedTuple):
    """Samples on their way or at a laboratory. Times in stored UTC form."""

    no: int
    id: str
    version: int
    round_no: int
    round_name: str
    session_no: int | None
    site: str
    """Where the samples were taken; empty where that was not said."""
    state: str
    """As it is now: done, too, once each of its tubes has a result."""
    laboratory: str
    person_no: int | None
    person: str | None
    """Who of the roster took them."""
    carrier: str
    """Who took them, in words, where they are not on the roster."""
    tubes: int
    """How many were counted into the boxes."""
    known: int
    """How many of them are on file, so that their results tell of themselves."""
    with_result: int
    """How many of those have a result, or are void."""
    left_at: str
    arrived_at: str | None
    expected_at: str
    """When the results should be in."""
    results_at: str | None
    """When the last of them was, or when somebody said that all are."""
    note: str
    rung: str
    next_chase_at: str | None
    promised_by: str | None
    promised_until: str | None
    chases: int

    @property
    def by(self) -> str:
        """Who took them; empty where nobody said so."""
        return self.person or self.carrier


class TripTube(NamedTuple):
    """A tube of a round as it may be sent. Times in stored UTC form."""

    id: str
    code: str
    state: str
    opened_at: str
    session_no: int | None
    """The session it was filled at; None where neither that nor its members tell."""
    trip_no: int | None
    """The trip it is with already."""


class TripInput(NamedTuple):
    """Samples that leave.

    Attributes:
        session_no: the session they were taken at; None for all of the round.
        laboratory: empty for where the last ones went.
        who: who takes them: a name of the roster, its number as `#12`, or words; empty for who is
            given to that at the session, where that is one.
        tubes: how many were counted; None for those that are named, else all still here.
        codes: the tubes that go; none for all still here, as far as they are so many.
        left_at: None for now.
    """

    round_no: int
    session_no: int | None = None
    laboratory: str = ""
    who: str = ""
    tubes: int | None = None
    codes: tuple[str, ...] = ()
    left_at: datetime | None = None
    note: str = ""
