"""Who waits for what was missed, of all deliveries, the longest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from data.doors import commands, queries
from models.doors import MissedRow
from models.doors.rules import is_red
from screens.doors import words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import WAITING
from screens.kit.detail import hanging
from screens.kit.list_dialog import ListDialog


class _Door(NamedTuple):
    """A household that waits, with all it is owed."""

    no: int
    rows: tuple[MissedRow, ...]


class Waiting(ListDialog[_Door]):
    """Doors that are owed something; enter goes to the household.

    Args:
        red: numbers of the households that are shown, as missed out twice in a row; None for all.
    """

    DEFAULT_CSS = """
    Waiting .box { width: 98%; max-width: 120; }
    """
    BINDINGS = bindings(WAITING)
    list_id = "waiting-list"

    def __init__(self, red: Collection[int] | None = None) -> None:
        super().__init__()
        self._red = red

    def heading(self) -> str:
        count = sum(row is not None for row in self._rows)
        if self._red is not None:
            return _("Missed out twice in a row: make a request of it? {count}").format(count=count)
        return _("Doors that wait for what they missed: {count}").format(count=count)

    def foot(self) -> str:
        return _("n: request  d: got it  enter g: the household  z: take back  esc: back")

    def lines(self) -> Iterable[tuple[Content, _Door | None]]:
        now, masked = self.desk.store.now(), self.desk.masked
        found = words.of_households(self.desk.store.ask(queries.waiting))
        if self._red is not None:
            found = [rows for rows in found if rows[0].household_no in self._red]
        if not found:
            yield Content(_("No door waits for anything.")), None
        for rows in found:
            said = hanging(words.waiting_line(rows, now, masked), self.line_cells, 2)
            red = is_red(max(row.times for row in rows))
            yield (
                Content.styled(said, "$error" if red else ""),
                _Door(rows[0].household_no, tuple(rows)),
            )

    async def action_new(self) -> None:
        """Make a request of the door under the cursor."""
        row = self._row()
        if row is not None:
            await self.desk.perform(
                lambda step: commands.ask_for_door(step, row.no, words.request_text),
                lambda no: _("Request {no} is in the queue.").format(no=no),
            )

    async def action_done(self) -> None:
        """Note that the household under the cursor has what it missed."""
        row = self._row()
        if row is not None:
            await self.desk.perform(
                lambda step: commands.fetched(step, row.rows),
                lambda _count: _("{door} has it now.").format(door=words.door(row.rows[0])),
            )

    @on(OptionList.OptionSelected)
    def action_go(self) -> None:
        """Go to the household under the cursor."""
        row = self._row()
        if row is not None:
            self.desk.show_record("households", row.no)
