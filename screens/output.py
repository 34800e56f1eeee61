"""The last gate before the terminal: whatever a widget shows passes it, line by line."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from models.text import one_line


class OutputGate(LineFilter):
    """Takes from each line of each widget what a terminal would obey or show nothing of.

    Widgets measure their text before it is shown, so that what is left fills the same cells.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line with nothing in them but what is seen."""
        if all(segment.text.isascii() and segment.text.isprintable() for segment in segments):
            return segments
        return [_seen(segment) for segment in segments]


def _seen(segment: Segment) -> Segment:
    text, style, control = segment
    shown = one_line(text)
    return (
        segment if shown == text else Segment(set_cell_size(shown, cell_len(text)), style, control)
    )
