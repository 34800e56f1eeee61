"""Tables in web pages, which some systems hand out under the name of a spreadsheet.

Read in a process of its own by `workbook_child`; needs the standard library only.
"""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser

from data.exchange.grids import Budget, Grid
from models.problems import Refused

_NO_TEXT = frozenset({"script", "style", "template", "title"})
_BREAKS = frozenset(
    "address article blockquote br caption center div dd dl dt footer form h1 h2 h3 h4 h5 h6 header"
    " hr li ol p pre section ul".split()
)
_SHEET = re.compile(r"<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>", re.DOTALL)
_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
_SOURCE = re.compile(r"""<x:WorksheetSource\s+HRef=["']([^"']*)["']""")
_CUT_SHORT = re.compile(r"\d(?:\.\d*)?E\+\d+|#+")
_LINES_KEPT = 10
"""Lines of text above a table that are taken for its titles."""
_DEPTH = 30
"""Tables within tables; a page that has more nobody has made by hand."""


def tables(text: str, budget: Budget) -> list[Grid]:
    """The tables of a web page, each under the lines of text that stand above it.

    Raises:
        Refused: `file_not_table` when it has none, `sheet_too_large`, `file_too_demanding` for
            tables within tables without end.
    """
    page = _Page(budget)
    page.feed(text)
    page.close()
    page.end()
    found = [grid for grid in page.grids if any(grid.rows)]
    if not found:
        raise Refused("file_not_table")
    if len(found) == len(page.names):
        for grid, name in zip(found, page.names, strict=True):
            grid.sheet = name
        return found
    return _joined(found)


def _joined(grids: list[Grid]) -> list[Grid]:
    """The tables, of which one with titles or headings alone belongs to the next."""
    found: list[Grid] = []
    for grid in grids:
        if found and found[-1].is_top_of(grid):
            grid.put_under(found.pop())
        found.append(grid)
    return found


def sheets_named(text: str) -> list[tuple[str, str]]:
    """Name and place of each sheet that a saved workbook says it has in other parts."""
    return [
        (name[1], source[1])
        for sheet in _SHEET.findall(text)
        if (name := _NAME.search(sheet)) and (source := _SOURCE.search(sheet))
    ]


class _Cell:
    """A cell whose end is still to come."""

    def __init__(self, attrs: dict[str, str | None]) -> None:
        self.text: list[str] = []
        self.across, self.down = _span(attrs.get("colspan")), _span(attrs.get("rowspan"), 1 << 20)
        self.exact = attrs.get("x:num") or ""

    def words(self) -> str:
        """What is shown in the cell; its exact number where that is shown cut short."""
        shown = _words(self.text)
        return self.exact if self.exact and _CUT_SHORT.fullmatch(shown) else shown


def _span(said: str | None, to_the_end: int = 1) -> int:
    """Rows or columns a cell reaches over; `0` is all that there are."""
    digits = (said or "1").strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return int(digits[:6]) or to_the_end


def _words(parts: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    """Collects tables; text outside them stands in rows of its own, as spreadsheet programs put it.

    A table within a cell of another is a table of its own where it has rows and columns, else its
    text belongs to that cell.
    """

    def __init__(self, budget: Budget) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self.names: list[str] = []
        self._budget = budget
        self._open: list[tuple[Grid, _Cell | None]] = []
        self._cell: _Cell | None = None
        self._unread = 0
        self._line: list[str] = []
        self._lines: deque[str] = deque(maxlen=_LINES_KEPT)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXT:
            self._unread += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._open:
            self._finish_cell()
            self._open[-1][0].begin_row()
        elif tag in ("td", "th") and self._open:
            self._finish_cell()
            if not self._open[-1][0].rows:
                self._open[-1][0].begin_row()
            self._cell = _Cell(dict(attrs))
        elif tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _NO_TEXT:
            self._unread = max(0, self._unread - 1)
        elif tag in ("td", "th", "tr"):
            self._finish_cell()
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        # An end of a line is only a blank in a page.
        plain = data.replace("\n", " ")
        if self._cell is not None:
            self._cell.text.append(plain)
        else:
            self._line.append(plain)

    def handle_comment(self, data: str) -> None:
        for sheet in _SHEET.findall(data):
            name = _NAME.search(sheet)
            self.names.append(name[1] if name else "")

    def end(self) -> None:
        """Finish what the page left open; text below the last table is told in rows of it."""
        while self._open:
            self._end_table()
        self._break()
        if self.grids and any(self.grids[-1].rows):
            self._put_lines(self.grids[-1])

    def _break(self) -> None:
        if self._cell is not None:
            self._cell.text.append("\n")
            return
        if line := _words(self._line):
            self._lines.append(line)
        self._line.clear()

    def _begin_table(self) -> None:
        if len(self._open) >= _DEPTH:
            raise Refused("file_too_demanding")
        self._break()
        grid = Grid(self._budget)
        if not self._open:
            self._put_lines(grid)
        self._open.append((grid, self._cell))
        self._cell = None
        self.grids.append(grid)

    def _put_lines(self, grid: Grid) -> None:
        for line in self._lines:
            grid.begin_row()
            grid.put(line)
        self._lines.clear()

    def _end_table(self) -> None:
        self._finish_cell()
        grid, around = self._open.pop()
        self._cell = around
        width = max(map(len, grid.rows), default=0)
        if around is not None and min(width, sum(map(bool, grid.rows))) < 2:
            self.grids.remove(grid)
            for row in grid.rows:
                around.text += [f"\n{value}" for value in row if value]

    def _finish_cell(self) -> None:
        if self._cell is not None and self._open:
            cell, self._cell = self._cell, None
            self._open[-1][0].put(cell.words(), across=cell.across, down=cell.down)
