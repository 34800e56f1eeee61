"""What becomes of the loads of a drop that moves, is called off, planned again or handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from data.duties.crew import Crew, crew_of
from data.duties.records import WorkRecords
from data.loads import queries
from data.sql import Reader
from models.duties import Work
from models.loads import LoadState, rules
from models.supplies import DropState
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step
    from models.loads.tables import CarryLoad


def _table() -> type[CarryLoad]:
    from models.loads.tables import CarryLoad

    return CarryLoad


LOADS = WorkRecords(
    work=Work.LOAD,
    table=_table,
    view=queries.load,
    times=("starts_at", "ends_at"),
    wrong=rules.state_problems,
    planned=LoadState.PLANNED,
    off=LoadState.CANCELLED,
    begun="load_begun",
)
"""How far loads are, and when."""

_FOLLOW = {
    DropState.CANCELLED: ((LoadState.PLANNED, LoadState.UNDER_WAY), LoadState.CANCELLED),
    DropState.PLANNED: ((LoadState.CANCELLED,), LoadState.PLANNED),
    DropState.UNLOADED: ((LoadState.CANCELLED,), LoadState.PLANNED),
    DropState.DONE: ((LoadState.PLANNED, LoadState.UNDER_WAY), LoadState.DONE),
}
"""Which loads follow their drop into which state."""


def crew_at(conn: Reader, drop_nos: Sequence[int]) -> Crew:
    """Who is at the loads of drops, and what now refuses that they are."""
    here = [load.no for load in queries.loads_at(conn, drop_nos)]
    return crew_of(conn, Work.LOAD, here)


def move_along(step: Step, drop_no: int, by: timedelta) -> None:
    """Move the loads of a drop that have not begun by as much as it moved, their duties along."""
    for load in queries.loads_at(step.conn, [drop_no]):
        if load.state == LoadState.PLANNED:
            LOADS.begin_at(step, load, loaded(load.starts_at) + by)


def mark_along(step: Step, drop_no: int, state: DropState) -> None:
    """Let the loads of a drop follow it: off with it, planned again, done where it is handed
    out."""
    since, to = _FOLLOW[state]
    for load in queries.loads_at(step.conn, [drop_no]):
        if load.state in since:
            LOADS.mark(step, load, to)
