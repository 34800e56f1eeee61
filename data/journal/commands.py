"""Undo and redo: the inverse of each change of a step, as a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from data import links, sql
from data.journal import digests, own
from data.journal.own import Turn
from data.journal.queries import changes, one_step, standing_act
from data.sql import Reader
from models.journal import Author, ChangeView, StepView
from models.problems import Refused

if TYPE_CHECKING:
    from sqlalchemy import Delete, Insert, TableClause, Update

    from data.step import Step


def undo(step: Step, no: int | None = None, *, known: int | None = None) -> StepView:
    """Take back one act as a step of its own: anybody's by its number, without one the last.

    Without a number it is the author's own last act, and only while it is the last of all.

    Args:
        known: the newest step that whoever asks knows of. An own act that was done later, at
            another desk, is named first and not taken back.

    Returns:
        The act that was taken back.

    Raises:
        Refused: `nothing_to_undo`, `step_unknown`, `step_already_undone`, `step_is_undo`, or
            `undo_depends` with the later step that stands in the way, `undo_lost` without one;
            `step_damaged` when its lines are not as they were written.
            What has to be asked first is told as `last_act_of_other` or `act_taken_back`, with
            the author's own last act as `own`; as `only_acts_of_others` or `only_taken_back`
            where there is none. Whose an act is that somebody brought back is told by `by`, and
            of the author's own by `own_by`. `own_act_unknown` for one later than `known`.
    """

    def choose(conn: Reader) -> tuple[StepView, StepView]:
        act = _own_last(conn, step.author, known) if no is None else _standing(conn, no)
        return act, act

    return _reverse(step, "undone", choose)


def undo_last(step: Step, no: int) -> StepView:
    """Take back the act that somebody was told of last, unless another has been done since.

    Raises:
        Refused: `act_not_last` with the later act of the author's own, `last_act_of_other` with
            that of another, and as `undo`.
    """

    def choose(conn: Reader) -> tuple[StepView, StepView]:
        found = own.last_acts(conn, step.author)
        if found.lost is not None and found.lost.act == no:
            raise _taken_back(conn, found.lost, _mine(conn, found))
        act, last = _standing(conn, no), found.newest
        if last is not None and last.act != no:
            if last.mine:
                later = {"later": one_step(conn, last.act), "later_by": one_step(conn, last.no)}
                raise Refused("act_not_last", act=act, **later)
            raise _of_other(conn, last, {"own": act, "own_by": act})
        return act, act

    return _reverse(step, "undone", choose)


def redo(step: Step, no: int | None = None, *, known: int | None = None) -> StepView:
    """Bring back one act that was taken back: by its number, or the one the author undid last.

    Without a number nothing is brought back once the author did something else. What others did
    since stands in the way only where it builds on what was there before.

    Args:
        known: as for `undo`, of what the author undid.

    Returns:
        The act that stands again.

    Raises:
        Refused: `nothing_to_redo`, `step_unknown`, `step_not_undone`, or as `undo` by a number.
            `only_taken_back` without a number, where another took back the author's act `act`;
            `own_undo_unknown` for one that was taken back later than `known`.
    """

    def choose(conn: Reader) -> tuple[StepView, StepView]:
        if no is None:
            turn = own.last_undone(conn, step.author)
            if turn is None:
                lost = own.last_lost(conn, step.author)
                raise Refused("nothing_to_redo") if lost is None else _taken_back(conn, lost, {})
            if known is not None and turn.no > known:
                raise _to_ask(conn, "own_undo_unknown", turn, {})
            return one_step(conn, turn.act), one_step(conn, turn.no)
        act = one_step(conn, no)
        if act.undone_by is None:
            raise Refused("step_not_undone", step=no)
        return act, one_step(conn, act.undone_by)

    return _reverse(step, "redone", choose)


def _standing(conn: Reader, no: int) -> StepView:
    """An act that can be taken back."""
    act = one_step(conn, no)
    if act.undone_by is not None:
        raise Refused("step_already_undone", step=no, by=one_step(conn, act.undone_by))
    if act.undoes is not None:
        raise Refused("step_is_undo", step=no, undoes=act.undoes)
    return act


def _own_last(conn: Reader, author: Author, known: int | None) -> StepView:
    """The author's own last act, unless something has to be told first: what another did, or that
    it is one of which whoever asks knows nothing."""
    last = own.last_acts(conn, author)
    mine = _mine(conn, last)
    if last.lost is not None:
        raise _taken_back(conn, last.lost, mine)
    if last.newest is None:
        raise Refused("nothing_to_undo")
    if not mine or not last.newest.mine:
        raise _of_other(conn, last.newest, mine)
    if known is not None and last.newest.no > known:
        raise _to_ask(conn, "own_act_unknown", last.newest, {})
    return mine["own"]


def _mine(conn: Reader, last: own.LastActs) -> dict[str, StepView]:
    """The author's own last act, for a refusal; empty where none stands."""
    if last.own is None:
        return {}
    return {"own": one_step(conn, last.own.act), "own_by": one_step(conn, last.own.no)}


def _of_other(conn: Reader, last: Turn, mine: Mapping[str, StepView]) -> Refused:
    """The refusal that names the last act, which another did or brought back."""
    return _to_ask(conn, "last_act_of_other" if mine else "only_acts_of_others", last, mine)


def _taken_back(conn: Reader, lost: Turn, mine: Mapping[str, StepView]) -> Refused:
    """The refusal that names the author's act that another took back."""
    return _to_ask(conn, "act_taken_back" if mine else "only_taken_back", lost, mine)


def _to_ask(conn: Reader, code: str, turn: Turn, mine: Mapping[str, StepView]) -> Refused:
    told = {"act": one_step(conn, turn.act), "by": one_step(conn, turn.no), **mine}
    numbers = {"own_step": mine["own"].no} if mine else {}
    return Refused(code, step=turn.act, **told, **numbers)


def _reverse(
    step: Step,
    code: str,
    choose: Callable[[Reader], tuple[StepView, StepView]],
) -> StepView:
    act, target = choose(step.conn)
    step.undoes = target.no
    done = changes(step.conn, target.no)
    if not (digests.fits(step.conn, target.no) and all(map(_makes_sense, done))):
        raise Refused("step_damaged", step=target.no)
    for change in reversed(done):
        _invert(step, change, target)
    for key in links.left_by(step.conn, step.no):
        raise _depends(step, target, key)
    step.act(code, step=act.no, code=act.code, params=dict(act.params))
    return act


_THROUGH = {"stock_move": "goods_id", "sheet_person": "tube_id"}
"""By table, the column with the key of what its records build on each other through, where they
are not used by their own: what came into the store-room goes out by its goods, who is in a tube
is held by what came of it."""


def _makes_sense(change: ChangeView) -> bool:
    """Whether a line tells of a record there can be: its table, its columns, its key, its values.

    A line whose digest fits can still be damaged, in a file from before there were digests.
    """
    from sqlmodel import SQLModel

    table = SQLModel.metadata.tables.get(change.table)
    images = {
        "insert": [change.after],
        "update": [change.before, change.after],
        "delete": [change.before],
    }
    if table is None or change.op not in images:
        return False
    told = images[change.op]
    return all(
        name in table.c and _storable(value) for image in told for name, value in image.items()
    ) and (change.op == "update" or told[0].get("id") == change.row)


def _storable(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, int):
        return -(1 << 63) <= value < 1 << 63
    return value is None or isinstance(value, float)


def _invert(step: Step, change: ChangeView, target: StepView) -> None:
    from sqlalchemy.exc import IntegrityError

    try:
        done = step.run(_inverse(change))
    except IntegrityError as error:
        through = _THROUGH.get(change.table, "id")
        key = (change.after or change.before).get(through) or change.row
        raise _depends(step, target, str(key)) from error
    if done != 1:
        raise _depends(step, target, change.row)


def _inverse(change: ChangeView) -> Insert | Update | Delete:
    """What takes a change back where the record still holds what the step left."""
    from sqlalchemy import delete, insert, update

    table = _untyped(change.table)
    held = [table.c[name].is_not_distinct_from(value) for name, value in change.after.items()]
    if change.op == "insert":
        return delete(table).where(*held)
    if change.op == "delete":
        return insert(table).values(dict(change.before))
    values = dict(change.before)
    if "version" in table.c:
        values["version"] = table.c.version + 1
    return update(table).where(table.c.id == change.row, *held).values(values)


@cache
def _untyped(name: str) -> TableClause:
    """A table without the types of its columns: the journal has values as they are stored."""
    from sqlalchemy import column, table
    from sqlmodel import SQLModel

    return table(name, *(column(one.name) for one in SQLModel.metadata.tables[name].columns))


def _depends(step: Step, target: StepView, key: str) -> Refused:
    """The refusal that names the standing act by which the record was used last since, were it an
    older one that was brought back; without one what the record belongs to is gone."""
    rows = step.conn.execute(
        "SELECT DISTINCT step_no FROM journal_change WHERE step_no > ? AND step_no < ?"
        f" AND (row_id = ? OR {sql.holds('after', '?')}) ORDER BY step_no DESC",
        (target.no, step.no, key, key),
    ).fetchall()
    later = (standing_act(step.conn, no) for (no,) in rows)
    blocking = next((act for act in later if act is not None), None)
    no = target.undoes or target.no
    if blocking is None:
        return Refused("undo_lost", step=no)
    return Refused(
        "undo_depends",
        step=no,
        later=blocking.no,
        code=blocking.code,
        params=dict(blocking.params),
    )
