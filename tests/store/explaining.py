"""How the store goes through its tables for what a test asks of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable


def plans(conn: sqlite3.Connection, ask: Callable[[], object]) -> list[str]:
    """The query plan of each statement that `ask` runs on a connection, as one text each."""
    statements: list[str] = []
    conn.set_trace_callback(statements.append)
    try:
        ask()
    finally:
        conn.set_trace_callback(None)
    return [
        " ".join(line[3] for line in conn.execute(f"EXPLAIN QUERY PLAN {statement}"))
        for statement in statements
    ]
