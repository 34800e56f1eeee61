"""What is left to be done at the tables of a session, for whoever takes one over. No tables."""

from __future__ import annotations

from typing import NamedTuple

from models.sampling import Member, TubeView
from models.testing import BatchRow


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
