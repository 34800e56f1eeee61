"""A field of one line that takes whole messages: what is pasted in several lines becomes one,
unless the dialog it stands in makes something of lines."""

from __future__ import annotations

from typing import Any

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.widgets import Input

from screens.kit import masks
from screens.kit.refusable import Refusable


class _Veil(Highlighter):
    """Shows what stands in a field as the mask lets it; what is saved of it stays as it is."""

    def highlight(self, text: Text) -> None:
        text.plain = masks.veiled(text.plain)


class Field(Refusable, Input):
    """An input that shows no more than the mask lets be seen, however little of it is in view."""

    def __init__(self, value: str = "", placeholder: str = "", **options: Any) -> None:
        super().__init__(value, placeholder, highlighter=_Veil(), **options)


class LineField(Field):
    """An input that loses nothing of what is pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        # Input's own handler, which keeps the first line alone, is not to run after this one.
        event.prevent_default()
        event.stop()
        lines_pasted = getattr(self.screen, "lines_pasted", None)
        if lines_pasted is not None and lines_pasted(event.text):
            return
        self.replace(" ".join(filter(None, event.text.splitlines())), *self.selection)
