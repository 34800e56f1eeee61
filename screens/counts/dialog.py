"""The dialog of counts: a grid over a delivery, each figure on file as soon as it is left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from data.counts import commands
from models.counts import CountInput, GateLine, Reason, Stage, reasons
from models.problems import Problem, Refused
from screens.counts import form as forms
from screens.counts import words
from screens.counts.board import Cell
from screens.counts.grid import CountGrid
from screens.counts.messages_dialog import CountMessages
from screens.counts.shown import Asked, CountsShown
from screens.custody.form import keepers
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import COUNTS
from screens.kit.one_line import OneLine
from screens.kit.record_form import RecordForm
from screens.kit.values import beside
from screens.supplies.counter import choose_counter

if TYPE_CHECKING:
    from data.step import Step

_DIGITS = 9
"""Goods that may have come instead, one for each digit."""


class Counts(CountsShown):
    """The counts of a delivery, beginning at one of its gates.

    A figure is one act of its own, saved the moment its cell is left, so that a power cut costs
    the cell that is being typed and no more; its reason, which is asked for right after, is the
    next act. A difference that stays without one is told of until somebody gives it.
    """

    BINDINGS = bindings(COUNTS)

    # -- writing -----------------------------------------------------------------------------

    @on(CountGrid.Typed)
    def _typed(self, event: CountGrid.Typed) -> None:
        cell, verdict = event.cell, event.verdict
        self._meanwhile, self._came, self._asked = "", None, None
        if verdict is not None and verdict.asks:
            differs = verdict.difference or verdict.over
            self._asked = Asked(event.stage, cell, differs)
        self._keep(event.stage, [(cell, event.quantity)])

    def _keep(self, stage: Stage, figures: Sequence[tuple[Cell, int]]) -> None:
        """Have figures shown as they will be, and written down behind those typed before."""
        given = []
        for cell, quantity in figures:
            seen = self._board.known(cell)
            given.append(
                CountInput(cell.drop_no, cell.item_id, stage, quantity, cell.building_id, seen=seen)
            )
        for cell, quantity in figures:
            self._board.pending[stage, cell] = quantity
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
        told = [beside(words.done(one), words.too_many(one)) for one in done]
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
        offered = reasons.offered(asked.difference)
        reason = offered.get(event.digit)
        if reason is None:
            self.desk.tell(_("Choose a reason by its digit."), wrong=True)
            return
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

    def _came_instead(self, asked: Asked, digit: int) -> None:
        others = self._came or []
        if digit > len(others):
            self.desk.tell(_("Choose by the digit before a line."), wrong=True)
            return
        if digit:
            self._explain(asked, {"came_id": others[digit - 1].item_id})
        self._next()

    def _ask_words(self, asked: Asked) -> None:
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

    def _explain(self, asked: Asked, changes: dict[str, object]) -> None:
        """Keep the reason of a count, behind the count itself."""
        self.desk.run_worker(self._keep_reason(asked, changes), group="count")

    async def _keep_reason(self, asked: Asked, changes: dict[str, object]) -> None:
        async with self._lock:
            row, line = self._board.count(asked.cell, asked.stage), self._board.line(asked.cell)
            if row is None or line is None:
                return
            await self.desk.perform(
                lambda step: commands.change_count(step, row.no, None, changes),
                partial(words.explained, line),
            )
        if self.is_open:
            self._show()

    # -- acts --------------------------------------------------------------------------------

    def action_turn(self, step: int = 1) -> None:
        """Look at the next stage, or the one before."""
        self._grid.leave()
        self._stop_asking()
        self._board.turn(step)
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
            self._keep(self._board.stage, figures)
        else:
            self.desk.tell(_("Everything in this row is counted."), wrong=True)

    def action_erase(self) -> None:
        """Take back the digit typed last; a count is taken out by its own key."""
        self._grid.erase()

    def action_take_out(self) -> None:
        """Take back what is being typed, else the count under the cursor."""
        if self._grid.erase():
            return
        cell = self._board.cell
        row = None if cell is None else self._board.count(cell)
        line = None if cell is None else self._board.line(cell)
        if row is None or line is None:
            self._nothing_counted()
            return
        self._stop_asking()
        told = _("{count} is taken out; it stays in the history.").format(
            count=words.called(line, row)
        )
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
        with self.desk.store.read() as conn:
            people = keepers(conn, self.desk.store.now())
        others = [one for one in self._board.goods if one.item_id != cell.item_id]
        fields = forms.count_fields(people, others)
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
        choose_counter(self.desk, self._delivery_no, self._board.drop_no)

    def action_copy(self) -> None:
        """Messages about these counts, ready to be copied."""
        self._grid.leave()
        self.desk.open_dialog(CountMessages(self._delivery_no, self._board.drop_no))

    def action_leave(self) -> None:
        """Let go of digits that are not written down, or of the question; else leave. Nothing is
        written by escape: half a figure would tell a driver of packs that do not lack."""
        if not self._grid.drop():
            super().action_leave()

    def relabel(self) -> None:
        super().relabel()
        self._grid.settle()
        self._show()
