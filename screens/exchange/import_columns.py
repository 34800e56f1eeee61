"""How tables are understood, line by line: what they are, their compound, what columns mean."""

from __future__ import annotations

from textual.content import Content

from data.exchange.draft import Said
from models.exchange import ColumnPlan, FilePlan, ImportKind, ImportPlan, TablePlan
from screens.exchange import words
from screens.exchange.import_lines import Look, PlanLine
from screens.i18n import _
from screens.kit.masks import HIDDEN
from screens.kit.values import filled, joined, spoken

_SAMPLES = 3
"""Cells of a column that are shown."""


def columns(plan: ImportPlan, look: Look) -> list[PlanLine]:
    """Each table with what it is, its compound and what its columns mean; then what is noted."""
    reading, masked = look.reading, look.masked
    found: list[PlanLine] = []
    for at, file in enumerate(plan.files):
        if reading.at not in (None, at):
            continue
        if len(plan.files) > 1 and reading.at is None:
            found.append(PlanLine(Content.styled(spoken(file.file), "bold reverse"), "file", at))
        if not file.tables:
            found.append(_kind_line(at, None, file.kind))
        for table in file.tables:
            found += _table_lines(at, file, table, reading.of(at), masked)
        if file.kind is None:
            why = (words.at_place(one, with_file=False, masked=masked) for one in file.problems)
            found += [PlanLine(Content.styled(f"✗ {one}", "$warning")) for one in why]
        whys = words.kinds_words(file.kinds)
        found += [PlanLine(Content.styled(why, "dim")) for why in whys]
        found += [
            PlanLine(
                Content(words.at_place(note, with_file=False, passed_over=False, masked=masked))
            )
            for note in file.notes
        ]
    return found


def _table_lines(
    at: int, file: FilePlan, table: TablePlan, said: Said, masked: bool
) -> list[PlanLine]:
    """A table: what it is, as what it was read before, its compound, its columns."""
    found = [_kind_line(at, table, table.kind)]
    if table.last is not None and table.last.proposes:
        found.append(_turn_line(at, table, "afresh", _("as last time"), _("enter: read it afresh")))
    elif said.afresh:
        told = _("not as last time")
        found.append(_turn_line(at, table, "as_before", told, _("enter: as last time")))
    fields = {column.field for column in table.columns}
    if table.kind is ImportKind.REGISTER and not fields & {"compound", "address"}:
        found.append(_compound_line(at, file, table, said))
    return found + [_column_line(at, table, column, masked) for column in table.columns]


def _turn_line(at: int, table: TablePlan, does: str, told: str, key: str) -> PlanLine:
    text = Content.assemble(
        Content.styled(f"  ↺  {told}", "$accent"), Content.styled(f"   {key}", "dim")
    )
    return PlanLine(text, does, at, table)


def _compound_line(at: int, file: FilePlan, table: TablePlan, said: Said) -> PlanLine:
    """Which compound the rows are in, where no column says so."""
    named = said.compound or joined(file.by_compound)
    text = Content.assemble(
        Content("     "),
        Content(_("all rows")),
        Content(f" → {words.field_label('compound', table.kind)} "),
        Content.styled(named or _("not said"), "bold" if named else "bold $warning"),
        Content.styled("   " + _("enter: another compound"), "dim"),
    )
    return PlanLine(text, "compound", at, table)


def _kind_line(at: int, table: TablePlan | None, kind: ImportKind | None) -> PlanLine:
    parts = [Content.styled(words.kind_label(kind), "bold $accent")]
    if table is not None:
        if table.sheet:
            sheet = filled(_("sheet {sheet}"), {"sheet": table.sheet})
            parts.insert(0, Content.styled(f"{sheet}: ", "bold"))
        parts.append(Content(_(", {count} records").format(count=table.records)))
    parts.append(Content.styled("  " + _("enter: another kind"), "dim"))
    return PlanLine(Content.assemble(*parts), "kind", at)


def _column_line(at: int, table: TablePlan, column: ColumnPlan, masked: bool) -> PlanLine:
    samples = [row[column.index] for row in table.samples if row[column.index]][:_SAMPLES]
    before = table.last is not None and column.index in table.last.columns
    text = Content.assemble(
        Content.styled(f"  {column.letter:<3}", "dim"),
        Content(column.heading or "—"),
        Content(" → "),
        Content.styled(
            words.field_label(column.field, table.kind), "bold" if column.field else "dim"
        ),
        Content.styled(" ↺" if before else "", "$accent"),
        Content.styled("   " + (HIDDEN if masked else "  ".join(samples)), "dim"),
    )
    return PlanLine(text, "column", at, table, column)
