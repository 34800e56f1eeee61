"""When calls of a file came whose lines tell the time of day alone: by their order and headings.

A night's calls are brought in the next morning, or the next afternoon: 23:40 was yesterday's then,
and so was 14:30 where it stands among yesterday's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from data.exchange.days import as_day
from models.reading.moments import names_day, take_happened
from models.reading.scan import Line
from models.times import LOCAL, day_start

_A_DAY = timedelta(days=1)

_OUT_OF_ORDER = timedelta(hours=3)
"""How far a line may stand out of the order of the others: what was written down later."""

_BESIDE_A_DATE = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|夜班|白班|晚班|早班|夜间|晚上|白天|来电|电话|求助|记录|登记|接听|台账"
    r"|\b(?:calls?|night|day|log|notes?|of|the|shift)\b|[#*()（）\[\]【】]",
    re.IGNORECASE,
)
"""What may stand beside the date in a heading."""

_A_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?"
    r"|\d{1,2} [a-z]{3,9}\.?,? ?(?:\d{4})?|[a-z]{3,9}\.? \d{1,2},? ?(?:\d{4})?",
    re.IGNORECASE,
)
"""Without year or a month's name a date is read as a door."""


def heading_day(line: str, now: datetime) -> date | None:
    """The day a line is the heading of, with nothing else in it; None for any other line."""
    bare = " ".join(_BESIDE_A_DATE.sub(" ", line).split()).strip("=-—_~:：,，. ")
    return as_day(bare, now) if _A_DATE.fullmatch(bare) else None


def when(lines: Sequence[tuple[int, str]], now: datetime) -> Mapping[int, datetime | None]:
    """By number of the line, the moment to read it by, never after now; None for a heading.

    A line's own date counts, and that of a heading for the line behind it. From there on a time of
    day is of the day by which the lines keep their order, up or down. Where nothing is dated, that
    is reckoned from the newest line, the last or the first, as the latest that is not after now.

    Args:
        lines: number and text of each, in the order of the file.
    """
    found: dict[int, datetime | None] = {}
    part: list[tuple[int, str]] = []
    day: date | None = None
    for number, text in (*lines, (0, "")):
        heading = heading_day(text, now) if number else None
        if heading is None and number:
            part.append((number, text))
            continue
        found |= _of_part(part, day, now)
        if number:
            found[number], part, day = None, [], heading
    return found


def _of_part(
    lines: Sequence[tuple[int, str]], day: date | None, now: datetime
) -> dict[int, datetime | None]:
    """The moments of the lines under one heading."""
    told = {number: _told(text, now) for number, text in lines}
    numbers = [number for number, _text in lines]
    falling = _falls([moment for moment, _dated in told.values() if moment is not None])
    dated_first = next((dated for moment, dated in told.values() if moment is not None), False)
    forward = falling or dated_first or day is not None
    onward = numbers if forward else numbers[::-1]
    at: datetime | None = None
    found: dict[int, datetime | None] = {}
    for number in onward:
        moment, dated = told[number]
        if moment is not None and not dated:
            moment = _placed(moment, at, day, now, back=falling or not forward)
        at = moment or at
        found[number] = moment or (now if day is None else min(at or _noon(day), now))
    return found


def _told(text: str, now: datetime) -> tuple[datetime | None, bool]:
    """The latest moment a line may mean, and whether it tells its day."""
    return take_happened(Line(text), now), names_day(Line(text))


def _falls(moments: Sequence[datetime]) -> bool:
    """Whether the newest call stands first, by the times of day one after the other."""
    steps = [
        ((after - before + _A_DAY / 2) % _A_DAY) - _A_DAY / 2 for before, after in pairwise(moments)
    ]
    down = sum(step < timedelta(0) for step in steps)
    return down * 2 > len(steps)


def _placed(
    moment: datetime, beside: datetime | None, day: date | None, now: datetime, *, back: bool
) -> datetime:
    """A time of day on the day it is of.

    Args:
        beside: the moment of the line before it, on the way the lines are gone through.
        back: whether moments grow older on that way.
    """
    if beside is None:
        if day is None:
            return moment
        at = moment.astimezone(LOCAL)
        return min(day_start(day, at.timetz().replace(tzinfo=None)), now)
    latest = min(beside + (_OUT_OF_ORDER if back else _A_DAY - _OUT_OF_ORDER), now)
    return moment - _A_DAY * -((latest - moment) // _A_DAY)


def _noon(day: date) -> datetime:
    return day_start(day) + _A_DAY / 2
