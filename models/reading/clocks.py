"""Times of day that a text says without a day, which are of today or of the night to come. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.reading.day_names import number_of
from models.reading.english_dates import tells_what_has_been
from models.reading.moments import PERIODS, Day
from models.reading.scan import clause_around
from models.text import CHINESE_NUMERALS
from models.times import FEARED_STILL, LOCAL, PROMISED_STILL

_N = rf"\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}}"
CLOCK = re.compile(
    rf"(?:(?P<period>{PERIODS})\s{{0,3}})?(?<!\d)(?P<hour>{_N})"
    rf"(?:[点时](?![间心菜滴药名候段])钟?(?P<half>半|一刻|三刻)?(?:(?P<minute>{_N})分?)?"
    r"|[:：](?P<minutes>\d{2}))(?!\d)"
)
ENGLISH_CLOCK = re.compile(
    r"(?:(?P<word>\b(?:before|by|at|around|about|until|till)) )?(?<![\d.:])(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minutes>\d{2}))?\s*(?P<half>[ap])\.?m\b\.?"
    r"|(?P<word_b>\b(?:before|by|at)) (?P<hour_b>\d{1,2})(?::(?P<minutes_b>\d{2}))?"
    r"(?![\d:]|\s*(?:[ap]\.?m\b|[a-z]*(?:min|hour|day|week|people|o\b|/|-|%)))"
)
_NOON = re.compile(r"\b(?:noon|midday|(?P<midnight>midnight))\b")
_PART_UNTIL = re.compile(
    rf"(?<=到)(?>天亮|{PERIODS})(?!\s*(?:\d|[{CHINESE_NUMERALS}]{{1,3}}[点时]))"
)
_BEGIN = {
    part: timedelta(hours=hour)
    for part, hour in zip(
        "凌清天早晨上中下傍晚夜半", (3, 6, 6, 8, 8, 9, 12, 14, 18, 19, 22, 24), strict=True
    )
}
"""When parts of a day begin, by their first characters."""
_LATE = ("下", "傍", "晚", "夜", "半")
"""First characters of parts of the day after noon."""
_NIGHT = ("晚", "夜", "半")
_DAWN = 6
_DAY = timedelta(days=1)


def minute_of(hit: re.Match[str]) -> int:
    """The minute of the hour that a hit of `CLOCK` says."""
    quarter = {"半": 30, "一刻": 15, "三刻": 45}.get(hit["half"] or "")
    return quarter or number_of(hit["minute"] or hit["minutes"] or "0")


def clocks_alone(text: str, said_at: datetime, named: list[Day]) -> list[Day]:
    """The times of day in plain text whose clause names no day, each with the day it is of, in the
    order of the text.

    One that has gone by within `FEARED_STILL` is still today's: it was missed, or came too late.

    Args:
        named: the days the text names, in its order.
    """
    found, days = [], [day.start for day in named]
    for start, end, hour, minute, halves in sorted([*_chinese(text), *_english(text)]):
        begins, ends = clause_around(text, start, end)
        if minute > 59 or bisect_left(days, begins) < bisect_left(days, ends):
            continue
        of_day = timedelta(hours=hour, minutes=minute)
        found.append(_of_its_day(start, end, of_day, halves, said_at))
    return found


_Clock = tuple[int, int, int, int, bool]
"""Start, end, hour, minute, and whether the hour may be of either half of the day."""


def parts_until(text: str, said_at: datetime) -> list[Day]:
    """The parts of a day without an hour that something lasts until, 撑到中午, each with the day it
    is of, in the order of plain text."""
    return [
        _of_its_day(hit.start(), hit.end(), _BEGIN[hit.group()[0]], False, said_at)
        for hit in _PART_UNTIL.finditer(text)
    ]


def _chinese(text: str) -> Iterator[_Clock]:
    for hit in CLOCK.finditer(text):
        period, vague = (hit["period"] or "")[:1], hit["minutes"] is None
        if vague and not period and hit["hour"] in ("一", "两", "二"):
            continue  # 好一点, 有两点
        hour = number_of(hit["hour"])
        if hour > 24:
            continue
        if period in _NIGHT and (hour < _DAWN or hour == 12):
            hour = 24 + hour % 12
        elif (period in _LATE and hour < 12) or (period == "中" and hour < 4):
            hour += 12
        yield hit.start(), hit.end(), hour, minute_of(hit), not period and 0 < hour < 12


def _english(text: str) -> Iterator[_Clock]:
    for hit in ENGLISH_CLOCK.finditer(text):
        if hit["half"] and int(hit["hour"]) <= 12 and not tells_what_has_been(text, *hit.span()):
            hour = int(hit["hour"]) % 12 + (12 if hit["half"] == "p" else 0)
            yield hit.start("hour"), hit.end(), hour or 24, int(hit["minutes"] or 0), False
    for hit in _NOON.finditer(text):
        if not tells_what_has_been(text, *hit.span()):
            yield hit.start(), hit.end(), 24 if hit["midnight"] else 12, 0, False


def _of_its_day(start: int, end: int, of_day: timedelta, halves: bool, said_at: datetime) -> Day:
    here = said_at.astimezone(LOCAL)
    since = timedelta(hours=here.hour, minutes=here.minute)
    if halves and since - of_day > PROMISED_STILL:
        of_day += timedelta(hours=12)
    still = PROMISED_STILL if of_day < timedelta(hours=_DAWN) else FEARED_STILL
    if since - of_day >= still:
        of_day += _DAY
    elif of_day - since > _DAY:
        of_day -= _DAY
    minutes = of_day.seconds // 60
    return Day(start, end, of_day.days, minutes // 60, minutes % 60)
