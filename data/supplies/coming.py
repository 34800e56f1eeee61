"""Trucks that a notice says are here: which delivery of the day it is that came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data.sql import Reader
from data.supplies import queries, run, running
from data.supplies.commands import change_delivery
from models.problems import Refused
from models.supplies import DeliveryInput, DeliveryView
from models.supplies.alike import goods_key
from models.times import loaded, local_date

if TYPE_CHECKING:
    from data.step import Step
    from data.supplies.running import Moved

_NEAR = timedelta(hours=6)
"""Between now and when a truck was expected on the other side of midnight."""


class Came(NamedTuple):
    """A truck that was noted as here by its notice."""

    no: int
    moved: Moved
    differs: bool
    """Whether the notice says other goods, or other quantities, than the delivery on file."""


def which_came(conn: Reader, given: DeliveryInput, now: datetime) -> list[DeliveryView]:
    """The open deliveries of the day that may be the one a notice says is here.

    Those of one plate or telephone come before those of one driver or sender that bring some of the
    goods, and those that bring the same goods to the same gates. A plate or a telephone that
    differs is another truck.

    Args:
        given: as the notice was read; without goods where it names none.
    """
    found = conn.execute(
        "SELECT no FROM delivery WHERE state IN ('expected', 'arrived') ORDER BY arrives_at, no"
    )
    near = [view for (no,) in list(found) if _is_of(view := queries.delivery(conn, no), now)]
    sure = [view for view in near if _same(view, given, _SURE) and not _differs(view, given)]
    if sure:
        return sure
    return [view for view in near if not _differs(view, given) and _may_be(conn, view, given)]


_SURE = ("plate", "driver_phone")
_SAID = ("driver", "source")


def _is_of(view: DeliveryView, now: datetime) -> bool:
    expected = loaded(view.arrives_at)
    return local_date(expected) == local_date(now) or abs(expected - now) <= _NEAR


def _same(view: DeliveryView, given: DeliveryInput, names: Sequence[str]) -> bool:
    return any(_plain(getattr(given, n)) == _plain(getattr(view, n)) != "" for n in names)


def _differs(view: DeliveryView, given: DeliveryInput) -> bool:
    pairs = ((_plain(getattr(given, n)), _plain(getattr(view, n))) for n in _SURE)
    return any(said and known and said != known for said, known in pairs)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _may_be(conn: Reader, view: DeliveryView, given: DeliveryInput) -> bool:
    said = {goods_key(one.goods) for one in given.items}
    known = {goods_key(one.goods) for one in view.items}
    if _same(view, given, _SAID) and (not said or said & known):
        return True
    gates = {one.compound for one in run.run_stops(conn, view.no)}
    return bool(said) and said == known and (not given.drops or set(given.drops) <= gates)


def come_as_told(step: Step, given: DeliveryInput, no: int | None = None) -> Came | None:
    """Note that the truck of a notice is here, where a delivery of the day is on file for it: at
    the one gate that the notice names, else at the first it has yet to come to. What was not known
    of the truck is kept with it; its goods stay as they are, until somebody counts them.

    Args:
        given: as the notice was read, with when it came.
        no: which delivery it is, where somebody said so.

    Returns:
        What came; None where no delivery fits.

    Raises:
        Refused: `came_unclear` where several fit, `came_before` where it is here already, and as
            `data.supplies.running.arrive`.
    """
    views = which_came(step.conn, given, given.arrives_at)
    if no is not None:
        views = [queries.delivery(step.conn, no)]
    if not views:
        return None
    if len(views) > 1:
        raise Refused("came_unclear", "text", no=[view.no for view in views])
    (view,) = views
    stops = [one for one in run.run_stops(step.conn, view.no) if one.is_open]
    named = [one for one in stops if [one.compound] == list(given.drops)]
    if not named and (view.arrived_at is not None or not stops):
        raise Refused("came_before", "text", no=view.no)
    new = {n: getattr(given, n) for n in (*_SURE, *_SAID, "pass_no") if not getattr(view, n)}
    changes = {name: said for name, said in new.items() if said}
    if changes:
        change_delivery(step, view.no, view.version, changes)
    moved = running.arrive(step, (named or stops)[0].no, given.arrives_at)
    said = {(goods_key(one.goods), one.quantity) for one in given.items}
    known = {(goods_key(one.goods), one.quantity) for one in view.items}
    return Came(view.no, moved, bool(said) and said != known)
