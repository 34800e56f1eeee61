"""Dates with the name of their month and times of day beside them, as English says them: `13 April
8am`, `April 13th at 8`, `the 14th of April 2022`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.reading.month_names import MONTH, MONTHS, YEAR
from models.reading.scan import clause_around
from models.times import nearest_day

_BETWEEN = r"[\s.\-/]*"
_NTH = r"(?:st|nd|rd|th)"
_DATE = re.compile(
    rf"(?:(?<![\d.:/\-])(?P<first>\d{{1,2}})(?P<first_nth>{_NTH})?{_BETWEEN}(?:of )?)?"
    rf"(?<![a-z]){MONTH}"
    rf"(?:{_BETWEEN}(?:the )?(?P<then>\d{{1,2}})(?P<then_nth>{_NTH})?"
    r"(?![\d:]|\.\d|\s*[ap]\.?m\b))?"
)
_YEAR_BEHIND = re.compile(YEAR)
_GOES_ON = re.compile(
    r"\s+(?!(?:at|by|before|from|until|around|about|for|in|and|or|morning|afternoon|evening|night"
    r"|noon)\b)[a-z]"
)
"""Behind `5 may`: a verb, so that it is no day of May: `building 5 may need help`."""

_MAY = re.compile(r"\b(?:i|you|he|she|it|we|they|who|that|this|which) $")
"""Before the verb: `she may 3 times`."""

_WORD = r"(?:in the |at |by |before |around |about |from |until |till )*"
_CLOCK = (
    r"(?P<hour{n}>\d{{1,2}})(?:[:.](?P<minute{n}>\d{{2}}))?(?!\d)"
    r"\s*(?:(?P<half{n}>[ap])\.?m\b\.?)?"
)
_PARTS = {"morning": 8, "noon": 12, "afternoon": 14, "evening": 18, "night": 19, "midnight": 0}
"""The hour a part of a day begins at, where no clock time is said."""

_PART = rf"(?P<part>{'|'.join(_PARTS)})\b"
_BEHIND = re.compile(
    rf"[\s,]*(?P<word>{_WORD})(?:{_PART}[\s,]*(?P<at>{_WORD})(?:{_CLOCK.format(n='_then')})?"
    rf"|{_CLOCK.format(n='')})"
)
_BEFORE = re.compile(rf"(?P<word>{_WORD})(?<!\d){_CLOCK.format(n='')},?\s*(?:on |of )?(?:the )?$")
_LOOKED_BACK = 24
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BY_WORD = re.compile(
    r"(?<![a-z])(?:(?:(?P<next>next|coming)|this) )?(?P<weekday>(?:mon|tues?|wed|thu(?:rs?)?|fri)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?![a-z])"
    r"|(?<![a-z])this(?= (?:morning|afternoon|evening)\b)"
)
"""Weekdays, and today as part of which something is said to be: `this` in `this afternoon`."""
_HAS_BEEN = re.compile(
    r"\b(?:since|last(?! (?:until|till|through|to|for|past)\b)|was|were|been|had|did|didn't|hasn't"
    r"|haven't|ran|missed|stopped|finished|ended|started|began|went|came|got|fell|called|took)\b"
)
_WILL_BE = re.compile(r"\b(?:will|won't|going to|to be|should be)\b|'ll\b")


_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


class Clock(NamedTuple):
    """A time of day beside a day; where both together begin and end."""

    start: int
    end: int
    hour: int
    minute: int


def dates_in(text: str, today: date) -> Iterator[tuple[int, int, date]]:
    """Each date in plain text with where it stands; without a year it is the nearest."""
    for hit in _DATE.finditer(text):
        found = _day_of(hit)
        if found is None:
            continue
        start, end, number = found
        year = _YEAR_BEHIND.match(text, end)
        end = year.end() if year else end
        if hit["month"] == "may" and _is_verb(text, hit, end):
            continue
        said = int(year["y"]) if year and year["y"] else None
        day = nearest_day(said, MONTHS.index(hit["month"][:3]) + 1, number, today)
        if day is not None:
            yield start, end, day


def unreal_dates_in(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Where dates stand in plain text that there are not, such as `31 April`."""
    for hit in _DATE.finditer(text):
        found = _day_of(hit)
        if found is None or not _SHORTEST_MONTH < found[2] <= _LONGEST_MONTH:
            continue
        start, end, number = found
        if nearest_day(None, MONTHS.index(hit["month"][:3]) + 1, number, today) is None:
            yield start, end


def days_by_word(text: str, today: date) -> Iterator[tuple[int, int, int]]:
    """Each weekday to come, and today in `this afternoon`, in plain text: where it stands and how
    many days after today it is.

    One of which its clause tells what has been is left out: `insulin ran out on Monday`.
    """
    for hit in _BY_WORD.finditer(text):
        if tells_what_has_been(text, *hit.span()):
            continue
        away = 0
        if hit["weekday"]:
            away = (_WEEKDAYS.index(hit["weekday"][:3]) - today.weekday()) % 7
        yield hit.start(), hit.end(), away or (7 if hit["next"] else 0)


def tells_what_has_been(text: str, start: int, end: int) -> bool:
    """Whether the English clause that holds a place tells what has been, rather than what will."""
    begins, ends = clause_around(text, start, end)
    return bool(_HAS_BEEN.search(text, begins, ends)) and not _WILL_BE.search(text, begins, ends)


def _day_of(hit: re.Match[str]) -> tuple[int, int, int] | None:
    """Where a date begins and ends and the number of its day: the one with `th`, else the first;
    the other one is a time of day."""
    month_end = hit.end("month") + (hit.string[hit.end("month") : hit.end("month") + 1] == ".")
    behind = hit["then"] and (hit["then_nth"] or not hit["first"])
    if behind:
        return hit.start("month"), hit.end(), int(hit["then"])
    return (hit.start(), month_end, int(hit["first"])) if hit["first"] else None


def _is_verb(text: str, hit: re.Match[str], end: int) -> bool:
    """Whether may is the verb."""
    if hit["first"]:
        return not hit["first_nth"] and _GOES_ON.match(text, end) is not None
    return _MAY.search(text, 0, hit.start()) is not None


def clock_beside(text: str, start: int, end: int) -> Clock | None:
    """The time of day said right behind a day, else right before it; None for none.

    An hour alone counts behind a word such as `at`; before six without am or pm it is one of the
    afternoon.
    """
    if (behind := _BEHIND.match(text, end)) is not None:
        part = behind["part"] or ""
        which = "_then" if part else ""
        hour, minute, half = (behind[f"{name}{which}"] for name in ("hour", "minute", "half"))
        word = behind["at" if part else "word"]
        if hour and (half or minute or word) and int(hour) < 24:
            return Clock(start, behind.end(), _hour(int(hour), half, part), int(minute or 0))
        if part:
            return Clock(start, behind.end("part"), _PARTS[part], 0)
    before = _BEFORE.search(text, max(0, start - _LOOKED_BACK), start)
    if before is None or int(before["hour"]) > 23:
        return None
    if not (before["half"] or before["minute"] or before["word"]):
        return None
    hour, minute = _hour(int(before["hour"]), before["half"], ""), int(before["minute"] or 0)
    return Clock(before.start(), end, hour, minute)


def _hour(hour: int, half: str | None, part: str) -> int:
    if half == "a" or (not half and part in ("morning", "midnight")):
        return 0 if hour == 12 else hour
    late = half == "p" or part in ("afternoon", "evening", "night") or 0 < hour < 6
    return hour + 12 if late and hour < 12 else hour
