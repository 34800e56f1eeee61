"""What is done to loads: planned anew, begun, done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.ids import new_id
from data.loads import queries
from data.loads.following import LOADS
from data.several import each
from data.sql import Reader
from data.supplies.queries import drop, truck_at
from models.duties import Work
from models.fields import line
from models.loads import LoadRow, LoadState
from models.loads.planned import Planned
from models.problems import Refused, refuse_outdated
from models.several import Several
from models.supplies import DropState
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step

_HANDED_TO = line(300)


class Applied(NamedTuple):
    """What a plan came to."""

    loads: int
    names: tuple[str, ...]
    """Who carries something, each once."""
    left: int
    """Units in loads nobody carries."""


def plan_loads(
    step: Step, planned: Sequence[Planned], replaced: Mapping[int, int] | None = None
) -> Applied:
    """Keep loads as they are planned and give them to their people, all or nothing.

    Args:
        replaced: loads they stand in place of, each with its version as it was looked at.

    Raises:
        Refused: `loads_none`; `load_unknown`, `edited_meanwhile`, `load_begun` for one that is to
            be replaced; `load_taken` (compound, building) where a building is in another load by
            now; what stands against somebody as `data.duties.commands.assign`.
    """
    if not planned:
        raise Refused("loads_none")
    for no, version in (replaced or {}).items():
        _take_away(step, no, version)
    for gate_no in dict.fromkeys(one.gate.drop_no for one in planned):
        _add(step, gate_no, [one for one in planned if one.gate.drop_no == gate_no])
    done = Applied(
        len(planned),
        tuple(dict.fromkeys(name for one in planned for name in one.names)),
        sum(one.come_to.units for one in planned if not one.people),
    )
    compounds = list(dict.fromkeys(one.gate.compound for one in planned))
    step.act("loads_planned", count=done.loads, compound=compounds, names=list(done.names))
    return done


def _take_away(step: Step, no: int, version: int) -> None:
    """Take away a load that has not begun, and give its people back their time."""
    from sqlmodel import col

    from models.loads.tables import CarryLoad, LoadBuilding

    view = queries.load(step.conn, no)
    refuse_outdated(no, view.version, version)
    if view.state != LoadState.PLANNED:
        raise Refused("load_begun", no=no)
    for duty in duties.of_work(step.conn, Work.LOAD, no):
        duty_commands.unassign(step, duty.no)
    step.remove_where(LoadBuilding, col(LoadBuilding.load_id) == view.id)
    step.remove(CarryLoad, view.id)


def _add(step: Step, drop_no: int, planned: Sequence[Planned]) -> None:
    """Add the loads of one gate behind those it has, by when they begin."""
    from models.loads.tables import CarryLoad, LoadBuilding

    drop_id = drop(step.conn, drop_no).id
    _refuse_taken(step.conn, drop_id, planned)
    no = step.next_no("carry_load")
    last = _last_position(step.conn, drop_id)
    for at, one in enumerate(sorted(planned, key=lambda one: one.starts)):
        key = new_id()
        step.add(
            CarryLoad(
                id=key,
                no=no + at,
                drop_id=drop_id,
                position=last + at + 1,
                state=LoadState.PLANNED,
                means=one.means,
                units=one.come_to.units,
                trips=one.come_to.trips,
                hands_needed=one.hands,
                starts_at=one.starts,
                ends_at=one.ends,
                handed_to=_HANDED_TO(one.handed_to),
            )
        )
        step.add(
            *(
                LoadBuilding(id=new_id(), load_id=key, building_id=building.id, position=place)
                for place, building in enumerate(one.buildings)
            )
        )
        _give(step, no + at, one)


def _give(step: Step, no: int, planned: Planned) -> None:
    asked = {
        problem.params.get("person")
        for problem in planned.warnings
        if problem.code == "outside_hours"
    }
    people = zip(planned.slots(), planned.people, planned.names, strict=False)
    for slot, person_no, name in people:
        given = slot._replace(no=no).duty(person_no, to_ask=name in asked)
        duty_commands.assign(step, given)


def _refuse_taken(conn: Reader, drop_id: str, planned: Iterable[Planned]) -> None:
    rows = conn.execute(
        "SELECT l.building_id AS building FROM load_building l JOIN carry_load t"
        " ON t.id = l.load_id WHERE t.drop_id = ? AND t.state <> 'cancelled'",
        (drop_id,),
    )
    taken = {one["building"] for one in sql.named(rows)}
    for one in planned:
        for building in one.buildings:
            if building.id in taken:
                compound = one.gate.compound
                raise Refused("load_taken", compound=compound, building=building.label)


def _last_position(conn: Reader, drop_id: str) -> int:
    query = "SELECT coalesce(max(position), 0) FROM carry_load WHERE drop_id = ?"
    return int(sql.value(conn.execute(query, (drop_id,))))


def mark_loads(step: Step, numbers: Sequence[int], state: LoadState) -> Several[LoadRow]:
    """Say how far loads are; what one refuses holds up no other.

    Raises:
        Refused: a `NoneDone` of `load_unknown`, `load_already`, `load_cannot`, and
            `load_not_there` (compound, at) where the truck has yet to come to its gate.
    """

    def mark(no: int) -> LoadRow:
        view = queries.load(step.conn, no)
        if state in (LoadState.UNDER_WAY, LoadState.DONE):
            _refuse_before_truck(step.conn, view)
        LOADS.mark(step, view, state)
        return view

    done = each(step, dict.fromkeys(numbers), mark)
    marked = done.done.values()
    step.act(
        f"load_{state}",
        no=[view.no for view in marked],
        compound=list(dict.fromkeys(view.compound for view in marked)),
    )
    return done


def _refuse_before_truck(conn: Reader, view: LoadRow) -> None:
    """Nobody carries what is still to come.

    Raises:
        Refused: `load_not_there`.
    """
    gate = drop(conn, view.drop_no)
    if gate.state == DropState.PLANNED and truck_at(conn, gate.no).arrived_at is None:
        raise Refused("load_not_there", no=view.no, compound=gate.compound, at=loaded(gate.eta))
