"""Spans of time as English says them, with their number in digits or spelled out. Pure."""

from __future__ import annotations

from datetime import timedelta

_SPELLED = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "a couple of": 2, "a few": 3}
ENGLISH_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_SPELLED, key=len, reverse=True))}"
"""Finds a number in digits or spelled out."""

_UNITS = {
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
}


def english_span(count: str, unit: str) -> timedelta:
    """How long `two days`, `half an hour` are; of days whole ones."""
    span = (int(count) if count.isdigit() else _SPELLED[count]) * _UNITS[unit[0]]
    return span if unit[0] in "hm" else timedelta(days=span.days)
