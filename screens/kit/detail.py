"""The lines of a detail: a heading, facts with their labels, parts under their own headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.content import Content

from screens.kit import masks

_WORDS = re.compile(
    r"\n|[^\S\n]+"
    r"|(?:[⚠✗✓▸] )?[（《「『“]*(?:\([^()\s]{1,12}\)|\(?(?:\d{4}-)?\d\d-\d\d \d\d:\d\d[!-~]*"
    r"|[\u4e00-\u9fff][A-Z]·?[A-Z\d]{5,6}|[!-~]+(?:…[/\\][!-~]+)*|.)"
    r"[，。、；：！？）》」』”…,;]*"
)
"""Where a line may end: after any wide character, between words of others; what closes a sentence
or a bracket stays with what stands before it, a sign or what opens one with what follows, a few
words in brackets stay together, and so do the day and the hour of a time, a path that was
shortened, and a number plate."""

_LABELLED = re.compile(r"\s*\S+(?: \S+)*\s{2,}(?=\S)")
"""A label or a time and the space behind it: later lines hang from where its words begin."""

_MOST_SET_IN = 16
"""Cells further in than which nothing hangs."""

_LABEL = 11
"""Cells of a label and what is left free behind it; longer ones push their fact to the right."""

_FREE = 2
"""Cells left free behind a label at least: later lines of a fact hang from where it begins."""


def heading(text: str, aside: str = "") -> Content:
    """The first line of a detail, or of one of its parts, with a word beside it."""
    return Content.assemble(
        Content.styled(text, "bold $accent"), Content.styled("  " + aside if aside else "", "bold")
    )


def fact(label: str, value: str | Content, tone: str = "") -> Content:
    """A labelled line; nothing at all where there is nothing to say."""
    if not value:
        return Content("")
    space = " " * max(_FREE, _LABEL - cell_len(label))
    said = Content.styled(_below(value, _LABEL), tone) if isinstance(value, str) else value
    return Content.assemble(Content.styled(label + space, "$foreground 65%"), said)


def set_in(text: str, tone: str = "") -> Content:
    """A line of a part, set in; where it is longer, the later lines hang with it."""
    return Content.styled("  " + _below(text, 2), tone)


def _below(text: str, indent: int) -> str:
    """Text whose own lines stand one below the other, set in."""
    return text.replace("\n", "\n" + " " * indent)


def hanging(text: str, width: int, indent: int) -> str:
    """Text in lines of at most `width` cells, the later ones set in so that they hang."""
    lines, line, filled = [], "", 0
    for word in _WORDS.findall(masks.veiled(text)):
        cells = cell_len(word)
        if line.strip() and (filled + cells > width or word == "\n"):
            lines.append(line.rstrip())
            line, filled = "", 0
        if word != "\n" and (line or not word.isspace()):
            line, filled = line + word, filled + cells
    return ("\n" + " " * indent).join([*lines, line])


def broken(text: Content, width: int) -> Content:
    """A text with its lines broken for `width` cells, words and their styles as they are.

    Lines of wide characters are filled; what stands behind a label or a time hangs from it, what is
    set in hangs from where it begins.
    """
    made = []
    for line in veiled(text).split("\n", allow_blank=True):
        labelled = _LABELLED.match(line.plain)
        begins = len(line.plain) - len(line.plain.lstrip())
        set_in = cell_len(labelled[0]) if labelled else begins
        if set_in > min(_MOST_SET_IN, width // 2):
            set_in = begins
        parts = line.divide(line_ends(line.plain, width, set_in))
        made.append(parts[0])
        made += [Content(" " * set_in) + part for part in parts[1:]]
    return Content("\n").join(made)


def veiled(text: Content) -> Content:
    """A text of which the mask hides what it hides, its styles as they are."""
    return Content(masks.veiled(text.plain), list(text.spans)) if masks.is_on() else text


def line_ends(line: str, width: int, set_in: int = 0) -> list[int]:
    """Where a line is broken, the later parts having `set_in` cells less.

    A word that no line has room for begins where it stands and is broken anywhere.
    """
    ends, at, filled = [], 0, 0
    for word in _parts(line, width - set_in):
        cells = cell_len(word)
        if filled and filled + cells > width and not word.isspace():
            ends.append(at)
            filled = set_in
        at, filled = at + len(word), filled + cells
    return ends


def _parts(line: str, width: int) -> Iterator[str]:
    for word in _WORDS.findall(line):
        yield from word if cell_len(word) > width else (word,)


def sheet(lines: Iterable[Content | None]) -> Content:
    """The lines one below the other; empty ones are left out, None is a blank line."""
    kept = [Content("") if line is None else line for line in lines if line is None or line]
    return Content("\n").join(kept)
