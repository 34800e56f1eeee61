"""The rows of a listing as a list shows them: read by blocks, and only those that are seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.listing import Listing
from models.problems import Refused

_BLOCK = 64
"""Rows read at once."""

_BLOCKS = 16
"""Blocks kept; more than any screen shows."""


class Rows:
    """Rows by their places, from 0.

    Args:
        listing: what they are read from; None for no rows.
        busy: called when they cannot be read now because another desk holds the file.
    """

    def __init__(self, listing: Listing[Any] | None, busy: Callable[[], object]) -> None:
        self.listing = listing
        self._busy = busy
        self._blocks: dict[int, list[Any]] = {}

    @property
    def count(self) -> int:
        """How many there are."""
        return 0 if self.listing is None else self.listing.count

    def no(self, index: int) -> int | None:
        """The number of the record at a place; None when there is none, or it is gone."""
        row = self.at(index)
        return None if row is None else int(row.no)

    def at(self, index: int) -> Any:
        """The row at a place; None when there is none, or its record is gone."""
        if not 0 <= index < self.count:
            return None
        block = self._block(index // _BLOCK)
        at = index % _BLOCK
        return block[at] if at < len(block) else None

    def _block(self, number: int) -> list[Any]:
        block = self._blocks.get(number)
        if block is None and self.listing is not None:
            start = number * _BLOCK
            try:
                block = self.listing.window(start, min(start + _BLOCK, self.listing.count))
            except Refused:
                self._busy()
                return []
            while len(self._blocks) >= _BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = block
        return block or []
