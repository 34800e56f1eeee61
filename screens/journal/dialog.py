"""The journal as a list of steps in words; any of them can be undone or brought back from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from data.journal import commands as journal_commands
from data.journal import queries as journal
from models.journal import StepView
from models.times import loaded
from screens.i18n import _
from screens.keys import bindings
from screens.keys.papers import JOURNAL
from screens.kit.detail import hanging
from screens.kit.dialog import Dialog
from screens.kit.values import spoken
from screens.sentences import say_act

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_SHOWN = 300
"""Steps listed; older ones are reached with the companion command `log`."""


def open_journal(desk: Desk) -> None:
    """Show what was done, by whom."""
    desk.open_dialog(Log())


class Log(Dialog[None]):
    """What was done, newest first."""

    BINDINGS = bindings(JOURNAL)

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[StepView] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = _("Journal")
            yield OptionList(id="log-list", markup=False)
            yield Static("", classes="foot", markup=False, id="log-foot")

    def on_mount(self) -> None:
        self.renew()
        self.query_one(OptionList).focus()
        super().on_mount()

    def renew(self) -> None:
        """Read the steps again, keeping the cursor on its step."""
        listed = self.query_one(OptionList)
        at = listed.highlighted
        kept = self._steps[at].no if at is not None and self._steps else None
        with self.desk.store.read() as conn:
            self._steps = journal.steps(conn, limit=_SHOWN)
        listed.clear_options()
        masked, width = self.desk.masked, self.line_cells
        listed.add_options([Option(_line(step, masked, width)) for step in self._steps])
        if not self._steps:
            listed.add_option(Option(_("Nothing has been done yet."), disabled=True))
        else:
            numbers = [step.no for step in self._steps]
            listed.highlighted = numbers.index(kept) if kept in numbers else 0
        self._foot(_("z: undo this step   Z: bring it back   esc: back"))

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are broken for the width there is."""
        self.renew()

    def _foot(self, words: str) -> None:
        self.put("#log-foot", words)

    def _chosen(self) -> StepView | None:
        at = self.query_one(OptionList).highlighted
        return self._steps[at] if at is not None and self._steps else None

    async def action_undo_this(self) -> None:
        """Take back the step under the cursor."""
        step = self._chosen()
        if step is not None:
            await self.desk.perform(
                lambda step: journal_commands.undo(step, step.no),
                lambda s: _("Undone: {act}").format(
                    act=say_act(s.code, s.params, self.desk.masked)
                ),
            )
            self._echo()

    async def action_redo_this(self) -> None:
        """Bring back the step under the cursor."""
        step = self._chosen()
        if step is not None:
            await self.desk.perform(
                lambda step: journal_commands.redo(step, step.no),
                lambda s: _("Done again: {act}").format(
                    act=say_act(s.code, s.params, self.desk.masked)
                ),
            )
            self._echo()

    def _echo(self) -> None:
        from screens.kit.status_line import StatusLine

        if self.desk.here is not None:
            self._foot(self.desk.here.query_one(StatusLine).message)


def _line(step: StepView, masked: bool, width: int) -> Content:
    gone = step.undone_by is not None
    style = "strike dim" if gone else ""
    number, when = f"{step.no:>5}  ", f"{spoken(loaded(step.at))}  "
    before = cell_len(number) + cell_len(when)
    told = say_act(step.code, step.params, masked)
    return Content.assemble(
        Content.styled(number, "dim"),
        Content.styled(when, "$accent"),
        Content.styled(hanging(told, width - before, before), style),
        Content.styled(f"  {_('undone')}" if gone else "", "$warning"),
    )
