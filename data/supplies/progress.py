"""How far a delivery is, gate by gate and door by door, read from counts and missed doors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.sql import Reader
from data.supplies import counted as lines
from data.supplies import queries
from data.supplies.counted import CountLine, MissedLine
from data.supplies.mouths import Mouths, mouths_at
from data.supplies.settings import supply_settings
from models.floors import way_key
from models.supplies import DropState, ItemView
from models.supplies.pictures import BuildingProgress, GateProgress, MapDoor, Progress
from models.supplies.progress import (
    STAGES,
    Counted,
    DoorState,
    Figures,
    Handed,
    Tally,
    by_hour,
    door_state,
    doors_gone_to,
    pace,
    tallied,
    window_end,
)
from models.times import loaded, local_date


class _Stop(NamedTuple):
    no: int
    compound_id: str
    compound: str
    state: str
    eta: str
    arrived_at: str | None
    left_at: str | None
    done_at: str | None


class _Due(NamedTuple):
    """What a building, or without one a gate, is planned to get of some goods."""

    drop_no: int
    item_id: str
    building_id: str | None
    planned: int


class _Door(NamedTuple):
    id: str
    no: int
    building_id: str
    unit: str | None
    room: str | None


_STOPS = """
SELECT t.no AS no, c.id AS compound_id, c.name AS compound, t.state AS state, t.eta AS eta,
  t.arrived_at AS arrived_at, t.left_at AS left_at, t.done_at AS done_at
FROM delivery y JOIN supply_drop t ON t.delivery_id = y.id JOIN compound c ON c.id = t.compound_id
WHERE y.no = ? AND t.state <> 'cancelled' ORDER BY t.position, t.no"""

_DUE = """
SELECT t.no AS drop_no, n.item_id AS item_id, {building} AS building_id, {planned} AS planned
FROM delivery y JOIN supply_drop t ON t.delivery_id = y.id JOIN drop_item n ON n.drop_id = t.id
{joins} WHERE y.no = ?"""

_DUE_AT_GATES = _DUE.format(building="NULL", planned="n.planned", joins="")
_DUE_AT_BUILDINGS = _DUE.format(
    building="s.building_id",
    planned="s.planned",
    joins="JOIN building_share s ON s.drop_item_id = n.id",
)

_DOORS = f"""
SELECT h.id AS id, h.no AS no, h.building_id AS building_id, nullif(h.unit, '') AS unit,
  nullif(h.room, '') AS room
FROM household h JOIN building b ON b.id = h.building_id
WHERE b.compound_id IN ({sql.given("compounds")})"""


def latest_delivery(conn: Reader) -> int | None:
    """The number of the delivery that is expected last; None while there is none."""
    no: int | None = sql.value(
        conn.execute(
            "SELECT no FROM delivery WHERE state <> 'cancelled' ORDER BY arrives_at DESC, no DESC"
        )
    )
    return no


def progress(conn: Reader, no: int, now: datetime) -> Progress:
    """How far a delivery is now.

    Raises:
        Refused: `delivery_unknown`.
    """
    view = queries.delivery(conn, no)
    stops = sql.views(_Stop, conn.execute(_STOPS, (no,)))
    arrives = loaded(view.arrives_at)
    mouths = mouths_at(conn, [one.compound_id for one in stops], local_date(arrives))
    ground = _Ground(conn, no, view.items, stops, mouths)
    gates, handed = [], []
    for at, stop in enumerate(stops):
        gate, gone_to = ground.gate(at, stop)
        gates.append(gate)
        handed += gone_to
    came = [one.arrived_at or one.eta for one in stops if one.arrived_at or one.state in _OFF]
    left = sum(gate.tally.to_come for gate in gates)
    ends = window_end(arrives, now, supply_settings(conn).handed_out_by)
    found = pace(handed, left, list(map(loaded, came)), now, ends)
    return Progress(no, view.arrives_at, tuple(gates), found, by_hour(handed))


_OFF = (DropState.UNLOADED, DropState.DONE)
"""States of stops whose goods are off the truck."""


class _Ground:
    """All that is read of a delivery, by what it is looked up by."""

    def __init__(
        self,
        conn: Reader,
        no: int,
        items: Sequence[ItemView],
        stops: Sequence[_Stop],
        mouths: Mouths,
    ) -> None:
        self.items = items
        self.stops = stops
        self.mouths = mouths
        self.due: dict[tuple[int, str, str | None], int] = {}
        for query in (_DUE_AT_GATES, _DUE_AT_BUILDINGS):
            for one in sql.views(_Due, conn.execute(query, (no,))):
                self.due[one.drop_no, one.item_id, one.building_id] = one.planned
        self.counts: dict[tuple[int, str, str, str | None], list[CountLine]] = defaultdict(list)
        for count in lines.counts(conn, no):
            key = count.drop_no, count.item_id, count.stage, count.building_id
            self.counts[key].append(count)
        self.missed: dict[int, list[MissedLine]] = defaultdict(list)
        for miss in lines.missed(conn, no):
            self.missed[miss.drop_no].append(miss)
        keys = sql.as_given([one.compound_id for one in stops])
        rows = sql.views(_Door, conn.execute(_DOORS, {"compounds": keys}))
        self.doors = {one.id: one for one in rows}
        self.is_due = self._due_doors(lines.carried_by(conn, no))
        self.homes: dict[int, list[_Door]] = defaultdict(list)
        for home in mouths.homes:
            self.homes[home.building].append(self.doors[home.key])

    def _due_doors(self, carried: set[str]) -> set[str]:
        """Keys of the households that are due something: somebody is fed, or something owed."""
        free = [one for one in self.items if not one.is_paid] or self.items
        found = set(carried)
        for item in {one.base: one for one in free}.values():
            doors = self.mouths.doors(item, {})
            pairs = zip(self.mouths.homes, doors, strict=True)
            found |= {home.key for home, door in pairs if door.people}
        return found

    # -- a gate ------------------------------------------------------------------------------

    def gate(self, at: int, stop: _Stop) -> tuple[GateProgress, list[Handed]]:
        """One gate, and when its doors were gone to."""
        open_ones = {one.household_id: one.noted_at for one in reversed(self.missed[stop.no])
                     if one.is_open}  # fmt: skip
        handed = [Handed(loaded(when), 1) for when in open_ones.values()]
        buildings: list[BuildingProgress] = []
        is_done, rest = stop.state == DropState.DONE, 0
        for place, one in enumerate(self.mouths.buildings):
            if one.gate == at and one.key is not None:
                homes = self._by_way(place)
                due = sum(door.id in self.is_due and door.id not in open_ones for door in homes)
                gone_to, when = self._gone_to(stop.no, one.key, due)
                handed += when
                rest += due - gone_to
                is_through = is_done or (gone_to > 0 and gone_to == due)
                doors = tuple(self._door(door, open_ones, is_through) for door in homes)
                unknown = 0 if is_through else gone_to
                tally = tallied(door.state for door in doors).with_some_done(unknown)
                buildings.append(
                    BuildingProgress(one.lane, one.building or "", doors, tally, unknown)
                )
        gone_to, when = self._gone_to(stop.no, None, rest)
        handed += when
        if is_done and gone_to < rest:
            handed.append(Handed(loaded(stop.done_at or stop.eta), rest - gone_to))
        if gone_to and gone_to == rest:
            buildings = [_through(one) for one in buildings]
        whole = Tally()
        for made in buildings:
            whole = whole.plus(made.tally)
        items = [one for one in self.items if (stop.no, one.id, None) in self.due]
        gate = GateProgress(
            *(stop.no, stop.compound, stop.state, stop.eta, self._truck_there(at)),
            tuple(self._figures(stop.no, one) for one in items),
            whole.with_some_done(0 if is_done or gone_to == rest else gone_to),
            tuple(buildings),
            0 if is_done or gone_to == rest else gone_to,
        )
        return gate, handed

    def _by_way(self, place: int) -> list[_Door]:
        """The doors of a building in the order of the way."""
        return sorted(self.homes[place], key=lambda door: way_key(door.unit, door.room))

    def _door(self, door: _Door, missed: Mapping[str, str], is_handed: bool) -> MapDoor:
        state = door_state(
            is_due=door.id in self.is_due, is_missed=door.id in missed, is_handed=is_handed
        )
        return MapDoor(door.no, door.unit, door.room, state)

    def _gone_to(self, no: int, site: str | None, due: int) -> tuple[int, list[Handed]]:
        """How many doors of a building, or without one of a gate, have theirs by what was counted
        at doors, and since when.

        Of several kinds of goods that were counted the one decides that fewest doors have.

        Args:
            due: doors there that are due something and missed nothing.
        """
        chains = [self._levels(no, item.id, site, due) for item in self.items]
        levels = min((one for one in chains if one), key=lambda one: one[-1].doors, default=[])
        found, before = [], 0
        for at, doors in levels:
            reached = min(doors, levels[-1].doors)
            if reached > before:
                found.append(Handed(at, reached - before))
                before = reached
        return before, found

    def _levels(self, no: int, item: str, site: str | None, due: int) -> list[Handed]:
        """How many doors had theirs by each count of some goods; nothing where none holds."""
        chain = self.counts[no, item, "doors", site]
        holding = [one for one in chain if one.replaced_at is None]
        if not holding:
            return []
        missed = sum(
            one.quantity
            for one in self.missed[no]
            if one.item_id == item and site in (None, one.building_id) and _lacks(one)
        )
        expected = self._brought(no, item, site)
        return [
            Handed(
                loaded(one.counted_at),
                doors_gone_to(Counted(one.quantity, expected, missed, one.reason is not None), due),
            )
            for one in [*(one for one in chain if one.replaced_at is not None), holding[-1]]
        ]

    def _brought(self, no: int, item: str, site: str | None) -> int:
        """How many of some goods were brought to a building or a gate, as far as it is known."""
        for stage in ("building", "gate", "truck"):
            for one in reversed(self.counts[no, item, stage, site]):
                if one.replaced_at is None:
                    return one.quantity
        return self.due.get((no, item, site), 0)

    # -- goods at a gate -----------------------------------------------------------------------

    def _figures(self, no: int, item: ItemView) -> Figures:
        """What was counted of some goods at a gate, stage by stage."""
        found: dict[str, int | None] = {}
        partly, reasons = [], []
        sites = {key for drop, of, key in self.due if (drop, of) == (no, item.id) and key}
        for stage in STAGES:
            own = self._held(no, item.id, stage, None)
            counted = [one for key in sites for one in self._held(no, item.id, stage, key)]
            holding = own or counted
            found[stage] = sum(one.quantity for one in holding) if holding else None
            if not own and len(counted) < sum(self.due[no, item.id, key] > 0 for key in sites):
                partly.append(stage)
            reasons += [(stage, one.reason, one.said) for one in holding if one.reason]
        missed = [one for one in self.missed[no] if one.item_id == item.id and _lacks(one)]
        return Figures(
            item.goods,
            item.unit,
            self.due[no, item.id, None],
            *(found["truck"], found["gate"], found["building"], found["doors"]),
            sum(one.quantity for one in missed),
            tuple(partly),
            tuple(reasons),
        )

    def _held(self, no: int, item: str, stage: str, site: str | None) -> list[CountLine]:
        return [one for one in self.counts[no, item, stage, site] if one.replaced_at is None]

    def _truck_there(self, at: int) -> bool:
        """Whether the truck is at a gate: it came, did not leave, and no later gate has it."""
        stop = self.stops[at]
        gone_on = stop.left_at is not None or stop.state == DropState.DONE
        later = any(one.arrived_at is not None for one in self.stops[at + 1 :])
        return stop.arrived_at is not None and not gone_on and not later


def _lacks(one: MissedLine) -> bool:
    """Whether what was missed is not there still: it is owed, or was refused."""
    return bool(one.is_open or one.is_refused)


def _through(one: BuildingProgress) -> BuildingProgress:
    """A building whose doors all have theirs, but for those that missed out."""
    doors = tuple(
        door._replace(state=DoorState.DONE) if door.state is DoorState.TO_COME else door
        for door in one.doors
    )
    return one._replace(doors=doors, tally=tallied(door.state for door in doors), unknown=0)
