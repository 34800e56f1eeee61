"""What of a table that is read is not read, so that nobody believes it was: its columns without a
heading or without a meaning here, notes and examples under its headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from data.exchange.found import Found
from data.exchange.rows import Rows, as_text
from data.exchange.sheets import Table
from models.exchange.columns import Layout, letter, soft
from models.exchange.headings import writing
from models.households.marks import says_nothing
from models.masking import GONE, HIDDEN, masked
from models.text import clean

EXAMPLES = 3
"""Cells shown of a column that is not read."""

_LOOKED_AT = 30
"""Different cells that are looked at for them."""

_LONGEST = 24
"""Characters shown of each."""

_HIDDEN = frozenset({GONE, HIDDEN, ""})


def tell_columns(found: Found, table: Table, layout: Layout) -> None:
    """Say which columns of a table are not read, with examples; private text is masked."""
    if not layout.height:
        return
    for index, count in Rows(table, layout).unnamed().items():
        found.note("column_unnamed", table.sheet, column=letter(index), params={"cells": count})
    alone = []
    for index, heading in enumerate(layout.headings):
        if not heading or layout.fields[index] or not (cells := _cells(table, layout, index)):
            continue
        name = clean(heading)
        if writing().left_alone.search(soft(heading)):
            alone.append(name)
            continue
        params = {"examples": _examples(cells), "cells": len(cells)}
        found.note("column_not_read", table.sheet, column=name, params=params)
    if alone:
        found.note("columns_left_alone", table.sheet, params={"headings": alone})
    if layout.notes:
        first = layout.first + layout.height + 1
        params = {"first": first, "last": layout.body}
        found.note("rows_of_notes", table.sheet, params=params)


def _cells(table: Table, layout: Layout, index: int) -> list[str]:
    """The texts of a column that say something."""
    rows = table.rows[layout.body :]
    texts = (as_text(row[index]) for row in rows if index < len(row))
    return [text for text in texts if not says_nothing(text)]


def _examples(cells: Sequence[str]) -> list[str]:
    """A few different cells, without facts of health and whole numbers."""
    shown: dict[str, None] = {}
    for cell in islice(dict.fromkeys(cells), _LOOKED_AT):
        text = masked(cell, lambda _digits: HIDDEN)
        if text not in _HIDDEN:
            shown[text[:_LONGEST]] = None
        if len(shown) == EXAMPLES:
            break
    return list(shown)
