"""Whether the file is one nothing was ever kept in."""

from __future__ import annotations

from data.sql import Reader


def is_empty(conn: Reader) -> bool:
    """Whether nothing was ever kept here: no name, no compound, nobody, no request."""
    (something,) = conn.execute(
        "SELECT EXISTS (SELECT 1 FROM neighbourhood) OR EXISTS (SELECT 1 FROM compound)"
        " OR EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM request)"
    ).fetchone()
    return not something
