"""Suggestions for a day from what is on file; nothing is changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from data.cover.queries import slots
from data.duties import candidates
from data.sql import Reader
from models.duties import RosterSettings, Slot
from models.duties.workers import Worker
from models.suggest import Proposal
from models.suggest.lines import lines
from models.suggest.rules import suggest
from models.times import duty_day, duty_day_bounds


class DayPlan(NamedTuple):
    """A suggested day with what changing its lines by hand needs."""

    day: date
    settings: RosterSettings
    workers: list[Worker]
    lines: list[Proposal]


def places_of(
    conn: Reader, day: date, settings: RosterSettings, now: datetime | None = None
) -> list[Slot]:
    """The places of a duty day nobody fills: those that begin in it, and of those only what is
    still to come at `now`."""
    starts, ends = duty_day_bounds(day)
    found = [slot for slot in slots(conn, starts, ends, settings) if slot.starts >= starts]
    if now is None:
        return found
    return [slot.to_come(now) for slot in found if now < slot.ends]


def people_for(conn: Reader, places: list[Slot]) -> list[Worker]:
    """Everybody with what is known of their time around these places."""
    if not places:
        return []
    return candidates.workers(conn, min(s.starts for s in places), max(s.ends for s in places))


def plan_day(
    conn: Reader, day: date, settings: RosterSettings, now: datetime | None = None
) -> DayPlan:
    """The suggestion for a duty day, line by line."""
    places = places_of(conn, day, settings, now)
    workers = people_for(conn, places)
    return DayPlan(
        day, settings, workers, lines(suggest(places, workers, settings), workers, settings)
    )


def next_day(conn: Reader, now: datetime, settings: RosterSettings) -> date:
    """The duty day to look at first: the one that runs, or the next one when it lacks nobody."""
    today = duty_day(now)
    tomorrow = today + timedelta(days=1)
    if places_of(conn, today, settings, now) or not places_of(conn, tomorrow, settings, now):
        return today
    return tomorrow
