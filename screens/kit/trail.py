"""Where one was at the desk, as browsers know it: back, forward, and a new way cuts what was ahead.

It knows no place and no record: what a place keeps of how it was looked at is the place's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

MOST = 50
"""Spots kept."""

Seen = TypeVar("Seen")


class Spot(NamedTuple, Generic[Seen]):
    """Where somebody stood.

    Attributes:
        place: the place's name.
        no: the number of the record under the cursor; None for none.
        seen: how the place was looked at, its cursor, scroll, view, filter; None for as it is.
    """

    place: str
    no: int | None = None
    seen: Seen | None = None


class Trail:
    """Spots in the order in which they were gone to; one of them is where one stands now."""

    def __init__(self) -> None:
        self._spots: list[Spot[object]] = []
        self._at = 0
        """Where one stands; behind the last spot while what is there was not left yet."""

    def leave(self, spot: Spot[object]) -> None:
        """Go on to somewhere else from a spot; what was ahead is gone."""
        self._spots[self._at :] = [spot]
        del self._spots[:-MOST]
        self._at = len(self._spots)

    def turn(
        self, by: int, now: Spot[object], stands: Callable[[Spot[object]], bool]
    ) -> tuple[Spot[object] | None, int]:
        """The spot before this one, or behind it; None where there is none.

        Args:
            by: -1 for back, 1 for forward.
            now: where one stands.
            stands: whether there is still what a spot is about; those of which there is not are
                passed over, and forgotten.

        Returns:
            The spot, and how many were passed over.
        """
        self._spots[self._at : self._at + 1] = [now]
        gone = 0
        to = self._at + by
        while 0 <= to < len(self._spots) and not stands(self._spots[to]):
            del self._spots[to]
            gone += 1
            if by < 0:
                self._at -= 1
                to -= 1
        if not 0 <= to < len(self._spots):
            return None, gone
        self._at = to
        return self._spots[to], gone

    def forget_records(self) -> None:
        """The file is another: nothing goes by a number of the one before."""
        self._spots = [Spot(spot.place) for spot in self._spots]
