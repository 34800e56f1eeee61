"""The engine behind the store as Python has it: its connection, its failures, its scripts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from data.sql import Reader

Failure = sqlite3.Error
"""What the engine raises when it cannot do what it was asked."""

_NO_FORMAT = "unsupported file format"

ENGINE_VERSION = sqlite3.sqlite_version


class Connection(sqlite3.Connection):
    """SQLite's connection, which calls a file damaged also where SQLite does so in other words.

    Its words may be no text, as they quote the damaged schema, so that Python cannot tell of them;
    and a first page that no longer says how tables are written is any error to it. Stored bytes
    that are no text stand as U+FFFD and hold nobody up.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.text_factory = _text

    def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement.

        Raises:
            sqlite3.Error: as the engine says.
        """
        try:
            return super().execute(statement, parameters)
        except UnicodeDecodeError as error:
            raise _damaged() from error
        except sqlite3.OperationalError as error:
            if str(error) == _NO_FORMAT:
                raise _damaged() from error
            raise


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("malformed database schema")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_CORRUPT, "SQLITE_CORRUPT"
    return error


def data_version(conn: Reader) -> int:
    """A number that changes whenever another connection has written."""
    (version,) = conn.execute("PRAGMA data_version").fetchone()
    return int(version)


def file_of(conn: Reader) -> str:
    """The name of the file behind a connection; empty for one that is kept nowhere."""
    from data import sql  # which rests on this module

    rows = sql.named(conn.execute("PRAGMA database_list"))
    return next((str(row["file"]) for row in rows if row["name"] == "main"), "")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, so that they run inside the caller's transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
