"""The application as places and dialogs know it: the store, what is told, what stands in front.

It knows subjects by their lines in the list of them alone.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import WorkerFailed

from data import troubles
from data.today.badges import Badges, badges
from models.problems import Problem, Refused
from screens.i18n import _
from screens.kit.place import Place
from screens.kit.refusable import Refusable
from screens.kit.values import beside
from screens.sentences import say, say_act
from screens.subjects import BY_NAME, SUBJECTS
from screens.typing_ahead import TypingApp

if TYPE_CHECKING:
    from data.clock import Clock
    from data.store import Step, Store

T = TypeVar("T")


def part_of(subject: str, module: str, name: str) -> Any:
    """A function or class of a subject's module, which is loaded only now."""
    return getattr(importlib.import_module(f"screens.{subject}.{module}"), name)


_OPENINGS = {
    name: (subject.name, *at) for subject in SUBJECTS for name, at in subject.opens.items()
}
"""What can be opened over the place shown, by the name that `open` keys have for it."""


def _typed_into(action: str) -> bool:
    """Whether an action opens something that is typed into at once."""
    return "capture" in action or action.rpartition(".")[2] in ("new", "edit")


class Desk(Refusable, TypingApp, inherit_bindings=False):
    """An application over one store, its places as modes; the shell starts and ends it.

    Args:
        path: the store's file; opened when a place asks for it first.
        clock: where the time comes from.
    """

    store: Store

    def __init__(self, path: Path, clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        self.path = path
        self.clock = clock
        self.generation = 0
        """Counts what makes places read again: changes, mask, language."""
        self.masked = False
        self.drafts: dict[str, dict[str, object]] = {}
        """What was typed into forms that were left, by form."""
        self.fresh: dict[str, int] = {}
        """The record written down last that nobody looked at yet, by subject."""
        self.overtaken = False
        """Whether something stands as it was before the newest change, which could not be read."""
        self.notices: tuple[Problem, ...] = ()
        """What is wrong with copies or the clock until somebody does something about it."""
        self.scratch: TemporaryDirectory[str] | None = None
        """Holds the file when it is a throw-away one."""
        self.trouble: Problem | None = None
        """Why the store could not be opened, for the process's last word."""
        self._opened = False
        self._told = self._saved = ""
        """What was told last, and what was told of the newest act."""
        self._badges: Badges | None = None
        self._came_from: dict[str, str] = {}
        """By place that is visited, the one from which it was asked for."""

    # -- what stands in front ----------------------------------------------------------------

    @property
    def here(self) -> Place | None:
        """The place shown now, also beneath a dialog."""
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                return screen
        return None

    def open_dialog(
        self, dialog: Screen[T], done: Callable[[T | None], None] | None = None
    ) -> None:
        """Push a dialog; keys typed before its first field has focus wait for it.

        Args:
            done: called with its answer; what is refused there is told.
        """

        def answered(answer: T | None) -> None:
            try:
                if done is not None:
                    done(answer)
            except Refused as refused:
                self.tell_refused(refused)

        self.hold_keys()
        self.push_screen(dialog, answered)

    async def action_go_place(self, name: str) -> None:
        """Show a place; keys typed while it is made for the first time wait for it."""
        if getattr(self.screen, "gives_way", False):
            self.pop_screen()
        if isinstance(self.screen, Place) and name != self.current_mode:
            if name not in self._screen_stacks:
                self.hold_keys()
            self.switch_mode(name)

    def show_record(self, subject: str, no: int) -> None:
        """Show a record of a subject: its place with the cursor on it, whatever dialog is open;
        over what is open where it has no place."""
        record = BY_NAME[subject].record
        if record is not None:
            part_of(subject, *record)(self, no)
            return
        while not isinstance(self.screen, Place) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.run_worker(self._show_record(subject, no), exclusive=True, group="show-record")

    async def _show_record(self, place: str, no: int | None) -> None:
        await self.action_go_place(place)
        reveal = getattr(self.here, "reveal", None)
        if no is not None and reveal is not None:
            reveal(no)

    async def action_visit(self, place: str, no: int | None = None) -> None:
        """Show a place that `leave_visit` leads back from.

        Args:
            no: the number of a record that the cursor goes to.
        """
        if self.current_mode != place:
            self._came_from[place] = self.current_mode
        await self._show_record(place, no)

    async def leave_visit(self) -> None:
        """Show the place from which the one shown now was asked for."""
        await self.action_go_place(self._came_from.get(self.current_mode, self.DEFAULT_MODE))

    def action_open(self, name: str) -> None:
        """Open over the place shown what a subject has under a name; it is loaded when used first.

        Raises:
            KeyError: no subject has it.
        """
        opened = part_of(*_OPENINGS[name])
        if isinstance(opened, type):
            self.open_dialog(opened())
        else:
            opened(self)

    # -- the store ---------------------------------------------------------------------------

    def open_store(self) -> bool:
        """Open the store the first time this is asked; False when the desk must close instead."""
        if self._opened:
            return True
        from data.store import Store

        try:
            self.store = Store(self.path, self.clock)
        except Refused as refused:
            self.trouble = refused.problem
            self.set_timer(0.1, lambda: self.exit(1))  # not while the first screen is mounted
            return False
        self._opened = True
        return True

    def work_on(self, path: Path, clock: Clock, folder: TemporaryDirectory[str]) -> None:
        """Work on a throw-away file from now on; what is open stays as it is.

        Args:
            folder: holds the file; it is gone with the desk.
        """
        from data.store import Store

        self.store = Store(path, clock)
        self.path, self.clock, self.scratch = path, clock, folder
        self.drafts.clear()
        self.announce()

    def place_ready(self) -> None:
        """A place has its records on screen: pass on what was typed meanwhile."""
        raise NotImplementedError

    def keep(self) -> None:
        """Make the copies that are due and look at the clock, in a thread."""
        raise NotImplementedError

    def badges(self) -> Badges | None:
        """The counts of the top line, read once for each change and minute."""
        try:
            self._badges = self.store.ask(badges, self.store.now())
        except Exception as error:  # noqa: BLE001 - the counts are told of again a second later
            self.log.warning(error)
        return self._badges

    async def action_undo(self) -> None:
        """Take back the newest act."""
        from data.journal.commands import undo

        done = await self.perform(undo, lambda _done: "")
        if not isinstance(done, Refused):
            act = say_act(done.code, done.params, self.masked)
            self.tell(_("Undone: {act}  (Z brings it back)").format(act=act))

    async def action_redo(self) -> None:
        """Bring back the act undone last."""
        from data.journal.commands import redo

        await self.perform(
            redo,
            lambda s: _("Done again: {act}").format(act=say_act(s.code, s.params, self.masked)),
        )

    def announce(self) -> None:
        """Something changed: the place shown reads again now, the others when they are shown."""
        self.generation += 1
        self.overtaken = False
        for screen in self.screen_stack:
            renew = getattr(screen, "renew", None)
            if renew is None:
                continue
            try:
                renew()
            except Refused as refused:
                self.overtaken |= refused.problem.code == "store_busy"
                self.tell_refused(refused)

    async def perform(self, command: Callable[[Step], T], said: Callable[[T], str]) -> T | Refused:
        """Run a command off the interface's thread and tell what came of it.

        Args:
            command: does one act in a step of the store.
            said: the sentence for the status line, given the command's result.

        Returns:
            The command's result, or the refusal, which the status line has explained.
        """
        before = self.store.last_written
        try:
            result = await asyncio.to_thread(self.store.do, command)
        except Refused as refused:
            self.tell(say(refused.problem), wrong=True)
            return refused
        self.tell_of(lambda: said(result), saved=self.store.last_written != before)
        return result

    def tell_of(self, said: Callable[[], str], *, saved: bool) -> None:
        """Read again after an act and tell of it; what cannot be shown is saved all the same.

        Args:
            said: the sentence for it, for which it may read.
            saved: whether there was anything to save.
        """
        self._saved = _("Saved as step {step}.").format(step=self.store.last_written)
        if not saved:
            self._saved = _("Nothing was changed.")
        self._told = self._saved
        try:
            self.store.changed()
            self.announce()
            if saved:
                self._saved = said()
        except Refused as refused:
            self.tell_refused(refused)
            return
        if saved and self.store.disk_troubled:
            self._saved = beside(
                self._saved, say(Problem("saved_in_trouble", {"file": str(self.path)}))
            )
        self.tell(self._saved, undo=saved, wrong=self.store.disk_troubled)

    # -- what is told ------------------------------------------------------------------------

    def tell(self, message: str, *, wrong: bool = False, undo: bool = False) -> None:
        """Show a sentence in the status line of the place shown, and of what stands over it."""
        from screens.kit.status_line import StatusLine

        self._told = message
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(message, wrong=wrong, undo=undo)

    def tell_refused(self, refused: Refused) -> None:
        """Tell why something was refused; of what was saved just before, when it cannot be read,
        that it was saved stays to be seen."""
        said = say(refused.problem)
        if self._saved and self._told.startswith(self._saved) and troubles.tells(refused.problem):
            said = beside(self._saved, said)
        self.tell(said, wrong=True)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; what is refused meanwhile is told, and the desk goes on.

        Where no dialog stands in front none could be opened: letters typed for it are no keys of
        the place.
        """
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Refused as refused:
            self.tell_refused(refused)
            if self.screen is self.here:
                self.drop_letters(coming=_typed_into(str(action)))
            return True

    def _handle_exception(self, error: Exception) -> None:
        # Of timers, callbacks and workers, which are no messages; all of them may be refused.
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, Refused):
            self.tell_refused(cause)
        else:
            super()._handle_exception(error)
