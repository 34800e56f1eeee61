"""What is read of supplies: the list of drops, a delivery whole, one gate's share."""

from __future__ import annotations

from typing import Any, NamedTuple

from data import sql
from data.counts import gate
from data.duties.queries import assignments_at_work, read_assignments
from data.filtering import VALUES, any_of
from data.households import closed
from data.listing import ListSpec
from data.sql import Reader, Rows
from data.supplies.settings import COLUMNS
from data.supplies.work import goods_of, spans_of
from models.cover.rules import covered, uncovered
from models.supplies import (
    AllocationRule,
    Base,
    BuildingShareRow,
    DeliveryInput,
    DeliveryView,
    DropItemRow,
    DropRow,
    DropState,
    DropView,
    ItemInput,
    ItemView,
    Run,
    rules,
)
from models.supplies.rules import amount_told
from models.supplies.settings import from_kept
from models.times import loaded, stored

ROW = f"""
SELECT t.no AS no, t.id AS id, y.no AS delivery_no, t.state AS state, t.position AS position,
  t.eta AS eta, c.name AS compound, c.unloading_point AS unloading_point,
  {goods_of("t.id")} AS goods, t.hands_needed AS hands_needed, {assignments_at_work()} AS assigned,
  y.driver AS driver, y.driver_phone AS driver_phone, {COLUMNS},
  {closed.places_at("t.compound_id", sql.local_day("t.eta"))} AS closed,
  {gate.TRUCK} AS truck, {gate.COUNTED} AS counted
FROM supply_drop t JOIN delivery y ON y.id = t.delivery_id
JOIN compound c ON c.id = t.compound_id"""
"""The columns `drop_rows` takes; `t` is the drop."""

_VIEW = """
SELECT t.no AS no, t.id AS id, t.version AS version, y.no AS delivery_no, t.state AS state,
  t.position AS position, t.eta AS eta, c.name AS compound, c.id AS compound_id,
  c.unloading_point AS unloading_point, c.leader AS leader, c.leader_phone AS leader_phone,
  t.hands_needed AS hands_needed, t.note AS note
FROM supply_drop t JOIN delivery y ON y.id = t.delivery_id
JOIN compound c ON c.id = t.compound_id"""
"""The columns of a DropView."""


def drop_rows(rows: Rows) -> list[DropRow]:
    """Rows of the list; hands are counted as far as they are needed and can come."""
    return [_drop_row(**one) for one in sql.named(rows)]


def _drop_row(
    *,
    goods: str,
    hands_needed: int,
    assigned: str,
    stop: int,
    handing_out: int,
    closed: str,
    truck: str,
    counted: str,
    **found: Any,
) -> DropRow:
    people = read_assignments(assigned)
    needs = rules.needs(hands_needed, found["state"])
    settings = from_kept({"stop": stop, "handing_out": handing_out})
    try:
        spans = spans_of(loaded(found["eta"]), settings)
        due_at = rules.due_at(found["state"], found["eta"], settings.handing_out)
    except ValueError:
        cover, due_at = uncovered(needs), None
    else:
        cover = covered(needs, spans, people)
    return DropRow(
        **found,
        goods=tuple(amount_told(*one) for one in sql.read_records(goods)),
        hands_needed=cover.need,
        hands=cover.have,
        due_at=due_at,
        closed=sql.read_list(closed),
        lacks=gate.lacks_of(
            found["no"], found["delivery_no"], found["state"], found["compound"], truck, counted
        ),
        people=tuple(dict.fromkeys(one.name for one in people if one.name)),
    )


OPEN = "t.state IN ('planned', 'unloaded')"
"""Whether a drop `t` is neither done nor called off; until then it stays in sight."""

DROPS: ListSpec[DropRow] = ListSpec(
    table="supply_drop",
    rows=ROW,
    read=drop_rows,
    sorts={
        "eta": ("t.eta",),
        "compound": (
            "(SELECT position FROM compound c WHERE c.id = t.compound_id)",
            "t.eta",
        ),
        "state": (
            "CASE t.state WHEN 'planned' THEN 0 WHEN 'unloaded' THEN 1 ELSE 2 END",
            "t.eta",
        ),
    },
    scopes={
        "today": f"(t.eta >= :day AND t.eta < :tomorrow OR t.eta < :day AND {OPEN})",
        "upcoming": OPEN,
        "all": "",
    },
    terms={
        "state": f"t.state IN ({VALUES})",
        "compound": f"t.compound_id IN ({VALUES})",
        "goods": (
            "t.id IN (SELECT n.drop_id FROM drop_item n JOIN delivery_item i ON i.id = n.item_id"
            f" WHERE n.planned > 0 AND ({any_of('lower(i.goods)')}))"
        ),
        "due": {
            "overdue": "t.state = 'planned' AND t.eta < :now"
            " OR t.state = 'unloaded' AND t.eta < :day",
            "today": f"{OPEN} AND t.eta < :tomorrow",
            "tomorrow": f"{OPEN} AND t.eta >= :tomorrow AND t.eta < :day_after",
        },
        "phone": (
            f"t.delivery_id IN (SELECT y.id FROM delivery y WHERE {any_of('y.driver_phone')})"
        ),
    },
)
"""Drops; its parameters come from `data.listing.day_bounds`."""


def drops(conn: Reader, delivery_no: int) -> list[DropRow]:
    """The stops of a delivery as the list shows them, in their order."""
    found = conn.execute(f"{ROW} WHERE y.no = ? ORDER BY t.position, t.no", (delivery_no,))
    return drop_rows(found)


def stops(conn: Reader, delivery_no: int) -> list[DropView]:
    """The stops of a delivery whole, in their order, those called off among them."""
    return sql.views(
        DropView,
        conn.execute(f"{_VIEW} WHERE y.no = ? ORDER BY t.position, t.no", (delivery_no,)),
    )


def drop(conn: Reader, no: int) -> DropView:
    """One drop whole.

    Raises:
        Refused: `drop_unknown`.
    """
    return sql.found(
        DropView, conn.execute(f"{_VIEW} WHERE t.no = ?", (no,)), "drop_unknown", no=no
    )


class TruckTimes(NamedTuple):
    """Since when a truck is at a stop, and when it left, in stored form."""

    arrived_at: str | None = None
    left_at: str | None = None


def truck_at(conn: Reader, no: int) -> TruckTimes:
    """When the truck came to a stop and left it."""
    found = conn.execute(
        "SELECT arrived_at AS arrived_at, left_at AS left_at FROM supply_drop WHERE no = ?", (no,)
    )
    return sql.view(TruckTimes, found) or TruckTimes()


def counter(conn: Reader, no: int) -> str:
    """Name of who counts at a stop; empty for nobody."""
    found = conn.execute(
        "SELECT p.name FROM supply_drop t JOIN person p ON p.id = t.counter_id WHERE t.no = ?",
        (no,),
    )
    return sql.value(found) or ""


def delivery(conn: Reader, no: int) -> DeliveryView:
    """One delivery whole.

    Raises:
        Refused: `delivery_unknown`.
    """
    rows = conn.execute(
        "SELECT no, id, version, state, arrives_at, plate, driver, driver_phone, note, source, run,"
        " pass_no, is_announced, promised_at, arrived_at FROM delivery WHERE no = ?",
        (no,),
    )
    found = sql.found(DeliveryView, rows, "delivery_unknown", no=no)
    items = conn.execute(
        "SELECT id, goods, quantity, unit, rule, rule_text, batch, kit, is_paid, is_cold, is_heavy,"
        " base, first_marks, closed_first, each_gets FROM delivery_item"
        " WHERE delivery_id = ? ORDER BY position",
        (found.id,),
    )
    return found._replace(items=tuple(sql.views(ItemView, items)))


def item_input(item: ItemView) -> ItemInput:
    """Goods on file as the input that would say the same."""
    said = item._asdict()
    del said["id"]
    return ItemInput(**said | {"rule": AllocationRule(item.rule), "base": Base(item.base)})


def drop_items(conn: Reader, drop_no: int) -> list[DropItemRow]:
    """What a drop is planned to get, goods by goods in the order of the delivery, and how."""
    found = conn.execute(
        "SELECT i.id AS item_id, n.id AS drop_item_id, i.goods AS goods, i.unit AS unit,"
        " i.kit AS kit, n.planned AS planned, n.owed AS owed, coalesce(n.rule, i.rule) AS rule,"
        " coalesce(n.base, i.base) AS base,"
        " coalesce(n.first_marks, i.first_marks) AS first_marks,"
        " coalesce(n.each_gets, i.each_gets) AS each_gets FROM drop_item n"
        " JOIN delivery_item i ON i.id = n.item_id JOIN supply_drop t ON t.id = n.drop_id"
        " WHERE t.no = ? ORDER BY i.position",
        (drop_no,),
    )
    return sql.views(DropItemRow, found)


def building_shares(conn: Reader, drop_no: int) -> list[BuildingShareRow]:
    """What each building of a gate is planned to get, goods by goods; buildings in their order."""
    found = conn.execute(
        "SELECT n.item_id AS item_id, b.id AS building_id, nullif(b.lane, '') AS lane,"
        " b.name AS building, s.planned AS planned, s.owed AS owed FROM building_share s"
        " JOIN drop_item n ON n.id = s.drop_item_id JOIN delivery_item i ON i.id = n.item_id"
        " JOIN supply_drop t ON t.id = n.drop_id JOIN building b ON b.id = s.building_id"
        " WHERE t.no = ? ORDER BY i.position,"
        " (SELECT min(h.sort_key) FROM household h WHERE h.building_id = b.id), b.id",
        (drop_no,),
    )
    return sql.views(BuildingShareRow, found)


def delivery_input(conn: Reader, no: int) -> DeliveryInput:
    """A delivery on file as the input that would say the same, without stops called off.

    Raises:
        Refused: `delivery_unknown`.
    """
    view = delivery(conn, no)
    return DeliveryInput(
        loaded(view.arrives_at),
        tuple(map(item_input, view.items)),
        view.plate,
        view.driver,
        view.driver_phone,
        view.note,
        tuple(stop.compound for stop in stops(conn, no) if stop.state != DropState.CANCELLED),
        view.source,
        view.pass_no,
        Run(view.run),
        view.is_announced,
    )


def same_delivery(conn: Reader, given: DeliveryInput) -> int | None:
    """The number of a delivery with the same time and plate, as when a notice comes twice."""
    no: int | None = sql.value(
        conn.execute(
            "SELECT no FROM delivery WHERE arrives_at = ? AND plate = ? AND state <> 'cancelled'"
            " ORDER BY no",
            (stored(given.arrives_at), given.plate),
        )
    )
    return no


def known_goods(conn: Reader, but: int | None = None) -> dict[str, int]:
    """What goods were called so far, each with the newest delivery they came by, that one first.

    Args:
        but: number of a delivery that is not looked at.
    """
    found = conn.execute(
        "SELECT i.goods AS goods, max(y.no) AS no FROM delivery_item i"
        " JOIN delivery y ON y.id = i.delivery_id WHERE y.no IS NOT ? GROUP BY i.goods"
        " ORDER BY no DESC, i.goods",
        (but,),
    )
    return sql.mapped(found, "goods", "no")
