"""Tables put together cell by cell while a file is read, within what it may ask for.

Read in a process of its own by `workbook_child`; needs the standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from models.problems import Refused

Limits = Mapping[str, int]
"""How much a file may ask for, as `data.exchange.sheets.Limits` says it."""

Value = str | float | bool | dict[str, str] | None
"""A cell for JSON; a moment is `{"t": ISO text}`."""


class Budget:
    """What the tables of one file may still take of its rows and cells."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._rows, self._cells = limits["rows"], limits["cells"]

    def take(self, *, rows: int = 0, cells: int = 0) -> None:
        """Take rows and cells.

        Raises:
            Refused: `sheet_too_large`.
        """
        self._rows -= rows
        self._cells -= cells
        if min(self._rows, self._cells) < 0:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Refuse the file as too large.

        Raises:
            Refused: `sheet_too_large`.
        """
        most = {name: self.limits[name] for name in ("rows", "columns", "cells")}
        raise Refused("sheet_too_large", **most)


class Grid:
    """One table; cells that reach over several rows or columns leave those empty.

    Attributes:
        sheet: the name of its sheet, None where nothing names it.
        rows: every row without empty cells at its end.
    """

    def __init__(self, budget: Budget, sheet: str | None = None) -> None:
        self.sheet = sheet
        self.hidden = False
        self.rows: list[list[Value]] = []
        self._budget = budget
        self._column = 0
        self._areas: list[tuple[int, int, int, int]] = []
        self._reaching: dict[int, int] = {}

    def begin_row(self, at: int | None = None) -> None:
        """Begin the next row, or the one at an index below it.

        Raises:
            Refused: `sheet_too_large`.
        """
        height = len(self.rows)
        more = 1 if at is None or at < height else at - height + 1
        self._budget.take(rows=more)
        self.rows.extend([] for _ in range(more))
        self._column = 0

    def put(
        self, value: Value, *, across: int = 1, down: int = 1, column: int | None = None
    ) -> None:
        """Put a cell at the next free place of the row, or in a column.

        Args:
            across: columns it reaches over.
            down: rows it reaches over; both are cut where the table ends.

        Raises:
            Refused: `sheet_too_large`.
        """
        at, row = self._free(self._column if column is None else column), len(self.rows) - 1
        if at >= self._budget.limits["columns"]:
            self._budget.refuse()
        if value not in (None, ""):
            cells = self.rows[row]
            self._budget.take(cells=at + 1 - len(cells))
            cells.extend([None] * (at - len(cells)))
            cells.append(value)
        across = min(across, self._budget.limits["columns"] - at)
        if down > 1:
            self._reaching.update(dict.fromkeys(range(at, at + across), row + down - 1))
        if across > 1 or down > 1:
            self._budget.take(cells=1)
            self._areas.append((row, at, row + down - 1, at + across - 1))
        self._column = at + across

    def _free(self, column: int) -> int:
        """The first column from here on that no cell above reaches into."""
        row = len(self.rows) - 1
        while self._reaching.get(column, -1) >= row:
            column += 1
        return max(column, len(self.rows[row]))

    @property
    def width(self) -> int:
        """Columns of the longest row."""
        return max(map(len, self.rows), default=0)

    def is_top_of(self, below: Grid) -> bool:
        """Whether this holds only titles, or titles and one row of headings, for a table below."""
        filled = [sum(map(bool, row)) for row in self.rows if row]
        titles = filled[:-1] if self.width == below.width else filled
        return all(cells == 1 or cells * 2 <= below.width for cells in titles)

    def put_under(self, above: Grid) -> None:
        """Become one table with what stands above."""
        down = len(above.rows)
        self.rows[:0] = above.rows
        self._areas = above._areas + [
            (top + down, left, bottom + down, right) for top, left, bottom, right in self._areas
        ]

    def finished(self, most: int) -> dict[str, object]:
        """The table for JSON, as `workbook_child.tables` gives those of workbooks.

        Args:
            most: characters kept of a cell.
        """
        height, width = len(self.rows), self.width
        clipped = (
            (top, left, min(bottom, height - 1), min(right, width - 1))
            for top, left, bottom, right in self._areas
        )
        areas = [area for area in clipped if area[2:] != area[:2] and area[1] <= area[3]]
        return {
            "sheet": self.sheet,
            "hidden": self.hidden,
            "merged": areas,
            "rows": [
                [cell[:most] if isinstance(cell, str) else cell for cell in row]
                for row in self.rows
            ],
        }


def told_apart(grids: list[Grid]) -> None:
    """Give each of several tables a name of its own: `Sheet2` where it has none."""
    if len(grids) < 2:
        return
    taken: set[str] = set()
    for number, grid in enumerate(grids, 1):
        name = grid.sheet or f"Sheet{number}"
        while name in taken:
            name = f"{name} ({number})"
        taken.add(name)
        grid.sheet = name
