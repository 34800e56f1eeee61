"""Where the headings of a table stand: below titles and instructions, in one row or several, with
notes on how to fill them in right under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.exchange.columns import Area, Cell, is_heading, meaning, soft
from models.exchange.headings import known_headings, writing

SEARCHED_ROWS = 40
_HEADING_ROWS = 3
_MOST_COLUMNS = 512
_NOTE_LENGTH = 60
_FEWEST = 3
"""Columns of which a table has more, where none of its headings is known."""

_VALUE = re.compile(r"\d{5}|^\d+(\.\d+)?$|^\d+[号室人]$")


class HeadingRows(NamedTuple):
    """Rows that may hold the headings of a table.

    Attributes:
        first: index of the first of them.
        height: how many they are.
        parts: for each column its texts from top to bottom, merged cells filled in.
        titles: texts above them.
        notes: rows right below that say how to fill the columns in, or are an example.
    """

    first: int
    height: int
    parts: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    notes: int

    @property
    def headings(self) -> tuple[str, ...]:
        """One text a column."""
        return tuple("".join(texts) for texts in self.parts)


def candidates(rows: Sequence[Sequence[Cell]], merged: Sequence[Area]) -> Iterator[HeadingRows]:
    """The rows that may hold the headings, one after another, in each height they may have."""
    for first in range(min(len(rows), SEARCHED_ROWS)):
        for height in range(1, _HEADING_ROWS + 1):
            last = first + height - 1
            if last >= len(rows) or not may_head(rows[last]) or (height > 1 and _notes(rows[last])):
                break
            if height > 1 and _is_title(rows, first, merged):
                break
            parts = tuple(_parts(rows, first, height, merged))
            notes = _rows_of_notes(rows, first + height)
            yield HeadingRows(first, height, parts, titles_of(rows[:first]), notes)


def likeliest(rows: Sequence[Sequence[Cell]], merged: Sequence[Area]) -> HeadingRows | None:
    """The row that has most headings of any kind of list; the first row of several texts where no
    row has any; None for a table without such a row."""
    found = [one for one in candidates(rows, merged) if one.height == 1 and _filled(one) > 1]
    return max(found, key=lambda one: (_known(one), -one.first), default=None)


def may_head(row: Sequence[Cell]) -> bool:
    """Whether a row may be one of headings: texts only, none of them a value."""
    texts = [cell for cell in row if cell is not None]
    return bool(texts) and all(
        isinstance(cell, str) and not _VALUE.search(soft(cell)) for cell in texts
    )


def stand_as_headings(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether texts head a table of text rather than being a line of somebody's words cut at its
    commas: two are headings of some list, or all rows below have as many cells.

    Args:
        rows: those below.
    """
    if sum(map(is_heading, headings)) > 1:
        return True
    filled = [len(row) for row in rows if row]
    even = bool(filled) and all(cells == len(headings) for cells in filled)
    numbers = any(char.isdigit() for heading in headings for char in heading)
    return even and len(headings) > _FEWEST and not numbers


def titles_of(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """All texts of some rows."""
    return tuple(
        cell.strip() for row in rows for cell in row if isinstance(cell, str) and cell.strip()
    )


def is_example_sheet(name: str) -> bool:
    """Whether a sheet is called one of examples or explanations."""
    return bool(writing().examples.search(soft(name)))


def _is_title(rows: Sequence[Sequence[Cell]], row: int, merged: Sequence[Area]) -> bool:
    """Whether a row has one text that stands over all columns: a title, no name of a group."""
    texts = [column for column, cell in enumerate(rows[row]) if cell is not None]
    below = rows[row + 1] if row + 1 < len(rows) else ()
    width = max((column for column, cell in enumerate(below) if cell is not None), default=0) + 1
    over = any(
        top <= row <= bottom and left == 0 and right + 1 >= width
        for top, left, bottom, right in merged
    )
    return len(texts) == 1 and (over or texts == [0])


def _filled(found: HeadingRows) -> int:
    return sum(map(bool, found.parts))


def _known(found: HeadingRows) -> int:
    """Columns whose heading any kind of list knows."""
    return sum(
        bool(text) and (is_heading(text) or any(meaning(kind, text) for kind in known_headings()))
        for text in found.headings
    )


def _rows_of_notes(rows: Sequence[Sequence[Cell]], below: int) -> int:
    """How many rows from an index on are notes, then how many of the rest are an example."""
    last = below
    while last < len(rows) and _notes(rows[last]):
        last += 1
    while last < len(rows) and _is_example(rows[last]):
        last += 1
    return last - below


def _notes(row: Sequence[Cell]) -> bool:
    """Whether a row says how columns are filled in: two cells do, and with choices of words a third
    of all; no cell holds a number of somebody's."""
    texts = [soft(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    notes = [text for text in texts if len(text) <= _NOTE_LENGTH and _is_note(text)]
    choices = sum(bool(writing().choices.search(text)) for text in texts if text not in notes)
    numbers = any(_VALUE.search(text) for text in texts if text not in notes)
    return len(notes) > 1 and (len(notes) + choices) * 3 >= len(texts) and not numbers


def _is_note(text: str) -> bool:
    return bool(writing().notes.search(text))


def _is_example(row: Sequence[Cell]) -> bool:
    texts = [soft(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    return any(len(text) < 12 and writing().example_row.search(text) for text in texts)


def _parts(
    rows: Sequence[Sequence[Cell]], first: int, height: int, merged: Sequence[Area]
) -> list[tuple[str, ...]]:
    width = max((len(row) for row in rows[first : first + height]), default=0)
    for top, left, bottom, right in merged:
        if top < first + height and bottom >= first and left < width:
            width = max(width, min(right + 1, _MOST_COLUMNS))
    grid = [[_text(row, column) for column in range(width)] for row in rows[first : first + height]]
    for top, left, bottom, right in merged:
        if top < first or top >= first + height:
            continue
        text = grid[top - first][left] if left < width else ""
        for row in range(top - first, min(bottom - first + 1, height)):
            for column in range(left, min(right + 1, width)):
                grid[row][column] = text
    if height > 1 and not any(first <= top < first + height for top, *_ in merged):
        _spread(grid)
    return [
        tuple(dict.fromkeys(line[column] for line in grid if line[column]))
        for column in range(width)
    ]


def _spread(grid: list[list[str]]) -> None:
    """Fill the name of a group over the columns it stands for, as merging would have done: over
    empty cells to its right that have a heading below."""
    for upper, lower in pairwise(grid):
        group = ""
        for column, text in enumerate(upper):
            group = text or (group if lower[column] else "")
            upper[column] = group


def _text(row: Sequence[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.strip() if isinstance(cell, str) else ""
