"""What dialogs share that are a list in which / finds lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.widgets import Input, OptionList

from models.text import fold
from screens.kit.line_field import FirstLineField
from screens.kit.list_dialog import ListDialog

R = TypeVar("R")


class FoundList(ListDialog[R]):
    """A list with a field over or beneath it that is there while something is looked for."""

    # -- what a subclass says ----------------------------------------------------------------

    def hint(self) -> str:
        """What can be looked for."""
        raise NotImplementedError

    def narrow(self) -> None:
        """Show the lines that have what is typed."""
        self.renew()

    # -- on screen ---------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.find_field.display = False
        super().on_mount()

    def relabel(self) -> None:
        super().relabel()
        self.find_field.placeholder = self.hint()

    @property
    def find_field(self) -> FirstLineField:
        """What is looked for."""
        return self.query_one(FirstLineField)

    def finds(self) -> Callable[[str], bool] | None:
        """Whether a text has all that is typed, names also by their pinyin initials; None where
        nothing is."""
        wanted = fold(self.find_field.value).split()
        if not wanted:
            return None
        from data.pinyin import initials

        def has_all(text: str) -> bool:
            said = fold(f"{text} {initials(text)}")
            return all(word in said for word in wanted)

        return has_all

    def action_find(self) -> None:
        """Type what is looked for; keys are text there."""
        self.find_field.display = True
        self.find_field.focus()
        self.fit()

    def action_into_list(self) -> None:
        """Leave the field for the list, keeping what it says."""
        self.query_one(OptionList).focus()
        if not self.find_field.value:
            self.find_field.display = False
            self.fit()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_into_list()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.narrow()

    def action_leave(self) -> None:
        """Leave what is typed first, then the dialog."""
        if self.find_field.display:
            self.find_field.value = ""
            self.action_into_list()
        else:
            super().action_leave()
