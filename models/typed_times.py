"""Times as people type them where one is asked for: one reader for every field, option and line.

What free text of a call tells of times is read by `models.reading.moments`, whose words for days
are used here, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from models.reading.day_names import day_words, number_of, weekday_away
from models.reading.month_names import MONTH, MONTHS, YEAR
from models.text import CHINESE_NUMERALS, fold
from models.times import LOCAL, nearest_day, read_span
from models.word_tables import any_of, word_table


class Said(NamedTuple):
    """What was typed.

    Attributes:
        at: the moment, of the day it was typed on where no other is said; local.
        any_day: whether no day was said, so that it may be of the day before or after.
        any_hour: whether no time of day was said; it is midnight then.
        small_hours: whether it is said to be after midnight and before dawn.
        is_span: whether it was said as a span from the moment it was typed at.
    """

    at: datetime
    any_day: bool = False
    any_hour: bool = False
    small_hours: bool = False
    is_span: bool = False


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NTH = r"(?P<nth>\d{1,2})(?:st|nd|rd|th)?"
_N = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"

_DATE = re.compile(
    rf"(?:(?P<y>\d{{4}})[-/.年])?(?P<m>{_N})[-/.月](?P<d>{_N})(?:[日号]|(?![\d:]))(?:t(?=\d))?"
)
_DAY_MONTH = re.compile(rf"{_NTH}\s+(?:of\s+)?{MONTH}{YEAR}")
_MONTH_DAY = re.compile(rf"{MONTH}\s+{_NTH}(?![\d:]){YEAR}")
_DAY_OF_MONTH = re.compile(rf"({_N})[日号]")
_WEEKDAY = re.compile(rf"(next\s+)?({'|'.join(_WEEKDAYS)})[a-z]*")
_CLOCK = re.compile(rf"({_N}):(\d{{2}})(?::\d{{2}})?(?!\d)")
_O_CLOCK = re.compile(rf"({_N})[点时](?:(半)|([一三])刻|({_N})分?)?")
_PACKED = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?!\d)h?")
_HOUR = re.compile(r"(\d{1,2})(?![\d:/.\-])")
_SIGNED = re.compile(r"([+-])\s*(.+)")
_MIXED_SPAN = re.compile(r"(\d{1,3})\s*(?:h|hours?|小时|时)\s*(\d{1,2})\s*(?:m|min|分|分钟)?")
_SAID_SPAN = re.compile(rf"(半|[{CHINESE_NUMERALS}]{{1,3}})(?=个?(?:小时|天|分))个?")


class _Words(NamedTuple):
    """Words by what they say, and what finds those of parts of the day."""

    parts: dict[str, str]
    part: re.Pattern[str]
    now: frozenset[str]
    span: re.Pattern[str]
    filler: re.Pattern[str]


_PARTS = ("morning", "afternoon", "noon", "night", "small_hours", "midnight")


_NO_WORDS = _Words({}, re.compile("(?!)"), frozenset(), re.compile("(?!)"), re.compile(r"\s+"))
_WORDED = re.compile(r"[^\d\s:/.\-+年月日号点时半分刻]")
"""What a text has that needs the tables of words; dates and clock times in digits do without."""


@cache
def _words() -> _Words:
    table = word_table(__file__, "typed_times.toml")
    table.only(*_PARTS, "now", "later", "ago", "filler")
    parts = {word: part for part in _PARTS for word in table.words(part)}
    later, ago = (any_of(table.words(key)) for key in ("later", "ago"))
    return _Words(
        parts,
        re.compile(rf"{any_of(parts)}(?![a-z])"),
        frozenset(table.words("now")),
        re.compile(rf"(?P<in>in\s+)?(?P<span>.+?)\s*(?:(?P<later>{later})|(?P<ago>{ago}))?"),
        re.compile(rf"(?:\s|{any_of(table.words('filler'))}(?![a-z天]))+"),
    )


def read_typed(text: str, now: datetime) -> Said:
    """The moment of a text: a day and a time of day in any order, either alone, or a span.

    `+2h`, `2小时后`, `in 20 min` and `now` are of no day that could be another. A date without its
    year is the nearest; `24:00` is the end of its day, and so is twelve at night.

    Raises:
        ValueError: when it is none.
        BrokenTable: what `models.word_tables` refuses.
    """
    here = now.astimezone(LOCAL)
    plain = fold(text)
    needed = _WORDED.search(plain) and not _SIGNED.fullmatch(plain)
    words = _words() if needed else _NO_WORDS
    if plain in words.now:
        return Said(here)
    span = _span(plain, words)
    return (
        Said(here + span, is_span=True) if span is not None else _Reader(plain, here, words).read()
    )


def _span(plain: str, words: _Words) -> timedelta | None:
    """How long from now a text says; below zero for ago. None where it says no span."""
    if signed := _SIGNED.fullmatch(plain):
        length, back = _length(signed[2]), signed[1] == "-"
    else:
        found = words.span.fullmatch(plain)
        if found is None or not (found["in"] or found["later"] or found["ago"]):
            return None
        length, back = _length(found["span"]), bool(found["ago"])
    return -length if length is not None and back else length


def _length(said: str) -> timedelta | None:
    if mixed := _MIXED_SPAN.fullmatch(said):
        return timedelta(hours=int(mixed[1]), minutes=int(mixed[2]))
    word = _SAID_SPAN.match(said)
    if word is None:
        return read_span(said.replace("个", ""))
    unit = read_span("1" + said[word.end() :])
    if unit is None:
        return None
    return unit / 2 if word[1] == "半" else unit * number_of(word[1])


class _Reader:
    """Reads a text from its beginning to its end, each kind of part at most once."""

    def __init__(self, plain: str, here: datetime, words: _Words) -> None:
        self._text = plain
        self._words = words
        self._here = here
        self._at = 0
        self._day: date | None = None
        self._clock: tuple[int, int] | None = None
        self._part = ""
        self._bare = False
        """Whether the hour is a number alone, which is one only beside a day or a part of it."""

    def read(self) -> Said:
        """The moment.

        Raises:
            ValueError: there is something left, or nothing was said.
        """
        self._skip()
        while self._at < len(self._text):
            if not any(take() for take in self._takers()):
                raise ValueError(self._text)
            self._skip()
        alone = self._day is None and not self._part
        if (alone and self._clock is None) or (alone and self._bare):
            raise ValueError(self._text)
        return self._moment()

    def _skip(self) -> None:
        if found := self._words.filler.match(self._text, self._at):
            self._at = found.end()

    def _takers(self) -> tuple[Callable[[], bool], ...]:
        days: tuple[Callable[[], bool], ...] = (self._take_month, self._take_date)
        words: tuple[Callable[[], bool], ...] = ()
        if self._words is not _NO_WORDS:
            days, words = (*days, self._take_day, self._take_weekday), (self._take_part,)
        return (
            *(days if self._day is None else ()),
            *words,
            *((self._take_clock,) if self._clock is None else ()),
        )

    def _found(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found

    # -- days --------------------------------------------------------------------------------

    def _take_month(self) -> bool:
        found = self._found(_DAY_MONTH) or self._found(_MONTH_DAY)
        if found is not None:
            self._date(found["y"], MONTHS.index(found["month"][:3]) + 1, int(found["nth"]))
        return found is not None

    def _take_date(self) -> bool:
        if found := self._found(_DATE):
            self._date(found["y"], number_of(found["m"]), number_of(found["d"]))
        elif found := self._found(_DAY_OF_MONTH):
            self._day = self._nearest_numbered(number_of(found[1]))
        return found is not None

    def _date(self, year: str | None, month: int, day: int) -> None:
        found = nearest_day(int(year) if year else None, month, day, self._here.date())
        if found is None:
            raise ValueError(self._text)
        self._day = found

    def _nearest_numbered(self, number: int) -> date:
        """The nearest day with a number in its month."""
        today = self._here.date()
        months = (today.replace(day=1) + timedelta(days=away) for away in (-1, 0, 32))
        days = (nearest_day(one.year, one.month, number, today) for one in months)
        found = min((day for day in days if day), key=lambda day: abs(day - today), default=None)
        if found is None:
            raise ValueError(self._text)
        return found

    def _take_day(self) -> bool:
        found = day_words(self._text, self._here, self._at)
        if found is None or found[0] != self._at:
            return False
        start, end, away = found
        name, parts = self._text[start:end], self._words.parts
        if name in parts and not name.isascii():
            return False  # a part of the day alone is of no day
        self._part = (
            self._part or parts.get(name) or parts.get(name[-2:]) or parts.get(name[-1], "")
        )
        self._at = end
        self._day = self._here.date() + timedelta(days=away)
        return True

    def _take_weekday(self) -> bool:
        today = self._here.date()
        found = weekday_away(self._text[self._at :], today)
        if found is not None and not found[0]:
            self._at += found[1]
            self._day = today + timedelta(days=found[2])
        elif named := self._found(_WEEKDAY):
            away = (_WEEKDAYS.index(named[2]) - today.weekday()) % 7
            self._day = today + timedelta(days=away + (7 if named[1] and not away else 0))
        else:
            return False
        return True

    # -- times of day ------------------------------------------------------------------------

    def _take_part(self) -> bool:
        found = self._found(self._words.part)
        if found is not None and self._part != "night":  # tonight at 2 am is after midnight
            self._part = self._words.parts[found[0]]
        return found is not None

    def _take_clock(self) -> bool:
        if found := self._found(_CLOCK):
            self._clock = number_of(found[1]), int(found[2])
        elif found := self._found(_O_CLOCK):
            quarter = {"一": 15, "三": 45}.get(found[3] or "", 0)
            self._clock = (
                number_of(found[1]),
                30 if found[2] else quarter or number_of(found[4] or ""),
            )
        elif found := self._found(_PACKED):
            self._clock = int(found[1]), int(found[2])
        elif found := self._found(_HOUR):
            self._clock, self._bare = (int(found[1]), 0), True
        return found is not None

    # -- together ----------------------------------------------------------------------------

    def _moment(self) -> Said:
        day = self._day or self._here.date()
        if self._clock is None and not self._part:
            return Said(datetime.combine(day, time(0, 0), LOCAL), any_hour=True)
        hour, minute = self._clock or (_HOURS[self._part], 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            raise ValueError(self._text)
        small_hours = self._part == "small_hours"
        if self._clock is not None:
            hour, after_midnight = _hour(hour, self._part)
            small_hours = small_hours or after_midnight
            if after_midnight and not (self._day is None or self._is_night_now()):
                day += timedelta(days=1)
        at = datetime.combine(day, time(0, 0), LOCAL) + timedelta(hours=hour, minutes=minute)
        return Said(at, any_day=self._day is None, small_hours=small_hours)

    def _is_night_now(self) -> bool:
        """Whether tonight, said now, is the night that is ending."""
        return self._here.hour < _DAWN and self._day == self._here.date()


_DAWN = 6
"""The hour before which a time said to be at night is after midnight."""

_HOURS = {"morning": 8, "afternoon": 14, "noon": 12, "night": 19, "small_hours": 2, "midnight": 24}
"""The hour a part of the day stands for where no clock time is said."""


def _hour(hour: int, part: str) -> tuple[int, bool]:
    """The hour of 24 that is meant in a part of the day, and whether it is after midnight of an
    evening that is named."""
    if part in ("morning", "small_hours"):
        return hour % 12 if hour == 12 else hour, False
    if part == "afternoon" or (part == "noon" and hour <= 3):
        return hour + 12 if hour < 12 else hour, False
    if part == "midnight":
        return 24 if hour in (0, 12) else hour, False
    if part == "night" and hour < 12:
        return (hour, True) if hour < _DAWN else (hour + 12, False)
    if part == "night" and hour == 12:
        return 24, False
    return hour, False
