"""Who waits for what was missed, of all deliveries, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
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
    """Doors that are owed something; enter goes to the household."""

    DEFAULT_CSS = """
    Waiting .box { width: 98%; max-width: 120; }
    """
    BINDINGS = bindings(WAITING)
    list_id = "waiting-list"

    def heading(self) -> str:
        count = sum(row is not None for row in self._rows)
        return _("Doors that wait for what they missed: {count}").format(count=count)

    def foot(self) -> str:
        return _("n: request  enter g: the household  z: take back  esc: back")

    def lines(self) -> Iterable[tuple[Content, _Door | None]]:
        now, masked = self.desk.store.now(), self.desk.masked
        found = words.of_households(self.desk.store.ask(queries.waiting))
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

    @on(OptionList.OptionSelected)
    def action_go(self) -> None:
        """Go to the household under the cursor."""
        row = self._row()
        if row is not None:
            self.desk.show_record("households", row.no)
