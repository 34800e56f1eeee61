"""An application that does acts off its own thread, and tells what came of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from data import troubles
from models.problems import Problem, Refused
from screens.i18n import _
from screens.kit.drafting import Drafting
from screens.sentences import say

if TYPE_CHECKING:
    from data.step import Step

T = TypeVar("T")


class Acting(Drafting, inherit_bindings=False):
    """An application whose acts are saved, not saved, or not known, and told so."""

    async def perform(self, command: Callable[[Step], T], said: Callable[[T], str]) -> T | Refused:
        """Run a command off the interface's thread and tell what came of it.

        Args:
            command: does one act in a step of the store.
            said: the sentence for the status line, given the command's result.

        Returns:
            The command's result, or the refusal, which the status line has explained.
        """
        step_no = 0

        def numbered(step: Step) -> T:
            nonlocal step_no
            step_no = step.no
            return command(step)

        result = await self.attempt(numbered)
        if isinstance(result, Refused):
            from screens.kit.several import refusal

            self.tell(refusal(result), wrong=True, refused=not _lasts(result))
        elif self.store.last_written < step_no:
            self.tell_of(lambda: "", saved=False)
        else:
            self.tell_of(lambda: said(result), undo=step_no)
        return result

    async def attempt(self, command: Callable[[Step], T]) -> T | Refused:
        """Run a command off the interface's thread.

        Returns:
            Its result, or the refusal; what came of it is for the caller to tell.
        """
        front = self.screen
        if front in self.outdated:
            self.outdated.discard(front)
            return Refused("file_moved", file=str(self.path))
        from screens.kit.slow import told_if_slow

        saving = _("Saving …")
        try:
            with told_if_slow(self, lambda: self.tell(saving)):
                return await asyncio.to_thread(self.store.do, command)
        except Refused as refused:
            if _lasts(refused):
                self.look()
                self.outdated.discard(front)
                self.words_of(refused)  # kept in mind: they go when the file is there again
            return refused
        finally:
            self.unsay(saving)

    def tell_of(
        self,
        said: Callable[[], str],
        *,
        saved: bool = True,
        undo: int | None = None,
        redo: int | None = None,
    ) -> None:
        """Read again after an act and tell of it; what cannot be shown is saved all the same.

        Args:
            said: the sentence for it, for which it may read.
            saved: whether there was anything to save.
            undo, redo: see `tell`.
        """
        step = self.store.last_written
        told = _("Saved as step {step}.").format(step=step) if saved else _("Nothing was changed.")
        self.tell(told)
        with suppress(Refused):  # then it is looked at again a second later
            self.store.changed()
        self.announce()
        trouble = ""
        try:
            told = said() if saved else told
        except Exception as error:  # noqa: BLE001 - that it cannot be told does not undo it
            trouble = self.words_of(error)
        if saved and self.store.disk_troubled:
            trouble = say(Problem("saved_in_trouble", {"file": str(self.path)}))
        self.tell(told, undo=undo, redo=redo)
        if trouble:
            self.tell_aside(trouble)


def unsaved() -> str:
    """That an act was not saved, without why."""
    return say(Problem("not_saved", {"cause": ""})).rstrip()


def _lasts(refused: Refused) -> bool:
    """Whether it is the file that is in trouble, not what was asked for."""
    return refused.problem.code == "not_saved" or troubles.tells(refused.problem)
