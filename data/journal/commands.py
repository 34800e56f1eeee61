"""Undo and redo: the inverse of each change of a step, as a step of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from data.sql import Reader
from models.journal import ChangeView, StepView
from models.problems import Refused

if TYPE_CHECKING:
    from data.store import Step
from data.journal.queries import changes, is_act, one_step, redoable, undoable, undone_by


def undo(step: Step, no: int | None = None) -> StepView:
    """Take back one act, the newest standing one when no number is given, as a step of its own.

    Returns:
        The act that was taken back.

    Raises:
        Refused: `nothing_to_undo`, `step_unknown`, `step_already_undone`, `step_is_undo`, or
            `undo_depends` with the later step that stands in the way.
    """

    def choose(conn: Reader) -> tuple[StepView, StepView]:
        act = undoable(conn) if no is None else one_step(conn, no)
        if act is None:
            raise Refused("nothing_to_undo")
        if act.undone_by is not None:
            raise Refused("step_already_undone", step=act.no, by=act.undone_by)
        if act.undoes is not None:
            raise Refused("step_is_undo", step=act.no, undoes=act.undoes)
        return act, act

    return _reverse(step, "undone", choose)


def redo(step: Step, no: int | None = None) -> StepView:
    """Bring back one act that was taken back; without a number, the one undone last.

    Returns:
        The act that stands again.

    Raises:
        Refused: `nothing_to_redo`, `step_unknown`, `step_not_undone`, or `undo_depends`.
    """

    def choose(conn: Reader) -> tuple[StepView, StepView]:
        if no is None:
            taken = redoable(conn)
            if taken is None or taken.undoes is None:
                raise Refused("nothing_to_redo")
            return one_step(conn, taken.undoes), taken
        act = one_step(conn, no)
        if act.undone_by is None:
            raise Refused("step_not_undone", step=no)
        return act, one_step(conn, act.undone_by)

    return _reverse(step, "redone", choose)


def _reverse(
    step: Step,
    code: str,
    choose: Callable[[Reader], tuple[StepView, StepView]],
) -> StepView:
    act, target = choose(step.conn)
    step.undoes = target.no
    for change in reversed(changes(step.conn, target.no)):
        _invert(step.conn, change, target)
    step.act(code, step=act.no, code=act.code, params=dict(act.params))
    return act


def _invert(conn: Reader, change: ChangeView, target: StepView) -> None:
    """Apply the inverse of one change, guarded by "the record still holds what the step left"."""
    table, key = change.table, change.row
    guard, held = _where(change.after)
    try:
        if change.op == "insert":
            done = conn.execute(f"DELETE FROM {table} WHERE {guard}", held).rowcount
        elif change.op == "update":
            sets = ", ".join(f"{c} = ?" for c in change.before)
            edits = ", version = version + 1" if _has_version(conn, table) else ""
            done = conn.execute(
                f"UPDATE {table} SET {sets}{edits} WHERE id = ? AND {guard}",
                (*change.before.values(), key, *held),
            ).rowcount
        else:
            names = ", ".join(change.before)
            holes = ", ".join("?" for _ in change.before)
            done = conn.execute(
                f"INSERT INTO {table} ({names}) VALUES ({holes})",
                tuple(change.before.values()),
            ).rowcount
    except sqlite3.IntegrityError as error:
        raise _depends(conn, target, key) from error
    if done != 1:
        raise _depends(conn, target, key)


def _where(image: Mapping[str, object]) -> tuple[str, tuple[Any, ...]]:
    return " AND ".join(f"{c} IS ?" for c in image) or "1", tuple(image.values())


def _has_version(conn: Reader, table: str) -> bool:
    return any(row[1] == "version" for row in conn.execute(f"PRAGMA table_info({table})"))


def _depends(conn: Reader, target: StepView, key: str) -> Refused:
    """The refusal that names the newest standing step which used the record since."""
    undone = undone_by(conn)
    rows = conn.execute(
        "SELECT DISTINCT step_no FROM journal_change WHERE step_no > ? "
        "AND (row_id = ? OR instr(after, ?) > 0) ORDER BY step_no DESC",
        (target.no, key, key),
    ).fetchall()
    later = [no for (no,) in rows if no not in undone and is_act(conn, no)]
    blocking = one_step(conn, later[0]) if later else None
    return Refused(
        "undo_depends",
        step=target.undoes or target.no,
        later=blocking.no if blocking else None,
        code=blocking.code if blocking else None,
        params=dict(blocking.params) if blocking else {},
    )
