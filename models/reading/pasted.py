"""Lines that come all at once, pasted or through a pipe: what each says, without what lists add."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from models.text import clean, fold
from models.word_tables import unless_broken, word_table

MOST_LINES = 5_000
"""Calls that are taken down at once; more is no note of calls."""

_NUMBERED = re.compile(r"[(（\[【]?(?P<no>\d{1,4})(?:[.．、)）\]】](?!\d)|\s*[-–—](?=\s))\s*(?=\S)")
"""The number of a line of a list; what is a date or a time of day, such as 4.9 or 8:05, is none."""

_BULLET = re.compile(r"[•·●○■□▪◆◇*＊–—-]\s*(?=\S)")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, each clean and on its own; blank ones, numbers and bullets of a list are
    left out. Lines that are a form together are one, with its line breaks.

    A number before a line is a list's where each is the one before it and one more.
    """
    lines = [clean(line, limit=3 * len(line)) for line in _ENDS.split(text)]
    lines = [line for line in lines if line]
    begins = form_starts(lines)
    if begins:
        return tuple("\n".join(lines[at:end]) for at, end in pairwise([*begins, len(lines)]))
    return tuple(_unnumbered(lines) or _without(_BULLET, lines) or lines)


def needs_lines(calls: Sequence[str]) -> bool:
    """Whether what was pasted is more than one line, which a field of one could not keep."""
    return len(calls) > 1 or any("\n" in call for call in calls)


_FIELD = re.compile(
    r"[【\[〔(（]?\s*([^\W\d][^\d:：】\]〕)）]{0,9}?)\s*(?:[】\]〕)）]|(?=[:：]|——|—))"
)
"""The field a line of a form begins with: `姓名：`, `【诉求】`."""


def form_starts(lines: Sequence[str]) -> list[int]:
    """Where forms begin in lines without blank ones; empty where they are none.

    Most lines of a form begin with a field, two of them at least with one that is known, and none
    twice. What stands before the first field belongs to it; where that comes again the next begins.
    """
    fields = [fold(found[1]) if (found := _FIELD.match(line)) else "" for line in lines]
    known = [field for field in fields if field in unless_broken(form_fields, frozenset())]
    if len(set(known)) < 2 or 3 * sum(map(bool, fields)) < 2 * len(lines):
        return []
    first = next(field for field in fields if field)
    begins = [0, *[at for at, field in enumerate(fields) if field == first][1:]]
    for at, end in pairwise([*begins, len(lines)]):
        within = [field for field in fields[at:end] if field]
        if len(set(within)) < len(within) or end - at < 2:
            return []
    return begins


@cache
def form_fields() -> frozenset[str]:
    """The fields forms have.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "pasted.toml")
    table.only("fields")
    return frozenset(map(fold, table.words("fields")))


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
