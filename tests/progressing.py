"""Counts and missed doors by the names people call them, for tests of what is told of them."""

from __future__ import annotations

from data import sql
from data.counts.commands import record_counts
from data.doors.commands import note_missed
from data.step import Step
from data.store import Store
from models.counts import CountInput, Reason, Stage
from models.doors import Miss, MissedWhy


def household(store: Store, compound: str, building: str, room: str) -> str:
    """The key of a household."""
    with store.read() as conn:
        rows = conn.execute(
            "SELECT h.id FROM household h JOIN building b ON b.id = h.building_id JOIN compound c"
            " ON c.id = b.compound_id WHERE c.name = ? AND b.name = ? AND h.room = ?",
            (compound, building, room),
        )
        return str(sql.value(rows))


def _item(step: Step, drop_no: int, goods: str) -> str:
    rows = step.conn.execute(
        "SELECT i.id FROM supply_drop t JOIN delivery_item i ON i.delivery_id = t.delivery_id"
        " WHERE t.no = ? AND i.goods = ?",
        (drop_no, goods),
    )
    return str(sql.value(rows))


def count(
    step: Step,
    drop_no: int,
    goods: str,
    stage: Stage,
    quantity: int,
    *,
    building: str | None = None,
    reason: Reason | None = None,
) -> None:
    """Write a count down.

    Args:
        building: its name, where one building was counted.
    """
    rows = step.conn.execute(
        "SELECT b.id FROM building b JOIN supply_drop t ON t.compound_id = b.compound_id"
        " WHERE t.no = ? AND b.name = ?",
        (drop_no, building),
    )
    item, where = _item(step, drop_no, goods), sql.value(rows)
    given = CountInput(drop_no, item, stage, quantity, where, reason)
    record_counts(step, [given], may_ask=True)


def miss(
    step: Step,
    drop_no: int,
    goods: str,
    household_id: str,
    quantity: int = 1,
    why: MissedWhy = MissedWhy.ABSENT,
) -> None:
    """Note that a door missed out, while its gate is under way."""
    delivery = sql.value(
        step.conn.execute(
            "SELECT y.no FROM delivery y JOIN supply_drop t ON t.delivery_id = y.id WHERE t.no = ?",
            (drop_no,),
        )
    )
    one = Miss(drop_no, household_id, _item(step, drop_no, goods), quantity, why)
    note_missed(step, delivery, [drop_no], [one], hand_out=False)
