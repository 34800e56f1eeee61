"""The grid of counts as one widget: it draws figures beside those before, and takes digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from models.counts import GateLine, Stage, Verdict, rules
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
"""Cells of a gate's name on the narrowest screen, with the sign before it."""
_LEAST = 12
"""Cells of a column of goods at least."""
_FIGURE = 5
"""Cells of a figure at least."""
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
        """A figure is to be written down, of the stage that was looked at when it was typed."""

        stage: Stage
        cell: Cell
        quantity: int
        verdict: Verdict | None

    @dataclass
    class Answered(Message):
        """A digit was pressed while a question stood open."""

        digit: int

    def __init__(self, board: Board, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._board = board
        self._now = now
        self.typed = ""
        """The digits of the figure under the cursor that are not written down yet."""
        self.asking = False
        """Whether a digit answers a question rather than being a figure's."""
        self._top = 0
        self._first = 0
        self._figure = _FIGURE
        """Cells of a figure."""
        self._shared: tuple[object, ...] = (None,) * 6
        """What the width was shared out for."""
        self._label = _LABEL
        """Cells of the names of gates."""
        self._wide = _LEAST
        """Cells of one column of goods."""

    # -- drawing -----------------------------------------------------------------------------

    @property
    def _rows_seen(self) -> int:
        return max(1, self.size.height - 1)

    def _share_out(self) -> None:
        """Share the width out: figures with what they differ by are never cut, then names of gates
        and of goods have what there is room for."""
        board, width = self._board, self.size.width
        now = (board.lines, board.stage, board.drop_no, dict(board.pending), width, _("gate"))
        if all(one is other or one == other for one, other in zip(now, self._shared, strict=True)):
            return
        self._shared = now
        cells = [
            Cell(row.drop_no, line.item_id, row.building_id)
            for row in board.rows
            for line in board.goods
        ]
        figures = ((board.figure(cell), board.proposed(cell)) for cell in cells)
        told = (
            f"({proposed})" if counted is None else str(counted) for counted, proposed in figures
        )
        self._figure = max(_FIGURE, *map(cell_len, told), 0)
        texts = (self._cell(cell, typed=False)[0] for cell in cells)
        least = max(_LEAST, *(cell_len(one) + 1 for one in texts), 0)
        names = max([least, *(cell_len(_head(line)) + 2 for line in board.goods)])
        wanted = max([_LABEL, *(cell_len(_named(row, " ")) + 1 for row in board.rows)])
        goods = max(1, len(board.goods))
        self._label = max(_LABEL, min(wanted, width - goods * least))
        self._wide = max(least, min(names, (width - self._label) // goods))

    @property
    def _columns_seen(self) -> int:
        return max(1, (self.size.width - self._label) // self._wide)

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
        parts = [Segment(cut(f"{more}{_('gate')}", self._label), self._style("header"))]
        for at, line in enumerate(goods):
            name = _head(line)
            last = "›" if rest and at == len(goods) - 1 else " "
            parts.append(Segment(cut(name, self._wide - 1) + last, self._style("header")))
        return Strip(parts).adjust_cell_length(self.size.width, self._style("header"))

    def _row(self, row: Row, goods: list[GateLine], *, here: bool) -> Strip:
        base = self._style("here" if here else "row")
        label = _named(row, "▸" if here else " ")
        parts = [Segment(cut(label, self._label - 1) + " ", base)]
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
            return self._right(self.typed) + "_", ""
        counted = self._board.figure(cell)
        if counted is None:
            proposed = self._board.proposed(cell)
            return ("", "dim") if proposed is None else (self._right(f"({proposed})"), "dim")
        saving = (self._board.stage, cell) in self._board.pending
        verdict = self._board.verdict(cell, counted)
        difference = verdict.difference or verdict.over if verdict else 0
        if self._board.count(cell) is None and not saving:
            line = self._board.line(cell)
            whole = line is not None and rules.is_whole(line, self._board.stage)
            told = f"{difference:+d}" if difference and whole else ""
            return f"{self._right(str(counted))} Σ{told}", "warn" if told else "dim"
        if not difference:
            return self._right(str(counted)) + " ✓", "good"
        asks = saving or self._board.asks(cell)
        told = f"{self._right(str(counted))} {difference:+d}" + (" ?" if asks else "")
        return told, "wrong" if self._board.is_red(cell, self._now()) else "warn"

    def _right(self, figure: str) -> str:
        return " " * (self._figure - cell_len(figure)) + figure

    # -- moving ------------------------------------------------------------------------------

    def settle(self) -> None:
        """Draw anew, the cursor in sight."""
        self._share_out()
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
        self.post_message(self.Typed(self._board.stage, cell, quantity, verdict))
        # Shown and reckoned with from now on: what follows may look at the row, or turn the stage.
        self._board.pending[self._board.stage, cell] = quantity
        self.asking = bool(verdict and verdict.asks)
        return not self.asking

    def leave(self) -> bool:
        """Write down what is typed before something else is done; False where that asks first."""
        return self._leave_cell()

    def drop(self) -> bool:
        """Let go of what is typed, or of the question; False where there is neither."""
        if not self.typed and not self.asking:
            return False
        self.typed, self.asking = "", False
        self.settle()
        return True

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
        if event.x >= self._label:
            column = self._first + (event.x - self._label) // self._wide
            self._board.go(0, column - self._board.column)
        self.settle()


def _head(line: GateLine) -> str:
    """Goods at the head of their column, with what they are counted in."""
    return f"{line.called} {line.unit}".rstrip()


def _named(row: Row, sign: str) -> str:
    """A gate, or a building set in under it."""
    return f"{sign}  {row.label}" if row.building_id else f"{sign}{row.label}"
