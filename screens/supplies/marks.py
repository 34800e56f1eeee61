"""Who comes first: marks that somebody bears, ticked in a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets.selection_list import Selection

from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import MARKS
from screens.kit.choices import Choices
from screens.kit.dialog import Dialog
from screens.kit.mark_words import mark
from screens.kit.titles import titled
from screens.kit.told import Told


class ChooseMarks(Dialog[tuple[str, ...]]):
    """Dismissed with the marks that were ticked, None when it was left.

    Args:
        known: marks somebody bears.
        chosen: those that come first so far.
    """

    BINDINGS = bindings(MARKS)

    DEFAULT_CSS = """
    ChooseMarks Choices { height: auto; border: none; background: $surface; padding: 0; }
    """

    def __init__(self, known: Sequence[str], chosen: Sequence[str]) -> None:
        super().__init__()
        self._known = tuple(dict.fromkeys((*chosen, *known)))
        self._chosen = frozenset(chosen)

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(_("Who comes first?"))
            yield Choices(*(Selection(mark(one), one, one in self._chosen) for one in self._known))
            yield Told(self._foot(), classes="foot")

    def on_mount(self) -> None:
        self.query_one(Choices).focus()
        super().on_mount()

    def _foot(self) -> str:
        return _("space: tick   ctrl+s: these first   none: the usual ones   esc: back")

    def fit(self) -> None:
        self.give_way(self.query_one(Choices), 16, 4)

    def on_resize(self) -> None:
        self.fit()

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(_("Who comes first?"))
        self.put(".foot", self._foot())

    def action_save(self) -> None:
        """Let those that are ticked come first."""
        ticked = self.query_one(Choices).selected
        self.dismiss(tuple(one for one in self._known if one in ticked))
