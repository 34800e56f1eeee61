"""What is read of duties: who does what when, who could, and how well work is covered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from data import sql
from data.households.closed import HELD_AT_GATES, OWN_BUILDING
from data.roster.places import ABSENT
from data.roster.queries import skills_of
from data.sql import Reader
from data.work import kinds
from models.cover.rules import Assignment
from models.duties import DEFAULT_ROSTER, DutyRow, Role, RosterSettings, Work, WorkView
from models.duties.rules import BY_TELEPHONE, WITHOUT_LEGS
from models.problems import Refused
from models.times import loaded, stored

_ROW = f"""
SELECT d.no AS no, d.id AS id, p.no AS person_no, p.name AS person, d.work AS work,
  d.role AS role, d.starts_at AS starts_at, d.ends_at AS ends_at, {kinds.NO} AS work_no,
  {kinds.SPOT} AS spot, {kinds.COMPOUNDS} AS compounds, d.note AS note, d.skill AS skill,
  d.checked_in_at AS checked_in_at, d.checked_out_at AS checked_out_at, d.to_ask AS to_ask
FROM duty d LEFT JOIN person p ON p.id = d.person_id {kinds.JOINS}"""
"""The columns of a DutyRow, `place` being what its `where` is made of."""

_OUTSIDE = (
    f"NOT (d.work = '{Work.REST}' OR (d.work IN ({sql.quoted(sorted(BY_TELEPHONE))})"
    f" AND d.role IN ({sql.quoted(sorted(WITHOUT_LEGS))})))"
)
"""Duties that cannot be done from a bed or a locked building."""

_DAY = sql.local_day("d.starts_at")
_PRESENCE = """(SELECT a.{column} FROM presence a
  WHERE a.person_id = d.person_id AND a.since <= d.starts_at
  AND (a.until IS NULL OR a.until > d.starts_at) ORDER BY a.since DESC LIMIT 1)"""
_PLACE, _REACH = _PRESENCE.format(column="place"), _PRESENCE.format(column="reach")
_COMES = f"""(
  d.person_id IS NOT NULL
  AND NOT (coalesce({_PLACE} IN ({ABSENT}), 0) AND ({_OUTSIDE} OR {_REACH} = 'no'))
  AND NOT ({_OUTSIDE} AND coalesce({OWN_BUILDING} >= {_DAY}, 0))
  AND NOT ({_OUTSIDE} AND {HELD_AT_GATES} AND EXISTS (SELECT 1 FROM compound z
    WHERE z.closed_until >= {_DAY}
    AND ((z.id IN ({kinds.WITHIN})) <> (z.id IS p.compound_id)
      OR z.id IS p.compound_id AND (SELECT count(*) FROM ({kinds.WITHIN})) > 1))))"""
"""Whether the person of a duty can be there; one who is absent, locked in or kept out of a closed
compound covers nothing. See `models.duties.rules.concerns`."""

_STAYS = f"""coalesce((SELECT min(a.since) FROM presence a
  WHERE a.person_id = d.person_id AND a.place IN ({ABSENT})
  AND ({_OUTSIDE} OR a.reach = 'no') AND a.since > d.starts_at AND a.since < d.ends_at),
  d.ends_at)"""
"""Until when the person of a duty is there: its end, or when an absence begins."""

SETTING = "roster"


def settings(conn: Reader) -> RosterSettings:
    """The committee's settings of the roster; defaults where it set nothing."""
    value = sql.value(conn.execute("SELECT value FROM setting WHERE id = ?", (SETTING,)))
    if value is None:
        return DEFAULT_ROSTER
    from models.duties.settings import from_kept  # few files have settings of their own

    return from_kept(json.loads(value))


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


def of_work(conn: Reader, work: Work, no: int | None) -> list[DutyRow]:
    """The duties at a piece of work that has a record, by role and number."""
    table = kinds.BY_WORK[work].table
    rows = found_by(conn, f"d.work_id = (SELECT id FROM {table} WHERE no = ?)", (no,))
    order = list(Role)
    return sorted(rows, key=lambda row: (order.index(Role(row.role)), row.no))


def of_person(conn: Reader, person_no: int, starts: datetime, ends: datetime) -> list[DutyRow]:
    """A person's duties that share time with a span."""
    return found_by(
        conn,
        f"{kinds.TAKES_TIME} AND p.no = ? AND d.starts_at < ? AND d.ends_at > ?",
        (person_no, stored(ends), stored(starts)),
    )


def between(conn: Reader, starts: datetime, ends: datetime) -> list[DutyRow]:
    """All duties, open ones too, that share time with a span, in the order of time."""
    span = (stored(ends), stored(starts))
    return found_by(conn, f"{kinds.TAKES_TIME} AND d.starts_at < ? AND d.ends_at > ?", span)


def found_by(
    conn: Reader, condition: str, values: Sequence[object] | Mapping[str, object]
) -> list[DutyRow]:
    """The duties a condition of the program's own finds, in the order of time.

    Args:
        condition: on the duty `d`, its person `p`, and what `data.work.kinds.JOINS` brings.
        values: of its parameters.
    """
    found = conn.execute(f"{_ROW} WHERE {condition} ORDER BY d.starts_at, d.no", values)
    return [_duty(**row) for row in sql.named(found)]


def _duty(*, spot: str | None, note: str, compounds: str, **found: Any) -> DutyRow:
    where, address = kinds.spot_of(Work(found["work"]), spot, note)
    inside = sql.read_list(compounds)
    return DutyRow(**found, where=where, address=address, note=note, compounds=inside)


# -- who is at work --------------------------------------------------------------------------------

_SKILLS = sql.nested(skills_of("p.id"))
_ASSIGNMENT = f"d.no, p.name, d.role, d.starts_at, {_STAYS}, {_COMES}, {_SKILLS}, d.skill, d.to_ask"
"""The columns of an `Assignment`; `d` is the duty, `p` its person."""


def assignments_at_work() -> str:
    """SQL for the people and open shifts at work `t`; `read_assignments` takes it."""
    return sql.records(
        _ASSIGNMENT,
        "FROM duty d LEFT JOIN person p ON p.id = d.person_id WHERE d.work_id = t.id ORDER BY d.no",
    )


def read_assignments(text: str) -> list[Assignment]:
    """The people and open shifts `assignments_at_work` told of."""
    return _assignments(sql.read_records(text))


def assignments_of(conn: Reader, work: Work, no: int) -> list[Assignment]:
    """The people and open shifts at a piece of work."""
    table = kinds.BY_WORK[work].table
    found = conn.execute(
        f"SELECT {sql.packed(_ASSIGNMENT)} FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        f" WHERE d.work_id = (SELECT id FROM {table} WHERE no = ?) ORDER BY d.no",
        (no,),
    )
    return _assignments(sql.unpacked(text) for (text,) in found)


def assignments_by_work(
    conn: Reader, work: Iterable[WorkView]
) -> Mapping[tuple[Work, int | None], list[Assignment]]:
    """The people and open shifts at pieces of work that have records."""
    found: dict[tuple[Work, int | None], list[Assignment]] = {
        (one.work, one.no): [] for one in work
    }
    for kind in kinds.KINDS:
        numbers = [no for at, no in found if at in kind.works]
        rows = conn.execute(
            f"SELECT d.work AS work, w.no AS no, {sql.packed(_ASSIGNMENT)} AS people"
            f" FROM {kind.table} w"
            " JOIN duty d ON d.work_id = w.id LEFT JOIN person p ON p.id = d.person_id"
            f" WHERE w.no IN ({sql.given('numbers')}) ORDER BY d.no",
            {"numbers": sql.as_given(numbers)},
        )
        for one in sql.named(rows) if numbers else ():
            there = found.get((Work(one["work"]), one["no"]), [])
            there += _assignments([sql.unpacked(one["people"])])
    return found


def assignments_at(conn: Reader, work: Work, starts: datetime, ends: datetime) -> list[Assignment]:
    """The people and open shifts at all duties of a kind that share time with a span."""
    found = conn.execute(
        f"SELECT {sql.packed(_ASSIGNMENT)} FROM duty d LEFT JOIN person p ON p.id = d.person_id"
        " WHERE d.work = ? AND d.starts_at < ? AND d.ends_at > ? ORDER BY d.starts_at, d.no",
        (str(work), stored(ends), stored(starts)),
    )
    return _assignments(sql.unpacked(text) for (text,) in found)


def _assignments(found: Iterable[Sequence[Any]]) -> list[Assignment]:
    """Nobody is counted on at a duty whose times cannot be read."""
    people = []
    for one in found:
        with suppress(ValueError):
            people.append(_assignment(_Told(*one)))
    return people


class _Told(NamedTuple):
    """The columns `_ASSIGNMENT`."""

    no: int
    name: str | None
    role: str
    starts: str
    stays: str
    comes: int
    skills: Sequence[str]
    skill: str
    to_ask: int


def _assignment(told: _Told) -> Assignment:
    return Assignment(
        told.no,
        told.name,
        told.role,
        loaded(told.starts),
        loaded(told.stays),
        bool(told.comes),
        tuple(told.skills),
        told.skill,
        bool(told.to_ask and told.comes),
    )
