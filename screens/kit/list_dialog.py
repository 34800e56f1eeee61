"""What dialogs share that are a list: records and headings, read again when they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.kit.dialog import Dialog
from screens.kit.pointed import Pointed, short
from screens.kit.titles import titled
from screens.kit.told import Told

R = TypeVar("R")

_MOST, _LEAST = 26, 4
"""Lines of the list: where there is room for them, and where there is none."""


class ListDialog(Dialog[None], Generic[R]):
    """A box with a list and the keys told at its foot.

    Attributes:
        list_id: the list's id.
    """

    list_id: ClassVar[str]

    DEFAULT_CSS = """
    ListDialog .listed, ListDialog .listed:focus {
        height: auto; border: none; background: $surface; padding: 0;
    }
    ListDialog .listed > .option-list--option { padding: 0 0 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[R | None] = []
        """What each line of the list is; None for a heading."""

    # -- what a subclass says ----------------------------------------------------------------

    def heading(self) -> str:
        """What stands over the list."""
        raise NotImplementedError

    def lines(self) -> Iterable[tuple[Content, R | None]]:
        """What is on record now, line by line, each with its record; None for a heading."""
        raise NotImplementedError

    def foot(self) -> str:
        """The line that tells the keys."""
        raise NotImplementedError

    def notes(self) -> ComposeResult:
        """The widgets between the list and its foot."""
        yield from ()

    def cursor(self, at: int | None, before: R | None) -> int | None:
        """The line the cursor goes to: where it was if a record is there, else the first record.

        Args:
            at: the line it was on.
            before: the record that was there.
        """
        if at is not None and at < len(self._rows) and self._rows[at] is not None:
            return at
        return next((n for n, row in enumerate(self._rows) if row is not None), None)

    # -- on screen ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Pointed(id=self.list_id, classes="listed", markup=False)
            yield from self.notes()
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self.renew()
        self.query_one(OptionList).focus()
        super().on_mount()

    def renew(self) -> None:
        """Read again; nothing once the list was left."""
        if not self.is_open:
            return
        with self.desk.store.read():
            self._show()

    def _show(self) -> None:
        listed = self.query_one(OptionList)
        at, before = listed.highlighted, self._row()
        lines = list(self.lines())
        self._rows = [row for _text, row in lines]
        listed.clear_options()
        listed.add_options([Option(short(text), disabled=row is None) for text, row in lines])
        listed.highlighted = self.cursor(at, before)
        self.query_one(".box").border_title = titled(self.heading())
        self.put(".foot", self.foot())

    def on_resize(self, _event: events.Resize) -> None:
        self.fit()

    def fit(self) -> None:
        self.give_way(self.query_one(OptionList), _MOST, _LEAST)

    def _row(self) -> R | None:
        """The record under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None


def refill(listed: OptionList, lines: Sequence[Option]) -> None:
    """Put other lines into a list, the cursor where it was, as far as there are lines."""
    at = listed.highlighted
    listed.clear_options()
    listed.add_options(lines)
    if lines:
        listed.highlighted = min(at or 0, len(lines) - 1)
