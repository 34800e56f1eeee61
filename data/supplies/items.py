"""The goods of a delivery in the store: added, changed so that what was counted of them stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data import sql
from data.ids import new_id
from models.problems import Refused
from models.supplies import ItemInput, ItemView
from models.supplies.alike import goods_key
from models.text import fold

if TYPE_CHECKING:
    from data.step import Step

_COUNTED = """
SELECT EXISTS (SELECT 1 FROM supply_count WHERE item_id = :item OR came_id = :item)
  OR EXISTS (SELECT 1 FROM missed_door WHERE item_id = :item OR carried_item_id = :item)"""
"""SQL for whether anything is on file of some goods beside what is planned."""


def add_items(step: Step, delivery_id: str, items: Sequence[ItemInput]) -> None:
    """Add goods to a delivery that has none."""
    from models.supplies.tables import DeliveryItem

    step.add(
        *(
            DeliveryItem(id=new_id(), delivery_id=delivery_id, position=at, **item_columns(item))
            for at, item in enumerate(items, 1)
        )
    )


def item_columns(item: ItemInput) -> dict[str, Any]:
    """What goods are kept as."""
    return item._asdict() | {"first_marks": sql.as_given(item.first_marks)}


def change_items(
    step: Step, delivery_id: str, were: Sequence[ItemView], items: Sequence[ItemInput]
) -> None:
    """Let a delivery bring other goods. Those that stay, by their kit and their name or nearly that
    name, keep all that was counted of them.

    Raises:
        Refused: `goods_counted` for goods that were counted, or that doors wait for, and are left
            out.
    """
    from sqlmodel import col

    from models.supplies.tables import DeliveryItem

    keys = same_goods(were, items)
    for one in were:
        if one.id not in keys:
            _remove(step, one)
    # No two of them may have one place meanwhile.
    step.change_where(
        DeliveryItem,
        col(DeliveryItem.delivery_id) == delivery_id,
        position=DeliveryItem.position + len(were) + len(items),
    )
    for at, (key, item) in enumerate(zip(keys, items, strict=True), 1):
        if key is None:
            values = item_columns(item)
            step.add(DeliveryItem(id=new_id(), delivery_id=delivery_id, position=at, **values))
        else:
            step.change(DeliveryItem, key, position=at, **item_columns(item))


def same_goods(were: Sequence[ItemView], items: Sequence[ItemInput]) -> list[str | None]:
    """The keys that goods had before, in the order of the goods; None for new ones."""

    def called(item: ItemView | ItemInput) -> tuple[str, str]:
        return goods_key(item.goods), fold(item.kit)

    free = list(were)
    keys: list[str | None] = []
    for item in items:
        found = next((one for one in free if called(one) == called(item)), None)
        keys.append(None if found is None else found.id)
        if found is not None:
            free.remove(found)
    for at, item in enumerate(items):
        renamed = (one for one in free if keys[at] is None and _is_renamed(one, item))
        found = next(renamed, None)
        if found is not None:
            keys[at] = found.id
            free.remove(found)
    return keys


def _is_renamed(was: ItemView, now: ItemInput) -> bool:
    """Whether goods may be the same under a name that was put right: most letters are."""
    one, other = set(goods_key(was.goods)), set(goods_key(now.goods))
    same = 2 * len(one & other) >= max(len(one), len(other))
    return same and (was.unit, fold(was.kit)) == (now.unit, fold(now.kit))


def _remove(step: Step, item: ItemView) -> None:
    """Take goods from a delivery, and what was planned of them for each drop.

    Raises:
        Refused: `goods_counted`.
    """
    from sqlmodel import col, select

    from models.supplies.tables import BuildingShare, DeliveryItem, DropItem

    if sql.value(step.conn.execute(_COUNTED, {"item": item.id})):
        raise Refused("goods_counted", "items", goods=item.goods)
    parts = select(DropItem.id).where(col(DropItem.item_id) == item.id)
    step.remove_where(BuildingShare, col(BuildingShare.drop_item_id).in_(parts))
    step.remove_where(DropItem, col(DropItem.item_id) == item.id)
    step.remove(DeliveryItem, item.id)
