"""Which delivery makes good what a door missed: bound while it is planned, given when done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.doors.owed import OPEN, THERE
from data.sql import Reader
from data.supplies import queries
from data.supplies.door_shares import door_shares
from models.doors.rules import make_good
from models.supplies import DropState, DropView
from models.supplies.alike import goods_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.step import Step

_BOUND = f"""
SELECT m.id AS id FROM missed_door m JOIN delivery_item k ON k.id = m.carried_item_id
JOIN delivery w ON w.id = k.delivery_id JOIN household h ON h.id = m.household_id
JOIN building b ON b.id = h.building_id
WHERE w.no = :no AND m.given_at IS NULL AND NOT EXISTS (SELECT 1 FROM supply_drop s
  WHERE s.delivery_id = w.id AND s.compound_id = b.compound_id AND s.state IN {THERE})"""

_DEBTS = f"""
SELECT m.id AS id, m.household_id AS household_id, i.goods AS goods, m.quantity - m.given AS left
FROM missed_door m JOIN supply_drop d ON d.id = m.drop_id JOIN delivery y ON y.id = d.delivery_id
JOIN delivery_item i ON i.id = m.item_id JOIN household h ON h.id = m.household_id
JOIN building b ON b.id = h.building_id
WHERE b.compound_id = :compound AND y.no <> :no AND m.carried_item_id IS NULL AND {OPEN}
  AND m.quantity > m.given
ORDER BY m.noted_at, m.no"""

_SETTLED = """
SELECT m.id AS id, m.quantity AS quantity, m.carried AS carried, m.given AS given,
  m.given_at AS given_at
FROM missed_door m JOIN delivery_item k ON k.id = m.carried_item_id
JOIN delivery w ON w.id = k.delivery_id JOIN household h ON h.id = m.household_id
JOIN building b ON b.id = h.building_id
WHERE w.no = :no AND b.compound_id = :compound"""


class _Debt(NamedTuple):
    id: str
    household_id: str
    goods: str
    left: int


class _Bound(NamedTuple):
    id: str
    quantity: int
    carried: int
    given: int
    given_at: str | None


def carry(step: Step, delivery_no: int) -> None:
    """Bind what doors are owed to the goods of a delivery that make it good, as they are divided
    now; what it does not make good any more is free for the next. Part of dividing them.

    Nothing changes where its goods are off the truck already.
    """
    from sqlmodel import col

    from models.doors.tables import MissedDoor

    bound = [key for (key,) in step.conn.execute(_BOUND, {"no": delivery_no})]
    if bound:
        step.change_where(
            MissedDoor, col(MissedDoor.id).in_(bound), carried_item_id=None, carried=0
        )
    for stop in queries.stops(step.conn, delivery_no):
        if stop.state == DropState.PLANNED:
            _bind(step, stop, _debts(step.conn, delivery_no, stop.compound_id))


def let_go(step: Step, items: Sequence[str]) -> None:
    """Let nothing be bound to goods that a delivery brings no more: doors are owed it still.

    Args:
        items: keys of the goods, of which nothing was given yet.
    """
    from sqlmodel import col

    from models.doors.tables import MissedDoor

    if items:
        bound = col(MissedDoor.carried_item_id).in_(items)
        step.change_where(MissedDoor, bound, carried_item_id=None, carried=0)


def _debts(conn: Reader, delivery_no: int, compound_id: str) -> list[_Debt]:
    given = {"no": delivery_no, "compound": compound_id}
    return sql.views(_Debt, conn.execute(_DEBTS, given))


def _bind(step: Step, stop: DropView, debts: Sequence[_Debt]) -> None:
    from models.doors.tables import MissedDoor

    if not debts:
        return
    items = queries.drop_items(step.conn, stop.no)
    for door in door_shares(step.conn, stop.no):
        here = [one for one in debts if one.household_id == door.household_id]
        for item, amount in zip(items, door.owed, strict=True):
            alike = [one for one in here if goods_key(one.goods) == goods_key(item.goods)]
            parts = make_good([one.left for one in alike], amount)
            for debt, part in zip(alike, parts, strict=True):
                if part:
                    step.change(MissedDoor, debt.id, carried_item_id=item.item_id, carried=part)


def settle(step: Step, drops: Sequence[DropView], to: str) -> None:
    """Let what a drop makes good follow its state: it is given once the drop is done, and owed
    again when that is taken back. What was missed again is then told by the record of that drop.

    Args:
        drops: as they were before.
        to: their state now.
    """
    from models.doors.tables import MissedDoor

    for drop in drops:
        was, now = drop.state == DropState.DONE, to == DropState.DONE
        if was == now:
            continue
        given = {"no": drop.delivery_no, "compound": drop.compound_id}
        for row in sql.views(_Bound, step.conn.execute(_SETTLED, given)):
            amount = row.given + row.carried if now else row.given - row.carried
            step.change(
                MissedDoor,
                row.id,
                given=amount,
                given_at=step.at if amount >= row.quantity else None,
            )
