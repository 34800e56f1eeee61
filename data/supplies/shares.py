"""What each drop is planned to get: the goods of a delivery divided among its gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import sql
from data.ids import new_id
from data.supplies import queries
from data.supplies.stops import compounds
from models.supplies import AllocationRule, DeliveryView, DropState, DropView, rules
from models.text import fold

if TYPE_CHECKING:
    from data.store import Step


def share_out(step: Step, no: int) -> None:
    """Divide every item of a delivery among its stops, and write what the filter finds them by.

    The households of the compounds as they are now decide; stops called off get nothing.
    """
    from sqlmodel import col

    from models.supplies.tables import DropItem, SupplyDrop

    view = queries.delivery(step.conn, no)
    stops = queries.stops(step.conn, no)
    live = [stop for stop in stops if stop.state != DropState.CANCELLED]
    off = [stop.id for stop in stops if stop.state == DropState.CANCELLED]
    step.remove_where(DropItem, col(DropItem.drop_id).in_(off))
    if not live:
        return
    _divide(step, view, live)
    for stop in live:
        step.change(SupplyDrop, stop.id, search=_search(view, stop))


def _divide(step: Step, view: DeliveryView, live: list[DropView]) -> None:
    from models.supplies.tables import DropItem

    gates = [one.gate for one in compounds(step.conn, [stop.compound for stop in live])]
    found = step.conn.execute(
        "SELECT n.drop_id AS drop_id, n.item_id AS item_id, n.id AS id FROM drop_item n"
        " JOIN delivery_item i ON i.id = n.item_id WHERE i.delivery_id = ?",
        (view.id,),
    )
    known = {(one["drop_id"], one["item_id"]): one["id"] for one in sql.named(found)}
    new = []
    for item in view.items:
        shares = rules.allocate(AllocationRule(item.rule), item.quantity, gates)
        for stop, planned in zip(live, shares, strict=True):
            key = known.get((stop.id, item.id))
            if key is not None:
                step.change(DropItem, key, planned=planned)
            else:
                new.append(DropItem(id=new_id(), drop_id=stop.id, item_id=item.id, planned=planned))
    step.add(*new)


def _search(view: DeliveryView, stop: DropView) -> str:
    """Folded text with all that a drop is found by."""
    goods = " ".join(item.goods for item in view.items)
    words = (stop.compound, stop.unloading_point, goods, view.driver, view.driver_phone, view.plate)
    return fold(" ".join((f"#{stop.no}", *words)))
