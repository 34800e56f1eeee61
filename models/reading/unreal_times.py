"""Dates and times of day of a notice that there are not: 4月31日, 25点, `31 April`. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from models.reading.english_dates import unreal_dates_in
from models.reading.scan import Line
from models.reading.shapes import Field
from models.text import clean
from models.times import LOCAL, nearest_day

_DATE = re.compile(
    r"(?<![\d./\-])(?:(20\d\d)\s?[年/.\-]\s?)?(\d{1,2})(?:\s?月\s?(\d{1,2})\s?[日号]?|/(\d{1,2})(?=\s\d{1,2}[点时:]))"
)
_CLOCK = re.compile(
    r"(?<![\d.:/])(?:(\d{2})\s?[点时](?!间|心|菜|滴|药|名|候|段)(?:半|\d{1,2}分?)?"
    r"|(\d{1,2})[:：](\d{2})(?![\d:]))"
)


class Unreal(NamedTuple):
    """Words of dates and times that there are not, and whether there is a date among them."""

    words: tuple[str, ...] = ()
    day_lost: bool = False


def take_unreal(line: Line, now: datetime) -> Unreal:
    """Speak for dates and times of day that there are not."""
    today = now.astimezone(LOCAL).date()
    text = line.rest
    days = [*unreal_dates_in(text, today)]
    for hit in _DATE.finditer(text):
        month, day = int(hit[2]), int(hit[3] or hit[4])
        if nearest_day(int(hit[1]) if hit[1] else None, month, day, today) is None:
            days.append(hit.span())
    clocks = [
        hit.span()
        for hit in _CLOCK.finditer(text)
        if int(hit[1] or hit[2]) > 24 or int(hit[3] or 0) > 59
    ]
    found = sorted([*days, *clocks])
    for start, end in found:
        line.take(start, end, Field.HAPPENED)
    return Unreal(tuple(clean(line.text[slice(*at)]).strip() for at in found), bool(days))
