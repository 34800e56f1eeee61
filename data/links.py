"""Which records lead nowhere, of all that hold the key of another.

The engine sees to keys that are always of one table. Others are of one of several tables, by the
kind that stands beside the key: a trigger lets no record go while something leads to it, and here
it is seen whether all of them lead to one, by the kinds the program knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data import sql
from data.sql import Reader
from data.work import kinds
from models.chases import Subject


class Link(NamedTuple):
    """A key that may be of one of several tables.

    Attributes:
        table: whose records have the key.
        number: the column those are called by.
        kind: the column that says of which kind the other record is.
        key: the column with its `id`; NULL where it leads to none.
        tables: where the records of each kind are; empty for a kind without records.
    """

    table: str
    number: str
    kind: str
    key: str
    tables: Mapping[str, str]


_WORK = {
    **{duty.work.value: "" for duty in kinds.WITHOUT_RECORD},
    **{work.value: kind.table for work, kind in kinds.BY_WORK.items()},
}
_CHASED = {subject.value: subject.value for subject in Subject}

LINKS: tuple[Link, ...] = (
    Link("duty", "no", "work", "work_id", _WORK),
    Link("chase", "id", "subject", "subject_id", _CHASED),
    Link("telling", "id", "subject", "subject_id", _CHASED),
    Link("question", "id", "subject", "subject_id", _CHASED),
)
"""All such keys there are."""


def broken(conn: Reader) -> list[str]:
    """Every record that leads nowhere, by its table and its number, or its key where it has none.

    One whose kind the program does not know is among them. A record is named for each such link.
    """
    return [*_by_engine(conn), *(one for link in LINKS for one in _by_kind(conn, link))]


def _by_engine(conn: Reader) -> Iterator[str]:
    for table, row, *_other in conn.execute("PRAGMA foreign_key_check").fetchall():
        for found in sql.named(conn.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row,))):
            yield f"{table} {found.get('no', found['id'])}"


def _by_kind(conn: Reader, link: Link) -> Iterator[str]:
    led = " ".join(
        f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM {table} o WHERE o.id = t.{link.key})"
        for kind, table in link.tables.items()
        if table
    )
    found = conn.execute(
        f"SELECT t.{link.number} FROM {link.table} t"
        f" WHERE t.{link.kind} NOT IN ({sql.quoted(link.tables)})"
        f" OR (t.{link.key} IS NOT NULL AND NOT CASE t.{link.kind} {led} ELSE 0 END)"
        f" ORDER BY t.{link.number}"
    )
    return (f"{link.table} {number}" for (number,) in found)
