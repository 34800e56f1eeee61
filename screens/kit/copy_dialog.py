"""Choosing what is copied; the text stands there to be selected, too, since not every terminal
takes what a program copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static, TextArea

from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import COPIED, COPYING
from screens.kit.choose import Choose
from screens.kit.columns import cut
from screens.kit.copying import CopyPlace
from screens.kit.dialog import Dialog
from screens.kit.taken import Taken
from screens.kit.told import Told
from screens.kit.values import beside, filled

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_LINES = 6
"""Lines that are seen of the text the cursor is on."""

_SAID = 40
"""Cells of a text that the status line repeats."""

_MARK = 2
"""Cells of a digit and the blank behind it."""


def copy_text(desk: Desk, text: str) -> None:
    """Give a text to the terminal's clipboard, and say which, and where it can be seen."""
    desk.copy_to_clipboard(text)
    first, *more = text.split("\n")
    said = cut(first, min(_SAID, cell_len(first))) + (" …" if more else "")
    told = _("Copied. Where pasting gives nothing, y and v show it to be selected: {text}")
    desk.tell(filled(told, {"text": said}))


class CopyDialog(Choose):
    """What can be copied of some records of a place, and of its list.

    Args:
        place: where they are.
        nos: the records meant.
    """

    DEFAULT_CSS = """
    CopyDialog #copy-text {
        height: auto; max-height: 6; margin-top: 1; padding: 0 1; background: $panel;
    }
    """
    BINDINGS = bindings(COPYING)

    def __init__(self, place: CopyPlace, nos: Sequence[int]) -> None:
        super().__init__(lambda: _("Copy"), self._labels)
        self._place = place
        self._nos = nos
        self._found = place.to_copy(nos)  # where it cannot be read, nothing is opened
        self._shown = False

    def _labels(self) -> list[str]:
        """What there is, read again since the mask or the language may have turned."""
        if self._shown:
            self._found = self._place.to_copy(self._nos)
        self._shown = True
        return [one.label for one in self._found]

    def notes(self) -> ComposeResult:
        yield Static("", id="copy-text", markup=False)

    def foot(self) -> str:
        return _("digit, enter: copy   v: to be selected   m: mask   esc: back")

    def line(self, words: str) -> Content:
        """A choice in one line, with the beginning of its text."""
        text = next((one.text for one in self._found if one.label == words), "")
        first, *more = text.split("\n")
        told = beside(words, first + (" …" if more else ""))
        return Content(cut(told, self.line_cells - _MARK).rstrip())

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        one = self._here()
        lines = one.text.split("\n") if one is not None else []
        cells = self.line_cells - _MARK
        seen = [cut(line, cells).rstrip() for line in lines[:_LINES]]
        if len(lines) > _LINES:
            seen[-1] = "…"
        self.put("#copy-text", "\n".join(seen))

    def _here(self) -> Taken | None:
        at = self.query_one(OptionList).highlighted
        return self._found[at] if at is not None and at < len(self._found) else None

    def chosen(self, index: int) -> None:
        copied = self._found[index]
        self.dismiss(None)
        copy_text(self.desk, copied.text)

    def action_turn(self) -> None:
        """Show the text under the cursor alone, to be selected by the terminal's own means."""
        one = self._here()
        if one is not None:
            self.desk.open_dialog(ShownText(one.text))

    def renew(self) -> None:
        """The mask turned, or something changed: what would be copied is another text."""
        if self.is_open:
            self.relabel()

    def relabel(self) -> None:
        super().relabel()
        self._show()


class ShownText(Dialog[None]):
    """A text alone on the screen, without a frame, so that selecting it takes nothing else."""

    DEFAULT_CSS = """
    ShownText { background: $background; align: left top; }
    ShownText Container { width: 100%; height: 100%; }
    ShownText TextArea { height: 1fr; padding: 0; background: $background; }
    ShownText .foot { height: auto; color: $foreground 70%; }
    """
    BINDINGS = bindings(COPIED)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with Container():
            yield TextArea(self._text, read_only=True, show_cursor=False, id="shown-text")
            yield Told(self._foot(), classes="foot")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.focus()
        area.select_all()
        super().on_mount()

    def _foot(self) -> str:
        return _("Selected. Shift and the mouse select for the terminal.   y: copy   esc: back")

    def action_copy(self) -> None:
        """Copy all of it."""
        copy_text(self.desk, self._text)

    def relabel(self) -> None:
        self.put(".foot", self._foot())
