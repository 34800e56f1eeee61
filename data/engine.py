"""The engine behind the store as Python has it: its connection, its failures, its scripts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from data.sql import Reader

Failure = sqlite3.Error
"""What the engine raises when it cannot do what it was asked."""

ENGINE_VERSION = sqlite3.sqlite_version


class Connection(sqlite3.Connection):
    """SQLite's connection, which calls a file damaged also where its own words for that are no
    text: they quote the damaged schema, and Python cannot tell of bytes that it cannot read."""

    def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement.

        Raises:
            sqlite3.Error: as the engine says.
        """
        try:
            return super().execute(statement, parameters)
        except UnicodeDecodeError as error:
            damaged = sqlite3.DatabaseError("malformed database schema")
            damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            damaged.sqlite_errorname = "SQLITE_CORRUPT"
            raise damaged from error


def data_version(conn: Reader) -> int:
    """A number that changes whenever another connection has written."""
    (version,) = conn.execute("PRAGMA data_version").fetchone()
    return int(version)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, so that they run inside the caller's transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
