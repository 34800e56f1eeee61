"""What is read of duties: who does what when, who could, and how well work is covered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from models.duties import DutyRow, Role, Work
from models.problems import Refused
from models.rules import cover
from models.rules.times import stored

ROW = """
SELECT d.no, d.id, p.no, p.name, d.work, d.role, d.starts_at, d.ends_at, t.no, s.no, r.no,
  coalesce(t.site, sc.name, rc.name || b.name || '-' || h.room, nullif(r.address_said, ''),
    nullif(e.place, ''), nullif(e.medicine, ''), d.note),
  d.note, e.no, d.skill, d.checked_in_at, d.checked_out_at
FROM duty d
LEFT JOIN person p ON p.id = d.person_id
LEFT JOIN test_session t ON t.id = d.session_id
LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN compound sc ON sc.id = s.compound_id
LEFT JOIN errand e ON e.id = d.errand_id
LEFT JOIN request r ON r.id = d.request_id LEFT JOIN household h ON h.id = r.household_id
LEFT JOIN building b ON b.id = h.building_id LEFT JOIN compound rc ON rc.id = b.compound_id"""
"""The columns of a DutyRow."""

LIVE = "coalesce(t.state, s.state, '') <> 'cancelled'"
"""Whether a duty takes time at all: work called off takes nobody's."""

_COMES = """
d.person_id IS NOT NULL AND coalesce((
  SELECT a.place FROM presence a WHERE a.person_id = d.person_id AND a.since <= d.starts_at
  AND (a.until IS NULL OR a.until > d.starts_at) ORDER BY a.since DESC LIMIT 1), 'on_site')
  NOT IN ('isolated', 'hospital', 'away')"""
"""Whether the person of a duty can be there; an absent one covers nothing."""

_TABLES = {
    Work.SESSION: "test_session",
    Work.DROP: "supply_drop",
    Work.REQUEST: "request",
    Work.ERRAND: "errand",
}
_REFERENCES = {
    Work.SESSION: "session_id",
    Work.DROP: "drop_id",
    Work.REQUEST: "request_id",
    Work.ERRAND: "errand_id",
}


class Hand(NamedTuple):
    """Somebody at a piece of work."""

    name: str
    role: str
    comes: bool
    """False for somebody who is absent when it begins."""


# -- duties ----------------------------------------------------------------------------------------


def duty(conn: sqlite3.Connection, no: int) -> DutyRow:
    """One duty.

    Raises:
        Refused: `duty_unknown`.
    """
    found = conn.execute(f"{ROW} WHERE d.no = ?", (no,)).fetchone()
    if found is None:
        raise Refused("duty_unknown", no=no)
    return DutyRow._make(found)


def of_work(conn: sqlite3.Connection, work: Work, no: int) -> list[DutyRow]:
    """The duties at a session, a drop, a request or an errand, by role and name."""
    rows = _where(
        conn, f"d.{_REFERENCES[work]} = (SELECT id FROM {_TABLES[work]} WHERE no = ?)", (no,)
    )
    order = list(Role)
    return sorted(rows, key=lambda row: (order.index(Role(row.role)), row.no))


def of_person(
    conn: sqlite3.Connection, person_no: int, starts: datetime, ends: datetime
) -> list[DutyRow]:
    """A person's duties that share time with a span."""
    return _where(
        conn,
        f"{LIVE} AND p.no = ? AND d.starts_at < ? AND d.ends_at > ?",
        (person_no, stored(ends), stored(starts)),
    )


def between(conn: sqlite3.Connection, starts: datetime, ends: datetime) -> list[DutyRow]:
    """All duties, open ones too, that share time with a span, in the order of time."""
    span = (stored(ends), stored(starts))
    return _where(conn, f"{LIVE} AND d.starts_at < ? AND d.ends_at > ?", span)


def _where(conn: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> list[DutyRow]:
    found = conn.execute(f"{ROW} WHERE {condition} ORDER BY d.starts_at, d.no", values)
    return [DutyRow._make(row) for row in found]


# -- cover -----------------------------------------------------------------------------------------


def hands_json(work: Work) -> str:
    """SQL for the people at work `t` of this kind, as JSON that `read_hands` takes."""
    return (
        "(SELECT json_group_array(json_array(name, role, comes)) FROM (SELECT p.name, d.role,"
        f" {_COMES} AS comes FROM duty d JOIN person p ON p.id = d.person_id"
        f" WHERE d.{_REFERENCES[work]} = t.id ORDER BY d.no))"
    )


def read_hands(text: str) -> list[Hand]:
    """The people `hands_json` told of."""
    return [Hand(name, role, bool(comes)) for name, role, comes in json.loads(text)]


def covered(needs: Mapping[Role, int], people: Iterable[Hand]) -> cover.Cover:
    """How well people cover what is needed; who is absent does not count."""
    return cover.cover(needs, [hand.role for hand in people if hand.comes])
