"""Days and clock times in free text: when it happened, when something is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.reading.day_names import (
    WEEKDAY,
    days_named_in,
    number_of,
    said_before_sleep,
    until_weekday,
)
from models.reading.english_dates import clock_beside, dates_in, days_by_word
from models.reading.scan import Line
from models.reading.shapes import Field
from models.text import CHINESE_NUMERALS
from models.times import LOCAL, nearest_day, nearest_numbered

_N = rf"(\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_EDGE = r"[\s\[(【<*#·\-]*"
_DATE = r"(?:(?:(20\d\d)[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?[\s,，]*)?"
PERIODS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|夜|晚|早|晨"
_LOGGED = re.compile(rf"{_EDGE}{_DATE}(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?(?!\d)[\])】>\s]*")
_TOLD = re.compile(
    rf"{_EDGE}(?:(前天|昨天|昨日|昨|今天|今日|今)({PERIODS})?|({PERIODS}))\s*{_N}[点时:](半|一刻|\d{{1,2}}分?)?"
)
_BARE_CLOCK = re.compile(rf"{_EDGE}{_N}点(半|一刻|\d{{1,2}}分?)?(?=\s|来电|打来|接到|左右)")
_A_HABIT = re.compile(r"[^\s\x00,，。]{0,5}(?:还在|总是|老是|天天|每天|经常)")
_STILL_TO_COME = re.compile(
    r"(?:之前|以前|[之以]?后(?![天门面客楼])|前(?![客楼厢门面排间天后])|为止|截止|要(?!求)|得(?!知)|必须|需要|预约|去(?![世了过]))"
)
"""Right behind a time of day: it is one by which something has to be, or is planned."""
_PLANNED = re.compile(
    r"[的做]?(?:透析|血透|腹透|化疗|放疗|产检|复诊|复查|手术|开刀|演习|演练)(?!病人|患者)"
)
"""Right behind one that is said, 下午2点透析: it is that of the treatment. A clock of figures,
14:00 透析, is that of a call noted in a list."""
_BACK = {"前": 2, "昨": 1, "今": 0}

_DATED = re.compile(
    r"(?<!\d)(?:(\d{1,2})月(\d{1,2})[日号]|(\d{1,2})号(?=上午|下午|早|晚|要|去|到))"
)
_CLOCK = re.compile(rf"\s*({PERIODS})?\s*(?:{_N}[点:](半|\d{{1,2}})?)?")
_HOURS = {
    "早": 8,
    "晨": 8,
    "清": 6,
    "上": 9,
    "中": 12,
    "下": 14,
    "傍": 18,
    "晚": 19,
    "夜": 22,
    "凌": 3,
}

_LAST_WEEK = ("上", "上个")
"""Right before a weekday: the one of the week before."""

_WORK_BEGINS = 8
"""The hour a day is meant from where no time of it is said."""


class Day(NamedTuple):
    """A day named in the text, as days from the day the line was said."""

    start: int
    end: int
    days: int
    hour: int | None
    minute: int


def take_happened(line: Line, now: datetime) -> datetime | None:
    """Speak for the time a line begins with; the latest such moment that is not after now.

    A time by which something has to be done, or for which it is planned, is not that of the call:
    `下午四点前要到医院`. A plan counts as one only where its time is still to come that day.
    """
    here = now.astimezone(LOCAL)
    logged = _LOGGED.match(line.rest)
    told = _TOLD.match(line.rest)
    bare = _BARE_CLOCK.match(line.rest)
    moment, found = None, logged or told or bare
    if found and not logged and _A_HABIT.match(line.rest, found.end()):
        return None
    if logged:
        moment = _logged_at(logged, here)
    elif told:
        moment = _told_at(told, here)
    elif bare:
        hour = number_of(bare[1])
        moment = _latest(here, hour, _minute(bare[2]))
        if hour < 12 and (later := _latest(here, hour + 12, _minute(bare[2]))):
            moment = max(later, moment) if moment else later
    if found and moment and _is_to_come(line.rest, found, moment, here):
        return None
    if found and moment:
        line.take(found.start(), len(found.group().rstrip()) + found.start(), Field.HAPPENED)
    return moment


def names_day(line: Line) -> bool:
    """Whether the time a line begins with has its day."""
    logged, told = _LOGGED.match(line.rest), _TOLD.match(line.rest)
    return bool(logged[2] if logged else told and told[1])


def _is_to_come(text: str, found: re.Match[str], moment: datetime, here: datetime) -> bool:
    end = len(found.group().rstrip()) + found.start()
    said = "点" in found.group()
    behind = _STILL_TO_COME.match(text, end) or (_PLANNED.match(text, end) if said else None)
    if behind is None:
        return False
    return behind.group()[0] in "之以前后为截的" or moment.date() < here.date()


def _logged_at(found: re.Match[str], here: datetime) -> datetime | None:
    hour, minute = int(found[4]), int(found[5])
    if not found[2]:
        return _latest(here, hour, minute)
    for year in [int(found[1])] if found[1] else [here.year, here.year - 1]:
        try:
            moment = datetime(year, int(found[2]), int(found[3]), hour, minute, tzinfo=LOCAL)
        except ValueError:
            continue
        if moment <= here + _CLOCKS_APART:
            return min(moment, here)
    return None


def _told_at(found: re.Match[str], here: datetime) -> datetime | None:
    period = found[2] or found[3] or ""
    hour, minute = number_of(found[4]), _minute(found[5])
    night = period[:1] in ("晚", "夜") or period == "半夜"
    small_hours = night and (hour < 6 or hour == 12)
    if hour < 12 and (period in ("下午", "傍晚") or (night and not small_hours)):
        hour += 12
    if small_hours:
        hour %= 12
    if hour > 23:
        return None
    if not found[1]:
        return _latest(here, hour, minute)
    back = _BACK[found[1][0]] - (1 if small_hours and found[1][0] != "今" else 0)
    day = here.date() - timedelta(days=back)
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL)
    return min(moment, here) if moment <= here + _CLOCKS_APART else None


def _latest(here: datetime, hour: int, minute: int) -> datetime | None:
    """The latest such moment; one that is to come in a few minutes is now."""
    if hour > 23 or minute > 59:
        return None
    moment = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return min(moment, here) if moment <= here + _CLOCKS_APART else moment - timedelta(days=1)


_CLOCKS_APART = timedelta(minutes=5)
"""How far the clock of whoever noted a call may be ahead of this one."""


def _minute(said: str | None) -> int:
    if not said:
        return 0
    return {"半": 30, "一刻": 15}.get(said) or min(int(re.sub(r"\D", "", said) or 0), 59)


def hour_of(period: str) -> int:
    """The hour a part of the day stands for where no clock time is said."""
    return _HOURS.get(period[0], 8)


def days_named(text: str, said_at: datetime) -> list[Day]:
    """The days a text names, with the clock time beside them, in the order of the text."""
    return sorted(_with_clock(text, *named) for named in _days_in(text, said_at))


def bare_days(text: str, said_at: datetime) -> list[Day]:
    """The days a text names without what stands beside them, in the order of the text."""
    found = _days_in(text, said_at)
    return sorted(Day(start, end, days, None, 0) for start, end, days, _coming in found)


def _days_in(text: str, said_at: datetime) -> Iterator[tuple[int, int, int, bool]]:
    """Where each day is named, how many days after that it was said it is, and whether it is
    tomorrow said before dawn by who has not slept yet: the day that comes then. They are asked
    after a day too soon, never too late."""
    here = said_at.astimezone(LOCAL)
    for hit, days in days_named_in(text, here):
        coming = said_before_sleep(days, here)
        yield hit.start(), hit.end(), 0 if coming else days, coming
    for hit in WEEKDAY.finditer(text):
        days = until_weekday(hit, here.date())
        if text[: hit.start()].endswith(_LAST_WEEK):
            days = days - 7 if here.weekday() + days < 7 else days - 14
        yield hit.start(), hit.end(), days, False
    for hit in _DATED.finditer(text):
        if (day := _dated(hit, here.date())) is not None:
            yield hit.start(), hit.end(), (day - here.date()).days, False
    for start, end, day in dates_in(text, here.date()):
        yield start, end, (day - here.date()).days, False
    for start, end, days in days_by_word(text, here.date()):
        yield start, end, days, False


def _with_clock(text: str, start: int, end: int, days: int, coming: bool) -> Day:
    day = _at_clock(text, start, end, days)
    return day._replace(hour=_WORK_BEGINS) if coming and day.hour is None else day


def _at_clock(text: str, start: int, end: int, days: int) -> Day:
    name = text[start:end]
    if name[-1].isascii():
        beside = clock_beside(text, start, end)
        if beside is not None:
            return Day(beside.start, beside.end, days, beside.hour, beside.minute)
        return Day(start, end, days, _HOURS["晚"] if name == "tonight" else None, 0)
    period = {"晚": "晚上", "夜": "夜里", "早": "早上"}.get(name[-1])
    clock = _CLOCK.match(text, end)
    said = clock[1] if clock else None
    period = said or period
    if not clock or not (clock[2] or period):
        return Day(start, end, days, None, 0)
    if not clock[2]:
        end = clock.end(1) if said else end
        return Day(start, end, days, _HOURS.get((period or "")[0]), 0)
    hour = number_of(clock[2])
    if hour < 12 and period and period[0] in "下傍晚夜":
        hour += 12
    if hour > 23:
        return Day(start, end, days, None, 0)
    return Day(start, clock.end(), days, hour, _minute(clock[3]))


def _dated(hit: re.Match[str], today: date) -> date | None:
    """The nearest such day, of which one not long gone may be a treatment that was missed."""
    if hit[3]:
        return nearest_numbered(int(hit[3]), today)
    return nearest_day(None, int(hit[1]), int(hit[2]), today)


def moment_of(day: Day, said_at: datetime) -> datetime:
    """The moment a named day means; without a clock time the working day's beginning, 08:00."""
    here = said_at.astimezone(LOCAL)
    hour = _WORK_BEGINS if day.hour is None else day.hour
    moment = datetime(here.year, here.month, here.day, hour, day.minute, tzinfo=LOCAL)
    return moment + timedelta(days=day.days)
