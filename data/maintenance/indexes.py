"""Indexes that do not fit their tables: built anew, by which no record is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from data.maintenance.copies import check
from data.maintenance.overwrite import held, keep_copy
from data.soundness import damage
from models.problems import Refused


def rebuild(path: Path, kept: Path) -> None:
    """Keep a copy of the file as it is, and build its indexes anew in one transaction.

    Nobody else writes in between.

    Raises:
        Refused: `file_damaged` where more is damaged than they; the file is as it was then.
            `backup_failed`, and as `held`.
        sqlite3.Error: as its disk has it.
    """
    with closing(held(path)) as conn:
        keep_copy(conn, kept, sound=False)
        conn.execute("BEGIN IMMEDIATE")
        try:
            conn.execute("REINDEX")
        except sqlite3.IntegrityError as error:  # two records have what only one may have
            raise Refused("file_damaged", file=str(path)) from error
        if damage(conn):
            raise Refused("file_damaged", file=str(path))
        conn.execute("COMMIT")
    check(path)
