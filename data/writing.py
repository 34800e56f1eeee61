"""How steps are written: one transaction at a time, and what came of each, whatever SQLite says.

A commit may fail when all of it is in the file: at the last sync of the folder, for one. What came
of it is then found by the step's own row, which a fresh connection looks for.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data import troubles
from data.beginning import refuse_rest, was_there
from data.connection import WRITE_WAIT, connect, refusals, writing_engine
from data.sql import Reader
from models.problems import Problem, Refused

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


_MOVED = "file_moved"
"""What says by itself that it has to be done again."""


class _Doubt(NamedTuple):
    """A step of which it is not known whether it was kept.

    Attributes:
        key, no: the step's `id` and number.
        journal_gone: whether SQLite may have deleted the journal, which is what keeps a step.
        cause: what was wrong at its end.
    """

    key: str
    no: int
    journal_gone: bool
    cause: Problem


class Writer:
    """Writes the steps of one store, one after the other, and knows when one is in doubt.

    Args:
        path: the store's file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: Engine | None = None
        self._writing = threading.Lock()
        self._doubt: _Doubt | None = None
        self._failed = False
        """Whether the end of the step being written failed, though it may be kept."""

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction for one step, which `keep` ends; else nothing of it is kept.

        Raises:
            Refused: `not_saved` with what the disk or the file was about, `not_saved_yet` with
                `store_busy`; `saved_unknown`, `saved_after_all`.
        """
        with self._writing, _unsaved(self._path):
            self._settle()
            if self._engine is None:
                self._engine = writing_engine(self._path)
            self._failed = False
            with self._engine.connect() as connection:
                with connection.begin(), _given_up(connection):
                    yield connection
                if self._failed:
                    connection.invalidate()

    def keep(self, conn: Reader, key: str, no: int) -> BaseException | None:
        """Keep what a transaction wrote.

        Args:
            key, no: the step's `id` and number.

        Returns:
            What went wrong though all of it is kept; None as a rule.

        Raises:
            Refused: `saved_unknown` when nobody can say.
            sqlite3.Error: nothing of it is kept.
        """
        try:
            conn.execute("COMMIT")
        except BaseException as error:
            if conn.in_transaction:  # SQLite did not even begin to keep it
                raise
            self._failed = True
            self._doubt = _doubt(error, self._path, key, no)
            kept = self._was_kept(self._doubt)
            self._doubt = None
            if not kept:
                raise
            return error
        return None

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()

    def _settle(self) -> None:
        """Find out what came of a step in doubt before another is begun: it may be the same again.

        Raises:
            Refused: `saved_after_all` once, when it was kept; `saved_unknown` as long as that
                cannot be found out.
        """
        if self._doubt is not None and self._was_kept(self._doubt):
            no, self._doubt = self._doubt.no, None
            raise Refused("saved_after_all", step=no)
        self._doubt = None

    def _was_kept(self, doubt: _Doubt) -> bool:
        try:
            conn = connect(self._path, WRITE_WAIT)
            try:
                rows = conn.execute("SELECT 1 FROM journal_step WHERE id = ?", (doubt.key,))
                return rows.fetchone() is not None
            finally:
                conn.close()
        except (Refused, sqlite3.Error) as error:
            busy = isinstance(error, Refused) and error.problem.code == "store_busy"
            if busy or doubt.journal_gone or not self._journal_is_there():
                raise Refused("saved_unknown", cause=doubt.cause) from error
            return False  # whoever can open the file next takes out what is half written

    def _journal_is_there(self) -> bool:
        try:
            return self._path.with_name(self._path.name + "-journal").exists()
        except OSError:
            return False


def _doubt(error: BaseException, path: Path, key: str, no: int) -> _Doubt:
    if not isinstance(error, sqlite3.Error):  # an interruption, of which the disk knows nothing
        return _Doubt(key, no, True, Problem("read_failed", {"file": str(path)}))
    gone = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_DIR_FSYNC
    return _Doubt(key, no, gone, troubles.of(error, path).problem)


@contextmanager
def _given_up(connection: Connection) -> Iterator[None]:
    """Roll back what a transaction wrote when something fails; the failure is what is told.

    The connection is let go of with it: what went wrong may have left it with the wrong idea of the
    file.
    """
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # what is left is rolled back by whoever opens the file next
            connection.connection.rollback()
        connection.invalidate()
        raise


@contextmanager
def _unsaved(path: Path) -> Iterator[None]:
    """Tell that nothing was kept where a disk or a file let nothing be written."""
    try:
        with was_there(path):
            refuse_rest(path)
            with refusals(path):
                yield
    except Refused as refused:
        if refused.problem.code == _MOVED or not troubles.tells(refused.problem):
            raise
        code = "not_saved_yet" if refused.problem.code == "store_busy" else "not_saved"
        raise Refused(code, cause=refused.problem) from refused
