"""The buildings of a gate shared out among people who were chosen; why, says `plan`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.duties.workers import Worker
from models.loads import Means
from models.loads.carrying import Building, Size, carried, come_to
from models.loads.planned import Gate, Planned
from models.loads.settings import LoadSettings
from models.problems import Problem

MOST_HANDS = 3
"""People who carry to one building together, at most."""

_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Carrier:
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
    carriers: list[Carrier]
    means: Means
    starts: datetime
    minutes: int


def first(building: Building) -> tuple[bool, ...]:
    """What buildings are ordered by: a life, cold goods, what is owed, then the way.

    Closed ones come behind the open ones of whoever carries to both; see above.
    """
    return (building.closed, not building.urgent, not building.cold, not building.owed)


def shared(
    gate: Gate,
    buildings: list[Building],
    chosen: Sequence[Carrier],
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
        carriers.append(Carrier(one.worker, means, one.since, one.most))
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
        carriers: list[Carrier],
        sizes: Mapping[str, Size],
    ) -> None:
        self._gate, self._settings, self._carriers = gate, settings, carriers
        self._sizes = sizes
        self._teams: list[_Team] = []

    def _minutes(self, whole: Size, means: Means, hands: int = 1) -> int:
        return come_to(whole, means, self._settings, hands).minutes if any(whole) else 0

    def _own(self, one: Carrier) -> int:
        """Minutes somebody carries alone so far."""
        return self._minutes(one.size, one.means) + self._minutes(one.closed_size, one.means)

    def _used(self, one: Carrier) -> int:
        """Minutes somebody carries so far."""
        return self._own(one) + sum(team.minutes for team in one.together)

    def _ends(self, one: Carrier, more: int) -> datetime:
        begins = max([one.since, *(t.starts + t.minutes * _MINUTE for t in one.together)])
        return begins + (self._own(one) + more) * _MINUTE

    def _fits(self, one: Carrier, ends: datetime, minutes: int) -> bool:
        return minutes <= self._settings.longest and ends <= one.since + one.most * _MINUTE

    def opened(self, buildings: list[Building], carriers: list[Carrier]) -> list[Building]:
        """Give open buildings to whoever is done with each of them first; those nobody can take."""
        left = []
        for building in self._heavy_first(buildings, carriers):
            best: tuple[tuple[datetime, int], Carrier] | None = None
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

    def _heavy_first(self, buildings: list[Building], carriers: list[Carrier]) -> list[Building]:
        """Those too much for one person before the others, while people are free."""

        def too_much(one: Building) -> bool:
            its = self._sizes[one.id]
            least = (self._minutes(its, carrier.means) for carrier in carriers)
            return min(least, default=0) > self._settings.longest

        return sorted(buildings, key=lambda one: not too_much(one))

    def _together(self, building: Building, carriers: list[Carrier]) -> bool:
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

    def closed(self, buildings: list[Building], carriers: list[Carrier]) -> list[Building]:
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
        people: Sequence[Carrier],
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


def _suits(one: Carrier) -> tuple[bool, bool]:
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
