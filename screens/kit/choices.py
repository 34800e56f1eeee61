"""Several of a list, each chosen or not by a mark of its own, since colour alone says nothing."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import SelectionList
from textual.widgets.option_list import OptionDoesNotExist

from screens.kit.refusable import Refusable
from screens.kit.ticks import tick

_BUTTON = 3
"""Cells of the button the marks stand in for."""


class Choices(Refusable, SelectionList[str]):
    """A list of choices with `☑` before what is chosen and `☐` before the rest."""

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        index = self.scroll_offset.y + y
        try:
            chosen = self.get_option_at_index(index).value in self.selected
        except OptionDoesNotExist:
            return line
        rest = line.crop(_BUTTON)
        style = next(iter(rest)).style or self.rich_style
        mark = Segment(f" {tick(chosen)} ", style + Style(meta={"option": index}))
        return Strip([mark, *rest])
