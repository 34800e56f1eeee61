"""What is done to supplies inside a step: deliveries announced and changed, drops moved and ticked.

What a drop is planned to get is worked out here from the households of its compound, always anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.duties import commands as duty_commands
from data.ids import new_id
from data.supplies import queries, shares
from models.duties import Work
from models.problems import Problem, Refused
from models.supplies import (
    AllocationRule,
    DeliveryInput,
    DeliveryState,
    DeliveryView,
    DropState,
    ItemInput,
    rules,
)
from models.supplies.goods import amount
from models.text import clean, phone_digits
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.store import Step


_LINE = 120


def add_delivery(step: Step, given: DeliveryInput) -> int:
    """Note a delivery with a drop for each compound named, or for all in their order.

    Returns:
        Its number.

    Raises:
        Refused: `compound_unknown`, `compounds_missing`, or the first of
            `models.supplies.rules.delivery_problems`.
    """
    import data.mapping  # noqa: F401
    from models.supplies.tables import Delivery

    given = _cleaned(given)
    _refuse(rules.delivery_problems(given))
    stops = shares.stops(step.conn, given.drops)
    no = step.next_no("delivery")
    delivery = Delivery(
        id=new_id(),
        no=no,
        state=DeliveryState.EXPECTED,
        arrives_at=given.arrives_at,
        plate=given.plate,
        driver=given.driver,
        driver_phone=given.driver_phone,
        note=given.note,
        entered_at=step.at,
    )
    step.session.add(delivery)
    step.session.flush()
    shares.put_items(step, delivery.id, given.items)
    shares.put_stops(step, delivery.id, stops, rules.etas(given.arrives_at, len(stops)))
    shares.plan(step.conn, no)
    _tell(step, no)
    return no


def edit_delivery(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a delivery, by the names of DeliveryInput; others stay as they are.

    Another time of arrival moves the stops not yet unloaded, and the duties there, by as much.
    Stops left out are cancelled; new ones come at the end.

    Raises:
        Refused: `delivery_unknown`, `edited_meanwhile`, and as `add_delivery`.
    """
    import data.mapping  # noqa: F401
    from models.supplies.tables import Delivery

    step.session.flush()
    view = queries.delivery(step.conn, no)
    if view.version != version:
        raise Refused("edited_meanwhile", no=no)
    was = input_of(view, [row.compound for row in shares.live_drops(step.conn, no)])
    given = _cleaned(replace(was, **changes))  # type: ignore[arg-type]
    _refuse(rules.delivery_problems(given))
    if given == was:
        return
    record = step.session.get_one(Delivery, view.id)
    step.session.refresh(record)
    for name in ("arrives_at", "plate", "driver", "driver_phone", "note"):
        setattr(record, name, getattr(given, name))
    record.version += 1
    step.session.flush()
    if given.items != was.items:
        step.conn.execute(
            "DELETE FROM drop_item WHERE item_id IN"
            " (SELECT id FROM delivery_item WHERE delivery_id = ?)",
            (view.id,),
        )
        step.conn.execute("DELETE FROM delivery_item WHERE delivery_id = ?", (view.id,))
        shares.put_items(step, view.id, given.items)
    if given.arrives_at != was.arrives_at:
        _slide(step, no, given.arrives_at - was.arrives_at)
    if given.drops != was.drops:
        _change_stops(step, view.id, no, given)
    shares.plan(step.conn, no)
    _tell(step, no)


def edit_drop(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change `eta`, `hands_needed` or `note` of a drop; with another time the later stops of the
    delivery that are not unloaded yet move by as much, and the duties there.

    Raises:
        Refused: `drop_unknown`, `edited_meanwhile`, `hands_negative`.
    """
    step.session.flush()
    view = queries.drop(step.conn, no)
    if view.version != version:
        raise Refused("edited_meanwhile", no=no)
    hands = changes.get("hands_needed", view.hands_needed)
    if not isinstance(hands, int) or hands < 0:
        raise Refused("hands_negative", "hands_needed", hands=hands)
    note = clean(str(changes.get("note", view.note)), limit=_LINE)
    eta = changes.get("eta")
    moved = isinstance(eta, datetime) and eta != loaded(view.eta)
    if not moved and (hands, note) == (view.hands_needed, view.note):
        return
    step.conn.execute(
        "UPDATE supply_drop SET hands_needed = ?, note = ?, version = version + 1 WHERE id = ?",
        (hands, note, view.id),
    )
    if isinstance(eta, datetime) and moved:
        _slide(step, view.delivery_no, eta - loaded(view.eta), from_position=view.position)
    step.tell(no=no, compound=view.compound)


def mark_drop(step: Step, no: int, state: DropState) -> DeliveryState:
    """Say how far a drop is; the delivery follows, and goods of one called off go to the others.

    Returns:
        The state the delivery is in now.

    Raises:
        Refused: `drop_unknown`, `drop_already`, `drop_cannot`.
    """
    step.session.flush()
    view = queries.drop(step.conn, no)
    _refuse(rules.state_problems(no, view.state, state))
    step.conn.execute(
        "UPDATE supply_drop SET state = ?, version = version + 1 WHERE id = ?",
        (str(state), view.id),
    )
    if DropState.CANCELLED in (view.state, state):
        shares.plan(step.conn, view.delivery_no)
    delivery = queries.delivery(step.conn, view.delivery_no)
    states = [row.state for row in queries.drops(step.conn, view.delivery_no)]
    now = rules.delivery_state(delivery.state, states)
    if now != delivery.state:
        mark_delivery(step, view.delivery_no, now)
    step.tell(no=no, compound=view.compound)
    return now


def mark_delivery(step: Step, no: int, state: DeliveryState) -> None:
    """Say how far a delivery is.

    Raises:
        Refused: `delivery_unknown`.
    """
    step.session.flush()
    view = queries.delivery(step.conn, no)
    step.conn.execute(
        "UPDATE delivery SET state = ?, version = version + 1 WHERE id = ?", (str(state), view.id)
    )
    step.tell(no=no)


def input_of(view: DeliveryView, stops: Sequence[str]) -> DeliveryInput:
    """A delivery on file as the input that would say the same."""
    return DeliveryInput(
        loaded(view.arrives_at),
        tuple(
            ItemInput(i.goods, i.quantity, i.unit, AllocationRule(i.rule), i.rule_text)
            for i in view.items
        ),
        view.plate,
        view.driver,
        view.driver_phone,
        view.note,
        tuple(stops),
    )


def _cleaned(given: DeliveryInput) -> DeliveryInput:
    phone = clean(given.driver_phone, limit=40)
    return replace(
        given,
        items=tuple(
            replace(
                item,
                goods=clean(item.goods, limit=60),
                unit=clean(item.unit, limit=10),
                rule_text=clean(item.rule_text, limit=200),
            )
            for item in given.items
        ),
        plate=clean(given.plate, limit=20),
        driver=clean(given.driver, limit=60),
        driver_phone=phone_digits(phone) or phone,
        note=clean(given.note, limit=1000, multiline=True),
        drops=tuple(clean(name, limit=_LINE) for name in given.drops),
    )


def _change_stops(step: Step, delivery_id: str, no: int, given: DeliveryInput) -> None:
    """Cancel stops left out, take up again those named once more, add new ones at the end."""
    here = {row.compound: queries.drop(step.conn, row.no) for row in queries.drops(step.conn, no)}
    for name, view in here.items():
        wanted = name in given.drops
        if wanted == (view.state == DropState.CANCELLED):
            to = DropState.PLANNED if wanted else DropState.CANCELLED
            _refuse(rules.state_problems(view.no, view.state, to))
            step.conn.execute(
                "UPDATE supply_drop SET state = ?, version = version + 1 WHERE id = ?",
                (str(to), view.id),
            )
    new = [name for name in given.drops if name not in here]
    if new:
        last = max((view.position for view in here.values()), default=0)
        latest = max((loaded(view.eta) for view in here.values()), default=given.arrives_at)
        etas = rules.etas(latest + rules.STOP, len(new))
        shares.put_stops(step, delivery_id, shares.stops(step.conn, new), etas, last + 1)


def _slide(step: Step, delivery_no: int, by: timedelta, from_position: int = 1) -> None:
    """Move stops not yet unloaded, from a place in the round on, with the duties there."""
    for row in queries.drops(step.conn, delivery_no):
        if row.state != DropState.PLANNED or row.position < from_position:
            continue
        eta = loaded(row.eta)
        step.conn.execute(
            "UPDATE supply_drop SET eta = ?, version = version + 1 WHERE id = ?",
            (stored(eta + by), row.id),
        )
        duty_commands.move(step, Work.DROP, row.no, (eta, eta), (eta + by, eta + by))


def _tell(step: Step, no: int) -> None:
    view = queries.delivery(step.conn, no)
    goods = [amount(item.goods, item.quantity, item.unit) for item in view.items]
    step.tell(no=no, goods=goods, stops=len(shares.live_drops(step.conn, no)))


def _refuse(problems: Sequence[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.code, problem.field, **problem.params)


def announce_delivery(step: Step, given: DeliveryInput) -> int:
    """Note a delivery; see `commands.add_delivery`."""
    step.act("delivery_added")
    return add_delivery(step, given)


def change_delivery(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a delivery; see `commands.edit_delivery`."""
    step.act("delivery_changed")
    edit_delivery(step, no, version, changes)
    return no


def change_drop(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a drop; see `commands.edit_drop`."""
    step.act("drop_changed")
    edit_drop(step, no, version, changes)
    return no


def tick_drops(step: Step, numbers: Sequence[int], state: DropState) -> DropState:
    """Say how far drops are, all or none of them; see `commands.mark_drop`."""
    step.act(f"drop_{state}")
    names = []
    for no in numbers:
        mark_drop(step, no, state)
        names.append(queries.drop(step.conn, no).compound)
    step.tell(compound=names)
    return state
