"""Takes apart sheets that hold several tables: printed side by side, or below each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from data.exchange.sheets import Table
from models.exchange.columns import Cell, Layout, is_heading
from models.exchange.evidence import is_telling
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
    above = replace(table, rows=table.rows[: layout.first])
    if any(_heads(row, []) and may_head(row) for row in above.rows):
        upper = recognise(above)
        filled = any(_cells(row) > 1 for row in above.rows[upper.body :])
        if upper.kind is not None and filled:
            rows = [*_last_titles(above.rows), *table.rows[layout.first :]]
            return [*blocks(above, recognise), *blocks(replace(table, rows=rows), recognise)]
    cuts = [*_other_headings(table, layout)]
    if not cuts:
        return _beside(table, layout, recognise)
    first = replace(table, rows=table.rows[: cuts[0]])
    found = _beside(first, recognise(first), recognise)
    for start, end in pairwise([*cuts, len(table.rows)]):
        part = replace(table, rows=[*_last_titles(table.rows[:start]), *table.rows[start:end]])
        found += _beside(part, recognise(part), recognise)
    return found


def _other_headings(table: Table, layout: Layout) -> Iterator[int]:
    """Indexes of the rows below that head their columns differently than those above."""
    ours = [fold(heading) for heading in layout.headings]
    last = layout.body - 1
    for index in range(layout.body + 1, len(table.rows)):
        row = table.rows[index]
        if not may_head(row) or not _heads(row, table.rows[index - 1]):
            continue
        same = all(
            cell is None or (i < len(ours) and fold(str(cell)) in ours[i])
            for i, cell in enumerate(row)
        )
        if not same and index > last + 1:
            yield index
            last = index
            ours = ["" if cell is None else fold(str(cell)) for cell in row]


def _heads(row: list[Cell], above: list[Cell]) -> bool:
    """Whether a row of texts has the headings of another table: those of lists that are read, or,
    below a gap or a title, those of any list."""
    texts = [str(cell) for cell in row if cell is not None]
    known = sum(map(is_heading, texts))
    if known < _FEWEST and (_is_title(above) or all(cell is None for cell in above)):
        known = sum(is_heading(text) or is_telling(text) for text in texts)
    return known >= _FEWEST


def _is_title(row: list[Cell]) -> bool:
    return _cells(row) == 1


def _cells(row: list[Cell]) -> int:
    return sum(cell is not None for cell in row)


def _last_titles(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The lines right above the next headings, with nothing above them: what stands further up
    belongs to the table before."""
    kept = len(rows)
    while kept and _is_title(rows[kept - 1]):
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
