"""What becomes of goods of a stop that is called off, and what of a delivery nobody is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from data import sql
from data.sql import Reader
from data.supplies import queries
from data.supplies.shares import Ground, Plan, ground, plan
from models.supplies import ItemView


class Freed(NamedTuple):
    """What becomes of goods of stops that are called off."""

    goods: str
    unit: str
    moved: int
    """How many go to other stops."""
    stops: int
    """To how many."""
    left: int
    """How many nobody is due: they are left over."""


def freed_goods(conn: Reader, numbers: Collection[int]) -> list[Freed]:
    """Where the goods of these stops go if they are called off, delivery by delivery."""
    found = []
    for delivery_no in dict.fromkeys(queries.drop(conn, no).delivery_no for no in numbers):
        here = ground(conn, delivery_no, numbers)
        gone = [one.id for one in queries.stops(conn, delivery_no) if one.no in numbers]
        found += [_freed(here, plan(conn, here, item), gone) for item in here.view.items]
    return [one for one in found if one.moved or one.left]


def _freed(here: Ground, divided: Plan, gone: Sequence[str]) -> Freed:
    item = divided.item
    was = {key: here.planned[key, item.id].planned for key in _on_file(here, item)}
    more = [
        one.planned - was.get(one.stop.id, 0)
        for one in divided.stops
        if one.planned > was.get(one.stop.id, 0)
    ]
    freed = sum(was.get(key, 0) for key in gone)
    return Freed(item.goods, item.unit, sum(more), len(more), max(0, freed - sum(more)))


def _on_file(here: Ground, item: ItemView) -> Iterable[str]:
    return (drop for drop, of in here.planned if of == item.id)


def left_over(conn: Reader, delivery_no: int) -> dict[str, int]:
    """How many of each item no stop gets, by its key; without those of which nothing is over, and
    without what was paid for, which goes to whoever ordered it."""
    found = conn.execute(
        "SELECT i.id AS id, i.quantity - total(n.planned) AS over FROM delivery_item i"
        " JOIN delivery y ON y.id = i.delivery_id LEFT JOIN drop_item n ON n.item_id = i.id"
        " WHERE y.no = ? AND i.is_paid = 0 GROUP BY i.id HAVING over > 0",
        (delivery_no,),
    )
    return {key: int(over) for key, over in sql.mapped(found, "id", "over").items()}
