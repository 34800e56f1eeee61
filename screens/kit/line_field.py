"""A field of one line that takes whole messages: what is pasted in several lines becomes one,
unless the dialog it stands in makes something of lines."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from screens.kit.refusable import Refusable


class LineField(Refusable, Input):
    """An input that loses nothing of what is pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        # Input's own handler, which keeps the first line alone, is not to run after this one.
        event.prevent_default()
        event.stop()
        lines_pasted = getattr(self.screen, "lines_pasted", None)
        if lines_pasted is not None and lines_pasted(event.text):
            return
        self.replace(" ".join(filter(None, event.text.splitlines())), *self.selection)
