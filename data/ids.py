"""Keys of records: UUIDv7 the program makes itself, so that retrying a write can never double a
record, and the key behind a number people say."""

from __future__ import annotations

import os
import threading
import time
from typing import NamedTuple

from data import sql
from data.sql import Reader
from models.problems import Refused

_lock = threading.Lock()
_last_ms = 0
_counter = 0

_TOO_LONG = 10
"""Digits that no record's number has."""


def new_id() -> str:
    """A UUIDv7 (RFC 9562) as text; later calls of this process sort after earlier ones.

    The 12 bits after the version hold a counter, which borrows the next millisecond when full.
    """
    global _last_ms, _counter
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            _last_ms, _counter = now, int.from_bytes(os.urandom(1), "big")
        else:
            _counter += 1
            if _counter > 0xFFF:
                _last_ms, _counter = _last_ms + 1, 0
        ms, counter = _last_ms, _counter
    tail = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    value = (ms << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | tail
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def key_of(conn: Reader, table: str, no: int) -> str:
    """The key of a numbered record.

    Args:
        table: a name from the program, never typed.

    Raises:
        Refused: `<table>_unknown`.
    """
    found = sql.value(conn.execute(f"SELECT id FROM {table} WHERE no = ?", (no,)))
    if found is None:
        raise Refused(f"{table}_unknown", no=no)
    return str(found)


class _Person(NamedTuple):
    id: str
    archived_at: str | None
    name: str


def key_on_roster(conn: Reader, no: int, field: str = "person_no") -> str:
    """The key of somebody who can be given something: they are on the roster, not archived.

    Args:
        field: what a refusal is about.

    Raises:
        Refused: `person_unknown`, `person_archived`.
    """
    rows = conn.execute("SELECT id, archived_at, name FROM person WHERE no = ?", (no,))
    found = sql.found(_Person, rows, "person_unknown", field, no=no)
    if found.archived_at is not None:
        raise Refused("person_archived", field, person=found.name)
    return found.id


def key_if(conn: Reader, table: str, no: int | None) -> str | None:
    """The key of a numbered record, or None where no number is given; see `key_of`."""
    return None if no is None else key_of(conn, table, no)


def record_no(said: str) -> int | None:
    """The number of a record, if what was said is one that a record can have."""
    digits = said.strip().removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) < _TOO_LONG else None
