"""What all dialogs share: keys typed ahead reach them, escape leaves, F12 relabels."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Static

from models.problems import Refused
from screens.keys import bindings
from screens.keys.dialogs import DIALOG
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk

T = TypeVar("T")

_BOX, _SHARE, _FRAME = 96, 92, 8
"""The most cells of a box, its percentage of a terminal's width, what frames its lines."""


class Dialog(ModalScreen[T]):
    """A modal screen over a place.

    Subclasses set focus in `compose` order or `AUTO_FOCUS`; keys typed since it was asked for are
    passed on once that focus is there. `leave()` is called on escape and may keep a draft.
    """

    BINDINGS = bindings(DIALOG)

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]

    @property
    def line_cells(self) -> int:
        """Cells of a line of a list in the dialog's box, beside frame, padding and scroll bar."""
        return min(_BOX, self.app.size.width * _SHARE // 100) - _FRAME

    @property
    def desk(self) -> Desk:
        """The application, as what it is."""
        return cast("Desk", self.app)

    @property
    def is_open(self) -> bool:
        """Whether all of it is there to be written into: it was not left.

        What is done beside the interface may come back while a dialog that was left is taken
        apart, a widget at a time; it is attached until the last of them is gone.
        """
        return self.app.is_running and self.is_running and self in self.app.screen_stack

    async def on_event(self, event: events.Event) -> None:
        """A dialog that is refused what it has to show leaves again, and the reason is told."""
        try:
            await super().on_event(event)
        except Refused as refused:
            self.desk.tell(say(refused.problem), wrong=True)
            if isinstance(event, events.Mount):
                self.desk.drop_letters()
                self.desk.release_keys()
                self.call_later(self._give_up)

    def _give_up(self) -> None:
        self.dismiss(None)

    def on_mount(self) -> None:
        self.call_after_refresh(self.desk.release_keys)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.leave()
        self.dismiss(None)

    def put(self, selector: str, words: str) -> None:
        """Show words in a part of the dialog, unless it was left while something was written."""
        for part in self.query(selector).results(Static):
            part.update(words)

    def leave(self) -> None:
        """Keep what should not be lost when the dialog is left."""

    def relabel(self) -> None:
        """Say everything in the language spoken now."""
        self.refresh(recompose=False)
