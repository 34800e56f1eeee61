"""Who carries what from a gate to its buildings, with what and when: proposed by rules. Pure.

What decides, in this order:

1. Safety. Whoever has been at the door of a closed building goes to no open one at that gate
   afterwards, so closed buildings come last, all by one person who hands over at the entrance
   without contact. Where a life waits in a building it comes first; where that is closed, one
   person goes there at once and to no open one, and where there is but one person, others wait.
   Cold goods come next, before they spoil. Nobody is asked beyond their strength or their rest.
2. A promise: what a building is owed from last time comes before the others.
3. Comfort: as few people as get it done in time, those near and with a vehicle first, the staff
   last, minutes shared out evenly, buildings in the order of the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from models.duties import DEFAULT_ROSTER, Role, RosterSettings, Slot, Work
from models.duties.rules import concerns, minutes_of
from models.duties.workers import Worker
from models.loads import Means
from models.loads.carrying import (
    VEHICLES,
    Building,
    means_of,
    size,
    usable,
)
from models.loads.planned import Gate, Planned
from models.loads.settings import DEFAULTS, LoadSettings
from models.loads.sharing import Carrier, shared
from models.problems import Problem
from models.suggest.cost import with_places
from models.times import loaded

BY_HAND = frozenset(
    {
        *("rest_short", "rest_broken", "load_over", "awake_long", "nights_running"),
        "lives_elsewhere",
    }
)
"""Codes of warnings for which somebody is asked by hand only: their strength, and a way through
other gates that nobody goes in a lockdown without need or pass."""

_DAY = timedelta(hours=12)
_MINUTE = timedelta(minutes=1)
_SHORTEST = 10
"""Minutes somebody has to be free for, at least."""


def plan(
    gates: Iterable[Gate],
    workers: Iterable[Worker],
    settings: LoadSettings = DEFAULTS,
    roster: RosterSettings = DEFAULT_ROSTER,
) -> list[Planned]:
    """Loads for the goods of some gates, those that are unloaded first in front.

    Every building is in exactly one of them; what nobody can carry is in loads left open.
    """
    here = list(workers)
    found: list[Planned] = []
    for gate in sorted(gates, key=lambda one: (one.starts, one.drop_no)):
        loads = _at_gate(gate, here, settings, roster)
        found += loads
        here = [with_loads(worker, loads) for worker in here]
    return found


def with_loads(worker: Worker, loads: Iterable[Planned]) -> Worker:
    """Somebody as they would be with the loads among these that are theirs."""
    own = [one.slots()[one.people.index(worker.no)] for one in loads if worker.no in one.people]
    return with_places(worker, own) if own else worker


def _at_gate(
    gate: Gate, workers: Sequence[Worker], settings: LoadSettings, roster: RosterSettings
) -> list[Planned]:
    buildings = [one for one in gate.buildings if one.units]
    if not buildings:
        return []
    able = list(workers)
    while True:
        loads = _best(gate, buildings, _ranked(gate, able, settings, roster), settings)
        told = [_warned(one, able, roster) for one in loads]
        refused = {no for _one, nos in told for no in nos}
        if not refused:
            return [one for one, _nos in told]
        able = [worker for worker in able if worker.no not in refused]


def _warned(
    load: Planned, workers: Sequence[Worker], roster: RosterSettings
) -> tuple[Planned, list[int]]:
    """A load with what speaks against its people, and the numbers of those it is too much for."""
    by_no = {worker.no: worker for worker in workers}
    warnings: list[Problem] = []
    refused = []
    for slot, no in zip(load.slots(), load.people, strict=False):
        stands = concerns(slot.duty(no), by_no[no].times, (), roster)
        if any(c.refuses or c.by_hand or c.problem.code in BY_HAND for c in stands):
            refused.append(no)
        warnings += [concern.problem for concern in stands]
    return load._replace(warnings=tuple(warnings)), refused


# -- who could -------------------------------------------------------------------------------------


def free_from(
    worker: Worker, earliest: datetime, minutes: int, latest: datetime
) -> datetime | None:
    """From when on somebody holds nothing else for so many minutes; None for not by `latest`."""
    held = [(loaded(duty.starts_at), loaded(duty.ends_at)) for duty in worker.times.held]
    moments = sorted({earliest, *(ends for _s, ends in held if earliest < ends <= latest)})
    span = minutes * _MINUTE
    return next((at for at in moments if not any(s < at + span and at < e for s, e in held)), None)


def _room(worker: Worker, since: datetime, settings: LoadSettings) -> int:
    """Minutes somebody can carry from a moment on: until what they hold next."""
    starts = (loaded(duty.starts_at) for duty in worker.times.held)
    coming = [int((at - since) / _MINUTE) for at in starts if at >= since]
    return min([settings.longest, *coming])


def _ranked(
    gate: Gate, workers: Iterable[Worker], settings: LoadSettings, roster: RosterSettings
) -> list[Carrier]:
    """Who could carry here, those to be asked first in front."""
    found = []
    latest = gate.starts + settings.longest * _MINUTE
    for worker in workers:
        since = free_from(worker, gate.starts, _SHORTEST, latest)
        if since is None:
            continue
        means = own_means(worker, gate)
        role = Role.DRIVE if means in VEHICLES else Role.CARRY
        ends = since + _SHORTEST * _MINUTE
        slot = Slot(Work.LOAD, None, None, role, since, ends, gate.compound, (gate.compound,))
        stands = concerns(slot.duty(worker.no), worker.times, (), roster)
        if any(c.refuses or c.by_hand or c.problem.code in BY_HAND for c in stands):
            continue
        rank = (
            len(stands),
            since,
            worker.times.of_staff,
            means not in VEHICLES,
            worker.compound != gate.compound,
            minutes_of(worker.times.held, gate.starts - _DAY, gate.starts + _DAY),
            worker.no,
        )
        found.append((rank, Carrier(worker, means, since, _room(worker, since, settings))))
    return [carrier for _rank, carrier in sorted(found, key=lambda one: one[0])]


def own_means(worker: Worker, gate: Gate) -> Means:
    """With what somebody carries here, trolleys of the gate apart."""
    means = means_of(worker.vehicle, worker.skills)
    return means if usable(means, in_lanes=gate.in_lanes) else Means.FOOT


# -- how many ------------------------------------------------------------------------------------


def _best(
    gate: Gate, buildings: list[Building], ranked: list[Carrier], settings: LoadSettings
) -> list[Planned]:
    """The loads with as few people as get all of it done in time, else those that leave least and
    end first."""
    in_time = gate.starts + settings.within * _MINUTE
    best: tuple[tuple[int, datetime, int], list[Planned]] | None = None
    sizes = {one.id: size(one, settings, in_lanes=gate.in_lanes) for one in buildings}
    for count in range(1, max(1, min(len(ranked), 2 * len(buildings))) + 1):
        loads = shared(gate, buildings, ranked[:count], settings, sizes)
        left = sum(one.come_to.units for one in loads if not one.people)
        ends = max((one.ends for one in loads if one.people), default=gate.starts)
        key = (left, max(ends, in_time), count)
        if best is None or key < best[0]:
            best = key, loads
        if not left and ends <= in_time:
            break
    assert best is not None
    return best[1]
