"""What dialogs share whose list has records to mark, with headings between them."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from textual.widgets import OptionList

from screens.i18n import _
from screens.kit.dialog import Dialog


class Numbered(Protocol):
    """A record with the number a person says aloud."""

    @property
    def no(self) -> int:
        """The number."""


R = TypeVar("R", bound=Numbered)


class MarkedDialog(Dialog[None], Generic[R]):
    """A list in which several records can be marked, and acted on together."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: set[int] = set()
        self._rows: list[R | None] = []
        """What each line of the list is; None for a heading."""

    def _row(self) -> R | None:
        """The record under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _go_on(self) -> None:
        """Put the cursor on the next record, if there is one below."""
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        below = (n for n, row in enumerate(self._rows) if n > at and row is not None)
        listed.highlighted = next(below, at)

    def _chosen_one(self) -> R | None:
        """The record of an act that takes only one; None, which is told, where several are."""
        chosen = self._chosen()
        if len(chosen) > 1:
            self.desk.tell(
                _("{count} are marked, and this takes one: space takes a mark off.").format(
                    count=len(chosen)
                ),
                wrong=True,
            )
        return chosen[0] if len(chosen) == 1 else None

    def _chosen(self) -> list[R]:
        """The marked records, or the one under the cursor."""
        marked = [row for row in self._rows if row is not None and row.no in self._marks]
        row = self._row()
        return marked or ([] if row is None else [row])
