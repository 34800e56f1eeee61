"""A summary short enough for a row, which keeps by when something has to be. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from models.reading.scan import clause_around, plain
from models.reading.shapes import Field, Span
from models.requests.rules import SUMMARY
from models.text import cells, clean, within

_TOLD = frozenset({Field.URGENCY, Field.DAYS})
"""What tells by when, and how long something lasts."""


def shortened(summary: str, text: str, spans: Iterable[Span]) -> str:
    """A summary of at most `SUMMARY` cells; of a longer one how it begins, and the words of the
    text around its deadline, which may stand at the end of a long form.

    Args:
        text, spans: what was read, and which characters of it as what.
    """
    if cells(summary) <= SUMMARY:
        return summary
    cut = f"{within(summary, SUMMARY - 1)}…"
    begins = within(summary, SUMMARY // 2)
    said = plain(text)
    around = (clause_around(said, one.start, one.end) for one in spans if one.field in _TOLD)
    clauses = dict.fromkeys(clean(text[start:end]) for start, end in around)
    if all(one in cut for one in clauses):
        return cut
    tail = within(" ".join(one for one in clauses if one not in begins), SUMMARY // 2)
    return f"{within(summary, SUMMARY - cells(tail) - 2).rstrip()}… {tail}"
