"""The digests of the journal's steps: made as each is written, looked at by the doctor and undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from data import sql
from data.sql import Reader
from models.journal.digests import digest, literal

STEP = ("id", "no", "at", "entered_at", "desk", "who", "code", "params", "undoes")
"""The columns of a step its digest is made of, in their order."""

_CHANGE = ("seq", "table_name", "row_id", "op", "before", "after")

_STEPS = f"SELECT no AS no, digest AS digest, {', '.join(map(sql.raw, STEP))} FROM journal_step"
_CHANGES = (
    f"SELECT {', '.join(map(sql.raw, _CHANGE))} FROM journal_change WHERE step_no = ? ORDER BY seq"
)


def following(conn: Reader, step: Sequence[Any]) -> str:
    """The digest of a step that is about to be written, its changes being there already.

    Args:
        step: its values, in the order of `STEP`.
    """
    no = step[STEP.index("no")]
    return digest(_before(conn, no), map(literal, step), conn.execute(_CHANGES, (no,)))


def are_kept(conn: Reader) -> bool:
    """Whether a file is of a format that has digests."""
    columns = conn.execute("SELECT * FROM journal_step LIMIT 0").description
    return "digest" in [column[0] for column in columns]


def misfits(conn: Reader) -> list[int]:
    """Numbers of the steps that are not as they were written, or whose forerunner is lost."""
    return [no for no, kept, right in _compared(conn) if kept != right]


def fits(conn: Reader, no: int) -> bool:
    """Whether a step and its changes are as they were written."""
    row = conn.execute(f"{_STEPS} WHERE no = ?", (no,)).fetchone()
    if row is None:
        return False
    _no, kept, *step = row
    return bool(kept == digest(_before(conn, no), step, conn.execute(_CHANGES, (no,))))


def fill(conn: Reader) -> None:
    """Give every step its digest: for files from before there were any."""
    previous = ""
    for no, *step in conn.execute(
        f"SELECT no, {', '.join(map(sql.raw, STEP))} FROM journal_step ORDER BY no"
    ).fetchall():
        previous = digest(previous, step, conn.execute(_CHANGES, (no,)))
        conn.execute("UPDATE journal_step SET digest = ? WHERE no = ?", (previous, no))


def _compared(conn: Reader) -> Iterator[tuple[int, str, str]]:
    """Each step's number, the digest kept of it, and what it should be."""
    previous = ""
    for no, kept, *step in conn.execute(f"{_STEPS} ORDER BY no"):
        yield no, kept, digest(previous, step, conn.execute(_CHANGES, (no,)))
        previous = str(kept)


def _before(conn: Reader, no: int) -> str:
    """The digest of the step before one; empty before the first."""
    found = sql.value(
        conn.execute("SELECT digest FROM journal_step WHERE no < ? ORDER BY no DESC LIMIT 1", (no,))
    )
    return str(found or "")
