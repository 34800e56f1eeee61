"""What is shown of a plan: how files are read, a line of a view, and how it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from data.exchange.draft import Said
from models.exchange import ColumnPlan, TablePlan
from screens.kit.detail import hanging

_INDENT = 4
"""Cells by which what does not fit one line is set in below it."""


class Reading(NamedTuple):
    """How files are to be read, and what is shown of their plan.

    Attributes:
        said: what was said of files, by their places.
        at: the file that is looked at; None for all of them.
    """

    said: Mapping[int, Said] = MappingProxyType({})
    view: str = "columns"
    at: int | None = None

    def of(self, at: int) -> Said:
        """What was said of a file."""
        return self.said.get(at, Said())

    def saying(self, at: int, said: Said) -> Reading:
        """The same with something said of a file."""
        return self._replace(said={**self.said, at: said})

    def without(self, at: int) -> Reading:
        """The same where a file is taken out, so that those behind it move up."""
        said = {n - (n > at): one for n, one in self.said.items() if n != at}
        return self._replace(said=said, at=None)


class PlanLine(NamedTuple):
    """A line of a view, with what enter does there.

    Attributes:
        does: `kind`, `column`, `compound`, `afresh`, `as_before` or `file`; empty for nothing.
        file: the file it is of, by its place.
    """

    text: Content
    does: str = ""
    file: int = 0
    table: TablePlan | None = None
    column: ColumnPlan | None = None


class Look(NamedTuple):
    """How a plan is looked at.

    Attributes:
        masked: what the paperwork says of people is left out.
        cells: of a line.
    """

    reading: Reading
    masked: bool
    cells: int


def two_parts(head: str, between: str, rest: str, cells: int) -> tuple[Content, Content]:
    """What it is about and what is said of it, set in below it where a line has no room for both.

    Args:
        cells: of the line, without the sign in front.
    """
    if cell_len(head) + cell_len(between) + cell_len(rest) <= cells:
        return Content.styled(head, "bold"), Content(between + rest)
    below = hanging(rest, cells - _INDENT, _INDENT)
    return Content.styled(head, "bold"), Content("\n" + " " * _INDENT + below)
