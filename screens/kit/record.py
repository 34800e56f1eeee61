"""What a form is about, before it is opened and once it was filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from data.sql import Reader
from screens.kit.fields import FormField, Values, shown

T = TypeVar("T")


class Versioned(Protocol):
    """A record with what is told of it apart from another that was read of it before."""

    @property
    def version(self) -> Any:
        """Another one after each change."""

    @property
    def id(self) -> str:
        """Its key."""


V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Record:
    """What a form is about: a record on file, or one that is to be.

    Args:
        title: gives the title in the language spoken now.
        name: the same for what it is called in a sentence; its title when None.
        values: what stands in the fields; missing ones are empty.
        version: what was read of it, for the command that changes it: it refuses any other as
            `edited_meanwhile`.
        keys: of the rows it is kept in, its own first; none of one that is to be.
    """

    title: Callable[[], str]
    values: Values
    version: Any = None
    keys: tuple[str, ...] = ()
    name: Callable[[], str] | None = None

    def called(self) -> str:
        """What it is called in a sentence."""
        return self.title() if self.name is None else self.name()

    @property
    def key(self) -> str:
        """Its own key; empty for one that is to be."""
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True, slots=True)
class Edit(Generic[T]):
    """What a form says once nothing is wrong with it.

    Attributes:
        given: all of it, as the input model.
        touched: names of the input model whose field says something else than what stood in it.
        version: of the record that stood in the form.
    """

    given: T
    touched: tuple[str, ...]
    version: Any

    @property
    def changes(self) -> Mapping[str, object]:
        """What was changed; the rest stays on file, where it may be more exact than in a field."""
        return {name: getattr(self.given, name) for name in self.touched}


def record_of(
    view: Callable[[Reader, int], V], title: Callable[[V], str], fields: Sequence[FormField]
) -> Callable[[Reader, int], Record]:
    """What reads a record on file by its number for the fields of a form.

    Args:
        view: reads it, with its version and a value for each field by its name; refuses a number
            that is unknown.
        title: what stands over the form, in the language spoken now.
    """

    def record(conn: Reader, no: int) -> Record:
        found = view(conn, no)
        return Record(lambda: title(found), shown(fields, found), found.version, (found.id,))

    return record


def blank(title: Callable[[], str], values: Values | None = None) -> Callable[[], Record]:
    """The record of a form for something new."""
    return lambda: Record(title, values or {})
