"""How a store's file is opened: connections for reading and writing, and what they refuse.

What SQLite wants its own way is here, in `data.engine` and in `data.sql`; the store asks no more of
it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from data import migrations, troubles
from data.handles import Handle, ReadHandle
from data.migrations import schema
from data.paths import address, identity
from models.problems import Refused

if TYPE_CHECKING:
    from sqlalchemy import Engine

_PRAGMAS = (
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-4000",
    "PRAGMA temp_store=MEMORY",
)
"""Chosen for power cuts and sticks: a journal synced to the directory entry; nothing of anybody on
the disk that temporary files go to, nor is its being full any trouble here."""

_ROLLBACK = "PRAGMA journal_mode=DELETE"
"""A journal beside the file only while it is written to. Every new file has it; one that another
program gave a write-ahead log is changed by this, and has to be ours for that."""

_NOTHING_KEPT = "PRAGMA shrink_memory"
"""Pages that were read before are read anew: they may be another file's by now."""

_WRITING = "PRAGMA cache_spill=OFF"
"""A long write that spilt its pages into the file would keep every reader out until its end."""

_READING = "PRAGMA trusted_schema=OFF"
"""A writer's triggers make row images with json_object, which SQLite counts as unsafe there."""

WRITE_WAIT = 5.0
"""Seconds a write waits for another desk before it is refused."""

READ_WAIT = 1.0
"""Seconds a read waits; a writer holds readers up only while it commits."""


KEY_WAIT = 0.03
"""Seconds a read waits that a key waits for."""

_TRIES = 5
"""How often a file is opened that is replaced meanwhile."""


@overload
def connect(path: Path, wait: float) -> ReadHandle: ...


@overload
def connect(path: Path, wait: float, *, writes: Literal[True]) -> Handle: ...


def connect(path: Path, wait: float, *, writes: bool = False) -> Handle:
    """A connection as all of the program wants it; transactions are begun by hand.

    A file that is not there is not made.
    """
    conn = _opened(path, wait, Handle if writes else ReadHandle)
    if isinstance(conn, ReadHandle):
        conn.wait(wait)
    try:
        for pragma in (*_PRAGMAS, _WRITING if writes else _READING):
            conn.execute(pragma)
        if migrations.is_ours(conn):
            conn.execute(_ROLLBACK)
    except BaseException:
        conn.close()
        raise
    return conn


def _opened(path: Path, wait: float, kind: type[Handle]) -> Handle:
    """A connection of a kind that knows which file it opened, also when that is just replaced."""
    for _again in range(_TRIES):
        file = (0, 0)
        with suppress(OSError):  # SQLite says it better what is wrong with it
            file = identity(path)
        conn: Handle = sqlite3.connect(
            address(path, "rw"),
            uri=True,
            timeout=wait,
            isolation_level=None,
            check_same_thread=False,
            factory=kind,
        )
        conn.path, conn.file = path, file
        if not conn.moved():
            return conn
        conn.close()
    raise Refused("file_moved", file=str(path))


def writing_engine(path: Path) -> Engine:
    """What writes through the tables, one step at a time, shut out while another desk writes.

    Its connection is kept from step to step: SQLite reads all that a file is built of anew with
    each, which takes longer than most steps. Nothing else is kept of the file, since another may
    have been put in its place or over it; and no connection on which something failed is used again
    (`Writer.transaction`).
    """
    from sqlalchemy import QueuePool, create_engine, event
    from sqlalchemy.exc import DisconnectionError

    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, WRITE_WAIT, writes=True),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_reset_on_return=None,  # a step ends its transaction itself
        hide_parameters=True,  # what people said of others stays out of what is told of faults
    )

    @event.listens_for(engine, "checkout")
    def _look_again(conn: Any, _record: Any, _proxy: Any) -> None:
        if conn.moved():
            raise DisconnectionError
        for pragma in (_NOTHING_KEPT, _ROLLBACK):
            conn.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(conn: Any) -> None:
        # Immediate: readers go on until the commit, and two writers never deadlock.
        conn.exec_driver_sql("BEGIN IMMEDIATE")
        # Another program may have changed what it is built of since it was opened, a trigger say.
        try:
            schema.refuse_differing(conn.connection.dbapi_connection, path)
        except BaseException:
            conn.connection.dbapi_connection.rollback()
            raise

    return engine


def refusal(error: Exception, path: Path) -> Refused | None:
    """What an error says of the disk or the file, directly or through the mapper.

    None for what is a fault of the program and none of theirs.
    """
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.Error) and troubles.known(cause):
        return troubles.of(cause, path)
    return None


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk or the file into refusals."""
    try:
        yield
    except Exception as error:
        told = refusal(error, path)
        if told is None:
            raise
        raise told from error
