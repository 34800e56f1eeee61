"""How far goods are from the truck to the doors: doors by state, differences, the pace. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from models.times import day_start, duty_day, local_date

SOONEST = timedelta(minutes=10)
"""What is noted within so long is one report: several buildings at once tell nothing of a pace."""

REPORTS = 3
"""So many reports tell a pace. By one or two, it is when somebody sat down to type that is told,
and a gate that is noted as soon as its truck has left makes everybody faster than any truck."""

NIGHT = timedelta(hours=6)
"""A pause after which hands begin anew: trucks come at five, nobody hands out at night."""

_HOUR = timedelta(hours=1)


# -- doors -----------------------------------------------------------------------------------------


class DoorState(StrEnum):
    """How far one door is in one drop."""

    DONE = "done"
    """It has its goods, or did not want them: nobody has to go there again."""
    MISSED = "missed"
    """It missed something that is not made good yet."""
    EMPTY = "empty"
    """Nobody is fed behind it: no goods are due there."""
    TO_COME = "to_come"


def door_state(*, is_due: bool, is_missed: bool, is_handed: bool) -> DoorState:
    """How far a door is.

    What was missed comes first: whoever noted it stood there, and what the register says of an
    empty flat must not hide somebody who waits.

    Args:
        is_due: whether somebody is fed there, or something is owed.
        is_handed: whether whoever hands out is through with its building.
    """
    if is_missed:
        return DoorState.MISSED
    if not is_due:
        return DoorState.EMPTY
    return DoorState.DONE if is_handed else DoorState.TO_COME


class Tally(NamedTuple):
    """Doors by state; together they are all doors there are."""

    done: int = 0
    missed: int = 0
    empty: int = 0
    to_come: int = 0

    @property
    def doors(self) -> int:
        """All of them."""
        return sum(self)

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(one + more for one, more in zip(self, other, strict=True)))

    def with_some_done(self, doors: int) -> Tally:
        """So many of those to come are done, nobody knows which; no more than there are."""
        some = max(0, min(doors, self.to_come))
        return self._replace(done=self.done + some, to_come=self.to_come - some)


def tallied(states: Iterable[DoorState]) -> Tally:
    """How many doors are in each state."""
    count = Counter(states)
    return Tally(*(count[DoorState(name)] for name in Tally._fields))


class Counted(NamedTuple):
    """What was counted at the doors of a building or a gate, of one kind of goods.

    Attributes:
        expected: what was brought there, by the last count before, else as planned.
        missed: how much of that is noted as missed.
        explained: whether a reason was given for what lacks.
    """

    quantity: int
    expected: int
    missed: int = 0
    explained: bool = False


def doors_gone_to(counted: Counted, doors: int) -> int:
    """How many doors have theirs by a count at the doors: all once it is as it should be, or it was
    said why not; else as many of them as of the goods, rounded down.

    Args:
        doors: those there that are due something and missed nothing.
    """
    due = counted.expected - counted.missed
    if counted.quantity and (counted.explained or counted.quantity >= due):
        return doors
    return doors * counted.quantity // due if due > 0 else 0


# -- goods at a gate -------------------------------------------------------------------------------


class Difference(NamedTuple):
    """By how much a count differs from the one before it.

    Attributes:
        before: the stage it is held against; empty for what was planned.
        more: how many more there are; below 0 for fewer.
    """

    stage: str
    before: str
    more: int
    reason: str | None
    said: str


class Figures(NamedTuple):
    """How many of some goods there are at each stage of a gate; None where nobody counted."""

    goods: str
    unit: str
    planned: int
    truck: int | None = None
    gate: int | None = None
    building: int | None = None
    doors: int | None = None
    missed: int = 0
    """Noted as missed at doors, not made good since, or refused there."""
    partly: tuple[str, ...] = ()
    """Stages of which not all buildings are counted yet: nothing is held against them."""
    reasons: tuple[tuple[str, str, str], ...] = ()
    """Stage, reason and words of what somebody explained."""

    def differences(self) -> list[Difference]:
        """What differs from what was counted before, else from the plan, in the order of stages.

        What lacks at the doors and is noted as missed there is none.
        """
        found, before, last = [], "", self.planned
        why = {stage: (reason, said) for stage, reason, said in self.reasons}
        for stage in STAGES:
            figure = getattr(self, stage)
            if figure is None or stage in self.partly:
                continue
            more = figure - last
            if stage == "doors" and more < 0:
                more = min(0, more + self.missed)
            if more:
                reason, said = why.get(stage, (None, ""))
                found.append(Difference(stage, before, more, reason or None, said))
            before, last = stage, figure
        return found


STAGES = ("truck", "gate", "building", "doors")
"""Where goods are counted, in their order; see `models.counts.Stage`."""


# -- pace ------------------------------------------------------------------------------------------


class Handed(NamedTuple):
    """Doors that were gone to by a moment, beside those before."""

    at: datetime
    doors: int


def by_hour(handed: Iterable[Handed]) -> tuple[Handed, ...]:
    """Doors gone to in each hour of the clock, a pause of less than a `NIGHT` among them; after a
    longer one only what came then."""
    doors: Counter[datetime] = Counter()
    for one in handed:
        doors[one.at.replace(minute=0, second=0, microsecond=0)] += one.doors
    found: list[Handed] = []
    for hour in sorted(doors):
        if found and hour - found[-1].at >= NIGHT:
            found.clear()
        while found and found[-1].at + _HOUR < hour:
            found.append(Handed(found[-1].at + _HOUR, 0))
        found.append(Handed(hour, doors[hour]))
    return tuple(found)


class ToCome(NamedTuple):
    """Doors of a gate that are still to be gone to, and from when on they can be: their truck's
    time there, past where it has come."""

    at: datetime
    doors: int


class Pace(NamedTuple):
    """How fast doors are gone to, and how fast they would have to be.

    Attributes:
        doors_an_hour: None while nothing tells, or it is too early to say; see `REPORTS`.
        needed: doors an hour for the last one to have it by `ends`, of those whose truck comes
            before that; None once that is past, or where no truck comes before it.
        done_at: when the last door has it at this pace, or had it; None while nothing tells.
        handed: doors gone to so far, those that missed out among them.
        left: doors that are still to be gone to.
    """

    doors_an_hour: int | None
    needed: int | None
    done_at: datetime | None
    handed: int
    left: int
    ends: datetime


def window_end(arrives: datetime, now: datetime, by: timedelta) -> datetime:
    """By when the last door should have its goods.

    It is that time of the day on which the truck comes, later of the day now on duty, which lasts
    past midnight: at half past twelve the evening that was missed still counts, not the next one.
    """
    day = max(local_date(arrives), duty_day(now))
    return day_start(day) + by


def pace(
    handed: Sequence[Handed],
    to_come: Sequence[ToCome],
    arrivals: Sequence[datetime],
    now: datetime,
    ends: datetime,
) -> Pace:
    """How fast doors were gone to since the last long pause, see `NIGHT`.

    What was handed out before that says nothing of the hands of today, and a night between would
    make anybody slow. Where nobody noted when goods came to a gate it is reckoned from the first
    doors, which were gone to before that. Less than `REPORTS` tell nothing: no figure is better
    than one that a tired person believes.

    No door has its goods before its truck is there. So hands go on at their pace gate by gate, and
    wait where the next truck is still under way: the last door is never told for earlier than the
    last truck and the carrying behind it.

    Args:
        arrivals: when goods came to the gates.
    """
    left = sum(one.doors for one in to_come)
    known = sorted(one for one in handed if one.at <= now and one.doors > 0)
    speed = _speed(known, [one for one in arrivals if one <= now], now, left)
    needed: int | None = 0
    done_at = known[-1].at if known else None
    if left:
        needed = _needed(to_come, now, ends)
        done_at = None if speed is None else _last_door(to_come, now, speed)
    an_hour = None if speed is None else max(1, round(speed[0] * _HOUR / speed[1]))
    return Pace(an_hour, needed, done_at, sum(one.doors for one in handed), left, ends)


def _speed(
    known: Sequence[Handed], arrivals: Sequence[datetime], now: datetime, left: int
) -> tuple[int, timedelta] | None:
    """Doors, and how long they took; None where nothing tells."""
    if not known or (left and now - known[-1].at >= NIGHT):
        return None
    came = (Handed(at, 0) for at in arrivals if at <= known[-1].at)
    points = sorted((*known, *came))
    first = len(points) - 1
    while first and points[first].at - points[first - 1].at < NIGHT:
        first -= 1
    doors = sum(one.doors for one in points[first + 1 :])
    if not doors or _reports(points[first:]) < REPORTS:
        return None
    return doors, (now if left else points[-1].at) - points[first].at


def _reports(points: Iterable[Handed]) -> int:
    """How often it was noted that doors were gone to; what is noted in one go is one report, and a
    door that is noted alone, since it missed out, is none."""
    found, last = 0, None
    for one in points:
        if one.doors > 1 and (last is None or one.at - last >= SOONEST):
            found, last = found + 1, one.at
    return found


def _needed(to_come: Iterable[ToCome], now: datetime, ends: datetime) -> int | None:
    """Doors an hour by which all are gone to in time whose truck comes before that; None where
    there are none of these.

    From each truck on, its doors and those of all that come later have to be gone to in what is
    left of the day: the hardest of these spans tells.
    """
    found, doors = None, 0
    for one in sorted(to_come, reverse=True):
        begins = max(one.at, now)
        if one.doors and begins < ends:
            doors += one.doors
            found = max(found or 0, -(-doors * _HOUR // (ends - begins)))
    return found


def _last_door(
    to_come: Iterable[ToCome], now: datetime, speed: tuple[int, timedelta]
) -> datetime | None:
    """When the last door has its goods at a speed, none of them before its truck."""
    doors, took = speed
    at = now
    try:
        for one in sorted(to_come):
            if one.doors:
                at = max(at, one.at) + took * one.doors / doors
    except OverflowError:
        return None
    return at
