"""A dialog of pictures: several views of what is read beside the interface, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar

from textual import events, on, work

from data.sql import Reader
from models.problems import Refused
from screens.kit.again import Again
from screens.kit.dialog import Dialog
from screens.kit.drawn_lines import DrawnLines
from screens.sentences import say

Found = TypeVar("Found")


class InNumbers(Dialog[None], Generic[Found]):
    """Views of numbers, chosen by `v` and digits.

    Subclasses give `reading`, `show_view`, `came` and `open_record`, and have their lines in a
    `DrawnLines`.
    """

    views: Sequence[int]
    """The views there are, from 0 on."""

    def __init__(self) -> None:
        super().__init__()
        self._view: int = self.views[0]
        self._again = Again(self, self.renew)

    def on_mount(self) -> None:
        self._lines.focus()
        self.relabel()
        self.renew()
        super().on_mount()

    @property
    def _lines(self) -> DrawnLines:
        return self.query_one(DrawnLines)

    # -- reading -------------------------------------------------------------------------------

    def reading(self) -> Callable[[Reader, datetime], Found]:
        """What reads all that the view needs."""
        raise NotImplementedError

    def came(self, found: Found) -> None:
        """Show what was read."""
        raise NotImplementedError

    def renew(self) -> None:
        """Read again."""
        self._read(self.reading())

    @work(thread=True, exclusive=True, group="numbers")
    def _read(self, read: Callable[[Reader, datetime], Found]) -> None:
        """Read beside the interface: a large file takes a moment."""
        store = self.desk.store
        now = store.now()
        try:
            with store.read() as conn:
                found = read(conn, now)
        except Refused as refused:
            self.app.call_from_thread(self._not_read, refused)
            return
        self.app.call_from_thread(partial(self._came, found))

    def _not_read(self, refused: Refused) -> None:
        """Say why it cannot be read, and read again."""
        if self.is_open:
            self.put(".foot", say(refused.problem))
            self._again.later()

    def _came(self, found: Found) -> None:
        if self.is_open:
            self._again.worked()
            self.came(found)

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are drawn in the width there is."""
        self.call_after_refresh(self.relabel)

    # -- acts ----------------------------------------------------------------------------------

    def show_view(self) -> None:
        """Show the view that was turned to."""
        raise NotImplementedError

    def _turn_to(self, view: int) -> None:
        self._view = self.views[view % len(self.views)]
        self._lines.focus()
        self.show_view()

    def action_turn(self, by: int = 1) -> None:
        """Show the next view."""
        self._turn_to(self._view + by)

    def action_pick(self, number: int) -> None:
        """Show a view by its number."""
        if number <= len(self.views):
            self._turn_to(number - 1)

    def action_move(self, by: int) -> None:
        """Move the cursor, also while something is typed."""
        self._lines.move(by)

    def action_page(self, by: int) -> None:
        """Move by a screen."""
        self._lines.page(by)

    def action_jump(self, at: int) -> None:
        """Move to the first line or to the last."""
        self._lines.jump(at)

    def open_record(self, record: Any) -> None:
        """Go to what a line stands for."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Go to what the line under the cursor stands for."""
        self.open_record(self._lines.record)

    @on(DrawnLines.Opened)
    def _clicked(self, message: DrawnLines.Opened) -> None:
        self.open_record(message.record)
