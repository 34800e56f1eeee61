"""An application that tells what happened, and offers the key that undoes or redoes just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from screens.typing_ahead import TypingApp

if TYPE_CHECKING:
    from data.store import Store
    from screens.kit.status_line import Offer

_BY_HAND = (events.Key, events.Paste, events.MouseDown)


class TellingApp(TypingApp, inherit_bindings=False):
    """What is told stands in the status lines of all that is on screen."""

    store: Store

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
    ) -> None:
        """Show what a key led to in the status line of the place shown, and of what stands over it.

        What is told of something that was not asked for is `tell_aside`.

        Args:
            undo: number of the act it tells of, which `z` takes back.
            redo: number of the act it tells of, which `Z` brings back.
        """
        from screens.kit.status_line import Offer, StatusLine

        self._told_at = self.pressed
        act = redo if undo is None else undo
        self.offer = None
        if act is not None:
            self.offer = Offer(act, undo is not None, self.store.last_written)
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(message, wrong=wrong, offer=self.offer)

    def tell_aside(self, message: str, *, wrong: bool = True) -> None:
        """Tell of what came up by itself: what the last key led to stays to be seen, and an act
        with the key offered for it."""
        from screens.kit.status_line import StatusLine

        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.note(message, wrong=wrong)

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
