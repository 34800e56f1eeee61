"""The store: one file of a committee, read through queries and written step by step.

Reads give plain rows for frozen views; a write is one transaction and one step of the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from data.author import this_author
from data.beginning import opening, was_there
from data.clock import Clock
from data.connection import READ_WAIT, refusals
from data.handles import Handle
from data.newest_step import NewestStep, note
from data.readers import Readers
from data.sql import Reader
from data.writing import Writer
from models.journal import Author
from models.problems import Problem, Refused

if TYPE_CHECKING:
    from data.step import Step

P = ParamSpec("P")
Answer = TypeVar("Answer")


_IN_STEP = (
    "INSERT INTO journal_context (only, step_no) VALUES (1, ?)"
    " ON CONFLICT (only) DO UPDATE SET step_no = excluded.step_no"
)
"""Say which step is being written; the line for that is made anew where damage took it away."""


class Store:
    """One committee's file."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        read_wait: float = READ_WAIT,
        *,
        author: Author | None = None,
    ) -> None:
        """Open the file, making or migrating it where need be.

        Args:
            read_wait: seconds that reads of the main thread wait for other programs.
            author: whose acts those are that are written; of this machine's user when None.

        Raises:
            Refused: `store_lost`, `file_foreign`, `file_newer`, `file_damaged`, `file_unreadable`,
                `store_busy`, `folder_missing`; `header_damaged`, and as `schema.problem` where
                even what is read could be wrong.
        """
        self.path = path
        self.clock = clock
        self.author = author or this_author()
        self.person: Callable[[], str | None] = lambda: None
        """Gives the key of the person who works through this, where somebody said who it is."""
        self.last_record: int | None = None
        """Number of the one record that the newest step is about, where its words name one."""
        self.disk_troubled = False
        """Whether the disk gave errors when that step was kept all the same."""
        self._written = (0, 0)
        """Number of the newest step written, and how often the file had been replaced by then."""
        self._writer = Writer(path)
        with opening(path), refusals(path):
            self._readers = Readers(path, clock, read_wait)

    @property
    def barred(self) -> Problem | None:
        """Why nothing may be written to this file, which can be read; None for one in order."""
        return self._readers.barred

    @property
    def replaced(self) -> int:
        """How often another file was found in the place of the one that was read."""
        return self._readers.replaced

    @property
    def last_written(self) -> int:
        """Number of the newest step written through this object; 0 before the first in this file,
        which may have other steps under the same numbers."""
        no, replaced = self._written
        return no if replaced == self.replaced else 0

    def now(self) -> datetime:
        """The present moment by the desk's clock."""
        return self.clock.now()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A connection of this thread's own inside one short read transaction.

        A read within a read of the same thread sees what the outer one sees. No write can be
        kept meanwhile, so the block neither writes nor waits for anything. Where another file
        was put in the place of the one read last, it is the new one that is read.

        Raises:
            Refused: `store_busy` when another program holds the file too long, and whatever is
                the matter with the disk or the file, see `data.troubles`.
        """
        with was_there(self.path), refusals(self.path), self._readers.view() as conn:
            yield conn

    def ask(
        self,
        question: Callable[Concatenate[Reader, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """The answer to one question, in a read of its own.

        Raises:
            Refused: as `read`, and what the question refuses.
        """
        with self.read() as conn:
            return question(conn, *args, **kwargs)

    def do(
        self, command: Callable[Concatenate[Step, P], Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """Run one command as one transaction and one step of the journal; what it returns.

        Raises:
            Refused: what the command refuses, `not_saved` or `not_saved_yet` with the cause:
                nothing of it is kept then. `saved_unknown` when that cannot be found out; when it
                turns out to be kept the next act is refused, `saved_after_all`, so that none is
                done twice.
        """
        with self.step() as step:
            return command(step, *args, **kwargs)

    @contextmanager
    def step(self) -> Iterator[Step]:
        """What `do` runs a command in; nothing is kept when the block raises.

        Raises:
            LeadsNowhere: as when the engine finds a key of its own broken, see `data.links`.
            Refused: as `schema.refuse_differing`.
        """
        # A table links to others by name; all must be known before any of them is written.
        import data.mapping  # noqa: F401
        from data import links  # reading needs none of these
        from data.step import Step

        with self._writer.transaction() as connection:
            conn = cast(Handle, connection.connection.dbapi_connection)
            self._refuse_moved(conn)
            self._refuse_overwritten(conn)
            step = Step(connection, self.clock.now(), self.author, self.person())
            step.conn.execute(_IN_STEP, (step.no,))
            yield step
            links.refuse_lost(step.conn, step.no)
            recorded = step.end()
            step.conn.execute("UPDATE journal_context SET step_no = NULL")
            self._refuse_moved(conn)
            trouble = self._writer.keep(step.conn, step.key, step.no)
            if conn.moved():  # that no file can be seen now takes back nothing of what is kept
                raise Refused("file_moved", file=str(self.path))
            if recorded:
                self._written, self.last_record = (step.no, self.replaced), step.record
                note(self.path, NewestStep(step.no, step.at))
            self.disk_troubled = isinstance(trouble, Exception)
            if trouble is not None and not self.disk_troubled:
                raise trouble  # an interruption

    def _refuse_moved(self, conn: Handle) -> None:
        """Write to the file that is read here alone, and as long as it is the one at the path.

        A file that was moved away would take what nobody will read, and one put in its place may
        have other records under the numbers that are shown.

        Raises:
            Refused: `file_moved`, `file_missing`.
        """
        if not conn.file == self._readers.file == self._readers.there():
            raise Refused("file_moved", file=str(self.path))

    def _refuse_overwritten(self, conn: Handle) -> None:
        """The same of a file that was not moved, but has what another one had."""
        if not self._readers.goes_on(conn):
            raise Refused("file_moved", file=str(self.path))

    def changed(self) -> bool:
        """Whether anyone, another desk too, has written or put another file in the place of this
        one since this was last asked.

        Raises:
            Refused: `file_missing` while there is none, `file_lost`, and as `read`.
        """
        with was_there(self.path), refusals(self.path):
            return self._readers.changed()

    def close(self) -> None:
        """Let go of the file."""
        self._readers.close()
        self._writer.close()
