"""Plans an import: files are read, recognised and compared with the store. Writes nothing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from data.exchange import compare, compounds, people, register, stored
from data.exchange.blocks import blocks
from data.exchange.compounds import Compounds
from data.exchange.rows import Reading, Record, Rows, as_text
from data.exchange.sheets import LIMITS, Limits, Source, Table, read_source
from models.exchange import (
    ColumnPlan,
    FilePlan,
    ImportKind,
    ImportPlan,
    RecordChange,
    RowProblem,
    TablePlan,
)
from models.places import CompoundInput, HouseholdInput
from models.rules.columns import Layout, letter, recognise
from models.rules.text import clean

SAMPLES = 5
"""Rows shown of each table."""

Mapped = Mapping[int | tuple[str | None, int], str | None]
"""Meanings somebody gave to columns: by index for every sheet, by (sheet, index) for one."""

_TEXT_KINDS = (ImportKind.CALLS, ImportKind.DELIVERIES)


@dataclass(slots=True)
class _Draft:
    """One file's plan while it is made."""

    source: Source
    tables: list[tuple[Table, Layout]] = field(default_factory=list)
    shown: list[TablePlan] = field(default_factory=list)
    differences: list[compare.Differences] = field(default_factory=list)
    made: list[RecordChange] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)
    skipped: int = 0
    by_compound: Counter[str] = field(default_factory=Counter)
    kind: ImportKind | None = None

    def of(self, *kinds: ImportKind) -> list[tuple[Table, Layout]]:
        """The sheets of these kinds."""
        return [(table, layout) for table, layout in self.tables if layout.kind in kinds]

    def take(self, reading: Reading[Any]) -> None:
        """Keep what a reading reports."""
        self.problems += reading.problems
        self.notes += reading.notes
        self.skipped += reading.skipped

    def finished(self) -> FilePlan:
        """The plan of the file."""
        problems = [*self.problems, *(p for d in self.differences for p in d.problems)]
        order = {table.sheet: at for at, table in enumerate(self.source.tables)}
        problems.sort(key=lambda p: (order.get(p.sheet, -1), p.row or 0))
        return FilePlan(
            file=self.source.file,
            kind=self.kind,
            tables=tuple(self.shown),
            added=tuple(change for d in self.differences for change in d.added),
            updated=tuple(change for d in self.differences for change in d.updated),
            made=tuple(self.made),
            unchanged=sum(d.unchanged for d in self.differences),
            skipped=self.skipped + sum(d.skipped for d in self.differences),
            problems=tuple(problems),
            notes=tuple(self.notes),
            by_compound=dict(self.by_compound),
        )


def plan_import(
    conn: sqlite3.Connection,
    files: Sequence[Path],
    *,
    kind: ImportKind | None = None,
    mapping: Mapped | None = None,
    now: datetime,
    limits: Limits = LIMITS,
) -> ImportPlan:
    """What bringing in these files would change, all of them together as one step.

    Args:
        kind: what the files are about, where somebody said so.
        mapping: what columns mean, where somebody said so; None leaves a column alone.

    Raises:
        Refused: a file that cannot be read at all, see `sheets.read_source`.
    """
    sources = [read_source(file, limits=limits) for file in files]
    return plan_sources(conn, sources, kind=kind, mapping=mapping, now=now)


def plan_sources(
    conn: sqlite3.Connection,
    sources: Sequence[Source],
    *,
    kind: ImportKind | None = None,
    mapping: Mapped | None = None,
    now: datetime,
) -> ImportPlan:
    """The same for files that were read before, as when somebody changes a column's meaning.

    Raises:
        Refused: why a file of text that is no free text either cannot be taken as a table.
    """
    held = stored.read(conn, now)
    drafts = [_recognised(source, kind, mapping or {}) for source in sources]
    for draft in drafts:
        _plan_compounds(draft, held)
    known = Compounds(
        (name, str(c.fields.get("address") or "")) for name, c in held.compounds.items()
    )
    may_make = not known
    for draft in drafts:
        _plan_register(draft, held, known, make=may_make)
    for draft in drafts:
        _plan_people(draft, held, known, now)
    for draft in drafts:
        _plan_text(draft, conn, held, kind, now)
    return ImportPlan(tuple(draft.finished() for draft in drafts), held.basis)


# -- recognition ---------------------------------------------------------------------------------


def _recognised(source: Source, kind: ImportKind | None, mapping: Mapped) -> _Draft:
    """The sheets of a file with what they are about."""
    draft = _Draft(source)
    if kind in _TEXT_KINDS:
        return draft
    stem = Path(source.file).stem
    for table in source.tables:
        if not any(cell is not None for row in table.rows for cell in row):
            continue
        if table.hidden:
            draft.notes.append(RowProblem(source.file, "sheet_hidden", table.sheet))
            continue
        chosen = _mapping_of(mapping, table.sheet)

        def laid_out(part: Table, chosen: dict[int, str | None] = chosen) -> Layout:
            names = (part.sheet or "", stem)
            return recognise(part.rows, merged=part.merged, names=names, kind=kind, mapping=chosen)

        for part, layout in blocks(table, laid_out):
            _take_table(draft, part, layout)
    _tell_unrecognised(draft)
    return draft


def _take_table(draft: _Draft, table: Table, layout: Layout) -> None:
    """Show one table, and keep it when it can be read."""
    whole = layout.kind is not None and not layout.missing
    records = sum(1 for _ in Rows(table, layout).body(lambda _line: True)) if whole else 0
    draft.shown.append(_shown(table, layout, records))
    if whole:
        draft.tables.append((table, layout))
        draft.kind = draft.kind or layout.kind
    elif layout.kind is not None:
        params = {"kind": layout.kind.value, "fields": list(layout.missing)}
        row = layout.body or None
        draft.problems.append(
            RowProblem(draft.source.file, "columns_missing", table.sheet, row, params=params)
        )


def _mapping_of(mapping: Mapped, sheet: str | None) -> dict[int, str | None]:
    general = {key: value for key, value in mapping.items() if isinstance(key, int)}
    own = {
        key[1]: value
        for key, value in mapping.items()
        if not isinstance(key, int) and key[0] == sheet
    }
    return general | own


def _tell_unrecognised(draft: _Draft) -> None:
    """Sheets that were left alone beside others that were understood."""
    if draft.tables:
        draft.notes += [
            RowProblem(draft.source.file, "sheet_not_recognised", shown.sheet)
            for shown in draft.shown
            if shown.kind is None
        ]


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


# -- the kinds -----------------------------------------------------------------------------------


def _plan_compounds(draft: _Draft, held: stored.Stored) -> None:
    for table, layout in draft.of(ImportKind.COMPOUNDS):
        reading = compounds.read(table, layout)
        draft.take(reading)
        known = Compounds(
            (name, str(c.fields.get("address") or "")) for name, c in held.compounds.items()
        )
        records = [_under_known_name(record, known) for record in reading.records]
        heading = Rows(table, layout).heading("name")
        draft.differences.append(compare.compounds(records, held, table.file, heading))


def _under_known_name(record: Record[CompoundInput], known: Compounds) -> Record[CompoundInput]:
    """A compound listed with 小区 or brackets behind its name is the one already known."""
    name = known.find_name(record.input.name) or record.input.name
    return Record(replace(record.input, name=name), record.sheet, record.row)


def _plan_register(draft: _Draft, held: stored.Stored, known: Compounds, *, make: bool) -> None:
    tables = draft.of(ImportKind.REGISTER)
    if not tables:
        return

    def made(name: str, address: str) -> str:
        found = known.find(name)
        if found:
            return found
        known.add(name, address)
        compound = CompoundInput(name, address=address or None)
        change = RecordChange(ImportKind.COMPOUNDS, name, None, None, (), compound)
        draft.made.append(change)
        draft.notes.append(RowProblem(draft.source.file, "compound_made", params={"name": name}))
        held.compounds[name] = stored.Known(None, {"name": name, "address": address})
        return name

    whole: Reading[HouseholdInput] = Reading()
    headings: dict[str | None, Rows] = {}
    for table, layout in tables:
        reading = register.read(table, layout, known, made if make else None)
        whole.records += reading.records
        whole.problems += reading.problems
        whole.notes += reading.notes
        headings[table.sheet] = Rows(table, layout)

    def heading(record: Record[HouseholdInput], name: str) -> str | None:
        rows = headings[record.sheet]
        return rows.heading(name) or rows.heading("address")

    register.settle(whole, draft.source.file, held.ground, heading)
    draft.take(whole)
    draft.differences.append(compare.households(whole.records, held))
    draft.by_compound.update(record.input.compound for record in whole.records)


def _plan_people(draft: _Draft, held: stored.Stored, known: Compounds, now: datetime) -> None:
    for table, layout in draft.of(ImportKind.STAFF, ImportKind.VOLUNTEERS):
        assert layout.kind
        reading = people.read(table, layout, known, now)
        draft.take(reading)
        heading = Rows(table, layout).heading("name")
        draft.differences.append(
            compare.people(reading.records, held, layout.kind, table.file, heading, now)
        )


def _text_kind(
    text: str, conn: sqlite3.Connection, kind: ImportKind | None, now: datetime
) -> ImportKind | None:
    """What a free text is: as somebody said, else as it reads."""
    from data.exchange import calls, notices

    if kind is not None:
        return kind if kind in _TEXT_KINDS else None
    if notices.is_notice(text, now):
        return ImportKind.DELIVERIES
    return ImportKind.CALLS if calls.are_calls(text, conn, now) else None


def _plan_text(
    draft: _Draft,
    conn: sqlite3.Connection,
    held: stored.Stored,
    kind: ImportKind | None,
    now: datetime,
) -> None:
    """Free text: calls or a notice, where the file is not a table.

    Raises:
        Refused: why the text cannot be taken as a table, when it is nothing else either.
    """
    if draft.tables or any(problem.code == "columns_missing" for problem in draft.problems):
        return
    text, file = draft.source.text, draft.source.file
    draft.kind = _text_kind(text, conn, kind, now) if text is not None else None
    if text is not None and draft.kind is not None:
        draft.shown.clear()
        if draft.kind is ImportKind.CALLS:
            from data.exchange import calls

            differences, notes = calls.read(text, file, conn, now)
        else:
            from data.exchange import notices

            compounds = bool(held.compounds)
            differences, notes = notices.read(text, file, conn, now, compounds=compounds)
        draft.differences.append(differences)
        draft.notes += notes
        return
    if draft.source.refusal is not None:
        raise draft.source.refusal
    draft.problems.append(RowProblem(file, "kind_unknown"))
