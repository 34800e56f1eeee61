"""An application that tells what happened, and offers the key that undoes or redoes just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.typing_ahead import TypingApp

if TYPE_CHECKING:
    from data.store import Store
    from screens.kit.status_line import Offer


class TellingApp(TypingApp, inherit_bindings=False):
    """What is told stands in the status lines of all that is on screen."""

    store: Store

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.offer: Offer | None = None
        """What one key does about the act told of last."""
        self.told = self.saved = ""
        """What was told last, and what was told of the newest act."""

    def tell(
        self,
        message: str,
        *,
        wrong: bool = False,
        undo: int | None = None,
        redo: int | None = None,
    ) -> None:
        """Show a sentence in the status line of the place shown, and of what stands over it.

        Args:
            undo: number of the act it tells of, which `z` takes back.
            redo: number of the act it tells of, which `Z` brings back.
        """
        from screens.kit.status_line import Offer, StatusLine

        self.told = message
        act = redo if undo is None else undo
        self.offer = None
        if act is not None:
            self.offer = Offer(act, undo is not None, self.store.last_written)
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(message, wrong=wrong, offer=self.offer)

    def tell_aside(self, message: str) -> None:
        """Tell of what came up by itself: an act just told of stays, with its key."""
        from screens.kit.status_line import StatusLine
        from screens.kit.values import beside

        if self.offer is None:
            self.tell(message, wrong=True)
            return
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(beside(line.message, message), wrong=True, offer=line.offer)

    def withdraw(self) -> None:
        """Offer no key for the act told of last any more."""
        from screens.kit.status_line import StatusLine

        self.offer = None
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.refresh(layout=True)

    def shown_offer(self) -> Offer | None:
        """The key that stands behind the sentence shown in front."""
        from screens.kit.status_line import StatusLine

        lines = (
            line for screen in reversed(self.screen_stack) for line in screen.query(StatusLine)
        )
        front = next(lines, None)
        return None if front is None else front.shown_offer
