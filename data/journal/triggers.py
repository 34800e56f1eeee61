"""The triggers that record every change of every table, in SQLite's own words.

Triggers rather than mapper events, because bulk and textual SQL must be recorded too.
"""

from __future__ import annotations

from collections.abc import Iterable

from data import sql
from data.sql import Reader

_PREFIX = "journal_"

_UNRECORDED = frozenset({"version"})
"""Columns outside the record: the edit counter goes on counting through undo and redo."""


def recorded_tables(conn: Reader) -> dict[str, list[str]]:
    """Tables the journal watches, with the columns it records."""
    names = [
        table["name"]
        for table in sql.named(conn.execute("PRAGMA table_list"))
        if (table["schema"], table["type"]) == ("main", "table")
        and not table["name"].startswith((_PREFIX, "sqlite_"))
    ]
    return {
        name: [
            column["name"]
            for column in sql.named(conn.execute(f"PRAGMA table_info({name})"))
            if column["name"] not in _UNRECORDED
        ]
        for name in sorted(names)
    }


def drop_triggers(conn: Reader) -> None:
    """Take the journal's triggers away, for a change of the tables themselves."""
    found = conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 8) = 'journal_'"
    ).fetchall()
    for (name,) in found:
        conn.execute(f"DROP TRIGGER {name}")


def install_triggers(conn: Reader) -> None:
    """Make the triggers for every recorded table, and those that protect the journal itself."""
    for table, columns in recorded_tables(conn).items():
        for statement in _triggers(table, columns):
            conn.execute(statement)
    for table in ("journal_step", "journal_change"):
        for event in ("UPDATE", "DELETE"):
            conn.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the journal cannot be changed'); END"
            )


def _image(row: str, columns: Iterable[str]) -> str:
    return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in columns) + ")"


def _changed(row: str, columns: Iterable[str]) -> str:
    picks = " UNION ALL ".join(
        f"SELECT '{c}' AS k, {row}.{c} AS v WHERE OLD.{c} IS NOT NEW.{c}" for c in columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({picks}))"


def _triggers(table: str, columns: list[str]) -> Iterable[str]:
    into = (
        "INSERT INTO journal_change (seq, step_no, table_name, row_id, op, before, after) VALUES "
        "((SELECT coalesce(max(seq), 0) + 1 FROM journal_change), "
        "(SELECT step_no FROM journal_context), "
    )
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    yield (
        f"CREATE TRIGGER journal_{table}_insert AFTER INSERT ON {table} BEGIN "
        f"{into} '{table}', NEW.id, 'insert', '{{}}', {_image('NEW', columns)}); END"
    )
    yield (
        f"CREATE TRIGGER journal_{table}_update AFTER UPDATE ON {table} WHEN {differs} BEGIN "
        f"{into} '{table}', NEW.id, 'update', {_changed('OLD', columns)}, "
        f"{_changed('NEW', columns)}); END"
    )
    yield (
        f"CREATE TRIGGER journal_{table}_delete AFTER DELETE ON {table} BEGIN "
        f"{into} '{table}', OLD.id, 'delete', {_image('OLD', columns)}, '{{}}'); END"
    )
