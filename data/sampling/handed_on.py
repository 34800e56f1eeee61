"""What is left to be done at the tables of a session, for whoever takes one over while it runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from data.sampling import queries
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Part, Sampling
from models.duties import Slot, Work
from models.sampling import Member, TubeState, TubeView, rules
from models.testing import BatchRow, SessionState


class TableLeft(NamedTuple):
    """What is left at the tables of a session that runs. Its desks have one list: people stand in
    queues as they come, so that none is of one desk before they are sampled."""

    session_no: int
    round_no: int
    compounds: tuple[str, ...]
    sampled: int
    missed: tuple[Member, ...]
    """Who did not come down: they are called a second time."""
    due: tuple[Member, ...]
    """Who is still to come, or to be visited, in the order of the sheet."""
    batches: tuple[BatchRow, ...]
    """Which of its buildings' parts are still to be called or gone to, in their order."""
    tubes: tuple[TubeView, ...]
    """Those that stand open at its desks, with room for more."""


def left_at(conn: Reader, session_no: int) -> TableLeft | None:
    """What is left at a session; None where it does not run."""
    session = testing.row(conn, session_no)
    view = testing.round_of(conn, session.round_no)
    if session.state != SessionState.RUNNING or view.frozen_at is None:
        return None
    rows = queries.of_session(conn, view, session.id)
    due = [one for one in rows if rules.standing(one) is rules.Standing.DUE]
    due = [one for one in due if one.part != Part.STAFF]
    open_tubes = [
        one
        for one in queries.tubes(conn, view)
        if one.session_no == session_no
        and one.state == TubeState.PENDING
        and not rules.is_full(one)
    ]
    waiting = {one.building_id for one in due}
    return TableLeft(
        session_no,
        session.round_no,
        session.compounds,
        sum(one.state == Sampling.SAMPLED for one in rows),
        tuple(one for one in rows if one.state == Sampling.MISSED),
        tuple(due),
        tuple(_still(testing.batches(conn, session_no), waiting)),
        tuple(reversed(open_tubes)),
    )


def left_by(conn: Reader, slots: Iterable[Slot | None]) -> list[TableLeft]:
    """What is left at tables whose session runs, of the work that somebody leaves."""
    numbers = dict.fromkeys(
        one.no for one in slots if one is not None and one.work is Work.SESSION and one.no
    )
    found = (left_at(conn, no) for no in numbers)
    return [one for one in found if one is not None]


def _still(batches: Collection[BatchRow], waiting: Collection[str | None]) -> list[BatchRow]:
    """The batches of buildings in which somebody is still to come."""
    return [one for one in batches if one.building_id in waiting]
