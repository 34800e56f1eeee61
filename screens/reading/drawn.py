"""How it is drawn what was read of a line: a chip for each thing, above them what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from models.reading.shapes import Reading
from screens.kit.wrapped import shortened
from screens.reading.words import Chip
from screens.sentences import say

_STYLES = {
    "": "reverse",
    "doubt": "$warning",
    "ask": "bold $warning reverse",
    "life": "bold $error reverse",
}
"""The style of a chip, by its tone."""


def in_chips(read: Iterable[Chip]) -> Content:
    """All that was read, in a row; no chip is broken at the end of a line."""
    return Content(" ").join(
        Content.styled(f" {chip.said} ".replace(" ", "\N{NO-BREAK SPACE}"), _STYLES[chip.tone])
        for chip in read
    )


def with_trouble(said: Reading, shown: Content) -> Content:
    """What is shown of a line, below what is wrong with the words it is read by."""
    if said.trouble is None:
        return shown
    return Content("\n").join([warning(say(said.trouble)), shown])


def warning(words_of_it: str) -> Content:
    """What is wrong, behind a sign."""
    return Content.styled("⚠ " + shortened(words_of_it), "bold $error")
