"""When a delivery is announced to come: a date, part of the day or clock time, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from models.reading.day_names import WEEKDAY, days_named_in, number_of, until_weekday
from models.reading.english_dates import dates_in, days_by_word
from models.reading.moments import PERIODS, hour_of
from models.reading.moved_times import (
    is_beside_it,
    is_of_the_rest,
    is_old,
    lacks_some,
    shift,
)
from models.reading.notice_clocks import Clock, clocks_in
from models.reading.scan import Line, plain
from models.reading.shapes import Field
from models.text import CHINESE_NUMERALS
from models.times import LOCAL, nearest_day
from models.word_tables import any_of, word_table

_N = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_DATE = re.compile(
    rf"(?:(20\d\d)\s*[年/.\-]\s*)?({_N})\s*(?:月\s*({_N})\s*[日号]?|[/.\-]({_N})(?![\d.]|\s*(?:[a-z%点时:：吨]|公斤|斤|升|克|元)))"
)
_DAY_OF_MONTH = re.compile(rf"(?<![\d月\-])({_N})[日号](?!楼|门|院|[\d])")
_PERIOD = re.compile(rf"\s*({PERIODS})")
_ENGLISH_PART = re.compile(r"\b(morning|afternoon|evening|tonight|night)\b")
_ENGLISH_HOURS = {"morning": 9, "afternoon": 14, "evening": 18, "tonight": 19, "night": 19}
_RANGE_END = re.compile(
    rf"\s*(?:(?:[-~—至到]|and|to)\s*{_N}(?:[:：]\d{{2}}|[点时]半?)"
    r"|\s?(?:-|~|–|to|and)\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b"
    r"|(?:and|to|-) \d{1,2}(?![\d份箱袋盒]))"
)
_ABOUT = re.compile(r"左右|大约|约|前后|大概|估计|预计|上下|之间|about|around|between")
_LATE = tuple("下傍晚夜")
_SPAN = {"half an": 30, "an": 60, "a": 60, "半": 30, "半个": 30}
_SOON = re.compile(
    rf"(?P<han>半个?|{_N}个?半?)\s*(?P<unit>小时|钟头|分钟|刻钟)(?:左右|以?后|之?内)?(?:就|能|可)?[^,;。\d]{{0,2}}(?:到|送|来)"
    r"|(?:in )?(?P<latin>half an|an|a|\d{1,3}) (?P<word>hours?|min(?:ute)?s?)(?: away| from now|\b)"
)
_SENT = re.compile(r"\s*(?:发布?|讯|更新|通知)(?=[\s)）:：,，]|$)")
"""Behind the time at which the notice itself was sent."""
_CLAUSE_SEEN = 200
"""Characters of a clause that are looked at on each side of a time."""
_CHANGED = re.compile(r"\d[点时:]?\d{0,2}半?\s?(?:改|→|⇒|->|=>)\s?$")
"""Right before a time that is put in place of another: 9点改10点, 9:00 -> 10:30."""
_COMES_AT = re.compile(
    r"\s?(?:左右|前后|多|许|准时|之?前|能|可|可以|就|会|才|准备|将|再)*(?:到(?![位岗])|送|抵|来)"
)
_CLAUSE = re.compile(r"[,，;；。!！\x00]")


class _Words(NamedTuple):
    """What says that it is here, that it nearly is, and which clock time it comes at."""

    here: re.Pattern[str]
    nearly: re.Pattern[str]
    comes: re.Pattern[str]
    instead: re.Pattern[str]


class Arrival(NamedTuple):
    """When a delivery comes.

    Attributes:
        at: aware moment, None where nothing is said of it.
        about: whether it is a rough one.
        came: whether it is here already.
    """

    at: datetime | None = None
    about: bool = False
    came: bool = False


class _Day(NamedTuple):
    start: int
    end: int
    day: date
    part: str


@cache
def _words() -> _Words:
    table = word_table(__file__, "arrivals.toml")
    table.only(
        *("here", "nearly", "comes", "instead", "moved", "old", "later", "earlier"),
        *("not_it", "rest", "short"),
    )
    found = (table.words(name) for name in ("here", "nearly", "comes", "instead"))
    return _Words(*(re.compile(any_of(map(plain, words))) for words in found))


def take_arrival(line: Line, now: datetime, *, day_lost: bool = False) -> Arrival:
    """Speak for the time of arrival.

    A clock time without a date is the next such; where several are said, it is the one that stands
    with a word of coming. A part of a day is its usual beginning, a date without either 08:00, and
    both are rough, never before `now` of the same day. What is said to be here came now.

    Args:
        day_lost: whether its date is one that there is not: without another one it has no time.
    """
    here = now.astimezone(LOCAL)
    text = line.rest
    days = sorted(_days(text, here))
    clocks = [*clocks_in(text)]
    if day_lost and not days:
        for one in clocks:
            line.take(one.start, one.end, Field.HAPPENED)
        return Arrival()
    days, clocks = _of_this_truck(text, days, clocks)
    clock = _chosen(text, clocks)
    if clock is None or (_SOON.search(text) and is_beside_it(text, clock.start, clock.end)):
        return _without_clock(line, days, here)
    day = _day_of(days, clock)
    moment = _moment(day, clock, _part_of(text, day, clock), here)
    if not _is_instead(text, clock):
        moment += shift(text, clock.start)
    start, end = clock.start, clock.end
    about = bool(_ABOUT.search(text[max(0, start - 4) : end] + text[end : end + 4]))
    if day:
        between = text[min(day.end, end) : max(day.start, start)]
        about = about or bool(_ABOUT.search(text[max(0, day.start - 8) : day.start] + between[:8]))
        line.take(day.start, day.end, Field.HAPPENED)
    if ranged := _RANGE_END.match(text, end):
        end, about = ranged.end(), True
    line.take(start, end, Field.HAPPENED)
    for later in clocks_in(line.rest):
        line.take(later.start, later.end, Field.HAPPENED)
    return Arrival(moment, about)


def _of_this_truck(
    text: str, days: list[_Day], clocks: list[Clock]
) -> tuple[list[_Day], list[Clock]]:
    """The same without those of what this truck does not bring."""
    if not lacks_some(text):
        return days, clocks
    others = [one for one in clocks if not is_of_the_rest(text, one.start, one.end)]
    now = [one for one in days if not is_of_the_rest(text, one.start, one.end)]
    return (now if others or not clocks else days), (others or clocks)


def _without_clock(line: Line, days: list[_Day], here: datetime) -> Arrival:
    text = line.rest
    soon = _SOON.search(text)
    if soon and not shift(text):
        line.take(soon.start(), soon.end(), Field.HAPPENED)
        return Arrival((here + _span(soon)).replace(second=0, microsecond=0), True)
    day = days[0] if days else None
    today = day is None or day.day == here.date()
    arrived = _words().here.search(text) if today else None
    if arrived and not _words().nearly.search(text[max(0, arrived.start() - 3) : arrived.end()]):
        line.take(arrived.start(), arrived.end(), Field.HAPPENED)
        return Arrival(here.replace(second=0, microsecond=0), came=True)
    part = _PERIOD_ALONE.search(text)
    english = _ENGLISH_PART.search(text)
    if day is None and part is None and english is None:
        if nearly := _words().nearly.search(text):
            line.take(nearly.start(), nearly.end(), Field.HAPPENED)
            return Arrival(here.replace(second=0, microsecond=0), True)
        return Arrival()
    hour = 8
    if day and day.part:
        hour = hour_of(day.part)
    elif part:
        hour = hour_of(part[1])
    elif english:
        hour = _ENGLISH_HOURS[english[1]]
    for hit in (part, english):
        if hit:
            line.take(hit.start(), hit.end(), Field.HAPPENED)
    if day:
        line.take(day.start, day.end, Field.HAPPENED)
    of = day.day if day else here.date()
    moment = datetime(of.year, of.month, of.day, hour, tzinfo=LOCAL)
    if moment < here and of == here.date():
        moment = here.replace(second=0, microsecond=0)
    return Arrival(moment, True)


_PERIOD_ALONE = re.compile(r"(?<!每天)(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜)")


def _span(hit: re.Match[str]) -> timedelta:
    if hit["han"]:
        said = hit["han"]
        unit = {"小": 60, "钟": 60, "分": 1, "刻": 15}[hit["unit"][0]]
        if said in _SPAN:
            return timedelta(minutes=30 if unit == 60 else unit // 2)
        number = number_of(said.rstrip("半").rstrip("个"))
        return timedelta(minutes=number * unit + (unit // 2 if said.endswith("半") else 0))
    said, hours = hit["latin"], hit["word"].startswith("h")
    number = int(said) * (60 if hours else 1) if said.isdigit() else _SPAN[said]
    return timedelta(minutes=number)


# -- clock times -----------------------------------------------------------------------------------


def _chosen(text: str, clocks: list[Clock]) -> Clock | None:
    """The time of day a delivery comes at: what it was put off to, what stands in a clause with a
    word of coming, else the first; no old one and none of something else where there are others."""
    comes = _words().comes
    clocks = [one for one in clocks if not _SENT.match(text, one.end)] or clocks
    if moved := [one for one in clocks if one.moved or _is_instead(text, one)]:
        return min(moved)
    clocks = [one for one in clocks if not is_old(text, one.start)] or clocks
    clocks = [one for one in clocks if not is_beside_it(text, one.start, one.end)] or clocks
    for clock in sorted(clocks):
        ranged = _RANGE_END.match(text, clock.end)
        if _COMES_AT.match(text, ranged.end() if ranged else clock.end):
            return clock
    for clock in sorted(clocks):
        if comes.search(text, *_clause(text, clock)):
            return clock
    return min(clocks, default=None)


def _is_instead(text: str, clock: Clock) -> bool:
    begins, _ends = _clause(text, clock)
    if clock.moved or _CHANGED.search(text, max(0, clock.start - 9), clock.start):
        return True
    return _words().instead.search(text, begins, clock.start) is not None


def _clause(text: str, clock: Clock) -> tuple[int, int]:
    first, last = max(0, clock.start - _CLAUSE_SEEN), min(len(text), clock.end + _CLAUSE_SEEN)
    ends = _CLAUSE.search(text, clock.end, last)
    begins = max((hit.end() for hit in _CLAUSE.finditer(text, first, clock.start)), default=first)
    return begins, ends.start() if ends else last


def _part_of(text: str, day: _Day | None, clock: Clock) -> str:
    """The part of the day that a time of day is of: what stands before it, else with its day, else
    in its clause."""
    if clock.part or (day and day.part):
        return clock.part or (day.part if day else "")
    begins, ends = _clause(text, clock)
    english = _ENGLISH_PART.search(text, begins, ends)
    if english is None:
        return ""
    return "早" if english[1] == "morning" else "晚"


def _moment(day: _Day | None, clock: Clock, part: str, here: datetime) -> datetime:
    hour, minute = clock.hour, clock.minute
    late = part.startswith(_LATE) and part not in ("夜里", "半夜") and 0 < hour < 12
    if late or (part.startswith("中") and hour < 4):
        hour += 12
    of = day.day if day else here.date()
    moment = datetime(of.year, of.month, of.day, hour, minute, tzinfo=LOCAL)
    if moment >= here.replace(second=0, microsecond=0) or of != here.date():
        return moment
    if not part and 0 < hour < 12 and moment + timedelta(hours=12) >= here and _bare(clock):
        return moment + timedelta(hours=12)
    return moment if day else moment + timedelta(days=1)


def _bare(clock: Clock) -> bool:
    """Whether an hour may be of either half of the day: 8点20分, not 8:20."""
    return clock.spoken or (clock.minute == 0 and clock.end - clock.start < 4)


# -- days ------------------------------------------------------------------------------------------


def _day_of(days: list[_Day], clock: Clock) -> _Day | None:
    """The day a time of day is of: the last one named before it, else the first behind it."""
    before = [one for one in days if one.start <= clock.start]
    return before[-1] if before else next(iter(days), None)


def _days(text: str, here: datetime) -> Iterator[_Day]:
    today = here.date()
    for hit in _DATE.finditer(text):
        if day := _dated(hit[1], hit[2], hit[3] or hit[4], today):
            yield _with_part(text, hit.start(), hit.end(), day)
    for start, end, day in dates_in(text, today):
        yield _Day(start, end, day, "")
    came = _words().here.search(text) is not None
    for hit, days in days_named_in(text, here):
        if days < 0 and not came:
            continue
        word = hit.group()
        part = word[-1] if word[-1] in "早晚夜" else "晚" if word == "tonight" else ""
        part = word[-2:] if word[-2:] in ("上午", "下午") else part
        found = _with_part(text, hit.start(), hit.end(), today + timedelta(days=days))
        yield found._replace(part=part or found.part)
    for hit in WEEKDAY.finditer(text):
        day = today + timedelta(days=until_weekday(hit, today))
        yield _with_part(text, hit.start(), hit.end(), day)
    for start, end, days in days_by_word(text, today):
        yield _Day(start, end, today + timedelta(days=days), "")
    yield from _by_number(text, today)


def _by_number(text: str, today: date) -> Iterator[_Day]:
    for hit in _DAY_OF_MONTH.finditer(text):
        number = number_of(hit[1])
        for month in range(today.month, today.month + 2):
            day = _dated(None, str((month - 1) % 12 + 1), str(number), today)
            if day and day >= today - timedelta(days=3):
                yield _with_part(text, hit.start(), hit.end(), day)
                break


def _with_part(text: str, start: int, end: int, day: date) -> _Day:
    part = _PERIOD.match(text, end)
    return _Day(start, part.end() if part else end, day, part[1] if part else "")


def _dated(year: str | None, month: str, day: str, today: date) -> date | None:
    said = int(year) if year else None
    return nearest_day(said, number_of(month), number_of(day), today)
