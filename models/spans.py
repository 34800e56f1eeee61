"""Spans of time as settings and fields have them: a minute to 30 days. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

_MOST_MINUTES = 60 * 24 * 30
LONGEST_SPAN = timedelta(minutes=_MOST_MINUTES)
"""The longest span that can be set."""

_SPAN = re.compile(r"(\d{1,6}) ?(min(?:ute)?s?|m|分钟?|h|hrs?|hours?|小?时|d|days?|天)?")
_UNITS = {"h": 60, "时": 60, "小": 60, "d": 24 * 60, "天": 24 * 60}


def read_span(text: str) -> timedelta | None:
    """A span of a minute to 30 days as typed: `90` minutes, `4h`, `4小时`, `2 days`; else None."""
    from models.text import fold  # telling a time needs none of it

    match = _SPAN.fullmatch(fold(text))
    if match is None:
        return None
    minutes = int(match[1]) * _UNITS.get((match[2] or "")[:1], 1)
    return timedelta(minutes=minutes) if 1 <= minutes <= _MOST_MINUTES else None
