"""What the journal tells: its steps, what each changed, which can be taken back or brought back."""

from __future__ import annotations

from collections.abc import Sequence

from data import sql
from data.journal import lines
from data.sql import Reader
from models.journal import ChangeView, Extent, StepView
from models.problems import Refused

_STEP = """SELECT s.no AS no, s.at AS at, s.entered_at AS entered_at, s.who AS who, s.desk AS desk,
 s.code AS code, s.params AS params, s.undoes AS undoes,
 NULL AS undone_by, NULL AS undone_who, NULL AS undone_desk,
 (SELECT count(*) FROM journal_change c WHERE c.step_no = s.no) AS changes
FROM journal_step s"""


def steps(conn: Reader, *, limit: int = 200, before: int | None = None) -> list[StepView]:
    """The newest steps, newest first; `before` pages on below that number."""
    rows = conn.execute(
        f"{_STEP} WHERE ? IS NULL OR s.no < ? ORDER BY s.no DESC LIMIT ?", (before, before, limit)
    )
    return _with_undone(conn, [lines.step(line) for line in sql.named(rows)])


def steps_about(conn: Reader, key: str, *, limit: int = 200) -> list[StepView]:
    """The newest steps that changed a row, or what belongs to it, newest first.

    Args:
        key: of the row.
    """
    belongs = " OR ".join(sql.holds(f"c.{image}", ":key") for image in ("before", "after"))
    rows = conn.execute(
        f"{_STEP} WHERE s.no IN (SELECT c.step_no FROM journal_change c WHERE c.row_id = :key"
        f" OR {belongs}) ORDER BY s.no DESC LIMIT :limit",
        {"key": key, "limit": limit},
    )
    return _with_undone(conn, [lines.step(line) for line in sql.named(rows)])


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
    rows = conn.execute(f"{_STEP} WHERE s.no = ?", (no,))
    found = _with_undone(conn, [lines.step(line) for line in sql.named(rows)])
    if not found:
        raise Refused("step_unknown", step=no)
    return found[0]


def newest(conn: Reader) -> int:
    """Number of the newest step; 0 before the first."""
    numbered = f"SELECT coalesce(max(no), 0) FROM journal_step WHERE {sql.is_number('no')}"
    return int(sql.value(conn.execute(numbered)))


def _with_undone(conn: Reader, found: list[StepView]) -> list[StepView]:
    """Steps, newest first, with what took them back."""
    if not found:
        return []
    undone = undone_by(conn, after=found[-1].no)
    asked = {"undoing": sql.as_given(undone[one.no] for one in found if one.no in undone)}
    rows = conn.execute(
        "SELECT undoes, no AS undone_by, who AS undone_who, desk AS undone_desk"
        f" FROM journal_step WHERE no IN ({sql.given('undoing')})",
        asked,
    )
    told = {by.pop("undoes"): by for by in sql.named(rows)}
    return [one._replace(**told.get(one.no, {})) for one in found]


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


def last_change(conn: Reader, keys: Sequence[str], since: int) -> StepView | None:
    """The newest step after another that changed rows, or else what belongs to them.

    Args:
        keys: of the rows.
        since: number of that other step.
    """
    asked = {"keys": sql.as_given(keys), "since": since}
    belongs = " OR ".join(sql.holds(f"c.{image}", "k.value") for image in ("before", "after"))
    for which in (
        f"c.row_id IN ({sql.given('keys')})",
        f"EXISTS (SELECT 1 FROM ({sql.given('keys')}) k WHERE {belongs})",
    ):
        newest_one = sql.value(
            conn.execute(
                f"SELECT max(c.step_no) FROM journal_change c WHERE c.step_no > :since AND {which}",
                asked,
            )
        )
        if newest_one is not None:
            return one_step(conn, newest_one)
    return None


def undone_by(conn: Reader, *, after: int = 0) -> dict[int, int]:
    """Step number -> the later step that took it back and still stands.

    Args:
        after: only steps later than that are looked at; all that take back one from there on are.
    """
    rows = conn.execute(
        f"SELECT no, undoes FROM journal_step WHERE no > ? AND {sql.is_number('no')}"
        f" AND {sql.is_number('undoes')} ORDER BY no DESC",
        (after,),
    )
    undone: dict[int, int] = {}
    for no, target in sql.mapped(rows, "no", "undoes").items():
        if no not in undone:
            undone.setdefault(target, no)
    return undone


def standing_act(conn: Reader, no: int) -> StepView | None:
    """The act that a step did or brought back; None where it was taken back since, and for a step
    that took one back."""
    act = one_step(conn, no)
    if act.undoes is not None:
        taken_back = one_step(conn, act.undoes)
        if taken_back.undoes is None:
            return None
        act = one_step(conn, taken_back.undoes)
    return act if act.undone_by is None else None
