"""Rules of cover: how many people a piece of work has, needs and lacks. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from models.duties import Role


class Cover(NamedTuple):
    """People at a piece of work against people it needs."""

    have: int
    """Needed places that are filled; people beyond the need do not count."""
    need: int

    @property
    def short(self) -> int:
        """Places nobody fills."""
        return self.need - self.have


class Assignment(NamedTuple):
    """Somebody at a piece of work, or a place at it kept open."""

    no: int
    """Number of the duty."""
    name: str | None
    """None for an open place."""
    role: str
    starts: datetime
    ends: datetime
    """When the duty ends, or an absence begins inside it."""
    comes: bool
    """False for somebody who is absent or locked in when it begins, and for nobody."""
    skills: tuple[str, ...] = ()
    skill: str = ""
    """What an open place asks for."""
    to_ask: bool = False
    """Whether they have yet to be asked: they stand for the place, and cover it not."""

    @property
    def covers(self) -> bool:
        """Whether somebody stands there who does not have to be asked any more."""
        return bool(self.name) and not self.to_ask

    def has(self, skill: str) -> bool:
        """Whether they, or whoever fills the open place, has a skill."""
        return any(skill in own for own in (*self.skills, self.skill))


class Gap(NamedTuple):
    """A place at a piece of work that has neither a person nor an open duty."""

    role: Role
    starts: datetime
    ends: datetime
    skill: str = ""


def gaps(needs: Mapping[Role, int], given: Iterable[Role | str]) -> dict[Role, int]:
    """How many people each role still lacks; roles that lack none are left out.

    A need for `hand` takes anybody who is not needed in the role they have.
    """
    here = Counter(Role(role) for role in given)
    short = {role: max(0, need - here[role]) for role, need in needs.items()}
    spare = sum(max(0, count - needs.get(role, 0)) for role, count in here.items())
    if short.get(Role.HAND):
        short[Role.HAND] = max(0, short[Role.HAND] - spare)
    return {role: lack for role, lack in short.items() if lack}


def lacks(
    needs: Mapping[Role, int], people: Sequence[Assignment], skill: str = ""
) -> dict[tuple[Role, str], int]:
    """How many people lack by role and skill; a skill is one person's more than the needs.

    Whoever has it counts once: when they are needed in their role, that role lacks somebody
    instead.
    """
    short = gaps(needs, [one.role for one in people])
    found = {(role, ""): count for role, count in short.items()}
    if not skill or not needs:
        return found
    able = [one for one in people if one.has(skill)]
    if not able:
        usual = next((role for role in needs if role is not Role.LEAD), next(iter(needs)))
        return {**found, (usual, skill): 1}
    without = [gaps(needs, [h.role for h in people if h is not one]) for one in able]
    best = min(without, key=lambda left: sum(left.values()))
    return {(role, ""): count for role, count in best.items()}


def lacking(
    needs: Mapping[Role, int],
    spans: Mapping[Role, tuple[datetime, datetime]],
    people: Sequence[Assignment],
    skill: str = "",
) -> list[Gap]:
    """The places of a piece of work that nobody fills and no open duty stands for, by time.

    Whoever is there for the whole span of their role counts for the whole work, as one who drives
    the truck does; who is there for a part counts for that part.

    Args:
        needs: people by role.
        spans: when the work takes a person, by role.
        people: those at it, and its open places.
        skill: what one more of its people should have.
    """
    if not needs or not spans:
        return []
    first = min(starts for starts, _ends in spans.values())
    last = max(ends for _starts, ends in spans.values())
    here = [_stretched(one, spans, first, last) for one in people if one.comes or not one.name]
    edges = {edge for one in here for edge in (one.starts, one.ends) if first < edge < last}
    turns = sorted({first, last, *edges})
    found: list[Gap] = []
    going: dict[tuple[Role, str], list[datetime]] = {}
    for at in (*turns[:-1], None):
        now = (
            {} if at is None else lacks(needs, [h for h in here if h.starts <= at < h.ends], skill)
        )
        for key in {*going, *now}:
            since = going.setdefault(key, [])
            while len(since) > now.get(key, 0):
                found.append(Gap(key[0], since.pop(), at or last, key[1]))
            if at is not None:
                since += [at] * (now.get(key, 0) - len(since))
    return sorted(found, key=lambda gap: (gap.starts, list(Role).index(gap.role), gap.skill))


def _stretched(
    one: Assignment,
    spans: Mapping[Role, tuple[datetime, datetime]],
    first: datetime,
    last: datetime,
) -> Assignment:
    starts, ends = spans.get(Role(one.role), (first, last))
    if one.starts <= starts and ends <= one.ends:
        return one._replace(starts=first, ends=last)
    return one


def covered(
    needs: Mapping[Role, int],
    spans: Mapping[Role, tuple[datetime, datetime]],
    people: Sequence[Assignment],
    skill: str = "",
) -> Cover:
    """How well a piece of work is covered; a place kept open counts as one that lacks somebody, and
    so does one whose person has yet to be asked."""
    if not needs:
        return Cover(0, 0)
    there = [one for one in people if one.covers]
    empty = lacking(needs, spans, there, skill)
    asked = [(gap.starts, gap.ends) for gap in lacking(needs, spans, people, skill)]
    asked += [(one.starts, one.ends) for one in people if not one.covers]
    short = most_at_once(asked)
    lost = most_at_once((one.starts, one.ends) for one in empty)
    have = sum(needs.values()) + bool(skill) - lost
    return Cover(have, have + max(lost, short))


def uncovered(needs: Mapping[Role, int]) -> Cover:
    """The cover of work whose times cannot be read: nobody is counted on."""
    return Cover(0, sum(needs.values()))


def most_at_once(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """How many of some spans lie over the same moment, at most."""
    turns = sorted((edge, step) for span in spans for edge, step in zip(span, (1, -1), strict=True))
    most = now = 0
    for _edge, step in turns:
        now += step
        most = max(most, now)
    return most


def proposed_role(
    roles: Sequence[Role], needs: Mapping[Role, int], given: Iterable[Role | str]
) -> Role:
    """The role the next person should take: the first that lacks people, else the usual one.

    Args:
        roles: those that can be taken, the usual first.
        needs: people needed, by role.
        given: the roles of those who are there.
    """
    lacking = gaps(needs, given)
    return next((role for role in roles if role in lacking), roles[0])
