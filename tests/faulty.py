"""A disk that fails at a commit, as SQLite tells it, with the right of it decided by the test."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from data import connection, writing
from data.handles import Handle


def said_by_sqlite(name: str, words: str = "disk I/O error") -> sqlite3.OperationalError:
    """An error as SQLite gives it, with its extended code."""
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode, error.sqlite_errorname = getattr(sqlite3, name), name
    return error


@contextmanager
def failing_commit(error: BaseException, *, kept: bool) -> Iterator[None]:
    """All commits of steps fail meanwhile.

    Args:
        kept: whether what was written is in the file all the same.
    """

    class Failing(Handle):
        def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
            if statement == "COMMIT":
                super().execute("COMMIT" if kept else "ROLLBACK")
                raise error
            return super().execute(statement, parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "Handle", Failing)
        yield


@contextmanager
def after_commit(what: Callable[[], object]) -> Iterator[None]:
    """Something else happens meanwhile right after each commit of a step."""

    class Kept(Handle):
        def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
            rows = super().execute(statement, parameters)
            if statement == "COMMIT":
                what()
            return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "Handle", Kept)
        yield


@contextmanager
def unreadable(journal: Path | None = None) -> Iterator[None]:
    """No fresh connection reads the file meanwhile.

    Args:
        journal: is seen to lie there still; None when the whole stick is out.
    """

    def gone(*_args: object, **_options: object) -> None:
        if journal is not None:
            journal.write_bytes(b"half done")
        raise said_by_sqlite("SQLITE_CANTOPEN")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "connect", gone)
        yield
