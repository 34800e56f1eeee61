"""The journal as a list of steps in words; any of them can be undone or brought back from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content

from data.journal import commands as journal_commands
from data.journal import queries as journal
from models.journal import StepView
from models.times import loaded
from screens.i18n import _
from screens.keys import bindings
from screens.keys.papers import JOURNAL
from screens.kit.detail import hanging
from screens.kit.list_dialog import ListDialog
from screens.kit.values import spoken
from screens.sentences import say_act, say_step

if TYPE_CHECKING:
    from data.store import Step

_SHOWN = 300
"""Steps listed; older ones are reached with the companion command `log`."""


class Journal(ListDialog[StepView]):
    """What was done, newest first."""

    BINDINGS = bindings(JOURNAL)
    list_id = "journal-list"

    def heading(self) -> str:
        return _("Journal")

    def foot(self) -> str:
        return _("z: undo this step   Z: bring it back   esc: back")

    def lines(self) -> Iterator[tuple[Content, StepView | None]]:
        masked, width = self.desk.masked, self.line_cells
        found = self.desk.store.ask(journal.steps, limit=_SHOWN)
        for step in found:
            yield _line(step, masked, width), step
        if not found:
            yield Content(_("Nothing has been done yet.")), None

    def cursor(self, at: int | None, before: StepView | None) -> int | None:
        """The step it was on, else the newest."""
        numbers = [step.no for step in self._rows if step is not None]
        if before is not None and before.no in numbers:
            return numbers.index(before.no)
        return 0 if numbers else None

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are broken for the width there is."""
        self.renew()

    async def action_undo_this(self) -> None:
        """Take back the step under the cursor."""
        await self._reverse(journal_commands.undo, _("Undone: {act}"))

    async def action_redo_this(self) -> None:
        """Bring back the step under the cursor."""
        await self._reverse(journal_commands.redo, _("Done again: {act}"))

    async def _reverse(self, command: Callable[[Step, int], StepView], told: str) -> None:
        under = self._row()
        if under is None:
            return
        await self.desk.perform(
            lambda step: command(step, under.no),
            lambda done: told.format(act=say_act(done.code, done.params, self.desk.masked)),
        )
        if self.desk.here is not None:
            self.put(".foot", self.desk.here.said())


def _line(step: StepView, masked: bool, width: int) -> Content:
    gone = step.undone_by is not None
    style = "strike dim" if gone else ""
    number, when = f"{step.no:>5}  ", f"{spoken(loaded(step.at)) if step.at else '':11}  "
    before = cell_len(number) + cell_len(when)
    told = say_step(step, masked)
    return Content.assemble(
        Content.styled(number, "dim"),
        Content.styled(when, "$accent"),
        Content.styled(hanging(told, width - before, before), style),
        Content.styled(f"  {_('undone')}" if gone else "", "$warning"),
    )
