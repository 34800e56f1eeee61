"""The marks at the beginning of a file: that it is SQLite's, that it is Daiban's, its format.

One byte of them that a disk lost makes a file that is whole look like another program's.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from data import migrations

_BEGINNING = b"SQLite format 3\0\x10\x00\x01\x01\x00\x40\x20\x20"
"""What every file of ours begins with: pages of 4096 bytes, no write-ahead log."""

_MOST_LOST = 4
"""Bytes of the beginning that may be lost; what differs more is another sort of file."""


def looks_like_ours(path: Path) -> bool:
    """Whether a file that SQLite does not know begins like ours but for a few bytes."""
    with path.open("rb") as file:
        return _few_lost(file.read(len(_BEGINNING)))


def put_right(stage: Path) -> bool:
    """Write the marks that were lost into a copy of a file; whether any were.

    Nothing else is looked at: the caller checks whether the copy is whole.

    Raises:
        sqlite3.Error: as it cannot be read.
    """
    with stage.open("r+b") as file:
        head = file.read(len(_BEGINNING))
        mended = head != _BEGINNING and _few_lost(head)
        if mended:
            file.seek(0)
            file.write(_BEGINNING)
    conn = sqlite3.connect(stage, isolation_level=None)
    try:
        right = migrations.by_tables(conn)
        if right is None:
            return mended
        (application,) = conn.execute("PRAGMA application_id").fetchone()
        (found,) = conn.execute("PRAGMA user_version").fetchone()
        if application != migrations.APPLICATION_ID:
            conn.execute(f"PRAGMA application_id={migrations.APPLICATION_ID}")
            mended = True
        if not migrations.is_format(found):
            conn.execute(f"PRAGMA user_version={right}")
            mended = True
    finally:
        conn.close()
    return mended


def _few_lost(head: bytes) -> bool:
    if len(head) != len(_BEGINNING):
        return False
    return sum(one != other for one, other in zip(head, _BEGINNING, strict=True)) <= _MOST_LOST
