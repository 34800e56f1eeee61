"""How long ago and until when, of one request: how long it waits, when it is chased next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.chases import Rung
from models.requests import RequestRow
from models.requests.rules import (
    minutes_between,
    overlooks_harm,
    reckoned_ahead,
    still_any,
    untold_minutes,
)
from models.times import LOCAL, loaded, stored
from screens.i18n import N_, _
from screens.kit.times import not_begun, rough_since, short_since, short_span, since, stamp

_RUNGS_SHORT: Mapping[str, str] = {
    Rung.SELF: "",
    Rung.SUBDISTRICT: N_("subdistrict"),
    Rung.LINE_LEADER: N_("line"),
    Rung.LEADERS: N_("secretary"),
    Rung.CITY_LINE: N_("12345"),
    Rung.EMERGENCY: N_("120, 110"),
    Rung.HOSPITAL: N_("hospital"),
}


_SAME_NIGHT = 12 * 60
"""Minutes ahead within which a time of day cannot be mistaken, also past midnight."""


def waiting(row: RequestRow, now: datetime) -> str:
    """How long it waits, and how often and whom that was chased: `7× 3 h 20 secretary`; the time
    alone while nobody was: `1 d 10 h`."""
    minutes = minutes_between(row.opened_at, now)
    if not row.chases:
        return short_since(minutes) if not_begun(minutes) else since(minutes)
    rung = _RUNGS_SHORT[row.rung]
    said = _("{count}× {age} {rung}").format(
        count=row.chases, age=short_since(minutes), rung=_(rung) if rung else ""
    )
    return said.rstrip()


def waiting_shortly(row: RequestRow, now: datetime) -> list[str]:
    """The same in ever fewer words: `7× 3 h 20`, `7× 3 h`, `7×3h`; at last the time, `3 h`."""
    minutes = minutes_between(row.opened_at, now)
    ages = (short_since(minutes), rough_since(minutes))
    if not row.chases:
        return list(ages)
    said = _("{count}× {age} {rung}")
    chased = [said.format(count=row.chases, age=age, rung="").rstrip() for age in ages]
    return [*chased, chased[-1].replace(" ", ""), ages[-1]]


def untold(row: RequestRow, now: datetime) -> str:
    """How long since the resident was last told anything, or since they called; for columns."""
    return short_since(untold_minutes(row, now))


def untold_shortly(row: RequestRow, now: datetime) -> list[str]:
    """The same in its largest part: `3 h`."""
    return [rough_since(untold_minutes(row, now))]


def age(row: RequestRow, now: datetime) -> str:
    """How long ago it was opened."""
    return since(minutes_between(row.opened_at, now))


def due(row: RequestRow, now: datetime) -> str:
    """When it is chased next, or how late that is; empty once it is closed. What a clock that was
    ahead reckoned is due, nobody knows how late."""
    if row.next_chase_at is None:
        return ""
    late = minutes_between(row.next_chase_at, now)
    if reckoned_ahead(row, now) or overlooks_harm(row, now):
        return _("due now")
    if row.next_chase_at <= stored(now):
        return _("late {span}").format(span=short_span(late))
    if -late < _SAME_NIGHT:
        return f"{loaded(row.next_chase_at).astimezone(LOCAL):%H:%M}"
    return stamp(row.next_chase_at, now)


def harm_since(row: RequestRow, now: datetime) -> str:
    """How long harm has been there, or the question of the day; for columns."""
    if still_any(row, now):
        return _("still any?")
    return _("harm {age}").format(age=since(minutes_between(row.harm_at, now)))
