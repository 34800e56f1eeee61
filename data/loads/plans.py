"""Loads planned from what is on file: which buildings are still to be carried to, and by whom.

Nothing is changed. What is under way or done stays as it is, and so does what its people can still
do; only the rest is planned anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.duties import candidates
from data.duties import queries as duties
from data.loads import queries
from data.loads.settings import load_settings
from data.sql import Reader
from data.supplies import run
from data.supplies.gates import find_gate
from data.supplies.queries import building_shares
from data.supplies.queries import delivery as the_delivery
from data.supplies.queries import drop as the_drop
from data.supplies.queries import stops as the_stops
from data.supplies.settings import supply_settings
from models.duties import RosterSettings
from models.duties.workers import Worker
from models.floors import floor_at
from models.households import CompoundKind
from models.loads import Goods, LoadRow, LoadState, rules
from models.loads.carrying import Building
from models.loads.plan import plan
from models.loads.planned import Gate, Planned
from models.loads.settings import LoadSettings
from models.problems import Refused
from models.supplies import DropState, DropView
from models.supplies.run import Off
from models.times import local_date

_AHEAD = timedelta(hours=6)
"""How far behind the last gate's time others' duties are looked at."""

_OPEN = (DropState.PLANNED, DropState.UNLOADED)


class LoadPlan(NamedTuple):
    """Loads as they could be, with what changing their lines by hand needs."""

    kept: list[LoadRow]
    """Loads that stay as they are."""
    replaced: Mapping[int, int]
    """Loads the lines stand in place of, each with its version."""
    lines: list[Planned]
    workers: list[Worker]
    settings: LoadSettings
    roster: RosterSettings
    now: datetime


def plan_loads(conn: Reader, drop_nos: Sequence[int], now: datetime) -> LoadPlan:
    """A plan for the goods of some drops.

    Raises:
        Refused: `drop_unknown`; `loads_over` where all of them are handed out or called off;
            `loads_undivided` where nothing is divided down to buildings.
    """
    drops = [the_drop(conn, no) for no in dict.fromkeys(drop_nos)]
    drops = [drop for drop in drops if drop.state in _OPEN]
    if not drops:
        raise Refused("loads_over", nos=list(drop_nos))
    here = queries.loads_at(conn, [drop.no for drop in drops])
    here = [row for row in here if row.state != LoadState.CANCELLED]
    replaced = {row.no: row.version for row in here if rules.is_open(row)}
    kept = [row for row in here if row.no not in replaced]
    settings, roster = _settings(conn), duties.settings(conn)
    gates = list(_gates(conn, drops, [row.no for row in kept], now))
    if not any(gate.buildings for gate in gates) and not kept:
        raise Refused("loads_undivided", compound=[drop.compound for drop in drops])
    workers = _workers(conn, gates, replaced)
    lines = plan(gates, workers, settings, roster)
    return LoadPlan(kept, replaced, lines, workers, settings, roster, now)


def drops_of(conn: Reader, delivery_no: int, compound: str | None = None) -> list[int]:
    """The numbers of the drops of a delivery, or of the one at a compound.

    Raises:
        Refused: as `data.supplies.gates.find_gate`.
    """
    if compound is not None:
        return [find_gate(conn, delivery_no, compound).no]
    the_delivery(conn, delivery_no)
    return [stop.no for stop in the_stops(conn, delivery_no)]


def _settings(conn: Reader) -> LoadSettings:
    """How goods are carried, with what the settings of supplies say of that."""
    supplies = supply_settings(conn)
    return replace(
        load_settings(conn),
        doors_an_hour=supplies.doors_an_hour,
        trolley=supplies.trolley_units,
    )


def _workers(conn: Reader, gates: Sequence[Gate], replaced: Iterable[int]) -> list[Worker]:
    """Everybody with their time around the gates, free of the loads that are planned anew."""
    if not gates:
        return []
    first = min(gate.starts for gate in gates)
    last = max(gate.starts for gate in gates) + _AHEAD
    freed = set(replaced)

    def without(worker: Worker) -> Worker:
        held = [d for d in worker.times.held if d.work != "load" or d.work_no not in freed]
        return worker._replace(times=worker.times._replace(held=held))

    return [without(worker) for worker in candidates.workers(conn, first, last)]


# -- gates -----------------------------------------------------------------------------------------


def _gates(
    conn: Reader, drops: Iterable[DropView], kept: Sequence[int], now: datetime
) -> Iterator[Gate]:
    """The gates with the buildings that no load which is kept goes to.

    Goods stand for their time first, but where a life waits for them.
    """
    minute = now.replace(second=0, microsecond=0)
    begins = minute if minute == now else minute + timedelta(minutes=1)
    carried = {"kept": sql.as_given(kept)}
    rows = conn.execute(
        "SELECT t.drop_id AS drop_id, l.building_id AS building FROM load_building l"
        f" JOIN carry_load t ON t.id = l.load_id WHERE t.no IN ({sql.given('kept')})",
        carried,
    )
    there = {(one["drop_id"], one["building"]) for one in sql.named(rows)}
    drops = list(drops)
    off: dict[int, Off] = {}
    for delivery_no in dict.fromkeys(drop.delivery_no for drop in drops):
        off |= run.off_the_truck(conn, delivery_no)
    for drop in drops:
        goods_off = off[drop.no]
        starts = max(begins, goods_off.at)
        known = {one.id: one for one in _known(conn, drop, starts)}
        if not any(one.is_urgent for one in known.values()):
            starts = max(begins, goods_off.handled)
        goods, owed = _goods(conn, drop.no)
        yield Gate(
            drop.no,
            drop.compound,
            starts,
            tuple(
                _building(known[key], goods[key], owed[key])
                for key in goods
                if (drop.id, key) not in there
            ),
            in_lanes=any(one.kind == CompoundKind.LANE for one in known.values()),
        )


def _goods(conn: Reader, drop_no: int) -> tuple[dict[str, list[Goods]], Counter[str]]:
    """What each building of a drop gets, in the order of buildings, and what it is owed of that."""
    view = the_drop(conn, drop_no)
    items = {item.id: item for item in the_delivery(conn, view.delivery_no).items}
    goods: dict[str, list[Goods]] = defaultdict(list)
    owed: Counter[str] = Counter()
    for share in building_shares(conn, drop_no):
        item = items[share.item_id]
        if share.planned:
            one = Goods(item.goods, share.planned, item.unit, item.is_cold, item.is_heavy)
            goods[share.building_id].append(one)
            owed[share.building_id] += share.owed
    return goods, owed


class _Known(NamedTuple):
    """What is known of a building."""

    id: str
    kind: str
    """Of its compound, see `CompoundKind`."""
    lane: str
    name: str
    is_closed: int
    is_urgent: int
    """1 where a life waits there."""
    leader: str
    rooms: tuple[str, ...]


def _known(conn: Reader, drop: DropView, starts: datetime) -> list[_Known]:
    """The buildings of a drop's compound."""
    closed = "coalesce(b.closed_until >= :day, 0)"
    rows = conn.execute(
        "SELECT b.id AS id, c.kind AS kind, b.lane AS lane, b.name AS name,"
        f" {closed} AS is_closed, EXISTS (SELECT 1 FROM request r JOIN household h"
        "   ON h.id = r.household_id WHERE h.building_id = b.id AND r.state = 'open'"
        "   AND r.urgency = 'life' AND r.joined_to_id IS NULL) AS is_urgent,"
        f" {queries.leader_of(closed)} AS leader,"
        f" {sql.listed('h.room', 'FROM household h WHERE h.building_id = b.id')} AS rooms"
        " FROM building b JOIN compound c ON c.id = b.compound_id WHERE c.id = :compound",
        {"day": local_date(starts).isoformat(), "compound": drop.compound_id},
    )
    return sql.views(_Known, rows)


def _building(known: _Known, goods: Sequence[Goods], owed: int) -> Building:
    floors = Counter(map(floor_at, known.rooms))
    return Building(
        known.id,
        known.lane,
        known.name,
        tuple(sorted(goods, key=lambda one: not one.is_cold)),
        len(known.rooms),
        tuple(sorted(floors.items())),
        bool(known.is_closed),
        bool(known.is_urgent),
        owed,
        known.leader,
    )
