"""What filling the places of a day costs: who can, who clashes, how good a share of them is.

Pure functions over places and people by their position; the search for a cheap filling is not
here, nor is any word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.duties import DutyRow, Role, RosterSettings, Slot
from models.duties.rules import MISPLACED, Concern, is_misplaced, minutes_of
from models.duties.workers import Worker, against, fitting, qualified
from models.times import DUTY_DAY_TURNS, day_start, duty_day, stored

Share = tuple[int, ...]
"""Positions of the places one person is given, in ascending order."""

_DAY = timedelta(days=1)


class Price(NamedTuple):
    """What a share costs beside its warnings; what comes first decides first."""

    misplaced: int
    """Places others are meant for: away from where somebody without a pass lives, and by telephone
    what staff should hear."""
    squares: int
    """The square of the minutes of the day: the sum over people is least where they are even."""
    tired: int
    """Minutes given, times minutes of the day before."""
    far: int
    """Places away from where they live, staff and who has a pass among them."""
    unfit: int
    """Places no skill of theirs fits."""
    moves: int
    """Changes between places that share no compound."""


def order(slot: Slot) -> tuple[object, ...]:
    """What places are sorted by: time first, and never by chance."""
    return (
        slot.starts,
        slot.ends,
        slot.work.value,
        -1 if slot.no is None else slot.no,
        list(Role).index(slot.role),
        slot.skill,
        -1 if slot.duty_no is None else slot.duty_no,
        slot.where,
        slot.compounds,
    )


def weighs(slot: Slot) -> bool:
    """Whether a place goes before others when not all can be filled: leads and skills."""
    return slot.role is Role.LEAD or bool(slot.skill)


def span(slots: Sequence[Slot]) -> tuple[datetime, datetime]:
    """The duty day the first place is in, and the time after it that the others still take."""
    starts = day_start(duty_day(min(slot.starts for slot in slots)), DUTY_DAY_TURNS)
    return starts, max(starts + _DAY, *(slot.ends for slot in slots))


def with_places(worker: Worker, slots: Iterable[Slot]) -> Worker:
    """Somebody as they would be with more places: duties with numbers below nought."""
    more = [
        DutyRow(
            -1 - at, "", worker.no, worker.name, slot.work, slot.role,
            stored(slot.starts), stored(slot.ends), None, slot.where, "",
        )
        for at, slot in enumerate(slots)
    ]  # fmt: skip
    return worker._replace(times=worker.times._replace(held=(*worker.times.held, *more)))


class Day:
    """The places and people of a day, prepared for the search.

    Attributes:
        slots, workers: in a fixed order, whatever the order they were given in.
        able: who can be proposed for each place by the hard rules, beside what the day gives them.
        clash: which places share time with each.
        alike: for each the first place that asks the same of a person at the same time.
        minutes: how long each takes.
        weighs: which places go first.
    """

    def __init__(
        self, slots: Iterable[Slot], workers: Iterable[Worker], settings: RosterSettings
    ) -> None:
        self.slots = tuple(sorted(slots, key=order))
        self.workers = tuple(sorted(workers, key=lambda worker: worker.no))
        self.minutes = [int((s.ends - s.starts) / timedelta(minutes=1)) for s in self.slots]
        self.weighs = [weighs(slot) for slot in self.slots]
        self.clash = [
            frozenset(
                other
                for other, its in enumerate(self.slots)
                if other != at and its.starts < slot.ends and slot.starts < its.ends
            )
            for at, slot in enumerate(self.slots)
        ]
        self._settings = settings
        self.alike = self._alike()
        self._found: dict[tuple[int, Share], tuple[Concern, ...]] = {}
        self._prices: dict[tuple[int, Share], Price] = {}
        self._warned: dict[tuple[int, Share], int] = {}
        self.able = [
            [
                who
                for who, worker in enumerate(self.workers)
                if qualified(slot, worker) and not self.refused(who, at)
            ]
            for at, slot in enumerate(self.slots)
        ]
        self.load, self._before = self._loads()

    def _loads(self) -> tuple[list[int], list[int]]:
        """Minutes of everybody's work in the span of the places, and in the day before."""
        if not self.slots:
            return [], []
        starts, ends = span(self.slots)
        held = [worker.times.held for worker in self.workers]
        return (
            [minutes_of(duties, starts, ends) for duties in held],
            [minutes_of(duties, starts - _DAY, starts) for duties in held],
        )

    def _alike(self) -> list[int]:
        first: dict[tuple[object, ...], int] = {}
        return [
            first.setdefault((s.work, s.role, s.starts, s.ends, s.skill, s.where, s.compounds), at)
            for at, s in enumerate(self.slots)
        ]

    def free(self, at: int, share: Iterable[int]) -> bool:
        """Whether a place shares no time with any of a share."""
        return self.clash[at].isdisjoint(share)

    def refused(self, who: int, at: int) -> Concern | None:
        """What keeps somebody from being proposed for a place, beside what the day gives them."""
        found = self.concerns(who, at, ())
        return next((one for one in found if one.refuses or one.by_hand), None)

    def concerns(self, who: int, at: int, others: Iterable[int]) -> tuple[Concern, ...]:
        """What stands against somebody taking a place who also has others of the day."""
        at = self.alike[at]
        key = (who, (at, *sorted(self.alike[other] for other in others)))
        found = self._found.get(key)
        if found is None:
            worker, slot = self.workers[who], self.slots[at]
            whole = with_places(worker, (self.slots[other] for other in key[1][1:]))
            found = tuple(against(slot, whole, (), self._settings))
            self._found[key] = found
        return found

    def warned(self, who: int, share: Share) -> int:
        """Warnings about the strength and the hours of somebody who has these places."""
        key = (who, share)
        found = self._warned.get(key)
        if found is None:
            found = self._warned[key] = sum(
                one.problem.code not in MISPLACED
                for at in share
                for one in self.concerns(who, at, (other for other in share if other != at))
            )
        return found

    def price(self, who: int, share: Share) -> Price:
        """What these places cost when somebody has them, beside warnings."""
        key = (who, share)
        found = self._prices.get(key)
        if found is None:
            found = self._prices[key] = self._priced(who, share)
        return found

    def _priced(self, who: int, share: Share) -> Price:
        worker, slots = self.workers[who], [self.slots[at] for at in share]
        given = sum(self.minutes[at] for at in share)
        return Price(
            sum(misplaced(worker, slot) for slot in slots),
            (self.load[who] + given) ** 2,
            given * self._before[who],
            sum(bool(s.compounds) and worker.compound not in s.compounds for s in slots),
            sum(not fitting(s.role, worker.kind, worker.skills, worker.vehicle) for s in slots),
            sum(map(_far, slots, slots[1:])),
        )


def misplaced(worker: Worker, slot: Slot) -> bool:
    """Whether others are meant for a place."""
    return is_misplaced(slot.duty(worker.no), worker.times)


def _far(one: Slot, other: Slot) -> bool:
    """Whether going from one place to the other leads through the streets."""
    known = one.compounds and other.compounds
    return bool(known) and not set(one.compounds) & set(other.compounds)
