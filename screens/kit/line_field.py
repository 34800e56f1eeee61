"""Fields of one line and what is pasted into them: of several lines none is lost or cut unsaid.

What is written down is put into one line, unless its dialog makes something of lines; what is only
looked for takes the first line. Either is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.widgets import Input

from screens.i18n import ngettext
from screens.keys import bindings
from screens.keys.dialogs import FIELD
from screens.kit import masks
from screens.kit.refusable import Refusable

if TYPE_CHECKING:
    from screens.kit.telling import TellingApp


def text_lines(text: str) -> list[str]:
    """The lines of what was pasted that say something."""
    return [line for line in text.splitlines() if line.strip()]


class _Veil(Highlighter):
    """Shows what stands in a field as the mask lets it; what is saved of it stays as it is."""

    def highlight(self, text: Text) -> None:
        text.plain = masks.veiled(text.plain)


class Field(Refusable, Input):
    """An input that shows no more than the mask lets be seen, however little of it is in view."""

    BINDINGS = bindings(FIELD)

    def __init__(self, value: str = "", placeholder: str = "", **options: Any) -> None:
        super().__init__(value, placeholder, highlighter=_Veil(), **options)


class LineField(Field):
    """An input for what is written down: it loses nothing of what is pasted."""

    def with_pasted(self, text: str) -> str:
        """What it would say with a text pasted at its cursor."""
        begins, ends = sorted((self.selection.start, self.selection.end))
        return self.value[:begins] + text + self.value[ends:]

    def _on_paste(self, event: events.Paste) -> None:
        # Input's own handler, which keeps the first line alone, is not to run after this one.
        event.prevent_default()
        event.stop()
        lines_pasted = getattr(self.screen, "lines_pasted", None)
        if lines_pasted is not None and lines_pasted(event.text):
            return
        self.replace(" ".join(filter(None, event.text.splitlines())), *self.selection)
        count = len(text_lines(event.text))
        if count > 1:
            told = ngettext(
                "{count} line was pasted, put into one.",
                "{count} lines were pasted, put into one.",
                count,
            )
            cast("TellingApp", self.app).tell(told.format(count=count), wrong=True)


class FirstLineField(Field):
    """An input for what is looked for: of several lines the first, of which there may be one."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        lines = text_lines(event.text)
        if lines:
            self.replace(lines[0], *self.selection)
        if len(lines) > 1:
            told = ngettext(
                "{count} line was pasted, only the first is looked for.",
                "{count} lines were pasted, only the first is looked for.",
                len(lines),
            )
            cast("TellingApp", self.app).tell(told.format(count=len(lines)), wrong=True)
