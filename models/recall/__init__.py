"""Recall of an abnormal tube: whom it holds, who shares with them, single re-tests. No tables."""

from __future__ import annotations

from enum import StrEnum


class RetestState(StrEnum):
    """How far a single re-test is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"
