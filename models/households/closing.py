"""Rules of closed places: until when a building is closed, and whom closed doors hold. Pure.

A building is closed for an infection in it, a compound for all its neighbours. So nobody who lives
at home leaves a closed building, whatever paper they have: other lives come before a round of
deliveries. A closed compound they do not leave and others do not enter, but inside it they may
work, and who has a pass goes in and out. Staff and cadres pass: they come for what keeps the
people inside alive.
"""

from __future__ import annotations

from datetime import date

HELD_KINDS = frozenset({"volunteer", "partner"})
"""Kinds of people who live at home, whom closed doors keep in and closed gates keep out."""


def closed_until(building: str | None, compound: str | None) -> str | None:
    """The last local date on which a building is closed: a closed compound is every building of it.

    Args:
        building, compound: their own last dates, `YYYY-MM-DD`; None while one is open.
    """
    return max(filter(None, (building, compound)), default=None)


def is_closed(until: str | None, day: date) -> bool:
    """Whether a place with this last date, `YYYY-MM-DD`, is closed on a day."""
    return until is not None and until >= day.isoformat()
