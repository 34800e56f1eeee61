"""What a store's file holds, read with SQLite alone and compared exactly."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b")
_ENTERED = re.compile(r'"entered_at":"[^"]*"')

_OWN_EACH_TIME = frozenset({"entered_at", "digest"})
"""Columns that differ each time the same is done: moments of the machine's clock, and what is
reckoned from those and from keys."""

Contents = dict[str, list[str]]
"""Table -> its rows as texts, in order; the schema and the format are among them."""


def contents(path: Path, leave_out: Collection[str] = ()) -> Contents:
    """All a file holds: tables, journal and schema.

    Args:
        leave_out: names of columns that are not looked at.

    Raises:
        sqlite3.Error: where it cannot be read, or SQLite finds it damaged.
    """
    try:
        return _contents(path, leave_out)
    except UnicodeError as error:  # of names in a damaged schema, by which nothing can be asked for
        raise sqlite3.DatabaseError("the schema is no text") from error


def _contents(path: Path, leave_out: Collection[str]) -> Contents:
    with closing(sqlite3.connect(path)) as conn:
        conn.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        (verdict,) = conn.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [str(name) for (name,) in conn.execute(names)]
        held = {table: sorted(_rows(conn, table, leave_out)) for table in tables}
        schema = conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        held["sqlite_master"] = sorted(map(repr, schema))
        held["format"] = [
            repr(conn.execute(f"PRAGMA {name}").fetchone())
            for name in ("application_id", "user_version")
        ]
        return held


def _rows(conn: sqlite3.Connection, table: str, leave_out: Collection[str]) -> Iterator[str]:
    names = [column[1] for column in conn.execute(f'PRAGMA table_info("{table}")')]
    columns = ", ".join(f'"{name}"' for name in names if name not in leave_out)
    return map(repr, conn.execute(f'SELECT {columns} FROM "{table}"'))


def shape(path: Path) -> Contents:
    """As `contents`, without what differs each time the same is done."""
    return {
        table: sorted(_ENTERED.sub("", _KEY.sub("", row)) for row in rows)
        for table, rows in contents(path, _OWN_EACH_TIME).items()
    }


def records(path: Path) -> Contents:
    """What undo takes back: the records themselves, without their edit counters."""
    held = contents(path, {"version"})
    return {table: rows for table, rows in held.items() if not table.startswith("journal_")}


def digest(held: Contents) -> str:
    """A short name of what a file holds; equal where it is."""
    return hashlib.sha256(repr(sorted(held.items())).encode("utf-8", "surrogateescape")).hexdigest()


def read(path: Path) -> str | None:
    """The digest of a file's contents; None where it cannot be read whole, or is not there."""
    try:
        return digest(contents(path)) if path.exists() else None
    except sqlite3.Error:
        return None


def read_shape(path: Path) -> str | None:
    """The digest of a file's shape; None where it cannot be read whole, or is not there."""
    try:
        return digest(shape(path)) if path.exists() else None
    except sqlite3.Error:
        return None


def counted(path: Path, what: str, *values: object) -> int:
    """How many rows there are: `counted(path, "request WHERE no = ?", 3)`."""
    with closing(sqlite3.connect(path)) as conn:
        (count,) = conn.execute(f"SELECT count(*) FROM {what}", values).fetchone()
        return int(count)


Failure = sqlite3.Error
"""What is raised for a file that cannot be read."""
