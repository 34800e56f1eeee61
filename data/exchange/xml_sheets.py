"""Workbooks written as XML, the spreadsheet format of 2003 that many systems still hand out.

Read in a process of its own by `workbook_child`; needs the standard library only.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from data.exchange.grids import Budget, Grid, Value
from models.problems import Refused

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)?(?:\.\d+)?")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_EXACT_DIGITS = 15
_MOST_DEPTH = 100
_CUT_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


def tables(text: str, budget: Budget) -> list[Grid]:
    """The sheets of a workbook in XML.

    Raises:
        Refused: `file_has_doctype`, `file_truncated`, `paper_damaged`, `file_not_table`,
            `sheet_too_large`, `file_too_demanding`.
    """
    book = _Book(budget)
    try:
        book.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        cut = error.code in _CUT_OFF
        raise Refused("file_truncated" if cut else "paper_damaged") from error
    if not book.grids:
        raise Refused("file_not_table")
    return book.grids


def value_of(said: str, kind: str) -> Value:
    """A cell as its type has it; a number of more digits than are exact, or whose last are not
    written (`1.38E+10`), stays as it stands."""
    plain = said.strip()
    if kind == "DateTime" and (time := _TIME.fullmatch(plain)):
        return {"t": time[1] + (time[2] or "T00:00:00")}
    if kind == "Boolean" and plain in ("0", "1"):
        return plain == "1"
    if kind == "Number" and _NUMBER.fullmatch(plain) and len(plain) <= _EXACT_DIGITS:
        return float(plain)
    return said


class _Book:
    """Collects sheets while the parser walks through; prefixes of names are passed over."""

    def __init__(self, budget: Budget) -> None:
        self.grids: list[Grid] = []
        self._budget = budget
        self._within: list[str] = []
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._text: list[str] = []
        self._more_rows = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if len(self._within) >= _MOST_DEPTH:
            raise Refused("file_too_demanding")
        name = _bare(tag)
        attrs = {_bare(key): value for key, value in given.items()}
        self._within.append(name)
        if name == "Worksheet":
            self.grids.append(Grid(self._budget, attrs.get("Name")))
            self._more_rows = 0
        elif name == "Row" and self.grids:
            self._begin_row(attrs)
        elif name == "Cell":
            self._cell, self._kind, self._text = attrs, "", []
        elif name == "Data" and "Comment" not in self._within:
            self._kind = attrs.get("Type", "")
        elif name == "Visible":
            self._text = []

    def _begin_row(self, attrs: dict[str, str]) -> None:
        """Begin a row where its index says, else below the last and the empty ones it stood for."""
        grid, index = self.grids[-1], _number(attrs.get("Index"))
        grid.begin_row(index - 1 if index else len(grid.rows) + self._more_rows)
        self._more_rows = _number(attrs.get("Span"))

    def _end(self, tag: str) -> None:
        name = _bare(tag)
        self._within.pop()
        if name == "Cell" and self.grids and self.grids[-1].rows:
            self._put()
        elif name == "Visible" and self.grids and "WorksheetOptions" in self._within:
            self.grids[-1].hidden = "".join(self._text).strip() != "SheetVisible"

    def _put(self) -> None:
        index = _number(self._cell.get("Index"))
        self.grids[-1].put(
            value_of("".join(self._text), self._kind),
            across=_number(self._cell.get("MergeAcross")) + 1,
            down=_number(self._cell.get("MergeDown")) + 1,
            column=index - 1 if index else None,
        )

    def _data(self, data: str) -> None:
        in_cell = "Data" in self._within and "Comment" not in self._within
        if in_cell or self._within[-1:] == ["Visible"]:
            self._text.append(data)


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _number(said: str | None) -> int:
    """A count or an index from 1; 0 where none is said."""
    digits = (said or "").strip()
    return int(digits[:9]) if digits.isascii() and digits.isdigit() else 0


def _refuse_doctype(*_declared: object) -> NoReturn:
    raise Refused("file_has_doctype")
