"""What a file is built of put right: indexes and triggers made anew, foreign ones taken out.

Tables are left alone, as they hold what people wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from data import migrations, sql
from data.migrations import schema
from models.problems import refuse


def put_right(conn: sqlite3.Connection, path: Path) -> None:
    """Build a file as it should be, in one transaction, where no table is concerned.

    Raises:
        Refused: as `schema.problem` where a table is concerned; nothing was changed then.
        sqlite3.Error: as its disk has it.
    """
    differing = schema.differences(conn)
    (found,) = conn.execute("PRAGMA user_version").fetchone()
    if found != migrations.newest() or not all(one.mendable for one in differing):
        refuse([schema.problem(path, differing)])
    right = _right()
    conn.execute("BEGIN IMMEDIATE")
    for one in differing:
        if one.how != "missing":
            conn.execute(f"DROP {one.kind} {_quoted(one.name)}")
    for one in differing:
        if one.how != "foreign":
            conn.execute(right[f"{one.kind} {one.name}"])
    schema.refuse_differing(conn, path)
    conn.execute("COMMIT")


def _right() -> Mapping[str, str]:
    """The SQL of all parts of today's format: `index …` and the like -> what makes it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrations.climb(conn, Path(":memory:"), lambda _found: None)
        rows = conn.execute(
            "SELECT type || ' ' || name AS part, sql AS made FROM sqlite_master WHERE sql NOT NULL"
        )
        return sql.mapped(rows, "part", "made")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
