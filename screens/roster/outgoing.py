"""The roster as a list that comes in again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data.sql import Reader
from models.exchange import ImportKind
from models.hours import parse_hours
from models.roster import PersonRow, PersonView
from models.times import day_start, loaded, local_date
from screens.commands.listing import Outgoing
from screens.i18n import N_, _
from screens.kit.values import joined
from screens.roster import words


class _Person(NamedTuple):
    view: PersonView
    row: PersonRow


def _read(conn: Reader, numbers: Sequence[int], now: datetime) -> list[_Person]:
    from data.roster.queries import people, roster

    views = {view.no: view for view in people(conn)}
    rows = {row.no: row for row in roster(conn, now)}
    return [_Person(views[no], rows[no]) for no in numbers if no in views and no in rows]


def _state(one: _Person) -> str:
    """Where somebody is, where that is on record."""
    return words.label(one.row.place, "place") if one.row.since else ""


def _since(one: _Person) -> str:
    """The day since when; a list has no clock times, so that a moment within a day is left out."""
    if one.row.since is None:
        return ""
    since = loaded(one.row.since)
    day = local_date(since)
    return day.isoformat() if day_start(day) == since else ""


def _hours(one: _Person) -> str:
    """When somebody is available: the words on file unless they say other hours than are kept."""
    view = one.view
    kept = (view.available_from, view.available_until)
    told = parse_hours(view.hours)
    return view.hours if told in (None, kept) else words.window(*kept)


def _yes(said: int) -> str:
    return _(N_("yes")) if said else ""


OUTGOING = Outgoing(
    ImportKind.STAFF,
    _read,
    (
        ("name", lambda one: one.view.name),
        ("kind", lambda one: words.label(one.view.kind, "kind")),
        ("post", lambda one: one.view.post),
        ("phone", lambda one: one.view.phone),
        ("state", _state),
        ("since", _since),
        ("expected_back", lambda one: one.row.expected_back),
        ("lodging", lambda one: one.view.lodging),
        ("compound", lambda one: one.view.compound),
        ("skills", lambda one: joined(one.view.skills)),
        ("vehicle", lambda one: one.view.vehicle),
        ("is_leader", lambda one: _yes(one.view.is_leader)),
        ("no_heavy_work", lambda one: _yes(one.view.no_heavy_work)),
        ("has_pass", lambda one: _yes(one.view.has_pass)),
        ("hours", _hours),
        ("note", lambda one: one.view.note),
    ),
)
"""Private notes go nowhere."""
