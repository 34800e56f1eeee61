"""Bringing paperwork in: kinds of files, what is planned, what was done. Views only; no tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.fields import said
from models.households import CompoundInput, HouseholdInput
from models.requests import RequestInput
from models.residents import ResidentInput
from models.roster import PersonInput
from models.supplies import DeliveryInput

Input = CompoundInput | HouseholdInput | PersonInput | RequestInput | DeliveryInput
"""What a row, or a notice, was read into."""

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NOTHING_COUNTED: Mapping[str, int] = MappingProxyType({})


class ImportKind(StrEnum):
    """What a file, or a sheet of it, is about."""

    COMPOUNDS = "compounds"
    REGISTER = "register"
    STAFF = "staff"
    VOLUNTEERS = "volunteers"
    DELIVERIES = "deliveries"
    CALLS = "calls"
    ORDERS = "orders"
    RESULTS = "results"
    VACCINATIONS = "vaccinations"
    SAMPLING = "sampling"
    HEALTH_CODES = "health_codes"
    ISOLATION = "isolation"
    STOCK = "stock"
    ALLOTMENTS = "allotments"
    SIGN_IN = "sign_in"
    BUILDINGS = "buildings"
    DUTIES = "duties"
    PASSES = "passes"
    VEHICLES = "vehicles"
    PAYMENTS = "payments"
    PRESCRIPTIONS = "prescriptions"
    PETS = "pets"


KEPT = (
    ImportKind.COMPOUNDS,
    ImportKind.REGISTER,
    ImportKind.STAFF,
    ImportKind.VOLUNTEERS,
    ImportKind.DELIVERIES,
    ImportKind.CALLS,
)
"""Kinds that have a place here; the others are recognised, so that they are taken for none of
these, and refused by name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something in a file that speaks for a kind; `code` has its words beside the others of files.

    Attributes:
        params: lists of headings or a text of the file, as the code needs them.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind a file, or a table of it, is or may be of, with what speaks for it.

    Attributes:
        points: how much speaks for it; only their order and their differences mean something.
    """

    kind: ImportKind
    why: tuple[Reason, ...] = ()
    points: float = 0


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


class ResidentChange(NamedTuple):
    """Somebody of a household who is added, or of whom something changes.

    Attributes:
        no: their number; None for one who is added, or was by the same import.
        name: as they are called on file, by which one of the same import is known again.
        given: what is said; of one who is on file what differs alone.
        added: whether they are not on file.
        moved: whether they come from another household on file.
    """

    no: int | None
    name: str
    given: ResidentInput
    added: bool = False
    moved: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ."""
        return () if self.added else tuple(f for f in said(self.given) if f != "name")


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that is added, or changed field by field.

    Attributes:
        kind: what the record belongs to; a compound a register names is of `compounds`.
        label: what a person calls the record: an address, a name, the line.
        no: the stored record's short number; None for one that is added by this import.
        people: who of a household on file is added or changed; of a new one who comes from
            another.
    """

    kind: ImportKind
    label: str
    sheet: str | None
    row: int | None
    changes: tuple[FieldChange, ...]
    input: Input
    no: int | None = None
    people: tuple[ResidentChange, ...] = ()


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


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One sheet as it was understood.

    Attributes:
        kind: None when it was not recognised and is left alone; one that is not in `KEPT` is left
            alone, too.
        heading_row: the last row of the headings, from 1; 0 when there are none.
        samples: the first rows below, as text, one cell a column.
        records: rows that hold a record.
        guesses: its kind with the reasons; the several it may be of where that is not clear.
    """

    sheet: str | None
    kind: ImportKind | None
    heading_row: int
    columns: tuple[ColumnPlan, ...]
    samples: tuple[tuple[str, ...], ...]
    records: int
    guesses: tuple[KindGuess, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What one file would change.

    Attributes:
        kind: of its first sheet that can be kept; None when the file is refused whole.
        kinds: what its sheets are, or may be, each kind once with the reasons.
        made: compounds that a register names and nobody knew; they are added too, but not counted
            in `added`.
        skipped: rows that say again exactly what an earlier row said.
        notes: what somebody should know though nothing is wrong, such as a compound that is made.
        by_compound: households the file tells of, by compound.
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
    kinds: tuple[KindGuess, ...] = ()


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
        return sum(len(f.added) + len(f.updated) + len(f.made) for f in self.files)


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
    kinds: tuple[KindGuess, ...] = ()
    """As in `FilePlan`."""

    @property
    def read(self) -> bool:
        """Whether anything of the file was understood, new or known."""
        return bool(self.added or self.updated or self.unchanged or self.skipped or self.made)


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
            kinds=file.kinds,
        )
        for file in plan.files
    )
