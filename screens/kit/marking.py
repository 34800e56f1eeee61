"""Which records of a list are marked, for an act on several; the list draws the marks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from screens.kit.rows import Rows


class Marking(Widget):
    """The marks of a list, by the numbers of its records; they stay while it is sorted."""

    @dataclass
    class MarksChanged(Message):
        """Other records are marked than before."""

        marks: frozenset[int]

    _marks: frozenset[int] = frozenset()

    @abstractmethod
    def listed(self) -> Rows:
        """The records of the list."""

    @property
    @abstractmethod
    def highlighted_no(self) -> int | None:
        """The number of the record under the cursor; None in an empty list."""

    @property
    def marks(self) -> frozenset[int]:
        """Numbers of the marked records."""
        return self._marks

    def clear_marks(self) -> None:
        """Unmark everything."""
        self.change_marks(())

    def unmark(self, nos: Iterable[int]) -> None:
        """Take the marks off some records."""
        self.change_marks(self._marks.difference(nos))

    def mark(self, nos: Iterable[int]) -> None:
        """Mark records besides those that are, as far as the list shows them."""
        self.change_marks(self._marks | self.listed().in_view(nos))

    def turn_mark(self) -> None:
        """Mark or unmark the record under the cursor."""
        no = self.highlighted_no
        if no is not None:
            self.change_marks(self._marks ^ {no})

    def action_mark_all(self) -> None:
        """Mark everything the query finds; when all of it is marked, nothing."""
        found = self.listed().nos()
        all_marked = found <= self._marks
        self.change_marks(self._marks - found if all_marked else self._marks | found)

    def change_marks(self, marks: Iterable[int]) -> None:
        """Have these records marked and no others."""
        marked = frozenset(marks)
        if marked != self._marks:
            self._marks = marked
            self.refresh()
            self.post_message(self.MarksChanged(marked))
