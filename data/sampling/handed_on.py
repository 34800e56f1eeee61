"""What is left to be done at the tables of a session, for whoever takes one over while it runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from data import sql
from data.sampling import queries
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Part, Sampling
from models.duties import Slot, Work
from models.sampling import TubeState, rules
from models.sampling.handed_on import TableLeft
from models.testing import BatchRow, SessionState


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


def left_of(conn: Reader, keys: Collection[str]) -> dict[str, TableLeft]:
    """What is left at those of some sessions that run, by their keys."""
    found = sql.named(
        conn.execute(
            "SELECT id, no FROM test_session WHERE state = 'running'"
            f" AND id IN ({sql.given('keys')}) ORDER BY no",
            {"keys": sql.as_given(keys)},
        )
    )
    told = {one["id"]: left_at(conn, one["no"]) for one in list(found)}
    return {key: left for key, left in told.items() if left is not None}


def _still(batches: Collection[BatchRow], waiting: Collection[str | None]) -> list[BatchRow]:
    """The batches of buildings in which somebody is still to come."""
    return [one for one in batches if one.building_id in waiting]
