"""Who could do a piece of work: everybody's time and skills, read in plain SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from data import sql
from data.duties import queries
from data.households import closed
from data.households.closed import HELD_AT_GATES, OWN_BUILDING
from data.roster.queries import SPANS, skills_of
from data.sql import Reader
from data.work import kinds
from models.duties import DutyInput, DutyRow, Role, Slot, Work, WorkView, rules
from models.duties.load import Load, load
from models.duties.workers import Worker, against, fitting, qualified
from models.problems import Refused
from models.roster import LIVE_IN_KINDS, PresenceView
from models.times import loaded, local_date, stored

AROUND = timedelta(hours=24)
"""How far before and after a duty others are looked at: rest and load count by the day."""


class Candidate(NamedTuple):
    """Somebody who may be given to a piece of work, and what stands against it."""

    no: int
    name: str
    kind: str
    post: str
    phone: str
    skills: tuple[str, ...]
    vehicle: str
    compound: str | None
    near: bool
    """Whether the work is where the person lives."""
    fit: str
    """What makes them fit for the role: a skill, a vehicle, a kind of person; empty for nothing."""
    minutes: int
    """Work already theirs in the 24 hours around."""
    duty_no: int | None
    """Their duty at this very work, when they have one already."""
    role: str | None
    concerns: tuple[rules.Concern, ...]
    load: Load
    """What is behind them when it begins."""
    search: str
    """Folded text a filter looks at."""
    to_ask: bool = False
    """Whether they stand for it outside their hours and have yet to be asked."""

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


def concerns(conn: Reader, given: DutyInput, ignore: Collection[int] = ()) -> list[rules.Concern]:
    """What stands against giving a duty to its person; nothing while it is nobody's.

    Raises:
        Refused: `person_unknown`.
    """
    if given.person_no is None:
        return []
    found = times(conn, given.starts_at, given.ends_at, given.person_no)
    if given.person_no not in found:
        raise Refused("person_unknown", no=given.person_no)
    settings = queries.settings(conn)
    return rules.concerns(given, found[given.person_no], ignore, settings)


def outside_hours(conn: Reader, given: DutyInput) -> bool:
    """Whether a duty is outside the hours of its person, so that they have to be asked; never
    where it is nobody's."""
    found = times(conn, given.starts_at, given.ends_at, given.person_no)
    person = found.get(given.person_no or 0)
    if person is None:
        return False
    return not rules.within_hours(given, person.available_from, person.available_until)


def times(
    conn: Reader, starts: datetime, ends: datetime, person_no: int | None = None
) -> dict[int, rules.Times]:
    """What is known of the time of everybody not archived, or of one person, around a span."""
    first, last = starts - AROUND, ends + AROUND
    edges = {"first": stored(first), "last": stored(last), "person": person_no}
    held: dict[int, list[DutyRow]] = defaultdict(list)
    mine = "(:person IS NULL OR p.no = :person)"
    at_all = f"{kinds.TAKES_TIME} AND d.starts_at < :last AND d.ends_at > :first AND {mine}"
    for duty in queries.found_by(conn, at_all, edges):
        if duty.person_no is not None:
            held[duty.person_no].append(duty)
    presences: dict[int, list[PresenceView]] = defaultdict(list)
    around = f"s.since < :last AND (s.until IS NULL OR s.until > :first) AND {mine}"
    for span in sql.views(PresenceView, conn.execute(f"{SPANS} WHERE {around}", edges)):
        presences[span.person_no].append(span)
    shut = closed.compounds(conn, local_date(first))
    people = conn.execute(
        "SELECT p.no AS no, p.name AS name, p.kind AS kind, p.available_from AS opens,"
        " p.available_until AS closes, p.has_pass AS has_pass, p.no_heavy_work AS no_heavy_work,"
        f" {OWN_BUILDING} AS closed, {HELD_AT_GATES} AS held_at_gates, c.name AS home"
        " FROM person p LEFT JOIN compound c ON c.id = p.compound_id"
        f" WHERE p.archived_at IS NULL AND {mine}",
        edges,
    )
    return {
        one["no"]: rules.Times(
            one["name"],
            held[one["no"]],
            presences[one["no"]],
            one["opens"],
            one["closes"],
            None if one["closed"] is None else date.fromisoformat(one["closed"]),
            one["home"],
            shut if one["held_at_gates"] else {},
            of_staff=one["kind"] in LIVE_IN_KINDS,
            has_pass=bool(one["has_pass"]),
            no_heavy_work=bool(one["no_heavy_work"]),
        )
        for one in sql.named(people)
    }


def candidates(conn: Reader, target: WorkView, role: Role) -> list[Candidate]:
    """Everybody who may take a role at a piece of work: who is at it already, then the free ones.

    Among the free those who fit the role come first, then those who live there, then those with
    least work around that time.
    """
    starts, ends = target.spans[role]
    settings = queries.settings(conn)
    known = times(conn, starts, ends)
    mine = {row.person_no: row for row in queries.of_work(conn, target.work, target.no)}
    found = []
    for person in everybody(conn, ", p.phone AS phone, p.search AS search"):
        no, own = person["no"], mine.get(person["no"])
        held, passed = known[no].held, () if own is None else (own.no,)
        stands = rules.concerns(target.duty(no, role), known[no], passed, settings)
        found.append(
            Candidate(
                **person,
                near=person["compound"] in target.compounds,
                fit=fitting(role, person["kind"], person["skills"], person["vehicle"]),
                minutes=rules.minutes_of(held, starts - AROUND / 2, ends + AROUND / 2),
                duty_no=None if own is None else own.no,
                role=None if own is None else own.role,
                to_ask=own is not None and bool(own.to_ask),
                concerns=tuple(stands),
                load=load(held, starts, settings),
            )
        )
    return sorted(found, key=_rank)


def everybody(conn: Reader, more: str = "") -> Iterator[dict[str, Any]]:
    """Everybody not archived, with what a worker tells of them but their time.

    Args:
        more: further columns of the person `p`, each behind a comma.
    """
    rows = conn.execute(
        "SELECT p.no AS no, p.name AS name, p.kind AS kind, p.post AS post,"
        f" {skills_of('p.id')} AS skills, p.vehicle AS vehicle, c.name AS compound{more}"
        " FROM person p LEFT JOIN compound c ON c.id = p.compound_id"
        " WHERE p.archived_at IS NULL ORDER BY p.no"
    )
    for one in sql.named(rows):
        yield {**one, "skills": sql.read_list(one["skills"])}


def _rank(person: Candidate) -> tuple[bool | int, ...]:
    return (
        person.duty_no is None,
        person.refused,
        person.absent,
        any(concern.by_hand for concern in person.concerns),
        len(person.concerns),
        not person.fit,
        not person.near,
        person.minutes,
        person.no,
    )


def workers(conn: Reader, starts: datetime, ends: datetime) -> list[Worker]:
    """Everybody not archived, with what is known of their time around a span."""
    known = times(conn, starts, ends)
    return [Worker(**person, times=known[person["no"]]) for person in everybody(conn)]


# -- swaps -----------------------------------------------------------------------------------------

_TIRED = frozenset({"rest_short", "load_over", "awake_long"})
_NAMED = 3
"""Names told of those who could take something."""


class Swap(NamedTuple):
    """How somebody could be spared two duties too near each other."""

    instead: tuple[str, ...]
    """Who could take the new duty, with nothing against it."""
    duty: DutyRow | None
    """The one they hold that is too near; None where it has begun or nobody can take it."""
    takers: tuple[str, ...]
    """Who could take that one."""


def swap_out(
    conn: Reader, given: DutyInput, now: datetime, ignore: Collection[int] = ()
) -> Swap | None:
    """Who else could take a duty, or the one too near it; None where nothing is too near.

    The people named are those with least work, who are fit and whom nothing speaks against.

    Args:
        ignore: numbers of duties not counted, as of the one that is being moved.
    """
    settings = queries.settings(conn)
    people = workers(conn, given.starts_at, given.ends_at)
    own = next((worker for worker in people if worker.no == given.person_no), None)
    if own is None:
        return None
    held = [duty for duty in own.times.held if duty.no not in ignore]
    own = own._replace(times=own.times._replace(held=held))
    stands = rules.concerns(given, own.times, (), settings)
    if any(c.refuses for c in stands) or not any(c.problem.code in _TIRED for c in stands):
        return None
    span = given.starts_at, given.ends_at
    new = Slot(
        given.work,
        given.work_no,
        None,
        given.role,
        *span,
        compounds=given.compounds,
        skill=given.skill,
    )
    near = _nearest(given, own, stands)

    def able(slot: Slot) -> tuple[str, ...]:
        free = [
            worker
            for worker in people
            if worker.no != own.no
            and qualified(slot, worker)
            and not against(slot, worker, (), settings)
        ]
        free.sort(
            key=lambda w: (
                load(w.times.held, slot.starts, settings).work_minutes,
                rules.minutes_of(w.times.held, slot.starts - AROUND / 2, slot.ends + AROUND / 2),
                w.no,
            )
        )
        return tuple(worker.name for worker in free[:_NAMED])

    takers: tuple[str, ...] = ()
    if near is not None and loaded(near.starts_at) > now:
        takers = able(near.slot(near.compounds))
    return Swap(able(new), near if takers else None, takers)


def _nearest(given: DutyInput, own: Worker, stands: Collection[rules.Concern]) -> DutyRow | None:
    """The duty too near: the one the rest is short to, else the nearest of the day around."""
    named = {concern.problem.params.get("duty") for concern in stands}
    work = [duty for duty in own.times.held if duty.work != Work.REST]
    told = next((duty for duty in work if duty.no in named), None)

    def gap(duty: DutyRow) -> timedelta:
        return max(given.starts_at - loaded(duty.ends_at), loaded(duty.starts_at) - given.ends_at)

    return told or min(work, key=gap, default=None)
