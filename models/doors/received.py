"""What doors that a report says got it after all had missed: what of that is wrong now. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from models.doors import MissedRow, MissedWhy, SaidDoor
from models.doors.finding import DueDoor, Found, Known
from models.doors.goods import goods_meant


class Received(NamedTuple):
    """A door that got it after all, or was named by mistake."""

    door: DueDoor
    rows: tuple[MissedRow, ...]
    """What was noted there and is to be taken back; none where nothing was."""
    made_good: int | None = None
    """Number of the delivery that made good what was missed there, so that it stays."""


def received(found: Found, noted: Sequence[MissedRow]) -> tuple[Found, tuple[Received, ...]]:
    """What a report takes back of that which was noted at these gates before.

    Goods that are said to have come are those that were noted as missed; where none of them was,
    they are all that the door got, unless they are said to have come later.

    Returns:
        The report without doors that only got what they had missed, and all doors that got it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    by_door: dict[tuple[int, str], list[MissedRow]] = defaultdict(list)
    for row in noted:
        by_door[row.drop_no, row.household_id].append(row)
    back = []
    whole: dict[SaidDoor, int] = {}
    for one in found.got:
        rows = by_door[one.door.drop_no, one.door.household_id]
        if rows or not one.said.whole:
            back.append(received_at(one.door, rows))
        if one.said.whole:
            whole[one.said] = whole.get(one.said, 0) + len(rows)
    served = (one for one in found.got if whole.get(one.said) == 0)
    back += {one.said: Received(_building(one.door), ()) for one in served}.values()
    left = []
    for one in found.known:
        rows = _came(one, by_door[one.door.drop_no, one.door.household_id])
        if rows or one.said.later:
            back.append(received_at(one.door, rows))
        if not (rows and one.said.came) and not one.said.later:
            left.append(one)
    return found._replace(known=tuple(left)), tuple(back)


def received_at(door: DueDoor, rows: Sequence[MissedRow]) -> Received:
    """A door with what was noted there; what a later delivery made good stays."""
    good = [row for row in rows if row.given_at is not None and row.why != MissedWhy.REFUSED]
    made_good = next((row.carried_no for row in good), None)
    return Received(door, tuple(row for row in rows if row not in good), made_good)


def _building(door: DueDoor) -> DueDoor:
    """The building of a door, as a door of its own."""
    address = door.address._replace(unit=None, room=None)
    return door._replace(household_id="", household_no=0, address=address)


def _came(one: Known, rows: Sequence[MissedRow]) -> list[MissedRow]:
    """What was noted of goods that are said to have come."""
    if not (one.said.only and rows):
        return []
    meant = (at for word in one.said.only for at in goods_meant(word, one.door.goods))
    items = {one.door.items[at] for at in meant}
    return [row for row in rows if row.item_id in items]
