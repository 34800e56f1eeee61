"""Where people may be, as SQL tells it."""

from __future__ import annotations

from data import sql
from models.roster import ABSENT_PLACES, Place

ABSENT = sql.quoted(place for place in Place if place in ABSENT_PLACES)
"""The places where somebody counts as absent: `place IN (ABSENT)`."""


def presence_at(person: str, value: str = "id") -> str:
    """SQL for a column of the span of presence somebody is in at `:now`; NULL for none.

    Args:
        person: their key in the query.
    """
    return (
        f"(SELECT {value} FROM presence WHERE person_id = {person} AND since <= :now"
        " AND (until IS NULL OR until > :now) ORDER BY since DESC LIMIT 1)"
    )
