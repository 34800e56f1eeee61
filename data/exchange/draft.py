"""The plan of one file while it is made: its tables recognised, and what has been found so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.exchange.blocks import blocks
from data.exchange.found import Found
from data.exchange.rows import Rows, as_text
from data.exchange.sheets import Source, Table
from models.exchange import (
    ColumnPlan,
    FilePlan,
    ImportKind,
    RecordChange,
    TablePlan,
)
from models.exchange.columns import Layout, letter, recognise
from models.text import clean

SAMPLES = 5
"""Rows shown of each table."""

Mapped = Mapping[int | tuple[str | None, int], str | None]
"""Meanings somebody gave to columns: by index for every sheet, by (sheet, index) for one."""

TEXT_KINDS = (ImportKind.CALLS, ImportKind.DELIVERIES)


@dataclass(slots=True, kw_only=True)
class Draft(Found):
    """One file's plan while it is made."""

    source: Source
    tables: list[tuple[Table, Layout]] = field(default_factory=list)
    shown: list[TablePlan] = field(default_factory=list)
    made: list[RecordChange] = field(default_factory=list)
    by_compound: Counter[str] = field(default_factory=Counter)
    kind: ImportKind | None = None
    compound: str | None = None
    """That of the rows of a register that name none, where somebody said so."""

    def of(self, *kinds: ImportKind, into: Found | None = None) -> list[Rows]:
        """The rows of the sheets of these kinds; what is wrong in them is reported here, or
        where it is said."""
        found = self if into is None else into
        return [Rows(table, layout, found) for table, layout in self.tables if layout.kind in kinds]

    def finished(self) -> FilePlan:
        """The plan of the file."""
        order = {table.sheet: at for at, table in enumerate(self.source.tables)}
        problems = sorted(self.problems, key=lambda p: (order.get(p.sheet, -1), p.row or 0))
        return FilePlan(
            file=self.file,
            kind=self.kind,
            tables=tuple(self.shown),
            added=tuple(self.added),
            updated=tuple(self.updated),
            made=tuple(self.made),
            unchanged=self.unchanged,
            skipped=self.skipped,
            problems=tuple(problems),
            notes=tuple(self.notes),
            by_compound=dict(self.by_compound),
        )


def recognised(source: Source, kind: ImportKind | None, mapping: Mapped) -> Draft:
    """The sheets of a file with what they are about."""
    draft = Draft(file=source.file, source=source)
    if kind in TEXT_KINDS:
        return draft
    stem = Path(source.file).stem
    for table in source.tables:
        if not any(cell is not None for row in table.rows for cell in row):
            continue
        if table.hidden:
            draft.note("sheet_hidden", table.sheet)
            continue
        chosen = _mapping_of(mapping, table.sheet)

        def laid_out(part: Table, chosen: dict[int, str | None] = chosen) -> Layout:
            names = (part.sheet or "", stem)
            return recognise(part.rows, merged=part.merged, names=names, kind=kind, mapping=chosen)

        for part, layout in blocks(table, laid_out):
            _take_table(draft, part, layout)
    _tell_unrecognised(draft)
    return draft


def _take_table(draft: Draft, table: Table, layout: Layout) -> None:
    """Show one table, and keep it when it can be read."""
    whole = layout.kind is not None and not layout.missing
    records = sum(1 for _ in Rows(table, layout).body(lambda _line: True)) if whole else 0
    draft.shown.append(_shown(table, layout, records))
    if whole:
        draft.tables.append((table, layout))
        draft.kind = draft.kind or layout.kind
        if layout.height:
            for index, cells in Rows(table, layout).unnamed().items():
                draft.note(
                    "column_unnamed", table.sheet, column=letter(index), params={"cells": cells}
                )
    elif layout.kind is not None:
        params = {"kind": layout.kind.value, "fields": list(layout.missing)}
        draft.problem("columns_missing", table.sheet, layout.body or None, params=params)


def _mapping_of(mapping: Mapped, sheet: str | None) -> dict[int, str | None]:
    general = {key: value for key, value in mapping.items() if isinstance(key, int)}
    own = {
        key[1]: value
        for key, value in mapping.items()
        if not isinstance(key, int) and key[0] == sheet
    }
    return general | own


def _tell_unrecognised(draft: Draft) -> None:
    """Sheets that were left alone beside others that were understood."""
    for shown in draft.shown if draft.tables else ():
        if shown.kind is None:
            draft.note("sheet_not_recognised", shown.sheet)


def _shown(table: Table, layout: Layout, records: int) -> TablePlan:
    columns = tuple(
        ColumnPlan(index, letter(index), clean(heading), layout.fields[index])
        for index, heading in enumerate(layout.headings)
    )
    body = (row for row in table.rows[layout.body :] if any(cell is not None for cell in row))
    samples = [
        tuple(as_text(row[i] if i < len(row) else None)[:200] for i in range(len(columns)))
        for row, _ in zip(body, range(SAMPLES), strict=False)
    ]
    heading_row = layout.body if layout.height else 0
    return TablePlan(table.sheet, layout.kind, heading_row, columns, tuple(samples), records)
