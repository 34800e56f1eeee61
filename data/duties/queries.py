"""What is read of duties: who does what when, who could, and how well work is covered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from data import sql
from data.roster.queries import skills_of
from data.sql import Reader
from models.cover.rules import Hand
from models.duties import DEFAULT_ROSTER, DutyRow, Role, RosterSettings, Work
from models.households.addresses import short_address
from models.problems import Refused
from models.testing import rules as testing
from models.times import loaded, stored

COMPOUNDS = sql.listed(
    "x.name",
    "FROM session_compound y JOIN compound x ON x.id = y.compound_id"
    " WHERE y.session_id = t.id ORDER BY y.position",
)
"""The compounds called to session `t`, as a list."""


def goods_of(drop: str) -> str:
    """SQL for the goods a drop brings: name, how many, unit of each, as records.

    Args:
        drop: the drop's key in the query.
    """
    return sql.records(
        "i.goods, n.planned, i.unit",
        "FROM drop_item n JOIN delivery_item i ON i.id = n.item_id"
        f" WHERE n.drop_id = {drop} AND n.planned > 0 ORDER BY i.position",
    )


_ROW = f"""
SELECT d.no, d.id, p.no, p.name, d.work, d.role, d.starts_at, d.ends_at, t.no, s.no, r.no,
  d.note, e.no, d.skill, d.checked_in_at, d.checked_out_at,
  t.site, CASE t.site WHEN '' THEN {COMPOUNDS} END, sc.name, {sql.address()},
  r.address_said, e.place, e.medicine
FROM duty d
LEFT JOIN person p ON p.id = d.person_id
LEFT JOIN test_session t ON t.id = d.session_id
LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN compound sc ON sc.id = s.compound_id
LEFT JOIN errand e ON e.id = d.errand_id
LEFT JOIN request r ON r.id = d.request_id {sql.at_household("r.household_id")}"""
"""The columns of a DutyRow but for its `where`, then what that is made of."""

_PLAIN = len(DutyRow._fields) - 1
_WHERE = DutyRow._fields.index("where")

LIVE = "coalesce(t.state, s.state, '') <> 'cancelled'"
"""Whether a duty takes time at all: work called off takes nobody's."""

_OUTSIDE = "d.work NOT IN ('telephone', 'request', 'rest')"
"""Duties that cannot be done from a bed or a locked building."""

_PRESENCE = """(SELECT a.{column} FROM presence a
  WHERE a.person_id = d.person_id AND a.since <= d.starts_at
  AND (a.until IS NULL OR a.until > d.starts_at) ORDER BY a.since DESC LIMIT 1)"""
_PLACE, _REACH = _PRESENCE.format(column="place"), _PRESENCE.format(column="reach")
_COMES = f"""(
  d.person_id IS NOT NULL
  AND NOT (coalesce({_PLACE} IN ({sql.ABSENT}), 0) AND ({_OUTSIDE} OR {_REACH} = 'no'))
  AND NOT ({_OUTSIDE} AND coalesce((SELECT b.closed_until >= {sql.local_day("d.starts_at")}
    FROM building b WHERE b.id = p.building_id AND p.kind IN ('volunteer', 'partner')), 0)))"""
"""Whether the person of a duty can be there; an absent or locked in one covers nothing."""

_STAYS = f"""coalesce((SELECT min(a.since) FROM presence a
  WHERE a.person_id = d.person_id AND a.place IN ({sql.ABSENT})
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


def settings(conn: Reader) -> RosterSettings:
    """The committee's settings of the roster; defaults where it set nothing."""
    row = conn.execute("SELECT value FROM setting WHERE id = ?", (_SETTING,)).fetchone()
    if row is None:
        return DEFAULT_ROSTER
    from models.duties.settings import from_kept  # few files have settings of their own

    return from_kept(json.loads(row[0]))


# -- duties ----------------------------------------------------------------------------------------


def duty(conn: Reader, no: int) -> DutyRow:
    """One duty.

    Raises:
        Refused: `duty_unknown`.
    """
    found = found_by(conn, "d.no = ?", (no,))
    if not found:
        raise Refused("duty_unknown", no=no)
    return found[0]


def of_work(conn: Reader, work: Work, no: int) -> list[DutyRow]:
    """The duties at a session, a drop, a request or an errand, by role and name."""
    rows = found_by(
        conn, f"d.{_REFERENCES[work]} = (SELECT id FROM {_TABLES[work]} WHERE no = ?)", (no,)
    )
    order = list(Role)
    return sorted(rows, key=lambda row: (order.index(Role(row.role)), row.no))


def of_person(conn: Reader, person_no: int, starts: datetime, ends: datetime) -> list[DutyRow]:
    """A person's duties that share time with a span."""
    return found_by(
        conn,
        f"{LIVE} AND p.no = ? AND d.starts_at < ? AND d.ends_at > ?",
        (person_no, stored(ends), stored(starts)),
    )


def between(conn: Reader, starts: datetime, ends: datetime) -> list[DutyRow]:
    """All duties, open ones too, that share time with a span, in the order of time."""
    span = (stored(ends), stored(starts))
    return found_by(conn, f"{LIVE} AND d.starts_at < ? AND d.ends_at > ?", span)


def found_by(
    conn: Reader, condition: str, values: Sequence[object] | Mapping[str, object]
) -> list[DutyRow]:
    """The duties a condition of the program's own finds, in the order of time.

    Args:
        condition: on the duty `d`, its person `p`, session `t`, drop `s`, request `r`, errand `e`.
        values: of its parameters.
    """
    found = conn.execute(f"{_ROW} WHERE {condition} ORDER BY d.starts_at, d.no", values)
    return [_duty(*row) for row in found]


def _duty(*columns: Any) -> DutyRow:
    """A duty from the columns of `_ROW`."""
    fields, (site, names, gate, *rest) = list(columns[:_PLAIN]), columns[_PLAIN:]
    *address, said, place, medicine = rest
    session = site if names is None else testing.called(site, sql.read_list(names))
    where = session or gate or short_address(*address) or said or place or medicine
    note = fields[_WHERE]
    fields.insert(_WHERE, where or note)
    return DutyRow._make(fields)


# -- who is at work --------------------------------------------------------------------------------

_SKILLS = sql.nested(skills_of("p.id"))
_HAND = f"d.no, p.name, d.role, d.starts_at, {_STAYS}, {_COMES}, {_SKILLS}, d.skill"
"""The columns of a `Hand`; `d` is the duty, `p` its person."""


def hands_json(work: Work) -> str:
    """SQL for the people and open places at work `t` of this kind; `read_hands` takes it."""
    return sql.records(
        _HAND,
        "FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        f" WHERE d.{_REFERENCES[work]} = t.id ORDER BY d.no",
    )


def read_hands(text: str) -> list[Hand]:
    """The people and open places `hands_json` told of."""
    return [_hand(*one) for one in sql.read_records(text)]


def hands_of(conn: Reader, work: Work, no: int) -> list[Hand]:
    """The people and open places at a session, a drop, a request or an errand."""
    found = conn.execute(
        f"SELECT {sql.packed(_HAND)} FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        f" WHERE d.{_REFERENCES[work]} = (SELECT id FROM {_TABLES[work]} WHERE no = ?)"
        " ORDER BY d.no",
        (no,),
    )
    return [_hand(*sql.unpacked(text)) for (text,) in found]


def hands_at(conn: Reader, work: Work, starts: datetime, ends: datetime) -> list[Hand]:
    """The people and open places at all duties of a kind that share time with a span."""
    found = conn.execute(
        f"SELECT {sql.packed(_HAND)} FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        " WHERE d.work = ? AND d.starts_at < ? AND d.ends_at > ? ORDER BY d.starts_at, d.no",
        (str(work), stored(ends), stored(starts)),
    )
    return [_hand(*sql.unpacked(text)) for (text,) in found]


def _hand(
    no: int,
    name: str | None,
    role: str,
    starts: str,
    stays: str,
    comes: int,
    skills: Sequence[str],
    skill: str,
) -> Hand:
    return Hand(no, name, role, loaded(starts), loaded(stays), bool(comes), tuple(skills), skill)
