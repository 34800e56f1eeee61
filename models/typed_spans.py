"""How long a span is as people type it, in digits or in words. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from models.reading.day_names import number_of
from models.reading.english_spans import ENGLISH_COUNT, english_span
from models.spans import read_span
from models.text import CHINESE_NUMERALS

SIGNED = re.compile(r"([+-])\s*(.+)")
"""A span with its sign: `+2h`."""

_MIXED_SPAN = re.compile(r"(\d{1,3})\s*(?:h|hours?|小时|时)\s*(\d{1,2})\s*(?:m|min|分|分钟)?")
_SAID_SPAN = re.compile(rf"(半|[{CHINESE_NUMERALS}]{{1,3}})(?=个?(?:小时|天|分))个?")
_SPELLED_SPAN = re.compile(rf"(?!\d)({ENGLISH_COUNT})\s*(days?|hours?|hrs?|minutes?|mins?)")


def span_in(plain: str, worded: re.Pattern[str]) -> timedelta | None:
    """How long from now folded text says; below zero for ago. None where it says no span.

    Args:
        worded: finds a span with words around it, as groups `in`, `span`, `later` and `ago`.
    """
    if signed := SIGNED.fullmatch(plain):
        length, back = _length(signed[2]), signed[1] == "-"
    else:
        found = worded.fullmatch(plain)
        if found is None or not (found["in"] or found["later"] or found["ago"]):
            return None
        length, back = _length(found["span"]), bool(found["ago"])
    return -length if length is not None and back else length


_SIGN = re.compile(
    r"(?P<back>-|提前|早|earlier|early)?(?:\+|晚|迟|late[rn]?)?\s*(?P<span>.+?)了?\s*"
    r"(?P<behind>earlier|early)?(?:later|late)?"
)
_NUMBER = re.compile(rf"\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,3}}")


def minutes_in(plain: str) -> timedelta | None:
    """How much later folded text says: `15`, `-10`, `20分`, `半小时`, `四十`, `早10分`, `1h late`;
    below zero for earlier, minutes where it names no unit. None where it says no span."""
    found = _SIGN.fullmatch(plain.strip())
    if found is None:
        return None
    said = found["span"]
    if _NUMBER.fullmatch(said):
        length: timedelta | None = timedelta(minutes=number_of(said))
    else:
        length = _length(said)
    return -length if length is not None and (found["back"] or found["behind"]) else length


def _length(said: str) -> timedelta | None:
    if mixed := _MIXED_SPAN.fullmatch(said):
        return timedelta(hours=int(mixed[1]), minutes=int(mixed[2]))
    word = _SAID_SPAN.match(said)
    if word is None and (spelled := _SPELLED_SPAN.fullmatch(said)):
        return english_span(spelled[1], spelled[2]) or None
    if word is None:
        return read_span(said.replace("个", ""))
    unit = read_span("1" + said[word.end() :])
    if unit is None:
        return None
    return unit / 2 if word[1] == "半" else unit * number_of(word[1])
