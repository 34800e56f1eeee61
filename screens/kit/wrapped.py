"""Sentences in lines: long paths shortened, and what there is no room for cut with a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from screens.kit.detail import line_ends, veiled

_NAME = r"[^\s\\/，。；：、！？（）“”《》「」]+"
_PATH = re.compile(rf"(?<![A-Za-z0-9_.~-])(?:[A-Za-z]:)?[\\/]{_NAME}(?:[\\/]{_NAME}){{2,}}")
"""A path from the top, of three names at least; what ends a sentence may stand behind it."""

_LONGEST = 40
"""Cells of a path that is shown whole."""

MORE = "…"
"""Stands where something was left out."""


def shortened(words: str) -> str:
    """A text whose long paths lack names in their middle: `/home/wei/…/daiban.db`."""
    return _PATH.sub(lambda found: _shorter(found[0]), words)


def _shorter(path: str) -> str:
    """A path with as many of its first names, and the last, as there is room for."""
    if cell_len(path) <= _LONGEST:
        return path
    separator = path[-1 - len(re.split(r"[\\/]", path)[-1])]
    *folders, name = re.split(r"[\\/]", path)
    end = separator.join((MORE, name))
    while folders and cell_len(separator.join((*folders, end))) > _LONGEST:
        folders.pop()
    return separator.join((*folders, end)) if any(folders) else end


def in_lines(words: Content, width: int) -> list[Content]:
    """A text in lines of at most `width` cells, on one as it is where that has room for it."""
    words = veiled(words)
    if not width or (words.cell_length <= width and "\n" not in words.plain):
        return [words]
    return [
        part.rstrip()
        for line in words.split("\n", allow_blank=True)
        for part in line.divide(line_ends(line.plain, width))
    ]


def with_key(words: Content, width: int) -> list[Content]:
    """The same of a text that may end in a key, two blanks behind the rest, which is not parted
    from what it does."""
    lines = in_lines(words, width)
    before, gap, last = words.plain.rpartition("  ")
    if gap and not lines[-1].plain.endswith(last):
        return [*in_lines(words[: len(before)], width), *in_lines(words[-len(last) :], width)]
    return lines


def cut(lines: Sequence[Content], most: int, width: int, more: str = f" {MORE}") -> list[Content]:
    """The first of some lines; where others follow, the last that is seen says so at its end."""
    if len(lines) <= most:
        return list(lines)
    *first, last = lines[:most]
    kept = last.truncate(max(0, width - cell_len(more)))
    return [*first, kept.rstrip() + Content(more)]
