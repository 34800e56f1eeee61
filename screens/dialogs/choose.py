"""A short list to choose one thing from, by arrow, digit or mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.dialogs.base import Dialog
from screens.i18n import N_, _

_DIGITS = 9


class Choose(Dialog[int]):
    """Dismissed with the index of what was chosen, None when it was left.

    Args:
        title: gives the title in the language spoken now.
        options: gives the choices in the language spoken now.
    """

    BINDINGS = [
        Binding("question_mark,fullwidth_question_mark", "app.help", N_("help"), show=False)
    ]

    def __init__(self, title: Callable[[], str], options: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._title = title
        self._options = options

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = Text(self._title())
            yield OptionList(*self._lines(), id="choose-list", markup=False)
            yield Static(self._foot(), classes="foot", markup=False)

    def _lines(self) -> list[Option]:
        return [
            Option(
                Content.assemble(
                    Content.styled(f"{n} " if n <= _DIGITS else "  ", "bold $accent"),
                    Content(words),
                )
            )
            for n, words in enumerate(self._options(), 1)
        ]

    def _foot(self) -> str:
        return _("digit or enter: choose   esc: back")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        super().on_mount()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses at once."""
        if event.character and event.character in "123456789":
            index = int(event.character) - 1
            if index < len(self._options()):
                event.stop()
                self.dismiss(index)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def relabel(self) -> None:
        self.query_one(".box").border_title = Text(self._title())
        listed = self.query_one(OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(self._lines())
        listed.highlighted = at
        self.query_one(".foot", Static).update(self._foot())
