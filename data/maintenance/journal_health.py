"""What the doctor finds of the schema, the journal and the records it tells of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data import sql, troubles
from data.engine import Failure
from data.journal import digests
from data.journal import triggers as journal_triggers
from data.journal.lines import read_object
from data.maintenance.copies import is_damage
from data.maintenance.findings import Finding
from data.migrations import ADDED, MADE, schema
from data.sql import Reader

_NAMED = 3
"""Records and steps named when several are wrong."""


def built(path: Path, differing: Sequence[schema.Difference]) -> Iterator[Finding]:
    """Whether the file is built as the ladder builds it."""
    if differing:
        wrong = schema.problem(path, differing)
        yield Finding(wrong.code, True, wrong.params)
    else:
        yield Finding("schema")


def journal(conn: Reader) -> Iterator[Finding]:
    """Whether the journal is as it was written, and the records are what it says they became.

    All of it is read: some seconds for hundreds of thousands of changes.
    """
    (steps,) = conn.execute("SELECT count(*) FROM journal_step").fetchone()
    (orphans,) = conn.execute(
        "SELECT count(*) FROM journal_change c"
        " WHERE NOT EXISTS (SELECT 1 FROM journal_step s WHERE s.no = c.step_no)"
    ).fetchone()
    context = conn.execute("SELECT only, step_no FROM journal_context").fetchall()
    whole = not orphans and context == [(1, None)]
    yield Finding("journal", not whole, {"steps": steps, "orphans": orphans})
    if digests.are_kept(conn):
        misfits = digests.misfits(conn)
        yield Finding("digests", bool(misfits), {"count": len(misfits), "which": misfits[:_NAMED]})
    told = _Told(conn)
    differing = [
        f"{table} {key}"
        for table, columns in journal_triggers.recorded_tables(conn).items()
        for key in told.differing(conn, table, columns)
    ]
    params = {"count": len(differing), "which": differing[:_NAMED]}
    yield Finding("records", bool(differing), params)
    if told.unread:
        params = {"count": len(told.unread), "which": told.unread[:_NAMED]}
        yield Finding("journal_lines", True, params)


def as_written(conn: Reader) -> bool:
    """Whether all of a file is as it was written, as far as its journal can tell.

    Raises:
        Failure: its disk does not let it be read.
    """
    try:
        return not schema.differences(conn) and not any(one.wrong for one in journal(conn))
    except Failure as error:
        if troubles.known(error) and not is_damage(error):
            raise
        return False  # it holds what cannot be read as what it should be


_OPS = ("insert", "update", "delete")

_Images = dict[str, dict[str, Any]]


class _Told:
    """The records as the journal's changes, one after the other, left them.

    Attributes:
        unread: numbers of the steps with changes that cannot be read, each once.
    """

    def __init__(self, conn: Reader) -> None:
        self._tables: dict[str, _Images] = {
            name: {} for name in journal_triggers.recorded_tables(conn)
        }
        unread = set()
        rows = conn.execute(
            "SELECT step_no, table_name, row_id, op, before, after FROM journal_change ORDER BY seq"
        )
        for one in sql.named(rows):
            table, op, before = one["table_name"], one["op"], one["before"]
            image = read_object(one["after"])
            whole = image is not None and (before == "{}" or read_object(before) is not None)
            if image is None or not whole or table not in self._tables or op not in _OPS:
                unread.add(one["step_no"])
            else:
                self._follow(self._tables[table], one["row_id"], op, image)
        self.unread = sorted(unread, key=str)

    def _follow(self, images: _Images, key: str, op: str, image: Mapping[str, Any]) -> None:
        if op == "delete":
            images.pop(key, None)
        else:
            images.setdefault(key, {}).update(image)

    def differing(self, conn: Reader, table: str, columns: Sequence[str]) -> Iterator[str]:
        """Keys of a table's records that are not as the journal left them.

        Of a column that a later format added the journal says nothing until it is changed.
        """
        left = dict(self._tables[table])
        added, made = ADDED.get(table, frozenset()), MADE.get(table, frozenset())
        for held in sql.named(conn.execute(f"SELECT {', '.join(columns)} FROM {table}")):
            told = left.pop(held["id"], None)
            if told is None and held["id"] in made:
                continue
            if told is None or told != _without(held, added - told.keys()):
                yield str(held["id"])
        yield from left


def _without(record: Mapping[str, Any], columns: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in columns}
