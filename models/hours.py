"""Hours somebody is available, as lists write them, in minutes after midnight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.text import fold
from models.word_tables import word_starts, word_table

Span = tuple[int, int]
"""From and until; past 1440 is the next day."""


class _Words(NamedTuple):
    """Words for the whole day, and for parts of the day."""

    whole_day: frozenset[str]
    parts: Mapping[str, Span]


@cache
def _words() -> _Words:
    table = word_table(__file__, "hours.toml")
    table.only("whole_day", "parts")
    parts = table.part("parts").rows_by(_span, "08:00-12:00")
    by_word = {word: span for span, words in parts.items() for word in words}
    return _Words(frozenset(table.words("whole_day")), by_word)


_CLOCK = r"(\d{1,2})(?:[:.点时](\d{2}|半)?分?)?(?:\s*([ap])\.?m\.?)?"
_SPAN = re.compile(
    rf"(?:from )?(上午|下午|晚上)?{_CLOCK}\s*(?:[-–—~到至]|to|until|till)+\s*"
    rf"(上午|下午|晚上)?{_CLOCK}"
)
_NOON = 12 * 60
_DAY = 24 * 60


def parse_hours(text: str) -> Span | None:
    """From and until of `7:00-10:00`, `8点到12点半`, `9am-5pm`, `下午1点-5点`, 上午.

    Several parts are joined.
    The whole day is 0 to 1440; None for what is not understood.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    plain = fold(text)
    if _SPAN.fullmatch(plain):
        return _span(plain)
    known = _words()
    if plain in known.whole_day:
        return 0, 1440
    parts = [part for part in re.split(r"[、,，;；/和及&+ ]+", plain) if part]
    found = [known.parts[part] for part in parts if part in known.parts]
    if not parts or len(found) != len(parts):
        return None
    return min(start for start, _ in found), max(end for _, end in found)


_LONGEST_NIGHT = 14 * 60


def telephone_hours(text: str) -> Span | None:
    """From and until of `parse_hours`, where both are beyond doubt: hours over midnight that are
    longer than a night are not, since `12-9` is until the evening for who types it.
    """
    span = parse_hours(text)
    if span is None:
        return None
    start, end = span
    return span if end <= _DAY or end - start <= _LONGEST_NIGHT else None


def find_hours(text: str) -> tuple[str, Span | None]:
    """The words in a text that tell when somebody is available, as they stand there folded, and
    from and until; empty and None where there are none.

    Clock times go before parts of the day, and these before any time: `晚上都可以`.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    plain = fold(text)
    for match in _SPAN.finditer(plain):
        if (span := _span(match[0])) and not _within_a_number(plain, match):
            return match[0], span
    known = _words()
    words = {*known.whole_day, *known.parts}
    found = list(dict.fromkeys(re.findall(word_starts(words), plain)))
    spans = [known.parts[word] for word in found if word in known.parts]
    if not spans:
        return ("、".join(found), (0, 1440)) if found else ("", None)
    return "、".join(found), (min(start for start, _ in spans), max(end for _, end in spans))


def _within_a_number(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like two times is part of a longer number, such as the door 1-1702."""
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return any(char.isdigit() or char in "-号室栋" for char in beside)


def _span(plain: str) -> Span | None:
    """What two clock times tell; an end that is no later than its beginning is of the next day."""
    match = _SPAN.fullmatch(plain)
    if match is None:
        return None
    start = _minutes(match[1], match[2], match[3], match[4])
    end = _minutes(match[5] or match[1], match[6], match[7], match[8])
    if match[8] == "p" and not (match[1] or match[4]) and start + _NOON < end:
        start += _NOON  # 2-5pm, but not 9-5pm
    if end <= start:
        end += 1440
    return (start, end) if start <= 1440 and end <= 2880 else None


def _minutes(part: str | None, hour: str, minute: str | None, half: str | None) -> int:
    hours = int(hour)
    if half and hours == 12:
        hours = 0
    if (part in ("下午", "晚上") or half == "p") and hours < 12:
        hours += 12
    return hours * 60 + (30 if minute == "半" else int(minute or 0))
