"""Lists of dialogs that have the mark of lists at their cursor, not its colour alone."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from screens.kit.readable import ReadableList, option_of

POINT = "▸"


class Pointed(ReadableList):
    """A list with the mark in the blank before the line under the cursor."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if self.highlighted is None or option_of(strip) != self.highlighted:
            return strip
        if y and option_of(super().render_line(y - 1)) == self.highlighted:
            return strip
        first = strip.crop(0, 1)
        if first.text != " ":
            return strip
        (blank,) = first
        return Strip.join([Strip([Segment(POINT, blank.style)], 1), strip.crop(1)])
