"""A disk that fails at a commit, as SQLite tells it, with the right of it decided by the test."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from data import writing
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

    def fails(conn: Handle) -> None:
        _EXECUTE(conn, "COMMIT" if kept else "ROLLBACK")
        raise error

    with _committing(fails):
        yield


@contextmanager
def after_commit(what: Callable[[], object]) -> Iterator[None]:
    """Something else happens meanwhile right after each commit of a step."""

    def commits(conn: Handle) -> sqlite3.Cursor:
        rows = _EXECUTE(conn, "COMMIT")
        what()
        return rows

    with _committing(commits):
        yield


_EXECUTE = Handle.execute


@contextmanager
def _committing(commit: Callable[[Handle], object]) -> Iterator[None]:
    """Steps are kept in this way meanwhile, on connections that are open already, too."""

    def execute(conn: Handle, statement: str, parameters: Any = (), /) -> object:
        return commit(conn) if statement == "COMMIT" else _EXECUTE(conn, statement, parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handle, "execute", execute)
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
