"""Rules of a truck's run: when it is at which stop, or the goods that are unloaded at one point.

Pure. Times are moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.problems import Problem
from models.supplies import Run
from models.supplies.hands import MINUTE, unloading
from models.supplies.settings import DEFAULTS, SupplySettings
from models.supplies.stops import Place, RunStop
from models.supplies.ways import Load, Office
from models.times import loaded


def at_gate(stop: RunStop, settings: SupplySettings = DEFAULTS) -> timedelta:
    """From a stop to the next: unloading by its hands and the way, no less than a stop takes.

    Its hands are those it has, else those it needs: 235 packs and 4 hands take 15 minutes.
    """
    hands = stop.hands or stop.hands_needed
    return max(settings.stop, unloading(stop.units, stop.heavy, hands, settings) + settings.drive)


def timetable(
    starts: datetime, stops: Sequence[RunStop], settings: SupplySettings = DEFAULTS
) -> list[datetime]:
    """When the truck is at each stop, the first at `starts`."""
    found = []
    for stop in stops:
        found.append(starts)
        starts += at_gate(stop, settings)
    return found


def goods_at_gates(
    starts: datetime, stops: Sequence[RunStop], people: int, vehicles: int, settings: SupplySettings
) -> list[datetime]:
    """When the goods of each stop are there if all are unloaded at the office at `starts`."""
    plan = Office([_load(stop) for stop in stops], people, vehicles, settings)
    return [starts + MINUTE * round(minutes) for minutes in plan.there]


def slid(
    etas: Sequence[datetime], at: int, by: timedelta, moves: Sequence[bool] | None = None
) -> list[datetime]:
    """Times once a stop is late: it and all that come after it move by as much.

    Args:
        at: which of them is late, from 0.
        by: how much; less than nothing for earlier.
        moves: which may move at all; all where it is None.
    """
    return [
        eta + by if n >= at and (moves is None or moves[n]) else eta for n, eta in enumerate(etas)
    ]


def _load(stop: RunStop) -> Load:
    return Load(stop.units, stop.heavy, stop.households)


class Situation(NamedTuple):
    """What the times of a run follow from, beside its stops."""

    starts: datetime
    """When the truck comes."""
    people: int
    vehicles: int
    settings: SupplySettings = DEFAULTS


class RunPlan(NamedTuple):
    """How a run is to be: its stops in order, when goods are at each, where it is unloaded."""

    numbers: tuple[int, ...]
    etas: tuple[datetime, ...]
    run: Run


def placed(line: Sequence[tuple[RunStop, Problem]], kind: Run, situation: Situation) -> list[Place]:
    """Stops in their new order with their new times: those where the truck was keep theirs."""
    todo = [stop for stop, _why in line if stop.is_open]
    settings = situation.settings
    if kind == Run.OFFICE:
        people, vehicles = situation.people, situation.vehicles
        times = goods_at_gates(situation.starts, todo, people, vehicles, settings)
    else:
        times = timetable(_goes_on([one for one, _why in line], situation), todo, settings)
    left = iter(times)
    return [
        Place(stop, next(left) if stop.is_open else loaded(stop.eta), why) for stop, why in line
    ]


def _goes_on(stops: Sequence[RunStop], situation: Situation) -> datetime:
    """When the truck is at the first stop it has yet to come to."""
    was = [_left(one, situation.settings) for one in stops if not one.is_open]
    return max(was) if was else situation.starts


def _left(stop: RunStop, settings: SupplySettings) -> datetime:
    """When the truck that was, or is, at a stop can be at the next."""
    if stop.left_at is not None:
        return loaded(stop.left_at) + settings.drive
    return loaded(stop.arrived_at or stop.eta) + at_gate(stop, settings)


def as_plan(places: Sequence[Place], kind: Run) -> RunPlan:
    """A run as it is to be kept."""
    return RunPlan(tuple(one.stop.no for one in places), tuple(one.eta for one in places), kind)
