"""The journal as a list of steps in words; any of them can be undone or brought back from here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content

from data.journal import commands as journal_commands
from data.journal import queries as journal
from models.journal import StepView
from models.times import loaded
from screens.i18n import _
from screens.journal import acts
from screens.journal.words import author, undone
from screens.keys import bindings
from screens.keys.papers import JOURNAL
from screens.kit.detail import hanging
from screens.kit.list_dialog import ListDialog
from screens.kit.status_line import StatusLine
from screens.kit.values import spoken
from screens.sentences import say_step

if TYPE_CHECKING:
    from data.step import Step
    from screens.kit.desk import Desk

_SHOWN = 300
"""Steps listed; older ones are reached with the companion command `log`."""


class Journal(ListDialog[StepView]):
    """What was done, newest first."""

    BINDINGS = bindings(JOURNAL)
    list_id = "journal-list"
    _told = ""
    """What came of the last act here, which a list that is read again leaves where it is."""

    def heading(self) -> str:
        return _("Journal")

    def foot(self) -> str:
        return self._told or _("z: undo this step   Z: bring it back   esc: back")

    def steps(self) -> list[StepView]:
        """The steps that are listed."""
        return self.desk.store.ask(journal.steps, limit=_SHOWN)

    def lines(self) -> Iterator[tuple[Content, StepView | None]]:
        masked, width = self.desk.masked, self.line_cells
        found = self.steps()
        several = len({step.author for step in found}) > 1
        for step in found:
            yield _line(step, masked, width, several), step
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
        """Take back the step under the cursor, whoever did it."""
        await self._reverse(acts.undone, journal_commands.undo)

    async def action_redo_this(self) -> None:
        """Bring back the step under the cursor."""
        await self._reverse(acts.redone, journal_commands.redo)

    async def _reverse(
        self,
        told: Callable[[Desk, acts.Reversal], Awaitable[None]],
        command: Callable[[Step, int], StepView],
    ) -> None:
        under = self._row()
        if under is None:
            return
        await told(self.desk, lambda step: command(step, under.no))
        if self.desk.here is not None:
            self._told = self.desk.here.query_one(StatusLine).message
            self.put(".foot", self.foot())


class History(Journal):
    """What was done to one record and to what belongs to it, newest first.

    Args:
        key: of its row.
        name: what it is called.
    """

    def __init__(self, key: str, name: str) -> None:
        super().__init__()
        self._key, self._name = key, name

    def heading(self) -> str:
        return _("History of {name}").format(name=self._name)

    def steps(self) -> list[StepView]:
        return self.desk.store.ask(journal.steps_about, self._key, limit=_SHOWN)


def _line(step: StepView, masked: bool, width: int, several: bool) -> Content:
    gone = step.undone_by is not None
    number, when = f"{step.no:>5}  ", f"{spoken(loaded(step.at)) if step.at else '':11}  "
    before = cell_len(number) + cell_len(when)
    who = f"{author(step.author)}  " if several else ""
    told = hanging(who + say_step(step, masked), width - before, before)
    mark = f"  {undone(step)}" if gone else ""
    if before + cell_len(told.rpartition("\n")[2].strip()) + cell_len(mark) > width:
        mark = f"\n{' ' * before}{mark.strip()}"
    return Content.assemble(
        Content.styled(number, "dim"),
        Content.styled(when, "$accent"),
        Content.styled(told, "strike dim" if gone else ""),
        Content.styled(mark, "$warning"),
    )
