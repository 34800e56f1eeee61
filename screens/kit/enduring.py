"""An application that what goes wrong does not end, with all that was typed into it.

Refusals and faults of the program are told in one line; only what can no longer be seen ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from time import monotonic
from typing import Any

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import WorkerFailed

from data import troubles
from models.problems import Problem, Refused
from screens.kit.refusable import Refusable
from screens.kit.telling import TellingApp
from screens.sentences import say

_A_MOMENT = 0.2
"""Seconds after something failed until it is looked at whether it still takes messages."""

_MOST, _WITHIN = 20, 2.0
"""Failures within so many seconds, after which the application cannot go on."""


def _typed_into(action: str) -> bool:
    """Whether an action opens something that is typed into at once."""
    return "capture" in action or action.rpartition(".")[2] in ("new", "edit")


class Enduring(Refusable, TellingApp, inherit_bindings=False):
    """An application that goes on when something went wrong, once there is something to lose."""

    may_go_on = False
    """Whether there is something to lose; before, what goes wrong ends it."""

    ending = False
    """Whether it was asked to end: its parts go one by one, and what they miss is no fault."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.faults: dict[str, str] = {}
        """Faults of the program so far: the words for each, by where in the program it was."""
        self._of_loss: set[str] = set()
        """All that was told of a lost file: what is seen of it is not the same each time."""
        self.doubted = False
        """Whether the file was told to be lost or damaged since it was last found in order."""
        self._failures: deque[float] = deque(maxlen=_MOST)
        """When the newest failed that no guard of ours was around."""

    # -- what is told ------------------------------------------------------------------------

    def tell_trouble(self, error: Exception, *, by_itself: bool = False) -> None:
        """Say in the status line why something could not be done.

        Args:
            by_itself: whether nobody asked for it; what was told of a key stays to be seen.
        """
        if self.ending:
            self.log.warning(error)
            return
        words = self.words_of(error)
        if by_itself or self.told_of_key:
            self.tell_aside(words)
        else:
            self.tell(words, wrong=True)

    def tell_fault_once(self, error: Exception) -> None:
        """Say what is wrong with something that is drawn again and again, the first time."""
        if not self.is_told(error):
            self.tell_trouble(error, by_itself=True)

    def is_told(self, error: Exception) -> bool:
        """Whether this fault of the program was told already."""
        return _where(error) in self.faults

    def unsay(self, message: str) -> None:
        """Take a sentence away, wherever it still stands, also in places that are not shown."""
        from screens.kit.status_line import StatusLine

        for screen in self.all_screens():
            for line in screen.query(StatusLine):
                line.unsay(message)

    def unsay_loss(self) -> None:
        """Take all away that was told of a lost file, now that it is there again."""
        for words in self._of_loss:
            self.unsay(words)
        self._of_loss.clear()

    def minded(self, problem: Problem, words: str) -> str:
        """What is told of a problem, which is kept in mind: of a lost file it goes once that is
        there again.

        Args:
            words: what is told.
        """
        self.doubted = self.doubted or troubles.in_doubt(problem)
        if troubles.of_lost(problem):
            self._of_loss.add(words)
        return words

    def words_of(self, error: Exception) -> str:
        """Why something could not be done, in one line; details of a fault are kept in a file."""
        if isinstance(error, Refused):
            return self.minded(error.problem, say(error.problem))
        where = _where(error)
        if where not in self.faults:
            from screens.faults import fault_words

            self.faults[where] = fault_words(error)
        return self.faults[where]

    # -- what goes wrong ---------------------------------------------------------------------

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; what goes wrong meanwhile is told, and the desk goes on.

        Where no dialog stands in front none could be opened: letters typed for it are no keys of
        what stands there.
        """
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:
            if not self.may_go_on:
                raise
            self.tell_trouble(error)
            if len(self.screen_stack) == 1:
                self.drop_letters(coming=_typed_into(str(action)))
            return True

    def _handle_exception(self, error: Exception) -> None:
        # Of timers, callbacks, workers and painting, which are no messages, and of widgets of the
        # library's that only show things; those take no further message.
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.ending and isinstance(cause, Exception):
            self.log.warning(cause)
        elif self.may_go_on and isinstance(cause, Exception) and self._bears(cause):
            self.tell_trouble(cause, by_itself=True)
            parts = [*self.screen.walk_children(with_self=True)]
            self.set_timer(_A_MOMENT, partial(self._leave_what_broke, self.screen, parts))
        else:
            super()._handle_exception(error)

    def _bears(self, error: Exception) -> bool:
        """Whether to go on: not when so much fails that there is nothing to be seen or done."""
        if isinstance(error, Refused):
            return True
        now = monotonic()
        self._failures.append(now)
        return len(self._failures) < _MOST or now - self._failures[0] > _WITHIN

    async def _leave_what_broke(self, front: Screen[Any], parts: Sequence[DOMNode]) -> None:
        """Close a dialog, or make a place anew, where one of its parts takes no message any more;
        it may be gone from the screen already."""
        if front is not self.screen or all(part.is_running for part in parts):
            return
        if len(self.screen_stack) == 1:
            await self._make_anew(self.current_mode)
            return
        try:
            leave = getattr(front, "leave", None)
            if leave is not None:
                leave()
        finally:
            front.dismiss(None)

    async def _make_anew(self, place: str) -> None:
        """Make a place once more, and show it; another is shown while it is taken apart."""
        made = self.MODES[place]
        await self.switch_mode(next(name for name in self.MODES if name != place))
        await self.remove_mode(place)
        self.add_mode(place, made)
        await self.switch_mode(place)


def _where(error: Exception) -> str:
    """What kind of fault it is, and the line of the program that it came from."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = "" if at is None else f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}"
    return f"{type(error).__name__} {place}"
