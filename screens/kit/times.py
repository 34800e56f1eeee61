"""Moments and spans in words: as short as a list needs them, in the language spoken now."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.times import (
    CLOCKS_DIFFER,
    LOCAL,
    loaded,
    local_date,
    needs_year,
    short_date,
    whole_minutes,
)
from screens.i18n import _

_HOUR = 60
_DAY = 24 * _HOUR
_MANY_HOURS = 10
"""Hours from which on a column leaves the minutes out."""


def span(minutes: int) -> str:
    """A span in its two largest parts: `12 min`, `3 h 20`, `2 d 5 h`; a negative one likewise."""
    minutes = abs(minutes)
    if minutes < _HOUR:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < _DAY:
        hours, rest = divmod(minutes, _HOUR)
        if rest:
            return _("{hours} h {minutes:02}").format(hours=hours, minutes=rest)
        return _("{hours} h").format(hours=hours)
    days, rest = divmod(minutes, _DAY)
    if days < 10 and rest >= _HOUR:
        return _("{days} d {hours} h").format(days=days, hours=rest // _HOUR)
    return _("{days} d").format(days=days)


def short_span(minutes: int) -> str:
    """A span for columns, where what is long needs no small parts: `3 h 20`, `16 h`, `2 d`."""
    minutes = abs(minutes)
    if minutes >= _DAY:
        minutes -= minutes % _DAY
    elif minutes >= _MANY_HOURS * _HOUR:
        minutes -= minutes % _HOUR
    return span(minutes)


def rough_span(minutes: int) -> str:
    """A span in its largest part alone, for where there is no room for another: `3 h`, `2 d`."""
    minutes = abs(minutes)
    return span(minutes - minutes % (_DAY if minutes >= _DAY else _HOUR if minutes >= _HOUR else 1))


def not_begun(minutes: int) -> bool:
    """Whether a span until now cannot be: what it runs since was written while the clock was ahead,
    by more than two clocks differ."""
    return minutes < -whole_minutes(CLOCKS_DIFFER)


def since(minutes: int) -> str:
    """A span that runs until now, or that the clock was ahead when it began."""
    return _("the clock was ahead") if not_begun(minutes) else span(max(0, minutes))


def short_since(minutes: int) -> str:
    """The same for columns, see `short_span`; `clock?` for one that has not begun."""
    return _("clock?") if not_begun(minutes) else short_span(max(0, minutes))


def rough_since(minutes: int) -> str:
    """The same in its largest part, see `rough_span`."""
    return _("clock?") if not_begun(minutes) else rough_span(max(0, minutes))


def clock(moment: datetime | str, now: datetime) -> str:
    """A moment: `15:30` today, `tomorrow 09:00`, otherwise with its date, see `short_date`."""
    here, today = local(moment), local_date(now)
    time = f"{here:%H:%M}"
    if here.date() == today:
        return time
    if here.date() == today + timedelta(days=1):
        return _("tomorrow {time}").format(time=time)
    if here.date() == today - timedelta(days=1):
        return _("yesterday {time}").format(time=time)
    return f"{short_date(here.date(), today)} {time}"


def local(moment: datetime | str) -> datetime:
    """A moment on the local clock, also from its stored form."""
    return (loaded(moment) if isinstance(moment, str) else moment).astimezone(LOCAL)


def at(moment: datetime | str, day: date) -> str:
    """A moment: `09:00` on that calendar day, otherwise `04-10 05:30`, see `short_date`."""
    here = local(moment)
    time = f"{here:%H:%M}"
    return time if here.date() == day else f"{short_date(here.date(), day)} {time}"


def stamp(moment: datetime | str, now: datetime) -> str:
    """A moment in at most 11 cells, for columns: `15:30` today, otherwise with its date; one whose
    date needs its year is so far off that its time of day goes: `2023-04-10`."""
    here, today = local(moment).date(), local_date(now)
    return short_date(here, today) if needs_year(here, today) else at(moment, today)


def day(text: str, now: datetime) -> str:
    """A local date kept as `YYYY-MM-DD`: `today`, `tomorrow`, otherwise as `short_date`."""
    today = local_date(now)
    if text == today.isoformat():
        return _("today")
    if text == (today + timedelta(days=1)).isoformat():
        return _("tomorrow")
    return short_date(date.fromisoformat(text), today)
