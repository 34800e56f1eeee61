"""Lists in traditional characters, read as if they were in simplified ones, which all words that
lists are understood by are in. Names of people, and what they ask for, stay as they are written."""

from __future__ import annotations

from dataclasses import replace

from data.exchange.sheets import Table
from models.exchange import ImportKind
from models.exchange.columns import Cell, Layout
from models.reading.scan import simplified
from models.word_tables import unless_broken

_AS_SAID = (
    *("name", "head", "owner", "contact", "patient", "text", "handled_by", "measures", "result"),
)

_SHARE = 10
"""Of so many Chinese characters one is traditional in such a list; in others hardly any is."""

_LOOKED_AT = 60
"""Rows that tell."""


def is_traditional(table: Table) -> bool:
    """Whether a list is written in traditional characters."""
    known = unless_broken(simplified, {})
    han = traditional = 0
    for row in table.rows[:_LOOKED_AT]:
        for char in "".join(cell for cell in row if isinstance(cell, str)):
            han += "\u4e00" <= char <= "\u9fff"
            traditional += ord(char) in known
    return traditional * _SHARE > han


def in_simplified(table: Table, layout: Layout | None = None) -> Table:
    """The table in simplified characters, but for what stays in its own words once
    its columns are known: names of people, and the text of calls."""
    known = simplified()
    fields = () if layout is None or layout.kind is ImportKind.COMPOUNDS else layout.fields
    as_said = {at for at, field in enumerate(fields) if _stays(field)}
    body = layout.body if layout else 0

    def written(cell: Cell, row: int, column: int) -> Cell:
        kept = not isinstance(cell, str) or (row >= body and column in as_said)
        return cell if kept else str(cell).translate(known)

    rows = [
        [written(cell, at, column) for column, cell in enumerate(row)]
        for at, row in enumerate(table.rows)
    ]
    return replace(table, rows=rows)


def _stays(field: str | None) -> bool:
    """Whether a field is told in its own words: who somebody is, and what was asked for."""
    return field is not None and (field in _AS_SAID or field.endswith("_name"))
