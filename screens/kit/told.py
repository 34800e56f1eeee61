"""What a dialog tells in a sentence or two, as high as that is; its lists and fields give way."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from screens.kit.wrapped import cut, in_lines, shortened


class Told(Static):
    """Words that are seen to their end; what half of the screen has no room for ends in `…`."""

    DEFAULT_CSS = "Told { height: auto; }"

    def __init__(
        self, words: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(words, markup=False, id=id, classes=classes)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        words = str(self.content)
        lines = in_lines(Content(words), width)
        if len(lines) > 1:
            lines = in_lines(Content(shortened(words)), width)
        return cut(lines, max(1, self.app.size.height // 2), width)
