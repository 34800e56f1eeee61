"""The marks at the beginning of a file: that it is SQLite's and how written, that it is Daiban's.

One byte of them that a disk lost makes a file that is whole look like another program's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data import migrations
from data.migrations import schema
from data.sql import Reader

_MARKS: Mapping[int, bytes] = {
    0: b"SQLite format 3\0\x10\x00\x01\x01\x00\x40\x20\x20",  # pages of 4096 bytes, no log ahead
    44: b"\0\0\0\4",  # how tables and indexes are written
    52: b"\0\0\0\0\0\0\0\1",  # does not shrink by itself; text is UTF-8
    64: b"\0\0\0\0",  # nor by and by
}
"""What every file of ours has at these places of its first hundred bytes."""

_HEAD = 100

_MOST_LOST = 4
"""Bytes of the beginning that may be lost; what differs more is another sort of file."""


def begins_like_ours(path: Path) -> bool:
    """Whether a file that SQLite does not know begins like ours but for a few bytes."""
    with path.open("rb") as file:
        return _few_lost(file.read(_HEAD))


def mend_beginning(stage: Path) -> None:
    """Write the beginning of a file anew where only a few bytes of it were lost.

    Args:
        stage: a copy that no connection has open.
    """
    with stage.open("r+b") as file:
        if _few_lost(file.read(_HEAD)):
            for at, right in _MARKS.items():
                file.seek(at)
                file.write(right)


def _few_lost(head: bytes) -> bool:
    if len(head) != _HEAD:
        return False
    lost = sum(head[at + n] != byte for at, right in _MARKS.items() for n, byte in enumerate(right))
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
