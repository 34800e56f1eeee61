"""An application that tells what happened, and offers the key that undoes or redoes just that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from screens.typing_ahead import TypingApp

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from data.store import Store
    from screens.kit.status_line import Offer

_TELLS_WHOLE = ("help", "app.help")
"""Acts that show what was told whole, and change nothing."""

_BY_HAND = (events.Key, events.Paste, events.MouseDown)


class TellingApp(TypingApp, inherit_bindings=False):
    """What is told stands in the status lines of all that is on screen."""

    store: Store

    def all_screens(self) -> list[Screen[Any]]:
        """What stands on each other in all places, shown now or not."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.offer: Offer | None = None
        """What one key does about the act told of last."""
        self.pressed = 0
        """How many keys were pressed, and clicks made."""
        self._told_at = -1
        """How many those were when something was told last."""

    async def on_event(self, event: events.Event) -> None:
        """With each key that is pressed, what is told by then is seen."""
        if isinstance(event, _BY_HAND) and not event.is_forwarded:
            self.pressed += 1
        await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key is for; what was told of a key that did nothing goes then."""
        front = self.screen
        done = await super().run_action(action, default_namespace, namespaces)
        if done and action not in _TELLS_WHOLE:
            from screens.kit.status_line import StatusLine

            for line in front.query(StatusLine):
                line.went_on()
        return done

    @property
    def told_of_key(self) -> bool:
        """Whether something was told of what the last key led to."""
        return self._told_at == self.pressed

    def tell(
        self,
        message: str,
        *,
        wrong: bool = False,
        undo: int | None = None,
        redo: int | None = None,
        refused: bool = False,
    ) -> None:
        """Show what a key led to in the status line of the place shown, and of what stands over it.

        What is told of something that was not asked for is `tell_aside`.

        Args:
            undo: number of the act it tells of, which `z` takes back.
            redo: number of the act it tells of, which `Z` brings back.
            refused: see `StatusLine.say`.
        """
        from screens.kit.status_line import Offer, StatusLine

        self._told_at = self.pressed
        act = redo if undo is None else undo
        self.offer = None
        if act is not None:
            newest = max(self.store.last_written, act)
            self.offer = Offer(act, undo is not None, newest)
        self._let_go(self.screen_stack)
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(message, wrong=wrong, offer=self.offer, refused=refused)

    def tell_aside(self, message: str, *, wrong: bool = True) -> None:
        """Tell of what came up by itself: what the last key led to stays to be seen, and an act
        with the key offered for it."""
        from screens.kit.status_line import StatusLine

        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.note(message, wrong=wrong)

    def withdraw(self, *, for_good: bool = False) -> None:
        """Offer no key for the act told of last any more; what was told of it goes once it is seen.

        Args:
            for_good: nothing on screen is of an act any more, as the file is another.
        """
        self.offer = None
        self._let_go(for_good=for_good)

    def _let_go(self, but: Sequence[Screen[Any]] = (), *, for_good: bool = False) -> None:
        """Let what was told of acts go, once another one is the last.

        Args:
            but: what stands on these is told of by itself.
        """
        from screens.kit.status_line import StatusLine

        for screen in self.all_screens():
            if screen not in but:
                for line in screen.query(StatusLine):
                    line.let_go(for_good=for_good)

    def told_offer(self) -> Offer | None:
        """The act that the sentence shown in front tells of, and what its key did about it."""
        from screens.kit.status_line import StatusLine

        lines = (
            line for screen in reversed(self.screen_stack) for line in screen.query(StatusLine)
        )
        front = next(lines, None)
        return None if front is None else front.told_offer
