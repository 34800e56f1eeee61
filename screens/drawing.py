"""The desk's screen on its terminal: what of each picture is sent, and when all of it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from screens.kit.preferring import Preferring
from screens.wire import fewer

if TYPE_CHECKING:
    from rich.console import RenderableType

_SWITCH = 0.008
"""Seconds for which painting waits when another place is shown."""

_SEEN_THROUGH = 6
"""Dialogs that are drawn beneath one, each dimmed by those over it, and beneath them the place."""


class Drawing(Preferring, inherit_bindings=False):
    """An application that sends its terminal only what differs from what is shown there.

    Its driver says by `shown` what that is; where it has none, as on Windows, or somebody prefers
    whole frames, all that was drawn is sent, as the library does.
    """

    def forget_shown(self) -> None:
        """Take nothing for known of what the terminal shows: what is drawn next is sent whole."""
        forget = getattr(self._driver, "forget_shown", None)
        if forget is not None:
            forget()

    def action_draw_anew(self) -> None:
        """Send the whole screen again, whatever the terminal shows."""
        self.forget_shown()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self.forget_shown()
        if event.size == self._size:
            # There and back, sooner than was noticed: the library draws nothing, but what did not
            # fit meanwhile is gone.
            self.refresh()

    def on_app_focus(self) -> None:
        # Somebody was elsewhere, and another program may have written here.
        self.forget_shown()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # The library has no other place where one may say what an update of the screen sends.
        shown = getattr(self._driver, "shown", None)
        if shown is not None:
            if self.preferences.whole_frames:
                shown.forget()
            else:
                renderable = fewer(renderable, shown, self.size)
        super()._display(screen, renderable)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        # Of what is taken away the library has the rest laid out anew. A screen had no place in the
        # layout of those beneath: that would be the second picture of the one that a dialog leaves,
        # made from nothing, and the same as the first.
        of_screens = all(isinstance(node, Screen) for node in nodes)
        return super()._prune(*nodes, parent=None if of_screens else parent)

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        # The library draws each screen from within the one over it, down to the place. A key held
        # down may open more than Python can count calls within each other: a desk must not end by
        # that, and of what lies so deep nothing is seen.
        beneath = super()._background_screens
        if len(beneath) <= _SEEN_THROUGH + 1:
            return beneath
        return [beneath[0], *beneath[-_SEEN_THROUGH:]]

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold painting back for a moment while a place is switched; a frame is long enough."""
        super().delay_update(min(delay, _SWITCH))
