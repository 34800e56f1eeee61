"""Suggestions for a day from what is on file, and the act that puts one into force."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data.cover.queries import slots
from data.duties import candidates as hands
from data.duties import queries
from models.duties import RosterSettings, Slot
from models.duties.workers import Worker
from models.problems import Refused
from models.suggest import Line, Suggestion
from models.suggest.lines import lines
from models.suggest.rules import suggest
from models.times import DUTY_DAY_TURNS, day_start, duty_day

if TYPE_CHECKING:
    from data.store import Step


class DayPlan(NamedTuple):
    """A suggested day with what changing its lines by hand needs."""

    day: date
    settings: RosterSettings
    workers: list[Worker]
    lines: list[Line]


class Applied(NamedTuple):
    """What a suggestion came to."""

    given: int
    names: tuple[str, ...]
    """Who was given something, each once."""


def places_of(
    conn: sqlite3.Connection, day: date, settings: RosterSettings, now: datetime | None = None
) -> list[Slot]:
    """The places of a duty day nobody fills: those that begin in it, none that is over at `now`."""
    starts = day_start(day, DUTY_DAY_TURNS)
    found = slots(conn, starts, starts + timedelta(days=1), settings)
    return [s for s in found if s.starts >= starts and (now is None or now < s.ends)]


def people_for(conn: sqlite3.Connection, places: list[Slot]) -> list[Worker]:
    """Everybody with what is known of their time around these places."""
    if not places:
        return []
    return hands.workers(conn, min(s.starts for s in places), max(s.ends for s in places))


def plan_day(
    conn: sqlite3.Connection, day: date, settings: RosterSettings, now: datetime | None = None
) -> DayPlan:
    """The suggestion for a duty day, line by line."""
    places = places_of(conn, day, settings, now)
    workers = people_for(conn, places)
    return DayPlan(
        day, settings, workers, lines(suggest(places, workers, settings), workers, settings)
    )


def next_day(conn: sqlite3.Connection, now: datetime, settings: RosterSettings) -> date:
    """The duty day to look at first: the one that runs, or the next one when it lacks nobody."""
    today = duty_day(now)
    tomorrow = today + timedelta(days=1)
    if places_of(conn, today, settings, now) or not places_of(conn, tomorrow, settings, now):
        return today
    return tomorrow


def apply(step: Step, suggestion: Suggestion) -> Applied:
    """Give the places to those proposed, all or nothing.

    Raises:
        Refused: `suggestion_empty`; `place_taken` (where, starts, ends) when somebody fills a
            place by now, or it is no longer there; what stands against somebody as
            `data.duties.commands.assign`.
    """
    if not suggestion.given:
        raise Refused("suggestion_empty")
    step.act("day_suggested")
    _still_open(step, [given.slot for given in suggestion.given])
    # Whoever is given work without a duty takes over an open one: those are filled before.
    ordered = sorted(suggestion.given, key=lambda given: given.slot.duty_no is None)
    numbers = [_give(step, given.slot, given.person_no) for given in ordered]
    people = [queries.duty(step.conn, no).person or "" for no in numbers]
    done = Applied(len(numbers), tuple(dict.fromkeys(people)))
    step.tell(count=done.given, names=list(done.names))
    return done


def _still_open(step: Step, wanted: list[Slot]) -> None:
    starts, ends = min(s.starts for s in wanted), max(s.ends for s in wanted)
    here = Counter(slots(step.conn, starts, ends, queries.settings(step.conn)))
    for slot in wanted:
        if not here[slot]:
            raise Refused("place_taken", where=slot.where, starts=slot.starts, ends=slot.ends)
        here[slot] -= 1


def _give(step: Step, slot: Slot, person_no: int) -> int:
    """Give one place to somebody; the number of the duty."""
    from data.duties import commands

    if slot.duty_no is None:
        return commands.assign(step, slot.duty(person_no))
    commands.replace(step, slot.duty_no, person_no)
    return slot.duty_no
