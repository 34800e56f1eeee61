"""How the lines of a list are drawn: heading, records, hint. Whatever a cell holds is text here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from models.listing import ListQuery
from models.text import one_line
from screens.i18n import _
from screens.kit.columns import (
    Column,
    Failed,
    Tone,
    View,
    cut,
    readable_columns,
    share_out,
    with_whole_numbers,
)
from screens.kit.pointed import POINT
from screens.kit.readable import readable
from screens.kit.ticks import TICKED

GUTTER = 2
"""Cells at the left for the marks of cursor and selection."""

PARTS = ("header", "row", "marked", "cursor", "hint", "dim", "good", "warn", "life")
"""Parts of lines, and tones of cells, that have a style."""

PART_STYLES = """
    RecordList > .list--header { background: $panel; color: $foreground; text-style: bold; }
    RecordList > .list--row { color: $foreground; background: $background; }
    RecordList > .list--marked { color: $accent; background: $background; }
    RecordList > .list--cursor { background: $panel-lighten-1; color: $foreground; }
    RecordList:focus > .list--cursor {
        background: $primary 45%; color: $foreground; text-style: bold;
    }
    RecordList > .list--dim { color: $foreground 60%; }
    RecordList > .list--good { color: $success; }
    RecordList > .list--warn { color: $warning; text-style: bold; }
    RecordList > .list--life { color: $error; text-style: bold; }
    RecordList > .list--hint { color: $foreground 70%; }
"""
"""The style of each."""

_KEPT = 512
"""Lines kept drawn: several screens of them."""

Key = tuple[int, bool, bool, bool]


class ListLines:
    """Draws the lines of a list of these columns, and keeps those drawn last.

    Args:
        columns: what is shown, in order.
        style: gives the style of a part: `row`, `cursor`, `marked`, `header`, `hint` or a tone.
        failed: takes why a cell could not be told, which says that it is damaged.
    """

    def __init__(
        self, columns: Sequence[Column[Any]], style: Callable[[str], Style], failed: Failed
    ) -> None:
        self._failed = failed
        self._columns = readable_columns(columns, failed)
        self._find_style = style
        self._shares: list[tuple[Column[Any], int]] = []
        self._width = self._free = 0
        self._tells_numbers = False
        self._strips: dict[Key, Strip] = {}
        self._styles: dict[str, Style] = {}

    @property
    def shown(self) -> list[Column[Any]]:
        """The columns there is room for, in order."""
        return [column for column, _cells in self._shares]

    @property
    def cells(self) -> dict[str, int]:
        """The cells of each of them, by its name."""
        return {column.name: cells for column, cells in self._shares}

    def show(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns, or the same in another order and width."""
        self._columns = readable_columns(columns, self._failed)
        self.fit(self._width, self._free)

    def fit(self, width: int, free: int) -> None:
        """Share lines of `width` cells out among the columns, leaving the last cells free."""
        self._width, self._free = width, free
        self._shares = share_out(self._columns, max(1, width - free - GUTTER))
        self._tells_numbers = any(column.whole for column, _cells in self._shares)
        self.forget()

    def forget(self) -> None:
        """Draw records anew from now on."""
        self._strips.clear()

    def restyle(self) -> None:
        """Ask for all styles anew from now on."""
        self._styles.clear()
        self.forget()

    def sorted_after(self, sort: str) -> str | None:
        """The order of the column shown behind the one that is sorted by, the first behind the
        last; None where none can be sorted by."""
        names = [column.key for column, _cells in self._shares if column.key]
        at = names.index(sort) if sort in names else -1
        return names[(at + 1) % len(names)] if names else None

    def sort_at(self, x: int) -> str:
        """The order of the column at a cell of the line; empty where it has none."""
        left = GUTTER
        for column, cells in self._shares:
            if left <= x < left + cells + 1:
                return column.key
            left += cells + 1
        return ""

    def header(self, query: ListQuery | None) -> Strip:
        """The headings, with a mark at the column that the records are sorted by."""
        parts = []
        for column, cells in self._shares:
            mark = ""
            if query is not None and column.key and column.key == query.sort:
                mark = "▾" if query.descending else "▴"
            title = cut(_(column.title), cells - len(mark)).rstrip() + mark
            parts.append(cut(title, cells, column.right))
        line = " " * GUTTER + " ".join(parts)
        return Strip([Segment(cut(line, self._width), self._style("header"))], self._width)

    def hint(self, text: str) -> Strip:
        """A line of words where there is no record."""
        line = cut(" " * GUTTER + text, self._width)
        return Strip([Segment(line, self._style("hint"))], self._width)

    def record(
        self, index: int, row: Any, view: View, at_cursor: bool, marked: bool, points: bool = True
    ) -> Strip:
        """The line of a record; an empty one when the record is gone.

        Args:
            points: whether the cursor is marked: not while a dialog is over the list.
        """
        key = (index, at_cursor, marked, points)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            base = self._style("cursor" if at_cursor else "marked" if marked else "row")
            gutter = (POINT if at_cursor and points else " ") + (TICKED if marked else " ")
            segments = [Segment(gutter, base)]
            if row is not None:
                segments += self._cells(row, view, base, at_cursor)
            strip = Strip(segments).adjust_cell_length(self._width, base).simplify()
            self._strips[key] = strip
        return strip

    def _cells(self, row: Any, view: View, base: Style, at_cursor: bool) -> Iterator[Segment]:
        told = [column.cell(row, view) for column, _cells in self._shares]
        said = [(cell, "") if isinstance(cell, str) else cell for cell in told]
        texts = [one_line(text) for text, _tone in said]
        tones = [tone for _text, tone in said]
        shares = with_whole_numbers(self._shares, texts) if self._tells_numbers else self._shares
        for (column, cells), text, tone in zip(shares, texts, tones, strict=True):
            words = text
            if column.brief is not None:
                words = one_line(column.within(cells, text, row, view))
            yield Segment(cut(words, cells, column.right), self._toned(base, tone, at_cursor))
            yield Segment(" ", base)

    def _toned(self, base: Style, tone: Tone | str, at_cursor: bool) -> Style:
        if not tone or (at_cursor and tone == "dim"):
            return base
        own = self._style(tone)
        toned = base + Style(color=own.color, bold=at_cursor or own.bold)
        return readable(toned) if at_cursor else toned

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self._find_style(name)
        return style
