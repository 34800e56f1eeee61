"""What is found in one file while its plan is made: records read, changes, problems and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from models.exchange import (
    FieldChange,
    ImportKind,
    Input,
    RecordChange,
    ResidentChange,
    RowProblem,
)
from models.residents import ResidentInput
from models.roster.rules import Span

T_co = TypeVar("T_co", covariant=True)

_NONE: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Record(Generic[T_co]):
    """One row read into an input, with where it stands.

    Attributes:
        of_persons: whether it was put together from rows of single persons.
        counts: whether its list names everybody, so that they are counted.
    """

    input: T_co
    sheet: str | None
    row: int
    of_persons: bool = False
    counts: bool = False


Fields = dict[str, object]
"""A record's fields by the names of its input model."""


class KnownPerson(NamedTuple):
    """Somebody of a household as they are on file, or will be once this import is done.

    Attributes:
        no: None for one this import adds.
        digest: of their identity number; empty where none is known.
        said: what is known of them.
    """

    no: int | None
    digest: str
    said: ResidentInput


@dataclass(slots=True)
class Known:
    """One record with its number, None for one this import adds; `spans` of a person's presence,
    `people` of a household as far as they are named."""

    no: int | None
    fields: Fields
    spans: list[Span] = field(default_factory=list)
    people: list[KnownPerson] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What one file holds and changes, as far as it was read and compared."""

    file: str
    added: list[RecordChange] = field(default_factory=list)
    updated: list[RecordChange] = field(default_factory=list)
    unchanged: int = 0
    skipped: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)
    asks: list[RowProblem] = field(default_factory=list)

    def problem(
        self,
        code: str,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        params: Mapping[str, object] = _NONE,
        *,
        taken: bool = False,
    ) -> None:
        """Report something at its place, see `RowProblem`."""
        self.problems.append(RowProblem(self.file, code, sheet, row, column, params, taken))

    def note(
        self,
        code: str,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        params: Mapping[str, object] = _NONE,
    ) -> None:
        """Say something that is no problem."""
        self.notes.append(RowProblem(self.file, code, sheet, row, column, params))

    def ask(self, code: str, params: Mapping[str, object]) -> None:
        """Have somebody agree before this is brought in."""
        self.asks.append(RowProblem(self.file, code, params=params))

    def take(
        self,
        known: Known | None,
        changes: Sequence[FieldChange],
        kind: ImportKind,
        label: str,
        record: Record[Input],
        people: Sequence[ResidentChange] = (),
    ) -> None:
        """Count one record where it belongs."""
        if known is not None and not changes and not people:
            self.unchanged += 1
            return
        change = RecordChange(
            kind,
            label,
            record.sheet,
            record.row,
            tuple(changes),
            record.input,
            known.no if known else None,
            tuple(people),
        )
        (self.added if known is None else self.updated).append(change)

    def include(self, other: Found) -> None:
        """What was wrong, said and passed over elsewhere, behind what there is."""
        self.problems += other.problems
        self.notes += other.notes
        self.skipped += other.skipped
