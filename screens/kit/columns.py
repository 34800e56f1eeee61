"""Columns of a list: what they show, and how a width is shared out among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, Literal, NamedTuple, ParamSpec, TypeVar

from rich.cells import cell_len, set_cell_size

from models.address import Where
from screens.i18n import _
from screens.kit.masks import veiled
from screens.kit.narrow_address import narrowed

Row = TypeVar("Row")
Asked = ParamSpec("Asked")
Said = TypeVar("Said")

UNREADABLE = (ValueError, LookupError, OverflowError)
"""What telling a value ends in that cannot be read."""

Failed = Callable[[Exception], object]
"""Called with why something could not be told; what that comes to is found out there."""

Tone = Literal["", "dim", "good", "warn", "life"]
"""How a cell is said: colour is added to words and marks, never alone."""

Cell = str | tuple[str, Tone]


_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{9,11})(?!\d)")
"""A telephone number in words: a mobile one, or one with its area."""


class View(NamedTuple):
    """What cells are shown by: whether numbers and health facts are hidden, and the time."""

    masked: bool
    now: datetime


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Args:
        key: the order of the listing that a click on it asks for; empty for none.
        title: msgid of the heading.
        cell: the text of a row, with a tone where it needs one.
        width: cells it needs at least in a list of the desk; 0 for a column only tables have.
        most: cells it can use; 0 for as many as there are.
        priority: when the width is short, the columns with the highest number go first.
        right: numbers stand at the right.
        wants: cells it is given before others get more than they need.
        says: the words it is known to say, in the language spoken now; it needs no more than the
            widest of them.
        name: what it is called in preferences: that of its field, the same in all languages.
        whole: whether it tells telephone numbers, which nobody can dial by a part: where there is
            no room for one its neighbours give way, or the column goes.
        brief: the same text in ever fewer words, for where there is no room for all of it.
    """

    key: str
    title: str
    cell: Callable[[Row, View], Cell]
    width: int = 0
    most: int = 0
    priority: int = 1
    right: bool = False
    wants: int = 0
    says: Callable[[], Iterable[str]] | None = None
    name: str = ""
    whole: bool = False
    brief: Callable[[Row, View], Sequence[str]] | None = None

    def text(self, row: Row, view: View) -> str:
        """What its cell of a row says, without its tone."""
        cell = self.cell(row, view)
        return cell if isinstance(cell, str) else cell[0]

    def within(self, cells: int, text: str, row: Row, view: View) -> str:
        """Its text of a row in as many of its words as fit; in the fewest where none do."""
        shorter = self.brief(row, view) if self.brief and cell_len(text) > cells else ()
        fitting = (one for one in shorter if cell_len(one) <= cells)
        return next(fitting, shorter[-1] if shorter else text)

    def least(self) -> int:
        """Cells it needs; its heading, with a mark of the order where it has one, is never cut."""
        heading = cell_len(_(self.title)) + bool(self.key)
        return max(heading, min(self.width, self._widest()))

    def wished(self) -> int:
        """Cells it is given before others get more than they need."""
        return min(self.wants, self._widest())

    def _widest(self) -> int:
        """Cells of the widest of its words; as many as it likes where they are not known."""
        if self.says is None:
            return max(self.width, self.wants)
        return max(map(cell_len, self.says()), default=self.width)


def readable(tell: Callable[Asked, Said], failed: Failed) -> Callable[Asked, Said | str]:
    """Tells the same, but that it is damaged where a value in it cannot be read."""

    def told(*args: Asked.args, **named: Asked.kwargs) -> Said | str:
        try:
            return tell(*args, **named)
        except UNREADABLE as error:
            failed(error)
            return _("damaged")

    return told


def readable_columns(columns: Iterable[Column[Row]], failed: Failed) -> list[Column[Row]]:
    """The same columns, whose cells say that they are damaged where they cannot be told."""
    return [replace(column, cell=readable(column.cell, failed)) for column in columns]


def share_out(columns: Sequence[Column[Row]], width: int) -> list[tuple[Column[Row], int]]:
    """The columns that fit into `width` cells with one cell between them, each with its own cells.

    Columns go by priority until the rest fits at its least widths; what is over is first given to
    those that want it, the lowest number of priority in front, then to all that can use more,
    evenly. A column of telephone numbers that has no room for one even alone goes before others.
    """
    kept = [c for c in columns if not c.whole or c.least() <= width] or list(columns)
    while len(kept) > 1 and sum(c.least() for c in kept) + len(kept) - 1 > width:
        worst = max(c.priority for c in kept)
        kept.remove(next(c for c in reversed(kept) if c.priority == worst))
    widths = [min(c.least(), width) for c in kept]
    over = width - sum(widths) - (len(kept) - 1)
    for index in sorted(range(len(kept)), key=lambda at: kept[at].priority):
        more = max(0, min(over, kept[index].wished() - widths[index]))
        widths[index] += more
        over -= more
    while over > 0:
        hungry = [i for i, c in enumerate(kept) if not c.most or widths[i] < c.most]
        if not hungry:
            break
        for index in hungry[:over]:
            widths[index] += 1
            over -= 1
    return list(zip(kept, widths, strict=True))


def with_whole_numbers(
    shares: Sequence[tuple[Column[Any], int]], texts: Sequence[str]
) -> Sequence[tuple[Column[Any], int]]:
    """The same shares for one row, in which no telephone number is cut: what it needs beyond its
    own cells, as one of another country may, the widest other cells of the row give."""
    lacking = [
        at
        for at, (column, cells) in enumerate(shares)
        if column.whole and cell_len(texts[at]) > cells
    ]
    if not lacking:
        return shares
    given = [cells for _column, cells in shares]
    others = [at for at, (column, _cells) in enumerate(shares) if not column.whole]
    for at in lacking:
        more = cell_len(texts[at]) - given[at]
        while more > 0 and others:
            widest = max(others, key=lambda one: given[one])
            if given[widest] <= 1:
                break
            given[widest] -= 1
            given[at] += 1
            more -= 1
    return [(column, cells) for (column, _cells), cells in zip(shares, given, strict=True)]


def whole(number: str, cells: int) -> str:
    """A telephone number in as many cells as it has, but `cells` at least: what stands behind it in
    its line gives way."""
    return number + " " * max(0, cells - cell_len(number))


def aligned(rows: Iterable[Sequence[str]], right: Container[int] = ()) -> Iterator[str]:
    """Lines of cells, each column as wide as what is in it.

    Args:
        right: the columns, from 0, whose cells stand at the right.
    """
    rows = tuple(rows)
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = enumerate(zip(row, widths, strict=True))
        yield "  ".join(cut(text, width, at in right) for at, (text, width) in cells)


def cut(text: str, cells: int, right: bool = False) -> str:
    """Text in exactly `cells` cells; what is too long ends in `…`, wide characters stay whole, and
    so do telephone numbers: what is left of one nobody can dial, so that none of it is. Of an
    address the compound's name gives way before its door does."""
    shown = veiled(text)  # what is hidden is not known any more by a part of it
    if isinstance(text, Where) and shown == text:
        shown = narrowed(text, cells)
    text = shown
    if cell_len(text) > cells:
        # A wide character that would be split leaves a blank, which belongs behind the mark.
        kept = set_cell_size(text, cells - 1).rstrip() if cells > 0 else ""
        for number in _NUMBER.finditer(text):
            if number.start() < len(kept) < number.end():
                kept = kept[: number.start()].rstrip()
        text = f"{kept}…" if cells > 0 else ""
    padding = " " * (cells - cell_len(text))
    return padding + text if right else text + padding
