"""What disks and power cuts do to a file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def damage(path: Path) -> None:
    """Spoil all pages behind the first."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def spoil_table(path: Path, table: str) -> None:
    """Spoil the first page of a table; all others can still be read."""
    with closing(sqlite3.connect(path)) as conn:
        (page,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    with path.open("r+b") as opened:
        opened.seek(4096 * (page - 1))
        opened.write(b"\xff" * 4096)


def leave_half_done(path: Path) -> None:
    """Let a step be cut off with its pages in the file and the old ones in the journal."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA cache_size=1")
    conn.execute("BEGIN")
    conn.execute("UPDATE journal_context SET step_no = 99")
    conn.executemany(
        "INSERT INTO setting (id, value) VALUES (?, ?)",
        [(f"half {n}", "x" * 400) for n in range(400)],
    )
    files = [path, path.with_name(path.name + "-journal")]
    cut_off = [file.read_bytes() for file in files]
    conn.execute("ROLLBACK")
    conn.close()
    for file, content in zip(files, cut_off, strict=True):
        file.write_bytes(content)
