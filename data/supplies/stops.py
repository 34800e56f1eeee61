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
from data.supplies.settings import supply_settings
from models.duties import Role, Work
from models.problems import Refused
from models.supplies import DeliveryInput, DropState, rules
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
            raise Refused("compound_unknown", "drops", compound=name)
    return [known[name] for name in names] if names else list(known.values())


def add_stops(
    step: Step, delivery_id: str, at: Sequence[Compound], starts: datetime, first_position: int = 1
) -> None:
    """Add drops at these compounds to a delivery.

    Args:
        starts: when the truck is at the first of them.
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
                eta=eta,
                hands_needed=rules.hands_needed(compound.households),
            )
            for place, (compound, eta) in enumerate(
                zip(at, rules.etas(starts, len(at), supply_settings(step.conn)), strict=True)
            )
        )
    )


def change_stops(step: Step, delivery_id: str, no: int, given: DeliveryInput) -> None:
    """Call stops left out off, take up again those named once more, add new ones at the end.

    Raises:
        Refused: `drop_cannot`, `compound_unknown`.
    """
    here = {stop.compound: stop for stop in queries.stops(step.conn, no)}
    for name, stop in here.items():
        wanted = name in given.drops
        if wanted == (stop.state == DropState.CANCELLED):
            to = DropState.PLANNED if wanted else DropState.CANCELLED
            STOPS.mark(step, stop, to)
    new = [name for name in given.drops if name not in here]
    if new:
        last = max((stop.position for stop in here.values()), default=0)
        latest = max((loaded(stop.eta) for stop in here.values()), default=given.arrives_at)
        starts = latest + supply_settings(step.conn).stop
        add_stops(step, delivery_id, compounds(step.conn, new), starts, last + 1)


def move_stops(step: Step, delivery_no: int, by: timedelta, from_position: int = 1) -> None:
    """Move stops not yet unloaded, from a place in the round on, with the duties there."""
    for stop in queries.stops(step.conn, delivery_no):
        if stop.state == DropState.PLANNED and stop.position >= from_position:
            STOPS.begin_at(step, stop, loaded(stop.eta) + by)


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
