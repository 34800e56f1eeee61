"""Rules of testing: the people a session needs, how far it may go, what is wrong with a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil

from models.duties import Role
from models.duties.rules import too_long_until
from models.problems import Problem
from models.testing import RoundInput, SessionInput, SessionRow, SessionState, TubeKind
from models.times import legible

LONGEST = timedelta(hours=14)
"""Sessions are work of a day: longer ones are taken for a slip of the pen, such as an end before
the start, which is read as the next day's."""

_ROUNDED = 5
"""Minutes to which a session's end is rounded up when it is proposed."""

MOVES: Mapping[SessionState, tuple[SessionState, ...]] = {
    SessionState.PLANNED: (SessionState.RUNNING, SessionState.DONE, SessionState.CANCELLED),
    SessionState.RUNNING: (SessionState.DONE, SessionState.PLANNED, SessionState.CANCELLED),
    SessionState.DONE: (SessionState.RUNNING,),
    SessionState.CANCELLED: (SessionState.PLANNED,),
}
"""The states a session can go to, the usual next one first."""

HELD = frozenset({SessionState.PLANNED, SessionState.RUNNING})
"""The states of a session that is held, or is to be."""

OFF = frozenset(state for state, to in MOVES.items() if SessionState.CANCELLED in to)
"""The states that can be called off."""


def called(site: str, compounds: Sequence[str]) -> str:
    """What a session is called: its site, else the compounds called to it."""
    return site or "，".join(compounds)


ROLES = (Role.LEAD, Role.DESK, Role.ORDER, Role.CALLER, Role.GUIDE, Role.COURIER)
"""What a session takes people for."""

POOLS = (5, 10, 20)
"""How many people the tubes of pooled rounds take."""


_DOORS_EACH = 10
"""Doors one helper goes to: more would keep people waiting at home for over half an hour."""


def teams(desks: int, doors: int) -> int:
    """How many go to doors with a sampler: one for ten doors, never more than there are desks."""
    return min(desks, ceil(doors / _DOORS_EACH))


def needs(
    desks: int,
    state: str = SessionState.PLANNED,
    *,
    down: int = 0,
    doors: int = 0,
    pcr: bool = True,
) -> Mapping[Role, int]:
    """The people a session needs: one to lead it; at each desk one, and one to keep order there.

    One whose buildings are called by a plan has no crowd: one for two desks keeps order, one calls
    down. Whoever goes to doors in a suit, with the sampler, does nothing else (see `teams`), and
    samples are taken away by one. A cancelled session needs nobody.

    Args:
        down: how many batches are called down.
        doors: how many doors are gone to.
        pcr: whether there are samples to take to a laboratory.
    """
    if state == SessionState.CANCELLED:
        return {}
    if not down and not doors:
        return {Role.LEAD: 1, Role.DESK: desks, Role.ORDER: desks}
    found = {Role.LEAD: 1}
    if down:
        found |= {Role.DESK: desks, Role.ORDER: ceil(desks / 2), Role.CALLER: 1}
    if doors:
        found[Role.GUIDE] = teams(desks, doors)
    if pcr:
        found[Role.COURIER] = 1
    return found


def due_at(state: str, starts_at: str, ends_at: str) -> str | None:
    """When the next thing is due of a session: its beginning, then its end; None once it is over.

    Args:
        starts_at, ends_at: in stored form, as what is given back.
    """
    if state == SessionState.PLANNED:
        return starts_at
    return ends_at if state == SessionState.RUNNING else None


def warnings(row: SessionRow, now: datetime) -> tuple[Problem, ...]:
    """What is wrong with a session not over beside people it lacks: `tested_at_doors` (places) for
    what is closed, and as `crowd_problem`; nothing of a crowd where damage left no times."""
    if row.state not in (SessionState.PLANNED, SessionState.RUNNING):
        return ()
    starts, ends = legible(row.starts_at), legible(row.ends_at)
    crowd = None
    if starts is not None and ends is not None:
        crowd = crowd_problem(row.crowd, row.desks, starts, ends, row.desk_hour, now)
    doors = Problem("tested_at_doors", {"places": row.closed}) if row.closed else None
    return tuple(filter(None, (doors, crowd)))


def crowd_problem(
    people: int,
    desks: int,
    starts_at: datetime,
    ends_at: datetime,
    desk_hour: int,
    now: datetime | None = None,
) -> Problem | None:
    """That more people are called to a session than its desks can take in its time.

    Args:
        desk_hour: people one desk takes in an hour.
        now: the moment it is told at, of a session on file; None for one that is being planned.

    Returns:
        `desks_too_few` (people, takes, desks, until): how many they take, and what would do,
        as many desks or the desks there are until a moment; `desks_were_few` (people,
        takes) where that moment is past, since nobody can do it any more; None where they are
        enough.
    """
    hours = (ends_at - starts_at) / timedelta(hours=1)
    takes = int(desks * desk_hour * hours)
    if hours <= 0 or desks < 1 or people <= takes:
        return None
    needed = ceil(people / (desk_hour * hours))
    minutes = ceil(people * 60 / (desks * desk_hour) / _ROUNDED) * _ROUNDED
    until = starts_at + timedelta(minutes=minutes)
    if now is not None and until <= now:
        return Problem("desks_were_few", {"people": people, "takes": takes}, "desks")
    params = {"people": people, "takes": takes, "desks": needed, "until": until}
    return Problem("desks_too_few", params, "desks")


def round_problems(given: RoundInput) -> list[Problem]:
    """What is wrong with a round as planned: `field_empty`, `pool_size_wrong`."""
    found = []
    if not given.name.strip():
        found.append(Problem("field_empty", {}, "name"))
    if not 1 <= given.pool_size <= 50:
        found.append(Problem("pool_size_wrong", {"size": given.pool_size}, "pool_size"))
    return found


def pool_problems(given: RoundInput) -> list[Problem]:
    """`pool_unusual` (size, sizes) where a pooled tube takes a number that no tube is made for,
    `pool_alone` (size) where each person or household has a tube of their own."""
    if given.tube_kind is TubeKind.POOLED:
        wrong = given.pool_size not in POOLS
        params = {"size": given.pool_size, "sizes": POOLS}
        return [Problem("pool_unusual", params, "pool_size")] if wrong else []
    if given.pool_size != 1:
        return [Problem("pool_alone", {"size": given.pool_size}, "pool_size")]
    return []


def session_problems(given: SessionInput) -> list[Problem]:
    """What is wrong with a session as planned: `session_ends_before_start`,
    `session_too_long` (until, hours), `desks_wrong`, `compound_twice`."""
    found = []
    if given.ends_at <= given.starts_at:
        found.append(Problem("session_ends_before_start", {}, "ends_at"))
    elif given.ends_at - given.starts_at > LONGEST:
        found.append(too_long_until("session_too_long", given.ends_at, LONGEST, "ends_at"))
    if not 1 <= given.desks <= 50:
        found.append(Problem("desks_wrong", {"desks": given.desks}, "desks"))
    for name in dict.fromkeys(given.compounds):
        if given.compounds.count(name) > 1:
            found.append(Problem("compound_twice", {"compound": name}, "compounds"))
    return found


def state_problems(no: int, state: str, to: SessionState) -> list[Problem]:
    """What is wrong with a session's change of state: `session_already`, `session_cannot`."""
    if state == to:
        return [Problem("session_already", {"no": no, "state": state})]
    if to not in MOVES[SessionState(state)]:
        return [Problem("session_cannot", {"no": no, "state": state, "to": str(to)})]
    return []
