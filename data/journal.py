"""The journal: triggers that record every change, the steps told back, undo and redo.

Triggers rather than mapper events, because bulk and textual SQL must be recorded too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from models.journal import Act, ChangeView, StepView
from models.problems import Refused

if TYPE_CHECKING:
    from data.store import Step, Store

_PREFIX = "journal_"
_UNRECORDED = frozenset({"version"})
"""Columns outside the record: the edit counter goes on counting through undo and redo."""


def recorded_tables(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """Tables the journal watches, with the columns it records."""
    names = [
        row[1]
        for row in conn.execute("PRAGMA table_list")
        if row[0] == "main" and row[2] == "table" and not row[1].startswith((_PREFIX, "sqlite_"))
    ]
    return {
        name: [
            column[1]
            for column in conn.execute(f"PRAGMA table_info({name})")
            if column[1] not in _UNRECORDED
        ]
        for name in sorted(names)
    }


def drop_triggers(conn: sqlite3.Connection) -> None:
    """Take the journal's triggers away, for a change of the tables themselves."""
    found = conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 8) = 'journal_'"
    ).fetchall()
    for (name,) in found:
        conn.execute(f"DROP TRIGGER {name}")


def install_triggers(conn: sqlite3.Connection) -> None:
    """Make the triggers for every recorded table, and those that protect the journal itself."""
    for table, columns in recorded_tables(conn).items():
        for statement in _triggers(table, columns):
            conn.execute(statement)
    for table in ("journal_step", "journal_change"):
        for event in ("UPDATE", "DELETE"):
            conn.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the journal cannot be changed'); END"
            )


def _image(row: str, columns: Iterable[str]) -> str:
    return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in columns) + ")"


def _changed(row: str, columns: Iterable[str]) -> str:
    picks = " UNION ALL ".join(
        f"SELECT '{c}' AS k, {row}.{c} AS v WHERE OLD.{c} IS NOT NEW.{c}" for c in columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({picks}))"


def _triggers(table: str, columns: list[str]) -> Iterable[str]:
    into = (
        "INSERT INTO journal_change (seq, step_no, table_name, row_id, op, before, after) VALUES "
        "((SELECT coalesce(max(seq), 0) + 1 FROM journal_change), "
        "(SELECT step_no FROM journal_context), "
    )
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    yield (
        f"CREATE TRIGGER journal_{table}_insert AFTER INSERT ON {table} BEGIN "
        f"{into} '{table}', NEW.id, 'insert', '{{}}', {_image('NEW', columns)}); END"
    )
    yield (
        f"CREATE TRIGGER journal_{table}_update AFTER UPDATE ON {table} WHEN {differs} BEGIN "
        f"{into} '{table}', NEW.id, 'update', {_changed('OLD', columns)}, "
        f"{_changed('NEW', columns)}); END"
    )
    yield (
        f"CREATE TRIGGER journal_{table}_delete AFTER DELETE ON {table} BEGIN "
        f"{into} '{table}', OLD.id, 'delete', {_image('OLD', columns)}, '{{}}'); END"
    )


def steps(
    conn: sqlite3.Connection, *, limit: int = 200, before: int | None = None
) -> list[StepView]:
    """The newest steps, newest first; `before` pages on below that number."""
    undone = _undone_by(conn)
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


def step(conn: sqlite3.Connection, no: int) -> StepView:
    """One step.

    Raises:
        Refused: `step_unknown`.
    """
    found = steps(conn, limit=1, before=no + 1)
    if not found or found[0].no != no:
        raise Refused("step_unknown", step=no)
    return found[0]


def changes(conn: sqlite3.Connection, step_no: int) -> list[ChangeView]:
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


def _undone_by(conn: sqlite3.Connection) -> dict[int, int]:
    """Step number -> the later step that took it back and still stands."""
    pairs = conn.execute(
        "SELECT no, undoes FROM journal_step WHERE undoes IS NOT NULL ORDER BY no DESC"
    ).fetchall()
    undone: dict[int, int] = {}
    for no, target in pairs:
        if no not in undone:
            undone.setdefault(target, no)
    return undone


def undoable(conn: sqlite3.Connection) -> StepView | None:
    """The newest act that still stands, which a plain undo would take back."""
    undone = _undone_by(conn)
    rows = conn.execute("SELECT no FROM journal_step WHERE undoes IS NULL ORDER BY no DESC")
    for (no,) in rows:
        if no not in undone:
            return step(conn, no)
    return None


def redoable(conn: sqlite3.Connection) -> StepView | None:
    """The undo a plain redo would take back: the newest standing one, unless an act followed."""
    (last_act,) = conn.execute(
        "SELECT coalesce(max(no), 0) FROM journal_step WHERE undoes IS NULL"
    ).fetchone()
    standing = [no for target, no in _undone_by(conn).items() if _is_act(conn, target)]
    newest = max(standing, default=0)
    return step(conn, newest) if newest > last_act else None


def _is_act(conn: sqlite3.Connection, no: int) -> bool:
    found = conn.execute("SELECT undoes FROM journal_step WHERE no = ?", (no,)).fetchone()
    return found is not None and found[0] is None


def undo(store: Store, no: int | None = None) -> StepView:
    """Take back one act, the newest standing one when no number is given, as a step of its own.

    Returns:
        The act that was taken back.

    Raises:
        Refused: `nothing_to_undo`, `step_unknown`, `step_already_undone`, `step_is_undo`, or
            `undo_depends` with the later step that stands in the way.
    """

    def choose(conn: sqlite3.Connection) -> tuple[StepView, StepView]:
        act = undoable(conn) if no is None else step(conn, no)
        if act is None:
            raise Refused("nothing_to_undo")
        if act.undone_by is not None:
            raise Refused("step_already_undone", step=act.no, by=act.undone_by)
        if act.undoes is not None:
            raise Refused("step_is_undo", step=act.no, undoes=act.undoes)
        return act, act

    return _reverse(store, "undone", choose)


def redo(store: Store, no: int | None = None) -> StepView:
    """Bring back one act that was taken back; without a number, the one undone last.

    Returns:
        The act that stands again.

    Raises:
        Refused: `nothing_to_redo`, `step_unknown`, `step_not_undone`, or `undo_depends`.
    """

    def choose(conn: sqlite3.Connection) -> tuple[StepView, StepView]:
        if no is None:
            taken = redoable(conn)
            if taken is None or taken.undoes is None:
                raise Refused("nothing_to_redo")
            return step(conn, taken.undoes), taken
        act = step(conn, no)
        if act.undone_by is None:
            raise Refused("step_not_undone", step=no)
        return act, step(conn, act.undone_by)

    return _reverse(store, "redone", choose)


def _reverse(
    store: Store,
    code: str,
    choose: Callable[[sqlite3.Connection], tuple[StepView, StepView]],
) -> StepView:
    with store.write(Act(code)) as writing:
        conn = writing.raw
        act, target = choose(conn)
        writing.tell(step=act.no, code=act.code, params=dict(act.params))
        writing.undoes = target.no
        for change in reversed(changes(conn, target.no)):
            _invert(conn, change, target)
    return act


def _invert(conn: sqlite3.Connection, change: ChangeView, target: StepView) -> None:
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


def _has_version(conn: sqlite3.Connection, table: str) -> bool:
    return any(row[1] == "version" for row in conn.execute(f"PRAGMA table_info({table})"))


def _depends(conn: sqlite3.Connection, target: StepView, key: str) -> Refused:
    """The refusal that names the newest standing step which used the record since."""
    undone = _undone_by(conn)
    rows = conn.execute(
        "SELECT DISTINCT step_no FROM journal_change WHERE step_no > ? "
        "AND (row_id = ? OR instr(after, ?) > 0) ORDER BY step_no DESC",
        (target.no, key, key),
    ).fetchall()
    later = [no for (no,) in rows if no not in undone and _is_act(conn, no)]
    blocking = step(conn, later[0]) if later else None
    return Refused(
        "undo_depends",
        step=target.undoes or target.no,
        later=blocking.no if blocking else None,
        code=blocking.code if blocking else None,
        params=dict(blocking.params) if blocking else {},
    )


def stepped(writing: Step) -> bool:
    """Write the step's own row at its end, when its words are known; without changes, none.

    Returns:
        Whether there was anything to record.
    """
    conn = writing.raw
    found = conn.execute(
        "SELECT 1 FROM journal_change WHERE step_no = ? LIMIT 1", (writing.no,)
    ).fetchone()
    if found:
        conn.execute(
            "INSERT INTO journal_step (id, no, at, entered_at, desk, who, code, params, undoes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            writing.record(),
        )
    return found is not None
