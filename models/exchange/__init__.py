"""Bringing paperwork in: kinds of files, what is planned, what was done. Views only; no tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.households import CompoundInput, HouseholdInput
from models.requests import RequestInput
from models.roster import PersonInput
from models.supplies import DeliveryInput

Input = CompoundInput | HouseholdInput | PersonInput | RequestInput | DeliveryInput
"""What a row, or a notice, was read into."""

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NOTHING_COUNTED: Mapping[str, int] = MappingProxyType({})
_NO_COLUMNS: Mapping[int, str | None] = MappingProxyType({})


class ImportKind(StrEnum):
    """What a file, or a sheet of it, is about."""

    COMPOUNDS = "compounds"
    REGISTER = "register"
    STAFF = "staff"
    VOLUNTEERS = "volunteers"
    DELIVERIES = "deliveries"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something wrong in a file, at its place.

    Attributes:
        row: as a spreadsheet shows it, from 1; None for the file as a whole.
        column: the column's heading, its letter where it has none; None for the row as a whole.
        taken: the row came in all the same, without the value that is wrong.
    """

    file: str
    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    taken: bool = False


PRIVATE = frozenset({"private_note"})
"""Fields whose content no plan and no report shows."""

UNSHOWN = "…"
"""What stands in its place."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record: what is stored, None for a new record, and what the file says."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that is added, or changed field by field.

    Attributes:
        kind: what the record belongs to; a compound a register names is of `compounds`.
        label: what a person calls the record: an address, a name, the line.
        no: the stored record's short number; None for one that is added by this import.
    """

    kind: ImportKind
    label: str
    sheet: str | None
    row: int | None
    changes: tuple[FieldChange, ...]
    input: Input
    no: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column of a sheet is taken for.

    Attributes:
        index: from 0.
        letter: as a spreadsheet shows it.
        field: the field it fills; None when it is left alone.
    """

    index: int
    letter: str
    heading: str
    field: str | None


Headings = tuple[str, ...]
"""The headings of a list, by which another of the same shape is known."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a person said of a list, and of the next one with the same headings.

    Attributes:
        kind: what it is; None where that was not said.
        columns: the fields of columns, by index from 0; None for one that is left alone.
        compound: that of the rows of a register that name none.
    """

    kind: ImportKind | None = None
    columns: Mapping[int, str | None] = field(default_factory=lambda: _NO_COLUMNS)
    compound: str | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether all of it is left to be found out."""
        return self.kind is None and not self.columns and self.compound is None

    def over(self, other: Shape) -> Shape:
        """This, and where it is silent the other; fields of one kind are none of another."""
        same = self.kind in (None, other.kind) or other.kind is None
        columns = {**other.columns, **self.columns} if same else self.columns
        return Shape(self.kind or other.kind, columns, self.compound or other.compound)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One sheet as it was understood.

    Attributes:
        kind: None when it was not recognised and is left alone.
        heading_row: the last row of the headings, from 1; 0 when there are none.
        samples: the first rows below, as text, one cell a column.
        records: rows that hold a record.
        headings: by which the next list of this shape is known; empty where it has none.
        last: what was said of a list with these headings before, as far as it was read by that.
        said: what is to be remembered of it; None where nothing was said of this one.
    """

    sheet: str | None
    kind: ImportKind | None
    heading_row: int
    columns: tuple[ColumnPlan, ...]
    samples: tuple[tuple[str, ...], ...]
    records: int
    headings: Headings = ()
    last: Shape | None = None
    said: Shape | None = None


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What one file would change.

    Attributes:
        kind: of its first recognised sheet; None when nothing in it was recognised.
        made: compounds that a register names and nobody knew; they are added too, but not counted
            in `added`.
        skipped: rows that say again exactly what an earlier row said.
        notes: what somebody should know though nothing is wrong, such as a compound that is made.
        by_compound: households the file tells of, by compound.
        asks: what somebody has to agree to before it is brought in.
    """

    file: str
    kind: ImportKind | None
    tables: tuple[TablePlan, ...] = ()
    added: tuple[RecordChange, ...] = ()
    updated: tuple[RecordChange, ...] = ()
    made: tuple[RecordChange, ...] = ()
    unchanged: int = 0
    skipped: int = 0
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[RowProblem, ...] = ()
    by_compound: Mapping[str, int] = field(default_factory=lambda: _NOTHING_COUNTED)
    asks: tuple[RowProblem, ...] = ()

    @property
    def changes(self) -> int:
        """Records that would be added or updated."""
        return len(self.added) + len(self.updated) + len(self.made)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would change, file by file; nothing has been written.

    Attributes:
        basis: the number of the newest step of the journal when the store was compared.
    """

    files: tuple[FilePlan, ...]
    basis: int

    @property
    def changes(self) -> int:
        """Records that would be added or updated."""
        return sum(file.changes for file in self.files)

    @property
    def asks(self) -> tuple[RowProblem, ...]:
        """What somebody has to agree to before any of it is brought in."""
        return tuple(one for file in self.files for one in file.asks)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do, for one file. Counts are of records."""

    file: str
    kind: ImportKind | None
    added: int
    updated: int
    unchanged: int
    skipped: int
    problems: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]
    made: tuple[str, ...]
    """Names of compounds that were made because a register names them."""
    added_by_kind: Mapping[str, int]
    by_compound: Mapping[str, int]
    """Households the file tells of, by compound."""
    changes: tuple[RecordChange, ...]
    """The updates, field by field."""
    asks: tuple[RowProblem, ...] = ()


def report(plan: ImportPlan) -> tuple[ImportReport, ...]:
    """The plan told as a report, a file each."""
    return tuple(
        ImportReport(
            file=file.file,
            kind=file.kind,
            added=len(file.added),
            updated=len(file.updated),
            unchanged=file.unchanged,
            skipped=file.skipped,
            problems=file.problems,
            notes=file.notes,
            made=tuple(change.label for change in file.made),
            added_by_kind=Counter(change.kind.value for change in file.added),
            by_compound=file.by_compound,
            changes=file.updated,
            asks=file.asks,
        )
        for file in plan.files
    )
