"""Whose act is next to be taken back or brought back: one's own, another's only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from data import sql
from data.journal.lines import read_object
from data.journal.queries import newest, one_step
from data.sql import Reader, views
from models.journal import Author, StepView

FAR = 250
"""Steps of others among which one's own last act is looked for; it is no last act behind them."""

_PAGE = 50

_WALK = """SELECT s.no AS no, coalesce(t.undoes, s.undoes, s.no) AS act,
 s.undoes IS NULL OR t.undoes IS NOT NULL AS stands,
 coalesce(s.who = :who AND s.desk = :desk, FALSE) AS mine,
 coalesce(t.undoes IS NULL AND t.who = :who AND t.desk = :desk, FALSE) AS of_mine,
 TRUE AS latest
FROM journal_step s LEFT JOIN journal_step t ON t.no = s.undoes
WHERE s.no < :before ORDER BY s.no DESC LIMIT :page"""

_WRITTEN_OVER = """SELECT mine.no AS act, s.no AS by, c.before AS before, d.after AS after
FROM journal_step s JOIN journal_change c ON c.step_no = s.no AND c.op = 'update'
JOIN journal_change d ON d.row_id = c.row_id AND d.step_no < s.no AND d.op = 'update'
JOIN journal_step mine ON mine.no = d.step_no AND mine.code = s.code
WHERE s.no > :since AND d.step_no > :since - :far AND substr(s.code, -8) = '_changed'
 AND mine.who = :who AND mine.desk = :desk AND NOT (s.who = :who AND s.desk = :desk)
ORDER BY s.no DESC, mine.no DESC"""

_DERIVED = frozenset({"search"})
"""Columns made of several others: two may change it who changed nothing of each other's."""


class Turn(NamedTuple):
    """A step as a turn in the life of an act: it was done, taken back or brought back."""

    no: int
    act: int
    """Number of the act; the step's own where it is one."""
    stands: bool
    """Whether the act stands after it."""
    mine: bool
    """Whether it is the author's own."""
    of_mine: bool
    """Whether it takes back an act of the author's."""
    latest: bool
    """Whether no later step is about the same act."""


class LastActs(NamedTuple):
    """What an author who takes something back has to know; each the turn that decided it."""

    newest: Turn | None
    """The act done or brought back last by anybody; None while none stands."""
    own: Turn | None
    """The same by the author; None while none of theirs stands, as far as is looked."""
    lost: Turn | None
    """What took back an act of the author's that was done after that, see `last_lost`."""


class Overtaken(NamedTuple):
    """An act that another took back or wrote over, and by which step."""

    act: StepView
    by: StepView


def turns(conn: Reader, author: Author) -> Iterator[Turn]:
    """The steps as the author sees them, newest first; it ends behind `FAR` steps of others."""
    seen: set[int] = set()
    others, before = 0, newest(conn) + 1
    while others < FAR:
        named = {**author._asdict(), "before": before, "page": _PAGE}
        page = views(Turn, conn.execute(_WALK, named))
        if not page:
            return
        for turn in page:
            yield turn._replace(latest=turn.act not in seen)
            seen.add(turn.act)
            others += not turn.mine
        before = page[-1].no


def last_acts(conn: Reader, author: Author) -> LastActs:
    """The acts between which an author chooses who takes the last one back."""
    last = own = None
    for turn in turns(conn, author):
        if turn.latest and turn.stands:
            last = last or turn
            own = turn if turn.mine else None
        if own is not None:
            break
    return LastActs(last, own, last_lost(conn, author, after=own.no if own else 0))


def last_lost(conn: Reader, author: Author, *, after: int = 0) -> Turn | None:
    """The turn by which another took back the author's newest act since the author's last step.

    Args:
        after: only acts that the author did or brought back after that step.
    """
    gone: dict[int, Turn] = {}
    acted = False
    for turn in turns(conn, author):
        if turn.no <= after or (acted and not gone):
            break
        if turn.mine and turn.stands and turn.act in gone:
            return gone[turn.act]
        acted = acted or bool(turn.mine)
        if _taken_by_another(turn) and not acted:
            gone[turn.act] = turn
    return None


def _taken_by_another(turn: Turn) -> bool:
    """Whether another took back an act of the author's by a turn, and nobody brought it back."""
    return bool(turn.latest and turn.of_mine and not turn.mine and not turn.stands)


def last_undone(conn: Reader, author: Author) -> Turn | None:
    """The step by which an author took something back last, and which still stands.

    None once they did something else; what others did since does not matter.
    """
    for turn in turns(conn, author):
        if turn.mine and turn.no == turn.act:
            return None
        if turn.mine and turn.latest and not turn.stands:
            return turn
    return None


def taken_back(conn: Reader, author: Author, since: int | None) -> list[Overtaken]:
    """Acts of an author that others took back and nobody brought back, newest first.

    Args:
        since: only what was taken back after that step; since the author's own last when None.
    """
    found = []
    for turn in turns(conn, author):
        if turn.mine if since is None else turn.no <= since:
            break
        if _taken_by_another(turn):
            found.append(Overtaken(one_step(conn, turn.act), one_step(conn, turn.no)))
    return found


def written_over(conn: Reader, author: Author, since: int | None) -> list[Overtaken]:
    """Values an author changed in a record that others changed again, newest first; those who did
    may have chosen so where both had the record open.

    Args:
        since: only what was changed again after that step; since the author's own last when None.
    """
    if since is None:
        since = next((turn.no for turn in turns(conn, author) if turn.mine), newest(conn))
    named = {**author._asdict(), "since": since, "far": FAR}
    found: dict[int, Overtaken] = {}
    for row in sql.named(conn.execute(_WRITTEN_OVER, named)):
        if row["by"] in found or not _same_value(row["before"], row["after"]):
            continue
        one = Overtaken(one_step(conn, row["act"]), one_step(conn, row["by"]))
        if one.act.undone_by is None and one.by.undone_by is None:
            found[one.by.no] = one
    return list(found.values())


def _same_value(before: object, after: object) -> bool:
    """Whether something that was changed is what an earlier change had made of it."""
    was, made = read_object(before) or {}, read_object(after) or {}
    return any(made[name] == was[name] for name in was.keys() & made.keys() - _DERIVED)
