"""Places nobody fills and how well each piece of work is covered, read in plain SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from data import sql
from data.duties.queries import COMPOUNDS, found_by, hands_at, hands_json, hands_of, read_hands
from data.sql import Reader
from models.cover.rules import Gap, Hand, covered, lacking
from models.duties import Role, RosterSettings, Slot, Standing, Target, Work
from models.duties.rules import ROLES
from models.supplies import rules as supplies
from models.testing import rules as testing
from models.times import DUTY_DAY_TURNS, day_start, loaded, local_date, stored

_SESSIONS = f"""
SELECT t.no, t.starts_at, t.ends_at, t.site, {COMPOUNDS}, t.desks, t.skill,
  {hands_json(Work.SESSION)}
FROM test_session t WHERE t.state IN ('planned', 'running')
AND t.starts_at < :last AND t.ends_at > :first ORDER BY t.starts_at, t.no"""

_DROPS = f"""
SELECT t.no, t.eta, c.name, t.hands_needed, {hands_json(Work.DROP)}
FROM supply_drop t JOIN compound c ON c.id = t.compound_id
WHERE t.state IN ('planned', 'unloaded') AND t.eta < :last AND t.eta > :before
ORDER BY t.eta, t.no"""

_NEAR = sql.listed(
    "DISTINCT c.name",
    "FROM errand_line l JOIN request r ON r.id = l.request_id"
    " JOIN household h ON h.id = r.household_id JOIN building b ON b.id = h.building_id"
    " JOIN compound c ON c.id = b.compound_id WHERE l.errand_id = t.id",
)

_ERRANDS = f"""
SELECT t.no, t.leaves_at, t.returns_at, t.medicine, t.place, {_NEAR}, {hands_json(Work.ERRAND)}
FROM errand t WHERE t.state = 'open' AND t.leaves_at < :last AND t.returns_at > :first
ORDER BY t.leaves_at, t.no"""

_OPEN = """d.person_id IS NULL AND d.starts_at < :last AND d.ends_at > :first
AND coalesce(t.state, s.state, '') NOT IN ('cancelled', 'done')
AND coalesce(r.state, '') <> 'closed' AND coalesce(e.state, 'open') = 'open'
AND d.work <> 'rest'"""

_COMPOUND_OF_REQUEST = """
SELECT c.name FROM request r JOIN household h ON h.id = r.household_id
JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id WHERE r.no = ?"""


class Job(NamedTuple):
    """A piece of work with what it needs and who is at it."""

    work: Work
    no: int | None
    """None for standing work."""
    where: str
    compounds: tuple[str, ...]
    needs: Mapping[Role, int]
    spans: Mapping[Role, tuple[datetime, datetime]]
    hands: Sequence[Hand]
    skill: str = ""

    @property
    def starts(self) -> datetime:
        """When the first of its people is needed."""
        return min(starts for starts, _ends in self.spans.values())

    @property
    def ends(self) -> datetime:
        """When the last of its people is free."""
        return max(ends for _starts, ends in self.spans.values())

    @property
    def need(self) -> int:
        """How many people it takes."""
        return sum(self.needs.values()) + bool(self.skill and self.needs)


class CoverRow(NamedTuple):
    """How well a piece of work is covered."""

    work: Work
    no: int | None
    where: str
    starts: datetime
    ends: datetime
    have: int
    need: int
    short: int
    gaps: Mapping[tuple[Role, str], int]
    """Places nobody fills by role and the skill asked for, empty for none."""
    people: tuple[str, ...]
    times: tuple[tuple[datetime, datetime], ...] = ()
    """From when until when somebody lacks, by time; several may lack at once."""


# -- what is needed --------------------------------------------------------------------------------


def jobs(conn: Reader, starts: datetime, ends: datetime, settings: RosterSettings) -> list[Job]:
    """The work that needs people and shares time with a span, by time; done work needs nobody."""
    span = {
        "first": stored(starts),
        "last": stored(ends),
        "before": stored(starts - supplies.HANDING_OUT),
    }
    found = [
        *_sessions(conn, span),
        *_drops(conn, span),
        *_errands(conn, span),
        *standing_jobs(conn, starts, ends, settings),
    ]
    return sorted(found, key=lambda job: (job.starts, job.no or 0, list(Work).index(job.work)))


def _sessions(conn: Reader, span: Mapping[str, str]) -> Iterator[Job]:
    for no, begins, ends, site, names, desks, skill, hands in conn.execute(_SESSIONS, span):
        compounds = sql.read_list(names)
        times = loaded(begins), loaded(ends)
        yield Job(
            Work.SESSION,
            no,
            testing.called(site, compounds),
            compounds,
            testing.needs(desks),
            dict.fromkeys(testing.needs(desks), times),
            read_hands(hands),
            skill,
        )


def _drops(conn: Reader, span: Mapping[str, str]) -> Iterator[Job]:
    for no, eta, compound, needed, hands in conn.execute(_DROPS, span):
        spans = {role: supplies.duty_span(loaded(eta), role) for role in ROLES[Work.DROP]}
        needs = supplies.needs(needed)
        yield Job(Work.DROP, no, compound, (compound,), needs, spans, read_hands(hands))


def _errands(conn: Reader, span: Mapping[str, str]) -> Iterator[Job]:
    for no, leaves, returns, medicine, place, names, hands in conn.execute(_ERRANDS, span):
        spans = dict.fromkeys(ROLES[Work.ERRAND], (loaded(leaves), loaded(returns)))
        where = " ".join(part for part in (medicine, place) if part)
        compounds = sql.read_list(names)
        yield Job(Work.ERRAND, no, where, compounds, {Role.HAND: 1}, spans, read_hands(hands))


def standing_jobs(
    conn: Reader, starts: datetime, ends: datetime, settings: RosterSettings
) -> Iterator[Job]:
    """Standing work of the days that a span touches, as long as it shares time with it."""
    for one in settings.standing:
        hands = hands_at(conn, one.work, starts - timedelta(days=1), ends + timedelta(days=1))
        day = local_date(starts) - timedelta(days=1)
        while day_start(day) < ends:
            first, last = _times(one, day)
            if first < ends and starts < last:
                here = [hand for hand in hands if hand.starts < last and first < hand.ends]
                spans = {Role.HAND: (first, last)}
                yield Job(one.work, None, "", (), {Role.HAND: one.people}, spans, here)
            day += timedelta(days=1)


def _times(one: Standing, day: date) -> tuple[datetime, datetime]:
    """When standing work of a local day begins and ends."""
    later = day if one.ends > one.starts else day + timedelta(days=1)
    return day_start(day, one.starts), day_start(later, one.ends)


# -- what lacks ------------------------------------------------------------------------------------


def slots(conn: Reader, starts: datetime, ends: datetime, settings: RosterSettings) -> list[Slot]:
    """Every place nobody fills that shares time with a span, by time.

    Open duties are places; beside them work lacks what neither people nor open duties fill. People
    absent or locked in when it begins fill nothing. Long stretches of standing work come in
    shifts, cut at full hours.
    """
    return slots_of(conn, jobs(conn, starts, ends, settings), starts, ends, settings)


def slots_of(
    conn: Reader,
    work: Sequence[Job],
    starts: datetime,
    ends: datetime,
    settings: RosterSettings,
) -> list[Slot]:
    """As `slots`, for work that was read already."""
    found = _open(conn, starts, ends)
    for job in work:
        for gap in lacking(job.needs, job.spans, job.hands, job.skill):
            found.extend(_slot(job, part) for part in _shifts(gap, job, settings.shift))
    found = [slot for slot in found if slot.starts < ends and starts < slot.ends]
    works, roles = list(Work), list(Role)
    return sorted(
        found,
        key=lambda slot: (
            slot.starts,
            works.index(slot.work),
            slot.no or 0,
            roles.index(slot.role),
            slot.duty_no or 0,
        ),
    )


def _open(conn: Reader, starts: datetime, ends: datetime) -> list[Slot]:
    """The open duties as places."""
    rows = found_by(conn, _OPEN, {"first": stored(starts), "last": stored(ends)})
    near: dict[tuple[Work, int | None], tuple[str, ...]] = {}
    found = []
    for row in rows:
        work = Work(row.work)
        numbers = (row.session_no, row.drop_no, row.request_no, row.errand_no)
        no = next((number for number in numbers if number is not None), None)
        if (work, no) not in near:
            near[work, no] = _compounds(conn, work, no)
        found.append(
            Slot(
                work,
                no,
                row.no,
                Role(row.role),
                loaded(row.starts_at),
                loaded(row.ends_at),
                row.where,
                near[work, no],
                row.skill,
            )
        )
    return found


def _compounds(conn: Reader, work: Work, no: int | None) -> tuple[str, ...]:
    if no is None:
        return ()
    sql = {
        Work.SESSION: "SELECT c.name FROM session_compound k JOIN compound c"
        " ON c.id = k.compound_id JOIN test_session t ON t.id = k.session_id WHERE t.no = ?"
        " ORDER BY k.position",
        Work.DROP: "SELECT c.name FROM supply_drop t JOIN compound c ON c.id = t.compound_id"
        " WHERE t.no = ?",
        Work.REQUEST: _COMPOUND_OF_REQUEST,
        Work.GUIDE: _COMPOUND_OF_REQUEST,
    }.get(work)
    return () if sql is None else tuple(name for (name,) in conn.execute(sql, (no,)))


def _slot(job: Job, gap: Gap) -> Slot:
    role = gap.role if gap.role in ROLES[job.work] else ROLES[job.work][0]
    starts, ends = job.spans.get(role, (gap.starts, gap.ends))
    if (gap.starts, gap.ends) != (job.starts, job.ends):
        starts, ends = gap.starts, gap.ends
    return Slot(job.work, job.no, None, role, starts, ends, job.where, job.compounds, gap.skill)


def _shifts(gap: Gap, job: Job, longest: timedelta) -> Iterator[Gap]:
    """A gap of standing work in stretches of like length, none much over the longest."""
    count = 1 if job.no is not None else -(-(gap.ends - gap.starts) // longest)
    each = (gap.ends - gap.starts) / count
    turns = [gap.starts, *(_full_hour(gap.starts + each * at) for at in range(1, count)), gap.ends]
    for starts, ends in pairwise(turns):
        if starts < ends:
            yield gap._replace(starts=starts, ends=ends)


def _full_hour(moment: datetime) -> datetime:
    """The nearest full hour."""
    later = moment + timedelta(minutes=30)
    return later.replace(minute=0, second=0, microsecond=0)


# -- how well it is covered ------------------------------------------------------------------------


def day_cover(conn: Reader, day: date, settings: RosterSettings) -> list[CoverRow]:
    """How well each piece of work of a duty day is covered, by time."""
    starts = day_start(day, DUTY_DAY_TURNS)
    return [cover_row(job) for job in jobs(conn, starts, starts + timedelta(days=1), settings)]


def cover_of(conn: Reader, target: Target) -> CoverRow:
    """How well one session, drop or errand is covered, whatever its state."""
    return cover_row(
        Job(
            target.work,
            target.no,
            target.name,
            target.compounds,
            target.needs,
            target.spans,
            hands_of(conn, target.work, target.no),
            target.skill,
        )
    )


def cover_row(job: Job) -> CoverRow:
    """How well one piece of work is covered."""
    found = covered(job.needs, job.spans, job.hands, job.skill)
    open_ones = Counter((Role(hand.role), hand.skill) for hand in job.hands if not hand.name)
    left = lacking(job.needs, job.spans, job.hands, job.skill)
    gaps = Counter((gap.role, gap.skill) for gap in left)
    times = {(gap.starts, gap.ends) for gap in left}
    times |= {(hand.starts, hand.ends) for hand in job.hands if not hand.name}
    people = dict.fromkeys(hand.name for hand in job.hands if hand.name and hand.comes)
    return CoverRow(
        job.work,
        job.no,
        job.where,
        job.starts,
        job.ends,
        found.have,
        found.need,
        found.short,
        dict(open_ones + gaps),
        tuple(people),
        tuple(sorted(times)) if found.need else (),
    )
