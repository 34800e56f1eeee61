"""Places nobody fills and how well each piece of work is covered, read in plain SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from data.duties.queries import assignments_at, assignments_by_work, assignments_of, found_by
from data.sql import Reader
from data.work import kinds
from models.cover.rules import Assignment, Gap, covered, lacking
from models.duties import Role, RosterSettings, Slot, Standing, Work, WorkView
from models.times import day_start, duty_day_bounds, local_date, stored

_OPEN = f"""d.person_id IS NULL AND d.starts_at < :last AND d.ends_at > :first
AND {kinds.ASKS}"""


class Job(NamedTuple):
    """A piece of work with who is at it."""

    view: WorkView
    people: Sequence[Assignment]


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
    to_ask: tuple[str, ...] = ()
    """Who stands for a place outside their hours and has yet to be asked."""


# -- what is needed --------------------------------------------------------------------------------


def jobs(conn: Reader, starts: datetime, ends: datetime, settings: RosterSettings) -> list[Job]:
    """The work that needs people and shares time with a span, by time; done work needs nobody."""
    found = list(kinds.between(conn, starts, ends))
    people = assignments_by_work(conn, found)
    jobs = [Job(view, people[view.work, view.no]) for view in found]
    jobs += standing_jobs(conn, starts, ends, settings)
    order = list(Work)
    return sorted(
        jobs, key=lambda job: (job.view.starts, job.view.no or 0, order.index(job.view.work))
    )


def standing_jobs(
    conn: Reader, starts: datetime, ends: datetime, settings: RosterSettings
) -> Iterator[Job]:
    """Standing work of the days that a span touches, as long as it shares time with it."""
    for one in settings.standing:
        near = starts - timedelta(days=1), ends + timedelta(days=1)
        people = assignments_at(conn, one.work, *near)
        day = local_date(starts) - timedelta(days=1)
        while day_start(day) < ends:
            first, last = _times(one, day)
            if first < ends and starts < last:
                here = [each for each in people if each.starts < last and first < each.ends]
                needs, spans = {Role.HAND: one.people}, {Role.HAND: (first, last)}
                yield Job(WorkView(one.work, None, "", needs, spans), here)
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
        view = job.view
        for gap in lacking(view.needs, view.spans, job.people, view.skill):
            found.extend(_slot(view, part) for part in _shifts(gap, view, settings.shift))
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
        at = work, no = Work(row.work), row.work_no
        if at not in near:
            near[at] = () if no is None else kinds.one(conn, work, no).compounds
        found.append(row.slot(near[at]))
    return found


def _slot(view: WorkView, gap: Gap) -> Slot:
    role = gap.role if gap.role in view.spans else next(iter(view.spans))
    starts, ends = view.spans.get(role, (gap.starts, gap.ends))
    if (gap.starts, gap.ends) != (view.starts, view.ends):
        starts, ends = gap.starts, gap.ends
    return Slot(view.work, view.no, None, role, starts, ends, view.name, view.compounds, gap.skill)


def _shifts(gap: Gap, view: WorkView, longest: timedelta) -> Iterator[Gap]:
    """A gap of standing work in stretches of like length, none much over the longest."""
    count = 1 if view.no is not None else -(-(gap.ends - gap.starts) // longest)
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
    return [cover_row(job) for job in jobs(conn, *duty_day_bounds(day), settings)]


def cover_of(conn: Reader, target: WorkView) -> CoverRow:
    """How well one piece of work is covered, whatever its state."""
    assert target.no is not None, "standing work has no record"
    return cover_row(Job(target, assignments_of(conn, target.work, target.no)))


def cover_row(job: Job) -> CoverRow:
    """How well one piece of work is covered."""
    view = job.view
    found = covered(view.needs, view.spans, job.people, view.skill)
    open_ones = Counter((Role(one.role), one.skill) for one in job.people if not one.name)
    left = lacking(view.needs, view.spans, job.people, view.skill)
    gaps = Counter((gap.role, gap.skill) for gap in left)
    times = {(gap.starts, gap.ends) for gap in left}
    times |= {(one.starts, one.ends) for one in job.people if not one.covers}
    people = dict.fromkeys(one.name for one in job.people if one.name and one.comes)
    to_ask = dict.fromkeys(one.name for one in job.people if one.name and one.to_ask)
    return CoverRow(
        view.work,
        view.no,
        view.name,
        view.starts,
        view.ends,
        found.have,
        found.need,
        found.short,
        dict(open_ones + gaps),
        tuple(people),
        tuple(sorted(times)) if found.need else (),
        tuple(to_ask),
    )
