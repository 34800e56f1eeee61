"""Lines that come all at once, pasted or through a pipe: what each says, without what lists add."""

from __future__ import annotations

import re

from models.text import clean

MOST_LINES = 5_000
"""Calls that are taken down at once; more is no note of calls."""

_NUMBERED = re.compile(r"[(（\[【]?(?P<no>\d{1,4})(?:[.．、)）\]】](?!\d)|\s*[-–—](?=\s))\s*(?=\S)")
"""The number of a line of a list; what is a date or a time of day, such as 4.9 or 8:05, is none."""

_BULLET = re.compile(r"[•·●○■□▪◆◇*＊–—-]\s*(?=\S)")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, each clean and on its own; blank ones, numbers and bullets of a list are
    left out.

    A number before a line is a list's where each is the one before it and one more.
    """
    lines = [clean(line, limit=3 * len(line)) for line in _ENDS.split(text)]
    lines = [line for line in lines if line]
    return tuple(_unnumbered(lines) or _without(_BULLET, lines) or lines)


_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def _unnumbered(lines: list[str]) -> list[str]:
    """The lines without the numbers of the list they are; none where they are no such list."""
    numbers = [int(found["no"]) if (found := _NUMBERED.match(line)) else None for line in lines]
    first = numbers[0] if numbers else None
    if first is None or len(lines) < 2:
        return []
    in_order = all(no == first + at for at, no in enumerate(numbers))
    return _without(_NUMBERED, lines) if in_order else []


def _without(mark: re.Pattern[str], lines: list[str]) -> list[str]:
    """The lines without a mark that every one of several begins with; none where one has none."""
    if len(lines) < 2 or not all(mark.match(line) for line in lines):
        return []
    return [mark.sub("", line, count=1) for line in lines]
