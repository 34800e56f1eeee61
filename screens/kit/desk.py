"""The application as places and dialogs know it: the store, what is told, what stands in front."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen

from models.problems import Refused
from screens.i18n import _
from screens.sentences import say
from screens.typing_ahead import TypingApp

if TYPE_CHECKING:
    from data.clock import Clock
    from data.store import Step, Store
    from data.today.badges import Badges
    from screens.kit.place import Place

T = TypeVar("T")


class Desk(TypingApp, inherit_bindings=False):
    """An application over one store. The shell has the places and what opens over them.

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
        self.scratch: TemporaryDirectory[str] | None = None
        """Holds the file when it is a throw-away one."""

    # -- what stands in front ----------------------------------------------------------------

    @property
    def here(self) -> Place | None:
        """The place shown now, also beneath a dialog."""
        raise NotImplementedError

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
                self.tell(say(refused.problem), wrong=True)

        self.hold_keys()
        self.push_screen(dialog, answered)

    def action_open(self, name: str) -> None:
        """Open over the place shown what a subject has under a name, such as `capture`."""
        raise NotImplementedError

    async def action_go_place(self, name: str) -> None:
        """Show a place; keys typed while it is made for the first time wait for it."""
        raise NotImplementedError

    def show_record(self, subject: str, no: int) -> None:
        """Show a record of a subject: its place with the cursor on it, whatever dialog is open;
        over what is open where it has no place."""
        raise NotImplementedError

    async def action_visit(self, place: str, no: int | None = None) -> None:
        """Show a place that `leave_visit` leads back from, the cursor on a record if one is given.

        Args:
            no: the record's number.
        """
        raise NotImplementedError

    async def leave_visit(self) -> None:
        """Show the place from which the one shown now was asked for."""
        raise NotImplementedError

    # -- the store ---------------------------------------------------------------------------

    def open_store(self) -> bool:
        """Open the store the first time this is asked; False when the desk must close instead."""
        raise NotImplementedError

    def work_on(self, path: Path, clock: Clock, folder: TemporaryDirectory[str]) -> None:
        """Work on a throw-away file from now on; what is open stays as it is.

        Args:
            folder: holds the file; it is gone with the desk.
        """
        raise NotImplementedError

    def place_ready(self) -> None:
        """A place has its records on screen: pass on what was typed meanwhile."""
        raise NotImplementedError

    def badges(self) -> Badges | None:
        """The counts of the top line, read once for each change and minute."""
        raise NotImplementedError

    async def action_undo(self) -> None:
        """Take back the newest act."""
        raise NotImplementedError

    async def action_redo(self) -> None:
        """Bring back the act undone last."""
        raise NotImplementedError

    def announce(self) -> None:
        """Something changed: the place shown reads again now, the others when they are shown."""
        self.generation += 1
        for screen in self.screen_stack:
            renew = getattr(screen, "renew", None)
            if renew is not None:
                renew()

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
        self.store.changed()
        self.announce()
        if self.store.last_written == before:
            self.tell(_("Nothing was changed."))
        else:
            self.tell(said(result), undo=True)
        return result

    # -- what is told ------------------------------------------------------------------------

    def tell(self, message: str, *, wrong: bool = False, undo: bool = False) -> None:
        """Show a sentence in the status line of the place shown, and of what stands over it."""
        from screens.kit.status_line import StatusLine

        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(message, wrong=wrong, undo=undo)

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
            self.tell(say(refused.problem), wrong=True)
            if self.screen is self.here:
                self.drop_letters()
            return True
