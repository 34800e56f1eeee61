"""Batches: which doors are called down together, and when. Pure.

What decides, in this order:

1. Nobody waits in a crowd: a call brings no more people than its desks take within the longest
   wait, nor more households and people than the committee set, and the next comes when they are
   through. A household with more people than that comes in parts.
2. Infection goes one way. Whoever can come down is sampled first; then those behind doors that are
   closed, at their own door; then who cannot come down at home; behind all of them those who wait
   at home for an infection to show, or live with somebody who is infected: nobody goes from such a
   door to a bed.
3. Children of school age come by themselves in the break of their lessons, where one is set and
   falls into the calls (see `models.testing.lessons`).
4. Those of one floor come together, the floors of a building one after the other from the ground
   up, buildings in the order of doors: a floor is divided only where it is too many by itself.
   Neighbouring buildings are called together as long as they are few.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil
from typing import NamedTuple

from models.address import dashed
from models.call_sheet import Why
from models.floors import floor_at
from models.testing import Batch
from models.testing.lessons import break_in
from models.testing.rules import teams
from models.testing.settings import TestingSettings
from models.text import natural_key

_AT_DOORS: Sequence[Why] = (Why.CLOSED, Why.BED_BOUND, Why.ISOLATING, Why.NEAR_POSITIVE)
"""In which order people are visited, by why."""

_MINUTE = timedelta(minutes=1)


class Home(NamedTuple):
    """The people behind one door who are called down, or visited for the same reason."""

    building: str
    """The building's key."""
    unit: str | None
    room: str | None
    people: int
    why: Why | None = None
    """Why they are visited; None for who is called."""
    households: int = 1
    """0 for the rest of a household that is too many to come at once, or for its children."""
    pupils: bool = False
    """Whether they are its children of school age, right behind the others of the household."""

    @property
    def label(self) -> str:
        """The door within its building: `101`, `2-101`; empty where it has neither."""
        return dashed(self.unit, self.room)


Call = list[Batch]
"""Batches that are called together, of one building or of several that lie beside each other."""


class Called(NamedTuple):
    """What is called and visited at a session, in order, before it has times."""

    down: list[Call]
    doors: Call
    pupils: Sequence[Call] = ()
    """Children who are called in their break."""

    @property
    def people(self) -> int:
        """How many are called down, children in their break among them."""
        return sum(one.people for call in (*self.down, *self.pupils) for one in call)

    @property
    def visits(self) -> int:
        """How many doors are gone to."""
        return sum(max(1, one.households) for one in self.doors)


def most_at_once(desks: int, settings: TestingSettings) -> int:
    """How many people may be called together: as many as the desks take within the longest wait."""
    takes = desks * settings.desk_hour * settings.longest_wait // 60
    return max(1, min(settings.batch_people, takes))


def called(homes: Sequence[Home], desks: int, settings: TestingSettings) -> Called:
    """What is called together and what is gone to, in order; see the head of this module.

    Args:
        homes: in the order of doors; homes with nobody in them are left out.
        desks: how many take people, side by side.
    """
    there = [one for one in homes if one.people > 0]
    most = most_at_once(desks, settings)
    pieces = list(_pieces([o for o in there if o.why is None and not o.pupils], most, settings))
    young = [one._replace(households=1) for one in there if one.pupils and one.why is None]
    doors: list[Batch] = []
    for why in _AT_DOORS:
        visited = [one for one in there if one.why is why]
        if why is Why.CLOSED:
            doors += _pieces(visited, settings.batch_people, settings, at_door=True)
        else:
            doors += [_batch([one], at_door=True) for one in visited]
    pupils = [
        [one._replace(in_break=True) for one in call]
        for call in _together(_pieces(young, most, settings), most, settings)
    ]
    return Called(list(_together(pieces, most, settings)), doors, pupils)


def with_family(homes: Iterable[Home]) -> list[Home]:
    """Homes with their children among the others, as they come where no break falls into it."""
    found: list[Home] = []
    for one in homes:
        if one.pupils and not one.households and found:
            found[-1] = found[-1]._replace(people=found[-1].people + one.people)
        else:
            found.append(one._replace(pupils=False))
    return found


def _pieces(
    homes: Sequence[Home], most: int, settings: TestingSettings, *, at_door: bool = False
) -> Iterator[Batch]:
    """Parts of buildings, floor by floor, none of them too many."""
    for _building, inside in groupby(homes, lambda one: one.building):
        part: list[Home] = []
        for floor in _floors(inside):
            whole = _fits(floor, most, settings)
            for step in [floor] if whole else [[one] for one in _divided(floor, most)]:
                if part and not _fits([*part, *step], most, settings):
                    yield _batch(part, at_door=at_door)
                    part = []
                part += step
        if part:
            yield _batch(part, at_door=at_door)


def _floors(homes: Iterable[Home]) -> list[list[Home]]:
    """The homes of a building by unit and floor, from the ground up."""

    def floor(one: Home) -> tuple[str, int]:
        return natural_key(one.unit or ""), floor_at(one.room)

    in_order = sorted(homes, key=lambda one: (*floor(one), natural_key(one.room or "")))
    return [list(found) for _floor, found in groupby(in_order, floor)]


def _fits(homes: Sequence[Home], most: int, settings: TestingSettings) -> bool:
    people = sum(one.people for one in homes)
    return people <= most and sum(one.households for one in homes) <= settings.batch_households


def _divided(homes: Iterable[Home], most: int) -> Iterator[Home]:
    """Homes, a household that is too many for one call in parts."""
    for one in homes:
        for first in range(0, one.people, most):
            people = min(most, one.people - first)
            yield one._replace(people=people, households=one.households if first == 0 else 0)


def _batch(homes: Sequence[Home], *, at_door: bool) -> Batch:
    return Batch(
        homes[0].building,
        homes[0].label,
        homes[-1].label,
        sum(one.households for one in homes),
        sum(one.people for one in homes),
        at_door=at_door,
    )


def _together(batches: Iterable[Batch], most: int, settings: TestingSettings) -> Iterator[Call]:
    """Batches beside each other in one call, as long as they are few."""
    call: Call = []
    for one in batches:
        with_it = [*call, one]
        people = sum(batch.people for batch in with_it)
        households = sum(batch.households for batch in with_it)
        if call and (people > most or households > settings.batch_households):
            yield call
            call = []
        call.append(one)
    if call:
        yield call


# -- times -----------------------------------------------------------------------------------------


def timed(
    found: Called, starts: datetime, desks: int, settings: TestingSettings, ahead: int = 0
) -> tuple[list[Batch], datetime]:
    """Batches with their times, and when the last is through.

    A call comes when those before it are through, at a whole minute; children come from the first
    moment of their break on at which a desk is free, and wait for it where nobody else is left, as
    long as the others would. Doors are gone to once nobody is called any more, by `rules.teams`
    side by side.

    Args:
        ahead: people sampled before anybody is called: who works here.
    """
    batches: list[Batch] = []
    at = starts + ahead * _person(desks, settings)
    pause = break_in(starts, settings) if found.pupils else None
    calls, young = deque(found.down), deque(found.pupils)
    while calls or young:
        if not calls and pause is not None:
            wait = pause.starts - at
            at = pause.starts if timedelta() < wait <= settings.longest_wait * _MINUTE else at
        is_break = pause is not None and at >= pause.starts
        call = young.popleft() if young and (is_break or not calls) else calls.popleft()
        begins = _whole_minute(at, starts)
        batches += [one._replace(starts_at=begins) for one in call]
        at += sum(one.people for one in call) * _person(desks, settings)
    side_by_side = teams(desks, found.visits)
    for one in found.doors:
        batches.append(one._replace(starts_at=_whole_minute(at, starts)))
        at += max(1, one.households) * settings.door_minutes * _MINUTE / side_by_side
    return batches, _whole_minute(at, starts)


def _person(desks: int, settings: TestingSettings) -> timedelta:
    return timedelta(hours=1) / (desks * settings.desk_hour)


def _whole_minute(at: datetime, since: datetime) -> datetime:
    return since + ceil((at - since) / _MINUTE - 1e-6) * _MINUTE


def again(batches: Iterable[Batch]) -> Called:
    """What was called together and gone to, of batches that have times, in their order."""
    rows = list(batches)
    down = [one for one in rows if not one.at_door and not one.in_break]
    young = [one for one in rows if one.in_break]
    return Called(_calls(down), [one for one in rows if one.at_door], _calls(young))


def _calls(rows: Iterable[Batch]) -> list[Call]:
    return [list(call) for _at, call in groupby(rows, lambda one: one.starts_at)]
