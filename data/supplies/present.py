"""Who is there when a truck comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.roster.queries import roster
from data.sql import Reader
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, PersonKind, Place
from models.times import LOCAL

_SPAN_OF_A_RUN = timedelta(hours=6)
"""How long after a truck came a volunteer is still looked for."""

_DAY = 1440
"""Minutes of a day."""


class Present(NamedTuple):
    """Who is there for a truck."""

    staff: int
    volunteers: int
    vehicles: int
    """How many of them have a vehicle."""

    @property
    def people(self) -> int:
        """All of them."""
        return self.staff + self.volunteers


def present(conn: Reader, at: datetime) -> Present:
    """Who is there when a truck comes: staff and cadres on site, volunteers who can come then."""
    rows = roster(conn, at)
    staff = [row for row in rows if row.kind in LIVE_IN_KINDS and row.place == Place.ON_SITE]
    hours = {
        one["no"]: (one["opens"], one["closes"])
        for one in sql.named(
            conn.execute(
                "SELECT no, available_from AS opens, available_until AS closes FROM person"
                " WHERE archived_at IS NULL AND available_until IS NOT NULL"
            )
        )
    }
    others = [
        row
        for row in rows
        if row.kind == PersonKind.VOLUNTEER
        and row.place not in ABSENT_PLACES
        and not row.shut
        and _has_time(at, *hours.get(row.no, (None, None)))
    ]
    vehicles = sum(bool(row.vehicle) for row in (*staff, *others))
    return Present(len(staff), len(others), vehicles)


def _has_time(at: datetime, opens: int | None, closes: int | None) -> bool:
    """Whether somebody's hours, in minutes after midnight, touch the hours of a run."""
    if closes is None:
        return True
    here = at.astimezone(LOCAL)
    first = here.hour * 60 + here.minute
    last = first + _SPAN_OF_A_RUN // timedelta(minutes=1)
    return any((opens or 0) + day < last and closes + day > first for day in (-_DAY, 0, _DAY))
