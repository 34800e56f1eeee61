"""The detail of the record under the cursor, beside the list it stands in."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from screens.kit.again import Again, passes
from screens.kit.detail import broken

_DELAY = 0.15
"""Seconds the cursor rests before the detail is read; moving stays light."""

_LEAST = 20
"""Cells that a detail is broken for at least."""

_WIDTH = 39
"""Cells of the pane while it was never laid out, as when the terminal has just grown."""


class DetailPane(VerticalScroll, can_focus=False):
    """The pane; where the terminal has no room for it nothing is read.

    Args:
        told: gives the detail.
        instead: gives what to show while that cannot be read, and why it cannot.
    """

    def __init__(
        self, told: Callable[[], Content], instead: Callable[[Exception], Content]
    ) -> None:
        super().__init__(classes="detail-pane")
        self._told = told
        self._instead = instead
        self._timer: Timer | None = None
        self._again = Again(self, self.show_detail)

    def compose(self) -> ComposeResult:
        yield Static("", id="detail")

    def soon(self) -> None:
        """Show the detail once the cursor rests."""
        if self._timer is not None:
            self._timer.stop()
        if self._has_room:
            self._timer = self.set_timer(_DELAY, self.show_detail)

    def show_detail(self) -> None:
        """Show the detail from its top."""
        if not self._has_room:
            return
        # As if there was a scroll bar, which appears with the text.
        width = (self.size.width or _WIDTH) - self.styles.scrollbar_size_vertical
        shown = broken(self._now(), max(_LEAST, width))
        self.query_one("#detail", Static).update(shown)
        self.scroll_home(animate=False)

    @property
    def _has_room(self) -> bool:
        return self.screen.has_class("-wide")

    def _now(self) -> Content:
        try:
            told = self._told()
        except Exception as error:  # noqa: BLE001 - the list beside it stays
            if passes(error):
                self._again.later()
            return self._instead(error)
        self._again.worked()
        return told
