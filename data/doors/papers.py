"""Door lists for building leaders, read from what the doors get."""

from __future__ import annotations

from itertools import groupby

from data import sql
from data.doors import queries
from data.households.buildings import buildings, like
from data.sql import Reader
from data.supplies import gates as stops_at
from data.supplies.door_shares import DoorShare
from models.address import dashed
from models.doors.paper import PaperBuilding, PaperDoor, PaperGate, PaperGoods, in_order, told_marks
from models.problems import Refused
from models.text import fold

_TIMES = """
SELECT m.household_id AS household_id, max(m.times) AS times FROM missed_door m
JOIN supply_drop d ON d.id = m.drop_id JOIN delivery y ON y.id = d.delivery_id
WHERE y.arrives_at < (SELECT arrives_at FROM delivery WHERE no = :no)
  AND m.why <> 'refused' AND m.given_at IS NULL GROUP BY m.household_id"""


def door_lists(
    conn: Reader,
    delivery_no: int,
    compound: str | None = None,
    building: str | None = None,
    lane: str | None = None,
) -> list[PaperGate]:
    """The door lists of a delivery, gate by gate, or of one gate or building.

    Raises:
        Refused: as `data.supplies.gates.gates`; `building_not_here` where no such building is at
            these gates.
    """
    times = sql.mapped(conn.execute(_TIMES, {"no": delivery_no}), "household_id", "times")
    known = buildings(conn)
    leaders = {one.id: one.leader or "" for one in known}
    found = []
    drops = stops_at.gates(conn, delivery_no, compound)
    for drop in drops:
        gate = queries.gate(conn, drop)
        goods = tuple(PaperGoods(item.goods, item.unit) for item in gate.items)
        lists = [
            _building(list(doors), goods, times, leaders.get(key, ""))
            for key, doors in groupby(gate.doors, key=lambda door: door.building_id)
        ]
        chosen = [one for one in lists if _is(one.building, building) and _is(one.lane, lane)]
        if chosen or (building is None and lane is None):
            planned = tuple(item.planned for item in gate.items)
            found.append(
                PaperGate(
                    *(delivery_no, drop.eta, drop.compound, goods, tuple(chosen)),
                    *(gate.came, planned),
                )
            )
    if not found and (building is not None or lane is not None):
        said, at = dashed(lane, building), {drop.compound for drop in drops}
        likely = like(said, [one for one in known if one.compound in at])
        raise Refused("building_not_here", "building", building=said, names=likely)
    return found


def _is(own: str | None, wanted: str | None) -> bool:
    return wanted is None or fold(own or "") == fold(wanted)


def _building(
    doors: list[DoorShare], goods: tuple[PaperGoods, ...], times: dict[str, int], leader: str
) -> PaperBuilding:
    first = doors[0]
    rooms = {door.household_id: dashed(door.unit, door.room) for door in doors}
    due = [
        PaperDoor(
            door.unit,
            door.room,
            told_marks(door.marks),
            door.quantities,
            door.owed,
            tuple(None if key is None else rooms.get(key) for key in door.held_by),
            times.get(door.household_id, 0),
        )
        for door in doors
        if any(door.quantities) or any(door.held_by)
    ]
    none = [door for door in doors if not any(door.quantities) and not any(door.held_by)]
    without = [dashed(door.unit, door.room) for door in none if not door.is_fed]
    lacking = [dashed(door.unit, door.room) for door in none if door.is_fed]
    return PaperBuilding(
        first.compound,
        first.lane,
        first.building,
        leader,
        goods,
        in_order(due),
        tuple(without),
        tuple(lacking),
    )
