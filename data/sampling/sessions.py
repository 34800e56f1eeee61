"""How far the sessions of a round are, as it follows from what is done at their tables.

A session begins with the first of its people who is sampled once its time has come, or whose part
of the sheet is ticked by name; it is over when its round is closed, or when, past its end, nobody
of it is still to come. One whose time comes after its round was closed is called off by that. What
somebody says of a session by hand stands beside that: one that was called off begins by nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.duties.crew import let_go
from data.journal import queries as journal
from data.sql import Reader
from models.duties import Work
from models.problems import Problem
from models.testing import RoundView, SessionState
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step


class Ahead(NamedTuple):
    """A session of which nobody was at a table yet: it is still to begin, or is called off."""

    no: int
    state: str
    starts_at: str
    """In stored UTC form."""
    compounds: tuple[str, ...]
    keys: frozenset[str]
    """The rows of its people on the sheet."""


_AHEAD = f"""
SELECT t.no AS no, t.state AS state, t.starts_at AS starts_at,
  {
    sql.listed(
        "x.name",
        "FROM session_compound y JOIN compound x ON x.id = y.compound_id"
        " WHERE y.session_id = t.id ORDER BY y.position",
    )
} AS compounds,
  {sql.listed("s.id", "FROM sheet_person s WHERE s.round_id = t.round_id AND s.session_id = t.id")}
    AS keys
FROM test_session t
WHERE t.round_id = :round AND (t.state = 'planned' AND t.starts_at > :at OR t.state = 'cancelled')
ORDER BY t.starts_at, t.no"""


def ahead(conn: Reader, view: RoundView, at: str) -> list[Ahead]:
    """The sessions of a round whose people nobody may count as sampled by a tick of all of it.

    Args:
        at: now, in stored UTC form.
    """
    return [
        Ahead(
            one["no"],
            one["state"],
            one["starts_at"],
            sql.read_list(one["compounds"]),
            frozenset(sql.read_list(one["keys"])),
        )
        for one in sql.named(conn.execute(_AHEAD, {"round": view.id, "at": at}))
    ]


def not_counted(one: Ahead, people: int) -> Problem:
    """That people of a session are not counted: `ticked_not_begun` (no, compounds, people, starts),
    `ticked_called_off` (no, compounds, people)."""
    told = {"no": one.no, "compounds": list(one.compounds), "people": people}
    if one.state == SessionState.CANCELLED:
        return Problem("ticked_called_off", told)
    return Problem("ticked_not_begun", {**told, "starts": loaded(one.starts_at)})


_OPEN = """
SELECT t.id AS id, t.no AS no, t.state AS state, t.starts_at AS starts_at, t.ends_at AS ends_at
FROM test_session t WHERE t.round_id = ? AND t.state IN ('planned', 'running')"""

_DUE = """
SELECT DISTINCT session_id FROM sheet_person
WHERE round_id = ? AND part IN ('called', 'visited') AND state = 'due'"""


def follow(
    step: Step, view: RoundView, sampled: Collection[str] = (), *, by_part: bool = False
) -> None:
    """Let the sessions of a round begin, or end, by what was done at a table. Part of a command.

    Args:
        sampled: rows of the sheet of who was sampled.
        by_part: whether a part of the sheet was ticked as a whole: its session is held, whatever
            its time.
    """
    rows = list(sql.named(step.conn.execute(_OPEN, (view.id,))))
    now = stored(step.at)
    begin = [one["id"] for one in rows if one["state"] == SessionState.PLANNED]
    if begin:
        theirs = _sessions_of(step.conn, sampled)
        in_time = {one["id"] for one in rows if by_part or one["starts_at"] <= now}
        _mark(
            step, (key for key in begin if key in theirs and key in in_time), SessionState.RUNNING
        )
    ended = [
        one["id"] for one in rows if one["state"] == SessionState.RUNNING and one["ends_at"] <= now
    ]
    if ended:
        due = {key for (key,) in step.conn.execute(_DUE, (view.id,))}
        _mark(step, (key for key in ended if key not in due), SessionState.DONE)


def begin_due(step: Step, view: RoundView) -> None:
    """Let sessions begin whose time has come, since their round begins. Part of a command."""
    rows = sql.named(step.conn.execute(_OPEN, (view.id,)))
    due = [
        one["id"]
        for one in rows
        if one["state"] == SessionState.PLANNED and one["starts_at"] <= stored(step.at)
    ]
    _mark(step, due, SessionState.RUNNING)


_HELD = """
SELECT DISTINCT session_id FROM sheet_person WHERE round_id = ? AND state = 'sampled'"""


def end(step: Step, view: RoundView) -> list[int]:
    """Let sessions be over whose round is closed. One whose time had not come, and at which nobody
    was sampled, is called off: nobody can be sampled in it any more, so nobody is to stand there
    at its time, and what it would use is free. Part of a command.

    Returns:
        Numbers of those that are called off; `resume` plans them again.
    """
    rows = list(sql.named(step.conn.execute(_OPEN, (view.id,))))
    held = {key for (key,) in step.conn.execute(_HELD, (view.id,))}
    off = [
        one
        for one in rows
        if one["state"] == SessionState.PLANNED
        and one["starts_at"] > stored(step.at)
        and one["id"] not in held
    ]
    _mark(step, (one["id"] for one in off), SessionState.CANCELLED)
    for one in off:
        let_go(step, Work.SESSION, one["no"])
    _mark(step, (one["id"] for one in rows if one not in off), SessionState.DONE)
    return [one["no"] for one in off]


_OFF = "SELECT id AS id, no AS no FROM test_session WHERE round_id = ? AND state = 'cancelled'"


def resume(step: Step, view: RoundView) -> list[int]:
    """Plan sessions again that the end of their round called off, since it goes on; those that
    somebody called off stay so. Part of a command.

    Returns:
        Their numbers.
    """
    found = [
        one for one in sql.named(step.conn.execute(_OFF, (view.id,))) if _by_end(step, one["id"])
    ]
    _mark(step, (one["id"] for one in found), SessionState.PLANNED)
    return [one["no"] for one in found]


def _by_end(step: Step, key: str) -> bool:
    last = journal.last_change(step.conn, [key], 0)
    act = None if last is None else journal.standing_act(step.conn, last.no)
    return act is not None and act.code == "round_closed"


def _sessions_of(conn: Reader, keys: Collection[str]) -> set[str]:
    rows = conn.execute(
        f"SELECT DISTINCT session_id FROM sheet_person WHERE id IN ({sql.given('keys')})"
        " AND session_id IS NOT NULL",
        {"keys": sql.as_given(keys)},
    )
    return {key for (key,) in rows}


def _mark(step: Step, keys: Iterable[str], state: SessionState) -> None:
    from models.testing.tables import TestSession

    for key in keys:
        step.change(TestSession, key, state=state, version=TestSession.version + 1)
