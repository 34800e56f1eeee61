"""What the dialog of counts shows: the grid, what is under its cursor in words, what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from data.counts import queries
from models.counts import CountRow, GateLine, Stage, reasons, rules
from screens.counts import words
from screens.counts.board import Board, Cell, known_numbers
from screens.counts.grid import CountGrid
from screens.i18n import _
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.times import clock
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside

if TYPE_CHECKING:
    pass

_ON_A_LINE = 4
"""Reasons that stand beside each other."""


class Asked(NamedTuple):
    """A count whose reason is asked for, and by how much it differs."""

    stage: Stage
    cell: Cell
    difference: int


class CountsShown(Dialog[None]):
    """The counts of a delivery as they are shown, beginning at one of its gates."""

    DEFAULT_CSS = """
    CountsShown .sheet { width: 98%; max-width: 140; height: 94%; }
    CountsShown #count-head { height: 1; text-style: bold; }
    CountsShown #count-cell { min-height: 2; color: $foreground 85%; }
    CountsShown #count-cell.-wrong { color: $error; text-style: bold; }
    CountsShown #count-ask { color: $warning; text-style: bold; }
    """
    AUTO_FOCUS = "CountGrid"

    def __init__(self, drop_no: int) -> None:
        super().__init__()
        self._board = Board()
        self._begin_at = drop_no
        self._delivery_no = 0
        self._counters: dict[int, str] = {}
        self._lock = asyncio.Lock()
        self._own: set[int] = set()
        """Numbers of the counts made here."""
        self._known: set[int] = set()
        """Numbers of the counts seen here."""
        self._asked: Asked | None = None
        """What is asked for, if anything is."""
        self._came: list[GateLine] | None = None
        """Goods of which one may have come instead, while that is asked."""
        self._meanwhile = ""

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield Static("", id="count-head", markup=False)
            yield CountGrid(self._board, self.desk.store.now)
            yield Told(id="count-cell")
            yield Told(id="count-ask")
            yield KeyBar()

    def on_mount(self) -> None:
        lines = self.desk.store.ask(queries.of_drop, self._begin_at)
        self._delivery_no = lines[0].delivery_no
        self._read()
        self._known = set(known_numbers(self._board.lines))
        self._board.begin(self._begin_at)
        self._grid.settle()
        self._grid.focus()
        self._show()
        super().on_mount()

    @property
    def _grid(self) -> CountGrid:
        return self.query_one(CountGrid)

    # -- reading -----------------------------------------------------------------------------

    def _read(self) -> None:
        with self.desk.store.read() as conn:
            self._board.lines = queries.figures(conn, self._delivery_no)
            self._counters = queries.counters(conn, self._delivery_no)

    def renew(self) -> None:
        """Read again; what another desk counted meanwhile is told."""
        if not self.is_open:
            return
        self._read()
        found = known_numbers(self._board.lines)
        others = [row for no, row in found.items() if no not in self._known | self._own]
        self._known |= set(found)
        if others:
            self._meanwhile = self._others_words(others)
        self._grid.settle()
        self._show()

    def _others_words(self, rows: Sequence[CountRow]) -> str:
        row = max(rows, key=lambda one: one.no)
        line = next(
            one
            for one in self._board.lines
            if (one.drop_no, one.item_id) == (row.drop_no, row.item_id)
        )
        who = row.person or _("another desk")
        return _("⚠ {who} counts here too: {gate} {goods} {count}, {time}").format(
            who=who,
            gate=beside(line.compound, words.building(row), gap=" "),
            goods=line.goods,
            count=row.quantity,
            time=clock(row.entered_at, self.desk.store.now()),
        )

    # -- what is shown -----------------------------------------------------------------------

    def _show(self) -> None:
        self.query_one(".sheet").border_title = titled(
            _("Counts of delivery {no}").format(no=self._delivery_no)
        )
        self.put("#count-head", self._head())
        self._tell_cell()
        self.refresh_bindings()

    def _head(self) -> str:
        stages = " · ".join(
            f"[{words.stage(one)}]" if one is self._board.stage else words.stage(one)
            for one in rules.STAGES
        )
        counter = self._counters.get(self._board.drop_no, "")
        by = _("{name} counts here").format(name=counter) if counter else ""
        return beside(f"v: {stages}", by, gap="   ")

    @on(CountGrid.Moved)
    def _tell_cell(self) -> None:
        """Say what is under the cursor in words, and what is asked."""
        if not self._grid.asking:
            self._asked = self._came = None
        cell = self._board.cell
        told = "" if cell is None else self._cell_words(cell)
        self.query_one("#count-cell").set_class(bool(self._red(cell)), "-wrong")
        self.put("#count-cell", told)
        self.put("#count-ask", self._question() or self._meanwhile)
        self.put("#count-head", self._head())

    def _red(self, cell: Cell | None) -> str:
        """What the driver has to be told of a cell now."""
        now = self.desk.store.now()
        line = None if cell is None else self._board.line(cell)
        found = [] if line is None else rules.lacks(line._replace(counts=self._saved(line)))
        red = (one for one in found if one.stage == self._board.stage and rules.is_red(one, now))
        return next((words.lack(one, now) for one in red), "")

    def _saved(self, line: GateLine) -> tuple[CountRow, ...]:
        """The counts of a gate that are on file."""
        return tuple(row for row in line.counts if row.no)

    def _cell_words(self, cell: Cell) -> str:
        board, now = self._board, self.desk.store.now()
        line = board.line(cell)
        if line is None:
            return ""
        row, counted = board.count(cell), board.figure(cell)
        site = board.site(cell)
        where = beside(line.compound, words.building(site) if site else "", gap=" ")
        parts = [f"{where} {line.called}"]
        if self._grid.typed:
            counted = int(self._grid.typed)
        verdict = None if counted is None else board.verdict(cell, counted)
        if verdict is not None and counted is not None:
            parts += [words.verdict(counted, verdict, line.unit), words.skipped(verdict.missing)]
        elif (proposed := board.proposed(cell)) is not None:
            parts.append(_("enter: {count} as before").format(count=proposed))
        if row is not None and not self._grid.typed:
            parts += [words.why(row), words.who(row, now)]
        if red := self._red(cell):
            missing = "" if verdict is None else words.skipped(verdict.missing)
            told = "" if row is None else beside(words.why(row), words.who(row, now))
            parts = [red, told, missing]
        return beside(*parts, words.history(board.earlier(cell), now))

    def _question(self) -> str:
        if self._came is not None:
            told = [f"{n} {one.called}" for n, one in enumerate(self._came, 1)]
            return beside(_("What came instead?"), *told, _("0 none of these"))
        if self._asked is None:
            return ""
        offered = reasons.offered(self._asked.difference)
        told = [f"{digit} {words.reason(one)}" for digit, one in offered.items()]
        # Broken here, where no words are torn apart on the narrowest screen.
        return beside(_("Why?"), *told[:_ON_A_LINE]) + "\n" + beside(*told[_ON_A_LINE:])
