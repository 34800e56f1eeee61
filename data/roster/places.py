"""Where people may be, as SQL tells it."""

from __future__ import annotations

from data import sql
from models.roster import ABSENT_PLACES, Place

ABSENT = sql.quoted(place for place in Place if place in ABSENT_PLACES)
"""The places where somebody counts as absent: `place IN (ABSENT)`."""
