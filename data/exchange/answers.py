"""Cells of survey exports: the several answers somebody ticked, put into one cell."""

from __future__ import annotations

import re

from models.hours import Span, find_hours, parse_hours
from models.households.marks import says_nothing

_BETWEEN = re.compile(r"[┋|｜;；\n]+|(?<!^)(?=[①-⑳])")
_NUMBER = re.compile(r"^\s*(?:[①-⑳]|[(（]?[A-Ha-h\d]{1,2}[.．、)）:：](?!\d))\s*")
_OTHER = re.compile(
    r"^\s*(?:其他|其它|other)?[^〖【\[]{0,8}[〖【\[](.*?)[〗】\]]\s*$", re.IGNORECASE
)
_GAP = 2 * 60
"""Minutes between two spans that are one with a break in it: 8:00-12:00 and 13:00-17:00."""


def answers(text: str) -> list[str]:
    """The answers of a cell, each once, without numbers of choices; behind 其他 what was typed."""
    found: dict[str, None] = {}
    for part in _BETWEEN.split(text):
        plain = _NUMBER.sub("", part).strip()
        typed = _OTHER.match(plain)
        said = typed[1].strip() if typed else plain
        if said and not says_nothing(said):
            found[said] = None
    return list(found)


def hours_of(said: list[str]) -> Span | None:
    """From and until, where the answers that tell hours are one span; None where they are several,
    since nobody is free between two of them, or tell none."""
    spans = sorted(span for text in said if (span := parse_hours(text) or find_hours(text)[1]))
    if not spans:
        return None
    start, end = spans[0]
    for after, until in spans[1:]:
        if after > end + _GAP:
            return None
        end = max(end, until)
    return start, end
