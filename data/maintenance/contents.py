"""What a copy of the file holds: looked at read-only, and never judged by its name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data import engine, sql
from data.migrations import schema
from data.paths import address
from data.soundness import damage
from data.sql import Reader


class State(NamedTuple):
    """Which state of which committee's file this is, by the journal.

    Args:
        no: number of the newest step; 0 for a file in which nothing was done yet.
        step: its key, which no other step has.
        at: when that was, in stored form, by the clock of that time.
        first: the key of the first step, which all copies of one file have in common.
    """

    no: int = 0
    step: str = ""
    at: str = ""
    first: str = ""


class NotWhole(Exception):
    """A copy is damaged, or holds something else than what it was made of."""


class Contents(NamedTuple):
    """What two files have in common of which one is a copy of the other."""

    format: int
    schema: tuple[tuple[str, ...], ...]
    """Kind, name and making of each table, index and trigger, in order."""
    counts: Mapping[str, int]
    """Records of each table, the steps of the journal among them."""
    state: State


def open_copy(path: Path, *, alone: bool = False) -> sqlite3.Connection:
    """A connection to a file that is only looked at or copied: nothing in it can be changed, and
    nothing it brings along is run.

    Args:
        alone: whether what lies beside it is left out of sight, and nothing is made there, as for
            a file that may be another program's.
    """
    where = address(path, "ro") + ("&immutable=1" if alone else "")
    conn = sqlite3.connect(where, uri=True, isolation_level=None, factory=engine.Connection)
    conn.execute("PRAGMA trusted_schema=OFF")
    conn.execute("PRAGMA cell_size_check=ON")
    return conn


def read(conn: sqlite3.Connection) -> Contents:
    """What the file of a connection holds."""
    (form,) = conn.execute("PRAGMA user_version").fetchone()
    schema = conn.execute(
        "SELECT type, name, coalesce(sql, '') AS made FROM sqlite_master ORDER BY type, name"
    )
    parts = list(sql.named(schema))
    tables = [one["name"] for one in parts if one["type"] == "table"]
    counts = {name: _count(conn, name) for name in tables}
    made = tuple((one["type"], one["name"], one["made"]) for one in parts)
    return Contents(int(form), made, counts, _state(conn))


def of(file: Path) -> Contents:
    """What a file holds.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    with closing(open_copy(file)) as conn:
        return read(conn)


def _count(conn: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    (count,) = conn.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    return int(count)


def _state(conn: sqlite3.Connection) -> State:
    first, newest = (
        conn.execute(f"SELECT no, id, at FROM journal_step ORDER BY no {turn} LIMIT 1").fetchone()
        for turn in ("ASC", "DESC")
    )
    return State() if newest is None else State(newest[0], newest[1], newest[2], first[1])


def state(file: Path) -> State:
    """The state a file holds now.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    with closing(open_copy(file)) as conn:
        return _state(conn)


def state_of_copy(file: Path) -> State | None:
    """The state a copy holds; None where it cannot be read just now. Read once while it stays."""
    try:
        found = file.stat()
        return _kept_state(file, found.st_mtime_ns, found.st_size)
    except (OSError, sqlite3.Error):
        return None


@lru_cache(maxsize=512)
def _kept_state(file: Path, _changed: int, _size: int) -> State:
    return state(file)


def holds(file: Path, held: State) -> bool:
    """Whether a copy has all that another one in this state has; False where it cannot be read."""
    try:
        with closing(open_copy(file)) as conn:
            return held.no == 0 or _has(conn, held)
    except sqlite3.Error:
        return False


def lacks(file: Path, copy: State) -> list[str]:
    """The moments, in stored form, of the steps of a file that a copy in this state has not, in
    their order; of all where the copy went another way.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    with closing(open_copy(file)) as conn:
        return lacks_of(conn, copy)


def lacks_of(conn: Reader, copy: State) -> list[str]:
    """The same of the file of an open connection."""
    after = copy.no if _has(conn, copy) else 0
    rows = conn.execute("SELECT at AS at FROM journal_step WHERE no > ? ORDER BY no", (after,))
    return [one["at"] for one in sql.named(rows)]


def _has(conn: Reader, held: State) -> bool:
    found = conn.execute(
        "SELECT 1 FROM journal_step WHERE no = ? AND id = ?", (held.no, held.step)
    ).fetchone()
    return found is not None


def refuse_damage(file: Path, held: Contents | None = None) -> None:
    """Open a copy, look at every page of it, and compare it with what it was made of.

    Raises:
        NotWhole: it is damaged, or holds something else.
        sqlite3.Error: it cannot be read.
    """
    with closing(open_copy(file)) as conn:
        if damage(conn) or (held is not None and read(conn) != held):
            raise NotWhole


def is_good(file: Path) -> bool:
    """Whether a copy can be relied on: it is whole, and built as its format is."""
    try:
        refuse_damage(file)
        with closing(open_copy(file)) as conn:
            if schema.differences(conn):
                return False
            _state(conn)
    except (sqlite3.Error, OSError, NotWhole):
        return False
    return True
