"""Who has come to a duty and left it: the list of a day, check-outs that were forgotten."""

from __future__ import annotations

from datetime import date, datetime

from data.duties import queries
from data.sql import Reader
from models.attendance import rules
from models.duties import DutyRow, Work
from models.times import duty_day_bounds, stored


def of_day(conn: Reader, day: date) -> list[DutyRow]:
    """The duties of a duty day that somebody has, rest apart, in the order of time."""
    return [
        duty
        for duty in queries.between(conn, *duty_day_bounds(day))
        if duty.person_no is not None and duty.work != Work.REST
    ]


def forgotten(conn: Reader, now: datetime) -> list[DutyRow]:
    """Duties of whatever day whose check-out was forgotten, the oldest first."""
    found = queries.found_by(
        conn,
        "d.checked_in_at IS NOT NULL AND d.checked_out_at IS NULL AND d.ends_at < ?",
        (stored(now - rules.FORGOTTEN_AFTER),),
    )
    return sorted(found, key=lambda duty: (duty.ends_at, duty.no))
