"""What each drop is planned to get: the goods of a delivery divided among its gates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.ids import new_id
from data.sql import Reader
from data.supplies import queries
from data.supplies.stops import compounds
from models.supplies import AllocationRule, DeliveryView, DropState, DropView, ItemView, rules
from models.text import fold

if TYPE_CHECKING:
    from data.step import Step


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

    known = _on_file(step.conn, view)
    new = []
    for item in view.items:
        shares = _shares(step.conn, view.no, item, known)
        for stop in live:
            on_file = known.get((stop.id, item.id))
            planned = shares[stop.no]
            if on_file is not None:
                step.change(DropItem, on_file.id, planned=planned)
            else:
                new.append(DropItem(id=new_id(), drop_id=stop.id, item_id=item.id, planned=planned))
    step.add(*new)


class _Share(NamedTuple):
    """What a stop is planned to get of an item, as it is on file."""

    drop_id: str
    item_id: str
    id: str
    planned: int


def _on_file(conn: Reader, view: DeliveryView) -> dict[tuple[str, str], _Share]:
    found = conn.execute(
        "SELECT n.drop_id AS drop_id, n.item_id AS item_id, n.id AS id, n.planned AS planned"
        " FROM drop_item n JOIN delivery_item i ON i.id = n.item_id WHERE i.delivery_id = ?",
        (view.id,),
    )
    return {(one.drop_id, one.item_id): one for one in sql.views(_Share, found)}


_THERE = (DropState.UNLOADED, DropState.DONE)
"""How far a stop is whose goods are off the truck: it keeps what it got."""


def _shares(
    conn: Reader,
    no: int,
    item: ItemView,
    known: Mapping[tuple[str, str], _Share],
    but: Collection[int] = (),
) -> dict[int, int]:
    """What each stop gets of an item, by its number.

    What stops called off would have got goes to the others, to each no more than its households
    are due by the rule; the rest is left over. Where no rule says how much, all of it goes.

    Args:
        but: further stops as if they were called off.
    """
    stops = queries.stops(conn, no)
    counts = [one.gate for one in compounds(conn, [stop.compound for stop in stops])]
    gates = {stop.no: gate for stop, gate in zip(stops, counts, strict=True)}
    live = [one for one in stops if one.state != DropState.CANCELLED and one.no not in but]
    rule = AllocationRule(item.rule)
    got = {
        stop.no: known[stop.id, item.id].planned
        for stop in live
        if stop.state in _THERE and (stop.id, item.id) in known
    }
    open_ones = [stop.no for stop in live if stop.no not in got]
    here = [gates[one] for one in open_ones]
    most = rules.due(rule, here) if len(live) < len(stops) else None
    if most is not None:
        whole = dict(zip(gates, rules.allocate(rule, item.quantity, counts), strict=True))
        most = [max(due, whole[one]) for due, one in zip(most, open_ones, strict=True)]
    rest = max(0, item.quantity - sum(got.values()))
    return got | dict(zip(open_ones, rules.share_anew(rule, rest, here, most), strict=True))


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
        view = queries.delivery(conn, delivery_no)
        known = _on_file(conn, view)
        stops = queries.stops(conn, delivery_no)
        for item in view.items:
            shares = _shares(conn, delivery_no, item, known, numbers)
            found.append(_freed(item, stops, known, shares))
    return [one for one in found if one.moved or one.left]


def _freed(
    item: ItemView,
    stops: Iterable[DropView],
    known: Mapping[tuple[str, str], _Share],
    shares: Mapping[int, int],
) -> Freed:
    was = {one.no: known[one.id, item.id].planned for one in stops if (one.id, item.id) in known}
    more = [shares[no] - was.get(no, 0) for no in shares if shares[no] > was.get(no, 0)]
    gone = sum(planned for no, planned in was.items() if no not in shares)
    return Freed(item.goods, item.unit, sum(more), len(more), max(0, gone - sum(more)))


def left_over(conn: Reader, delivery_no: int) -> dict[str, int]:
    """How many of each item no stop gets, by its key; without those of which nothing is over."""
    found = conn.execute(
        "SELECT i.id AS id, i.quantity - total(n.planned) AS over FROM delivery_item i"
        " JOIN delivery y ON y.id = i.delivery_id LEFT JOIN drop_item n ON n.item_id = i.id"
        " WHERE y.no = ? GROUP BY i.id HAVING over > 0",
        (delivery_no,),
    )
    return {key: int(over) for key, over in sql.mapped(found, "id", "over").items()}


def _search(view: DeliveryView, stop: DropView) -> str:
    """Folded text with all that a drop is found by."""
    goods = " ".join(item.goods for item in view.items)
    words = (stop.compound, stop.unloading_point, goods, view.driver, view.driver_phone, view.plate)
    return fold(" ".join((f"#{stop.no}", *words)))
