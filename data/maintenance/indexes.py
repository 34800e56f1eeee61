"""Indexes that do not fit their tables: built anew, by which no record is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from data.soundness import damage
from models.problems import Refused


def rebuild(conn: sqlite3.Connection, path: Path) -> None:
    """Build the indexes of a file anew in one transaction.

    Raises:
        Refused: `file_damaged` where more is damaged than they; nothing was changed then.
        sqlite3.Error: as its disk has it.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute("REINDEX")
    except sqlite3.IntegrityError as error:  # two records have what only one may have
        raise Refused("file_damaged", file=str(path)) from error
    if damage(conn):
        raise Refused("file_damaged", file=str(path))
    conn.execute("COMMIT")
