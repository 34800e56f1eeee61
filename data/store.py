"""The store: one file of a committee, read through queries and written step by step.

Reads give plain rows for frozen views; a write is one transaction and one step of the journal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from data import sql
from data.author import this_author
from data.beginning import opening, was_there
from data.clock import Clock
from data.connection import READ_WAIT, refusals
from data.handles import Handle
from data.ids import key_of, new_id
from data.journal import digests
from data.newest_step import NewestStep, note
from data.readers import Readers
from data.sql import Reader, greatest, is_number, one_view
from data.writing import Writer
from models.journal import Author
from models.problems import Problem, Refused
from models.times import stored

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Delete, Insert, Table, Update
    from sqlmodel import SQLModel

P = ParamSpec("P")
Answer = TypeVar("Answer")


_LAST_STEP = greatest(
    f"(SELECT coalesce(max(no), 0) FROM journal_step WHERE {is_number('no')})",
    f"(SELECT coalesce(max(step_no), 0) FROM journal_change WHERE {is_number('step_no')})",
)
"""SQL for the number of the newest step, of which nothing but its changes may be left; a number
that damage made into something else is none."""


_IN_STEP = (
    "INSERT INTO journal_context (only, step_no) VALUES (1, ?)"
    " ON CONFLICT (only) DO UPDATE SET step_no = excluded.step_no"
)
"""Say which step is being written; the line for that is made anew where damage took it away."""


class Step:
    """A write under way: one transaction that becomes one step of the journal.

    A command is a function whose first argument is a step. It writes through `add`, `change` and
    `remove`, each of which is done at once, and says at its end with `act` what it was. A command
    may be part of a larger one, which then has the last word.

    Attributes:
        conn: the same transaction's plain connection, for queries.
        key: the `id` of its own row, by which it is found again when its end failed.
        no: the step's number.
        at: the moment of the act by the desk's clock.
        author: whose act it is.
        undoes: number of the step this one takes back, None for an ordinary act.
    """

    def __init__(
        self, connection: Connection, at: datetime, author: Author, person: str | None = None
    ) -> None:
        self.conn = conn = cast(Reader, connection.connection.dbapi_connection)
        self.at = at
        self.author = author
        self.key = new_id()
        self.undoes: int | None = None
        self._connection = connection
        self._code = ""
        self._params: dict[str, object] = {}
        self._person = person
        (last,) = conn.execute(f"SELECT {_LAST_STEP}").fetchone()
        self.no = int(last) + 1

    def act(self, code: str, /, **params: object) -> None:
        """Say what the journal calls this step; who says it last is heard.

        Args:
            code: one of the sentences in the `words` of a subject.
            params: what the sentence names, and what undo and lists want to know.
        """
        self._code, self._params = code, params

    @property
    def record(self) -> int | None:
        """The number of the one record that the words name, where there is one."""
        no = self._params.get("no")
        return no if isinstance(no, int) else None

    def done_by(self, no: int | None) -> str | None:
        """The key of who does it: the person of a number, else who works through the store.

        None where neither is known, also where who works there is not on this file's roster.

        Raises:
            Refused: `person_unknown`.
        """
        if no is not None:
            return key_of(self.conn, "person", no)
        query = "SELECT id FROM person WHERE id = ? AND archived_at IS NULL"
        found = sql.value(self.conn.execute(query, (self._person,)))
        return None if found is None else str(found)

    # -- writing -----------------------------------------------------------------------------

    def add(self, *records: SQLModel) -> None:
        """Keep new records; those of one table beside each other go in together."""
        from itertools import groupby

        for kind, of_one in groupby(records, type):
            names = [column.name for column in _table(kind).columns]
            self.add_rows(kind, [{name: getattr(one, name) for name in names} for one in of_one])

    def add_rows(self, table: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> None:
        """Keep many new records of one table at once, each as its columns by name.

        For imports of thousands, of which a record each would take longer than the writing.
        """
        from sqlalchemy import insert

        if rows:
            self._connection.execute(insert(_table(table)), list(rows))

    def change(self, table: type[SQLModel], key: str, **values: object) -> None:
        """Change columns of one record; the others stay as they are.

        Args:
            key: the record's `id`.
            values: by column; an expression of columns counts from what is there.
        """
        changed = self.change_where(table, _table(table).c.id == key, **values)
        assert changed == 1, f"{table.__name__} {key}: {changed} records"

    def change_where(
        self, table: type[SQLModel], *conditions: ColumnElement[bool], **values: object
    ) -> int:
        """Change columns of all records that meet the conditions; how many they are."""
        from sqlalchemy import update

        return self.run(update(_table(table)).where(*conditions).values(**values))

    def remove(self, table: type[SQLModel], key: str) -> None:
        """Take one record away by its `id`."""
        removed = self.remove_where(table, _table(table).c.id == key)
        assert removed == 1, f"{table.__name__} {key}: {removed} records"

    def remove_where(self, table: type[SQLModel], *conditions: ColumnElement[bool]) -> int:
        """Take away all records that meet the conditions; how many they were."""
        from sqlalchemy import delete

        return self.run(delete(_table(table)).where(*conditions))

    def run(self, change: Insert | Update | Delete) -> int:
        """Make a change that is put together elsewhere, as undo does; how many rows it touched."""
        return int(self._connection.execute(change).rowcount)

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of the step that may be refused by itself: nothing of that part is kept then."""
        with self._connection.begin_nested():
            yield

    def next_no(self, table: str) -> int:
        """The next free short number; `table` is a name from the program, never typed."""
        (last,) = self.conn.execute(f"SELECT coalesce(max(no), 0) FROM {table}").fetchone()
        return int(last) + 1

    # -- its end -----------------------------------------------------------------------------

    def end(self) -> bool:
        """Write the step's own row, now that its words are known; without changes, none.

        Returns:
            Whether there was anything to record.
        """
        found = self.conn.execute(
            "SELECT 1 FROM journal_change WHERE step_no = ? LIMIT 1", (self.no,)
        ).fetchone()
        if found:
            assert self._code, "a command that changes something says what it was"
            record = self._record()
            self.conn.execute(
                f"INSERT INTO journal_step ({', '.join(digests.STEP)}, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*record, digests.following(self.conn, record)),
            )
        return found is not None

    def _record(self) -> tuple[str | int | None, ...]:
        """The step's row, in the order of `digests.STEP`."""
        from models.text import all_clean

        return (
            self.key,
            self.no,
            stored(self.at),
            stored(datetime.now(UTC)),
            self.author.desk,
            self.author.who,
            self._code,
            json.dumps(all_clean(self._params), ensure_ascii=False),
            self.undoes,
        )


def _table(kind: type[SQLModel]) -> Table:
    """The table that a class of records is of."""
    from sqlmodel import SQLModel

    return SQLModel.metadata.tables[str(kind.__tablename__)]


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
        with was_there(self.path), refusals(self.path), one_view(self._readers.own()) as conn:
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
        from data import links  # reading needs none of it

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
