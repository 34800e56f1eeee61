"""A step of the journal while it is written: one transaction, which commands write through."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from data import sql
from data.ids import key_of, new_id
from data.journal import digests
from data.sql import Reader, greatest, is_number
from models.journal import Author
from models.times import stored

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Delete, Insert, Table, Update
    from sqlmodel import SQLModel


_LAST_STEP = greatest(
    f"(SELECT coalesce(max(no), 0) FROM journal_step WHERE {is_number('no')})",
    f"(SELECT coalesce(max(step_no), 0) FROM journal_change WHERE {is_number('step_no')})",
)
"""SQL for the number of the newest step, of which nothing but its changes may be left; a number
that damage made into something else is none."""


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

    def change_rows(
        self, table: type[SQLModel], rows: Sequence[Mapping[str, object]], **values: object
    ) -> None:
        """Change many records of one table at once, each by its `id`, as `change` does one.

        Args:
            rows: of each its `id` and the columns in which it differs, the same of all.
            values: by column, the same for all.
        """
        from sqlalchemy import bindparam, update

        if not rows:
            return
        columns = _table(table).c
        own = {name: bindparam(f"new_{name}", type_=columns[name].type) for name in rows[0]}
        here = columns.id == own.pop("id")
        change = update(_table(table)).where(here).values(**own, **values)
        given = [{f"new_{name}": value for name, value in row.items()} for row in rows]
        changed = self._connection.execute(change, given).rowcount
        assert changed == len(rows), f"{table.__name__}: {changed} of {len(rows)} records"

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
