"""Merged cells of OpenDocument spreadsheets, which the reader of workbooks passes over.

Read in a process of its own by `workbook_child`; needs the standard library only.
"""

from __future__ import annotations

from xml.parsers import expat

Area = tuple[int, int, int, int]

_MOST = 20_000
"""Areas kept of a file; a list has no more rows than that."""

_ROW, _CELLS = "table:table-row", ("table:table-cell", "table:covered-table-cell")


def merged_areas(content: bytes) -> dict[str, list[Area]]:
    """The merged ranges of each sheet by its name, from a document's `content.xml`.

    Raises:
        ValueError: for what is no XML.
    """
    sheets = _Sheets()
    try:
        sheets.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return sheets.found


class _Sheets:
    """Counts rows and columns while the parser walks through; tables within cells are passed
    over."""

    def __init__(self) -> None:
        self.found: dict[str, list[Area]] = {}
        self._areas: list[Area] = []
        self._left = _MOST
        self._depth = self._row = self._column = self._rows_more = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._areas = self.found.setdefault(attrs.get("table:name", ""), [])
                self._row = 0
        elif self._depth != 1:
            return
        elif tag == _ROW:
            self._column = 0
            self._rows_more = _count(attrs, "rows-repeated")
        elif tag in _CELLS:
            down, across = _count(attrs, "rows-spanned"), _count(attrs, "columns-spanned")
            if (down > 1 or across > 1) and self._left:
                self._left -= 1
                end = self._row + down - 1, self._column + across - 1
                self._areas.append((self._row, self._column, *end))
            self._column += _count(attrs, "columns-repeated")

    def _end(self, tag: str) -> None:
        if tag == "table:table":
            self._depth -= 1
        elif tag == _ROW and self._depth == 1:
            self._row += self._rows_more


def _count(attrs: dict[str, str], name: str) -> int:
    said = attrs.get(f"table:number-{name}", "1")
    return int(said[:9]) if said.isascii() and said.isdigit() else 1
