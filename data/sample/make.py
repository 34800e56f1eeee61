"""Making the sample's file: a few steps through the commands the desk itself uses."""

from __future__ import annotations

import random
from pathlib import Path

from data import settings
from data.clock import Clock, FixedClock
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.requests import chasing as request_chasing
from data.roster import commands as roster_commands
from data.sample import SAMPLE_NOW, custody, directory, people, places, requests, work
from data.sample.tables import Days
from data.step import Step
from data.store import Store
from models.chases import ChaseInput
from models.households import CompoundKind
from models.journal import Author

__all__ = ["SAMPLE_NOW", "make"]

_SEED = 20220409

_NOBODY = Author("", "")
"""Whose the sample's acts are: nobody's who works with it, so that none is taken for their own."""


def make(path: Path, clock: Clock, language: str = "zh") -> None:
    """Make a store at a path that must be free, as if its last days had gone by until now.

    Args:
        clock: its day is the sample's day, of which everything is told up to eight in the morning,
            or up to its time in the night before.
    """
    days = Days(clock.now())
    sample = _Sample(days)
    desk_clock = FixedClock(days.at("-3 09:00"))
    store = Store(path, desk_clock, author=_NOBODY)
    try:
        store.do(sample.begin)
        desk_clock.moment = days.at("-1 20:00")
        store.do(work.yesterday, days)
        desk_clock.moment = min(days.at("0 07:50"), clock.now())
        first, last = store.do(sample.today)
        if days.passed(last.at):
            desk_clock.moment = last.at
            store.do(request_chasing.chase_requests, [first], last, sample.in_charge)
    finally:
        store.close()


class _Sample:
    """The neighbourhood while it is made, and what was drawn by chance."""

    def __init__(self, days: Days) -> None:
        self.in_charge = 0
        """Number of the person in charge, once there are people."""
        self._days = days
        self._rng = random.Random(_SEED)
        self._names = places.Names(self._rng)
        self._compounds = places.compounds()
        self._doors = list(places.households(self._rng, self._names, self._compounds))

    def begin(self, step: Step) -> None:
        """The committee with its compounds, households and people."""
        compounds = [one.given for one in self._compounds]
        household_compounds.name_neighbourhood(step, *places.NEIGHBOURHOOD)
        household_compounds.add_compounds(step, compounds)
        household_commands.add_households(step, self._doors)
        names = [one.name for one in compounds]
        everybody = [
            *people.staff(self._days),
            *people.volunteers(self._rng, self._names, names),
            *people.partners(self._names),
        ]
        numbers = roster_commands.add_people(step, everybody)
        self.in_charge = numbers[[one.name for one in everybody].index(people.IN_CHARGE)]
        settings.put_in_charge(step, self.in_charge)
        custody.keep_things(step, self._days, self._doors)
        custody.give_buildings(step, self._days)
        step.act(
            "sample_ground",
            name=places.NEIGHBOURHOOD[0],
            households=len(self._doors),
            people=len(everybody),
        )

    def today(self, step: Step) -> tuple[int, ChaseInput]:
        """Work and calls up to this morning; the number of the first call, and its last chase."""
        work.today(step, self._days)
        work.tomorrow(step, self._days)
        lanes = {c.given.name for c in self._compounds if c.given.kind is CompoundKind.LANE}
        calls, last = requests.calls(self._days, directory.add_contacts(step))
        numbers = requests.take_calls(step, calls, self._rng, self._doors, lanes)
        (second,) = step.conn.execute(
            "SELECT no FROM person WHERE name = ?", (directory.SECOND_CALLER,)
        ).fetchone()
        directory.fill_sheet(step, self._days, numbers[0], (self.in_charge, second))
        step.act("sample_today", requests=len(numbers))
        return numbers[0], last
