"""The calls that one import has taken down by now, of all its files."""

from __future__ import annotations

Same = tuple[str, int | None, str, str]
"""By which a call is known in two lists: number, household or address as said, what was asked."""


class Taken:
    """What was asked so far: whole texts, and what is known again in other columns."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.same: set[Same] = set()
