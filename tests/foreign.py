"""A file that was handed over: what stands in it never passed the gate where text comes in."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

HOSTILE = (
    "\x1b]0;taken over\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[1;1H",
    "\x1b[31m",
    "\x1b[5i",
    "\x9d0;taken over\x9c",
    "\x9b2J",
    "\x90q\x9c",
    "\u202egnol\u202c",
    "\u2066x\u2069\u200f",
    "\u200b\ufeff\u2060",
    "\U000e0041\U000e007f",
    "\x00\x08\x7f\x85",
    "a\tb\rc\nd\u2028e",
    "e" + "\u0301" * 40,
    "[/][bold]{x}%s",
    "\ud800",
)
"""What a terminal would obey, show nothing of, or break its lines at."""

UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]|[\u0300-\u036f]{5}"
)
"""What is never to reach a terminal as text."""

_OWN_WORDS = frozenset(
    "id kind code work subject table_name before after harm_reason value mark".split()
)
_FIXED = re.compile(r"\d{4}-\d\d-\d\d|[0-9a-f]{8}-")
"""Days, moments and keys, which are read as such."""


def spoil(file: Path) -> dict[str, int]:
    """Put hostile text behind every text of a file that says anything.

    Returns:
        How many texts of each column were changed.
    """
    conn = sqlite3.connect(file, isolation_level=None)
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("BEGIN")
    for name, _sql in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    spoiled = {}
    for table, column in _texts(conn):
        count = _spoil_column(conn, table, column)
        if count:
            spoiled[f"{table}.{column}"] = count
    for _name, sql in triggers:
        conn.execute(sql)
    conn.execute("COMMIT")
    conn.close()
    return spoiled


def _texts(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = [row[1] for row in conn.execute("PRAGMA table_list") if row[0] == "main"]
    return [
        (table, column[1])
        for table in sorted(tables)
        if not table.startswith("sqlite_")
        for column in conn.execute(f"PRAGMA table_info({table})")
        if column[2] == "TEXT" and not column[1].endswith("_at") and not _leads(column[1])
    ]


def _leads(column: str) -> bool:
    """Whether it holds the key of a record, or one word of a list of the program's."""
    return column in _OWN_WORDS or column.endswith("_id")


def _spoil_column(conn: sqlite3.Connection, table: str, column: str) -> int:
    count = 0
    rows = conn.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
    for at, (rowid, text) in enumerate(rows):
        if not isinstance(text, str) or not text or _FIXED.match(text):
            continue
        hostile = HOSTILE[at % len(HOSTILE)]
        try:
            conn.execute(
                f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?",
                (_spoilt(text, hostile).encode("utf-8", "surrogatepass"), rowid),
            )
        except sqlite3.IntegrityError:  # one of a few states
            return count
        count += 1
    return count


def _spoilt(text: str, hostile: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        return text + hostile
    return json.dumps(_within(value, hostile)) if isinstance(value, dict | list) else text + hostile


def _within(value: object, hostile: str) -> object:
    if isinstance(value, dict):
        return {name: _within(one, hostile) for name, one in value.items()}
    if isinstance(value, list):
        return [_within(one, hostile) for one in value]
    return value + hostile if isinstance(value, str) and not _FIXED.match(value) else value
