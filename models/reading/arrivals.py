"""When a delivery is announced to come: a date, part of the day or clock time, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from models.reading.day_names import WEEKDAY, days_named_in, number_of, until_weekday
from models.reading.english_dates import dates_in, days_by_word
from models.reading.moments import PERIODS, hour_of
from models.reading.scan import Line, plain
from models.reading.shapes import Field
from models.text import CHINESE_NUMERALS
from models.times import LOCAL, nearest_day
from models.word_tables import any_of, word_table

_N = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_DATE = re.compile(
    rf"(?:(20\d\d)\s*[年/.\-]\s*)?({_N})\s*(?:月\s*({_N})\s*[日号]?|[/.\-]({_N})(?![\d.]|\s*(?:[a-z%]|公斤|斤|升|克|元)))"
)
_DAY_OF_MONTH = re.compile(rf"(?<![\d月\-])({_N})[日号](?!楼|门|院|[\d])")
_PERIOD = re.compile(rf"\s*({PERIODS})")
_CLOCK = re.compile(
    rf"(?:(?P<part>{PERIODS})\s*)?(?<!\d[.:])(?<!\d)(?P<hour>{_N})"
    rf"(?:[:：](?P<minutes>\d{{2}})(?!\d)|\s*[点时](?![间心菜滴药名候段])钟?"
    r"(?P<quarter>半|一刻|三刻|\d{1,2}(?:分|(?![\d份箱袋盒包瓶桶]))){0,1})"
)
_ENGLISH_CLOCK = re.compile(
    r"(?<![\d.:\-])(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minutes>[0-5]\d))?\s?(?P<half>[ap])\.?m\b"
    r"|(?<![\d.:\-])(?P<hour_b>1\d|2[0-3]|0?\d)\.(?P<minutes_b>[0-5]\d)(?= (?:this|tomorrow|today))"
    r"|(?<![\d.:\-])(?P<hour_c>1\d|2[0-3]|0?\d)(?= o'?clock)"
    r"|\b(?:at|by|around|about|between|from|before|tomorrow|today|tonight)"
    r" (?P<hour_d>1\d|2[0-3]|0?\d)(?![\d:.,]\d|\d|\s*[a-z]*(?:bag|box|pack|kit|[ap]\.?m|min|hour))"
    r"(?=\s*(?:[,;.\x00]|$|and|to|in|this|tomorrow|today|tonight|sharp|o'))"
    r"|\b(?P<noon>noon|midday)\b"
)
_ENGLISH_PART = re.compile(r"\b(morning|afternoon|evening|tonight|night)\b")
_ENGLISH_HOURS = {"morning": 9, "afternoon": 14, "evening": 18, "tonight": 19, "night": 19}
_RANGE_END = re.compile(
    rf"\s*(?:(?:[-~—至到]|and|to)\s*{_N}(?:[:：]\d{{2}}|[点时]半?)"
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


class _Clock(NamedTuple):
    start: int
    end: int
    hour: int
    minute: int
    part: str
    """Part of the day as it stands before it, or empty."""
    spoken: bool = False


@cache
def _words() -> _Words:
    table = word_table(__file__, "arrivals.toml")
    table.only("here", "nearly", "comes", "instead")
    found = (table.words(name) for name in ("here", "nearly", "comes", "instead"))
    return _Words(*(re.compile(any_of(map(plain, words))) for words in found))


def take_arrival(line: Line, now: datetime) -> Arrival:
    """Speak for the time of arrival.

    A clock time without a date is the next such; where several are said, it is the one that stands
    with a word of coming. A part of a day is its usual beginning, a date without either 08:00, and
    both are rough, never before `now` of the same day. What is said to be here came now.
    """
    here = now.astimezone(LOCAL)
    text = line.rest
    days = sorted(_days(text, here))
    clock = _chosen(text, [*_clocks(text)])
    if clock is None:
        return _without_clock(line, days, here)
    day = _day_of(days, clock)
    moment = _moment(day, clock, _part_of(text, day, clock), here)
    start, end = clock.start, clock.end
    about = bool(_ABOUT.search(text[max(0, start - 4) : end] + text[end : end + 4]))
    if day:
        between = text[min(day.end, end) : max(day.start, start)]
        about = about or bool(_ABOUT.search(text[max(0, day.start - 8) : day.start] + between[:8]))
        line.take(day.start, day.end, Field.HAPPENED)
    if ranged := _RANGE_END.match(text, end):
        end, about = ranged.end(), True
    line.take(start, end, Field.HAPPENED)
    for later in _clocks(line.rest):
        line.take(later.start, later.end, Field.HAPPENED)
    return Arrival(moment, about)


def _without_clock(line: Line, days: list[_Day], here: datetime) -> Arrival:
    text = line.rest
    if soon := _SOON.search(text):
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


def _clocks(text: str) -> Iterator[_Clock]:
    """Every time of day, in the order of the text, Chinese ones first."""
    for hit in _CLOCK.finditer(text):
        hour = number_of(hit["hour"])
        quarter = hit["quarter"] or ""
        minute = {"半": 30, "一刻": 15, "三刻": 45}.get(quarter)
        if minute is None:
            minute = int(re.sub(r"\D", "", quarter or hit["minutes"] or "") or 0)
        if hour > 24 or minute > 59:
            continue
        half = re.match(r"\s?([ap])\.?m\b", text[hit.end() :])
        end = hit.end() + (half.end() if half else 0)
        part = hit["part"] or ("上" if half and half[1] == "a" else "下" if half else "")
        yield _Clock(hit.start(), end, hour % 24, minute, part, hit["minutes"] is None)
    for hit in _ENGLISH_CLOCK.finditer(text):
        if hit["noon"]:
            yield _Clock(hit.start(), hit.end(), 12, 0, "中")
            continue
        name = next(one for one in ("hour", "hour_b", "hour_c", "hour_d") if hit[one] is not None)
        minutes = hit["minutes"] or hit["minutes_b"] or "0"
        of = {"a": "上", "p": "下"}.get(hit["half"] or "", "")
        hour = int(hit[name])
        hour = 0 if of == "上" and hour == 12 else hour
        yield _Clock(hit.start(name), hit.end(), hour, int(minutes), of)


def _chosen(text: str, clocks: list[_Clock]) -> _Clock | None:
    """The time of day a delivery comes at: what it was put off to, what stands in a clause with a
    word of coming, else the first."""
    known = _words()
    clocks = sorted(one for one in clocks if not _SENT.match(text, one.end)) or sorted(clocks)
    clauses = _Clauses(text)
    instead, comes = _first_in(known.instead, text), _first_in(known.comes, text)
    for clock in clocks:
        if instead(*clauses.of(clock)) <= clock.start:
            return clock
    for clock in clocks:
        begins, ends = clauses.of(clock)
        if comes(begins, ends) <= ends:
            return clock
    return min(clocks, default=None)


def _first_in(shape: re.Pattern[str], text: str) -> Callable[[int, int], int]:
    """Where the first word of a clause ends, behind the text for none; each clause is looked
    through once, whatever stands in it."""

    @cache
    def end_of(begins: int, ends: int) -> int:
        found = shape.search(text, begins, ends)
        return found.end() if found else len(text) + 1

    return end_of


class _Clauses:
    """The clauses of a text: where they begin and end."""

    def __init__(self, text: str) -> None:
        self._signs = [hit.start() for hit in _CLAUSE.finditer(text)]
        self._end = len(text)

    def of(self, clock: _Clock) -> tuple[int, int]:
        """Where the clause of a time of day begins and ends."""
        before, behind = bisect_left(self._signs, clock.start), bisect_left(self._signs, clock.end)
        begins = self._signs[before - 1] + 1 if before else 0
        return begins, self._signs[behind] if behind < len(self._signs) else self._end


def _part_of(text: str, day: _Day | None, clock: _Clock) -> str:
    """The part of the day that a time of day is of: what stands before it, else with its day, else
    in its clause."""
    if clock.part or (day and day.part):
        return clock.part or (day.part if day else "")
    begins, ends = _Clauses(text).of(clock)
    english = _ENGLISH_PART.search(text, begins, ends)
    if english is None:
        return ""
    return "早" if english[1] == "morning" else "晚"


def _moment(day: _Day | None, clock: _Clock, part: str, here: datetime) -> datetime:
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


def _bare(clock: _Clock) -> bool:
    """Whether an hour may be of either half of the day: 8点20分, not 8:20."""
    return clock.spoken or (clock.minute == 0 and clock.end - clock.start < 4)


# -- days ------------------------------------------------------------------------------------------


def _day_of(days: list[_Day], clock: _Clock) -> _Day | None:
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
    for hit, days in days_named_in(text, here):
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
