"""A file changed behind the program's back, as damage or another program would, its parts kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from data.journal import digests


def by_hand(path: Path, *changes: str, fitting: bool = False) -> None:
    """Make changes in SQL that nothing watches, refuses or records; the schema stays as it was.

    Args:
        fitting: make the digests anew, as for a file that was damaged before it had any.
    """
    _loosened(path, True)
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA synchronous=OFF")
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("PRAGMA ignore_check_constraints=ON")
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _made in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    for change in changes:
        conn.execute(change)
    if fitting:
        digests.fill(conn)
    for _name, made in triggers:
        conn.execute(made)
    conn.commit()
    conn.close()
    _loosened(path, False)


def _loosened(path: Path, loose: bool) -> None:
    """Let the journal's tables take nothing for a value, or only what they took before."""
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA synchronous=OFF")
    conn.execute("PRAGMA writable_schema=ON")
    tight, free = " NOT NULL", "/*NOT-NULL*/"
    conn.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?)"
        " WHERE type = 'table' AND name LIKE 'journal%'",
        (tight, free) if loose else (free, tight),
    )
    conn.commit()
    conn.close()


PAGE = 4096


def spoil(path: Path, part: str, text: str, instead: bytes | None = None) -> None:
    """Spoil a text wherever it stands in the first page of a table, or of an index.

    What else has the text, as the indexes of the table, stays; the two do not fit then.

    Args:
        instead: what stands there then, as long as the text; else its sixth byte is no letter.
    """
    conn = sqlite3.connect(path)
    where = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    (page,) = conn.execute(where, (part,)).fetchone()
    conn.close()
    old = text.encode()
    content, begin = bytearray(path.read_bytes()), (page - 1) * PAGE
    there = bytes(content[begin : begin + PAGE])
    assert old in there, f"{text} stands in no {part}"
    spoilt = there.replace(old, instead or old[:5] + b"\xff" + old[6:])
    content[begin : begin + PAGE] = spoilt
    path.write_bytes(content)
