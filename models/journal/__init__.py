"""The journal: acts, what they changed, and what undo says of them. No tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Author(NamedTuple):
    """Whose act a step is: somebody at a machine, whatever process they wrote from.

    Either is empty where it is not known. Two acts are of the same person when both are the same.
    """

    who: str
    """Name of the user at that machine."""
    desk: str
    """Name of the machine."""


class StepView(NamedTuple):
    """One step of the journal; times in stored UTC form, None where they cannot be read."""

    no: int
    at: str | None
    """When it happened by the desk's clock."""
    entered_at: str | None
    """When it was written by the machine's clock."""
    who: str
    desk: str
    """The machine it was written at."""
    code: str
    params: Mapping[str, object]
    undoes: int | None
    """Number of the step this one takes back."""
    undone_by: int | None
    """Number of the later step that took this one back and still stands."""
    undone_who: str | None
    """Who took it back."""
    undone_desk: str | None
    """The machine it was taken back at."""
    changes: int
    damaged: bool = False
    """Whether something of its line cannot be read any more, and stands here as nothing."""

    @property
    def author(self) -> Author:
        """Whose step it is."""
        return Author(self.who, self.desk)


class Extent(NamedTuple):
    """How far a journal goes."""

    acts: int
    newest: str | None
    """When the newest act happened by the desk's clock, in stored UTC form; None without acts."""


class ChangeView(NamedTuple):
    """One record a step touched; `before` and `after` hold only the columns that changed."""

    table: str
    row: str
    op: str
    """`insert`, `update` or `delete`."""
    before: Mapping[str, object]
    after: Mapping[str, object]
