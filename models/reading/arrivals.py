"""When a delivery is announced to come: a date, part of the day or clock time, and how surely."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from models.reading.day_names import day_words, number_of, weekday_away
from models.reading.english_dates import clock_beside, dates_in
from models.reading.moments import PERIODS, hour_of
from models.reading.scan import Line
from models.reading.shapes import Field
from models.text import CHINESE_NUMERALS
from models.times import LOCAL, nearest_day

_N = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_DATE = re.compile(
    rf"(?:(20\d\d)\s*[年/.\-]\s*)?({_N})\s*(?:月\s*({_N})\s*[日号]?|[/.\-]({_N})(?![\d.]|\s*(?:[a-z%]|公斤|斤|升|克|元)))"
)
_DAY_OF_MONTH = re.compile(rf"(?<![\d月\-])({_N})[日号](?!楼|门|[\d])")
_CLOCK = re.compile(
    rf"({PERIODS})?\s*(?:({_N})(?:[:：](\d{{2}})|\s*[点时](?!间)(半|一刻|\d{{1,2}}分?)?)|({PERIODS}))"
)
_RANGE_END = re.compile(rf"\s*[-~—至到]\s*{_N}(?:[:：]\d{{2}}|[点时]半?)")
_ABOUT = re.compile(r"左右|大约|约|前后|大概|估计|预计|上下|之间|about|around")
_HALF_DAY = re.compile(r"(?<![\d:.])(1[0-2]|[1-9])(?:[:.]([0-5]\d))?\s?([ap])\.?m\b")
_REACH = 14
"""Characters between a date and the clock time that belongs to it."""


def take_arrival(line: Line, now: datetime) -> tuple[datetime | None, bool]:
    """Speak for the time of arrival.

    Returns:
        The aware moment, None when there is none, and whether it is a rough one. A clock time
        without a date is the next such; a date without a clock time is 08:00 and rough.
    """
    here = now.astimezone(LOCAL)
    if english := _in_english(line.rest, here):
        moment, start, end, about = english
        line.take(start, end, Field.HAPPENED)
        return moment, about
    found = _day(line.rest, here)
    day, start, end = found or (None, 0, 0)
    clock = _clock(line.rest, end) if found else _clock_anywhere(line.rest)
    if day is None and clock is None:
        return None, False
    hour, minute, rough = 8, 0, True
    if clock:
        hour, minute, rough, clock_start, clock_end = clock
        start, end = (start if found else clock_start), clock_end
    moment = _moment(day, hour, minute, here)
    behind = line.rest[end : end + 4]
    about = rough or bool(_ABOUT.search(line.rest[max(0, start - 4) : end] + behind))
    if ranged := _RANGE_END.match(line.rest, end):
        end, about = ranged.end(), True
    line.take(start, end, Field.HAPPENED)
    return moment, about


def _in_english(text: str, here: datetime) -> tuple[datetime, int, int, bool] | None:
    """The moment of a date such as `10 April 9am`, of `tomorrow 9.30 am` or of `9am` alone, where
    it stands, and whether it is a rough one."""
    days = [*dates_in(text, here.date())]
    if not days and (named := day_words(text, here)) and text[named[0]].isascii():
        days = [(named[0], named[1], here.date() + timedelta(days=named[2]))]
    if days:
        start, end, day = days[0]
        clock = clock_beside(text, start, end)
        if clock is None:
            return _moment(day, 8, 0, here), start, end, True
        start, end = min(start, clock.start), max(end, clock.end)
        about = bool(_ABOUT.search(text[max(0, start - 8) : end]))
        return _moment(day, clock.hour, clock.minute, here), start, end, about
    alone = _HALF_DAY.search(text)
    if alone is None:
        return None
    hour = int(alone[1]) % 12 + (12 if alone[3] == "p" else 0)
    about = bool(_ABOUT.search(text[max(0, alone.start() - 8) : alone.start()]))
    return _moment(None, hour, int(alone[2] or 0), here), alone.start(), alone.end(), about


def _moment(day: date | None, hour: int, minute: int, here: datetime) -> datetime:
    base = day or here.date()
    moment = datetime(base.year, base.month, base.day, hour, minute, tzinfo=LOCAL)
    return moment + timedelta(days=1) if day is None and moment < here else moment


def _day(text: str, here: datetime) -> tuple[date, int, int] | None:
    today = here.date()
    for hit in _DATE.finditer(text):
        day = _dated(hit[1], hit[2], hit[3] or hit[4], today)
        if day:
            return day, hit.start(), hit.end()
    named = day_words(text, here) or weekday_away(text, today)
    if named:
        start, end, days = named
        return today + timedelta(days=days), start, end
    if numbered := _DAY_OF_MONTH.search(text):
        number = number_of(numbered[1])
        for month in range(today.month, today.month + 2):
            day = _dated(None, str((month - 1) % 12 + 1), str(number), today)
            if day and day >= today - timedelta(days=3):
                return day, numbered.start(), numbered.end()
    return None


def _dated(year: str | None, month: str, day: str, today: date) -> date | None:
    said = int(year) if year else None
    return nearest_day(said, number_of(month), number_of(day), today)


def _clock(text: str, end: int) -> tuple[int, int, bool, int, int] | None:
    """Hour, minute, whether rough, start and end of the clock time just behind a date."""
    hit = _CLOCK.search(text, end, min(len(text), end + _REACH))
    return _read_clock(hit) if hit else None


def _clock_anywhere(text: str) -> tuple[int, int, bool, int, int] | None:
    clocks = (_read_clock(hit) for hit in _CLOCK.finditer(text) if hit[2])
    return next((clock for clock in clocks if clock), None)


def _read_clock(hit: re.Match[str]) -> tuple[int, int, bool, int, int] | None:
    if hit[5]:
        return hour_of(hit[5]), 0, True, hit.start(), hit.end()
    hour = number_of(hit[2])
    minute = int(hit[3] or 0)
    if hit[4]:
        minute = {"半": 30, "一刻": 15}.get(hit[4]) or int(re.sub(r"\D", "", hit[4]) or 0)
    if hour < 12 and hit[1] and hit[1][0] in "下傍晚夜":
        hour += 12
    if hour > 23 or minute > 59:
        return None
    return hour, minute, False, hit.start(), hit.end()
