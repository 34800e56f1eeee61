"""Words that can be read under the cursor, too, in whatever tone they are.

What is red on the ground of a list may be hardly seen on the colour of the cursor. There each tone
becomes as much lighter or darker as it takes; what it is stays to be seen.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widgets import OptionList

from screens.contrast import apart


@lru_cache(1024)
def _apart(tone: RichColor, ground: RichColor) -> RichColor:
    """A tone, as far from what it stands on as it takes to be read."""
    own, under = Color.from_rich_color(tone), Color.from_rich_color(ground)
    given = apart(own, under)
    return tone if given is own else given.rich_color


def readable(style: Style) -> Style:
    """A style in which words can be read; colours of the terminal's own stay."""
    tone, ground = style.color, style.bgcolor
    if tone is None or ground is None or tone.triplet is None or ground.triplet is None:
        return style
    given = _apart(tone, ground)
    return style if given is tone else style + Style(color=given)


def readable_line(strip: Strip) -> Strip:
    """A line in which all words can be read."""
    return Strip(
        [Segment(text, style and readable(style), control) for text, style, control in strip],
        strip.cell_length,
    )


class ReadableList(OptionList):
    """A list whose line under the cursor can be read, in whatever tones its words are."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if self.highlighted is None or option_of(strip) != self.highlighted:
            return strip
        return readable_line(strip)


def option_of(strip: Strip) -> int | None:
    """Which option a line belongs to, by what its text is marked with for the mouse."""
    for segment in strip:
        if segment.style is not None:
            return segment.style.meta.get("option")
    return None
