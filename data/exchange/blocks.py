"""Takes apart sheets that hold several tables: printed side by side, or below each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from data.exchange.sheets import Table
from models.exchange.columns import Cell, Layout, is_heading
from models.exchange.heading_rows import may_head
from models.text import fold

_FEWEST = 3
"""Headings that make a row one of headings."""


def blocks(table: Table, recognise: Callable[[Table], Layout]) -> list[tuple[Table, Layout]]:
    """The tables of a sheet with their layouts; row numbers stay those of the sheet.

    A second row of headings that differs from the first begins a table of its own; headings that
    are repeated to the right make one table for each time.
    """
    layout = recognise(table)
    if layout.kind is None or not layout.height:
        return [(table, layout)]
    cut = _other_headings(table, layout)
    if cut is not None:
        upper = replace(table, rows=table.rows[:cut])
        above = [row if _is_title(row) else [] for row in table.rows[layout.body : cut]]
        blank: list[list[Cell]] = [[] for _ in range(layout.body)]
        lower = replace(table, rows=[*blank, *_last_titles(above), *table.rows[cut:]])
        return [*_beside(upper, recognise(upper), recognise), *blocks(lower, recognise)]
    return _beside(table, layout, recognise)


def _other_headings(table: Table, layout: Layout) -> int | None:
    """Index of the first row below that heads its columns differently."""
    ours = [fold(heading) for heading in layout.headings]
    for index in range(layout.body + 1, len(table.rows)):
        row = table.rows[index]
        if not may_head(row):
            continue
        texts = [str(cell) for cell in row if cell is not None]
        if len(texts) < _FEWEST or sum(map(is_heading, texts)) < _FEWEST:
            continue
        same = all(
            cell is None or (i < len(ours) and fold(str(cell)) in ours[i])
            for i, cell in enumerate(row)
        )
        if not same:
            return index
    return None


def _is_title(row: list[Cell]) -> bool:
    return sum(cell is not None for cell in row) == 1


def _last_titles(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The lines right above the next headings; those further up belong to the table before."""
    kept = len(rows)
    while kept and rows[kept - 1]:
        kept -= 1
    return [[] for _ in range(kept)] + rows[kept:]


def _beside(
    table: Table, layout: Layout, recognise: Callable[[Table], Layout]
) -> list[tuple[Table, Layout]]:
    headings = [fold(heading) for heading in layout.headings]
    first = next((heading for heading in headings if heading), None)
    starts = [index for index, heading in enumerate(headings) if heading == first]
    if len(starts) < 2:
        return [(table, layout)]
    ends = [*starts[1:], len(headings)]
    parts = [
        [heading for heading in headings[start:end] if heading]
        for start, end in zip(starts, ends, strict=True)
    ]
    if len(parts[0]) < _FEWEST or any(part != parts[0] for part in parts):
        return [(table, layout)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        rows = [
            row if index < layout.first and _is_title(row) else row[start:end]
            for index, row in enumerate(table.rows)
        ]
        part = replace(table, rows=rows, merged=_moved(table, start, end))
        found.append((part, recognise(part)))
    return found


def _moved(table: Table, start: int, end: int) -> tuple[tuple[int, int, int, int], ...]:
    """The merged ranges within these columns, counted from the first of them."""
    return tuple(
        (top, left - start, bottom, right - start)
        for top, left, bottom, right in table.merged
        if left >= start and right < end
    )
