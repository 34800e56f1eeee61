"""Times of day as a notice of goods tells them, in both languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.reading.day_names import number_of
from models.reading.moments import PERIODS
from models.reading.moved_times import half_behind, moved_times
from models.text import CHINESE_NUMERALS

_N = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_CLOCK = re.compile(
    rf"(?:(?P<part>{PERIODS})\s*)?(?<!\d[.:])(?<!\d)(?P<hour>{_N})"
    rf"(?:[:：](?P<minutes>\d{{2}})(?!\d)|\s*[点时](?![间心菜滴药名候段])钟?"
    rf"(?P<quarter>半|一刻|三刻|\d{{1,2}}(?:分|(?![\d份箱袋盒包瓶桶]))){{0,1}}"
    rf"|(?=\s*[-~—至到]\s*{_N}\s*(?:[:：]\d{{2}}|[点时](?![间心菜滴药名候段]))))"
)
_ENGLISH_CLOCK = re.compile(
    r"(?<![\d.:\-])(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minutes>[0-5]\d))?\s?(?P<half>[ap])\.?m\b"
    r"|(?<![\d.:\-])(?P<hour_b>1\d|2[0-3]|0?\d)\.(?P<minutes_b>[0-5]\d)(?= (?:this|tomorrow|today))"
    r"|(?<![\d.:\-])(?P<hour_c>1\d|2[0-3]|0?\d)(?= o'?clock)"
    r"|\b(?:at|by|around|about|between|from|before|tomorrow|today|tonight"
    r"|eta|arriving|arrives|arrive|now|due) (?P<hour_d>1\d|2[0-3]|0?\d)"
    r"(?![\d:.,]\d|\d|\s*[a-z]*(?:bag|box|pack|kit|[ap]\.?m|min|hour))"
    r"(?=\s*(?:[,;.\x00]|$|and|to|in|with|for|on|by|not|instead|this|tomorrow|today|tonight|sharp|o'))"
    r"|(?<![\d.:\-])(?P<hour_e>1[0-2]|0?\d)(?:[:.](?P<minutes_e>[0-5]\d))?"
    r"(?=\s?(?:-|~|–|to|and)\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b)"
    r"|\b(?P<hour_f>1\d|2[0-3]|0?\d)(?= instead of (?:1\d|2[0-3]|0?\d)(?!\d| ?[a-z]))"
    r"|\b(?P<noon>noon|midday)\b"
)
_HALF = re.compile(r"\s?([ap])\.?m\b")


class Clock(NamedTuple):
    """A time of day, and where it stands."""

    start: int
    end: int
    hour: int
    minute: int
    part: str
    """Part of the day as it stands before it, or empty."""
    spoken: bool = False
    moved: bool = False
    """Whether it is one that another was moved to."""


def clocks_in(text: str) -> Iterator[Clock]:
    """Every time of day, in the order of the text, Chinese ones first."""
    for hit in _CLOCK.finditer(text):
        hour = number_of(hit["hour"])
        quarter = hit["quarter"] or ""
        minute = {"半": 30, "一刻": 15, "三刻": 45}.get(quarter)
        if minute is None:
            minute = int(re.sub(r"\D", "", quarter or hit["minutes"] or "") or 0)
        if hour > 24 or minute > 59:
            continue
        half = _HALF.match(text, hit.end())
        end = half.end() if half else hit.end()
        part = hit["part"] or ("上" if half and half[1] == "a" else "下" if half else "")
        yield Clock(hit.start(), end, hour % 24, minute, part, hit["minutes"] is None)
    for hit in _ENGLISH_CLOCK.finditer(text):
        if hit["noon"]:
            yield Clock(hit.start(), hit.end(), 12, 0, "中")
            continue
        name = next(
            one
            for one in ("hour", "hour_b", "hour_c", "hour_d", "hour_e", "hour_f")
            if hit[one] is not None
        )
        minutes = hit["minutes"] or hit["minutes_b"] or hit["minutes_e"] or "0"
        hour = int(hit[name])
        end_half = hit["half"] or half_behind(text, hit.end(), hour)
        of = {"a": "上", "p": "下"}.get(end_half, "")
        hour = 0 if of == "上" and hour == 12 else hour
        yield Clock(hit.start(name), hit.end(), hour, int(minutes), of)
    for moved in moved_times(text):
        of = {"a": "上", "p": "下"}.get(moved.half, "")
        yield Clock(moved.start, moved.end, moved.hour, moved.minute, of, moved=True)
