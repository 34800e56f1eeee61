"""Dangers of life that two things tell together and neither alone: pills gone, and fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from models.reading.needs import LIFE, Need
from models.reading.scan import Hit
from models.reading.signal_kinds import Signal
from models.reading.signals import Facts
from models.requests import RequestKind
from models.word_tables import word_table

NOT_SO = ("unreal", "settled", "well")
"""Signals beside which no danger is made up of parts."""


class _Pair(NamedTuple):
    """Two things that are a danger together.

    Attributes:
        reason: code of why.
        first, second: what tells the one and the other; both have to stand in the line.
    """

    reason: str
    kind: RequestKind
    first: re.Pattern[str]
    second: re.Pattern[str]


@cache
def _pairs() -> tuple[_Pair, ...]:
    table = word_table(__file__, "together.toml")
    table.only("pairs")
    pairs = []
    for block in table.parts("pairs"):
        block.only(*_Pair._fields)
        kind = RequestKind(block.one_of("kind", tuple(RequestKind)))
        pairs.append(
            _Pair(block.text("reason"), kind, block.pattern("first"), block.pattern("second"))
        )
    return tuple(pairs)


_DENIED_BEFORE = re.compile(r"(?:没有?|[不未无勿]|\bno|\bnot|n't)\s?$")


def dangers_together(facts: Facts) -> Iterator[Need]:
    """Every danger that two things tell together.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    if facts.has(*NOT_SO):
        return
    for reason, kind, first, second in _pairs():
        one = _said(facts.text, first)
        if one and (other := _said(facts.text, second)):
            hit = Hit(other.start(), other.end(), Signal(reason))
            yield Need(kind, LIFE, reason, hit, facts.said_at)


def _said(text: str, what: re.Pattern[str]) -> re.Match[str] | None:
    """The first place where it is said and not denied."""
    for found in what.finditer(text):
        if not _DENIED_BEFORE.search(text, max(0, found.start() - 5), found.start()):
            return found
    return None


def reasons() -> list[str]:
    """Codes of why."""
    return [pair.reason for pair in _pairs()]
