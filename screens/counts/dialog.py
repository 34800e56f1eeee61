"""The dialog of counts: a grid over a delivery, each figure on file as soon as it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from data.counts import commands, queries
from data.roster import queries as roster
from models.counts import CountInput, CountRow, GateLine, Reason, Stage, rules
from models.problems import Problem, Refused
from screens.counts import form as forms
from screens.counts import words
from screens.counts.board import Board, Cell, known_numbers
from screens.counts.grid import CountGrid
from screens.counts.messages_dialog import CountMessages
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import COUNTS
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.narrowed import choose_narrowed
from screens.kit.one_line import OneLine
from screens.kit.record_form import RecordForm
from screens.kit.times import clock
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside

if TYPE_CHECKING:
    from data.step import Step

_DIGITS = 9
_ON_A_LINE = 4
"""Reasons that stand beside each other."""


class _Asked(NamedTuple):
    """A count whose reason is asked for, and by how much it differs."""

    stage: Stage
    cell: Cell
    difference: int


class Counts(Dialog[None]):
    """The counts of a delivery, beginning at one of its gates.

    A figure is one act of its own, saved the moment its cell is left, so that a power cut costs
    the cell that is being typed and no more; its reason, which is asked for right after, is the
    next act. A difference that stays without one is told of until somebody gives it.
    """

    DEFAULT_CSS = """
    Counts .sheet { width: 98%; max-width: 140; height: 94%; }
    Counts #count-head { height: 1; text-style: bold; }
    Counts #count-cell { min-height: 2; color: $foreground 85%; }
    Counts #count-cell.-wrong { color: $error; text-style: bold; }
    Counts #count-ask { color: $warning; text-style: bold; }
    """
    BINDINGS = bindings(COUNTS)
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
        self._asked: _Asked | None = None
        """What is asked for, if anything is."""
        self._came: list[GateLine] | None = None
        """Goods of which one may have come instead, while that is asked."""
        self._meanwhile = ""

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield Static("", id="count-head", markup=False)
            yield CountGrid(self._board)
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
            parts.append(words.verdict(counted, verdict, line.unit))
        elif (proposed := board.proposed(cell)) is not None:
            parts.append(_("enter: {count} as before").format(count=proposed))
        if row is not None and not self._grid.typed:
            parts += [words.why(row), words.who(row, now)]
        if red := self._red(cell):
            parts = [red, "" if row is None else beside(words.why(row), words.who(row, now))]
        return beside(*parts, words.history(board.earlier(cell), now))

    def _question(self) -> str:
        if self._came is not None:
            told = [f"{n} {one.called}" for n, one in enumerate(self._came, 1)]
            return beside(_("What came instead?"), *told, _("0 none of these"))
        if self._asked is None:
            return ""
        reasons = rules.offered(self._asked.difference)
        told = [f"{n} {words.reason(one)}" for n, one in enumerate(reasons, 1)]
        # Broken here, where no words are torn apart on the narrowest screen.
        return beside(_("Why?"), *told[:_ON_A_LINE]) + "\n" + beside(*told[_ON_A_LINE:])

    # -- writing -----------------------------------------------------------------------------

    @on(CountGrid.Typed)
    def _typed(self, event: CountGrid.Typed) -> None:
        cell, quantity = event.cell, event.quantity
        verdict = self._board.verdict(cell, quantity)
        self._meanwhile, self._came, self._asked = "", None, None
        if verdict is not None and verdict.asks:
            differs = verdict.difference or verdict.over
            self._asked = _Asked(self._board.stage, cell, differs)
        self._keep([(cell, quantity)])

    def _keep(self, figures: Sequence[tuple[Cell, int]]) -> None:
        """Have figures shown as they will be, and written down behind those typed before."""
        given = []
        for cell, quantity in figures:
            stage, seen = self._board.stage, self._board.known(cell)
            given.append(
                CountInput(cell.drop_no, cell.item_id, stage, quantity, cell.building_id, seen=seen)
            )
        for cell, quantity in figures:
            self._board.pending[self._board.stage, cell] = quantity
        self._grid.settle()
        self.desk.run_worker(self._save(given), group="count")

    async def _save(self, given: Sequence[CountInput]) -> None:
        """Write figures down, one act after the other as they were typed."""
        cells = [Cell(one.drop_no, one.item_id, one.building_id) for one in given]
        made: list[int] = []

        def write(step: Step) -> list[commands.Counted]:
            known = [one._replace(seen=(one.seen or frozenset()) | self._own) for one in given]
            done = commands.record_counts(step, known, may_ask=True)
            made.extend(one.no for one in done)
            self._own.update(made)
            return done

        async with self._lock:
            result = await self.desk.perform(write, self._said)
            if isinstance(result, Refused):
                self._own.difference_update(made)
                if self._asked is not None and self._asked.cell in cells:
                    self._stop_asking()
            for one, cell in zip(given, cells, strict=True):
                self._board.pending.pop((one.stage, cell), None)
        if self.is_open:
            self._grid.settle()
            self._show()

    def _said(self, done: list[commands.Counted]) -> str:
        told = [words.done(one) for one in done]
        return (
            told[0] if len(told) == 1 else _("{count} figures as before.").format(count=len(told))
        )

    def _stop_asking(self) -> None:
        self._asked, self._came = None, None
        self._grid.asking = False

    @on(CountGrid.Answered)
    def _answered(self, event: CountGrid.Answered) -> None:
        """A digit gives the reason, or the goods that came instead."""
        if self._asked is None:
            self._stop_asking()
            return
        asked = self._asked
        if self._came is not None:
            self._came_instead(asked, event.digit)
            return
        reasons = rules.offered(asked.difference)
        if not 1 <= event.digit <= len(reasons):
            self.desk.tell(_("Choose a reason by its digit."), wrong=True)
            return
        reason = reasons[event.digit - 1]
        others = self._others(asked.cell) if reason is Reason.WRONG_KIT else []
        if reason is Reason.OTHER:
            self._ask_words(asked)
            return
        self._explain(asked, {"reason": reason})
        if others:
            self._came = others
            self._tell_cell()
        else:
            self._next()

    def _others(self, cell: Cell) -> list[GateLine]:
        """Goods that may have come instead: other kits where this is one, else all others."""
        line = self._board.line(cell)
        goods = [one for one in self._board.goods if one.item_id != cell.item_id]
        kits = [one for one in goods if one.kit] if line is not None and line.kit else []
        return (kits or goods)[:_DIGITS]

    def _came_instead(self, asked: _Asked, digit: int) -> None:
        others = self._came or []
        if digit > len(others):
            self.desk.tell(_("Choose by the digit before a line."), wrong=True)
            return
        if digit:
            self._explain(asked, {"came_id": others[digit - 1].item_id})
        self._next()

    def _ask_words(self, asked: _Asked) -> None:
        async def keep(said: str) -> object:
            if not said.strip():
                return Problem("reason_words_missing", {}, "said")
            self._explain(asked, {"reason": Reason.OTHER, "said": said})
            self._next()
            return None

        self.desk.open_dialog(
            OneLine(lambda: _("Why does it differ?"), lambda: _("in a few words"), keep)
        )

    def _next(self) -> None:
        """Nothing is asked any more: go on to the next cell."""
        self._stop_asking()
        self._board.go_on()
        self._grid.settle()

    def _explain(self, asked: _Asked, changes: dict[str, object]) -> None:
        """Keep the reason of a count, behind the count itself."""
        self.desk.run_worker(self._keep_reason(asked, changes), group="count")

    async def _keep_reason(self, asked: _Asked, changes: dict[str, object]) -> None:
        async with self._lock:
            row = self._board.count(asked.cell, asked.stage)
            if row is None:
                return
            await self.desk.perform(
                lambda step: commands.change_count(step, row.no, None, changes),
                words.explained,
            )
        if self.is_open:
            self._show()

    # -- acts --------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Look at the next stage."""
        self._grid.leave()
        self._asked = None
        self._board.turn()
        self._grid.settle()
        self._show()

    def action_mark_all(self) -> None:
        """All of this row that was not counted is as before."""
        self._grid.leave()
        figures = [
            (cell, proposed)
            for cell in self._board.cells_of_row()
            if (proposed := self._board.proposed(cell)) is not None
        ]
        if figures:
            self._keep(figures)
        else:
            self.desk.tell(_("Everything in this row is counted."), wrong=True)

    def action_take_out(self) -> None:
        """Take back a digit, else the count under the cursor."""
        if self._grid.erase():
            return
        row = None if self._board.cell is None else self._board.count(self._board.cell)
        if row is None:
            self._nothing_counted()
            return
        self._stop_asking()
        told = _("{count} is taken out; it stays in the history.").format(count=row.quantity)
        no = row.no
        self.desk.run_worker(
            self.desk.perform(lambda step: commands.withdraw_count(step, no), lambda _was: told)
        )

    def _nothing_counted(self) -> None:
        self.desk.tell(_("Nothing was counted here yet."), wrong=True)

    def action_edit(self) -> None:
        """Say why, who counted, when, who signed."""
        self._grid.leave()
        cell = self._board.cell
        row = None if cell is None else self._board.count(cell)
        if row is None:
            self._nothing_counted()
            return
        assert cell is not None
        people = self.desk.store.ask(roster.roster, self.desk.store.now())
        others = [one for one in self._board.goods if one.item_id != cell.item_id]
        fields = forms.count_fields([(one.no, one.name) for one in people], others)
        form = RecordForm(
            name="count",
            read=forms.reader_of(fields),
            record=partial(forms.count_record, fields=fields),
            change=commands.change_count,
            changed=lambda _no, _edit: _("The count is changed."),
        )
        form.edit(self.desk, fields, row.no)

    def action_assign(self) -> None:
        """Say who counts at this gate."""
        self._grid.leave()
        drop_no = self._board.drop_no
        gate = self._board.gates.get(drop_no, "")
        people = self.desk.store.ask(roster.roster, self.desk.store.now())
        choose_narrowed(
            self.desk,
            lambda: _("Who counts at {gate}?").format(gate=gate),
            people,
            lambda one: beside(one.name, one.post),
            lambda one: self.desk.perform(
                lambda step: commands.set_counter(step, [drop_no], one.no),
                lambda _done: _("{name} counts at {gate}.").format(name=one.name, gate=gate),
            ),
        )

    def action_copy(self) -> None:
        """Messages about these counts, ready to be copied."""
        self._grid.leave()
        self.desk.open_dialog(CountMessages(self._delivery_no, self._board.drop_no))

    def action_leave(self) -> None:
        """Leave, once what is typed is written down; where that asks for a reason, it is asked
        first, and left open by escape once more."""
        if self._grid.leave():
            super().action_leave()
        else:
            self._grid.settle()

    def relabel(self) -> None:
        super().relabel()
        self._grid.settle()
        self._show()
