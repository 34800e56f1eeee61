"""Errands that should be back by now: read without what errands are made with."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from data import sql
from data.sql import Reader
from models.times import stored


class LateErrand(NamedTuple):
    """An errand whose results are not all in though it should be back. Times in stored form."""

    no: int
    state: str
    place: str
    leaves_at: str
    returns_at: str
    runners: int
    """How many people are on it."""


def not_back(conn: Reader, now: datetime) -> list[LateErrand]:
    """The errands that should be back by now, those due first in front."""
    rows = conn.execute(
        "SELECT t.no AS no, t.state AS state, t.place AS place, t.leaves_at AS leaves_at,"
        " t.returns_at AS returns_at, (SELECT count(DISTINCT d.person_id) FROM duty d"
        " WHERE d.work_id = t.id) AS runners"
        " FROM errand t WHERE t.state = 'open' AND t.returns_at <= ?"
        " ORDER BY t.returns_at, t.no",
        (stored(now),),
    )
    return sql.views(LateErrand, rows)
