"""What days are called in a line, and numbers that are said: `明早`, `下周一`, `tonight`, `两`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from models.text import spoken_number
from models.word_tables import any_of, word_table

_NUMBER = re.compile(r"-?\d")
WEEKDAY = re.compile(r"(下个?)?(?:周|礼拜|星期|拜)([一二三四五六日天])(?!个)")


class DayNames(NamedTuple):
    """What days are called, in days from today, and what finds the names."""

    days: Mapping[str, int]
    named: re.Pattern[str]


@cache
def day_names() -> DayNames:
    """The names of the table beside this module; BrokenTable where that is broken."""
    rows = word_table(__file__, "day_names.toml").rows_by(_number, "-1")
    days = {word: number for number, words in rows.items() for word in words}
    return DayNames(days, re.compile(any_of(days)))


def _number(key: str) -> int | None:
    return int(key) if _NUMBER.fullmatch(key) else None


def number_of(said: str) -> int:
    """The number said in digits or Chinese numerals; 0 for neither."""
    return int(said) if said.isdigit() else spoken_number(said) or 0


DAWN = 5
"""The hour before which who says tomorrow morning has not slept yet, and means the coming one."""

_ITS_MORNING = re.compile(
    r"(?:的|\s)*(?:早|清?晨|上午|morning|(?:at |by |before )?\d{1,2}(?:[:.]\d{2})? ?a\.?m\b)"
)
_MORNING_OF = re.compile(r"(?:(?<=\d) ?a\.?m\.?|morning(?: of)?) ?$")
_MORNINGS = ("早", "晨", "上午")


def days_named_in(text: str, here: datetime, at: int = 0) -> Iterator[tuple[re.Match[str], int]]:
    """The days named by a word such as 明天, from a place on, each with its days from today.

    Tomorrow's morning said before `DAWN` is the coming one, of the same date: 明早8点 at 02:10 is
    in six hours. Where it is meant otherwise, somebody is asked after a day too soon, not too
    late. `here` is when it was said, in local time.
    """
    known = day_names()
    for hit in known.named.finditer(text, at):
        days = known.days[hit.group()]
        yield hit, 0 if days == 1 and _is_coming_morning(text, hit, here) else days


def _is_coming_morning(text: str, hit: re.Match[str], here: datetime) -> bool:
    """Whether the day that was found is said in the night before it, and its morning is meant."""
    return here.hour < DAWN and (
        hit.group().endswith(_MORNINGS)
        or _ITS_MORNING.match(text, hit.end()) is not None
        or _MORNING_OF.search(text, max(0, hit.start() - 12), hit.start()) is not None
    )


def day_words(text: str, here: datetime, at: int = 0) -> tuple[int, int, int] | None:
    """The first day named by a word such as 明天, from a place on: start, end and days from
    today, see `days_named_in`."""
    first = next(days_named_in(text, here, at), None)
    return (first[0].start(), first[0].end(), first[1]) if first else None


def said_before_sleep(days: int, here: datetime) -> bool:
    """Whether tomorrow is said before `DAWN`, in local time: the day that is to come then."""
    return days == 1 and here.hour < DAWN


def says_coming_day(text: str, here: datetime) -> bool:
    """Whether a text says tomorrow and the coming day, of the same date, is meant."""
    days = day_names().days
    return any(
        days[hit.group()] != away or said_before_sleep(away, here)
        for hit, away in days_named_in(text, here)
    )


def weekday_away(text: str, today: date) -> tuple[int, int, int] | None:
    """The first weekday named: start, end and days until the next such day."""
    hit = WEEKDAY.search(text)
    return (hit.start(), hit.end(), until_weekday(hit, today)) if hit else None


def until_weekday(hit: re.Match[str], today: date) -> int:
    """Days until the weekday that was found, 0 for today."""
    weekday = "一二三四五六日".index(hit[2].replace("天", "日"))
    if hit[1]:
        return weekday - today.weekday() + 7
    return (weekday - today.weekday()) % 7
