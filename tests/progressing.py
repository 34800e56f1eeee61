"""Counts and missed doors as they are kept, for tests of what is told of them."""

from __future__ import annotations

from datetime import datetime

from data import sql
from data.ids import new_id
from data.step import Step
from data.store import Store
from models.counts import Reason, Stage
from models.doors import MissedWhy


def keys(store: Store, query: str, *given: object) -> list[str]:
    """The first column of what a query finds."""
    with store.read() as conn:
        return [row[0] for row in conn.execute(query, given)]


def household(store: Store, compound: str, building: str, room: str) -> str:
    """The key of a household."""
    (key,) = keys(
        store,
        "SELECT h.id FROM household h JOIN building b ON b.id = h.building_id"
        " JOIN compound c ON c.id = b.compound_id WHERE c.name = ? AND b.name = ? AND h.room = ?",
        *(compound, building, room),
    )
    return key


def _drop_and_item(step: Step, drop_no: int, goods: str) -> tuple[str, str]:
    rows = step.conn.execute(
        "SELECT t.id, i.id FROM supply_drop t JOIN delivery_item i"
        " ON i.delivery_id = t.delivery_id WHERE t.no = ? AND i.goods = ?",
        (drop_no, goods),
    )
    drop, item = rows.fetchone()
    return drop, item


def count(
    step: Step,
    drop_no: int,
    goods: str,
    stage: Stage,
    quantity: int,
    *,
    building: str | None = None,
    reason: Reason | None = None,
    replaced_at: datetime | None = None,
) -> None:
    """Keep a count.

    Args:
        building: its name, where one building was counted.
    """
    from models.counts.tables import SupplyCount

    drop, item = _drop_and_item(step, drop_no, goods)
    building_id = sql.value(
        step.conn.execute(
            "SELECT b.id FROM building b JOIN supply_drop t ON t.compound_id = b.compound_id"
            " WHERE t.no = ? AND b.name = ?",
            (drop_no, building),
        )
    )
    step.add(
        SupplyCount(
            id=new_id(),
            no=step.next_no("supply_count"),
            drop_id=drop,
            item_id=item,
            building_id=building_id,
            stage=stage,
            quantity=quantity,
            reason=reason,
            counted_at=step.at,
            entered_at=step.at,
            replaced_at=replaced_at,
        )
    )
    step.act("drop_changed", no=drop_no, compound="")


def miss(
    step: Step,
    drop_no: int,
    goods: str,
    household_id: str,
    quantity: int = 1,
    *,
    why: MissedWhy = MissedWhy.ABSENT,
    times: int = 1,
    given_at: datetime | None = None,
    carried_by: int | None = None,
) -> None:
    """Note that a door missed out.

    Args:
        carried_by: the drop of the delivery that makes it good.
    """
    from models.doors.tables import MissedDoor

    drop, item = _drop_and_item(step, drop_no, goods)
    carried = None if carried_by is None else _drop_and_item(step, carried_by, goods)[1]
    step.add(
        MissedDoor(
            id=new_id(),
            no=step.next_no("missed_door"),
            drop_id=drop,
            item_id=item,
            household_id=household_id,
            quantity=quantity,
            why=why,
            times=times,
            noted_at=step.at,
            entered_at=step.at,
            given_at=given_at,
            carried_item_id=carried,
        )
    )
    step.act("drop_changed", no=drop_no, compound="")
