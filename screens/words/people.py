"""People in words: kinds, places, reach, since when and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

from models.people import (
    ABSENT_PLACES,
    PersonKind,
    PersonRow,
    Place,
    PresenceView,
    Reach,
)
from models.rules.times import LOCAL, loaded
from screens.i18n import N_, _
from screens.words.times import clock, day

KINDS: Mapping[str, str] = {
    PersonKind.STAFF: N_("staff"),
    PersonKind.CADRE: N_("cadre"),
    PersonKind.VOLUNTEER: N_("volunteer"),
    PersonKind.PARTNER: N_("partner"),
}

PLACES: Mapping[str, str] = {
    Place.ON_SITE: N_("on site"),
    Place.HOME: N_("at home"),
    Place.ISOLATED: N_("isolated"),
    Place.HOSPITAL: N_("in hospital"),
    Place.AWAY: N_("away"),
}

REACHES: Mapping[str, str] = {
    Reach.ANY_TIME: N_("any time"),
    Reach.WINDOW: N_("at certain hours"),
    Reach.NO: N_("not at all"),
}

_ALL: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "place": PLACES, "reach": REACHES}


def label(value: str, of: str) -> str:
    """A value in words.

    Args:
        value: such as `isolated`.
        of: what it is a value of: `kind`, `place` or `reach`.
    """
    return _(_ALL[of][value])


def choices(of: str) -> list[tuple[str, str]]:
    """All values of `kind`, `place` or `reach` with their words, for a form."""
    return [(str(value), _(words)) for value, words in _ALL[of].items()]


def post(row: PersonRow) -> str:
    """What somebody is here: the post, else the kind."""
    return row.post or label(row.kind, "kind")


def place(row: PersonRow) -> str:
    """Where somebody is, with a sign when no telephone reaches them."""
    return label(row.place, "place") + (" ☎✗" if row.reach == Reach.NO else "")


def back(row: PersonRow, now: datetime) -> str:
    """When somebody absent is expected back; a question mark when nobody said."""
    if row.expected_back:
        return day(row.expected_back, now)
    return "?" if row.place in ABSENT_PLACES else ""


def minutes(count: int) -> str:
    """Minutes after midnight as a clock shows them."""
    return f"{count // 60 % 24}:{count % 60:02}"


def window(since: int | None, until: int | None) -> str:
    """A window of the day: `9:00-11:30`; empty when there is none."""
    return "" if since is None or until is None else f"{minutes(since)}-{minutes(until)}"


def reach(span: PresenceView) -> str:
    """How somebody can be reached during a span; empty when any time."""
    if span.reach == Reach.WINDOW:
        times = window(span.reach_from, span.reach_until)
        return _("telephone {window}").format(window=times)
    return _("no telephone") if span.reach == Reach.NO else ""


def presence(span: PresenceView, now: datetime, masked: bool) -> str:
    """A span of presence in one line: place, from when until when, reach, reason."""
    since = _when(span.since, now)
    if span.until is not None:
        times = _("{since} to {until}").format(since=since, until=_when(span.until, now))
    elif span.expected_back:
        expected = day(span.expected_back, now)
        times = _("since {since}, back {day}").format(since=since, day=expected)
    else:
        times = _("since {since}").format(since=since)
    where = label(span.place, "place")
    reason = "" if masked or span.reason in (where, PLACES[span.place]) else span.reason
    parts = (where, times, reach(span), reason)
    return " · ".join(part for part in parts if part)


def _when(moment: str, now: datetime) -> str:
    """A moment; midnight stands for its day, as lists give only days."""
    here = loaded(moment).astimezone(LOCAL)
    if here.time() == time(0, 0):
        return day(here.date().isoformat(), now)
    return clock(moment, now)
