"""What was missed of a delivery, row by row, as its progress is told by it."""

from __future__ import annotations

from typing import NamedTuple

from data import sql
from data.doors.owed import THERE
from data.sql import Reader


class MissedLine(NamedTuple):
    """Goods that a household missed at a drop of the delivery.

    Attributes:
        left: how many of them it did not get by now.
        is_open: 1 while it is to get them still, by this record or by one that took over; a drop
            whose goods are on the truck yet was missed by nobody.
    """

    drop_no: int
    item_id: str
    household_id: str
    building_id: str
    left: int
    noted_at: str
    is_open: int


def missed(conn: Reader, delivery_no: int) -> list[MissedLine]:
    """All that doors missed at the drops of a delivery and did not get since."""
    found = conn.execute(
        "SELECT d.no AS drop_no, m.item_id AS item_id, m.household_id AS household_id,"
        " h.building_id AS building_id, m.quantity - m.given AS left, m.noted_at AS noted_at,"
        f" m.why <> 'refused' AND d.state IN {THERE} AS is_open"
        " FROM delivery y JOIN supply_drop d ON d.delivery_id = y.id"
        " JOIN missed_door m ON m.drop_id = d.id JOIN household h ON h.id = m.household_id"
        " WHERE y.no = ? AND m.given < m.quantity ORDER BY m.noted_at, m.no",
        (delivery_no,),
    )
    return sql.views(MissedLine, found)


def carried_by(conn: Reader, delivery_no: int) -> set[str]:
    """Keys of the households for which a delivery brings what they missed before."""
    found = conn.execute(
        "SELECT m.household_id FROM delivery y JOIN delivery_item i ON i.delivery_id = y.id"
        " JOIN missed_door m ON m.carried_item_id = i.id WHERE y.no = ?",
        (delivery_no,),
    )
    return {key for (key,) in found}
