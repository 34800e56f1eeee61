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

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from models.duties import DEFAULT_ROSTER, Role, RosterSettings, Slot, Work
from models.duties.rules import concerns, minutes_of
from models.duties.workers import Worker
from models.loads import Means
from models.loads.carrying import (
    VEHICLES,
    Building,
    Carried,
    Size,
    carried,
    come_to,
    means_of,
    size,
    usable,
)
from models.loads.settings import DEFAULTS, LoadSettings
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

MOST_HANDS = 3
"""People who carry to one building together, at most."""

_DAY = timedelta(hours=12)
_MINUTE = timedelta(minutes=1)
_SHORTEST = 10
"""Minutes somebody has to be free for, at least."""


class Gate(NamedTuple):
    """A drop whose goods are to be carried.

    Attributes:
        starts: from when on they can be.
        in_lanes: whether its buildings stand in lanes.
        buildings: in the order of the way.
    """

    drop_no: int
    compound: str
    starts: datetime
    buildings: tuple[Building, ...]
    in_lanes: bool = False


class Planned(NamedTuple):
    """A load as it is planned, or was changed by hand.

    Attributes:
        people: numbers of who carries it; nobody while it is left open.
        names: theirs.
        hands: how many it takes.
        why: why nobody carries it, with what would help; None where somebody does.
        warnings: what speaks against those who carry it without making it impossible.
    """

    gate: Gate
    buildings: tuple[Building, ...]
    means: Means
    come_to: Carried
    starts: datetime
    ends: datetime
    people: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    hands: int = 1
    why: Problem | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether it goes to closed buildings, so that it is handed over without contact."""
        return any(one.closed for one in self.buildings)

    @property
    def handed_to(self) -> str:
        """Who takes it over, building by building, where that is known."""
        return "; ".join(f"{one.label} {one.leader}" for one in self.buildings if one.leader)

    def slots(self) -> list[Slot]:
        """The places it has for people: one drives where there is a vehicle, the others carry."""
        roles = [Role.CARRY] * self.hands
        if self.means in VEHICLES:
            roles[0] = Role.DRIVE
        where = self.gate.compound
        return [
            Slot(Work.LOAD, None, None, role, self.starts, self.ends, where, (where,))
            for role in roles
        ]


@dataclass(slots=True)
class _Carrier:
    """Somebody who carries at a gate: free from when until when, with what, and what so far."""

    worker: Worker
    means: Means
    since: datetime
    most: int
    """Minutes they can carry at most."""
    buildings: list[Building] = field(default_factory=list)
    closed: list[Building] = field(default_factory=list)
    together: list[_Team] = field(default_factory=list)
    size: Size = field(default_factory=Size)
    """Of the open ones together."""
    closed_size: Size = field(default_factory=Size)

    @property
    def told(self) -> tuple[int, str]:
        return self.worker.no, self.worker.name


@dataclass(slots=True)
class _Team:
    """People who carry to one building together, which is too much for one of them."""

    building: Building
    carriers: list[_Carrier]
    means: Means
    starts: datetime
    minutes: int


# -- in which order --------------------------------------------------------------------------------


def first(building: Building) -> tuple[bool, ...]:
    """What buildings are ordered by: a life, cold goods, what is owed, then the way.

    Closed ones come behind the open ones of whoever carries to both; see above.
    """
    return (building.closed, not building.urgent, not building.cold, not building.owed)


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
) -> list[_Carrier]:
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
        found.append((rank, _Carrier(worker, means, since, _room(worker, since, settings))))
    return [carrier for _rank, carrier in sorted(found, key=lambda one: one[0])]


def own_means(worker: Worker, gate: Gate) -> Means:
    """With what somebody carries here, trolleys of the gate apart."""
    means = means_of(worker.vehicle, worker.skills)
    return means if usable(means, in_lanes=gate.in_lanes) else Means.FOOT


# -- shared out ------------------------------------------------------------------------------------


def _best(
    gate: Gate, buildings: list[Building], ranked: list[_Carrier], settings: LoadSettings
) -> list[Planned]:
    """The loads with as few people as get all of it done in time, else those that leave least and
    end first."""
    in_time = gate.starts + settings.within * _MINUTE
    best: tuple[tuple[int, datetime, int], list[Planned]] | None = None
    sizes = {one.id: size(one, settings, in_lanes=gate.in_lanes) for one in buildings}
    for count in range(1, max(1, min(len(ranked), 2 * len(buildings))) + 1):
        loads = _shared(gate, buildings, ranked[:count], settings, sizes)
        left = sum(one.come_to.units for one in loads if not one.people)
        ends = max((one.ends for one in loads if one.people), default=gate.starts)
        key = (left, max(ends, in_time), count)
        if best is None or key < best[0]:
            best = key, loads
        if not left and ends <= in_time:
            break
    assert best is not None
    return best[1]


def _shared(
    gate: Gate,
    buildings: list[Building],
    chosen: Sequence[_Carrier],
    settings: LoadSettings,
    sizes: Mapping[str, Size],
) -> list[Planned]:
    """The buildings of a gate shared out among these people, what is left in open loads."""
    trolleys = settings.trolleys
    carriers = []
    for one in chosen:
        means = one.means
        if means is Means.FOOT and trolleys:
            means, trolleys = Means.TROLLEY, trolleys - 1
        carriers.append(_Carrier(one.worker, means, one.since, one.most))
    order = sorted(buildings, key=first)
    closed = [one for one in order if one.closed]
    opened = [one for one in order if not one.closed]
    share = _Share(gate, settings, carriers, sizes)
    if any(one.urgent for one in closed):
        left = share.life_behind_doors(opened, closed)
    else:
        left = share.opened(opened, carriers)
        left += share.closed(closed, carriers)
    return [*share.loads(), *_open_loads(gate, left, settings)]


class _Share:
    """Sharing the buildings of one gate out among its people."""

    def __init__(
        self,
        gate: Gate,
        settings: LoadSettings,
        carriers: list[_Carrier],
        sizes: Mapping[str, Size],
    ) -> None:
        self._gate, self._settings, self._carriers = gate, settings, carriers
        self._sizes = sizes
        self._teams: list[_Team] = []

    def _minutes(self, whole: Size, means: Means, hands: int = 1) -> int:
        return come_to(whole, means, self._settings, hands).minutes if any(whole) else 0

    def _own(self, one: _Carrier) -> int:
        """Minutes somebody carries alone so far."""
        return self._minutes(one.size, one.means) + self._minutes(one.closed_size, one.means)

    def _used(self, one: _Carrier) -> int:
        """Minutes somebody carries so far."""
        return self._own(one) + sum(team.minutes for team in one.together)

    def _ends(self, one: _Carrier, more: int) -> datetime:
        begins = max([one.since, *(t.starts + t.minutes * _MINUTE for t in one.together)])
        return begins + (self._own(one) + more) * _MINUTE

    def _fits(self, one: _Carrier, ends: datetime, minutes: int) -> bool:
        return minutes <= self._settings.longest and ends <= one.since + one.most * _MINUTE

    def opened(self, buildings: list[Building], carriers: list[_Carrier]) -> list[Building]:
        """Give open buildings to whoever is done with each of them first; those nobody can take."""
        left = []
        for building in self._heavy_first(buildings, carriers):
            best: tuple[tuple[datetime, int], _Carrier] | None = None
            its = self._sizes[building.id]
            for at, one in enumerate(carriers):
                more = self._minutes(one.size.with_(its), one.means)
                more -= self._minutes(one.size, one.means)
                ends = self._ends(one, more)
                if self._fits(one, ends, self._used(one) + more):
                    key = ends, at
                    if best is None or key < best[0]:
                        best = key, one
            if best is not None:
                best[1].buildings.append(building)
                best[1].size = best[1].size.with_(its)
            elif not self._together(building, carriers):
                left.append(building)
        return left

    def _heavy_first(self, buildings: list[Building], carriers: list[_Carrier]) -> list[Building]:
        """Those too much for one person before the others, while people are free."""

        def too_much(one: Building) -> bool:
            its = self._sizes[one.id]
            least = (self._minutes(its, carrier.means) for carrier in carriers)
            return min(least, default=0) > self._settings.longest

        return sorted(buildings, key=lambda one: not too_much(one))

    def _together(self, building: Building, carriers: list[_Carrier]) -> bool:
        """Give a building that is too much for one to several at once; whether they can."""
        idle = [one for one in carriers if not one.buildings and not one.closed]
        idle.sort(key=lambda one: self._ends(one, 0))
        its = self._sizes[building.id]
        for hands in range(2, min(len(idle), MOST_HANDS) + 1):
            team = idle[:hands]
            # With the means of whoever has the best, who goes first: they drive where one is.
            lead = min(team, key=lambda one: self._minutes(its, one.means))
            minutes = self._minutes(its, lead.means, hands)
            starts = max(self._ends(one, 0) for one in team)
            ends = starts + minutes * _MINUTE
            if all(self._fits(one, ends, self._used(one) + minutes) for one in team):
                people = [lead, *(one for one in team if one is not lead)]
                made = _Team(building, people, lead.means, starts, minutes)
                self._teams.append(made)
                for one in team:
                    one.together.append(made)
                return True
        return False

    def closed(self, buildings: list[Building], carriers: list[_Carrier]) -> list[Building]:
        """Give closed buildings to one person behind all else they carry, to the next one only
        what is too much for them; those nobody can take."""
        left = list(buildings)
        for one in sorted(carriers, key=lambda one: (self._ends(one, 0), _suits(one))):
            taken: list[Building] = []
            for building in left:
                whole = one.closed_size.with_(self._sizes[building.id])
                more = self._minutes(whole, one.means)
                more -= self._minutes(one.closed_size, one.means)
                if self._fits(one, self._ends(one, more), self._used(one) + more):
                    taken.append(building)
                    one.closed_size = whole
            one.closed += taken
            left = [building for building in left if building not in taken]
        return left

    def life_behind_doors(self, opened: list[Building], closed: list[Building]) -> list[Building]:
        """A life waits in a closed building: one person goes there at once, and to no open one,
        but to those where a life waits, too, while nobody else is there."""
        if not self._carriers:
            return [*opened, *closed]
        runner = min(self._carriers, key=lambda one: (one.since, *_suits(one)))
        others = [one for one in self._carriers if one is not runner]
        left = []
        if not others:
            left += self.opened([one for one in opened if one.urgent], [runner])
            left += [one for one in opened if not one.urgent]
        left += self.closed(closed, [runner])
        behind = [one for one in left if one.closed]
        if others:
            left = self.opened(opened, others)
            left += self.closed(behind, others)
        return left

    def loads(self) -> list[Planned]:
        """What was given, by when it begins."""
        found = [
            self._load([t.building], t.means, t.starts, t.carriers, t.minutes) for t in self._teams
        ]
        for one in self._carriers:
            starts = max([one.since, *(t.starts + t.minutes * _MINUTE for t in one.together)])
            for part in (sorted(one.buildings, key=self._way), sorted(one.closed, key=self._way)):
                if part:
                    found.append(self._load(part, one.means, starts, [one]))
                    starts = found[-1].ends
        return sorted(found, key=lambda one: (one.starts, self._way(one.buildings[0])))

    def _way(self, building: Building) -> tuple[object, ...]:
        return (*first(building), self._gate.buildings.index(building))

    def _load(
        self,
        buildings: Sequence[Building],
        means: Means,
        starts: datetime,
        people: Sequence[_Carrier],
        minutes: int | None = None,
    ) -> Planned:
        come_to = carried(
            buildings, means, self._settings, in_lanes=self._gate.in_lanes, hands=len(people)
        )
        nos, names = zip(*(one.told for one in people), strict=True)
        ends = starts + (minutes or come_to.minutes) * _MINUTE
        return Planned(
            self._gate, tuple(buildings), means, come_to, starts, ends, nos, names, len(people)
        )


def _suits(one: _Carrier) -> tuple[bool, bool]:
    """Who is sent to closed doors among those free at the same time: staff, who has a pass."""
    return not one.worker.times.of_staff, not one.worker.times.has_pass


def _open_loads(gate: Gate, buildings: Sequence[Building], settings: LoadSettings) -> list[Planned]:
    """Loads left open for buildings nobody can carry to, each as much as one person can take."""
    means = Means.TROLLEY if settings.trolleys else Means.FOOT

    def of(part: Sequence[Building], hands: int = 1) -> Planned:
        come_to = carried(part, means, settings, in_lanes=gate.in_lanes, hands=hands)
        ends = gate.starts + come_to.minutes * _MINUTE
        return Planned(gate, tuple(part), means, come_to, gate.starts, ends, hands=hands)

    parts: list[list[Building]] = []
    for building in sorted(buildings, key=first):
        fits = parts and parts[-1][0].closed == building.closed
        if fits and of([*parts[-1], building]).come_to.minutes <= settings.within:
            parts[-1].append(building)
        else:
            parts.append([building])
    loads = [of(part, max(1, -(-of(part).come_to.minutes // settings.longest))) for part in parts]
    return [one._replace(why=_why(one, settings)) for one in loads]


def _why(load: Planned, settings: LoadSettings) -> Problem:
    """That nobody can carry a load, with what would do: `load_uncarried`."""
    lanes = load.gate.in_lanes
    rides = carried(load.buildings, Means.TRICYCLE, settings, in_lanes=lanes).minutes
    params = {"units": load.come_to.units, "hands": load.hands, "minutes": rides}
    return Problem("load_uncarried", params)
