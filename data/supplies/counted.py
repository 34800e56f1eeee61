"""What was counted and missed of a delivery, row by row, as its progress is told by it."""

from __future__ import annotations

from typing import NamedTuple

from data import sql
from data.sql import Reader


class CountLine(NamedTuple):
    """A count, also one that a later one took the place of. Times in stored UTC form."""

    drop_no: int
    item_id: str
    building_id: str | None
    stage: str
    quantity: int
    reason: str | None
    said: str
    counted_at: str
    replaced_at: str | None


class MissedLine(NamedTuple):
    """Goods that a household missed at a drop of the delivery."""

    drop_no: int
    item_id: str
    household_id: str
    building_id: str
    quantity: int
    noted_at: str
    is_open: int
    """1 while they are owed: neither made good nor refused."""
    is_refused: int


OPEN = "m.given_at IS NULL AND m.why <> 'refused'"
"""SQL for whether what a door missed, `m`, is still owed to it."""


def counts(conn: Reader, delivery_no: int) -> list[CountLine]:
    """All counts of a delivery, in the order in which they were made."""
    found = conn.execute(
        "SELECT t.no AS drop_no, c.item_id AS item_id, c.building_id AS building_id,"
        " c.stage AS stage, c.quantity AS quantity, c.reason AS reason, c.said AS said,"
        " c.counted_at AS counted_at, c.replaced_at AS replaced_at"
        " FROM delivery y JOIN supply_drop t ON t.delivery_id = y.id"
        " JOIN supply_count c ON c.drop_id = t.id WHERE y.no = ? ORDER BY c.counted_at, c.no",
        (delivery_no,),
    )
    return sql.views(CountLine, found)


def missed(conn: Reader, delivery_no: int) -> list[MissedLine]:
    """All that doors missed at the drops of a delivery."""
    found = conn.execute(
        "SELECT t.no AS drop_no, m.item_id AS item_id, m.household_id AS household_id,"
        " h.building_id AS building_id, m.quantity AS quantity, m.noted_at AS noted_at,"
        f" {OPEN} AS is_open, m.why = 'refused' AS is_refused"
        " FROM delivery y JOIN supply_drop t ON t.delivery_id = y.id"
        " JOIN missed_door m ON m.drop_id = t.id JOIN household h ON h.id = m.household_id"
        " WHERE y.no = ? ORDER BY m.noted_at, m.no",
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
