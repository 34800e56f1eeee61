"""Times still to come in free text: by when something has to be, and what somebody promised. Pure.

What has been is in `moments`: when a call came, and the days it names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from models.reading.clocks import CLOCK, ENGLISH_CLOCK, minute_of
from models.reading.day_names import number_of
from models.reading.durations import lowest_number
from models.reading.english_spans import ENGLISH_COUNT, english_span
from models.reading.moments import PERIODS, Day, bare_days
from models.reading.scan import plain
from models.text import CHINESE_NUMERALS
from models.times import LOCAL, nearest_day

_SPAN = re.compile(
    rf"(?:(?P<more>再过|再等|过)\s*)?(?P<count>\d{{1,3}}|半|[{CHINESE_NUMERALS}]{{1,3}})\s*个?"
    r"(?P<half>半)?(?P<unit>分钟|小时|钟头|刻钟|天)(?P<then>之?后|以后|之?内|以内|就?[到来送]|左右[到来送])?"
)
_ENGLISH_SPAN = re.compile(
    rf"\b(?:in|within) (?:about |around )?(?P<count>{ENGLISH_COUNT})\s*"
    r"(?P<unit>min|hour|hr|h\b|day|week)"
)
_NUMBERED = re.compile(
    r"(?<![\d月])(\d{1,2})[号日](?=\s*(?:[送来发给能可会配派办前]|之前|以前|中午|傍晚|夜|$))"
)
"""A day by its number alone, as who promises something says it: 13号送到."""
_WORK_ENDS = re.compile(
    r"下班|收工|\b(?:end of (?:the )?(?:(?:working )?day|work|business)|eod|close of business)\b"
)
_WORK_BEGINS = 8
_WORD_BEFORE = re.compile(r"\b(?P<word>by|before) (?:the |about |around )*$")
_WORK_DONE = 18
"""The hour at which work is over, by which what is promised for a day is asked after."""
_PROMISED = re.compile(r"[^\s\x00,，。不没无勿未]{0,6}?[送来到给派发解答回安配办]")
_PROMISES = re.compile(r"\b(?:will|comes?|coming|delivers?|sends?|brings?|calls?|arrives?)\b")
_DENIES = re.compile(r"\b(?:no|not|nobody|never|can't|cannot|won't|don't)\b")
_BEFORE = re.compile(r"\s*(?:之前|以前|前(?![客楼厢门面排间天后])|为止|截止)")
_PARTS = re.compile(rf"\s*(?P<period>{PERIODS})")
_BLANKS = re.compile(r"\s*")
_ENDS = {
    "早": 9,
    "晨": 9,
    "清": 8,
    "凌": 6,
    "上": 12,
    "中": 14,
    "下": 18,
    "傍": 19,
    "晚": 22,
    "夜": 24,
}
"""When a part of the day is over, in hours; by its first character."""
_NIGHT = ("晚", "夜", "半")
_ENGLISH_PARTS = {"morning": "上午", "afternoon": "下午", "evening": "晚上", "night": "晚上"}
_ENGLISH_PART = re.compile(rf" ?(?P<period>{'|'.join(_ENGLISH_PARTS)})\b")
_NEAR = re.compile(
    r"[\s的,，]*(?:morning|afternoon|evening|night)?[\s的,，]*(?:at|by|before|around|about)?\s*"
)
"""What may stand between a day and its time of day."""


class Coming(NamedTuple):
    """A moment still to come that a text names."""

    start: int
    end: int
    at: datetime
    is_deadline: bool
    """Whether something has to be before it."""


def deadline(text: str, said_at: datetime) -> Coming | None:
    """The first moment before which something has to be, `下午四点前`, `by 4pm`; None for none."""
    named = [one for one in coming(text, said_at) if one.is_deadline]
    return next(iter(named or _by_whole_day(plain(text), said_at)), None)


def coming(text: str, said_at: datetime) -> list[Coming]:
    """The moments after `said_at` that a text names by a time of day, by a part of a named day, or
    by how long it takes; in the order of the text.

    A time without a day is the next such: `四点` said at 07:42 is 16:00, `8点` is 08:00.
    """
    text = plain(text)
    days = _days(text, said_at)
    found = [*_by_clock(text, days, said_at), *_by_part(text, days, said_at)]
    found += [*_by_span(text, said_at), *_by_work(text, days, said_at)]
    return sorted(one for one in found if one.at > said_at)


def _by_clock(text: str, days: list[Day], said_at: datetime) -> Iterator[Coming]:
    for hit in CLOCK.finditer(text):
        day = _day_beside(text, hit, days)
        period = hit["period"] or (_part_of(text, day) if day else "")
        hour, vague = number_of(hit["hour"]), hit["minutes"] is None
        if vague and day is None and not period and hit["hour"] in ("一", "两", "二"):
            continue  # 好一点, 有两点
        at = _moment(day, hour, minute_of(hit), period, said_at)
        if at is not None:
            deadline = _BEFORE.match(text, hit.end()) is not None
            yield Coming(_start(hit, day), hit.end(), at, deadline)
    for hit in ENGLISH_CLOCK.finditer(text):
        said = hit.start("hour_b" if hit["hour"] is None else "hour")
        if any(day.start <= said < day.end for day in _around(days, said)):
            continue  # by 14 April
        day = _day_beside(text, hit, days)
        half, word = hit["half"] or "", hit["word"] or hit["word_b"]
        hour = int(hit["hour"] or hit["hour_b"])
        period = {"a": "上午", "p": "下午"}.get(half, _part_of(text, day) if day else "")
        hour = 0 if half == "a" and hour == 12 else hour
        minute = int(hit["minutes"] or hit["minutes_b"] or 0)
        at = _moment(day, hour, minute, period, said_at)
        if at is not None:
            named = day and _WORD_BEFORE.search(text, max(0, day.start - 16), day.start)
            is_deadline = word in ("before", "by") or named is not None
            yield Coming(_start(hit, day), hit.end(), at, is_deadline)


def _start(hit: re.Match[str], day: Day | None) -> int:
    return hit.start() if day is None else min(hit.start(), day.start)


def _day_beside(text: str, hit: re.Match[str], days: list[Day]) -> Day | None:
    """The day a time of day is of: named right before it, or right behind."""
    for day in _around(days, hit.start()):
        if day.end <= hit.start() and _NEAR.fullmatch(text, day.end, hit.start()):
            return day
        if day.start < hit.start() < day.end:
            return day  # 早 in 明早8点 is of both
        if hit.end() <= day.start and _BLANKS.fullmatch(text, hit.end(), day.start):
            return day
    return None


def _around(days: list[Day], at: int) -> list[Day]:
    """Of days in the order of the text those next to a place, so that a line of many is not gone
    through for each of them."""
    next_day = bisect_left(days, at, key=lambda day: day.start)
    return days[max(0, next_day - 2) : next_day + 2]


def _part_of(text: str, day: Day) -> str:
    """The part of a day that its name tells: 今晚, 明早, tonight; empty for none."""
    name = text[day.start : day.end]
    if part := _ENGLISH_PART.match(text, day.end):
        return _ENGLISH_PARTS[part["period"]]
    if name == "tonight":
        return "晚上"
    return next((part for part in ("晚", "夜", "早", "上午", "下午") if name.endswith(part)), "")


def _moment(
    day: Day | None, hour: int, minute: int, period: str, said_at: datetime
) -> datetime | None:
    """The moment a time of day means; None where there is none."""
    if hour > 24 or minute > 59:
        return None
    small = period[:1] in _NIGHT and (hour < 6 or hour == 12)
    if small:
        hour = 24 + hour % 12
    elif (hour < 12 and period[:1] in ("下", "傍", "晚", "夜", "半")) or (
        hour < 4 and period == "中午"
    ):
        hour += 12
    here = said_at.astimezone(LOCAL)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    of_day = timedelta(hours=hour, minutes=minute)
    if day is not None and (period or day.days):
        # Nobody promises 3 o'clock of tomorrow for the night unless they say so.
        later = timedelta(hours=12 if not period and 0 < hour < 7 else 0)
        return midnight + timedelta(days=day.days) + of_day + later
    halves = (0, 12) if not period and hour < 12 else (0,)
    meant = [midnight + of_day + timedelta(hours=half) for half in halves]
    if day is None:
        meant.append(midnight + of_day + timedelta(days=1))
    return next((at for at in meant if at > said_at), None)


def _by_part(text: str, days: list[Day], said_at: datetime) -> Iterator[Coming]:
    """A named day's part without a time of day: until it is over."""
    for day in days:
        part = _PARTS.match(text, day.end)
        period = part["period"] if part else _part_of(text, day)
        said = part or _ENGLISH_PART.match(text, day.end)
        end = said.end() if said else day.end
        beside = part.start() if part else _behind(text, end)
        if not period or CLOCK.match(text, beside):
            continue
        hours = timedelta(days=day.days, hours=_ENDS[period[0] if period != "半夜" else "夜"])
        here = said_at.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
        if not ENGLISH_CLOCK.match(text, _behind(text, end)):
            yield Coming(day.start, end, here + hours, _BEFORE.match(text, end) is not None)


def _behind(text: str, end: int) -> int:
    """Where the next word begins."""
    while end < len(text) and text[end] in " 的,，":
        end += 1
    return end


def _by_span(text: str, said_at: datetime) -> Iterator[Coming]:
    for hit in _SPAN.finditer(text):
        count = 0.5 if hit["count"] == "半" else lowest_number(hit["count"])
        if count is None or not (hit["more"] or hit["then"]):
            continue  # how long it took, not when it comes
        minutes = {"分钟": 1, "刻钟": 15, "天": 24 * 60}.get(hit["unit"], 60)
        span = timedelta(minutes=(count + (0.5 if hit["half"] else 0)) * minutes)
        yield Coming(hit.start(), hit.end(), said_at + span, False)
    for hit in _ENGLISH_SPAN.finditer(text):
        span = english_span(hit["count"], hit["unit"])
        yield Coming(hit.start(), hit.end(), said_at + span, False)


def _days(text: str, said_at: datetime) -> list[Day]:
    """The days a text names, by their number alone, too."""
    named = bare_days(text, said_at)
    taken = {at for day in named for at in range(day.start, day.end)}
    return sorted([*named, *(day for day in _numbered(text, said_at) if day.start not in taken)])


def _numbered(text: str, said_at: datetime) -> Iterator[Day]:
    """Days to come by their number, of this month or of the next one."""
    today = said_at.astimezone(LOCAL).date()
    for hit in _NUMBERED.finditer(text):
        for month in (today.replace(day=1), today.replace(day=1) + timedelta(days=32)):
            day = nearest_day(month.year, month.month, int(hit[1]), today)
            if day is not None and day >= today:
                yield Day(hit.start(), hit.end(), (day - today).days, None, 0)
                break


def _by_whole_day(text: str, said_at: datetime) -> Iterator[Coming]:
    """A day without a time of it before which something has to be, `14日之前`, `before 14 April`:
    until it begins; `by 14 April`: until its work does."""
    for day in _days(text, said_at):
        before = _BEFORE.match(text, day.end)
        word = _WORD_BEFORE.search(text, max(0, day.start - 16), day.start)
        if not before and not word:
            continue
        hour = _WORK_BEGINS if word and word["word"] == "by" else 0
        at = _of_day(day.days, said_at, hour)
        if at > said_at:
            yield Coming(day.start, before.end() if before else day.end, at, True)


def _by_work(text: str, days: list[Day], said_at: datetime) -> Iterator[Coming]:
    """The end of work, today's or of a day named beside it."""
    for hit in _WORK_ENDS.finditer(text):
        day = _day_beside(text, hit, days)
        at = _of_day(0 if day is None else day.days, said_at, _WORK_DONE)
        before = text.endswith(("by ", "by the ", "before ", "before the "), 0, hit.start())
        yield Coming(
            _start(hit, day), hit.end(), at, before or _BEFORE.match(text, hit.end()) is not None
        )


def _of_day(days: int, said_at: datetime, hour: int) -> datetime:
    here = said_at.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    return here + timedelta(days=days, hours=hour)


def _by_day(text: str, days: list[Day], said_at: datetime) -> Iterator[Coming]:
    """A day alone on which something is promised: until work is over; 前, until it begins."""
    for day in days:
        if day.days < 0 or not _is_promised(text, day):
            continue
        hour = 0 if _BEFORE.match(text, day.end) else _WORK_DONE
        yield Coming(day.start, day.end, _of_day(day.days, said_at, hour), False)


def _is_promised(text: str, day: Day) -> bool:
    """Whether something is said to come, or to be done, on a day."""
    if text[day.start].isascii() and not text[day.start].isdigit():
        return bool(_PROMISES.search(text)) and not _DENIES.search(text)
    return _PROMISED.match(text, day.end) is not None


def promise_in(text: str, said_at: datetime) -> datetime | None:
    """Until when something is promised by what somebody said: the last moment still to come that
    is named; None for none, and for a text that names what has been."""
    found = coming(text, said_at)
    if not found:
        plainly = plain(text)
        days = _days(plainly, said_at)
        found = [one for one in _by_day(plainly, days, said_at) if one.at > said_at]
    return max((one.at for one in found), default=None)
