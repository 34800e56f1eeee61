"""The grid of counts as one widget: it draws figures beside those before, and takes digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from models.counts import GateLine, rules
from models.text import narrow
from models.timeline.rules import in_sight
from screens.counts.board import Board, Cell, Row
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import COUNT_GRID
from screens.kit.columns import cut
from screens.kit.refusable import Refusable, blank_where_it_fails

_DIGIT = re.compile("[0-9]")
_LABEL = 14
_LEAST, _MOST = 11, 20
"""Cells of a column of goods."""
_FIGURE = 6
"""Cells of a figure."""
_LONGEST = 7
"""Digits of the longest figure that is typed."""


class CountGrid(Refusable, Widget, can_focus=True):
    """Gates in rows, goods in columns; it draws only the lines seen."""

    DEFAULT_CSS = """
    CountGrid { height: 1fr; width: 1fr; background: $surface; }
    CountGrid > .grid--header { background: $panel; color: $foreground; text-style: bold; }
    CountGrid > .grid--row { background: $surface; color: $foreground; }
    CountGrid > .grid--here { background: $panel-lighten-1; color: $foreground; }
    CountGrid > .grid--cell { background: $foreground; color: $background; text-style: bold; }
    CountGrid:nocolor > .grid--cell { text-style: bold reverse; }
    CountGrid > .grid--dim { color: $foreground 55%; }
    CountGrid > .grid--good { color: $success; }
    CountGrid > .grid--warn { color: $warning; }
    CountGrid > .grid--wrong { color: $error; text-style: bold; }
    """
    COMPONENT_CLASSES = {
        f"grid--{name}"
        for name in ("header", "row", "here", "cell", "dim", "good", "warn", "wrong")
    }
    BINDINGS = bindings(COUNT_GRID)

    class Moved(Message):
        """The cursor stands elsewhere, or something else is typed."""

    @dataclass
    class Typed(Message):
        """A figure is to be written down; whether it was only taken over from before."""

        cell: Cell
        quantity: int

    @dataclass
    class Answered(Message):
        """A digit was pressed while a question stood open."""

        digit: int

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.typed = ""
        """The digits of the figure under the cursor that are not written down yet."""
        self.asking = False
        """Whether a digit answers a question rather than being a figure's."""
        self._top = 0
        self._first = 0

    # -- drawing -----------------------------------------------------------------------------

    @property
    def _rows_seen(self) -> int:
        return max(1, self.size.height - 1)

    @property
    def _room(self) -> int:
        """Cells of all columns of goods together."""
        return max(_LEAST, self.size.width - _LABEL)

    @property
    def _wide(self) -> int:
        """Cells of one column."""
        return max(_LEAST, min(_MOST, self._room // max(1, len(self._board.goods))))

    @property
    def _columns_seen(self) -> int:
        return max(1, self._room // self._wide)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"grid--{name}")

    @blank_where_it_fails(lambda grid: Strip.blank(grid.size.width))
    def render_line(self, y: int) -> Strip:
        goods = self._board.goods[self._first : self._first + self._columns_seen]
        if y == 0:
            return self._header(goods)
        rows, at = self._board.rows, y - 1 + self._top
        if at >= len(rows):
            return Strip.blank(self.size.width, self._style("row"))
        return self._row(rows[at], goods, here=at == self._board.row)

    def _header(self, goods: list[GateLine]) -> Strip:
        more = "‹" if self._first else " "
        rest = len(self._board.goods) > self._first + len(goods)
        parts = [Segment(cut(f"{more}{_('gate')}", _LABEL), self._style("header"))]
        for at, line in enumerate(goods):
            name = f"{line.called} {line.unit}".rstrip()
            last = "›" if rest and at == len(goods) - 1 else " "
            parts.append(Segment(cut(name, self._wide - 1) + last, self._style("header")))
        return Strip(parts).adjust_cell_length(self.size.width, self._style("header"))

    def _row(self, row: Row, goods: list[GateLine], *, here: bool) -> Strip:
        base = self._style("here" if here else "row")
        sign = "▸" if here else " "
        label = f"{sign}  {row.label}" if row.building_id else f"{sign}{row.label}"
        parts = [Segment(cut(label, _LABEL - 1) + " ", base)]
        for at, line in enumerate(goods, self._first):
            cell = Cell(row.drop_no, line.item_id, row.building_id)
            text, tone = self._cell(cell, typed=here and at == self._board.column)
            if here and at == self._board.column:
                style = self._style("cell")
            else:
                own = self._style(tone) if tone else base
                style = base + Style(color=own.color, bold=own.bold)
            parts.append(Segment(cut(text, self._wide - 1) + " ", style))
        return Strip(parts).adjust_cell_length(self.size.width, base)

    def _cell(self, cell: Cell, *, typed: bool) -> tuple[str, str]:
        """What a cell says, and its tone: the figure, and how it differs from the one before."""
        if typed and self.typed:
            return _right(self.typed) + "_", ""
        counted = self._board.figure(cell)
        if counted is None:
            proposed = self._board.proposed(cell)
            return ("", "dim") if proposed is None else (_right(f"({proposed})"), "dim")
        saving = (self._board.stage, cell) in self._board.pending
        verdict = self._board.verdict(cell, counted)
        difference = verdict.difference or verdict.over if verdict else 0
        if self._board.count(cell) is None and not saving:
            line = self._board.line(cell)
            whole = line is not None and rules.is_whole(line, self._board.stage)
            told = f"{difference:+d}" if difference and whole else ""
            return f"{_right(str(counted))} Σ{told}", "warn" if told else "dim"
        if not difference:
            return _right(str(counted)) + " ✓", "good"
        open_one = saving or self._board.asks(cell)
        told = f"{_right(str(counted))} {difference:+d}"
        return (told + " ?", "wrong") if open_one else (told, "warn")

    # -- moving ------------------------------------------------------------------------------

    def settle(self) -> None:
        """Draw anew, the cursor in sight."""
        self._top = in_sight(
            self._top, self._rows_seen, max(1, len(self._board.rows)), self._board.row
        )
        goods = len(self._board.goods)
        self._first = in_sight(self._first, self._columns_seen, max(1, goods), self._board.column)
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.settle()

    def action_row(self, step: int) -> None:
        """Write down what is typed and go to the row below, or above."""
        if self._leave_cell():
            self._board.go(step, 0)
        self.settle()

    def action_column(self, step: int) -> None:
        """Write down what is typed and go to the goods beside."""
        if self._leave_cell():
            self._board.go(0, step)
        self.settle()

    def action_page(self, step: int) -> None:
        """Go on by a screen."""
        self.action_row(step * self._rows_seen)

    def action_jump(self, index: int) -> None:
        """Go to the first row, or the last."""
        if self._leave_cell():
            self._board.jump(index)
        self.settle()

    def action_open(self) -> None:
        """Write down what is typed, or what stands before as counted; then go on."""
        cell = self._board.cell
        if cell is None:
            return
        if not self.typed and not self.asking:
            proposed = self._board.proposed(cell)
            if proposed is not None:
                self.typed = str(proposed)
        if self._leave_cell():
            self._board.go_on()
        self.settle()

    def _leave_cell(self) -> bool:
        """Write down what is typed; whether the cursor may go on, as it does but for a question."""
        self.asking = False
        if not self.typed or self._board.cell is None:
            return True
        cell, quantity, self.typed = self._board.cell, int(self.typed), ""
        verdict = self._board.verdict(cell, quantity)
        self.post_message(self.Typed(cell, quantity))
        self.asking = bool(verdict and verdict.asks)
        return not self.asking

    def leave(self) -> bool:
        """Write down what is typed before something else is done; False where that asks first."""
        return self._leave_cell()

    def erase(self) -> bool:
        """Take the last digit back; False where none is typed."""
        if not self.typed:
            return False
        self.typed = self.typed[:-1]
        self.settle()
        return True

    def on_key(self, event: events.Key) -> None:
        """Digits are figures, or answer a question."""
        digit = narrow(event.character or "")
        if not _DIGIT.fullmatch(digit):
            return
        event.stop()
        event.prevent_default()
        if self.asking:
            self.post_message(self.Answered(int(digit)))
        elif len(self.typed) < _LONGEST:
            self.typed = (self.typed + digit).lstrip("0") or "0"
            self.settle()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there."""
        rows, at = self._board.rows, event.y - 1 + self._top
        if event.y < 1 or at >= len(rows) or not self._leave_cell():
            return
        self._board.go(at - self._board.row, 0)
        if event.x >= _LABEL:
            column = self._first + (event.x - _LABEL) // self._wide
            self._board.go(0, column - self._board.column)
        self.settle()


def _right(figure: str) -> str:
    return " " * (_FIGURE - cell_len(figure)) + figure
