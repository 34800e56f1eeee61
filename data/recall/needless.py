"""Visits that nobody waits for any more, since a result of their own is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.recall import commands, queries
from data.results.holds import pending
from models.call_sheet import Who
from models.recall import RetestRow, RetestState
from models.results import Source

if TYPE_CHECKING:
    from data.step import Step

_SURE = frozenset({Source.SINGLE, Source.SUBDISTRICT})
"""Whose word makes a single re-test needless; after an antigen kit it is needed all the more."""


def call_off_needless(
    step: Step, said: Iterable[tuple[Who, Source]], at: datetime
) -> list[RetestRow]:
    """Call the visits off at which nobody waits for a result any more: every door less is an
    exposure less. Whoever is on the way already is told by the plan, and goes or turns round.

    Args:
        said: of whom a result was written down, and by whom it was told.
        at: when the last of them was.
    """
    homes = {who.household for who, source in said if who.household and source in _SURE}
    if not homes:
        return []
    planned = [
        row for row in queries.open_retests(step.conn, homes) if row.state == RetestState.PLANNED
    ]
    if not planned:
        return []
    waits = pending(step.conn, max(at, step.at))
    needed = {
        key
        for key, who, _name in queries.sampled_at(step.conn, [row.id for row in planned])
        if who in waits
    }
    off = [row for row in planned if row.people and row.id not in needed]
    for row in off:
        commands.RETESTS.mark(step, row, RetestState.CANCELLED)
    return off
