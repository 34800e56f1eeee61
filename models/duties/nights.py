"""Duties at night: two nights running, and the rest before and after one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.duties import DutyInput, DutyRow, Work
from models.problems import Problem
from models.times import day_start, loaded, local_date

_NIGHT_ENDS = timedelta(hours=5)
"""Duties that touch the hours from midnight to this count as duties at night."""


def _nights(starts: datetime, ends: datetime) -> set[date]:
    """The local dates whose hours from midnight to five a span touches."""
    found = set()
    day = local_date(starts)
    while (midnight := day_start(day)) < ends:
        if starts < midnight + _NIGHT_ENDS:
            found.add(day)
        day += timedelta(days=1)
    return found


def nights_running(given: DutyInput, held: Iterable[DutyRow]) -> bool:
    """Whether somebody would work in two nights running."""
    if given.work is Work.REST:
        return False
    wanted = _nights(given.starts_at, given.ends_at)
    beside = {night + timedelta(days=step) for night in wanted for step in (-1, 1)} - wanted
    return bool(beside) and any(
        beside & _nights(loaded(duty.starts_at), loaded(duty.ends_at))
        for duty in held
        if duty.work != Work.REST
    )


def short_rest(given: DutyInput, held: Iterable[DutyRow], wanted: timedelta) -> Problem | None:
    """The shortest rest beside a duty at night that is shorter than it should be: `rest_short`."""
    if given.work is Work.REST:
        return None
    shortest: tuple[timedelta, datetime, datetime, int] | None = None
    for duty in held:
        if duty.work == Work.REST:
            continue
        starts, ends = loaded(duty.starts_at), loaded(duty.ends_at)
        if not (_nights(starts, ends) or _nights(given.starts_at, given.ends_at)):
            continue
        for before, after in ((ends, given.starts_at), (given.ends_at, starts)):
            gap = after - before
            if timedelta(0) <= gap < wanted and (shortest is None or gap < shortest[0]):
                shortest = (gap, before, after, duty.no)
    if shortest is None:
        return None
    gap, before, after, no = shortest
    hours = round(gap / timedelta(hours=1), 1)
    params = {"hours": f"{hours:g}", "ends": before, "starts": after, "duty": no}
    return Problem("rest_short", params)
