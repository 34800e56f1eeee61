"""How it is drawn what was read of a line: a chip for each thing, above them what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from models.reading.shapes import Reading
from models.requests import Double
from screens.i18n import _
from screens.kit.wrapped import shortened
from screens.reading.words import Chip
from screens.requests import words
from screens.sentences import say

_MOST_OTHERS = 3
"""Open requests shown that a call may double."""

_STYLES = {
    "": "reverse",
    "doubt": "$warning",
    "ask": "bold $warning reverse",
    "life": "bold $error reverse",
}
"""The style of a chip, by its tone."""


def in_chips(read: Iterable[Chip], width: int) -> Content:
    """All that was read, in rows; no chip is broken at the end of a line that has room for it.

    Args:
        width: cells of a line.
    """
    rows: list[list[Content]] = [[]]
    room = width
    for chip in read:
        said = f" {chip.said} ".replace(" ", "\N{NO-BREAK SPACE}")
        cells = cell_len(said)
        if rows[-1] and cells > room:
            rows.append([])
            room = width
        rows[-1].append(Content.styled(said, _STYLES[chip.tone]))
        room -= cells + 1
    return Content("\n").join(Content(" ").join(row) for row in rows)


def hint() -> Content:
    """How a line may look, where none is written yet."""
    return Content.styled(_("such as: Dalin 2-1805 no insulin, two days left 13800000000"), "dim")


def others_words(others: Sequence[Double], now: datetime, masked: bool) -> Content:
    """The open requests that a call may double, the likeliest in front."""
    lines = [Content(words.double(one, now, masked)) for one in others[:_MOST_OTHERS]]
    more = len(others) - _MOST_OTHERS
    if more > 0:
        lines.append(Content(_("and {count} more").format(count=more)))
    return Content("\n").join(lines)


def with_trouble(said: Reading, shown: Content) -> Content:
    """What is shown of a line, below what is wrong with the words it is read by."""
    if said.trouble is None:
        return shown
    return Content("\n").join([warning(say(said.trouble)), shown])


def warning(words_of_it: str) -> Content:
    """What is wrong, behind a sign."""
    return Content.styled("⚠ " + shortened(words_of_it), "bold $error")
