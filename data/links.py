"""Which records lead nowhere, of all that hold the key of another.

The engine sees to keys that are always of one table. Others are of one of several tables, by the
kind that stands beside the key: a trigger lets no record go while something leads to it, and here
it is seen whether all of them lead to one, by the kinds the program knows. No step is kept that
leaves one leading nowhere, as the engine keeps none that breaks a key of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data import sql
from data.engine import Failure
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


class LeadsNowhere(Failure):
    """A step would leave records that lead nowhere, so that nothing of it is kept."""


class _Check(NamedTuple):
    """How records that lead nowhere are found in one table.

    Attributes:
        table, number: as in `Link`.
        lost: SQL for whether a record `t` of it leads nowhere.
    """

    table: str
    number: str
    lost: str


def _by_kind(link: Link) -> _Check:
    led = " ".join(
        f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM {table} o WHERE o.id = t.{link.key})"
        for kind, table in link.tables.items()
        if table
    )
    lost = (
        f"(t.{link.kind} NOT IN ({sql.quoted(link.tables)})"
        f" OR (t.{link.key} IS NOT NULL AND NOT CASE t.{link.kind} {led} ELSE 0 END))"
    )
    return _Check(link.table, link.number, lost)


_IN_CHARGE = _Check(
    "setting",
    "id",
    f"t.id = 'in_charge' AND {sql.setting_text('t.value')} NOT IN (SELECT id FROM person)",
)
"""The setting that holds the key of whoever is in charge."""

_CHECKS = (*(_by_kind(link) for link in LINKS), _IN_CHARGE)


def broken(conn: Reader) -> list[str]:
    """Every record that leads nowhere, by its table and its number, or its key where it has none.

    One whose kind the program does not know is among them. A record is named for each such link.
    """
    return [*_by_engine(conn), *(one for check in _CHECKS for one in _lost(conn, check))]


def left_by(conn: Reader, step_no: int) -> list[str]:
    """Keys of the records a step changed that lead nowhere; only the tables it touched are read."""
    touched = conn.execute(
        "SELECT DISTINCT table_name FROM journal_change WHERE step_no = ?", (step_no,)
    )
    tables = {table for (table,) in touched}
    return [
        key
        for check in _CHECKS
        if check.table in tables
        for (key,) in conn.execute(
            f"SELECT t.id FROM {check.table} t WHERE {check.lost} AND t.id IN"
            " (SELECT row_id FROM journal_change WHERE step_no = ? AND table_name = ?)",
            (step_no, check.table),
        )
    ]


def refuse_lost(conn: Reader, step_no: int) -> None:
    """See to it that all records a step changed lead somewhere.

    Raises:
        LeadsNowhere: where one does not.
    """
    lost = left_by(conn, step_no)
    if lost:
        raise LeadsNowhere(f"records lead nowhere: {', '.join(lost)}")


def _by_engine(conn: Reader) -> Iterator[str]:
    for one in list(sql.named(conn.execute("PRAGMA foreign_key_check"))):
        table = one["table"]
        record = conn.execute(f"SELECT * FROM {table} WHERE rowid = ?", (one["rowid"],))
        for found in sql.named(record):
            yield f"{table} {found.get('no', found['id'])}"


def _lost(conn: Reader, check: _Check) -> Iterator[str]:
    found = conn.execute(
        f"SELECT t.{check.number} FROM {check.table} t WHERE {check.lost} ORDER BY t.{check.number}"
    )
    return (f"{check.table} {number}" for (number,) in found)
