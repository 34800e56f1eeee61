"""What is told of a thing, said once: its name in JSON, its value, its column in tables and lists.

Each subject says its own in `screens/<subject>/listing.py`; `docs/fields.md` is made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol

from data.sql import Reader
from models.address import Address
from screens.commands.field_types import Type, type_of
from screens.commands.named import Named
from screens.commands.out import plain
from screens.i18n import N_
from screens.kit.columns import UNREADABLE, Column, Failed, Row

if TYPE_CHECKING:
    from models.exchange import ImportKind

Plain = dict[str, Any]

COMMON: Mapping[str, str] = MappingProxyType(
    {
        "no": N_("number people say; of work without a record null"),
        "id": N_("key of the record, which never changes"),
        "name": N_("name"),
        "kind": N_("code of what sort it is"),
        "post": N_("what they do here, in the list's words"),
        "place": N_("code of where somebody is: `on_site`, `home`, `isolated` ..."),
        "reach": N_("code of whether a telephone reaches them"),
        "state": N_("code of how far it is"),
        "compound": N_("full name of the compound"),
        "lane": N_("lane, bare: `43`"),
        "building": N_("building, bare: `2`"),
        "unit": N_("unit, bare"),
        "room": N_("room, bare: `1805`"),
        "address_said": N_("where it is in the caller's words, when no household was found"),
        "household": N_("number of the household"),
        "request": N_("number of the request"),
        "person": N_("number on the roster"),
        "phone": N_("telephone number, digits"),
        "people": N_("how many people it is about"),
        "members": N_("names of who does it, or does it too"),
        "compounds": N_("names of the compounds it is for"),
        "where": N_("what a place without an address is called here: a site, a gate, a pharmacy"),
        "unloading_point": N_("where at the gate a truck is unloaded"),
        "work": N_("code of the work: `session`, `drop`, `errand`, `telephone`, `night` ..."),
        "role": N_("code of what somebody does at it"),
        "skill": N_("a word the skills of one of them should hold"),
        "starts_at": N_("when it begins; of what arrives, when it is planned to"),
        "ends_at": N_("when it ends"),
        "have": N_("people it has"),
        "need": N_("people it needs"),
        "short": N_("people it lacks"),
        "load_hours": N_("hours of work: in 24 hours, or of the day with all that is proposed"),
        "since": N_("from when on"),
        "expected_back": N_("day somebody is expected back"),
        "at": N_("when it happened"),
        "entered_at": N_("when it was written down"),
        "by": N_("who wrote it down"),
        "note": N_("note"),
        "said": N_("what was said"),
        "why": N_("reason, as a code with parameters"),
        "applied": N_("whether it was done, or only shown"),
        "day": N_("the day, `YYYY-MM-DD`"),
        "file": N_("name of the file"),
    }
)
"""What the names say that mean the same wherever they stand."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One thing that is told of a row.

    Args:
        name: its name in JSON.
        about: what it is, for the list of fields; what `COMMON` says of the name when empty.
        value: what it is of a row at a moment; the row's attribute of that name when None.
        column: its column, in tables and at the desk; None for what only JSON has.
        of: what it is one of, or a list of.
        is_a: its type, where it is not what its name tells.
    """

    name: str
    about: str = ""
    value: Callable[[Row, datetime], object] | None = None
    column: Column[Row] | None = None
    of: Record[Any] | None = None
    is_a: Type | None = None

    @property
    def type(self) -> Type:
        """Of which type its values are, unless they are null."""
        return self.is_a or type_of(self.name, is_record=self.of is not None)

    @property
    def meaning(self) -> str:
        """What it is, in English."""
        return self.about or COMMON[self.name]

    def told(self, row: Row, now: datetime, failed: Failed | None = None) -> object:
        """Its value as JSON has it; see `Record.plain`."""
        value = getattr(row, self.name) if self.value is None else self.value(row, now)
        if self.of is None or value is None:
            return plain(value)
        if isinstance(value, list):
            return [self.of.plain(one, now, failed) for one in value]
        return self.of.plain(value, now, failed)


@dataclass(frozen=True, slots=True)
class Record(Generic[Row]):
    """What is told of one sort of thing.

    Args:
        name: what it is.
        about: which commands tell it, for the list of fields.
    """

    name: str
    about: str
    fields: tuple[Field[Row], ...]

    def plain(self, row: Row, now: datetime, failed: Failed | None = None) -> Plain:
        """A row as JSON has it.

        Args:
            failed: takes why a value could not be told, which is null then; without it that raises.
        """
        told: Plain = {}
        for field in self.fields:
            try:
                told[field.name] = field.told(row, now, failed)
            except UNREADABLE as error:
                if failed is None:
                    raise
                failed(error)
                told[field.name] = None
        return told

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns of its table, each named as its field."""
        return tuple(
            replace(field.column, name=field.name)
            for field in self.fields
            if field.column is not None
        )


ADDRESS: tuple[Field[Any], ...] = tuple(
    map(Field, ("compound", "lane", "building", "unit", "room"))
)


class Located(Protocol):
    """What is somewhere: behind a door of the register, or at a place that has a name."""

    @property
    def where(self) -> str:
        """What it is called, in words."""

    @property
    def address(self) -> Address | None:
        """The same in parts, where it is an address."""


def located(
    of: Callable[[Any], Located] = lambda row: row, column: Column[Any] | None = None
) -> tuple[Field[Any], ...]:
    """Where something is: the parts of an address, else what the place is called.

    Args:
        of: what of a row is somewhere; the row itself unless given.
        column: the column that says either.
    """

    def part(name: str) -> Field[Any]:
        return Field(name, value=lambda row, _now: getattr(of(row).address, name, None))

    def called(row: Any, _now: datetime) -> str | None:
        return of(row).where if of(row).address is None else None

    return (*map(part, Address._fields), Field("where", value=called, column=column))


WHY: Record[Any] = Record(
    "reason",
    "Why something is as it is, or what speaks against it; the words for it are the desk's.",
    (
        Field("code", N_("stable name in snake_case")),
        Field("params", N_("what the words need: numbers, names, times")),
    ),
)


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
        takes: what is given: a name, a day, one of `values`, or nothing at all; else the type of
            what names something of the file.
        values: the values it takes.
        says: one of these values in words.
    """

    flag: str
    words: str
    keeps: Callable[[Plain, Any], bool]
    takes: Literal["name", "day", "value", "nothing"] | Named = "name"
    values: tuple[str, ...] = ()
    says: Callable[[str], str] = str

    @property
    def name(self) -> str:
        """The option's name among the parsed ones."""
        return "filter_" + self.flag.strip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A listing as a list that comes in again: brought back as it went out, it changes nothing.

    Args:
        kind: what it is read as.
        read: all that is told of the records of these numbers, in their order.
        columns: by the field a column is read into, what stands in it.
    """

    kind: ImportKind
    read: Callable[[Reader, Sequence[int], datetime], Sequence[Any]]
    columns: tuple[tuple[str, Callable[[Any], str | int | None]], ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Everything of a sort, unless filtered: on the command line, and where the desk lists it.

    Args:
        name: of the command.
        words: msgid of its help.
        read: the rows wished for, in the desk's order.
        record: what is told of a row.
        desk: fields whose columns the desk shows, from left to right.
        views: msgid that tells the desk's views; empty where there are none.
        scopes: names of these views.
        at: whether it can be asked for another moment than now.
        private: private notes by number of the row; told with `--private` and never else.
        outgoing: how it is written as a file.
        examples: msgids of what may be typed, below its help.
    """

    name: str
    words: str
    read: Callable[[Reader, Wish, datetime], Sequence[Row]]
    record: Record[Row]
    filters: tuple[Filter, ...]
    desk: tuple[str, ...] = ()
    views: str = ""
    scopes: Callable[[], Iterable[str]] = tuple
    at: bool = False
    private: Callable[[Reader], Mapping[int, str]] | None = None
    outgoing: Callable[[], Outgoing] | None = None
    examples: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns of the desk's list, as they come."""
        columns = {column.name: column for column in self.record.columns}
        return tuple(columns[name] for name in self.desk)


def equal(name: str) -> Callable[[Plain, Any], bool]:
    """Keeps rows whose field is the value given."""
    return lambda told, wanted: told[name] == wanted


def holds(name: str) -> Callable[[Plain, Any], bool]:
    """Keeps rows whose field holds the value given."""
    return lambda told, wanted: wanted in told[name]


def one_of(
    flag: str, words: str, values: Sequence[str], says: Callable[[str], str] = str
) -> Filter:
    """Keeps rows whose field, named as the option is, has one of some values."""
    return Filter(flag, words, equal(flag.strip("-")), "value", tuple(map(str, values)), says)


def on_day(words: str) -> Filter:
    """Keeps rows that begin on a day."""
    return Filter(
        "--day", words, lambda told, day: (told["starts_at"] or "").startswith(day), "day"
    )
