"""The rows of a listing as a list shows them: read by blocks, and only those that are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from data.listing import Listing

_BLOCK = 64
"""Rows read at once."""

_BLOCKS = 16
"""Blocks kept; more than any screen shows."""


class Rows:
    """Rows by their places, from 0.

    Args:
        listing: what they are read from; None for no rows.
        failed: called with why some could not be read; they are no rows until `retry`.
    """

    def __init__(self, listing: Listing[Any] | None, failed: Callable[[Exception], object]) -> None:
        self.listing = listing
        self._failed = failed
        self._blocks: dict[int, list[Any]] = {}
        self._unread: set[int] = set()
        """Blocks that could not be read, and are not asked for with each line of the screen."""

    @property
    def count(self) -> int:
        """How many there are."""
        return 0 if self.listing is None else self.listing.count

    def no(self, index: int) -> int | None:
        """The number of the record at a place; None when there is none, or it is gone."""
        row = self.at(index)
        return None if row is None else int(row.no)

    def position(self, no: int) -> int | None:
        """The place of a record; None when it is not among them."""
        return None if self.listing is None else self.listing.position(no)

    def in_view(self, nos: Iterable[int]) -> set[int]:
        """Those of these numbers that the view shows, whatever is filtered for."""
        return set() if self.listing is None else set(self.listing.in_view(set(nos)))

    def nos(self) -> set[int]:
        """The numbers of all."""
        return set() if self.listing is None else set(self.listing.nos(0, self.count))

    def read_before(self, no: int) -> Any:
        """The row of a record, without reading; None where it was not read yet."""
        rows = (row for block in self._blocks.values() for row in block)
        return next((row for row in rows if row.no == no), None)

    def at(self, index: int) -> Any:
        """The row at a place; None when there is none, or its record is gone."""
        if not 0 <= index < self.count:
            return None
        block = self._block(index // _BLOCK)
        at = index % _BLOCK
        return block[at] if at < len(block) else None

    def read(self, start: int, stop: int) -> None:
        """Read the rows of these places now, those too that could not be read before.

        Raises:
            Refused: as `Store.read`.
        """
        for number in range(start // _BLOCK, (min(stop, self.count) - 1) // _BLOCK + 1):
            if number not in self._blocks:
                self._keep(number, self._read(number))
        self.retry()

    def retry(self) -> None:
        """Ask again for what could not be read, once it is asked for."""
        self._unread.clear()

    def _block(self, number: int) -> list[Any]:
        block = self._blocks.get(number)
        if block is None and number not in self._unread:
            try:
                block = self._read(number)
            except Exception as error:  # noqa: BLE001 - lines that are seen stay, and it is told
                self._unread.add(number)
                self._failed(error)
                return []
            self._keep(number, block)
        return block or []

    def _keep(self, number: int, block: list[Any]) -> None:
        while len(self._blocks) >= _BLOCKS:
            del self._blocks[next(iter(self._blocks))]
        self._blocks[number] = block

    def _read(self, number: int) -> list[Any]:
        if self.listing is None:
            return []
        start = number * _BLOCK
        return self.listing.window(start, min(start + _BLOCK, self.listing.count))


def place_of(listing: Listing[Any], no: int | None, otherwise: int) -> int:
    """The place of a record in a listing; another where it is not in it."""
    place = None if no is None else listing.position(no)
    return otherwise if place is None else place
