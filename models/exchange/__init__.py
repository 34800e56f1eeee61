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
from models.results import OwnLine, TubeLine
from models.roster import PersonInput
from models.supplies import DeliveryInput

Input = (
    CompoundInput | HouseholdInput | PersonInput | RequestInput | DeliveryInput | OwnLine | TubeLine
)
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


READ = (*KEPT, ImportKind.RESULTS, ImportKind.SAMPLING)
"""Kinds that a list can be said to be. Results and who is in which tube are read, where such a list
has the columns for it, and are taken for nothing else where it has not."""


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


PRIVATE = frozenset({"private_note", "identity"})
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

    @property
    def is_to_settle(self) -> bool:
        """Whether nothing of it is written but what is to be settled."""
        return isinstance(self.input, TubeLine) and not self.changes


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
class Shape:
    """What a person said of a list, and of the next one with the same headings.

    Attributes:
        kind: what it is; None where that was not said.
        columns: the fields of columns, by index from 0; None for one that is left alone.
        compound: that of the rows of a register that name none; empty where such lists are of
            several compounds, so that it has to be said of each.
        headings: of its columns, for people who look what is remembered.
    """

    kind: ImportKind | None = None
    columns: Mapping[int, str | None] = field(default_factory=lambda: _NO_COLUMNS)
    compound: str | None = None
    headings: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether all of it is left to be found out."""
        return self.kind is None and not self.columns and self.compound is None

    @property
    def proposes(self) -> bool:
        """Whether the next such list is read by it."""
        return self.kind is not None or bool(self.columns or self.compound)

    def over(self, other: Shape) -> Shape:
        """This, and where it is silent the other; fields of one kind are none of another."""
        same = self.kind in (None, other.kind) or other.kind is None
        columns = {**other.columns, **self.columns} if same else self.columns
        return Shape(
            self.kind or other.kind,
            columns,
            self.compound or other.compound,
            self.headings or other.headings,
        )


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One sheet as it was understood.

    Attributes:
        kind: None when it was not recognised and is left alone; one that is not in `KEPT` is left
            alone, too.
        heading_row: the last row of the headings, from 1; 0 when there are none.
        samples: the first rows below, as text, one cell a column.
        records: rows that hold a record.
        shape: by which the next list of this shape is known; empty where it has no headings.
        last: what was said of a list with these headings before, as far as it was read by that.
        said: what is to be remembered of it; None where nothing was said of this one.
        guesses: its kind with the reasons; the several it may be of where that is not clear.
    """

    sheet: str | None
    kind: ImportKind | None
    heading_row: int
    columns: tuple[ColumnPlan, ...]
    samples: tuple[tuple[str, ...], ...]
    records: int
    shape: str = ""
    last: Shape | None = None
    said: Shape | None = None
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
    kinds: tuple[KindGuess, ...] = ()
    """As in `FilePlan`."""
    to_settle: int = 0
    """Rows of which nothing was written but what is to be settled of them."""
    results: tuple[RecordChange, ...] = ()
    """What lists of results, and of who is in which tube, bring in."""

    @property
    def read(self) -> bool:
        """Whether anything of the file was understood, new or known."""
        known = self.unchanged or self.skipped or self.made or self.to_settle
        return bool(self.added or self.updated or known)


def report(plan: ImportPlan) -> tuple[ImportReport, ...]:
    """The plan told as a report, a file each."""
    return tuple(
        ImportReport(
            file=file.file,
            kind=file.kind,
            added=len(file.added),
            updated=sum(not one.is_to_settle for one in file.updated),
            unchanged=file.unchanged,
            skipped=file.skipped,
            problems=file.problems,
            notes=file.notes,
            made=tuple(change.label for change in file.made),
            added_by_kind=Counter(change.kind.value for change in file.added),
            by_compound=file.by_compound,
            changes=tuple(one for one in file.updated if not one.is_to_settle),
            asks=file.asks,
            kinds=file.kinds,
            to_settle=sum(one.is_to_settle for one in file.updated),
            results=tuple(
                one
                for one in (*file.added, *file.updated)
                if isinstance(one.input, OwnLine | TubeLine)
            ),
        )
        for file in plan.files
    )
