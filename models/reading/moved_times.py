"""Times that are moved, as notices tell it: from 9 to 11, an hour later, not 9 but half past ten;
and times in a notice at which no truck comes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from models.reading.day_names import number_of
from models.reading.scan import plain
from models.text import CHINESE_NUMERALS
from models.word_tables import any_of, word_table

_N = rf"(?:\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,3}})"
_NUMBERS = {
    word: at for at, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
} | {"an": 1, "a": 1, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
_CLAUSE = re.compile(r"[,，;；。!！()（）\x00]|(?<=[a-z0-9])\.(?=\s)")
_CLAUSE_SEEN = 80
"""Characters of a clause that are looked at on each side of a time."""
_BLANK = re.compile(r"(?<![a-z0-9,.;:])\s+|\s+(?![a-z0-9\s])")
"""What parts clauses in Chinese."""
_TIME = r"(?P<hour>1\d|2[0-3]|0?\d)(?:[:.](?P<minutes>[0-5]\d))?(?:\s?(?P<half>[ap])\.?m\b)?"
_HALF = re.compile(r"\d\s?([ap])\.?m\b")
_RANGE_HALF = re.compile(r"\s?(?:-|~|–|to|and|until|till)\s?(\d{1,2})(?:[:.]\d\d)?\s?([ap])\.?m\b")


class MovedTime(NamedTuple):
    """A time of day in English to which goods were moved; `half`: a, p or empty."""

    start: int
    end: int
    hour: int
    minute: int
    half: str


class _Words(NamedTuple):
    moved_to: re.Pattern[str]
    old: re.Pattern[str]
    """Right before a time that counts no more."""
    later: re.Pattern[str]
    earlier: re.Pattern[str]
    not_it: re.Pattern[str]
    rest: re.Pattern[str]
    short: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "arrivals.toml")
    rows = {
        name: any_of(map(plain, table.words(name)))
        for name in ("moved", "old", "later", "earlier", "not_it", "rest", "short")
    }
    about = r"(?:了|大约|大概|约|将近|最多|about |around |by |by about |\s)*"
    latin = "|".join(_NUMBERS)
    span = (
        rf"(?:(?P<han>半个?|{_N}个?半?)\s*(?P<unit>小时|钟头|分钟|刻钟)"
        rf"|(?P<latin>half an|{latin}|\d{{1,3}}) ?(?P<word>h(?:ou)?rs?|min(?:ute)?s?)\b)"
    )
    return _Words(
        re.compile(
            rf"\b{rows['moved']}\b[^,;。\x00]{{0,40}}?\b(?:to|until|till) (?:about )?"
            rf"{_TIME}(?!\d|:\d)"
        ),
        re.compile(rf"{rows['old']}(?:时间|的|是|今天|上午|下午|早上|晚上|at|\s|:)*$"),
        re.compile(
            rf"{rows['later']}{about}{span}|{span.replace('(?P<', '(?P<b_')} (?:later?|delay)\b"
        ),
        re.compile(
            rf"{rows['earlier']}{about}{span}"
            rf"|{span.replace('(?P<', '(?P<b_')} (?:earlier|early|ahead)\b"
        ),
        re.compile(rows["not_it"]),
        re.compile(rows["rest"]),
        re.compile(rows["short"]),
    )


def moved_times(text: str) -> Iterator[MovedTime]:
    """Times in English that others were moved to: moved from 9 to 11."""
    for hit in _words().moved_to.finditer(text):
        before = _HALF.search(text, hit.start(), hit.start("hour"))
        half = hit["half"] or (before[1] if before else "")
        yield MovedTime(
            hit.start("hour"), hit.end(), int(hit["hour"]), int(hit["minutes"] or 0), half
        )


def half_behind(text: str, end: int, hour: int) -> str:
    """Which half of the day a time is of that begins a range, by its end: 1 to 3 pm."""
    hit = _RANGE_HALF.match(text, end)
    if hit is None or hour > 12:
        return ""
    last = int(hit[1]) % 12
    return hit[2] if hour % 12 <= last else {"a": "p", "p": "a"}[hit[2]]


def is_old(text: str, start: int) -> bool:
    """Whether a time is one that counts no more: 原定9点, was 9:00, 不是9点."""
    return _words().old.search(text, max(0, start - 16), start) is not None


def shift(text: str, at: int | None = None) -> timedelta:
    """By how much goods come later than was said, or less than none for earlier.

    Args:
        at: where the time stands that was said; only what is said behind it, in its own clause or
            of a time that counts no more, is about that.
    """
    known = _words()
    for shape, sign in ((known.later, 1), (known.earlier, -1)):
        hit = shape.search(text)
        if hit is None:
            continue
        if at is None or at < hit.start() or is_old(text, at):
            return sign * _span(hit)
        if clause_of(text, at, at)[0] <= hit.start():
            return sign * _span(hit)
    return timedelta()


def _span(hit: re.Match[str]) -> timedelta:
    han = hit["han"] or hit["b_han"]
    if han:
        unit = {"小": 60, "钟": 60, "分": 1, "刻": 15}[(hit["unit"] or hit["b_unit"])[0]]
        if han.startswith("半"):
            return timedelta(minutes=unit // 2)
        number = number_of(han.rstrip("半").rstrip("个"))
        return timedelta(minutes=number * unit + (unit // 2 if han.endswith("半") else 0))
    latin = hit["latin"] or hit["b_latin"]
    unit = 60 if (hit["word"] or hit["b_word"]).startswith("h") else 1
    if latin == "half an":
        return timedelta(minutes=unit // 2)
    return timedelta(minutes=unit * (int(latin) if latin.isdigit() else _NUMBERS[latin]))


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends that holds a place."""
    first = max(0, start - _CLAUSE_SEEN)
    begins = max((hit.end() for hit in _CLAUSE.finditer(text, first, start)), default=first)
    ends = _CLAUSE.search(text, end, end + _CLAUSE_SEEN)
    return begins, ends.start() if ends else min(len(text), end + _CLAUSE_SEEN)


def is_beside_it(text: str, start: int, end: int) -> bool:
    """Whether what happens at a time is something else: the truck sets off, people gather."""
    return _words().not_it.search(text, *clause_of(text, start, end)) is not None


def lacks_some(text: str) -> bool:
    """Whether a notice tells that this truck does not bring all of it."""
    return _words().short.search(text) is not None


def is_of_the_rest(text: str, start: int, end: int) -> bool:
    """Whether a time is that of what this truck does not bring: 少12份，明天补."""
    begins, ends = clause_of(text, start, end)
    blanks = [hit.span() for hit in _BLANK.finditer(text, begins, ends)]
    begins = max((last for _first, last in blanks if last <= start), default=begins)
    ends = min((first for first, _last in blanks if first >= end), default=ends)
    return _words().rest.search(text, begins, ends) is not None
