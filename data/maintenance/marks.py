"""The marks at the beginning of a file: that it is SQLite's, that it is Daiban's, its format.

One byte of them that a disk lost makes a file that is whole look like another program's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data import migrations
from data.migrations import schema
from data.sql import Reader

_BEGINNING = b"SQLite format 3\0\x10\x00\x01\x01\x00\x40\x20\x20"
"""What every file of ours begins with: pages of 4096 bytes, no write-ahead log."""

_MOST_LOST = 4
"""Bytes of the beginning that may be lost; what differs more is another sort of file."""


def begins_like_ours(path: Path) -> bool:
    """Whether a file that SQLite does not know begins like ours but for a few bytes."""
    with path.open("rb") as file:
        return _few_lost(file.read(len(_BEGINNING)))


def mend_beginning(stage: Path) -> None:
    """Write the beginning of a file anew where only a few bytes of it were lost.

    Args:
        stage: a copy that no connection has open.
    """
    with stage.open("r+b") as file:
        if _few_lost(file.read(len(_BEGINNING))):
            file.seek(0)
            file.write(_BEGINNING)


def _few_lost(head: bytes) -> bool:
    if len(head) != len(_BEGINNING):
        return False
    lost = sum(one != other for one, other in zip(head, _BEGINNING, strict=True))
    return 0 < lost <= _MOST_LOST


def mend_numbers(conn: Reader) -> bool:
    """Mark a file as Daiban's, of the format whose very tables it has; False when it has others."""
    of_tables = _format_by_tables(conn)
    if of_tables is None:
        return False
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    if application != migrations.APPLICATION_ID:
        conn.execute(f"PRAGMA application_id={migrations.APPLICATION_ID}")
    (found,) = conn.execute("PRAGMA user_version").fetchone()
    if not migrations.is_format(found):
        conn.execute(f"PRAGMA user_version={of_tables}")
    return True


def _format_by_tables(conn: Reader) -> int | None:
    found = _tables(schema.parts(conn))
    for number in range(migrations.newest(), 0, -1):
        if _tables(schema.built(number)) == found:
            return number
    return None


def _tables(parts: Mapping[str, str]) -> dict[str, str]:
    return {part: made for part, made in parts.items() if part.startswith("table ")}
