"""The plan of one file while it is made: its tables recognised, and what has been found so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.exchange.blocks import blocks
from data.exchange.found import Found
from data.exchange.left_out import tell_columns
from data.exchange.rows import Rows, as_text
from data.exchange.sheets import Source, Table
from models.exchange import (
    KEPT,
    ColumnPlan,
    FilePlan,
    ImportKind,
    KindGuess,
    RecordChange,
    TablePlan,
)
from models.exchange.columns import Layout, letter
from models.exchange.heading_rows import is_example_sheet
from models.exchange.recognise import recognise
from models.text import clean

SAMPLES = 5
"""Rows shown of each table."""

Mapped = Mapping[int | tuple[str | None, int], str | None]
"""Meanings somebody gave to columns: by index for every sheet, by (sheet, index) for one."""

TEXT_KINDS = (ImportKind.CALLS, ImportKind.DELIVERIES)

NOT_BY_COLUMN = frozenset({ImportKind.CALLS})
"""Kinds that can be kept, but not read from a table of theirs."""


@dataclass(slots=True, kw_only=True)
class Draft(Found):
    """One file's plan while it is made."""

    source: Source
    tables: list[tuple[Table, Layout]] = field(default_factory=list)
    shown: list[TablePlan] = field(default_factory=list)
    made: list[RecordChange] = field(default_factory=list)
    by_compound: Counter[str] = field(default_factory=Counter)
    kind: ImportKind | None = None
    kinds: list[KindGuess] = field(default_factory=list)

    def guess(self, *found: KindGuess) -> None:
        """Keep what the file is, or may be, each kind once."""
        told = {guess.kind for guess in self.kinds}
        self.kinds += [guess for guess in found if guess.kind not in told]

    def of(self, *kinds: ImportKind, into: Found | None = None) -> list[Rows]:
        """The rows of the sheets of these kinds; what is wrong in them is reported here, or
        where it is said."""
        found = self if into is None else into
        return [Rows(table, layout, found) for table, layout in self.tables if layout.kind in kinds]

    def has(self, kind: ImportKind) -> bool:
        """Whether a sheet of it is of a kind."""
        return any(layout.kind is kind for _table, layout in self.tables)

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
            kinds=tuple(self.kinds),
        )


def recognised(source: Source, kind: ImportKind | None, mapping: Mapped) -> Draft:
    """The sheets of a file with what they are about."""
    draft = Draft(file=source.file, source=source)
    if kind in TEXT_KINDS:
        return draft
    for table in _readable(draft, source):
        chosen = _mapping_of(mapping, table.sheet)

        def laid_out(part: Table, chosen: dict[int, str | None] = chosen) -> Layout:
            names = (part.sheet or "", Path(source.file).stem)
            return recognise(part.rows, merged=part.merged, names=names, kind=kind, mapping=chosen)

        for part, layout in blocks(table, laid_out):
            _take_table(draft, part, layout)
    _tell_left_alone(draft)
    return draft


def _readable(draft: Draft, source: Source) -> list[Table]:
    """The sheets that hold something, without hidden ones and, beside others, examples."""
    filled = [t for t in source.tables if any(cell is not None for row in t.rows for cell in row)]
    shown = []
    for table in filled:
        if table.hidden:
            draft.note("sheet_hidden", table.sheet)
        else:
            shown.append(table)
    examples = [table for table in shown if table.sheet and is_example_sheet(table.sheet)]
    if len(examples) == len(shown):
        return shown
    for table in examples:
        draft.note("sheet_of_examples", table.sheet)
    return [table for table in shown if table not in examples]


def _take_table(draft: Draft, table: Table, layout: Layout) -> None:
    """Show one table, and keep it when it can be read."""
    kept = layout.kind in KEPT and layout.kind not in NOT_BY_COLUMN
    whole = kept and not layout.missing
    records = sum(1 for _ in Rows(table, layout).body(lambda _line: True)) if whole else 0
    draft.shown.append(_shown(table, layout, records))
    if whole:
        draft.tables.append((table, layout))
        draft.kind = draft.kind or layout.kind
        _tell_doubts(draft, table, layout)
        tell_columns(draft, table, layout)
    elif kept and layout.kind is not None:
        params = {"kind": layout.kind.value, "fields": list(layout.missing)}
        draft.problem("columns_missing", table.sheet, layout.body or None, params=params)
    if whole or not kept:
        draft.guess(*layout.guesses)


def _tell_doubts(draft: Draft, table: Table, layout: Layout) -> None:
    """What somebody should look at before a table is brought in as what it is taken for."""
    for guess in layout.guesses[1:]:  # behind what somebody said
        draft.note("kind_looks_different", table.sheet, params={"kind": guess.kind.value})
    for reason in layout.guesses[0].why if layout.guesses else ():
        if reason.code == "kind_counts_only":
            draft.note("counts_only", table.sheet, params=reason.params)


def _mapping_of(mapping: Mapped, sheet: str | None) -> dict[int, str | None]:
    general = {key: value for key, value in mapping.items() if isinstance(key, int)}
    own = {
        key[1]: value
        for key, value in mapping.items()
        if not isinstance(key, int) and key[0] == sheet
    }
    return general | own


def _tell_left_alone(draft: Draft) -> None:
    """Sheets that were left alone, beside others that were read or in a file refused whole."""
    for shown in draft.shown:
        if shown.kind in KEPT and shown.kind not in NOT_BY_COLUMN:
            continue
        if shown.kind is not None:
            draft.problem("kind_not_kept", shown.sheet, params={"kind": shown.kind.value})
        elif shown.guesses:
            several = [guess.kind.value for guess in shown.guesses]
            draft.problem("kind_unclear", shown.sheet, params={"kinds": several})
        elif draft.tables:
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
    heading_row = layout.first + layout.height if layout.height else 0
    return TablePlan(
        table.sheet, layout.kind, heading_row, columns, tuple(samples), records, layout.guesses
    )
