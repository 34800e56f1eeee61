"""What a drop gets: the stops of a truck, and the goods divided among them by households."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.ids import new_id
from data.sql import Reader
from data.supplies import queries
from models.problems import Refused
from models.supplies import AllocationRule, DropState, DropView, ItemInput, rules
from models.text import fold

if TYPE_CHECKING:
    from data.store import Step


class Stop(NamedTuple):
    """A compound a truck can stop at."""

    id: str
    name: str
    gate: rules.Gate


def live_drops(conn: Reader, no: int) -> list[DropView]:
    """The stops of a delivery that are not cancelled, in their order."""
    found = [queries.drop(conn, row.no) for row in queries.drops(conn, no)]
    return [view for view in found if view.state != DropState.CANCELLED]


def stops(conn: Reader, names: Sequence[str]) -> list[Stop]:
    """The compounds named, in that order, or all; with what each counts for."""
    known = {
        name: Stop(key, name, rules.Gate(households, people, named))
        for key, name, households, people, named in conn.execute(
            "SELECT c.id, c.name, CASE WHEN count(h.id) > 0 THEN count(h.id)"
            "   ELSE coalesce(c.stated_households, 0) END,"
            " coalesce(sum(h.people), 0),"
            " count(h.id) FILTER (WHERE EXISTS (SELECT 1 FROM household_mark m"
            f"   WHERE m.household_id = h.id AND m.mark IN ({_marks()})))"
            " FROM compound c LEFT JOIN building b ON b.compound_id = c.id"
            " LEFT JOIN household h ON h.building_id = b.id GROUP BY c.id ORDER BY c.position",
            rules.NAMED_MARKS,
        )
    }
    if not known:
        raise Refused("compounds_missing", "drops")
    for name in names:
        if name not in known:
            raise Refused("compound_unknown", "drops", compound=name)
    return [known[name] for name in names] if names else list(known.values())


def _marks() -> str:
    return ", ".join("?" for _ in rules.NAMED_MARKS)


def put_items(step: Step, delivery_id: str, items: Sequence[ItemInput]) -> None:
    """Write the goods of a delivery, in their order."""
    from models.supplies.tables import DeliveryItem

    step.add(
        *(
            DeliveryItem(
                id=new_id(),
                delivery_id=delivery_id,
                position=at,
                goods=item.goods,
                quantity=item.quantity,
                unit=item.unit,
                rule=item.rule,
                rule_text=item.rule_text,
            )
            for at, item in enumerate(items, 1)
        )
    )


def put_stops(
    step: Step,
    delivery_id: str,
    at: Sequence[Stop],
    etas: Sequence[datetime],
    first_position: int = 1,
) -> None:
    """Write the drops of a delivery at these stops, from a place in the round on."""
    from models.supplies.tables import SupplyDrop

    no = step.next_no("supply_drop")
    step.add(
        *(
            SupplyDrop(
                id=new_id(),
                no=no + place,
                delivery_id=delivery_id,
                compound_id=stop.id,
                position=first_position + place,
                state=DropState.PLANNED,
                eta=eta,
                hands_needed=rules.hands_needed(stop.gate.households),
            )
            for place, (stop, eta) in enumerate(zip(at, etas, strict=True))
        )
    )


def plan(conn: Reader, no: int) -> None:
    """Divide every item among the stops, and write what the filter finds them by."""
    view = queries.delivery(conn, no)
    live = live_drops(conn, no)
    gates = [stop.gate for stop in stops(conn, [drop.compound for drop in live])] if live else []
    conn.execute(
        "DELETE FROM drop_item WHERE drop_id IN"
        " (SELECT id FROM supply_drop WHERE delivery_id = ? AND state = 'cancelled')",
        (view.id,),
    )
    for item in view.items:
        shares = rules.allocate(AllocationRule(item.rule), item.quantity, gates)
        for drop, planned in zip(live, shares, strict=True):
            _put_share(conn, drop.id, item.id, planned)
    goods = " ".join(item.goods for item in view.items)
    for drop in live:
        words = (drop.compound, drop.unloading_point, goods, view.driver, view.driver_phone)
        conn.execute(
            "UPDATE supply_drop SET search = ? WHERE id = ?",
            (fold(" ".join((f"#{drop.no}", *words, view.plate))), drop.id),
        )


def _put_share(conn: Reader, drop_id: str, item_id: str, planned: int) -> None:
    found = conn.execute(
        "UPDATE drop_item SET planned = ? WHERE drop_id = ? AND item_id = ?",
        (planned, drop_id, item_id),
    )
    if not found.rowcount:
        conn.execute(
            "INSERT INTO drop_item (id, drop_id, item_id, planned) VALUES (?, ?, ?, ?)",
            (new_id(), drop_id, item_id, planned),
        )
