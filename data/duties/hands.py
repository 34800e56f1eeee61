"""Who could do a piece of work: everybody's time and skills, read in plain SQL."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple

from data.duties import queries
from data.duties.queries import LIVE, ROW
from models.duties import DutyInput, DutyRow, Role, Target
from models.people import PresenceView
from models.problems import Refused
from models.rules import duties as rules
from models.rules import workers as rules_workers
from models.rules.times import stored
from models.rules.workers import Worker

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
        f"{ROW} WHERE {LIVE} AND d.starts_at < :last AND d.ends_at > :first AND {mine}", edges
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
        "SELECT p.no, p.name, p.available_from, p.available_until, b.closed_until FROM person p"
        " LEFT JOIN building b ON b.id = p.building_id AND p.kind IN ('volunteer', 'partner')"
        f" WHERE p.archived_at IS NULL AND {mine}",
        edges,
    )
    return {
        no: rules.Times(
            name,
            held[no],
            presences[no],
            opens,
            closes,
            None if closed is None else date.fromisoformat(closed),
        )
        for no, name, opens, closes, closed in people
    }


def candidates(conn: sqlite3.Connection, target: Target, role: Role) -> list[Candidate]:
    """Everybody who may take a role at a piece of work: who is at it already, then the free ones.

    Among the free those who fit the role come first, then those who live there, then those with
    least work around that time.
    """
    starts, ends = target.spans[role]
    known = times(conn, starts, ends)
    mine = {row.person_no: row for row in queries.of_work(conn, target.work, target.no)}
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
                rules_workers.fitting(role, kind, skills.split("，"), vehicle),
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


def workers(
    conn: sqlite3.Connection, starts: datetime, ends: datetime, around: timedelta = AROUND
) -> list[Worker]:
    """Everybody not archived, with what is known of their time between `starts` and `ends`.

    Args:
        around: how far before and after duties and presence are known, too.
    """
    known = times(conn, starts - (around - AROUND), ends + (around - AROUND))
    people = conn.execute(
        "SELECT p.no, p.name, p.kind, p.post, coalesce((SELECT group_concat(skill, char(10))"
        " FROM (SELECT skill FROM person_skill WHERE person_id = p.id ORDER BY position)), ''),"
        " p.vehicle, c.name FROM person p LEFT JOIN compound c ON c.id = p.compound_id"
        " WHERE p.archived_at IS NULL ORDER BY p.no"
    )
    return [
        Worker(
            no,
            name,
            kind,
            post,
            tuple(skills.split("\n")) if skills else (),
            vehicle,
            compound,
            known[no],
        )
        for no, name, kind, post, skills, vehicle, compound in people
    ]
