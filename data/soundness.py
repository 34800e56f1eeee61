"""Whether SQLite finds a file whole, told apart from a disk that does not let all of it be read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from data.sql import Reader

ALL = 1_000_000
"""How much is looked for where all has to be known that is damaged."""

_OF_INDEX = re.compile(
    r"(?:row \d+ (?:missing from|values differ from)|wrong # of entries in) index \S+"
)
"""What SQLite says of an index that does not fit its table, which itself could be read."""

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


def of_indexes(damaged: Sequence[str]) -> bool:
    """Whether nothing is damaged but indexes, which can be built anew from their tables.

    Args:
        damaged: all that is damaged, in SQLite's words.
    """
    return bool(damaged) and all(_OF_INDEX.fullmatch(one) for one in damaged)


def _failed_reads(verdicts: str) -> Iterator[int]:
    """SQLite's codes of the reads that failed."""
    for code in map(int, _CODE.findall(verdicts)):
        if code & 0xFF == sqlite3.SQLITE_IOERR:
            yield code
    if _UNREAD in verdicts:
        yield sqlite3.SQLITE_IOERR_READ
