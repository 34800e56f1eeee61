"""Making the sample's file: a few steps through the commands the desk itself uses."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from data import settings
from data.clock import Clock, FixedClock
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import keys as household_keys
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.roster import commands as roster_commands
from data.sample import custody, directory, people, places, work
from data.sample.days import Days
from data.sample.requests import CALLS, LAST, Call, Chase, Ending
from data.store import Step, Store
from models.chases import ChaseInput, Rung
from models.households import CompoundKind, HouseholdInput
from models.requests import ClosingInput, RequestInput
from models.times import LOCAL

SAMPLE_NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
"""When the sample takes place, unless a time is given."""

_SEED = 20220409

_LANES = frozenset(
    one.given.name for one in places.COMPOUNDS if one.given.kind is CompoundKind.LANE
)


def make(path: Path, clock: Clock) -> None:
    """Make a store at a path that must be free, as if its last days had gone by until now.

    Args:
        clock: everything is told from the last eight o'clock in the morning before its time.
    """
    days = Days(clock.now())
    rng = random.Random(_SEED)
    names = places.Names(rng)
    desk_clock = FixedClock(days.at(-3, "09:00"))
    store = Store(path, desk_clock)
    try:
        doors = list(places.households(rng, names))
        store.do(_begin, days, rng, names, doors)
        desk_clock.moment = days.at(-1, "20:00")
        store.do(work.yesterday, days.at)
        desk_clock.moment = days.at(0, "07:50")
        first, contacts = store.do(_today, days, rng, doors)
        desk_clock.moment = days.at(0, LAST.time)
        last = _chase(LAST, days, contacts)
        store.do(request_chasing.chase_requests, [first], last, _number(store, people.IN_CHARGE))
    finally:
        store.close()


def _begin(
    step: Step,
    days: Days,
    rng: random.Random,
    names: places.Names,
    doors: list[HouseholdInput],
) -> None:
    """The committee with its compounds, households and people."""
    household_compounds.name_neighbourhood(step, *places.NEIGHBOURHOOD)
    household_compounds.add_compounds(step, [one.given for one in places.COMPOUNDS])
    household_commands.add_households(step, doors)
    everybody = [
        *people.staff(days.at(0, "08:00")),
        *people.volunteers(rng, names),
        *people.partners(names),
    ]
    numbers = roster_commands.add_people(step, everybody)
    lead = [one.name for one in everybody].index(people.IN_CHARGE)
    settings.put_in_charge(step, numbers[lead])
    custody.keep_things(step, days.at, doors)
    custody.give_buildings(step, days.at)
    step.act(
        "sample_ground",
        name=places.NEIGHBOURHOOD[0],
        households=len(doors),
        people=len(everybody),
    )


def _today(
    step: Step, days: Days, rng: random.Random, doors: list[HouseholdInput]
) -> tuple[int, Mapping[str, int]]:
    """Work and calls up to this morning; the number of the first call, contacts by name."""
    work.today(step, days.at)
    work.tomorrow(step, days.at)
    contacts = directory.add_contacts(step)
    numbers = _take_calls(step, days, rng, doors, contacts)
    step.act("sample_today", requests=len(numbers))
    return numbers[0], contacts


# -- calls -----------------------------------------------------------------------------------------


def _take_calls(
    step: Step,
    days: Days,
    rng: random.Random,
    doors: list[HouseholdInput],
    contacts: Mapping[str, int],
) -> list[int]:
    """Put the calls into the queue in the order of time; their numbers as CALLS has them."""
    numbers = dict(step.conn.execute("SELECT name, no FROM person WHERE kind = 'staff'").fetchall())
    free = list(enumerate(doors, 1))
    rng.shuffle(free)
    callers = [_caller(call, free) for call in CALLS]
    in_time = sorted(range(len(CALLS)), key=lambda at: days.at(CALLS[at].day, CALLS[at].time))
    found: dict[int, int] = {}
    for at in in_time:
        call, (household, door) = CALLS[at], callers[at]
        no = request_commands.add_request(step, _request(call, days, household, door))
        if call.owner:
            request_commands.assign_requests(step, [no], numbers[call.owner])
        for chase in call.chases:
            given = _chase(chase, days, contacts)
            request_chasing.chase_requests(step, [no], given, numbers.get(call.owner))
        if call.end is not None:
            request_commands.close_requests(step, {no: _closing(call.end, days)})
        found[at] = no
    callers_in_turn = numbers[people.IN_CHARGE], numbers[directory.SECOND_CALLER]
    directory.fill_sheet(step, days.at, found[0], callers_in_turn)
    return [no for _at, no in sorted(found.items())]


def _caller(call: Call, free: list[tuple[int, HouseholdInput]]) -> tuple[int, HouseholdInput]:
    """A household that could have called so, each only once."""
    for at, (_no, door) in enumerate(free):
        marks = door.marks or ()
        fits = call.mark in marks if call.mark else "空关" not in marks and "不在沪" not in marks
        if fits and door.phone and (door.compound in _LANES) == call.lane:
            return free.pop(at)
    raise LookupError(call.text)


def _request(call: Call, days: Days, household: int, door: HouseholdInput) -> RequestInput:
    opened = days.at(call.day, call.time)
    spelled = household_keys.spelled(
        household_keys.Door(
            door.compound, door.lane or "", door.building, door.unit or "", door.room or ""
        )
    )
    return RequestInput(
        text=f"{spelled} {call.text} {door.phone}",
        summary=call.text,
        kind=call.kind,
        urgency=call.urgency,
        opened_at=opened,
        household_no=household,
        harm_at=opened + timedelta(hours=call.harm) if call.harm else None,
        harm_reason=call.reason or None,
        days_left=call.days_left,
        caller=call.caller or door.head or "",
        phone=door.phone or "",
    )


def _chase(chase: Chase, days: Days, contacts: Mapping[str, int]) -> ChaseInput:
    until = days.at(chase.day + (chase.until <= chase.time), chase.until) if chase.until else None
    return ChaseInput(
        chase.to,
        chase.said,
        days.at(chase.day, chase.time),
        Rung(chase.rung),
        chase.answered,
        until,
        contacts.get(chase.to),
        chase.verdict,
    )


def _closing(end: Ending, days: Days) -> ClosingInput:
    return ClosingInput(end.outcome, end.told, days.at(end.day, end.time))


def _number(store: Store, name: str) -> int:
    with store.read() as conn:
        (no,) = conn.execute("SELECT no FROM person WHERE name = ?", (name,)).fetchone()
    return int(no)
