"""What the journal tells: its steps, what each changed, which can be taken back or brought back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from data.sql import Reader
from models.journal import ChangeView, StepView
from models.problems import Refused

if TYPE_CHECKING:
    pass


def steps(conn: Reader, *, limit: int = 200, before: int | None = None) -> list[StepView]:
    """The newest steps, newest first; `before` pages on below that number."""
    undone = undone_by(conn)
    rows = conn.execute(
        "SELECT s.no, at, entered_at, who, code, params, undoes, "
        "(SELECT count(*) FROM journal_change c WHERE c.step_no = s.no) "
        "FROM journal_step s WHERE ? IS NULL OR s.no < ? ORDER BY s.no DESC LIMIT ?",
        (before, before, limit),
    )
    return [
        StepView(
            no,
            at,
            entered,
            who,
            code,
            json.loads(params),
            undoes,
            undone.get(no),
            changes,
        )
        for no, at, entered, who, code, params, undoes, changes in rows
    ]


def one_step(conn: Reader, no: int) -> StepView:
    """One step.

    Raises:
        Refused: `step_unknown`.
    """
    found = steps(conn, limit=1, before=no + 1)
    if not found or found[0].no != no:
        raise Refused("step_unknown", step=no)
    return found[0]


def changes(conn: Reader, step_no: int) -> list[ChangeView]:
    """What a step changed, in the order it did."""
    rows = conn.execute(
        "SELECT step_no, table_name, row_id, op, before, after FROM journal_change "
        "WHERE step_no = ? ORDER BY seq",
        (step_no,),
    )
    return [
        ChangeView(no, table, row, op, json.loads(old), json.loads(new))
        for no, table, row, op, old, new in rows
    ]


def undone_by(conn: Reader) -> dict[int, int]:
    """Step number -> the later step that took it back and still stands."""
    pairs = conn.execute(
        "SELECT no, undoes FROM journal_step WHERE undoes IS NOT NULL ORDER BY no DESC"
    ).fetchall()
    undone: dict[int, int] = {}
    for no, target in pairs:
        if no not in undone:
            undone.setdefault(target, no)
    return undone


def undoable(conn: Reader) -> StepView | None:
    """The newest act that still stands, which a plain undo would take back."""
    undone = undone_by(conn)
    rows = conn.execute("SELECT no FROM journal_step WHERE undoes IS NULL ORDER BY no DESC")
    for (no,) in rows:
        if no not in undone:
            return one_step(conn, no)
    return None


def redoable(conn: Reader) -> StepView | None:
    """The undo a plain redo would take back: the newest standing one, unless an act followed."""
    (last_act,) = conn.execute(
        "SELECT coalesce(max(no), 0) FROM journal_step WHERE undoes IS NULL"
    ).fetchone()
    standing = [no for target, no in undone_by(conn).items() if is_act(conn, target)]
    newest = max(standing, default=0)
    return one_step(conn, newest) if newest > last_act else None


def is_act(conn: Reader, no: int) -> bool:
    found = conn.execute("SELECT undoes FROM journal_step WHERE no = ?", (no,)).fetchone()
    return found is not None and found[0] is None
