"""What could not be settled at a table is settled into the tube it was said at, by a word."""

from __future__ import annotations

from contextlib import suppress
from json import loads
from typing import TYPE_CHECKING

from data.sampling import queries
from data.sampling.commands import settle_doubt
from data.sampling.filling import Opening
from data.sampling.scope import scope
from data.sampling.tubes import put_into
from data.sql import Reader
from data.testing import queries as testing
from models.problems import Refused
from models.sampling import Doubt, Put, TubeState, TubeView
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def settle_into(step: Step, no: int, text: str, words: str) -> Put:
    """Put whom something to be settled was about into its tube, and settle it.

    They stood at the table before its tube was full, so that it takes them as far as there is room.

    Args:
        text: who they are, doors or names; all of it has to be somebody.
        words: whose word that is, kept as what became of it.

    Raises:
        Refused: as `settle_doubt` and `put_into`; `doubt_no_tube` (no) where it was said at none,
            `doubt_stays` (no, what) where something of the text is nobody.
    """
    was = queries.doubt(step.conn, no)
    settle_doubt(step, no, words)
    if not was.tube:
        raise Refused("doubt_no_tube", no=no)
    tube = queries.find_tube(step.conn, testing.round_of(step.conn, was.round_no), was.tube)
    _let_in(step, tube)
    done = put_into(step, was.round_no, was.tube, text, _at_its_table(step.conn, was, tube))
    if done.unknown or done.doubts:
        what = list(done.unknown) or [queries.doubt(step.conn, one).said for one in done.doubts]
        raise Refused("doubt_stays", "who", no=no, what=what)
    _let_in(step, tube, again=True)
    step.act("doubt_put_in", no=no, code=was.tube, count=len(done.who), words=words)
    return done


def _at_its_table(conn: Reader, was: Doubt, tube: TubeView | None) -> Opening:
    """Where rooms are looked for that are said without their building: where they were then."""
    session = None if tube is None else tube.session_no
    where = loads(was.params).get("where")
    if where:
        with suppress(Refused):  # else it is said whole
            part = scope(conn, None, str(where))
            return Opening(session_no=session, buildings=part.buildings, called=part.called)
    return Opening(session_no=session)


def _let_in(step: Step, tube: TubeView | None, *, again: bool = False) -> None:
    """Open a tube that was said to be full, and has room; or say once more since when it is full.

    Args:
        tube: as it was before.
    """
    from models.sampling.tables import Tube

    if tube is None or tube.full_at is None or tube.state != TubeState.PENDING:
        return
    since = loaded(tube.full_at) if again else None
    step.change(Tube, tube.id, full_at=since, version=Tube.version + 1)
