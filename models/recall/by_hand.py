"""Visits of a recall as somebody changes them: who else could go, who does, and when. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.duties import Role, RosterSettings
from models.duties.rules import minutes_of
from models.duties.workers import Worker, qualified
from models.problems import Problem
from models.recall import Visit
from models.recall.visits import against, roles_at, slot, warned, with_visits

_AROUND = timedelta(hours=12)
"""How far before and behind a visit other work counts as that of its day."""


def given_to(
    visits: Sequence[Visit],
    at: int,
    role: Role,
    person: tuple[int, str] | None,
    workers: Iterable[Worker],
    roster: RosterSettings,
) -> list[Visit]:
    """The visits with one place given to somebody else, or left open for None."""
    visit = visits[at]
    given = {one: who for one, who in visit.given.items() if one is not role}
    if person is not None:
        given = {one: who for one, who in given.items() if who[0] != person[0]}
        given[role] = person
    ordered = {one: given[one] for one in roles_at(visit.door) if one in given}
    why = None if len(ordered) == len(roles_at(visit.door)) else Problem("retest_left_by_hand")
    changed = [*visits[:at], visit._replace(given=ordered, why=why), *visits[at + 1 :]]
    return warned(changed, workers, roster)


def moved(
    visits: Sequence[Visit],
    at: int,
    starts: datetime,
    workers: Iterable[Worker],
    roster: RosterSettings,
) -> list[Visit]:
    """The visits with one at another time; the others stay as they are."""
    visit = visits[at]
    there = visit._replace(starts=starts, ends=starts + (visit.ends - visit.starts))
    changed = [*visits[:at], there, *visits[at + 1 :]]
    return warned(changed, workers, roster)


class Taker(NamedTuple):
    """Somebody who could go to a door beside everything else that is given.

    Attributes:
        minutes: their work of the day with it.
        near: whether they live in its compound.
    """

    no: int
    name: str
    minutes: int
    near: bool
    warnings: tuple[Problem, ...]


def takers(
    visits: Sequence[Visit],
    at: int,
    role: Role,
    workers: Iterable[Worker],
    kept_out: Collection[int],
    roster: RosterSettings,
) -> list[Taker]:
    """Who else could go to a door in a role, the best first; who has it already is none of them."""
    visit = visits[at]
    others = [*visits[:at], *visits[at + 1 :]]
    given = slot(visit.door, role, visit.starts, visit.ends)
    holder, _name = visit.given.get(role, (None, ""))
    found = []
    for worker in workers:
        if worker.no == holder or worker.no in kept_out or not qualified(given, worker):
            continue
        whole = with_visits(worker, others)
        stands = against(visit, role, whole, roster)
        if any(one.refuses for one in stands):
            continue
        held = with_visits(whole, [visit._replace(given={role: (worker.no, worker.name)})])
        found.append(
            Taker(
                worker.no,
                worker.name,
                minutes_of(held.times.held, visit.starts - _AROUND, visit.starts + _AROUND),
                worker.compound == visit.door.compound,
                tuple(one.problem for one in stands),
            )
        )
    return sorted(found, key=lambda one: (len(one.warnings), not one.near, one.minutes, one.no))
