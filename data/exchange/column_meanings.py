"""Columns of a register whose meaning shows in their cells: two that make one name, a community's
that names compounds, one of who lives there that counts them; or beside which other they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.exchange.compounds import Compounds
from data.exchange.person_words import person_words
from data.exchange.rows import Rows, as_text
from models.exchange.columns import Cell
from models.text import fold, whole_number


def understood(rows: Rows, compounds: Compounds) -> Rows:
    """The rows of a register with the columns that are told by their cells."""
    for told in (_with_whole_names, _of_counts, _of_contacts):
        rows = told(rows)
    return _of_compounds(rows, compounds)


def _with_whole_names(rows: Rows) -> Rows:
    """Family names and first names, which some lists have a column each for, in one."""
    family, given = (rows.layout.columns(name) for name in ("family_name", "given_name"))
    if (not family and not given) or rows.has("name"):
        return rows
    columns = (*given, *family)
    body = rows.layout.body
    written = [
        row if index < body else _joined(row, columns) for index, row in enumerate(rows.table.rows)
    ]
    fields = [None if index in columns else field for index, field in enumerate(rows.layout.fields)]
    fields[columns[0]] = "name"
    table, layout = replace(rows.table, rows=written), replace(rows.layout, fields=tuple(fields))
    return Rows(table, layout, rows.found)


def _joined(row: list[Cell], columns: Sequence[int]) -> list[Cell]:
    """A row with the name its cells make in the first of some columns, the family name first in
    Chinese."""
    parts = [text for i in columns if i < len(row) and (text := as_text(row[i]))]
    whole = " ".join(parts) if all(map(str.isascii, parts)) else "".join(reversed(parts))
    cells = [*row, *[None] * (columns[0] + 1 - len(row))]
    cells[columns[0]] = whole or None
    return cells


def _of_compounds(rows: Rows, compounds: Compounds) -> Rows:
    """A column of communities as that of compounds, where most of its cells name one that is
    known."""
    columns = rows.layout.columns("community")
    if not columns or rows.has("compound"):
        return rows
    texts = [rows.text(row, "community") for row in rows.table.rows[rows.layout.body :]]
    said = [text for text in texts if text]
    known = sum(compounds.find(text) is not None for text in said)
    if not said or known * 2 < len(said):
        return rows
    fields = tuple("compound" if f == "community" else f for f in rows.layout.fields)
    return Rows(rows.table, replace(rows.layout, fields=fields), rows.found)


def _of_counts(rows: Rows) -> Rows:
    """A column of whether people live there as their count, where all of its cells are numbers;
    such as are only 1 and 0 say yes and no."""
    columns = rows.layout.columns("presence")
    if len(columns) != 1 or rows.has("people"):
        return rows
    cells = [row[columns[0]] for _number, row in _quiet(rows) if columns[0] < len(row)]
    counts = [whole_number(cell) for cell in cells if cell is not None and as_text(cell)]
    if None in counts or not any(count > 1 for count in counts if count is not None):
        return rows
    fields = tuple("people" if f == "presence" else f for f in rows.layout.fields)
    return Rows(rows.table, replace(rows.layout, fields=fields), rows.found)


def _of_contacts(rows: Rows) -> Rows:
    """A column of relations right behind that of whom to call in an emergency as theirs, unless it
    says that it is about the head."""
    fields = list(rows.layout.fields)
    for at in rows.layout.columns("relation"):
        heading = fold(rows.layout.headings[at])
        if at and fields[at - 1] == "emergency_name" and not _is_about_head(heading):
            fields[at] = "emergency_relation"
    return Rows(rows.table, replace(rows.layout, fields=tuple(fields)), rows.found)


def _is_about_head(heading: str) -> bool:
    return any(word in heading for word in person_words().heads)


def _quiet(rows: Rows) -> Iterator[tuple[int, list[Cell]]]:
    """The rows with a record, of which nothing is told yet."""
    return Rows(rows.table, rows.layout).body(lambda _line: True)
