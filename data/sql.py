"""What SQLite says its own way, said once: reads in one view, joined lists, days.

Each function gives a piece of SQL; what goes into it is the program's own, never typed text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Protocol, TypeVar, get_args, get_origin, get_type_hints

from models.problems import Refused

View = TypeVar("View", bound=tuple[Any, ...])


class Rows(Protocol):
    """What a statement found, as Python's database interface has it."""

    @property
    def description(self) -> Any:
        """A tuple for each column, its name first; None where nothing is told."""

    @property
    def rowcount(self) -> int:
        """How many rows a change touched."""

    def fetchone(self) -> Any:
        """The next row; None behind the last."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Reader(Protocol):
    """What queries read through: a connection to the store, whatever engine is behind it."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction runs."""

    @property
    def total_changes(self) -> int:
        """How many rows were changed through this connection."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Rows:
        """Run one statement.

        Raises:
            Refused: `store_busy` and the like, on a connection of the store's for reading.
        """


# -- rows by name ----------------------------------------------------------------------------------


def views(kind: type[View], rows: Rows) -> list[View]:
    """Rows as views: each field takes the column of its name.

    Columns without a field are left out; a field without a column keeps its default. A field of
    `tuple[...]` is read from a JSON list, one of `Mapping[...]` from a JSON object; a tuple of
    views from what `records` made, in the order of their fields.

    Raises:
        KeyError: a field has neither column nor default.
    """
    make = _maker(kind, tuple(column[0] for column in rows.description))
    # All at once: a row that cannot be read leaves no statement open, which would hold the file.
    return [make(row) for row in rows.fetchall()]


def view(kind: type[View], rows: Rows) -> View | None:
    """The first row as a view, None where there is none; see `views`."""
    make = _maker(kind, tuple(column[0] for column in rows.description))
    row = rows.fetchone()
    return None if row is None else make(row)


def found(
    kind: type[View], rows: Rows, code: str, field: str | None = None, **said: object
) -> View:
    """The first row as a view; see `views`.

    Args:
        code, field, said: the problem where there is no row.

    Raises:
        Refused: with that problem.
    """
    one = view(kind, rows)
    if one is None:
        raise Refused(code, field, **said)
    return one


def named(rows: Rows) -> Iterator[dict[str, Any]]:
    """Rows as values by the names of their columns, for what is put together before it is shown."""
    names = [column[0] for column in rows.description]
    return (dict(zip(names, row, strict=True)) for row in rows)


def value(rows: Rows) -> Any:
    """The only column of the first row; None where there is no row, or nothing in it."""
    row = rows.fetchone()
    if row is None:
        return None
    (found,) = row
    return found


def mapped(rows: Rows, key: str, value: str) -> dict[Any, Any]:
    """One column by another, both by their names, in the order of the rows."""
    names = [column[0] for column in rows.description]
    of, to = names.index(key), names.index(value)
    return {row[of]: row[to] for row in rows.fetchall()}


@cache
def _maker(kind: type[Any], columns: tuple[str, ...]) -> Callable[[Sequence[Any]], Any]:
    """Makes a view of a row with these columns."""
    missing = [name for name in kind._fields if name not in columns]
    spare = tuple(kind._field_defaults[name] for name in missing)
    places = [(*columns, *missing).index(name) for name in kind._fields]
    hints = get_type_hints(kind)
    readers = [
        (at, reader)
        for at, name in enumerate(kind._fields)
        if name in columns and (reader := _reader(hints[name])) is not None
    ]

    def make(row: Sequence[Any]) -> Any:
        found = (*row, *spare)
        values = [found[place] for place in places]
        for at, reader in readers:
            values[at] = reader(values[at])
        return kind(*values)

    return make


def _reader(hint: Any) -> Callable[[str], Any] | None:
    """What reads a column for a field of that type; None where its value is taken as it is."""
    origin = get_origin(hint)
    if origin is Mapping:
        return json.loads
    if origin is not tuple:
        return None
    (of, *_more) = get_args(hint)
    if not hasattr(of, "_fields"):
        return read_list
    return lambda text: tuple(of(*values) for values in read_records(text))


# -- reading ---------------------------------------------------------------------------------------


@contextmanager
def one_view(conn: Reader) -> Iterator[Reader]:
    """A read transaction, so that all reads in it see the same; part of the one that runs already.

    Raises:
        Refused: `store_busy`, on a connection of the store's for reading.
    """
    within = conn.in_transaction
    if within:
        yield conn
        return
    conn.execute("BEGIN")
    try:
        yield conn
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


# -- lists -----------------------------------------------------------------------------------------


def listed(value: str, source: str) -> str:
    """SQL for all values of rows as one JSON list of texts; `read_list` takes it.

    Args:
        value: what is listed, of a row of `source`.
        source: FROM with what narrows and orders the rows.
    """
    return f"(SELECT json_group_array(listed) FROM (SELECT {value} AS listed {source}))"


def read_list(text: str) -> tuple[str, ...]:
    """The texts of a list that `listed` made."""
    return tuple(json.loads(text))


def packed(columns: str) -> str:
    """SQL for these columns of one row as one value, which `unpacked` takes apart.

    Args:
        columns: separated by commas; a list among them stands as `nested` says.
    """
    return f"json_array({columns})"


def unpacked(text: str) -> list[Any]:
    """The columns that `packed` told of."""
    found: list[Any] = json.loads(text)
    return found


def nested(made: str) -> str:
    """SQL for a list that `listed` or `records` made, as a column of `packed` or `records`."""
    return f"json({made})"


def records(columns: str, source: str) -> str:
    """SQL for these columns of all rows as one JSON list of lists; `read_records` takes it.

    Args:
        columns: separated by commas, with the names of `source`.
        source: as for `listed`.
    """
    return (
        "(SELECT json_group_array(json(listed)) FROM"
        f" (SELECT {packed(columns)} AS listed {source}))"
    )


def read_records(text: str) -> list[list[Any]]:
    """The rows that `records` told of."""
    found: list[list[Any]] = json.loads(text)
    return found


def given(name: str) -> str:
    """SQL for the values of a parameter that holds a JSON list, however many: `x IN (given)`."""
    return f"SELECT value FROM json_each(:{name})"


def as_given(values: Iterable[object]) -> str:
    """Values as the parameter that `given` looks into."""
    return json.dumps(list(values))


def quoted(values: Iterable[str]) -> str:
    """Words of the program as SQL texts: `'isolated', 'hospital'`, to stand in `IN (...)`."""
    return ", ".join("'{}'".format(value.replace("'", "''")) for value in values)


_MOST = (1 << 63) - 1
"""More than any number of the program's; texts and bytes are more than all numbers."""

# -- values ----------------------------------------------------------------------------------------


def greatest(*values: str) -> str:
    """SQL for the greatest of several values of one row; NULL when any is."""
    return f"max({', '.join(values)})"


def same(one: str, other: str) -> str:
    """SQL for whether two values are the same, nothing being the same as nothing."""
    return f"{one} IS {other}"


def holds(text: str, part: str) -> str:
    """SQL for whether a text holds another, letter for letter."""
    return f"instr({text}, {part}) > 0"


def begins_with(text: str, part: str) -> str:
    """SQL for whether a text begins with another, letter for letter."""
    return f"substr({text}, 1, length({part})) = {part}"


def ends_with(text: str, part: str) -> str:
    """SQL for whether a text ends in another, letter for letter."""
    return f"substr({text}, -length({part})) = {part}"


def has_word(text: str, word: str) -> str:
    """SQL for whether one of the words of a text, the first of them not, is another."""
    return f"instr({text} || ' ', ' ' || {word} || ' ') > 0"


def place_in(words: Iterable[str], value: str) -> str:
    """SQL for the place, from 1, of a value among words of the program; 0 for none of them."""
    places = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words, 1))
    return f"CASE {value} {places} ELSE 0 END"


def count_if(condition: str) -> str:
    """SQL for how many rows of a group meet a condition."""
    return f"count(*) FILTER (WHERE {condition})"


def raw(value: str) -> str:
    """SQL for a value as it is kept, written as SQL writes it, in bytes: what it tells of a text
    does not depend on how the connection reads texts."""
    return f"CAST(quote({value}) AS BLOB)"


def is_number(value: str) -> str:
    """SQL for whether a whole number stands where one should: damage may have left anything."""
    return f"{value} < {_MOST}"


def is_moment(value: str) -> str:
    """SQL for whether a stored moment stands where one should, and can be told at +08:00."""
    return f"(strftime('%Y-%m-%dT%H:%M:%SZ', {value}) = {value} AND {value} < '9999-12-31T16')"


def setting_text(value: str) -> str:
    """SQL for the text in a setting, which is kept as JSON."""
    return f"json_extract({value}, '$')"


def local_day(moment: str) -> str:
    """SQL for the local date, `YYYY-MM-DD`, of a stored moment."""
    return f"date({moment}, '+8 hours')"


def clock_time(after_midnight: str) -> str:
    """SQL for the clock time, `9:30`, of minutes after midnight; the next day's count on."""
    return f"printf('%d:%02d', {after_midnight} / 60 % 24, {after_midnight} % 60)"


def has_letters(text: str) -> str:
    """SQL for whether a text has Latin letters."""
    return f"{text} GLOB '*[a-zA-Z]*'"


def minutes(since: str, until: str) -> str:
    """SQL for the whole minutes between two stored moments; NULL when either is."""
    return f"CAST(round((julianday({until}) - julianday({since})) * 1440) AS INTEGER)"


def apart(one: str, other: str) -> str:
    """SQL for how far two stored moments are from each other, to order by."""
    return f"abs(julianday({one}) - julianday({other}))"
