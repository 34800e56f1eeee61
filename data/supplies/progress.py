"""How far a delivery is, gate by gate and door by door, read from counts and missed doors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.counts.queries import figures
from data.sql import Reader
from data.supplies import missing, queries
from data.supplies.missing import MissedLine
from data.supplies.mouths import Mouths, mouths_at
from data.supplies.settings import supply_settings
from models.counts import GateLine, Stage, rules
from models.floors import floor_at
from models.supplies import DropState, ItemView
from models.supplies.pictures import BuildingProgress, GateProgress, MapDoor, Progress
from models.supplies.progress import (
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
    ground = _Ground(conn, no, view.items, stops, mouths, now)
    gates, handed, arrivals = [], [], []
    for at, stop in enumerate(stops):
        gate, gone_to = ground.gate(at, stop)
        gates.append(gate)
        handed += gone_to
        if gone_to or stop.arrived_at:
            arrivals.append(_came(stop, gone_to))
    left = sum(gate.tally.to_come for gate in gates)
    ends = window_end(arrives, now, supply_settings(conn).handed_out_by)
    found = pace(handed, left, arrivals, now, ends)
    return Progress(no, view.arrives_at, tuple(gates), found, by_hour(handed))


def _came(stop: _Stop, gone_to: Sequence[Handed]) -> datetime:
    """When goods came to a gate. What was noted only with its doors, as the truck of a gate that
    was reported at once, tells nothing: then it came when it was to come."""
    first = min((one.at for one in gone_to), default=None)
    noted = None if stop.arrived_at is None else loaded(stop.arrived_at)
    if noted is not None and (first is None or noted < first):
        return noted
    eta = loaded(stop.eta)
    return eta if first is None else min(eta, first)


class _Ground:
    """All that is read of a delivery, by what it is looked up by."""

    def __init__(
        self,
        conn: Reader,
        no: int,
        items: Sequence[ItemView],
        stops: Sequence[_Stop],
        mouths: Mouths,
        now: datetime,
    ) -> None:
        self.now = now
        self.items = items
        self.stops = stops
        self.mouths = mouths
        self.lines: dict[int, list[GateLine]] = defaultdict(list)
        for one in figures(conn, no):
            self.lines[one.drop_no].append(one)
        self.missed: dict[int, list[MissedLine]] = defaultdict(list)
        for miss in missing.missed(conn, no):
            self.missed[miss.drop_no].append(miss)
        keys = sql.as_given([one.compound_id for one in stops])
        rows = sql.views(_Door, conn.execute(_DOORS, {"compounds": keys}))
        self.doors = {one.id: one for one in rows}
        self.is_due = self._due_doors(missing.carried_by(conn, no))
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
        lines = [one for one in self.lines[stop.no] if one.planned or one.counts]
        gate = GateProgress(
            *(stop.no, stop.compound, stop.state, stop.eta, self._truck_there(lines)),
            tuple(self._figures(one) for one in lines),
            whole.with_some_done(0 if is_done or gone_to == rest else gone_to),
            tuple(buildings),
            0 if is_done or gone_to == rest else gone_to,
        )
        return gate, handed

    def _by_way(self, place: int) -> list[_Door]:
        """The doors of a building in the order of the way: as they are listed, which is unit by
        unit, but from the top floor down."""
        units: dict[str | None, int] = {}
        return sorted(
            self.homes[place],
            key=lambda door: (
                units.setdefault(door.unit, len(units)),
                -floor_at(door.room),
            ),
        )

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
        chains = [self._levels(one, site, due) for one in self.lines[no]]
        levels = min((one for one in chains if one), key=lambda one: one[-1].doors, default=[])
        found, before = [], 0
        for at, doors in levels:
            reached = min(doors, levels[-1].doors)
            if reached > before:
                found.append(Handed(at, reached - before))
                before = reached
        return before, found

    def _levels(self, of: GateLine, site: str | None, due: int) -> list[Handed]:
        """How many doors had theirs by each count of some goods; nothing where none holds."""
        every = [*of.counts, *(row for one in of.sites for row in one.counts), *of.earlier]
        chain = sorted(
            (row for row in every if (row.stage, row.building_id) == (Stage.DOORS, site)),
            key=lambda row: (row.replaced_at is None, row.counted_at, row.no),
        )
        if not chain or chain[-1].replaced_at is not None:
            return []
        where = next((one for one in of.sites if one.building_id == site), None)
        held = rules.before(of, Stage.DOORS, where)
        lacks = sum(
            one.left
            for one in self.missed[of.drop_no]
            if one.item_id == of.item_id and site in (None, one.building_id)
        )
        counted = Counted(0, 0 if held is None else held.quantity, lacks)
        return [
            Handed(
                loaded(row.counted_at),
                doors_gone_to(
                    counted._replace(quantity=row.quantity, explained=row.reason is not None),
                    due,
                ),
            )
            for row in chain
        ]

    # -- goods at a gate -----------------------------------------------------------------------

    def _figures(self, of: GateLine) -> Figures:
        """What was counted of some goods at a gate, stage by stage."""
        holding = [*of.counts, *(row for one in of.sites for row in one.counts)]
        lacking = [one for one in self.missed[of.drop_no] if one.item_id == of.item_id]
        truck, gate, building, doors = (rules.figure(of, stage) for stage in Stage)
        return Figures(
            *(of.goods, of.unit, of.planned, truck, gate, building, doors),
            missed=sum(one.left for one in lacking),
            partly=tuple(stage for stage in Stage if not rules.is_whole(of, stage)),
            reasons=tuple((row.stage, row.reason, row.said) for row in holding if row.reason),
        )

    def _truck_there(self, lines: Sequence[GateLine]) -> bool:
        """Whether the driver can still be told what differs at a gate."""
        return any(
            rules.truck_is_there(one.truck, counted_at, self.now)
            for one in lines
            for counted_at in (
                *(row.counted_at for row in one.counts if row.stage in rules.TO_DRIVER),
                *filter(None, (one.truck.arrived_at,)),
            )
        )


def _through(one: BuildingProgress) -> BuildingProgress:
    """A building whose doors all have theirs, but for those that missed out."""
    doors = tuple(
        door._replace(state=DoorState.DONE) if door.state is DoorState.TO_COME else door
        for door in one.doors
    )
    return one._replace(doors=doors, tally=tallied(door.state for door in doors), unknown=0)
