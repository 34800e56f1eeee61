"""A list somebody sent, whatever kind of file it is in, as the lines that would be pasted of it."""

from __future__ import annotations

from pathlib import Path

from data.exchange.sheets import read_source


def lines_in(path: Path) -> str:
    """The rows of all tables of a file as lines, cells apart by blanks; text as it stands.

    Raises:
        Refused: as `read_source`.
    """
    source = read_source(path)
    if source.text:
        return source.text
    rows = (row for table in source.tables for row in table.rows)
    return "\n".join(
        " ".join(filter(None, (str(cell or "").strip() for cell in row))) for row in rows
    )
