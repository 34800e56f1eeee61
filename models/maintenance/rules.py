"""Which copies are kept, and when the next is due. Pure: the moment is an argument.

The names of copies come from a clock that may have been wrong. So days are counted by the copies
there are, not by the calendar: a clock that leaps a year lets no more go than one day's passing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from models.maintenance import Copy, SecondPlace, Spare
from models.times import local_date

KEEP_DAYS = 15
"""Days with copies, today and two weeks before, of which the first and the newest copy are kept,
and each that was made for a reason; of older ones the newest of each week."""

KEEP_DAYS_APART = 60
"""As many days at the second place, where there is more room."""

KEEP_OF_TODAY = 12
"""Copies of the day that runs that are kept beside its first, the newest ones."""

AFTER_CHANGES = timedelta(minutes=30)
"""How long changes may be in no copy while there is a younger one than this."""

AWAY_LONG = timedelta(days=7)
"""How long the second place may be away before that is worth saying."""

LEAP = timedelta(days=7)
"""A copy made so much later than the one before it tells of a long break or of a wrong clock."""

DAILY, CHANGED, DAMAGED = "daily", "changed", "damaged"
"""Reasons of copies: the day's first, one after changes, and no copy at all but a file that could
not be read any more and was moved aside."""

DAMAGED_COPY = f"{DAMAGED}-copy"
"""The word in the name of a copy of a file that is damaged itself; no copy to rely on, either."""

_BY_ITSELF = (DAILY, CHANGED)


def past(copies: Iterable[Copy], now: datetime) -> list[Copy]:
    """The copies that do not come from the future, the oldest first."""
    return sorted(copy for copy in copies if copy.made <= now)


def made_today(copies: Iterable[Copy], now: datetime) -> list[Copy]:
    """The copies of the local day, the oldest first."""
    today = local_date(now)
    return [copy for copy in past(copies, now) if local_date(copy.made) == today]


def just_made(copies: Iterable[Copy], now: datetime) -> bool:
    """Whether a copy is so young that changes can wait for the next."""
    return any(now - copy.made < AFTER_CHANGES for copy in past(copies, now))


def long_away(second: SecondPlace, now: datetime) -> bool:
    """Whether the second place has not been there for so long that it is worth saying."""
    return now - (second.last or second.since) >= AWAY_LONG


def needs_somebody(second: SecondPlace, now: datetime) -> bool:
    """Whether somebody has to see to the second place: it takes nothing, or was away for long."""
    return second.trouble is not None or (not second.here and long_away(second, now))


def spare(copies: Sequence[Copy], now: datetime, days: int = KEEP_DAYS) -> list[Spare]:
    """The copies that may go, once another was made at this moment.

    Args:
        days: of how many days more than one a week is kept.
    """
    known = past(copies, now)
    if len(known) < 2 or known[-1].made - known[-2].made > LEAP:
        return []
    by_day = [list(of_day) for _day, of_day in groupby(known, lambda copy: local_date(copy.made))]
    found: list[Spare] = []
    for of_day in by_day[-days:]:
        found += _beside(of_day, _of_day(of_day, local_date(now) == local_date(of_day[0].made)))
    older = [copy for of_day in by_day[:-days] for copy in of_day]
    for _week, of_week in groupby(older, lambda copy: local_date(copy.made).isocalendar()[:2]):
        each = list(of_week)
        found += _beside(each, _newest(each))
    return found


def _of_day(copies: Sequence[Copy], runs: bool) -> Iterator[Copy]:
    yield copies[0]
    yield from _newest(copies)
    yield from (copy for copy in copies if copy.reason not in _BY_ITSELF)
    if runs:
        yield from copies[-KEEP_OF_TODAY:]


def _newest(copies: Sequence[Copy]) -> tuple[Copy, Copy]:
    """The newest by its name, and by what is in it: after a copy was taken back, or while the clock
    was wrong, these are two."""
    return copies[-1], max(copies, key=lambda copy: (copy.steps, copy.made))


def _beside(copies: Sequence[Copy], kept: Iterable[Copy]) -> list[Spare]:
    stay = set(kept)
    return [Spare(copy, copies[-1]) for copy in copies if copy not in stay]
