"""How a store's file is opened: connections for reading and writing, and what they refuse.

Here and in `data.sql` is what SQLite wants its own way; the store asks for no more than this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.problems import Refused

if TYPE_CHECKING:
    from sqlalchemy import Engine

_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-4000",
)
"""Chosen for power cuts and sticks: a rollback journal, synced to the directory entry."""

WRITE_WAIT = 5.0
"""Seconds a write waits for another desk before it is refused."""

READ_WAIT = 1.0
"""Seconds a read waits; a writer holds readers up only while it commits."""


class _Reading(sqlite3.Connection):
    """A connection whose refusals are the program's own: a busy file is a `Refused`."""

    path = Path()

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement.

        Raises:
            Refused: `store_busy` and the like, see `Store.read`.
        """
        try:
            return super().execute(sql, parameters)
        except sqlite3.OperationalError as error:
            raise _refusal(error, self.path) from error


def connect(path: Path, wait: float, *, writes: bool = False) -> sqlite3.Connection:
    """A connection as all of the program wants it; transactions are begun by hand."""
    factory = sqlite3.Connection if writes else _Reading
    conn = sqlite3.connect(
        path, timeout=wait, isolation_level=None, check_same_thread=False, factory=factory
    )
    if isinstance(conn, _Reading):
        conn.path = path
    for pragma in _PRAGMAS:
        conn.execute(pragma)
    if writes:
        # A long write that spilt its pages into the file would keep every reader out until its end.
        conn.execute("PRAGMA cache_spill=OFF")
    else:
        # A writer's triggers make row images with json_object, which SQLite counts as unsafe here.
        conn.execute("PRAGMA trusted_schema=OFF")
    return conn


def writing_engine(path: Path) -> Engine:
    """What writes through the tables: a connection for each step, shut out while another writes."""
    from sqlalchemy import NullPool, create_engine, event

    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, WRITE_WAIT, writes=True),
        poolclass=NullPool,
    )

    @event.listens_for(engine, "begin")
    def _begin(conn: Any) -> None:
        # Immediate: readers go on until the commit, and two writers never deadlock.
        conn.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file, directly or through the mapper, into refusals."""
    try:
        yield
    except sqlite3.Error as error:
        raise _refusal(error, path) from error
    except Exception as error:
        cause = getattr(error, "orig", None)
        if isinstance(cause, sqlite3.Error):
            raise _refusal(cause, path) from error
        raise


def _refusal(error: sqlite3.Error, path: Path) -> Exception:
    words = str(error)
    for told, code in (
        ("locked", "store_busy"),
        ("full", "disk_full"),
        ("readonly", "store_readonly"),
        ("not a database", "file_foreign"),
        ("malformed", "file_damaged"),
        ("unable to open", "file_unreadable"),
        ("disk I/O", "file_unreadable"),
    ):
        if told in words:
            return Refused(code, file=str(path))
    return error
