"""Numbers of the queue over days: frozen views; nothing is counted here."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class DayCount(NamedTuple):
    """One local day of the queue."""

    day: date
    opened: int
    closed: int
    pushing: int
    """Not closed when the day ended, or now for a day that has not."""


class Waits(NamedTuple):
    """Middle times in minutes; None where there was nothing to measure."""

    answered: int | None
    """From opening until the first chase that somebody answered."""
    met: int | None
    """From opening until it was closed as met, by whatever way."""


class Course(NamedTuple):
    """What became of one request."""

    kind: str
    goes_on: int
    """1 while it is not closed, else 0."""
    answered: int | None
    """Minutes until somebody answered a chase; None while nobody did."""
    met: int | None
    """Minutes until it was closed as met; None while it was not."""


class KindCount(NamedTuple):
    """The requests of one kind that were opened in the days looked at."""

    kind: str
    opened: int
    pushing: int
    waits: Waits


class Numbers(NamedTuple):
    """What the queue did in the days looked at."""

    days: tuple[DayCount, ...]
    pushing: int
    """Not closed now, however old."""
    oldest_no: int | None
    oldest_opened_at: str | None
    """Stored form."""
    waits: Waits
    kinds: tuple[KindCount, ...]
    """The most frequent first."""
