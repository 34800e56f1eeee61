"""What is read of duties: who does what when, who could, and how well work is covered."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from models.duties import DutyInput, DutyRow, Role, Target, Work
from models.people import PresenceView
from models.problems import Refused
from models.rules import duties as rules
from models.rules.times import stored

_ROW = """
SELECT d.no, d.id, p.no, p.name, d.work, d.role, d.starts_at, d.ends_at, t.no, s.no, r.no,
  coalesce(t.site, sc.name, rc.name || b.name || '-' || h.room, nullif(r.address_said, ''),
    nullif(e.place, ''), nullif(e.medicine, ''), d.note),
  d.note, e.no
FROM duty d
LEFT JOIN person p ON p.id = d.person_id
LEFT JOIN test_session t ON t.id = d.session_id
LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN compound sc ON sc.id = s.compound_id
LEFT JOIN errand e ON e.id = d.errand_id
LEFT JOIN request r ON r.id = d.request_id LEFT JOIN household h ON h.id = r.household_id
LEFT JOIN building b ON b.id = h.building_id LEFT JOIN compound rc ON rc.id = b.compound_id"""
"""The columns of a DutyRow."""

_LIVE = "coalesce(t.state, s.state, '') <> 'cancelled'"
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

AROUND = timedelta(hours=24)
"""How far before and after a duty others are looked at: rest and load count by the day."""


class Candidate(NamedTuple):
    """Somebody who may be given to a piece of work, and what stands against it."""

    no: int
    name: str
    kind: str
    post: str
    phone: str
    skills: str
    """Joined by `，`."""
    vehicle: str
    compound: str | None
    near: bool
    """Whether the work is where the person lives."""
    fit: str
    """What makes her fit for the role: a skill, a vehicle, a kind of person; empty for nothing."""
    minutes: int
    """Work already hers in the 24 hours around."""
    duty_no: int | None
    """Her duty at this very work, when she has one already."""
    role: str | None
    concerns: tuple[rules.Concern, ...]
    search: str
    """Folded text a filter looks at."""

    @property
    def free(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.concerns

    @property
    def absent(self) -> bool:
        """Whether the person cannot be there at all."""
        return any(concern.problem.code in rules.ABSENCES for concern in self.concerns)

    @property
    def refused(self) -> bool:
        """Whether it is impossible."""
        return any(concern.refuses for concern in self.concerns)


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
    found = conn.execute(f"{_ROW} WHERE d.no = ?", (no,)).fetchone()
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
        f"{_LIVE} AND p.no = ? AND d.starts_at < ? AND d.ends_at > ?",
        (person_no, stored(ends), stored(starts)),
    )


def between(conn: sqlite3.Connection, starts: datetime, ends: datetime) -> list[DutyRow]:
    """All duties, open ones too, that share time with a span, in the order of time."""
    span = (stored(ends), stored(starts))
    return _where(conn, f"{_LIVE} AND d.starts_at < ? AND d.ends_at > ?", span)


def _where(conn: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> list[DutyRow]:
    found = conn.execute(f"{_ROW} WHERE {condition} ORDER BY d.starts_at, d.no", values)
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


def covered(needs: Mapping[Role, int], people: Iterable[Hand]) -> rules.Cover:
    """How well people cover what is needed; who is absent does not count."""
    return rules.cover(needs, [hand.role for hand in people if hand.comes])


# -- who could -------------------------------------------------------------------------------------


def concerns(
    conn: sqlite3.Connection, given: DutyInput, ignore: Collection[int] = ()
) -> list[rules.Concern]:
    """What stands against giving a duty to its person; nothing while it is nobody's.

    Raises:
        Refused: `person_unknown`.
    """
    if given.person_no is None:
        return []
    found = times(conn, given.starts_at, given.ends_at, given.person_no)
    if given.person_no not in found:
        raise Refused("person_unknown", no=given.person_no)
    return rules.concerns(given, found[given.person_no], ignore)


def times(
    conn: sqlite3.Connection, starts: datetime, ends: datetime, person_no: int | None = None
) -> dict[int, rules.Times]:
    """What is known of the time of everybody not archived, or of one person, around a span."""
    first, last = starts - AROUND, ends + AROUND
    edges = {"first": stored(first), "last": stored(last), "person": person_no}
    held: dict[int, list[DutyRow]] = defaultdict(list)
    mine = "(:person IS NULL OR p.no = :person)"
    for row in conn.execute(
        f"{_ROW} WHERE {_LIVE} AND d.starts_at < :last AND d.ends_at > :first AND {mine}", edges
    ):
        if row[2] is not None:
            held[row[2]].append(DutyRow._make(row))
    presences: dict[int, list[PresenceView]] = defaultdict(list)
    for row in conn.execute(
        "SELECT a.id, p.no, a.place, a.reach, a.reach_from, a.reach_until, a.since, a.until,"
        " a.expected_back, a.reason FROM presence a JOIN person p ON p.id = a.person_id"
        f" WHERE a.since < :last AND (a.until IS NULL OR a.until > :first) AND {mine}",
        edges,
    ):
        presences[row[1]].append(PresenceView._make(row))
    people = conn.execute(
        "SELECT p.no, p.name, p.available_from, p.available_until FROM person p"
        f" WHERE p.archived_at IS NULL AND {mine}",
        edges,
    )
    return {
        no: rules.Times(name, held[no], presences[no], opens, closes)
        for no, name, opens, closes in people
    }


def candidates(conn: sqlite3.Connection, target: Target, role: Role) -> list[Candidate]:
    """Everybody who may take a role at a piece of work: who is at it already, then the free ones.

    Among the free those who fit the role come first, then those who live there, then those with
    least work around that time.
    """
    starts, ends = target.spans[role]
    known = times(conn, starts, ends)
    mine = {row.person_no: row for row in of_work(conn, target.work, target.no)}
    people = conn.execute(
        "SELECT p.no, p.name, p.kind, p.post, p.phone, coalesce((SELECT group_concat(skill, '，')"
        " FROM (SELECT skill FROM person_skill WHERE person_id = p.id ORDER BY position)), ''),"
        " p.vehicle, c.name, p.search FROM person p LEFT JOIN compound c ON c.id = p.compound_id"
        " WHERE p.archived_at IS NULL"
    )
    found = []
    for no, name, kind, post, phone, skills, vehicle, compound, search in people:
        own = mine.get(no)
        against = rules.concerns(target.duty(no, role), known[no], () if own is None else (own.no,))
        minutes = rules.minutes_of(known[no].held, starts - AROUND / 2, ends + AROUND / 2)
        found.append(
            Candidate(
                no,
                name,
                kind,
                post,
                phone,
                skills,
                vehicle,
                compound,
                compound in target.compounds,
                rules.fitting(role, kind, skills.split("，"), vehicle),
                minutes,
                None if own is None else own.no,
                None if own is None else own.role,
                tuple(against),
                search,
            )
        )
    return sorted(found, key=_rank)


def _rank(person: Candidate) -> tuple[bool | int, ...]:
    return (
        person.duty_no is None,
        person.refused,
        person.absent,
        not person.free,
        not person.fit,
        not person.near,
        person.minutes,
        person.no,
    )
