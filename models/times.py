"""Times as the desk keeps and says them: aware datetimes, stored in UTC, read at +08:00."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.typed_times import Said

LOCAL = timezone(timedelta(hours=8), "+08:00")
"""China keeps one time and no summer time, so a fixed offset needs no zone data."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the clocks of two machines, or a watch on the wall, may run ahead."""

DATE_MISLEADS = timedelta(days=182)
"""How far from today a date without its year is taken for what it is: half a year."""

_BEYOND = "9999-12-31T16"
"""From here on a stored time is in a year at +08:00 that no calendar has."""

DUTY_DAY_TURNS = time(6, 0)
"""When one duty day ends and the next begins (a setting's default)."""


def stored(moment: datetime) -> str:
    """The stored form of an aware time: `2022-04-09T00:00:00Z`, whole seconds, sortable as text."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return _in_utc(moment, moment.fold)


@lru_cache(maxsize=64)
def _in_utc(moment: datetime, _fold: int) -> str:
    """The stored form of an aware time, which rules ask for anew for each record of a list; of two
    with the same hands, one before and one after a clock was put back, each has its own."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def loaded(text: str) -> datetime:
    """The aware UTC time of a stored form.

    Raises:
        ValueError: when the text is no such form, or too late a time to be told at +08:00.
    """
    if len(text) != 20 or text[10] != "T" or text[19] != "Z":
        raise ValueError(f"not a stored time: {text!r}")
    if text >= _BEYOND:
        raise ValueError(f"no time at {LOCAL}: {text!r}")
    return datetime.fromisoformat(text)


def legible(text: str | None) -> datetime | None:
    """The aware UTC time of a stored form; None for none, and for what damage left of one.

    For what has to be done whatever became of a time: a life is pushed for all the same.
    """
    with suppress(ValueError):
        return None if text is None else loaded(text)
    return None


def iso(moment: datetime) -> str:
    """ISO 8601 at +08:00 with whole seconds, as the listings print it."""
    return moment.astimezone(LOCAL).isoformat(timespec="seconds")


def dated(moment: datetime) -> str:
    """A moment with its year, as a sentence about the clock tells it: `2022-04-09 08:00`."""
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def needs_year(day: date, today: date) -> bool:
    """Whether a date without its year would be taken for another on a day; around New Year none
    is."""
    return abs(day - today) > DATE_MISLEADS


def short_date(day: date, today: date) -> str:
    """A date as short as it can be said on a day: `04-09`, `2023-04-09` where it needs its year."""
    return f"{day:%Y-%m-%d}" if needs_year(day, today) else f"{day:%m-%d}"


def came_ahead(moment: str, now: datetime) -> bool:
    """Whether what has happened is told, in stored form, to be still to come: the clock was ahead
    when it was written, by more than two clocks differ."""
    return moment > stored(now + CLOCKS_DIFFER)


def read_iso(text: str) -> datetime | None:
    """The aware moment of a text that `iso` wrote; None for any other."""
    if len(text) != 25 or not text.endswith(str(LOCAL)):
        return None
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return None


def local_date(moment: datetime) -> date:
    """The calendar day at +08:00."""
    return moment.astimezone(LOCAL).date()


def duty_day(moment: datetime) -> date:
    """The duty day a moment belongs to: before the turn it is still yesterday's."""
    here = moment.astimezone(LOCAL)
    return here.date() if here.time() >= DUTY_DAY_TURNS else here.date() - timedelta(days=1)


def day_start(day: date, at: time = time(0, 0)) -> datetime:
    """The aware moment of a local day's clock time."""
    return datetime.combine(day, at, LOCAL)


def on_day(moment: datetime, day: date) -> datetime:
    """The same hour and minute of the local clock on another local day."""
    return day_start(day, moment.astimezone(LOCAL).time())


def duty_day_bounds(day: date) -> tuple[datetime, datetime]:
    """When a duty day begins and ends."""
    starts = day_start(day, DUTY_DAY_TURNS)
    return starts, starts + timedelta(days=1)


def nearest_day(year: int | None, month: int, day: int, today: date) -> date | None:
    """The date of a year, without one that nearest to today; None where there is no such date."""
    years = (today.year - 1, today.year, today.year + 1) if year is None else (year,)
    found = []
    for one in years:
        with suppress(ValueError):
            found.append(date(one, month, day))
    return min(found, key=lambda found: abs(found - today), default=None)


def nearest_numbered(number: int, today: date) -> date | None:
    """The nearest day with a number in its month, over a month's and a year's end; None for
    none."""
    months = (today.replace(day=1) + timedelta(days=away) for away in (-1, 0, 32))
    days = (nearest_day(one.year, one.month, number, today) for one in months)
    return min((day for day in days if day), key=lambda day: abs(day - today), default=None)


def parse_moment(text: str, now: datetime) -> datetime:
    """Read a time as people type it, see `models.typed_times`.

    Takes `2022-04-09T08:00+08:00`, `04-09 08:00`, `4月9日8点半`, `9 April 18:00`, `08:00`, `9am`,
    `明早8点`, `tomorrow 8`, `今晚23点`, `+2h`, `半小时前`, and a day alone, which is its midnight.
    A time of day alone is of the day of `now`; after midnight, of the night that is nearest. A form
    without a zone is at +08:00.

    Raises:
        ValueError: when it is none of these, or in no year from 1900 to 2100.
        BrokenTable: what `models.word_tables` refuses.
    """
    said = _said(text, now)
    if said.small_hours and said.any_day:
        near = (said.at + timedelta(days=away) for away in (-1, 0, 1))
        return _in_a_year(min(near, key=lambda at: abs(at - now)))
    return _in_a_year(said.at)


FEARED_STILL = timedelta(hours=12)
"""How long past a time of day alone may be and still be today's, where harm is feared: what came
too late is told of at once, rather than believed to be a day off."""

PROMISED_STILL = timedelta(hours=3)
"""The same of a promise: it may be written down when its time has just gone by."""


def coming_moment(text: str, now: datetime, still: timedelta = FEARED_STILL) -> datetime:
    """When something is promised or feared for, as `parse_moment` reads it.

    A time of day alone may be tomorrow's, and a day alone is its working day's beginning, or the
    end of a day that has begun. Tomorrow without an hour, said before dawn by who has not slept
    yet, is the day that comes then: it is asked after a day too soon, never too late.

    Args:
        still: how long past a time of day alone may be and still be today's.

    Raises:
        ValueError, BrokenTable: as `parse_moment`.
    """
    said = _said(text, now)
    at = said.at - timedelta(days=1 if said.before_sleep else 0)
    if said.any_hour and at + _WORK_BEGINS > now:
        at += _WORK_BEGINS
    elif said.any_hour and now - at < timedelta(days=1):
        at += timedelta(hours=23, minutes=59)
    elif said.any_day and now - at >= (min(still, PROMISED_STILL) if said.small_hours else still):
        at += timedelta(days=1)
    return _in_a_year(at)


def counted_from(text: str, now: datetime, begins: datetime) -> datetime:
    """From when the end of what begins then is read: a time of day alone and a span from its
    beginning; a day that is named from now, as everywhere: `tomorrow 11am`.

    Raises:
        ValueError, BrokenTable: as `parse_moment`.
    """
    said = _said(text, begins)
    return begins if said.any_day or said.is_span else now


SLIPPED = timedelta(hours=6)
"""How far ahead a time of day alone may be and still be a slip, to be refused, rather than one of
the day before: `11:00` written at ten is hardly yesterday's, `23:00` written at one is."""


def past_moment(text: str, now: datetime, slipped: timedelta = SLIPPED) -> datetime:
    """When something happened, as `parse_moment` reads it; a time of day alone that is still to
    come was yesterday's.

    Args:
        slipped: how far ahead it may be and still be today's.

    Raises:
        ValueError, BrokenTable: as `parse_moment`.
    """
    said = _said(text, now)
    back = timedelta(days=1 if said.any_day and said.at > now + slipped else 0)
    return _in_a_year(said.at - back)


_WORK_BEGINS = timedelta(hours=8)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""Years of times that are typed; any other is a slip."""


def _said(text: str, now: datetime) -> Said:
    from models.typed_times import Said, read_typed  # telling a time needs none of it

    raw = text.strip()
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return read_typed(raw, now)
    whole_day = len(raw) <= _DAY_ALONE
    return Said(moment if moment.tzinfo else moment.replace(tzinfo=LOCAL), any_hour=whole_day)


_DAY_ALONE = len("2022-04-09")


def _in_a_year(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(moment)
    return moment


# -- spans and clocks ------------------------------------------------------------------------------


def whole_minutes(span: timedelta) -> int:
    """The minutes of a span."""
    return int(span.total_seconds() // 60)


def read_clock(text: str) -> time | None:
    """A time of day as typed, `9:00`, `9am`, `下午3点半`; None for what is none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    from models.typed_times import read_typed

    with suppress(ValueError):
        said = read_typed(text, _ANY_DAY)
        return said.at.time() if said.any_day and not said.any_hour else None
    return None


_ANY_DAY = datetime(2022, 4, 1, tzinfo=LOCAL)
