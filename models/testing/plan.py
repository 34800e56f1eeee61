"""A round planned by rule: which desks stand where and when. Pure.

What decides, in this order:

1. Infection goes one way: a group of desks goes to compounds where everybody may come down first,
   then to those with closed doors, to those that are closed altogether last. In each of them calls
   and visits are in the order of `models.testing.batches`.
2. People are few: as many desks as the round takes by its head counts within its hours, unless
   somebody says how many there are. Desks that are fewer than compounds go about in groups, from
   compound to compound, so that one crew serves several; else each compound has its own.
3. Time: the group that is through first takes the next compound, the greatest first; a desk more
   goes where it shortens most. What does not fit into the hours is planned beyond them and said so
   with what would do, never refused: the choice is the committee's.

Children of school age come in the break of their lessons, where the committee set one and the calls
of their compound last that long: see `models.testing.lessons`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from models.problems import Problem
from models.testing import RoundKind, RoundPlan, RoundWish, SessionPlan, rules
from models.testing.batches import Home, called, timed, with_family
from models.testing.lessons import break_in, late
from models.testing.settings import TestingSettings

IN_A_GROUP = 3
"""Desks that go about together at most: more queues than that have no room at one gate."""

MOST_DESKS = 200
"""More desks than a neighbourhood has ever seen: a slip of the pen."""

_ROUNDED = 5
"""Minutes to which the end of a session is rounded up."""
_MINUTE = timedelta(minutes=1)


class Ground(NamedTuple):
    """A compound as a plan sees it."""

    compound: str
    site: str
    homes: tuple[Home, ...]
    """In the order of doors."""
    closed: tuple[str, ...] = ()
    """Names of what is closed in it, itself or its buildings."""
    held: int = 0
    """People in it whom nobody calls down, since they are positive or may be."""

    @property
    def down(self) -> int:
        """People called down."""
        return sum(one.people for one in self.homes if one.why is None)

    @property
    def doors(self) -> int:
        """Doors gone to."""
        return sum(one.households for one in self.homes if one.why is not None)

    def minutes(self, desks: int, settings: TestingSettings) -> float:
        """Minutes it takes some desks."""
        calls = self.down * 60 / settings.desk_hour / desks
        visits = self.doors * settings.door_minutes
        return calls + (visits / rules.teams(desks, self.doors) if visits else 0)

    @property
    def risk(self) -> int:
        """0 where everybody may come down, 1 with some closed doors, 2 where nobody may."""
        if not self.doors:
            return 0
        return 1 if self.down else 2


class _Group(NamedTuple):
    """Desks that go about together, and where to, in order."""

    desks: int
    grounds: list[Ground]

    def minutes(self, settings: TestingSettings) -> float:
        """Minutes from its first call to its last, as its sessions will be rounded."""
        ways = max(0, len(self.grounds) - 1) * settings.way_minutes
        return sum(_rounded(one.minutes(self.desks, settings)) for one in self.grounds) + ways


def _rounded(minutes: float) -> int:
    return max(1, ceil(minutes / _ROUNDED - 1e-6)) * _ROUNDED


def wish_problems(wish: RoundWish) -> list[Problem]:
    """What is wrong with what is wished of a round: `window_turned`, `desks_few`, `desks_many`
    (most), `pool_unusual` (size, sizes), and as `rules.round_problems`."""
    given = wish.given
    found = []
    starts, ends = given.starts_at, given.ends_at
    if starts is None or ends is None or ends <= starts:
        found.append(Problem("window_turned", {}, "ends_at"))
    elif ends - starts > rules.LONGEST:
        params = {"hours": rules.LONGEST // timedelta(hours=1)}
        found.append(Problem("window_long", params, "ends_at"))
    if wish.desks is not None and wish.desks < 1:
        found.append(Problem("desks_none", {"desks": wish.desks}, "desks"))
    if wish.desks is not None and wish.desks > MOST_DESKS:
        found.append(Problem("desks_many", {"desks": wish.desks, "most": MOST_DESKS}, "desks"))
    found += rules.pool_problems(given)
    return [*found, *rules.round_problems(given)]


def plan(
    wish: RoundWish, grounds: Sequence[Ground], settings: TestingSettings, workers: int = 0
) -> RoundPlan:
    """The sessions of a round with their batches.

    Args:
        wish: of which nothing is wrong.
        grounds: the compounds it is for, each once.
        workers: how many work here and live elsewhere; they are sampled where it begins.

    Returns:
        Problems of the plan: `nobody_sampled` (compounds) for those that get no session,
        `desks_too_few` as `rules.crowd_problem`; of a session `tested_at_doors` (places),
        `held_not_called` (people), `lessons_go_on` (people, ends) for children who come only behind
        their break.
    """
    starts, ends = wish.given.starts_at, wish.given.ends_at
    assert starts is not None
    assert ends is not None
    there = [one for one in grounds if one.down or one.doors]
    desks = wish.desks or enough(there, ends - starts, settings, workers)
    groups = _groups(there, desks, settings)
    sessions: list[SessionPlan] = []
    for number, group in enumerate(groups, 1):
        at = starts
        for ground in group.grounds:
            first = 0 if sessions else workers
            sessions.append(_session(wish, ground, number, group.desks, at, first, settings))
            at = sessions[-1].ends_at + settings.way_minutes * _MINUTE
    sessions.sort(key=lambda one: (one.starts_at, one.group))
    problems = []
    nobody = tuple(one.compound for one in grounds if one not in there)
    if nobody:
        problems.append(Problem("nobody_sampled", {"compounds": nobody}))
    last = max((one.ends_at for one in sessions), default=ends)
    if last > ends:
        takes = int(desks * settings.desk_hour * ((ends - starts) / timedelta(hours=1)))
        params = {
            "people": sum(one.people for one in sessions),
            "takes": takes,
            "desks": enough(there, ends - starts, settings, workers),
            "until": last,
        }
        problems.append(Problem("desks_too_few", params, "desks"))
    return RoundPlan(wish, desks, tuple(sessions), tuple(problems))


def enough(
    grounds: Sequence[Ground], span: timedelta, settings: TestingSettings, workers: int = 0
) -> int:
    """The fewest desks with which everybody is sampled within a span; `MOST_DESKS` where even as
    many as that do not do.

    Args:
        workers: how many more are sampled where it begins.
    """
    if not grounds:
        return 1
    minutes = span / _MINUTE
    least = sum(one.down for one in grounds) * 60 / settings.desk_hour / max(1, minutes)
    for desks in range(max(1, ceil(least)), MOST_DESKS):
        groups = _groups(grounds, desks, settings)
        ahead = _rounded(workers * 60 / settings.desk_hour / groups[0].desks) if workers else 0
        if all(
            group.minutes(settings) + (ahead if at == 0 else 0) <= minutes
            for at, group in enumerate(groups)
        ):
            return desks
    return MOST_DESKS


def _groups(grounds: Sequence[Ground], desks: int, settings: TestingSettings) -> list[_Group]:
    """Who goes where: each compound its own desks where there are enough, else groups that go
    about."""
    greatest = sorted(grounds, key=lambda one: -one.minutes(1, settings))
    if desks >= len(greatest):
        found = [_Group(1, [one]) for one in greatest]
        for _more in range(desks - len(found) if found else 0):
            slowest = max(range(len(found)), key=lambda at: found[at].minutes(settings))
            found[slowest] = found[slowest]._replace(desks=found[slowest].desks + 1)
        return found
    many = ceil(desks / IN_A_GROUP)
    found = [_Group(desks // many + (at < desks % many), []) for at in range(many)]
    for one in greatest:
        soonest = min(
            found, key=lambda group: _Group(group.desks, [*group.grounds, one]).minutes(settings)
        )
        soonest.grounds.append(one)
    return [
        group._replace(grounds=sorted(group.grounds, key=lambda one: one.risk)) for group in found
    ]


def _session(
    wish: RoundWish,
    ground: Ground,
    group: int,
    desks: int,
    starts: datetime,
    ahead: int,
    settings: TestingSettings,
) -> SessionPlan:
    others = ahead + ground.down - sum(one.people for one in ground.homes if one.pupils)
    calls = others * 60 / settings.desk_hour / desks + settings.longest_wait
    pause = break_in(starts, settings, starts + calls * _MINUTE)
    homes = with_family(ground.homes) if pause is None else ground.homes
    found = called(homes, desks, settings)
    batches, through = timed(found, starts, desks, settings, ahead)
    need = rules.needs(
        desks,
        down=sum(map(len, (*found.down, *found.pupils))),
        doors=found.visits,
        pcr=wish.given.kind is RoundKind.PCR,
    )
    problems = [Problem("tested_at_doors", {"places": ground.closed})] if ground.closed else []
    if ground.held:
        problems.append(Problem("held_not_called", {"people": ground.held}))
    young = [(one.starts_at or starts, one.people) for one in batches if one.in_break]
    if pause is not None and (people := late(young, pause)):
        problems.append(Problem("lessons_go_on", {"people": people, "ends": pause.ends}))
    return SessionPlan(
        ground.compound,
        ground.site,
        group,
        desks,
        starts,
        starts + _rounded((through - starts) / _MINUTE) * _MINUTE,
        tuple(batches),
        need,
        tuple(problems),
    )
