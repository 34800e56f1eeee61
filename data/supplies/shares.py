"""What each gate and each building is planned to get: a delivery divided among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.doors.carrying import carry
from data.doors.owed import owed
from data.ids import new_id
from data.sql import Reader
from data.supplies import queries
from data.supplies.items import COUNTED, THERE
from data.supplies.mouths import Mouths, manner, mouths_at
from models.supplies import DeliveryView, DropState, DropView, ItemView
from models.supplies.alike import goods_key
from models.supplies.allocation import (
    Division,
    Share,
    Tally,
    apportion,
    divide,
    divide_given,
    divide_written,
    wants,
)
from models.supplies.written import written_amounts
from models.text import fold
from models.times import loaded, local_date

if TYPE_CHECKING:
    from data.step import Step


class Part(NamedTuple):
    """What one building gets of some goods; `households` and `people` are those fed by the rule."""

    building_id: str | None
    """None for a compound nothing is listed of, as the names."""
    lane: str | None
    building: str | None
    households: int
    people: int
    planned: int
    owed: int


class AtStop(NamedTuple):
    """What one stop gets of some goods."""

    stop: DropView
    planned: int
    owed: int
    wanted: int
    """What it is due by the rule and from last time."""
    parts: tuple[Part, ...]
    by_hand: int | None = None
    """What somebody said it gets; more than `planned` where there is not so much."""


class Plan(NamedTuple):
    """How some goods are divided among the stops that are not called off."""

    item: ItemView
    stops: tuple[AtStop, ...]
    left: int
    """Units no stop gets."""
    bound: bool
    """Whether the rule says how much each is due."""
    quantity: int = 0
    """What there is for stops that did not get theirs yet and of which nothing is said by hand."""
    tallies: tuple[Tally, ...] = ()
    """What the buildings of those stops count for."""


class _OnFile(NamedTuple):
    """What a stop is planned to get of an item, as it is on file; see `DropItem`."""

    drop_id: str
    item_id: str
    id: str
    planned: int
    owed: int
    by_hand: int | None
    rule: str | None
    counted: int
    """Whether it was counted at the gate."""


class _BuildingOnFile(NamedTuple):
    drop_item_id: str
    building_id: str
    id: str
    planned: int
    owed: int


class Ground(NamedTuple):
    """A delivery with all that its goods are divided by."""

    view: DeliveryView
    live: list[DropView]
    mouths: Mouths
    planned: Mapping[tuple[str, str], _OnFile]
    """By the keys of stop and item."""
    buildings: Mapping[tuple[str, str], _BuildingOnFile]
    """By the keys of what the stop is planned to get and of the building."""


def ground(conn: Reader, no: int, but: Collection[int] = ()) -> Ground:
    """What the goods of a delivery are divided by now.

    Args:
        but: stops as if they were called off.

    Raises:
        Refused: `delivery_unknown`.
    """
    view = queries.delivery(conn, no)
    stops = queries.stops(conn, no)
    live = [one for one in stops if one.state != DropState.CANCELLED and one.no not in but]
    day = local_date(loaded(view.arrives_at))
    mouths = mouths_at(conn, [one.compound_id for one in live], day)
    planned = sql.views(
        _OnFile,
        conn.execute(
            "SELECT n.drop_id AS drop_id, n.item_id AS item_id, n.id AS id, n.planned AS planned,"
            " n.owed AS owed, n.by_hand AS by_hand, n.rule AS rule,"
            f" {COUNTED} AS counted FROM drop_item n"
            " JOIN delivery_item i ON i.id = n.item_id"
            " WHERE i.delivery_id = ?",
            (view.id,),
        ),
    )
    buildings = sql.views(
        _BuildingOnFile,
        conn.execute(
            "SELECT s.drop_item_id AS drop_item_id, s.building_id AS building_id, s.id AS id,"
            " s.planned AS planned, s.owed AS owed FROM building_share s"
            " JOIN drop_item n ON n.id = s.drop_item_id JOIN delivery_item i ON i.id = n.item_id"
            " WHERE i.delivery_id = ?",
            (view.id,),
        ),
    )
    return Ground(
        view,
        live,
        mouths,
        {(one.drop_id, one.item_id): one for one in planned},
        {(one.drop_item_id, one.building_id): one for one in buildings},
    )


def with_given(here: Ground, given: Mapping[tuple[str, str], int | None]) -> Ground:
    """The same, with what somebody says stops get.

    Args:
        given: units by the keys of stop and item; None where the rule says again.
    """
    said = {key: here.planned[key]._replace(by_hand=units) for key, units in given.items()}
    return here._replace(planned={**here.planned, **said})


def plan(conn: Reader, here: Ground, item: ItemView) -> Plan:
    """How some goods of a delivery are divided, by the rule they have.

    Stops whose goods are off the truck keep what they got; then come stops of which somebody said
    how much they get; the rest goes to the others. What was paid for is divided by no rule: it is
    for those who ordered it.
    """
    tallies = here.mouths.tallies(item, _debts(conn, here.view, item))
    kept = {at for at, stop in enumerate(here.live) if is_kept(here, stop, item)}
    got = sum(here.planned[here.live[at].id, item.id].planned for at in kept)
    rest = 0 if item.is_paid else max(0, item.quantity - got)
    said = {at: many for at in range(len(here.live)) if (many := _said(here, at, item)) is not None}
    dealt = _Dealt({}, {})
    for at, units in zip(said, _in_part(rest, [*said.values()]), strict=True):
        own = {place: one for place, one in enumerate(tallies) if one.gate == at}
        rest -= units
        dealt.take(own, divide_given(manner(item), units, [*own.values()]))
    free = {
        place: one
        for place, one in enumerate(tallies)
        if one.gate not in kept and one.gate not in said
    }
    dealt.take(free, _divided(here, item, rest, [*free.values()]))
    stops = tuple(_at_stop(here, item, at, tallies, dealt) for at in range(len(here.live)))
    left = item.quantity - sum(one.planned for one in stops)
    bound = not item.is_paid and wants(manner(item), tallies) is not None
    return Plan(item, stops, max(0, left), bound, rest, tuple(free.values()))


class _Dealt(NamedTuple):
    """What buildings get by their places among all, and what their gates are due by theirs."""

    shares: dict[int, Share]
    wanted: dict[int, int]

    def take(self, places: Mapping[int, Tally], division: Division) -> None:
        """Add what some buildings get."""
        self.shares.update(zip(places, division.shares, strict=True))
        gates = sorted({one.gate for one in places.values()})
        self.wanted.update(zip(gates, division.wanted, strict=True))


def is_kept(here: Ground, stop: DropView, item: ItemView) -> bool:
    """Whether some goods are off the truck at a stop, which keeps what it got of them.

    Goods that were counted at the gate are: what came is not divided anew while its driver stands
    there, else a count that was right would lack something by another gate's call-off.
    """
    on_file = here.planned.get((stop.id, item.id))
    return on_file is not None and (stop.state in THERE or bool(on_file.counted))


def _said(here: Ground, at: int, item: ItemView) -> int | None:
    """What somebody said a stop gets that did not get it yet; None where the rule says."""
    stop = here.live[at]
    on_file = here.planned.get((stop.id, item.id))
    return None if on_file is None or is_kept(here, stop, item) else on_file.by_hand


def _in_part(quantity: int, said: Sequence[int]) -> Sequence[int]:
    """What is given of what was said: all, or a part by the same measure where there is less."""
    return said if quantity >= sum(said) else apportion(quantity, said)


def _at_stop(
    here: Ground, item: ItemView, at: int, tallies: Sequence[Tally], dealt: _Dealt
) -> AtStop:
    stop = here.live[at]
    on_file = here.planned.get((stop.id, item.id))
    parts = []
    for place, (building, tally) in enumerate(zip(here.mouths.buildings, tallies, strict=True)):
        if building.gate == at:
            share = dealt.shares.get(place) or _as_kept(here, on_file, building.key)
            who = (tally.households, tally.people)
            parts.append(Part(building.key, building.lane, building.building, *who, *share))
    planned, due = (sum(one.planned for one in parts), sum(one.owed for one in parts))
    if on_file is not None and is_kept(here, stop, item):
        planned, due = on_file.planned, on_file.owed
    by_hand = _said(here, at, item)
    return AtStop(stop, planned, due, dealt.wanted.get(at, planned), tuple(parts), by_hand)


def _divided(here: Ground, item: ItemView, rest: int, tallies: Sequence[Tally]) -> Division:
    """How the rest of some goods is divided: as written for each compound, else by their rule."""
    names = [one.compound for one in here.live]
    written = written_amounts(item.rule, item.rule_text, names)
    if not written:
        return divide(manner(item), rest, tallies)
    there = {one.gate for one in tallies}
    amounts = [written.get(name, 0) if at in there else 0 for at, name in enumerate(names)]
    return divide_written(manner(item), rest, amounts, tallies)


def _debts(conn: Reader, view: DeliveryView, item: ItemView) -> Mapping[str, int]:
    """What households are owed of some goods; where a delivery has such goods twice, as bags of two
    sizes, the first of them makes it good, and nothing is given twice."""
    key = goods_key(item.goods)
    alike = (one.id for one in view.items if not one.is_paid and goods_key(one.goods) == key)
    return owed(conn, view.no, item.goods) if next(alike, item.id) == item.id else {}


def _as_kept(here: Ground, on_file: _OnFile | None, building: str | None) -> Share:
    """What a building of a stop got whose goods are off the truck."""
    if on_file is None:
        return Share(0)
    if building is None:
        return Share(on_file.planned, on_file.owed)
    kept = here.buildings.get((on_file.id, building))
    return Share(0) if kept is None else Share(kept.planned, kept.owed)


# -- writing ---------------------------------------------------------------------------------------


def share_out(step: Step, no: int) -> None:
    """Divide every item of a delivery among its stops, and write what the filter finds them by.

    The households as they are now decide; stops called off get nothing.
    """
    from sqlmodel import col, select

    from models.supplies.tables import BuildingShare, DropItem, SupplyDrop

    stops = queries.stops(step.conn, no)
    off = [stop.id for stop in stops if stop.state == DropState.CANCELLED]
    parts = select(DropItem.id).where(col(DropItem.drop_id).in_(off))
    step.remove_where(BuildingShare, col(BuildingShare.drop_item_id).in_(parts))
    step.remove_where(DropItem, col(DropItem.drop_id).in_(off))
    here = ground(step.conn, no)
    for item in here.view.items:
        _write(step, here, plan(step.conn, here, item))
    for stop in here.live:
        step.change(SupplyDrop, stop.id, search=_search(here.view, stop))
    carry(step, no)


def _write(step: Step, here: Ground, divided: Plan) -> None:
    from models.supplies.tables import BuildingShare, DropItem

    gates, parts = [], []
    for one in divided.stops:
        on_file = here.planned.get((one.stop.id, divided.item.id))
        if on_file is None:
            key = new_id()
            gates.append(
                {
                    "id": key,
                    "drop_id": one.stop.id,
                    "item_id": divided.item.id,
                    "planned": one.planned,
                    "owed": one.owed,
                }
            )
        else:
            key = on_file.id
            if (on_file.planned, on_file.owed) != (one.planned, one.owed):
                step.change(DropItem, key, planned=one.planned, owed=one.owed)
            if on_file.rule is not None and not is_kept(here, one.stop, divided.item):
                step.change(DropItem, key, rule=None, base=None, first_marks=None, each_gets=None)
        parts += [row for part in one.parts if (row := _part(step, here, key, part)) is not None]
    step.add_rows(DropItem, gates)
    step.add_rows(BuildingShare, parts)


def _part(step: Step, here: Ground, key: str, part: Part) -> dict[str, object] | None:
    """The row of a building that has none yet; one that has is changed."""
    from models.supplies.tables import BuildingShare

    if part.building_id is None:
        return None
    on_file = here.buildings.get((key, part.building_id))
    if on_file is None:
        return {
            "id": new_id(),
            "drop_item_id": key,
            "building_id": part.building_id,
            "planned": part.planned,
            "owed": part.owed,
        }
    if (on_file.planned, on_file.owed) != (part.planned, part.owed):
        step.change(BuildingShare, on_file.id, planned=part.planned, owed=part.owed)
    return None


def _search(view: DeliveryView, stop: DropView) -> str:
    """Folded text with all that a drop is found by."""
    goods = " ".join(item.goods for item in view.items)
    words = (stop.compound, stop.unloading_point, goods, view.driver, view.driver_phone, view.plate)
    return fold(" ".join((f"#{stop.no}", *words)))
