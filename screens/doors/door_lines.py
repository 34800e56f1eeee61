"""The doors of a gate as lines that can be ticked, and the ticks as a draft keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from textual.content import Content

from data.doors.queries import Gate
from data.supplies.door_shares import DoorShare
from models.address import dashed
from models.doors import Miss, MissedRow, MissedWhy
from models.drafts import Value
from models.supplies.rules import amount_told
from screens.doors import words
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.ticks import tick
from screens.kit.values import beside

_ROOM = 10
"""Cells of a door."""

Key = tuple[int, str]
"""A door of a gate: the drop's number and the household's key."""


class DoorLine(NamedTuple):
    """A door as the list shows it."""

    gate: Gate
    door: DoorShare

    @property
    def key(self) -> Key:
        """The door's key."""
        return self.gate.drop.no, self.door.household_id


def lines_of(gates: Iterable[Gate]) -> Iterator[DoorLine | None]:
    """The doors that get something, in the order of the building leader's list: who is owed
    something in front, then in the order of the way; a blank place for the heading of each
    building."""
    for gate in gates:
        for _building, doors in groupby(gate.due, key=lambda door: door.building_id):
            yield None
            for door in sorted(doors, key=lambda door: not any(door.owed)):
                yield DoorLine(gate, door)


def all_missed(line: DoorLine) -> Iterator[Miss]:
    """All that a door is due, as missed because nobody answered."""
    for item, count in zip(line.gate.items, line.door.quantities, strict=True):
        if count:
            drop, household = line.key
            yield Miss(drop, household, item.item_id, count, MissedWhy.ABSENT)


def drawn(
    line: DoorLine, rows: Sequence[MissedRow], missed: bool, cells: int, *, masked: bool
) -> Content:
    """A door with what it gets, ticked where it missed out; red where it did twice in a row.

    Args:
        rows: what is on file that it missed.
        cells: of the line.
    """
    door = line.door
    asked = next((row.request_no for row in rows if row.request_no is not None), None)
    goods = " ".join(
        amount_told(item.goods, count, item.unit)
        for item, count in zip(line.gate.items, door.quantities, strict=True)
        if count
    )
    told = beside(
        goods,
        _("owed") if any(door.owed) else "",
        words.reason(rows[0]) if rows and missed and not masked else "",
        _("request {no}").format(no=asked) if asked else "",
        " ".join(masks.marks(door.marks, masked)),
    )
    red = words.times(max((row.times for row in rows), default=1)) if missed else ""
    text = f"{tick(missed)} {cut(dashed(door.unit, door.room), _ROOM)} "
    room = max(10, cells - _ROOM - 4 - 2 * len(red))
    return Content.assemble(
        Content.styled(text + cut(told, room).rstrip(), "bold" if missed else ""),
        Content.styled(f"  ⚠ {red}" if red else "", "$error bold"),
    )


def kept_ticks(ticks: Collection[Key]) -> tuple[str, ...]:
    """Ticks as a draft keeps them."""
    return tuple(f"{drop}:{household}" for drop, household in sorted(ticks))


def read_ticks(kept: Value) -> set[Key]:
    """The ticks of a draft."""
    parts = (one.partition(":") for one in ([kept] if isinstance(kept, str) else kept))
    return {(int(drop), household) for drop, _colon, household in parts if drop.isdigit()}
