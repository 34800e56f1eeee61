"""What doors are owed from earlier drops, as goods are divided by it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from data import sql
from data.sql import Reader
from models.supplies.alike import goods_key

OPEN = "(m.given_at IS NULL AND m.why <> 'refused' AND d.state IN ('unloaded', 'done'))"
"""SQL for whether something is owed by a record `m` of a drop `d`; what never left the truck was
missed by nobody, and who did not want it is owed nothing."""

THERE = "('unloaded', 'done')"
"""How far a stop is whose goods are off the truck: what it makes good stands fast."""

AT_STOP = f"""EXISTS (SELECT 1 FROM supply_drop s JOIN delivery v ON v.id = s.delivery_id
  JOIN building o ON o.compound_id = s.compound_id JOIN household e ON e.building_id = o.id
  WHERE e.id = m.household_id AND v.no = :no AND s.state IN {THERE})"""
"""SQL for whether the delivery `:no` is off the truck at the gate of a record `m`."""

_OWED = f"""
SELECT m.household_id AS household_id, i.goods AS goods,
  CASE WHEN {AT_STOP} THEN m.carried ELSE m.quantity - m.given END AS quantity
FROM missed_door m JOIN supply_drop d ON d.id = m.drop_id JOIN delivery y ON y.id = d.delivery_id
JOIN delivery_item i ON i.id = m.item_id
LEFT JOIN delivery_item k ON k.id = m.carried_item_id LEFT JOIN delivery w ON w.id = k.delivery_id
WHERE y.no <> :no AND (w.no = :no OR (w.no IS NULL AND {OPEN} AND NOT {AT_STOP}
  AND d.eta <= (SELECT max(x.eta) FROM supply_drop x JOIN delivery z ON z.id = x.delivery_id
    WHERE z.no = :no)))"""


class _Owed(NamedTuple):
    household_id: str
    goods: str
    quantity: int


def owed(conn: Reader, delivery_no: int, goods: str) -> Counter[str]:
    """Units of some goods that households are owed from other deliveries, by household key.

    What another delivery makes good already is not owed twice; who did not want it is owed nothing.
    Where this delivery is off the truck, it is what it made good there.
    """
    wanted = goods_key(goods)
    found: Counter[str] = Counter()
    for one in sql.views(_Owed, conn.execute(_OWED, {"no": delivery_no})):
        if one.quantity > 0 and goods_key(one.goods) == wanted:
            found[one.household_id] += one.quantity
    return found
