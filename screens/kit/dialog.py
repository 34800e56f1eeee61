"""What all dialogs share: keys typed ahead reach them, escape leaves, F12 relabels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import DIALOG
from screens.kit.refusable import Refusable

if TYPE_CHECKING:
    from screens.kit.desk import Desk

T = TypeVar("T")
Done = TypeVar("Done")

_BOX, _SHARE, _FRAME = 96, 92, 8
"""The most cells of a box, its percentage of a terminal's width, what frames its lines."""

BROAD = "-broad"
"""The class of a dialog whose lines need nearly all of the width."""

_BROAD_BOX, _BROAD_SHARE = 120, 98
"""The most cells of its box, and its percentage."""

_EDGES, _BAR = 3, 2
"""Lines of its frame; cells beside lines of a list, where there is no scroll bar."""


class Dialog(Refusable, ModalScreen[T]):
    """A modal screen over a place.

    Subclasses set focus in `compose` order or `AUTO_FOCUS`; keys typed since it was asked for are
    passed on once that focus is there. `keep_typed()` is called on escape, and when the desk ends:
    it may keep a draft.
    """

    BINDINGS = bindings(DIALOG)

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]

    covers_told = False
    """Whether it stands where the place tells something, and covers all of that."""

    writing = False
    """Whether an act is being written, see `once`."""

    @property
    def line_cells(self) -> int:
        """Cells of a line of a list in the dialog's box, beside frame, padding and scroll bar."""
        most, share = (_BROAD_BOX, _BROAD_SHARE) if self.has_class(BROAD) else (_BOX, _SHARE)
        return min(most, self.app.size.width * share // 100) - _FRAME

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

    async def once(self, act: Callable[[], Awaitable[Done]]) -> Done | None:
        """Do an act, unless one is being written already: then nothing is done, and None given."""
        if self.writing:
            return None
        self.writing = True
        try:
            return await act()
        finally:
            self.writing = False

    def on_mount(self) -> None:
        self._tell_beneath()
        self.desk.alarm.show_on(self)
        self.call_after_refresh(self.desk.release_keys)

    def _tell_beneath(self) -> None:
        """Have what the place tells be seen whole, unless the dialog has a line for it."""
        from screens.kit.beneath import Beneath
        from screens.kit.status_line import StatusLine

        place = self.desk.here
        if self.covers_told or place is None or self.query(StatusLine):
            return
        line = Beneath()
        self.mount(line)
        line.follow(place.query_one(StatusLine))

    @property
    def free_lines(self) -> int:
        """Lines of the screen between what is told above and beneath."""
        from screens.kit.alarm import AlarmLine
        from screens.kit.beneath import Beneath

        told = sum(line.lines for line in self.query(Beneath))
        return self.size.height - told - sum(line.display for line in self.query(AlarmLine))

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted where nothing is typed is no keys, and goes nowhere: that is told."""
        event.stop()
        if not hasattr(self.focused, "document"):  # an area passes on what it took
            self.desk.tell(_("Nothing is typed here: what was pasted was not taken."), wrong=True)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.leave()
        self.dismiss(None)

    def put(self, selector: str, words: str) -> None:
        """Show words in a part of the dialog, unless it was left while something was written."""
        for part in self.query(selector).results(Static):
            part.update(words)
        self.fit_if_open()

    def fit(self) -> None:
        """Let what is scrolled be as high as what is told around it leaves room for."""

    def fit_if_open(self) -> None:
        """Fit what is told around it anew, unless it was left meanwhile."""
        if self.is_open:
            self.fit()

    def give_way(self, scrolled: Widget, most: int, least: int) -> None:
        """Let a part of the box be scrolled where the others leave too little room for it.

        Args:
            most, least: lines that it has where there is room, and where there is none.
        """
        room = self.free_lines * _SHARE // 100 - _EDGES
        if scrolled.parent is not None:
            room -= sum(self._lines_of(part) for part in scrolled.siblings)
        scrolled.styles.max_height = max(least, min(most, room))

    def _lines_of(self, part: Widget) -> int:
        """Lines of a part of the box, with those left free around it."""
        if not part.display:
            return 0
        given = part.styles.height
        if given is not None and given.is_cells:
            return int(given.value) + part.styles.margin.height
        width = self.line_cells + _BAR - part.styles.padding.width
        return part.get_content_height(self.size, self.size, width) + part.styles.margin.height

    def leave(self) -> None:
        """What escape does before it leaves."""
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what should not be lost when the dialog or the desk is left."""

    def on_unmount(self) -> None:
        self.desk.keep_drafts()

    def relabel(self) -> None:
        """Say in the language spoken now what `renew`, which was called before, does not."""
        for bar in self.query("KeyBar, StatusLine"):
            bar.refresh()
