"""The plan of one file while it is made: its tables recognised, and what has been found so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from data.exchange.blocks import blocks
from data.exchange.cards import as_rows
from data.exchange.found import Found
from data.exchange.left_out import tell_columns
from data.exchange.rows import Rows, as_text
from data.exchange.sheets import Source, Table
from data.exchange.traditional import in_simplified, is_traditional
from models.exchange import (
    KEPT,
    PRIVATE,
    UNSHOWN,
    ColumnPlan,
    FilePlan,
    ImportKind,
    KindGuess,
    Reason,
    RecordChange,
    Shape,
    TablePlan,
    testing_columns,
)
from models.exchange.columns import Cell, Layout, counts_households, letter
from models.exchange.heading_rows import is_example_sheet, stand_as_headings
from models.exchange.recognise import recognise
from models.problems import Refused
from models.text import clean

SAMPLES = 5
"""Rows shown of each table."""

Mapped = Mapping[int | tuple[str | None, int], str | None]
"""Meanings somebody gave to columns: by index for every sheet, by (sheet, index) for one."""

_NO_MAPPING: Mapped = MappingProxyType({})
_NO_SHAPE = Shape()

Shapes = Mapping[str, Shape]
"""What was said of lists before, by `Layout.shape`."""


class Said(NamedTuple):
    """What a person said of one file.

    Attributes:
        kind: what it is.
        mapping: what columns mean; None leaves one alone.
        compound: that of the rows of a register that name none.
        afresh: what was said of lists with the same headings before does not count.
    """

    kind: ImportKind | None = None
    mapping: Mapped = _NO_MAPPING
    compound: str | None = None
    afresh: bool = False


class _Laid(NamedTuple):
    """A table with how it is read, and by what was said of it before and now.

    Attributes:
        plain: how it would be read where nothing was said of it.
        known: something was said of such a list before, whether it counts or not.
    """

    table: Table
    layout: Layout
    plain: Layout
    last: Shape | None
    known: bool
    said: Shape

    @property
    def shape(self) -> str:
        """By which the next list of this shape is known: the headings that are found unasked."""
        return _shape(self.plain)


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
    compounds_before: dict[str | None, str] = field(default_factory=dict)
    """The same as it was said of lists with the same headings before, by sheet."""
    kinds: list[KindGuess] = field(default_factory=list)
    summed_up: list[str] = field(default_factory=list)
    """The titles of sheets that count the households of buildings and list none."""

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

    def refuse(self, refused: Refused) -> None:
        """Tell why none of it can be read."""
        self.problem(refused.problem.code, params=refused.problem.params)

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
            asks=tuple(self.asks),
            kinds=tuple(self.kinds),
        )


def recognised(source: Source, said: Said, shapes: Shapes) -> Draft:
    """The sheets of a file with what they are about.

    Args:
        said: what a person said of it.
        shapes: what was said of lists before.
    """
    draft = Draft(file=source.file, source=source, compound=said.compound)
    if said.kind in TEXT_KINDS and not _in_columns(source, said):
        return draft
    for table in _readable(draft, source):
        own = Shape(said.kind, _mapping_of(said.mapping, table.sheet), said.compound)
        for laid in _laid_out(table, own, shapes, afresh=said.afresh):
            _take_table(draft, laid)
    _tell_left_alone(draft)
    return draft


def _in_columns(source: Source, said: Said) -> bool:
    """Whether what somebody says are calls, or deliveries, stands in the columns of a table, not
    in free text."""
    if said.kind not in TEXT_KINDS:
        return False
    if source.text is None or said.mapping:
        return True
    found = (
        (table, recognise(table.rows, merged=table.merged, kind=said.kind))
        for table in source.tables
    )
    return any(
        layout.height
        and not layout.missing
        and stand_as_headings(layout.headings, table.rows[layout.body :])
        for table, layout in found
    )


def _readable(draft: Draft, source: Source) -> list[Table]:
    """The sheets that hold something, without hidden ones and, beside others, examples."""
    filled = [t for t in source.tables if any(cell is not None for row in t.rows for cell in row)]
    shown = []
    for table in filled:
        if table.hidden:
            draft.note("sheet_hidden", table.sheet)
        else:
            shown.append(as_rows(table))
    examples = [table for table in shown if table.sheet and is_example_sheet(table.sheet)]
    if len(examples) == len(shown):
        return shown
    for table in examples:
        draft.note("sheet_of_examples", table.sheet)
    return [table for table in shown if table not in examples]


def _laid_out(table: Table, own: Shape, shapes: Shapes, *, afresh: bool) -> Iterator[_Laid]:
    """The tables of a sheet as they are read, by what was said of such ones before and of it now.

    They are known again by the headings that are found where nothing was said. In traditional
    characters they are read as if they stood in simplified ones, but for names.
    """
    other = is_traditional(table)
    for part, plain in blocks(table, _by(_NO_SHAPE, other)):
        before = shapes.get(_shape(plain))
        last = None if afresh else before
        said = own if last is None else own.over(last)
        found = [(part, plain)]
        if said.kind is not None or said.columns:
            found = blocks(part, _by(said, other))
        for each, layout in found:
            read = in_simplified(each, layout) if other else each
            yield _Laid(read, layout, plain, last, before is not None, own)


def _by(shape: Shape, traditional: bool) -> Callable[[Table], Layout]:
    """Recognises a table, which may be in traditional characters, by what was said of it."""

    def laid_out(part: Table) -> Layout:
        names = (part.sheet or "", Path(part.file).stem)
        rows = in_simplified(part).rows if traditional else part.rows
        if shape.kind in testing_columns.KINDS:
            found = recognise(rows, merged=part.merged, names=names)
            guesses = (KindGuess(shape.kind, (Reason("kind_said"),)),)
            return replace(found, kind=shape.kind, guesses=guesses)
        return recognise(
            rows, merged=part.merged, names=names, kind=shape.kind, mapping=shape.columns
        )

    return laid_out


def _shape(layout: Layout) -> str:
    """By which a list is known again; empty where it has no headings."""
    return layout.shape if layout.height else ""


def _take_table(draft: Draft, laid: _Laid) -> None:
    """Show one table, and keep it when it can be read."""
    table, layout = laid.table, laid.layout
    if laid.said.kind is None and counts_households(layout):
        draft.summed_up += layout.titles
        layout = replace(layout, kind=None, guesses=())
        laid = laid._replace(layout=layout)
    layout = _of_testing(table, layout, said=laid.said)
    laid = laid._replace(layout=layout)
    is_testing = layout.kind in testing_columns.KINDS
    kept = layout.kind in KEPT or (
        is_testing and (laid.said.kind is not None or not layout.missing)
    )
    whole = kept and not layout.missing
    records = sum(1 for _ in Rows(table, layout).body(lambda _line: True)) if whole else 0
    draft.shown.append(_shown(laid, records))
    _recall(draft, laid)
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


def _of_testing(table: Table, layout: Layout, said: Shape) -> Layout:
    """How a list of results, or of who is in which tube, is read; any other as it was."""
    is_open = layout.kind is None and not layout.guesses
    if layout.kind not in testing_columns.KINDS and not is_open:
        return layout
    if is_open or testing_columns.missing(testing_columns.fields_of(layout.headings)):
        found = _headed(table, sure=is_open)
        if found is None and is_open:
            return layout
        if found is not None:
            at, headings = found
            kind = layout.kind or testing_columns.kind_by_tube(headings)
            assert kind is not None
            why = Reason("kind_headings", {"headings": [text for text in headings if text]})
            guesses = layout.guesses or (KindGuess(kind, (why,)),)
            layout = Layout(kind, at, 1, headings, (), guesses=guesses)
    fields = testing_columns.fields_of(layout.headings)
    fields = tuple(said.columns.get(at, field) for at, field in enumerate(fields))
    return replace(layout, fields=fields, missing=testing_columns.missing(fields))


_FIRST_ROWS = 10
"""Rows in which the headings of a list of tubes are looked for."""


def _headed(table: Table, *, sure: bool) -> tuple[int, tuple[str, ...]] | None:
    """The row with the headings of a list of results or tubes, and these.

    Args:
        sure: whether a column of tubes has to be among them.
    """
    for at, row in enumerate(table.rows[:_FIRST_ROWS]):
        headings = tuple(as_text(cell) for cell in row)
        if testing_columns.kind_by_tube(headings) or not (
            sure or testing_columns.missing(testing_columns.fields_of(headings))
        ):
            return at, headings
    return None


def _tell_doubts(draft: Draft, table: Table, layout: Layout) -> None:
    """What somebody should look at before a table is brought in as what it is taken for."""
    for guess in layout.guesses[1:]:  # behind what somebody said
        draft.note("kind_looks_different", table.sheet, params={"kind": guess.kind.value})
    for reason in layout.guesses[0].why if layout.guesses else ():
        if reason.code == "kind_counts_only":
            draft.note("counts_only", table.sheet, params=reason.params)


def _recall(draft: Draft, laid: _Laid) -> None:
    """Take what was said of such a list before, and tell of what it was read by."""
    last = laid.last
    if last is None:
        return
    if last.compound:
        draft.compounds_before[laid.table.sheet] = last.compound
    if last.kind is None and not last.columns:
        return
    texts = laid.layout.headings
    columns = [clean(texts[at]) or letter(at) for at in sorted(last.columns) if at < len(texts)]
    if columns:
        draft.note("read_as_last_time", laid.table.sheet, params={"columns": columns})
    elif last.kind is not None:
        draft.note("kind_as_last_time", laid.table.sheet, params={"kind": last.kind.value})


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
        if shown.kind in KEPT or shown.kind in {layout.kind for _table, layout in draft.tables}:
            continue
        if shown.kind is not None:
            draft.problem("kind_not_kept", shown.sheet, params={"kind": shown.kind.value})
        elif shown.guesses:
            several = [guess.kind.value for guess in shown.guesses]
            draft.problem("kind_unclear", shown.sheet, params={"kinds": several})
        elif draft.tables:
            draft.note("sheet_not_recognised", shown.sheet)


def _shown(laid: _Laid, records: int) -> TablePlan:
    table, layout = laid.table, laid.layout
    columns = tuple(
        ColumnPlan(index, letter(index), clean(heading), layout.fields[index])
        for index, heading in enumerate(layout.headings)
    )
    body = (row for row in table.rows[layout.body :] if any(cell is not None for cell in row))
    samples = [
        tuple(_sample(row, column) for column in columns)
        for row, _ in zip(body, range(SAMPLES), strict=False)
    ]
    heading_row = layout.first + layout.height if layout.height else 0
    return TablePlan(
        table.sheet,
        layout.kind,
        heading_row,
        columns,
        tuple(samples),
        records,
        laid.shape,
        laid.last,
        _to_remember(laid),
        layout.guesses,
    )


def _sample(row: Sequence[Cell], column: ColumnPlan) -> str:
    """A cell as it is shown; a number of somebody's card is not."""
    text = as_text(row[column.index] if column.index < len(row) else None)[:200]
    is_private = (column.field or "").rpartition(":")[2] in PRIVATE
    return UNSHOWN if text and is_private else text


def _to_remember(laid: _Laid) -> Shape | None:
    """What the next list with these headings is to be read by; None where that is as it was."""
    own, kind = laid.said, laid.layout.kind
    if not laid.shape or kind is None:
        return None
    told = own.columns or own.kind not in (None, laid.plain.kind)
    compound = own.compound if kind is ImportKind.REGISTER else None
    headings = tuple(clean(text) for text in laid.plain.headings)
    said = Shape(kind if told else None, own.columns, compound, headings)
    taken_back = laid.known and laid.last is None
    if said.says_nothing:
        return said if taken_back else None
    return said.over(laid.last or _NO_SHAPE)
