"""What a listing of the companion commands is: what it reads, prints and can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from data.sql import Reader

Plain = dict[str, Any]
Rows = Sequence[Any]


class Labels(Protocol):
    """Words of a subject's values."""

    def label(self, value: str, of: str) -> str:
        """A value in words."""


class Wish(NamedTuple):
    """What is read before filters keep some of it.

    Attributes:
        find: what the desk's filter would find.
        view: a view of the desk's list; every record when empty.
    """

    find: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """An option that keeps some rows.

    Args:
        flag: such as `--kind`.
        words: msgid of its help.
        keeps: whether a row, in its JSON form, fits the value given.
        values: the values it takes; any text when None.
        says: one of these values in words.
        day: whether the value is a day.
    """

    flag: str
    words: str
    keeps: Callable[[Plain, Any], bool]
    values: type[StrEnum] | None = None
    says: Callable[[str], str] = str
    day: bool = False

    @property
    def name(self) -> str:
        """The option's name among the parsed ones."""
        return "filter_" + self.flag.strip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing.

    Args:
        words: msgid of its help.
        read: the rows wished for, in the desk's order.
        plain: a row as JSON.
        heads: the headings of its table.
        cells: a row as cells of the table.
    """

    name: str
    words: str
    read: Callable[[Reader, Wish, datetime], Rows]
    plain: Callable[[Any, datetime], Plain]
    heads: Callable[[], tuple[str, ...]]
    cells: Callable[[Any, datetime], tuple[object, ...]]
    filters: tuple[Filter, ...]
    views: bool = False
    """Whether the desk has it in views."""
    at: bool = False
    """Whether it can be asked for another moment than now."""
    private: Callable[[Reader], dict[int, str]] | None = None
    """Private notes by number of the row; told with `--private` and never else."""


def equal(field: str) -> Callable[[Plain, Any], bool]:
    """Keeps rows whose field is the value given."""
    return lambda plain, wanted: plain[field] == wanted


def holds(field: str) -> Callable[[Plain, Any], bool]:
    """Keeps rows whose field holds the value given."""
    return lambda plain, wanted: wanted in plain[field]


def of(words: Labels, of: str) -> Callable[[str], str]:
    """The words of a value of some kind."""
    return lambda value: words.label(value, of)


def on(field: str) -> Callable[[Plain, Any], bool]:
    """Keeps rows whose moment lies on the day given."""
    return lambda plain, wanted: str(plain[field]).startswith(wanted)
