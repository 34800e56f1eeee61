"""Who goes to which door for a single re-test, and when: proposed by rules. Pure.

Doors come in the order of `rules.in_order`. Each is given to whoever is there first; somebody more
is woken only where a life would wait, or where all would not be done within the time that is set.
One person goes from door to door, and is never in two places. In the lanes a guide goes along.

Nobody is proposed who may not be among others (a member, a neighbour of one, who is positive), who
cannot be there, or who was given that time to rest. Who is short of sleep or outside their hours
comes last, and is warned of: a re-test at night is worth that. With nobody left a visit stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.duties import DEFAULT_ROSTER, DutyRow, Role, RosterSettings, Slot, Work
from models.duties.rules import Concern, concerns, minutes_of
from models.duties.workers import Worker, qualified
from models.problems import Problem
from models.recall import Door, Visit
from models.recall.rules import danger, in_order
from models.recall.settings import DEFAULTS, RecallSettings
from models.times import loaded, stored

RESTING = frozenset({"rest_broken"})
"""Warnings for which somebody is asked by hand only: they were given that time to rest."""

_MINUTE = timedelta(minutes=1)
_FIVE = 5
_AROUND = timedelta(hours=12)
_LATEST = timedelta(hours=3)
"""How long somebody who is busy is waited for, at most."""


@dataclass(slots=True)
class _Walker:
    """Somebody who goes from door to door.

    Attributes:
        since: from when on they are free.
        at: where they are then; None before the first door.
        busy: what they hold beside this.
    """

    worker: Worker
    since: datetime
    at: Door | None = None
    busy: Sequence[tuple[datetime, datetime]] = ()

    def there(self, door: Door, minutes: int, settings: RecallSettings) -> datetime:
        """When they can begin at a door, with so many minutes free from then on."""
        starts = self.since + way(self.at, door, settings) * _MINUTE
        for begins, ends in self.busy:
            if begins < starts + minutes * _MINUTE and starts < ends:
                starts = ends
        return starts


def begins_at(now: datetime, settings: RecallSettings) -> datetime:
    """When the first door is gone to: once people are ready, at the next five minutes."""
    ready = now.replace(second=0, microsecond=0) + settings.prepare * _MINUTE
    whole = ready.replace(minute=ready.minute - ready.minute % _FIVE)
    return whole if whole == ready else whole + _FIVE * _MINUTE


def way(one: Door | None, other: Door, settings: RecallSettings) -> int:
    """Minutes from one door to another; none to the first, and none within a building."""
    if one is None or one.building == other.building:
        return 0
    return settings.way if one.compound == other.compound else settings.far


def minutes_at(door: Door, settings: RecallSettings) -> int:
    """Minutes a re-test takes at a door."""
    return settings.door + settings.person * max(1, door.people)


def roles_at(door: Door) -> tuple[Role, ...]:
    """Who goes to a door: in the lanes a guide as well."""
    return (Role.HAND, Role.GUIDE) if door.in_lanes else (Role.HAND,)


def slot(door: Door, role: Role, starts: datetime, ends: datetime, no: int | None = None) -> Slot:
    """A place at a visit."""
    return Slot(Work.RETEST, no, None, role, starts, ends, door.compound, (door.compound,))


def plan(
    doors: Iterable[Door],
    workers: Iterable[Worker],
    now: datetime,
    kept_out: Collection[int] = (),
    settings: RecallSettings = DEFAULTS,
    roster: RosterSettings = DEFAULT_ROSTER,
) -> list[Visit]:
    """A visit to each door, in the order they are gone to; all are given to people as far as that
    can be.

    Args:
        kept_out: numbers of people who may not be among others.
    """
    people = [one for one in workers if one.no not in kept_out]
    ordered = in_order(doors)
    refused: set[tuple[int, str]] = set()
    while True:
        found = _Planning(people, now, settings, roster, refused).visits(ordered)
        checked = told(found, people, roster)
        more = {pair for _visit, pairs in checked for pair in pairs} - refused
        if not more:
            return [visit for visit, _pairs in checked]
        refused |= more


def told(
    visits: Sequence[Visit], workers: Iterable[Worker], roster: RosterSettings
) -> list[tuple[Visit, list[tuple[int, str]]]]:
    """Visits with what speaks against who goes there, each with whom it refuses, by their number
    and the compound.

    Whether somebody can be there is asked of each visit beside all others they have; whether it is
    too much for them, of all their visits as one stretch of work.
    """
    by_no = {one.no: one for one in workers}
    stretches = _stretches(visits)
    found = []
    for visit in visits:
        warnings: list[Problem] = []
        refused = []
        for role, (no, _name) in visit.given.items():
            if no not in by_no:
                continue
            others = [one for one in visits if one is not visit]
            stands = against(visit, role, with_visits(by_no[no], others), roster)
            starts, ends = stretches[no]
            whole = slot(visit.door, role, starts, ends).duty(no)
            strength = concerns(whole, by_no[no].times, (), roster)
            stands = [one for one in stands if one.refuses]
            stands += [one for one in strength if not one.refuses]
            if any(map(_out, stands)):
                refused.append((no, visit.door.compound))
            warnings += [one.problem for one in stands]
        found.append((visit._replace(warnings=tuple(warnings)), refused))
    return found


def _stretches(visits: Iterable[Visit]) -> dict[int, tuple[datetime, datetime]]:
    """From when until when each of those who go is out, by their number."""
    found: dict[int, tuple[datetime, datetime]] = {}
    for visit in visits:
        for no, _name in visit.given.values():
            starts, ends = found.get(no, (visit.starts, visit.ends))
            found[no] = min(starts, visit.starts), max(ends, visit.ends)
    return found


def warned(
    visits: Sequence[Visit], workers: Iterable[Worker], roster: RosterSettings
) -> list[Visit]:
    """Visits with what speaks against who goes there, as they are now."""
    return [one for one, _pairs in told(visits, workers, roster)]


def against(visit: Visit, role: Role, worker: Worker, roster: RosterSettings) -> list[Concern]:
    """What stands against somebody going to a door."""
    given = slot(visit.door, role, visit.starts, visit.ends).duty(worker.no)
    return concerns(given, worker.times, (), roster)


def with_visits(worker: Worker, visits: Iterable[Visit]) -> Worker:
    """Somebody as they would be with the visits among these that are theirs."""
    more = [
        DutyRow(
            -1 - at, "", worker.no, worker.name, Work.RETEST, role,
            stored(visit.starts), stored(visit.ends), None, visit.door.compound, "",
        )
        for at, visit in enumerate(visits)
        for role, (no, _name) in visit.given.items()
        if no == worker.no
    ]  # fmt: skip
    if not more:
        return worker
    return worker._replace(times=worker.times._replace(held=(*worker.times.held, *more)))


def _out(concern: Concern) -> bool:
    return concern.refuses or concern.by_hand or concern.problem.code in RESTING


@dataclass(slots=True)
class _Planning:
    """Giving the visits to people, one door after the other."""

    workers: Sequence[Worker]
    now: datetime
    settings: RecallSettings
    roster: RosterSettings
    refused: Collection[tuple[int, str]]
    walkers: list[_Walker] = field(default_factory=list)
    ranked: dict[tuple[str, Role], list[_Walker]] = field(default_factory=dict)
    left: tuple[datetime, Door] | None = None
    """Until when, and where, somebody would be who did all that nobody was found for."""

    @property
    def begins(self) -> datetime:
        """When the first door is gone to."""
        return begins_at(self.now, self.settings)

    def visits(self, doors: Sequence[Door]) -> list[Visit]:
        """The visits, in the order of doors."""
        return [self._visit(door) for door in doors]

    def _visit(self, door: Door) -> Visit:
        minutes = minutes_at(door, self.settings)
        chosen: dict[Role, _Walker] = {}
        for role in roles_at(door):
            one = self._choose(door, role, minutes, [*chosen.values()])
            if one is not None:
                chosen[role] = one
        if Role.HAND not in chosen:
            return self._open(door, minutes)
        starts = self._together(door, minutes, [*chosen.values()])
        ends = starts + minutes * _MINUTE
        for one in chosen.values():
            one.since, one.at = ends, door
            if one not in self.walkers:
                self.walkers.append(one)
        given = {role: (one.worker.no, one.worker.name) for role, one in chosen.items()}
        why = None if len(given) == len(roles_at(door)) else Problem("retest_unguided")
        return Visit(door, starts, ends, given, why)

    def _open(self, door: Door, minutes: int) -> Visit:
        """A visit nobody goes to, at the time somebody would who did all of these."""
        since, at = self.left or (self.begins, None)
        starts = since + way(at, door, self.settings) * _MINUTE
        ends = starts + minutes * _MINUTE
        self.left = ends, door
        return Visit(door, starts, ends, {}, Problem("retest_nobody"))

    def _together(self, door: Door, minutes: int, chosen: Sequence[_Walker]) -> datetime:
        """When all who go can be at a door."""
        starts = max(one.there(door, minutes, self.settings) for one in chosen)
        while (later := max(self._from(one, door, minutes, starts) for one in chosen)) > starts:
            starts = later
        return starts

    def _from(self, one: _Walker, door: Door, minutes: int, at: datetime) -> datetime:
        """When somebody can begin at a door, not before a moment."""
        waits = _Walker(one.worker, at, door, one.busy)
        return waits.there(door, minutes, self.settings)

    def _choose(
        self, door: Door, role: Role, minutes: int, beside: Sequence[_Walker]
    ) -> _Walker | None:
        """Who goes: of those under way who are there in time whoever is nearest, or first where
        waiting is dangerous; somebody more where all would be too late."""
        ranked = self._ranked(door, role)
        under_way = [one for one in ranked if one in self.walkers and one not in beside]
        others = [one for one in ranked if one not in self.walkers and one not in beside]

        def key(one: _Walker) -> tuple[datetime, int]:
            return one.there(door, minutes, self.settings), ranked.index(one)

        def near(one: _Walker) -> tuple[int, datetime, int]:
            return way(one.at, door, self.settings), *key(one)

        by = self._by(door, minutes) - minutes * _MINUTE
        in_time = [one for one in under_way if key(one)[0] <= by]
        if in_time:
            return min(in_time, key=key if danger(door) == 0 else near)
        best = min(under_way, key=key, default=None)
        more = min(others, key=key, default=None)
        if more is None or (best is not None and key(best)[0] <= key(more)[0]):
            return best
        return more

    def _by(self, door: Door, minutes: int) -> datetime:
        """When a door should be done: soon where waiting is dangerous, else with all of them."""
        if danger(door) == 0:
            return self.begins + (self.settings.wait + minutes) * _MINUTE
        return self.begins + self.settings.within * _MINUTE

    def _ranked(self, door: Door, role: Role) -> list[_Walker]:
        """Who could go to a compound in a role, those to be asked first in front."""
        key = door.compound, role
        if key not in self.ranked:
            found = []
            for worker in self.workers:
                walker = self._walker(worker)
                since = walker.there(door, minutes_at(door, self.settings), self.settings)
                given = slot(door, role, since, since + minutes_at(door, self.settings) * _MINUTE)
                if (worker.no, door.compound) in self.refused or not qualified(given, worker):
                    continue
                if since > self.begins + _LATEST and walker.at is None:
                    continue
                stands = concerns(given.duty(worker.no), worker.times, (), self.roster)
                if any(map(_out, stands)):
                    continue
                found.append((self._rank(worker, door, stands), walker))
            self.ranked[key] = [one for _rank, one in sorted(found, key=lambda pair: pair[0])]
        return self.ranked[key]

    def _walker(self, worker: Worker) -> _Walker:
        for one in (*self.walkers, *(w for many in self.ranked.values() for w in many)):
            if one.worker.no == worker.no:
                return one
        held = [(loaded(duty.starts_at), loaded(duty.ends_at)) for duty in worker.times.held]
        return _Walker(worker, self.begins, busy=sorted(held))

    def _rank(self, worker: Worker, door: Door, stands: Sequence[Concern]) -> tuple[object, ...]:
        codes = {one.problem.code for one in stands}
        return (
            "outside_hours" in codes,
            len(codes - {"lives_elsewhere"}),
            worker.compound != door.compound,
            not worker.times.of_staff,
            minutes_of(worker.times.held, self.begins - _AROUND, self.begins + _AROUND),
            worker.no,
        )
