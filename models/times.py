"""Times as the desk keeps and says them: aware datetimes, stored in UTC, read at +08:00."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

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


def parse_moment(text: str, now: datetime) -> datetime:
    """Read a time as people type it.

    Takes `2022-04-09T08:00+08:00`, `2022-04-09 08:00`, `2022-04-09`, `04-09 08:00`, `4月9日8:00`,
    `08:00` (of the day of `now`), `8点半`, and `昨天20:00`, `yesterday`, `明天`, `tomorrow 9:00`.
    A form without a zone is at +08:00.

    Raises:
        ValueError: when it is none of these, or in no year from 1900 to 2100.
    """
    raw = text.strip()
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        moment = _spoken(raw, now.astimezone(LOCAL))
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(raw)
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""Years of times that are typed; any other is a slip."""

_DATE = r"(?:(?:(?P<y>\d{4})[-/.年])?(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?号?)"
_CLOCK = r"(?P<h>\d{1,2})(?:[:：](?P<min>\d{2})|[点时](?:(?P<half>半)|(?P<min2>\d{1,2})分?)?)"
_NAMED = {
    "前天": -2, "昨天": -1, "yesterday": -1, "今天": 0, "today": 0,
    "明天": 1, "tomorrow": 1, "后天": 2,
}  # fmt: skip
"""Days by their names, in days from today."""
_SPOKEN = re.compile(
    rf"(?:{_DATE}|(?P<named>{'|'.join(_NAMED)}))?(?:\s*|(?<=\d)T(?=\d))(?:{_CLOCK})?", re.IGNORECASE
)


def _spoken(raw: str, here: datetime) -> datetime:
    match = _SPOKEN.fullmatch(raw)
    if not raw or not match:
        raise ValueError(raw)
    part = match.groupdict()
    day = here.date()
    if part["m"]:
        day = date(int(part["y"] or here.year), int(part["m"]), int(part["d"]))
    elif part["named"]:
        day += timedelta(days=_NAMED[part["named"].lower()])
    clock = time(0, 0)
    if part["h"]:
        minute = 30 if part["half"] else int(part["min"] or part["min2"] or 0)
        clock = time(int(part["h"]), minute)
    return datetime.combine(day, clock, LOCAL)


_LONG_PAST = timedelta(hours=12)
"""How long past a time of day must be for the next day's to be meant."""


def coming_moment(text: str, now: datetime) -> datetime:
    """When something is promised or feared for; a time of day alone, said late at night, may be
    past midnight.

    Raises:
        ValueError: when it is no time.
    """
    until = parse_moment(text, now)
    if now - until < _LONG_PAST:
        return until
    # A time that has its date stays the same whatever day it is read on.
    following = parse_moment(text, now + timedelta(days=1))
    return following if following - until == timedelta(days=1) else until


# -- spans and clocks ------------------------------------------------------------------------------

_MOST_MINUTES = 60 * 24 * 30
LONGEST_SPAN = timedelta(minutes=_MOST_MINUTES)
"""The longest span that can be set."""

_SPAN = re.compile(r"(\d{1,6}) ?(min|m|分钟?|h|hours?|小?时|小时|d|days?|天)?")
_UNITS = {"h": 60, "时": 60, "小": 60, "d": 24 * 60, "天": 24 * 60}
_TIME_OF_DAY = re.compile(r"(\d{1,2})[:：](\d{2})")


def read_span(text: str) -> timedelta | None:
    """A span of a minute to 30 days as typed: `90` minutes, `4h`, `4小时`, `2 days`; else None."""
    from models.text import fold  # telling a time needs none of it

    match = _SPAN.fullmatch(fold(text))
    if match is None:
        return None
    minutes = int(match[1]) * _UNITS.get((match[2] or "")[:1], 1)
    return timedelta(minutes=minutes) if 1 <= minutes <= _MOST_MINUTES else None


def whole_minutes(span: timedelta) -> int:
    """The minutes of a span."""
    return int(span.total_seconds() // 60)


def read_clock(text: str) -> time | None:
    """A time of day as typed, `9:00`; None for what is none."""
    match = _TIME_OF_DAY.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))
