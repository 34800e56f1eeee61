"""What is read of duties: who does what when, who could, and how well work is covered."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from models.duties import DEFAULT_ROSTER, DutyRow, Role, RosterSettings, Work
from models.problems import Refused
from models.rules.cover import Hand
from models.rules.times import loaded, stored

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

_OUTSIDE = "d.work NOT IN ('telephone', 'request', 'rest')"
"""Duties that cannot be done from a bed or a locked building."""

_PLACE = """(SELECT a.place || '/' || a.reach FROM presence a
  WHERE a.person_id = d.person_id AND a.since <= d.starts_at
  AND (a.until IS NULL OR a.until > d.starts_at) ORDER BY a.since DESC LIMIT 1)"""
_COMES = f"""(
  d.person_id IS NOT NULL
  AND NOT (coalesce({_PLACE} GLOB 'isolated/*' OR {_PLACE} GLOB 'hospital/*'
    OR {_PLACE} GLOB 'away/*', 0) AND ({_OUTSIDE} OR {_PLACE} GLOB '*/no'))
  AND NOT ({_OUTSIDE} AND coalesce((SELECT b.closed_until >= date(d.starts_at, '+8 hours')
    FROM building b WHERE b.id = p.building_id AND p.kind IN ('volunteer', 'partner')), 0)))"""
"""Whether the person of a duty can be there; an absent or locked in one covers nothing."""

_STAYS = f"""coalesce((SELECT min(a.since) FROM presence a
  WHERE a.person_id = d.person_id AND a.place IN ('isolated', 'hospital', 'away')
  AND ({_OUTSIDE} OR a.reach = 'no') AND a.since > d.starts_at AND a.since < d.ends_at),
  d.ends_at)"""
"""Until when the person of a duty is there: its end, or when an absence begins."""

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


_SETTING = "roster"


def settings(conn: sqlite3.Connection) -> RosterSettings:
    """The committee's settings of the roster; defaults where it set nothing."""
    row = conn.execute("SELECT value FROM setting WHERE id = ?", (_SETTING,)).fetchone()
    if row is None:
        return DEFAULT_ROSTER
    from models.rules.roster_settings import from_kept  # few files have settings of their own

    return from_kept(json.loads(row[0]))


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


# -- who is at work --------------------------------------------------------------------------------

_HAND = f"""json_array(d.no, p.name, d.role, d.starts_at, {_STAYS}, {_COMES}, coalesce(
  (SELECT group_concat(skill, char(10)) FROM person_skill k WHERE k.person_id = p.id), ''),
  d.skill)"""
"""A `Hand` as JSON; `d` is the duty, `p` its person."""


def hands_json(work: Work) -> str:
    """SQL for the people and open places at work `t` of this kind; `read_hands` takes it."""
    return (
        f"(SELECT json_group_array(hand) FROM (SELECT {_HAND} AS hand FROM duty d"
        " LEFT JOIN person p ON p.id = d.person_id"
        f" WHERE d.{_REFERENCES[work]} = t.id ORDER BY d.no))"
    )


def read_hands(text: str) -> list[Hand]:
    """The people and open places `hands_json` told of."""
    return [_hand(*json.loads(one)) for one in json.loads(text)]


def hands_of(conn: sqlite3.Connection, work: Work, no: int) -> list[Hand]:
    """The people and open places at a session, a drop, a request or an errand."""
    found = conn.execute(
        f"SELECT {_HAND} FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        f" WHERE d.{_REFERENCES[work]} = (SELECT id FROM {_TABLES[work]} WHERE no = ?)"
        " ORDER BY d.no",
        (no,),
    )
    return [_hand(*json.loads(text)) for (text,) in found]


def hands_at(conn: sqlite3.Connection, work: Work, starts: datetime, ends: datetime) -> list[Hand]:
    """The people and open places at all duties of a kind that share time with a span."""
    found = conn.execute(
        f"SELECT {_HAND} FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        " WHERE d.work = ? AND d.starts_at < ? AND d.ends_at > ? ORDER BY d.starts_at, d.no",
        (str(work), stored(ends), stored(starts)),
    )
    return [_hand(*json.loads(text)) for (text,) in found]


def _hand(
    no: int,
    name: str | None,
    role: str,
    starts: str,
    stays: str,
    comes: int,
    skills: str,
    skill: str,
) -> Hand:
    return Hand(
        no, name, role, loaded(starts), loaded(stays), bool(comes), tuple(skills.split("\n")), skill
    )
