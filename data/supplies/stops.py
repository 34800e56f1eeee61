"""The stops of a delivery: at which compounds, in what order, when; added, changed, moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.duties.records import WorkRecords
from data.ids import new_id
from data.loads.following import mark_along, move_along
from data.sql import Reader
from data.supplies import queries
from data.supplies.items import THERE
from models.duties import Role, Work
from models.problems import Refused
from models.supplies import DeliveryInput, DropState, DropView, rules
from models.supplies.rules import amount_told
from models.supplies.settings import SupplySettings
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step
    from models.supplies.tables import SupplyDrop


def _table() -> type[SupplyDrop]:
    from models.supplies.tables import SupplyDrop

    return SupplyDrop


STOPS = WorkRecords(
    work=Work.DROP,
    table=_table,
    view=queries.drop,
    times=("eta",),
    wrong=rules.state_problems,
    planned=DropState.PLANNED,
    off=DropState.CANCELLED,
    begun="drop_begun",
    moved=move_along,
    marked=mark_along,
)
"""How far stops are, and when."""


class Compound(NamedTuple):
    """A compound a truck can stop at, and how many households it has."""

    id: str
    name: str
    households: int


def compounds(conn: Reader, names: Sequence[str]) -> list[Compound]:
    """The compounds named, in that order, or all where none is.

    Raises:
        Refused: `compounds_missing` when there are none at all, `compound_unknown`.
    """
    found = conn.execute(
        "SELECT c.id AS id, c.name AS name, CASE WHEN count(h.id) > 0 THEN count(h.id)"
        "   ELSE coalesce(c.stated_households, 0) END AS households"
        " FROM compound c LEFT JOIN building b ON b.compound_id = c.id"
        " LEFT JOIN household h ON h.building_id = b.id GROUP BY c.id ORDER BY c.position"
    )
    known = {one.name: one for one in sql.views(Compound, found)}
    if not known:
        raise Refused("compounds_missing", "drops")
    for name in names:
        if name not in known:
            raise Refused("compound_unknown", "drops", value=name)
    return [known[name] for name in names] if names else list(known.values())


def add_stops(
    step: Step, delivery_id: str, at: Sequence[Compound], starts: datetime, first_position: int = 1
) -> list[int]:
    """Add drops at these compounds to a delivery; their numbers.

    When each is due, and what hands it takes, follows from its goods; see `data.supplies.timing`.

    Args:
        starts: when the truck comes.
        first_position: the place of the first in the round.
    """
    from models.supplies.tables import SupplyDrop

    no = step.next_no("supply_drop")
    step.add(
        *(
            SupplyDrop(
                id=new_id(),
                no=no + place,
                delivery_id=delivery_id,
                compound_id=compound.id,
                position=first_position + place,
                state=DropState.PLANNED,
                eta=starts,
                hands_needed=rules.hands_needed(compound.households),
            )
            for place, compound in enumerate(at)
        )
    )
    return [no + place for place in range(len(at))]


def change_stops(step: Step, delivery_id: str, no: int, given: DeliveryInput) -> list[int]:
    """Call stops left out off, take up again those named once more, add new ones at the end; the
    numbers of these.

    Raises:
        Refused: `drop_cannot`, `drop_goods_there`, `compound_unknown`.
    """
    here = {stop.compound: stop for stop in queries.stops(step.conn, no)}
    for name, stop in here.items():
        wanted = name in given.drops
        if wanted == (stop.state == DropState.CANCELLED):
            to = DropState.PLANNED if wanted else DropState.CANCELLED
            if not wanted:
                refuse_goods_there(step.conn, stop)
            STOPS.mark(step, stop, to)
    new = [name for name in given.drops if name not in here]
    if not new:
        return []
    last = max((stop.position for stop in here.values()), default=0)
    latest = max((loaded(stop.eta) for stop in here.values()), default=given.arrives_at)
    return add_stops(step, delivery_id, compounds(step.conn, new), latest, last + 1)


def refuse_goods_there(conn: Reader, stop: DropView) -> None:
    """Refuse to call a stop off where goods were counted, or are off the truck.

    Raises:
        Refused: `drop_goods_there`, with the goods.
    """
    counted = conn.execute(
        "SELECT i.goods, max(s.quantity), i.unit FROM supply_count s"
        " JOIN delivery_item i ON i.id = s.item_id WHERE s.drop_id = ? AND s.replaced_at IS NULL"
        " AND s.stage <> 'truck' AND s.quantity > 0 GROUP BY i.id ORDER BY i.position",
        (stop.id,),
    )
    goods = [amount_told(*one) for one in counted]
    if not goods and stop.state in THERE:
        planned = queries.drop_items(conn, stop.no)
        goods = [amount_told(one.goods, one.planned, one.unit) for one in planned if one.planned]
    if goods:
        raise Refused("drop_goods_there", no=stop.no, compound=stop.compound, goods=goods)


def move_stops(step: Step, delivery_no: int, by: timedelta, from_position: int = 1) -> None:
    """Move stops the truck has yet to come to, from a place in the round on; duties move along."""
    for stop in queries.stops(step.conn, delivery_no):
        came = queries.truck_at(step.conn, stop.no).arrived_at is not None
        if stop.state == DropState.PLANNED and stop.position >= from_position and not came:
            STOPS.begin_at(step, stop, loaded(stop.eta) + by)


def mark_truck(step: Step, view: DropView, **times: datetime | None) -> None:
    """Note when the truck came to a stop and left it; the delivery came with the first of them.

    Args:
        times: `arrived_at`, `left_at`.
    """
    from sqlmodel import col

    from models.supplies.tables import Delivery

    step.change(_table(), view.id, **times, version=view.version + 1)
    came = sql.value(
        step.conn.execute(
            "SELECT min(t.arrived_at) FROM supply_drop t JOIN delivery y ON y.id = t.delivery_id"
            " WHERE y.no = ? AND t.state <> 'cancelled'",
            (view.delivery_no,),
        )
    )
    first = None if came is None else loaded(came)
    step.change_where(Delivery, col(Delivery.no) == view.delivery_no, arrived_at=first)


def truck_follows(step: Step, numbers: Sequence[int]) -> None:
    """Let what is known of the truck follow how far stops are: it came by the time its goods are
    off, and did not where they are planned again.

    Of a gate that is said to be handed out nobody noted when the truck came: when it was expected
    is believed then, for the report of an evening is no lateness of a driver.
    """
    for no in numbers:
        view = queries.drop(step.conn, no)
        came = queries.truck_at(step.conn, no)
        if view.state == DropState.PLANNED and came != queries.TruckTimes():
            mark_truck(step, view, arrived_at=None, left_at=None)
        elif view.state in (DropState.UNLOADED, DropState.DONE) and came.arrived_at is None:
            expected = loaded(view.eta) if view.state == DropState.DONE else step.at
            mark_truck(step, view, arrived_at=min(step.at, expected))


def follow_settings(step: Step, was: SupplySettings, now: SupplySettings) -> None:
    """Let duties over the whole of a stop not handed out yet last as long as stops do now."""
    from data.duties.queries import of_work
    from models.duties.tables import Duty

    drops = step.conn.execute(
        f"SELECT t.no AS no, t.eta AS eta FROM supply_drop t WHERE {queries.OPEN}"
    )
    for drop in list(sql.named(drops)):
        eta = loaded(drop["eta"])
        for duty in of_work(step.conn, Work.DROP, drop["no"]):
            role = Role(duty.role)
            span = rules.duty_span(eta, role, was)
            ends = rules.duty_span(eta, role, now)[1]
            if (loaded(duty.starts_at), loaded(duty.ends_at)) == span and ends != span[1]:
                step.change(Duty, duty.id, ends_at=ends, version=Duty.version + 1)
