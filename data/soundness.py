"""Whether SQLite finds a file whole, told apart from a disk that does not let all of it be read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from data.sql import Reader

_CODE = re.compile(r"error code=(\d+)")
_UNREAD = "failed to get page"
"""What SQLite says, without a code, of a page whose number is right."""


def damage(conn: Reader, most: int = 1) -> list[str]:
    """What is damaged in a file, in SQLite's words; nothing for one that is whole.

    Args:
        most: how much is looked for.

    Raises:
        sqlite3.Error: as the engine says; also for pages that could not be read, which SQLite
            counts as damage here, though nobody saw what is in them.
    """
    found = [verdict for (verdict,) in conn.execute(f"PRAGMA integrity_check({most:d})")]
    for code in _failed_reads("\n".join(found)):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_IOERR"
        raise error
    return [] if found == ["ok"] else found


def _failed_reads(verdicts: str) -> Iterator[int]:
    """SQLite's codes of the reads that failed."""
    for code in map(int, _CODE.findall(verdicts)):
        if code & 0xFF == sqlite3.SQLITE_IOERR:
            yield code
    if _UNREAD in verdicts:
        yield sqlite3.SQLITE_IOERR_READ
