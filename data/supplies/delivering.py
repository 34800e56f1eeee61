"""Deliveries out of free text: noted, changed, their goods called what they are, or swapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from data.supplies import queries
from data.supplies.announced import Announced, read_delivery_text
from data.supplies.commands import add_delivery, change_delivery
from data.supplies.items import handed, pairs
from data.supplies.shares import share_out
from models.problems import Problem, Refused, refuse_outdated
from models.supplies import (
    AllocationRule,
    DeliveryInput,
    DeliveryView,
    DropItemRow,
    DropState,
    DropView,
    ItemInput,
    ItemView,
)
from models.supplies.alike import nearest
from models.supplies.goods import tidy_item
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step


class Alike(NamedTuple):
    """Goods that may be some that came before under another name."""

    goods: str
    known: str
    delivery: int
    """Number of the newest delivery those came by."""


class StopTold(NamedTuple):
    """A stop with what it is planned to get."""

    drop: DropView
    items: tuple[DropItemRow, ...]


class Delivered(NamedTuple):
    """A delivery on file, whole.

    Attributes:
        alike: goods that may be known ones, to be asked.
        doubts: what could not be read in a notice; see `announced.Announced`.
    """

    view: DeliveryView
    stops: tuple[StopTold, ...]
    alike: tuple[Alike, ...]
    doubts: tuple[Problem, ...] = ()


def delivered(conn: Reader, no: int, doubts: Sequence[Problem] = ()) -> Delivered:
    """A delivery whole, its stops that are not called off.

    Raises:
        Refused: `delivery_unknown`.
    """
    view = queries.delivery(conn, no)
    stops = tuple(
        StopTold(one, tuple(queries.drop_items(conn, one.no)))
        for one in queries.stops(conn, no)
        if one.state != DropState.CANCELLED
    )
    return Delivered(view, stops, alike(conn, (one.goods for one in view.items), no), (*doubts,))


def alike(conn: Reader, goods: Iterable[str], no: int | None = None) -> tuple[Alike, ...]:
    """Which of these goods may be some that are known by another name.

    Args:
        no: number of the delivery they come by.
    """
    known = queries.known_goods(conn, no)
    found = ((one, nearest(one, known)) for one in dict.fromkeys(goods))
    return tuple(Alike(one, of, known[of]) for one, of in found if of is not None)


def read_delivery(conn: Reader, text: str, now: datetime) -> Announced:
    """The delivery a text announces, at the compounds it names or at every one, and what could not
    be read of it: for one that names no time the usual one is taken. One that says that the truck
    is here may name no goods.

    Raises:
        Refused: `notice_unclear` where it names no goods, and what is wrong in its table.
    """
    read = read_delivery_text(text, now, StoreGazetteer(conn).compounds())
    if isinstance(read, list):
        raise Refused(read[0].code, "text", **read[0].params)
    return read


def deliver(step: Step, given: DeliveryInput, same: Mapping[str, str]) -> int:
    """Note a delivery, some of its goods called what they are known as; its number.

    Raises:
        Refused: `notice_unclear` where it brings nothing, `delivery_twice` where one of the same
            time and plate is on file, as `called_known` and `data.supplies.commands.add_delivery`.
    """
    if not given.items:
        raise Refused("notice_unclear", "text")
    no = queries.same_delivery(step.conn, given) if given.plate else None
    if no is not None:
        raise Refused("delivery_twice", no=no, plate=given.plate)
    return add_delivery(step, given._replace(items=called_known(given.items, same)))


def called_known(items: Sequence[ItemInput], same: Mapping[str, str]) -> tuple[ItemInput, ...]:
    """Goods, some of them called what they are known as.

    Raises:
        Refused: `goods_unknown_here` for a name that none of them has.
    """
    names = [one.goods for one in items]
    for said in same:
        if said not in names:
            raise Refused("goods_unknown_here", "same", value=said, goods=names)
    return tuple(one._replace(goods=same.get(one.goods, one.goods)) for one in items)


def as_before(held: Sequence[ItemView], items: Sequence[ItemInput]) -> tuple[ItemInput, ...]:
    """Goods that are said anew, divided as they were where nothing is said of that: who corrects
    how many come takes back no rule.

    Args:
        held: the goods on file.
    """
    kept = ("rule", "rule_text", "base", "first_marks", "closed_first", "each_gets")
    found = []
    for one, was in zip(items, pairs(held, items), strict=True):
        if was is not None and one.rule == AllocationRule.AS_WRITTEN and not one.rule_text:
            before = queries.item_input(was)
            one = one._replace(**{name: getattr(before, name) for name in kept})  # noqa: PLW2901
        found.append(one)
    return tuple(found)


def call_goods(step: Step, no: int, same: Mapping[str, str], *, seen: int | None = None) -> None:
    """Call goods of a delivery what they are known as; what was counted of them stays theirs.

    Raises:
        Refused: `delivery_unknown`, `edited_meanwhile`, and as `called_known`.
    """
    from models.supplies.tables import Delivery, DeliveryItem

    view = queries.delivery(step.conn, no)
    refuse_outdated(no, view.version, seen)
    items = [queries.item_input(one) for one in view.items]
    for was, now in zip(view.items, called_known(items, same), strict=True):
        kept = tidy_item(now._replace(goods=clean(now.goods, limit=60), kit=""))
        step.change(DeliveryItem, was.id, goods=kept.goods, kit=kept.kit)
    step.change(Delivery, view.id, version=view.version + 1)
    share_out(step, no)
    step.act("goods_called", no=no, goods=list(same), known=list(same.values()))


def swap_goods(step: Step, one: int, other: int) -> None:
    """Let two deliveries bring each other's goods, as when a driver comes with what another truck
    was to bring; nothing of either may have been unloaded or counted yet.

    Raises:
        Refused: `delivery_unknown`, `swap_itself`, `swap_begun`.
    """
    if one == other:
        raise Refused("swap_itself", no=one)
    given = {no: queries.delivery_input(step.conn, no).items for no in (one, other)}
    for no in (one, other):
        view = queries.delivery(step.conn, no)
        if any(done.counted or done.gates for done in handed(step.conn, view.id).values()):
            raise Refused("swap_begun", no=no)
    for no, of in ((one, other), (other, one)):
        view = queries.delivery(step.conn, no)
        change_delivery(step, no, view.version, {"items": given[of]})
    step.act("goods_swapped", no=[one, other])
