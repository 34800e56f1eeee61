"""What is done to supplies: deliveries added and changed, their drops changed and marked.

What a drop is planned to get is worked out here from the households of its compound, always anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from data import settings
from data.doors.carrying import settle
from data.doors.in_a_row import refresh_after
from data.duties.crew import Crew, crew_of
from data.ids import new_id
from data.loads.following import crew_at
from data.sql import Reader
from data.supplies import queries
from data.supplies.items import add_items, change_items
from data.supplies.run import run_stops
from data.supplies.settings import NAME as SETTINGS
from data.supplies.settings import supply_settings
from data.supplies.shares import share_out
from data.supplies.stops import (
    STOPS,
    add_stops,
    change_stops,
    compounds,
    follow_settings,
    move_stops,
    refuse_goods_there,
    truck_follows,
)
from data.supplies.timing import follow_goods, refuse_time, set_times
from models.duties import Work
from models.fields import line, lines, tags, tidied
from models.problems import Refused, refuse, refuse_outdated
from models.supplies import DeliveryInput, DeliveryState, DeliveryView, DropState, DropView, rules
from models.supplies.goods import tidy_item
from models.supplies.rules import amount_told
from models.supplies.settings import SupplySettings, kept
from models.text import LIMIT, clean, phone_digits
from models.times import loaded, local_date, on_day

if TYPE_CHECKING:
    from data.step import Step


def add_delivery(step: Step, given: DeliveryInput) -> int:
    """Add a delivery with a drop for each compound named, or for all in their order.

    What came without notice, at a time that is not to come, is there.

    Returns:
        Its number.

    Raises:
        Refused: `compound_unknown`, `compounds_missing`, or the first of
            `models.supplies.rules.delivery_problems`.
    """
    from models.supplies.tables import Delivery

    given = _checked(given)
    stops = compounds(step.conn, given.drops)
    key, no = new_id(), step.next_no("delivery")
    came = not given.is_announced and given.arrives_at <= step.at
    step.add(
        Delivery(
            id=key,
            no=no,
            state=DeliveryState.ARRIVED if came else DeliveryState.EXPECTED,
            promised_at=None if came else given.arrives_at,
            entered_at=step.at,
            arrived_at=given.arrives_at if came else None,
            **_columns(given),
        )
    )
    add_items(step, key, given.items)
    add_stops(step, key, stops, given.arrives_at)
    share_out(step, no)
    set_times(step, no)
    code = "delivery_added" if given.is_announced else "delivery_came"
    step.act(code, **_told(step.conn, no))
    return no


def change_delivery(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a delivery, by the names of DeliveryInput; others stay as they are.

    Another time of arrival moves the stops not yet unloaded, and the duties there, by as much; the
    time that was promised first stays known. Stops left out are called off; new ones come at the
    end. Goods that stay keep what was counted of them; where there are others the later stops of a
    truck that is still to come move by what unloading takes more or less.

    Raises:
        Refused: `delivery_unknown`, `edited_meanwhile`, `drop_goods_there`, as
            `data.supplies.items.change_items`, and as `add_delivery`.
    """
    from models.supplies.tables import Delivery

    view = queries.delivery(step.conn, no)
    refuse_outdated(no, view.version, version)
    was = queries.delivery_input(step.conn, no)
    given = _checked(was._replace(**changes), was)  # type: ignore[arg-type]
    if given == was:
        return
    columns = _columns(given) | _promised(view, given.arrives_at)
    step.change(Delivery, view.id, **columns, version=view.version + 1)
    added: list[int] = []
    before = run_stops(step.conn, no)
    if given.items != was.items:
        change_items(step, view.id, view.items, given.items)
    if given.arrives_at != was.arrives_at:
        move_stops(step, no, given.arrives_at - was.arrives_at)
    if given.drops != was.drops:
        added = change_stops(step, view.id, no, given)
    share_out(step, no)
    if added:
        set_times(step, no, added)
    elif given.drops == was.drops and given.items != was.items:
        follow_goods(step, no, before)
    _follow_drops(step, no)
    step.act("delivery_changed", **_told(step.conn, no))


def change_drop(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change `eta`, `hands_needed` or `note` of a drop; with another time the later stops of the
    delivery that are not unloaded yet move by as much, and the duties there.

    Raises:
        Refused: `drop_unknown`, `edited_meanwhile`, `hands_negative`, `hands_unclear`, and as
            `refuse_time`.
    """
    from models.supplies.tables import SupplyDrop

    view = queries.drop(step.conn, no)
    refuse_outdated(no, view.version, version)
    hands = changes.get("hands_needed", view.hands_needed)
    if not isinstance(hands, int) or hands < 0:
        raise Refused("hands_negative", "hands_needed", hands=hands)
    if hands > max(rules.MOST_HANDS, view.hands_needed):
        raise Refused("hands_unclear", "hands_needed", value=hands, most=rules.MOST_HANDS)
    note = clean(str(changes.get("note", view.note)), limit=120)
    eta = changes.get("eta")
    moved = isinstance(eta, datetime) and eta != loaded(view.eta)
    if not moved and (hands, note) == (view.hands_needed, view.note):
        return
    if isinstance(eta, datetime) and moved:
        refuse_time(step, no, eta, "eta")
    step.change(SupplyDrop, view.id, hands_needed=hands, note=note, version=view.version + 1)
    if isinstance(eta, datetime) and moved:
        move_stops(step, view.delivery_no, eta - loaded(view.eta), view.position)
    step.act("drop_changed", no=no, compound=view.compound)


def mark_drops(step: Step, numbers: Sequence[int], state: DropState) -> Crew:
    """Say how far drops are, all or none of them; their deliveries follow.

    The goods of one called off go to the others of its delivery, and its people are free: their
    duties take no time until it is planned again, and then count as before; who has come to it has
    left it.

    Returns:
        Who is at them or carries from them, and what refuses that where they are planned again.

    Raises:
        Refused: `drop_unknown`, `drop_already`, `drop_cannot`, `drop_goods_there`.
    """
    if state == DropState.CANCELLED:
        for no in numbers:
            refuse_goods_there(step.conn, queries.drop(step.conn, no))
    views = STOPS.mark_all(step, numbers, state)
    _note_done(step, views, state)
    truck_follows(step, numbers)
    shared_anew = dict.fromkeys((view.delivery_no for view in views), False)
    settle(step, views, state)
    for view in views:
        shared_anew[view.delivery_no] |= DropState.CANCELLED in (view.state, state)
    for delivery_no, anew in shared_anew.items():
        if anew:
            share_out(step, delivery_no)
        _follow_drops(step, delivery_no)
    for view in views:
        refresh_after(step, view.id)
    step.act(f"drop_{state}", no=list(numbers), compound=[view.compound for view in views])
    return crew_of(step.conn, Work.DROP, numbers).and_others(crew_at(step.conn, numbers))


def _note_done(step: Step, views: Sequence[DropView], state: DropState) -> None:
    """Note since when drops are handed out, or that they are not."""
    from models.supplies.tables import SupplyDrop

    for view in views:
        if DropState.DONE in (view.state, state):
            step.change(SupplyDrop, view.id, done_at=step.at if state == DropState.DONE else None)


def move_drops(step: Step, numbers: Sequence[int], to: date) -> Crew:
    """Move stops not unloaded yet to another day at their hours, all or none; people move along.

    A delivery that has no stop left on its own day arrives on the day of its first.

    Returns:
        Who is at them or carries from them, and what refuses that at the new times.

    Raises:
        Refused: `drop_unknown`, `drop_begun`, `day_past`.
    """
    views = STOPS.move_all(step, numbers, to)
    for delivery_no in dict.fromkeys(view.delivery_no for view in views):
        _arrive_with_stops(step, delivery_no)
    told = [view.compound for view in views]
    step.act("drops_moved", no=[view.no for view in views], compound=told, day=to.isoformat())
    return crew_of(step.conn, Work.DROP, numbers).and_others(crew_at(step.conn, numbers))


def _arrive_with_stops(step: Step, no: int) -> None:
    """Let a delivery arrive on the day of its first stop once none is on its own day."""
    from models.supplies.tables import Delivery

    view = queries.delivery(step.conn, no)
    days = sorted(
        local_date(loaded(stop.eta))
        for stop in queries.stops(step.conn, no)
        if stop.state != DropState.CANCELLED
    )
    arrives = loaded(view.arrives_at)
    if days and local_date(arrives) not in days:
        arrives = on_day(arrives, days[0])
        columns = {"arrives_at": arrives, **_promised(view, arrives)}
        step.change(Delivery, view.id, **columns, version=view.version + 1)


def set_supplies(
    step: Step, given: SupplySettings, *, was: SupplySettings | None = None
) -> SupplySettings:
    """Set how long a truck and its goods take; duties at stops not handed out yet follow.

    Stops on file keep their times: a driver may have been told.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    before = supply_settings(step.conn)
    settings.renew(
        step,
        before,
        given,
        was,
        lambda one: {SETTINGS + name: minutes for name, minutes in kept(one).items()},
    )
    follow_settings(step, before, given)
    step.act("supplies_set")
    return given


def _follow_drops(step: Step, no: int) -> None:
    """Let the state of a delivery follow those of its drops."""
    from models.supplies.tables import Delivery

    view = queries.delivery(step.conn, no)
    states = [stop.state for stop in queries.stops(step.conn, no)]
    state = rules.delivery_state(view.state, states)
    if state != view.state:
        step.change(Delivery, view.id, state=state, version=view.version + 1)


def _columns(given: DeliveryInput) -> dict[str, Any]:
    """What a delivery is kept as, but for its goods and its stops."""
    return {name: value for name, value in given._asdict().items() if name not in _KEPT_APART}


_KEPT_APART = ("items", "drops")


def _promised(view: DeliveryView, arrives_at: datetime) -> dict[str, datetime]:
    """The time that was promised first, where it is changed for the first time."""
    was = loaded(view.arrives_at)
    first = view.promised_at is None and view.is_announced and arrives_at != was
    return {"promised_at": was} if first else {}


_GOODS = {
    "goods": line(60),
    "unit": line(10),
    "rule_text": line(1000),
    "batch": line(20),
    "kit": line(1),
    "first_marks": tags,
}


def _checked(given: DeliveryInput, was: DeliveryInput | None = None) -> DeliveryInput:
    """A delivery as it is kept, once nothing is wrong with it.

    Args:
        was: the one on file, if it is.
    """
    phone = clean(given.driver_phone, limit=40)
    given = tidied(
        given,
        {
            "plate": line(20),
            "driver": line(60),
            "note": lines(LIMIT),
            "source": line(80),
            "pass_no": line(40),
        },
    )
    given = given._replace(
        items=tuple(tidy_item(tidied(item, _GOODS)) for item in given.items),
        driver_phone=phone_digits(phone) or phone,
        drops=tuple(map(line(), given.drops)),
    )
    held = {one.goods for one in was.items if not one.quantity} if was else ()
    refuse(rules.delivery_problems(given, held))
    return given


def _told(conn: Reader, no: int) -> dict[str, object]:
    """What the journal says of a delivery: its goods, and at how many stops."""
    given = queries.delivery_input(conn, no)
    goods = [amount_told(item.goods, item.quantity, item.unit) for item in given.items]
    return {"no": no, "goods": goods, "stops": len(given.drops)}
