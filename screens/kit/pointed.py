"""Lists of dialogs that have the mark of lists at their cursor, not its colour alone."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the list; of one with more options than the screen has lines their number,
        since none is ever shown as a whole."""
        count = self.option_count
        return (
            count
            if count > viewport.height
            else super().get_content_height(container, viewport, width)
        )


class Short(Content):
    """A text for a list of hundreds, whose height is known where it fits into one line."""

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines it takes, see `Content`."""
        fits = self.cell_length + 2 * rules.get("line_pad", 0) <= width
        plain = self.plain
        if fits and "\n" not in plain and "\t" not in plain:
            return 1
        return super().get_height(rules, width)


def short(text: Content) -> Short:
    """The same text as one for a list."""
    return Short(text.plain, list(text.spans), text.cell_length, strip_control_codes=False)
