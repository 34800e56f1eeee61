"""The goods of a delivery on file: added, changed and taken off, what was counted of them kept.

Counts, missed doors and shares hang on the record of some goods, so that goods which stay the same,
or are only called otherwise, keep theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from data import sql
from data.doors.carrying import let_go
from data.ids import new_id
from data.sql import Reader
from models.problems import Refused
from models.supplies import DropState, ItemInput, ItemView
from models.supplies.alike import goods_key
from models.supplies.rules import units_told
from models.text import fold

if TYPE_CHECKING:
    from data.step import Step

THERE = (DropState.UNLOADED, DropState.DONE)
"""How far a stop is whose goods are off the truck: it keeps what it got."""


COUNTED = (
    "EXISTS (SELECT 1 FROM supply_count s WHERE s.drop_id = n.drop_id AND s.item_id = n.item_id"
    " AND s.stage <> 'truck' AND s.replaced_at IS NULL)"
)
"""SQL for whether what a drop gets, `n`, was counted there: it came, and is divided no more."""


class Handed(NamedTuple):
    """What is known of some goods of a delivery beyond its plan."""

    counted: int
    """At how many gates they were counted."""
    missed: int
    """How many doors are noted that got none."""
    gates: int
    """At how many gates they are off the truck."""
    quantity: int
    """How many came to gates: what was counted there, else what was planned where it is off."""


_HANDED = f"""
SELECT i.id AS id,
  (SELECT count(DISTINCT s.drop_id) FROM supply_count s WHERE s.item_id = i.id
     OR s.came_id = i.id) AS counted,
  (SELECT count(*) FROM missed_door m WHERE m.item_id = i.id
     OR m.carried_item_id = i.id AND m.given > 0) AS missed,
  (SELECT count(*) FROM drop_item n JOIN supply_drop t ON t.id = n.drop_id
     WHERE n.item_id = i.id AND n.planned > 0 AND t.state IN ({sql.quoted(THERE)})) AS gates,
  (SELECT coalesce(sum(coalesce(
      (SELECT s.quantity FROM supply_count s WHERE s.drop_id = t.id AND s.item_id = i.id
         AND s.stage = 'gate' AND s.building_id IS NULL AND s.replaced_at IS NULL
         ORDER BY s.no DESC LIMIT 1),
      CASE WHEN t.state IN ({sql.quoted(THERE)}) THEN n.planned ELSE 0 END)), 0)
     FROM drop_item n JOIN supply_drop t ON t.id = n.drop_id WHERE n.item_id = i.id) AS quantity
FROM delivery_item i WHERE i.delivery_id = ?"""


def handed(conn: Reader, delivery_id: str) -> dict[str, Handed]:
    """What was done with the goods of a delivery so far, by the key of the goods."""
    return {
        one.pop("id"): Handed(**one) for one in sql.named(conn.execute(_HANDED, (delivery_id,)))
    }


def add_items(step: Step, delivery_id: str, items: Sequence[ItemInput], first: int = 1) -> None:
    """Add goods to a delivery, numbered on from a place."""
    from models.supplies.tables import DeliveryItem

    step.add(
        *(
            DeliveryItem(id=new_id(), delivery_id=delivery_id, position=at, **item_columns(item))
            for at, item in enumerate(items, first)
        )
    )


def item_columns(item: ItemInput) -> dict[str, Any]:
    """What goods are kept as."""
    return item._asdict() | {"first_marks": sql.as_given(item.first_marks)}


_MANNER = ("rule", "base", "first_marks", "each_gets")
"""Columns that say how goods are divided among the doors of a gate."""

_OFF_THE_TRUCK = f"""
SELECT n.id FROM drop_item n JOIN supply_drop t ON t.id = n.drop_id
WHERE n.item_id = ? AND n.rule IS NULL AND (t.state IN ({sql.quoted(THERE)}) OR {COUNTED})"""


def change_item(step: Step, was: ItemView, now: ItemInput, **also: object) -> None:
    """Change some goods. Gates where they are off the truck keep how they were divided there, so
    that a door list printed again says what the doors got.

    Args:
        also: further columns.
    """
    from models.supplies.tables import DeliveryItem, DropItem

    before = was._asdict() | {"first_marks": sql.as_given(was.first_marks)}
    after = item_columns(now)
    manner = {name: before[name] for name in _MANNER}
    if any(after[name] != value for name, value in manner.items()):
        for (key,) in step.conn.execute(_OFF_THE_TRUCK, (was.id,)).fetchall():
            step.change(DropItem, key, **manner)
    step.change(DeliveryItem, was.id, **also, **after)


def change_items(
    step: Step, delivery_id: str, held: Sequence[ItemView], given: Sequence[ItemInput]
) -> None:
    """Let a delivery bring other goods: those that are the same keep their record.

    Raises:
        Refused: `goods_counted`, `item_missed` and `item_there` for goods that cannot be taken off
            any more, `quantity_below_handed`.
    """
    from models.supplies.tables import DeliveryItem

    done = handed(step.conn, delivery_id)
    same = pairs(held, given)
    kept = {of.id for of in same if of is not None}
    for item in held:
        if item.id not in kept:
            _refuse_taking_off(item, done[item.id])
    for one, of in zip(given, same, strict=True):
        if of is not None and one.quantity < of.quantity and one.quantity < done[of.id].quantity:
            raise Refused(
                "quantity_below_handed",
                "items",
                goods=one.goods,
                quantity=units_told(one.quantity, one.unit),
                handed=units_told(done[of.id].quantity, one.unit),
            )
    gone = [item.id for item in held if item.id not in kept]
    let_go(step, gone)
    _remove(step, gone)
    # Places are free before they are taken: two goods of a delivery have never the same.
    for at, item in enumerate(held, 1):
        if item.id in kept:
            step.change(DeliveryItem, item.id, position=-at)
    for at, (one, of) in enumerate(zip(given, same, strict=True), 1):
        if of is None:
            add_items(step, delivery_id, [one], at)
        else:
            change_item(step, of, one, position=at)


def pairs(held: Sequence[ItemView], given: Sequence[ItemInput]) -> list[ItemView | None]:
    """For each of the goods given the record that they are: by name, unit and batch, by what they
    are whatever they are called, and of those left by a name that is nearly the same, as when it
    is put right. None for goods that are new."""
    found: dict[int, ItemView] = {}
    free = list(held)
    for key in _KEYS:
        for at, one in enumerate(given):
            if at in found:
                continue
            match = next((item for item in free if key(item) == key(one)), None)
            if match is not None:
                found[at] = match
                free.remove(match)
    for at, one in enumerate(given):
        match = next((item for item in free if at not in found and _is_renamed(item, one)), None)
        if match is not None:
            found[at] = match
            free.remove(match)
    return [found.get(at) for at in range(len(given))]


_KEYS: tuple[Callable[[ItemView | ItemInput], tuple[object, ...]], ...] = (
    lambda one: (one.goods, fold(one.kit), one.unit, one.batch, one.is_paid),
    lambda one: (one.goods, fold(one.kit), one.unit),
    lambda one: (goods_key(one.goods), fold(one.kit), one.unit),
    lambda one: (goods_key(one.goods), fold(one.kit)),
)


def _is_renamed(was: ItemView, now: ItemInput) -> bool:
    """Whether goods may be the same under a name that was put right: most letters are."""
    one, other = set(goods_key(was.goods)), set(goods_key(now.goods))
    same = 2 * len(one & other) >= max(len(one), len(other))
    return same and (was.unit, fold(was.kit)) == (now.unit, fold(now.kit))


def _refuse_taking_off(item: ItemView, done: Handed) -> None:
    said = {"goods": item.goods}
    if done.counted:
        raise Refused("goods_counted", "items", **said, count=done.counted)
    if done.missed:
        raise Refused("item_missed", "items", **said, count=done.missed)
    if done.gates:
        raise Refused("item_there", "items", **said, count=done.gates)


def _remove(step: Step, items: Sequence[str]) -> None:
    """Take goods from a delivery, with what was planned of them."""
    from sqlmodel import col, select

    from models.supplies.tables import BuildingShare, DeliveryItem, DropItem

    parts = select(DropItem.id).where(col(DropItem.item_id).in_(items))
    step.remove_where(BuildingShare, col(BuildingShare.drop_item_id).in_(parts))
    step.remove_where(DropItem, col(DropItem.item_id).in_(items))
    step.remove_where(DeliveryItem, col(DeliveryItem.id).in_(items))
