"""What doors are owed from earlier drops, as goods are divided by it."""

from __future__ import annotations

from collections import Counter

from data.sql import Reader
from models.supplies.alike import goods_key

_OWED = """
SELECT m.household_id AS household_id, i.goods AS goods, m.quantity AS quantity
FROM missed_door m JOIN delivery_item i ON i.id = m.item_id
JOIN delivery y ON y.id = i.delivery_id
LEFT JOIN delivery_item k ON k.id = m.carried_item_id LEFT JOIN delivery w ON w.id = k.delivery_id
WHERE m.given_at IS NULL AND m.why <> 'refused' AND y.no <> :no AND (w.no IS NULL OR w.no = :no)"""


def owed(conn: Reader, delivery_no: int, goods: str) -> Counter[str]:
    """Units of some goods that households are owed from other deliveries, by household key.

    What another delivery makes good already is not owed twice; who did not want it is owed nothing.
    """
    wanted = goods_key(goods)
    found: Counter[str] = Counter()
    for household, missed, quantity in conn.execute(_OWED, {"no": delivery_no}):
        if goods_key(missed) == wanted:
            found[household] += quantity
    return found
