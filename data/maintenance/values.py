"""Times and states in the records that cannot be read as such, after damage or another program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from data import engine, sql
from data.maintenance.contents import open_copy
from data.sql import Reader
from models.problems import Problem, Refused
from models.times import loaded


class Unreadable(NamedTuple):
    """A record with values that cannot be read.

    Attributes:
        record: its table and number, or its key where it has no number: `request 3`.
        columns: their names.
    """

    record: str
    columns: tuple[str, ...]

    def told(self) -> str:
        """Both, as the doctor names them: `request 3 (opened_at)`."""
        return f"{self.record} ({', '.join(self.columns)})"


def unreadable(conn: Reader) -> list[Unreadable]:
    """The records, steps of the journal among them, with values that cannot be read.

    All records are read, so it is asked only by the doctor and where reading failed.
    """
    from sqlalchemy import Enum
    from sqlmodel import SQLModel

    import data.mapping  # noqa: F401 - says which columns are times and states
    from models.tables import UtcTime

    found = list(_in_table(conn, "journal_step", {"at": None, "entered_at": None}, set()))
    for name, table in sorted(SQLModel.metadata.tables.items()):
        kinds: dict[str, frozenset[str] | None] = {}
        for column in table.columns:
            if isinstance(column.type, UtcTime):
                kinds[column.name] = None
            elif isinstance(column.type, Enum):
                kinds[column.name] = frozenset(column.type.enums)
        if kinds and name != "journal_step":
            empty = {column.name for column in table.columns if column.nullable}
            found += _in_table(conn, name, kinds, empty)
    return found


NAMED = 3
"""Records named when several are wrong."""


def damaged_values(path: Path) -> Refused | None:
    """Why reading a file failed: `values_unreadable`, or None where all values can be read, or
    nobody can say."""
    try:
        with closing(open_copy(path)) as conn:
            wrong = problem(conn)
    except engine.Failure:
        return None
    return None if wrong is None else Refused(wrong.code, **wrong.params)


def problem(conn: Reader) -> Problem | None:
    """`values_unreadable` with the first of the records; None where all values can be read."""
    wrong = [one.told() for one in unreadable(conn)]
    if not wrong:
        return None
    return Problem("values_unreadable", {"count": len(wrong), "which": wrong[:NAMED]})


def _in_table(
    conn: Reader, table: str, kinds: dict[str, frozenset[str] | None], empty: set[str]
) -> Iterator[Unreadable]:
    # The engine looks through the table, while whoever waits for a key is not kept from it.
    doubts = " OR ".join(
        f"({sql.is_moment(name) if among is None else _is_among(name, among)}) IS NOT 1"
        for name, among in kinds.items()
    )
    for row in sql.named(conn.execute(f"SELECT * FROM {table} WHERE {doubts}")):
        wrong = tuple(
            name
            for name, allowed in kinds.items()
            if not (row[name] is None and name in empty) and not _is_read(row[name], allowed)
        )
        if wrong:
            yield Unreadable(f"{table} {row.get('no', row['id'])}", wrong)


def _is_among(name: str, words: frozenset[str]) -> str:
    return f"{name} IN ({sql.quoted(sorted(words))})"


def _is_read(value: object, allowed: frozenset[str] | None) -> bool:
    if not isinstance(value, str):
        return False
    if allowed is not None:
        return value in allowed
    try:
        loaded(value)
    except ValueError:
        return False
    return True
