"""What becomes of goods of a stop that is called off, and what of a delivery nobody is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from data import sql
from data.sql import Reader
from data.supplies import queries
from data.supplies.mouths import Mouths, manner, mouths_at
from data.supplies.shares import Ground, Plan, ground, plan
from models.supplies import DeliveryView, DropState, DropView, ItemView
from models.supplies.allocation import wants
from models.supplies.written import written_amounts
from models.times import loaded, local_date


class Over(NamedTuple):
    """What no gate gets of some goods.

    Attributes:
        due: how many of these households of gates that are called off are due.
        gates: these gates.
    """

    units: int
    due: int = 0
    gates: tuple[str, ...] = ()


class Freed(NamedTuple):
    """What becomes of goods of stops that are called off."""

    goods: str
    unit: str
    moved: int
    """How many go to other stops."""
    stops: int
    """To how many."""
    left: Over
    """How many go nowhere."""


def freed_goods(conn: Reader, numbers: Collection[int]) -> list[Freed]:
    """Where the goods of these stops go if they are called off, delivery by delivery."""
    found = []
    for delivery_no in dict.fromkeys(queries.drop(conn, no).delivery_no for no in numbers):
        here = ground(conn, delivery_no, numbers)
        gone = [one for one in queries.stops(conn, delivery_no) if one.no in numbers]
        mouths = _mouths(conn, here.view, gone)
        found += [_freed(here, plan(conn, here, item), gone, mouths) for item in here.view.items]
    return [one for one in found if one.moved or one.left.units]


def _freed(here: Ground, divided: Plan, gone: Sequence[DropView], mouths: Mouths) -> Freed:
    item = divided.item
    was = {key: here.planned[key, item.id].planned for key in _on_file(here, item)}
    more = [
        one.planned - was.get(one.stop.id, 0)
        for one in divided.stops
        if one.planned > was.get(one.stop.id, 0)
    ]
    freed = sum(was.get(stop.id, 0) for stop in gone)
    left = _over(max(0, freed - sum(more)), item, gone, mouths)
    return Freed(item.goods, item.unit, sum(more), len(more), left)


def _mouths(conn: Reader, view: DeliveryView, gone: Sequence[DropView]) -> Mouths:
    """Who is fed at gates that are called off."""
    day = local_date(loaded(view.arrives_at))
    return mouths_at(conn, [one.compound_id for one in gone], day)


def _over(left: int, item: ItemView, gone: Sequence[DropView], mouths: Mouths) -> Over:
    """What is left of some goods, and how much of it gates that are called off are due."""
    if not left or item.is_paid:
        return Over(left)
    names = [one.compound for one in gone]
    due = dict(written_amounts(item.rule, item.rule_text, names))
    tallies = mouths.tallies(item, {})
    for tally, units in zip(tallies, wants(manner(item), tallies) or (), strict=False):
        name = names[tally.gate]
        due[name] = due.get(name, 0) + units
    gates = tuple(name for name in names if due.get(name))
    return Over(left, min(left, sum(due.values())), gates)


def _on_file(here: Ground, item: ItemView) -> Iterable[str]:
    return (drop for drop, of in here.planned if of == item.id)


def left_over(conn: Reader, delivery_no: int) -> dict[str, Over]:
    """What of each item no stop gets, by its key; without those of which nothing is over, and
    without what was paid for, which goes to whoever ordered it."""
    found = conn.execute(
        "SELECT i.id AS id, i.quantity - total(n.planned) AS over FROM delivery_item i"
        " JOIN delivery y ON y.id = i.delivery_id LEFT JOIN drop_item n ON n.item_id = i.id"
        " WHERE y.no = ? AND i.is_paid = 0 GROUP BY i.id HAVING over > 0",
        (delivery_no,),
    )
    counts = {key: int(over) for key, over in sql.mapped(found, "id", "over").items()}
    stops = queries.stops(conn, delivery_no) if counts else ()
    gone = [one for one in stops if one.state == DropState.CANCELLED]
    if not gone:
        return {key: Over(count) for key, count in counts.items()}
    view = queries.delivery(conn, delivery_no)
    mouths = _mouths(conn, view, gone)
    items = {item.id: item for item in view.items}
    return {key: _over(count, items[key], gone, mouths) for key, count in counts.items()}
