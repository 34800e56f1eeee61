"""What dialogs share whose list has records to mark, with headings between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from screens.i18n import _
from screens.kit.list_dialog import ListDialog
from screens.kit.pointed import short
from screens.kit.status_line import StatusLine, marks_gone
from screens.kit.ticks import tick


class Numbered(Protocol):
    """A record with the number a person says aloud."""

    @property
    def no(self) -> int:
        """The number."""


R = TypeVar("R", bound=Numbered)


class MarkedDialog(ListDialog[R]):
    """A list in which several records can be marked, and acted on together."""

    DEFAULT_CSS = """
    MarkedDialog .listed > .option-list--option-disabled { color: $accent; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._marks: set[int] = set()

    def notes(self) -> ComposeResult:
        yield StatusLine()

    def renew(self) -> None:
        """Read again; what is not listed any more is not marked either, which is told."""
        super().renew()
        left = self._marks & {row.no for row in self._rows if row is not None}
        gone = len(self._marks - left)
        self._marks = left
        if gone:
            # Of those one acted on oneself it is told what was done.
            self.query_one(StatusLine).note(marks_gone(gone, len(left)), gives_way=True)

    def cursor(self, at: int | None, before: R | None) -> int | None:
        """The line the cursor goes to: it follows its record; where that is gone, it goes to the
        one that stands in its place."""
        nos = [None if row is None else row.no for row in self._rows]
        if before is not None and before.no in nos:
            return nos.index(before.no)
        return super().cursor(at, before)

    def can_be_marked(self, _row: R) -> bool:
        """Whether a record can be acted on with others."""
        return True

    def box(self, row: R) -> str:
        """The box before a record, ticked while it is marked; blank where it cannot be."""
        return tick(row.no in self._marks) if self.can_be_marked(row) else " "

    def action_mark(self) -> None:
        """Mark the record under the cursor, or take its mark away, and go on to the next."""
        row = self._row()
        if row is not None and self.can_be_marked(row):
            self._marks ^= {row.no}
            self.renew()
            listed = self.query_one(OptionList)
            at = listed.highlighted or 0
            below = (n for n, row in enumerate(self._rows) if n > at and row is not None)
            listed.highlighted = next(below, at)

    def unmark(self) -> None:
        """What was marked was acted on: nothing is marked any more."""
        self._marks.clear()
        self.renew()

    def _chosen_one(self) -> R | None:
        """The record of an act that takes only one; None, which is told, where several are."""
        chosen = self._chosen()
        if len(chosen) > 1:
            self.desk.tell(
                _("{count} are marked, and this takes one: space takes a mark off.").format(
                    count=len(chosen)
                ),
                wrong=True,
                refused=True,
            )
        return chosen[0] if len(chosen) == 1 else None

    def _chosen(self) -> list[R]:
        """The marked records, or the one under the cursor."""
        marked = [row for row in self._rows if row is not None and row.no in self._marks]
        row = self._row()
        return marked or ([] if row is None else [row])


class LongMarked(MarkedDialog[R]):
    """The same for many records: a mark draws its own line alone anew, and all can be marked."""

    def line(self, row: R) -> Content:
        """A record as it is shown."""
        raise NotImplementedError

    def renew(self) -> None:
        """Read again; where no record is left, nothing is told of one beneath the list."""
        super().renew()
        if self.is_open and self._row() is None:
            self.marked()

    def action_mark(self) -> None:
        row, listed = self._row(), self.query_one(OptionList)
        if row is None or listed.highlighted is None or not self.can_be_marked(row):
            return
        self._marks ^= {row.no}
        at = listed.highlighted
        listed.replace_option_prompt_at_index(at, short(self.line(row)))
        listed.highlighted = next((n for n in self._below(at) if self._rows[n] is not None), at)
        self.marked()

    def _below(self, at: int) -> range:
        return range(at + 1, len(self._rows))

    def action_mark_all(self) -> None:
        """Mark all that are shown, or none where all are."""
        here = {row.no for row in self._rows if row is not None and self.can_be_marked(row)}
        self._marks = set() if here <= self._marks else here
        self.renew()

    def mark_these(self, nos: Iterable[int]) -> None:
        """Mark these beside those that are, and go to the first of them."""
        new = set(nos)
        self._marks |= new
        self.renew()
        first = (n for n, row in enumerate(self._rows) if row is not None and row.no in new)
        self.query_one(OptionList).highlighted = next(first, None)

    def marked(self) -> None:
        """Something was marked or is no more."""
