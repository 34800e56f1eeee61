"""What days are called in a line, and numbers that are said: `明早`, `下周一`, `tonight`, `两`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
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


def day_words(text: str) -> tuple[int, int, int] | None:
    """The first day named by a word such as 明天: start, end and days from today."""
    known = day_names()
    hit = known.named.search(text)
    return (hit.start(), hit.end(), known.days[hit.group()]) if hit else None


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
