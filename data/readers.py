"""The connections a store is read through, which follow the file at its path.

The main thread has its own; other threads, of which one after another reads a moment, pass theirs
on: each has read for itself what the file is built of, which takes megabytes.

A file may be moved away, taken back from a copy or replaced while a desk is open; whoever had it
open would go on reading what nobody writes any more.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from data import engine, migrations, sql, troubles
from data.beginning import refuse_rest
from data.clock import Clock
from data.connection import READ_WAIT, WRITE_WAIT, connect
from data.engine import data_version
from data.handles import ReadHandle
from data.locks import file_lock
from data.migrations import schema
from data.paths import identity
from data.sql import Reader, one_view
from models.problems import Problem, Refused, refuse

_NEWEST = "SELECT no, id FROM journal_step ORDER BY no DESC LIMIT 1"


class _Act(NamedTuple):
    no: int
    id: str


class Readers:
    """Reads the file that is at a path now.

    Args:
        path: the file's path.
        clock: tells the time to migrations.
        wait: seconds that reads of the main thread wait for other programs.

    Attributes:
        barred: why nothing may be written to the file, which can be read; None for one in order.
        replaced: how often another file was found in the place of the one that was read.

    Raises:
        Refused: as `Store`.
    """

    def __init__(self, path: Path, clock: Clock, wait: float) -> None:
        self.barred: Problem | None = None
        self.replaced = 0
        self._path = path
        self._clock = clock
        self._wait = wait
        self._local = threading.local()
        self._spare: deque[ReadHandle] = deque()
        """A connection that no thread reads through now, or none."""
        self._main = self._opened()
        self._newest = _newest(self._main)
        """The newest act when it was looked last."""
        self._seen = (self.replaced, data_version(self._main))

    @property
    def file(self) -> tuple[int, int]:
        """Which file the main thread reads, see `identity`."""
        return self._main.file

    def there(self) -> tuple[int, int]:
        """Which file is at the path now.

        Raises:
            Refused: `file_missing`, `file_lost`, or why it cannot be seen.
        """
        refuse_rest(self._path)
        try:
            return identity(self._path)
        except OSError as error:
            raise troubles.of(error, self._path) from error

    @contextmanager
    def view(self) -> Iterator[Reader]:
        """A read transaction of the thread that asks, see `own` and `one_view`."""
        conn = self.own()
        within = conn.in_transaction
        try:
            with one_view(conn):
                yield conn
        finally:
            if not within:
                self._pass_on()

    def own(self) -> Reader:
        """The connection of the thread that asks.

        While no file is to be seen at the path, the one that was there is read on.

        Raises:
            Refused: why the file that is there now cannot be read; the next time it is tried again.
        """
        if threading.current_thread() is threading.main_thread():
            if not self._main.in_transaction:
                refuse_rest(self._path)
            if _is_passed(self._main):
                self._follow()
            return self._main
        conn: ReadHandle | None = getattr(self._local, "conn", None)
        if conn is None:
            with suppress(IndexError):
                conn = self._local.conn = self._spare.pop()
        if conn is not None and _is_passed(conn):
            conn.leave()
            conn = self._local.conn = None
        if conn is None or not conn.in_transaction:
            refuse_rest(self._path)
        if conn is None:
            conn = self._local.conn = connect(self._path, READ_WAIT)
        return conn

    def _pass_on(self) -> None:
        """Leave the connection of a thread, which has read, to the next that reads."""
        conn: ReadHandle | None = getattr(self._local, "conn", None)
        if conn is None:
            return
        self._local.conn = None
        if self._spare:
            conn.close()
        else:
            self._spare.append(conn)

    def changed(self) -> bool:
        """Whether anyone has written, or put another file there, since this was last asked.

        Raises:
            Refused: as `there` and `own`.
        """
        self.there()
        with self.view() as conn:
            version = data_version(conn)
            changed = (self.replaced, version) != self._seen
            if changed:
                self.replaced += not self.goes_on(conn)
                self._newest = _newest(conn)
        self._seen = (self.replaced, version)
        return changed

    def goes_on(self, conn: Reader) -> bool:
        """Whether a file has the newest act that was seen: not when it was overwritten in its
        place by another, whose records go by other numbers."""
        if self._newest is None:
            return True
        no, known = self._newest
        # A journal that cannot be read is told of elsewhere.
        with suppress(Refused, engine.Failure):
            found = sql.value(conn.execute("SELECT id FROM journal_step WHERE no = ?", (no,)))
            return bool(found == known)
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._main.close()
        while self._spare:
            self._spare.pop().close()

    def _follow(self) -> None:
        before, self._main = self._main, self._opened()
        before.leave()
        self.replaced += 1
        self._newest = None

    def _opened(self) -> ReadHandle:
        """The file that is at the path now, brought to today's format."""
        reader = connect(self._path, READ_WAIT)
        try:
            if migrations.version(reader, self._path) < migrations.newest():
                reader.close()
                _migrate(self._path, self._clock)
                reader = connect(self._path, READ_WAIT)
            self.barred = self._compared(reader)
        except BaseException:
            reader.close()
            raise
        reader.wait(self._wait)
        return reader

    def _compared(self, reader: Reader) -> Problem | None:
        """Whether the file is built as it should be, and why it is barred where that is not so."""
        differing = schema.differences(reader)
        if not differing:
            return None
        problem = schema.problem(self._path, differing)
        if not all(one.readable for one in differing):
            refuse([problem])
        return problem


def _newest(conn: Reader) -> _Act | None:
    with suppress(Refused, engine.Failure):
        return sql.view(_Act, conn.execute(_NEWEST))
    return None


def _is_passed(conn: ReadHandle) -> bool:
    """Whether another file is to be read now; what a read has begun with it ends with."""
    return not conn.in_transaction and conn.moved()


def _migrate(path: Path, clock: Clock) -> None:
    """Bring the file to today's format under a lock, a backup first."""

    def keep(old: int) -> None:
        from data import backup  # a file of today's format is opened without it

        backup.make(path, clock.now(), f"before-format-{old}")

    conn = connect(path, WRITE_WAIT, writes=True)
    try:
        with file_lock(path.with_name(path.name + ".lock")):
            migrations.climb(conn, path, keep)
    finally:
        conn.close()
