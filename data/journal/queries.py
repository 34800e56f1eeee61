"""What the journal tells: its steps, what each changed, which can be taken back or brought back."""

from __future__ import annotations

from data import sql
from data.journal import lines
from data.sql import Reader
from models.journal import ChangeView, Extent, StepView
from models.problems import Refused


def steps(conn: Reader, *, limit: int = 200, before: int | None = None) -> list[StepView]:
    """The newest steps, newest first; `before` pages on below that number."""
    undone = undone_by(conn)
    rows = conn.execute(
        "SELECT s.no AS no, s.at AS at, s.entered_at AS entered_at, s.who AS who, s.code AS code,"
        " s.params AS params, s.undoes AS undoes,"
        " NULL AS undone_by,"
        " (SELECT count(*) FROM journal_change c WHERE c.step_no = s.no) AS changes"
        " FROM journal_step s WHERE ? IS NULL OR s.no < ? ORDER BY s.no DESC LIMIT ?",
        (before, before, limit),
    )
    found = [lines.step(line) for line in sql.named(rows)]
    return [one._replace(undone_by=undone.get(one.no)) for one in found]


def extent(conn: Reader) -> Extent:
    """How many acts there are, and of when the newest is."""
    rows = conn.execute(
        "SELECT count(*) AS acts,"
        " (SELECT at FROM journal_step ORDER BY no DESC LIMIT 1) AS newest FROM journal_step"
    )
    (found,) = sql.views(Extent, rows)
    return found


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
    """What a step changed, in the order it did.

    Raises:
        Refused: `step_damaged` where that cannot be read.
    """
    rows = conn.execute(
        'SELECT table_name AS "table", row_id AS row, op AS op,'
        " before AS before, after AS after FROM journal_change WHERE step_no = ? ORDER BY seq",
        (step_no,),
    )
    return [lines.change(line, step_no) for line in list(sql.named(rows))]


def undone_by(conn: Reader) -> dict[int, int]:
    """Step number -> the later step that took it back and still stands."""
    rows = conn.execute(
        "SELECT no, undoes FROM journal_step"
        f" WHERE {sql.is_number('no')} AND {sql.is_number('undoes')} ORDER BY no DESC"
    )
    undone: dict[int, int] = {}
    for no, target in sql.mapped(rows, "no", "undoes").items():
        if no not in undone:
            undone.setdefault(target, no)
    return undone


def undoable(conn: Reader) -> StepView | None:
    """The newest act that still stands, which a plain undo would take back."""
    undone = undone_by(conn)
    rows = conn.execute(
        f"SELECT no FROM journal_step WHERE undoes IS NULL AND {sql.is_number('no')}"
        " ORDER BY no DESC"
    )
    for (no,) in rows:
        if no not in undone:
            return one_step(conn, no)
    return None


def redoable(conn: Reader) -> StepView | None:
    """The undo a plain redo would take back: the newest standing one, unless an act followed."""
    (last_act,) = conn.execute(
        "SELECT coalesce(max(no), 0) FROM journal_step"
        f" WHERE undoes IS NULL AND {sql.is_number('no')}"
    ).fetchone()
    standing = [no for target, no in undone_by(conn).items() if is_act(conn, target)]
    newest = max(standing, default=0)
    return one_step(conn, newest) if newest > last_act else None


def is_act(conn: Reader, no: int) -> bool:
    """Whether a step is an act of somebody, and not the taking back of one."""
    found = conn.execute("SELECT 1 FROM journal_step WHERE no = ? AND undoes IS NULL", (no,))
    return found.fetchone() is not None
