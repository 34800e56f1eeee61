"""Connections that know which file they have opened, and tell what is wrong with it as refusals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from data import troubles
from data.engine import Connection
from data.paths import identity
from models.problems import Problem, Refused

_NOT_READ = frozenset({"BEGIN", "ROLLBACK"})
"""Statements that look at no file."""

_LOOK_AGAIN = 10.0
"""Seconds for which it is not looked again why reading fails: that may read the whole file."""

_AT_ONCE = 256
"""Rows taken from SQLite at once."""


class Handle(Connection):
    """A connection to the file that was at a path when it was opened."""

    path = Path()
    file = (0, 0)
    """The file's `identity`, which no other has as long as the connection is open."""

    def moved(self) -> bool:
        """Whether another file stands at the path now; not when there is none to be seen."""
        try:
            return identity(self.path) != self.file
        except OSError:
            return False


class ReadHandle(Handle):
    """A connection for reading, on which trouble with the disk or the file is a `Refused`.

    Rows are read as they are asked for, so that asking may be refused as well. Once it waited for
    another program in vain it waits no more, until that lets the file go.
    """

    _wait = 0.0
    _held = False
    _left = False
    _told: tuple[int, Problem, float] | None = None
    """What reading failed with last, by SQLite's code, and when it was looked at."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement.

        Raises:
            Refused: `store_busy` and the like, see `Store.read`.
        """
        try:
            rows = super().execute(sql, parameters)
        except sqlite3.Error as error:
            raise self.told(error) from error
        if self._held and sql not in _NOT_READ:
            self._held = False
            self._be_patient(self._wait)
        return rows

    def cursor(self, factory: Any = None) -> Any:
        """What a statement is run by, whose rows are refused as it is."""
        return super().cursor(factory or _ReadRows)

    def wait(self, seconds: float) -> None:
        """Wait so long for other programs from now on."""
        self._wait = seconds
        self._be_patient(seconds)

    def leave(self) -> None:
        """Close it because another file has taken the place of its own."""
        self._left = True
        self.close()

    def told(self, error: sqlite3.Error) -> Exception:
        """What an error comes to: a refusal, or the fault that it is."""
        if self._left:
            return Refused("file_moved", file=str(self.path))
        if not troubles.known(error):
            return error
        problem = self._cause(error)
        if problem.code == "store_busy" and not self._held:
            self._held = True
            self._be_patient(0)
        return Refused(problem.code, **problem.params)

    def _cause(self, error: sqlite3.Error) -> Problem:
        code, now = error.sqlite_errorcode, monotonic()
        if self._told is not None:
            before, problem, at = self._told
            if before == code and now - at < _LOOK_AGAIN:
                return problem
        problem = troubles.of(error, self.path).problem
        self._told = None if problem.code == "store_busy" else (code, problem, now)
        return problem

    def _be_patient(self, seconds: float) -> None:
        super().execute(f"PRAGMA busy_timeout={round(1000 * seconds)}")


class _ReadRows(sqlite3.Cursor):
    """What a statement finds; `fetchall`, `fetchone` and going through them may be refused."""

    connection: ReadHandle

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise self.connection.told(error) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise self.connection.told(error) from error

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        try:
            while rows := super().fetchmany(_AT_ONCE):
                yield from rows
        except sqlite3.Error as error:
            raise self.connection.told(error) from error
