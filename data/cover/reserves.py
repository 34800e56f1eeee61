"""What stands behind the roster: the weakest hour ahead, whose duties nobody else could take."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from data.cover.queries import jobs, slots_of
from data.duties import candidates
from data.duties.queries import found_by
from data.sql import Reader
from data.work import kinds
from models.cover import reserves as rules
from models.cover.reserves import Reserve
from models.duties import DutyRow, RosterSettings, Work
from models.duties.load import is_long, is_over, load
from models.duties.workers import Worker
from models.times import LOCAL, stored

_HELD = f"""d.person_id IS NOT NULL AND d.starts_at < :last AND d.ends_at > :first
AND {kinds.ASKS}"""


class Hour(NamedTuple):
    """An hour and the people it lacks."""

    starts: datetime
    need: int
    short: int


def weakest_hour(
    conn: Reader, now: datetime, settings: RosterSettings, hours: int = 48
) -> Hour | None:
    """The hour ahead that lacks most people, the first of several; None where none lacks any."""
    first = now.astimezone(LOCAL).replace(minute=0, second=0, microsecond=0)
    last = first + timedelta(hours=hours)
    work = jobs(conn, now, last, settings)
    open_ones = slots_of(conn, work, now, last, settings)
    worst: Hour | None = None
    for at in range(hours):
        starts = max(now, first + timedelta(hours=at))
        ends = first + timedelta(hours=at + 1)
        short = sum(slot.starts < ends and starts < slot.ends for slot in open_ones)
        if short and (worst is None or short > worst.short):
            views = [job.view for job in work]
            need = sum(one.need for one in views if one.starts < ends and starts < one.ends)
            worst = Hour(first + timedelta(hours=at), max(need, short), short)
    return worst


def by_person(
    conn: Reader, now: datetime, settings: RosterSettings, hours: int = 48
) -> dict[int, Reserve]:
    """Load and duties nobody else could take, of everybody not archived, by number."""
    last = now + timedelta(hours=hours)
    workers = candidates.workers(conn, now, last)
    alone = _only_they(conn, now, last, workers)
    found = {}
    for worker in workers:
        one = load(worker.times.held, now, settings)
        tired = is_over(one, settings) or is_long(one, settings)
        found[worker.no] = Reserve(one, alone.get(worker.no, 0), tired)
    return found


def _only_they(
    conn: Reader, now: datetime, last: datetime, workers: list[Worker]
) -> dict[int, int]:
    held = found_by(conn, _HELD, {"first": stored(now), "last": stored(last)})
    wanted = {
        (view.work, view.no): view.skill
        for view in kinds.between(conn, now, last)
        if view.skill and view.no is not None
    }
    return rules.only_they(held, workers, _needed(held, workers, wanted))


def _needed(
    held: list[DutyRow], workers: list[Worker], wanted: dict[tuple[Work, int], str]
) -> dict[int, str]:
    """The skill a piece of work asks for by the duty of the only one there who has it."""
    skills = {worker.no: worker.skills for worker in workers}
    found = {}
    for at, skill in wanted.items():
        able = [
            duty
            for duty in held
            if (duty.work, duty.work_no) == at
            and any(skill in own for own in skills.get(duty.person_no or 0, ()))
        ]
        if len(able) == 1:
            found[able[0].no] = skill
    return found
