"""What a drop gets: the stops of a truck, and the goods divided among them by households."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.ids import new_id
from data.supplies import queries
from models.problems import Refused
from models.supplies import AllocationRule, DropState, DropView, ItemInput, rules
from models.text import fold
from models.times import stored

if TYPE_CHECKING:
    from data.store import Step


class Stop(NamedTuple):
    """A compound a truck can stop at."""

    id: str
    name: str
    gate: rules.Gate


def live_drops(conn: sqlite3.Connection, no: int) -> list[DropView]:
    """The stops of a delivery that are not cancelled, in their order."""
    found = [queries.drop(conn, row.no) for row in queries.drops(conn, no)]
    return [view for view in found if view.state != DropState.CANCELLED]


def stops(conn: sqlite3.Connection, names: Sequence[str]) -> list[Stop]:
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
    step.conn.executemany(
        "INSERT INTO delivery_item (id, delivery_id, position, goods, quantity, unit, rule,"
        " rule_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (new_id(), delivery_id, at, i.goods, i.quantity, i.unit, str(i.rule), i.rule_text)
            for at, i in enumerate(items, 1)
        ],
    )


def put_stops(
    step: Step,
    delivery_id: str,
    at: Sequence[Stop],
    etas: Sequence[datetime],
    first_position: int = 1,
) -> None:
    """Write the drops of a delivery at these stops, from a place in the round on."""
    no = step.next_no("supply_drop")
    step.conn.executemany(
        "INSERT INTO supply_drop (id, no, delivery_id, compound_id, position, state, eta,"
        " hands_needed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                new_id(),
                no + place,
                delivery_id,
                stop.id,
                first_position + place,
                str(DropState.PLANNED),
                stored(eta),
                rules.hands_needed(stop.gate.households),
            )
            for place, (stop, eta) in enumerate(zip(at, etas, strict=True))
        ],
    )


def plan(conn: sqlite3.Connection, no: int) -> None:
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


def _put_share(conn: sqlite3.Connection, drop_id: str, item_id: str, planned: int) -> None:
    found = conn.execute(
        "UPDATE drop_item SET planned = ? WHERE drop_id = ? AND item_id = ?",
        (planned, drop_id, item_id),
    )
    if not found.rowcount:
        conn.execute(
            "INSERT INTO drop_item (id, drop_id, item_id, planned) VALUES (?, ?, ?, ?)",
            (new_id(), drop_id, item_id, planned),
        )
