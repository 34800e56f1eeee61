"""Making the sample's file: a few steps through the commands the desk itself uses."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data import settings
from data.clock import Clock, FixedClock
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import keys as household_keys
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.roster import commands as roster_commands
from data.sample import custody as keeping
from data.sample import directory as book
from data.sample import people as folk
from data.sample import places as ground
from data.sample import work
from data.sample.requests import CALLS, LAST, Call, End, Push
from data.store import Step, Store
from models.chases import ChaseInput, Rung
from models.households import CompoundKind, HouseholdInput
from models.requests import ClosingInput, RequestInput
from models.times import LOCAL, day_start, local_date

if TYPE_CHECKING:
    from data.store import Step

SAMPLE_NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
"""When the sample takes place, unless a time is given."""

_SEED = 20220409

_LANES = frozenset(g.compound.name for g in ground.GROUNDS if g.compound.kind is CompoundKind.LANE)


def make(path: Path, clock: Clock) -> None:
    """Make a store at a path that must be free, as if its last days had gone by until now.

    Args:
        clock: everything is told from the last eight o'clock in the morning before its time.
    """
    days = _Days(clock.now())
    rng = random.Random(_SEED)
    names = ground.Names(rng)
    desk_clock = FixedClock(days.at(-3, "09:00"))
    store = Store(path, desk_clock)
    try:
        doors = list(ground.households(rng, names))
        with store.step() as step:
            _settle(step, days, rng, names, doors)
        desk_clock.moment = days.at(-1, "20:00")
        with store.step() as step:
            step.act("sample_yesterday")
            work.yesterday(step, days.at)
        desk_clock.moment = days.at(0, "07:50")
        with store.step() as step:
            work.today(step, days.at)
            work.tomorrow(step, days.at)
            contacts = book.contacts(step)
            first = _calls(step, days, rng, doors, contacts)
        desk_clock.moment = days.at(0, LAST.time)
        last = _chase(LAST, days, contacts)
        by = _number(store, folk.IN_CHARGE)
        store.do(request_chasing.chase_requests, [first], last, by)
    finally:
        store.close()


class _Days:
    """Moments told from the sample's day."""

    def __init__(self, now: datetime) -> None:
        here = now.astimezone(LOCAL)
        self.day = local_date(now) if here.hour >= 8 else local_date(now) - timedelta(days=1)

    def at(self, day: int, clock: str) -> datetime:
        """The moment of a clock time, so many days from the sample's day."""
        hours, minutes = map(int, clock.split(":"))
        midnight = day_start(self.day + timedelta(days=day))
        return midnight + timedelta(hours=hours, minutes=minutes)


def _settle(
    step: Step,
    days: _Days,
    rng: random.Random,
    names: ground.Names,
    doors: list[HouseholdInput],
) -> None:
    household_compounds.name_neighbourhood(step, *ground.NEIGHBOURHOOD)
    household_compounds.insert_compounds(step, [one.compound for one in ground.GROUNDS])
    household_commands.insert_households(step, doors)
    folks = [
        *folk.staff(days.at(0, "08:00")),
        *folk.volunteers(rng, names),
        *folk.partners(names),
    ]
    roster_commands.insert_people(step, folks)
    settings.put_in_charge(step, folk.IN_CHARGE)
    keeping.settle(step, days.at, doors)
    told = {"households": len(doors), "people": len(folks)}
    step.act("sample_ground", name=ground.NEIGHBOURHOOD[0], **told)


# -- calls -----------------------------------------------------------------------------------------


def _calls(
    step: Step,
    days: _Days,
    rng: random.Random,
    doors: list[HouseholdInput],
    contacts: Mapping[str, int],
) -> int:
    """Put the calls into the queue in the order of time; the number of the first one told."""
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
        for push in call.pushes:
            pushed, by = _chase(push, days, contacts), numbers.get(call.owner)
            request_chasing.chase_requests(step, [no], pushed, by)
        if call.end is not None:
            request_commands.close_requests(step, {no: _closing(call.end, days)})
        found[at] = no
    book.sheet(step, days.at, found[0], (numbers[folk.IN_CHARGE], numbers[book.SECOND]))
    step.act("sample_today", requests=len(found))
    return found[0]


def _caller(call: Call, free: list[tuple[int, HouseholdInput]]) -> tuple[int, HouseholdInput]:
    """A household that could have called so, each only once."""
    for at, (_no, door) in enumerate(free):
        marks = door.marks or ()
        fits = call.mark in marks if call.mark else "空关" not in marks and "不在沪" not in marks
        if fits and door.phone and (door.compound in _LANES) == call.lane:
            return free.pop(at)
    raise LookupError(call.text)


def _request(call: Call, days: _Days, household: int, door: HouseholdInput) -> RequestInput:
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


def _chase(push: Push, days: _Days, contacts: Mapping[str, int]) -> ChaseInput:
    return ChaseInput(
        push.to,
        push.said,
        days.at(push.day, push.time),
        Rung(push.rung),
        push.answered,
        days.at(push.day + (push.until <= push.time), push.until) if push.until else None,
        contacts.get(push.to),
        push.verdict,
    )


def _closing(end: End, days: _Days) -> ClosingInput:
    return ClosingInput(end.outcome, end.told, days.at(end.day, end.time))


def _number(store: Store, name: str) -> int:
    with store.read() as conn:
        (no,) = conn.execute("SELECT no FROM person WHERE name = ?", (name,)).fetchone()
    return int(no)
