"""The last gate before the terminal: whatever a widget shows passes it, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from models.text import one_line
from screens.contrast import Inks


class OutputGate(LineFilter):
    """Takes from each line of each widget what a terminal would obey or show nothing of.

    Widgets measure their text before it is shown, so that what is left fills the same cells.

    Args:
        before: what a line passes before; one filter in all is asked for each line that is drawn,
            also where it stayed as it was.
        inks: what styles become on the terminal there is; as they are for None.
        veil: stars what the mask hides of a line, while it is on; characters and cells stay.
    """

    def __init__(
        self,
        before: Iterable[LineFilter] = (),
        inks: Inks | None = None,
        veil: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._before = tuple(before)
        self._inks = inks
        self._veil = veil

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line with nothing in them but what is seen."""
        for line_filter in self._before:
            segments = line_filter.apply(segments, background)
        if self._inks is not None:
            segments = self._inks.apply(segments)
        line = "".join([segment.text for segment in segments])
        if self._veil is not None and (veiled := self._veil(line)) != line:
            segments, line = _divided(veiled, segments), veiled
        return segments if one_line(line) == line else [_seen(segment) for segment in segments]


def _divided(line: str, segments: Iterable[Segment]) -> list[Segment]:
    """A line of as many characters in the place of what the segments say."""
    divided, at = [], 0
    for text, style, control in segments:
        divided.append(Segment(line[at : at + len(text)], style, control))
        at += len(text)
    return divided


def _seen(segment: Segment) -> Segment:
    text, style, control = segment
    shown = one_line(text)
    return (
        segment if shown == text else Segment(set_cell_size(shown, cell_len(text)), style, control)
    )
