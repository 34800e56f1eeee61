"""What the list of drops tells of counts: as columns of a drop, read into what differs there."""

from __future__ import annotations

from data import sql
from models.counts import CountRow, GateLine, Lack, Truck, rules

GONE_ON = """(t.state IN ('done', 'cancelled') OR t.arrived_at IS NULL AND EXISTS (SELECT 1
  FROM delivery v WHERE v.id = t.delivery_id AND v.run = 'office')
  OR EXISTS (SELECT 1 FROM supply_drop o WHERE o.delivery_id = t.delivery_id
    AND o.position > t.position AND o.state <> 'cancelled' AND (
      o.arrived_at IS NOT NULL OR o.state IN ('unloaded', 'done') OR EXISTS (
      SELECT 1 FROM supply_count oc WHERE oc.drop_id = o.id AND oc.stage = 'gate'
        AND oc.replaced_at IS NULL))))"""
"""SQL for whether the truck is known not to be at a drop `t`: this stop is over, a later one of the
delivery has it, or it is unloaded at the office and goes to no gate."""

TRUCK = sql.packed(f"t.arrived_at, t.left_at, {GONE_ON}")
"""SQL for where the truck of a drop `t` is, for `lacks_of`."""

COUNTED = sql.records(
    "i.id, i.goods, i.unit, coalesce((SELECT n.planned FROM drop_item n"
    " WHERE n.drop_id = m.drop_id AND n.item_id = m.item_id), 0), m.no, m.stage, m.quantity,"
    " m.reason, m.counted_at",
    "FROM supply_count m JOIN delivery_item i ON i.id = m.item_id"
    " WHERE m.drop_id = t.id AND m.replaced_at IS NULL AND m.stage IN ('truck', 'gate')"
    " ORDER BY i.position, m.no",
)
"""SQL for what holds of the counts of note and gate at a drop `t`, for `lacks_of`."""


def lacks_of(
    no: int, delivery_no: int, state: str, compound: str, truck: str, counted: str
) -> tuple[Lack, ...]:
    """What differs at a drop between plan, note and gate.

    Args:
        truck, counted: what `TRUCK` and `COUNTED` told.
    """
    rows = sql.read_records(counted)
    if not rows:
        return ()
    arrived_at, left_at, gone_on = sql.unpacked(truck)
    where = Truck(arrived_at, left_at, bool(gone_on))
    lines: dict[str, GateLine] = {}
    for item, goods, unit, planned, count_no, stage, quantity, reason, at in rows:
        line = lines.get(item) or GateLine(
            delivery_no, no, compound, state, item, goods, unit, "", planned, 0, where
        )
        count = CountRow(
            no=count_no,
            drop_no=no,
            item_id=item,
            stage=stage,
            quantity=quantity,
            reason=reason,
            counted_at=at,
            entered_at=at,
        )
        lines[item] = line._replace(counts=(*line.counts, count))
    return tuple(lack for line in lines.values() for lack in rules.lacks(line))
