"""Batches of sessions on file: they follow what becomes of their session."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data.testing import queries
from data.testing.settings import testing_settings
from models.testing import Batch, BatchRow, SessionInput, SessionView
from models.testing.batches import again, timed
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def move_batches(step: Step, session_no: int, by: timedelta) -> None:
    """Move the batches of a session by as much as it moved. Part of a command."""
    from models.testing.tables import TestBatch

    if by:
        for row in queries.batches(step.conn, session_no):
            step.change(TestBatch, row.id, starts_at=loaded(row.starts_at) + by)


def renew_batches(step: Step, was: SessionView, now: SessionInput) -> None:
    """Let the batches of a session follow what was changed of it: they move with its beginning, are
    called faster or slower by other desks, and go with their compound; children stay in their
    break. Part of a command.

    Those of a compound that is called from now on are not planned by this.
    """
    from models.testing.tables import TestBatch

    rows = queries.batches(step.conn, was.no)
    for row in rows:
        if row.compound not in now.compounds:
            step.remove(TestBatch, row.id)
    left = [row for row in rows if row.compound in now.compounds]
    young = any(row.in_break for row in left)
    if now.desks == was.desks and len(left) == len(rows) and not young:
        move_batches(step, was.no, now.starts_at - loaded(was.starts_at))
        return
    settings = testing_settings(step.conn)
    batches, _through = timed(again(map(_as_batch, left)), now.starts_at, now.desks, settings)
    for is_young in (False, True):
        own = [row for row in left if bool(row.in_break) is is_young]
        same = [one for one in batches if one.in_break is is_young]
        for row, batch in zip(own, same, strict=True):
            step.change(TestBatch, row.id, starts_at=batch.starts_at)


def _as_batch(row: BatchRow) -> Batch:
    return Batch(
        row.building_id,
        row.first_room,
        row.last_room,
        row.households,
        row.people,
        loaded(row.starts_at),
        bool(row.at_door),
        bool(row.in_break),
    )
