"""Whose act is next to be taken back or brought back: one's own, another's only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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
    """The author's act that another took back since the author's last step."""


class TakenBack(NamedTuple):
    """An act that another took back, and how."""

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
    last = own = lost = None
    acted = False
    for turn in turns(conn, author):
        if turn.latest and turn.stands:
            last = last or turn
            own = turn if turn.mine else None
        elif turn.latest and turn.of_mine and not turn.mine and not acted:
            lost = lost or turn
        acted = acted or bool(turn.mine)
        if own is not None:
            break
    return LastActs(last, own, lost)


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


def taken_back(conn: Reader, author: Author, since: int | None) -> list[TakenBack]:
    """Acts of an author that others took back and nobody brought back, newest first.

    Args:
        since: only what was taken back after that step; since the author's own last when None.
    """
    found = []
    for turn in turns(conn, author):
        if turn.mine if since is None else turn.no <= since:
            break
        if turn.latest and turn.of_mine and not turn.mine and not turn.stands:
            found.append(TakenBack(one_step(conn, turn.act), one_step(conn, turn.no)))
    return found
