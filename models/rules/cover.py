"""Rules of cover: how many people a piece of work has, needs and lacks. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.duties import Role, Work
from models.rules.duties import ROLES


class Cover(NamedTuple):
    """People at a piece of work against people it needs."""

    have: int
    """Needed places that are filled; people beyond the need do not count."""
    need: int

    @property
    def short(self) -> int:
        """Places nobody fills."""
        return self.need - self.have


def gaps(needs: Mapping[Role, int], given: Iterable[Role | str]) -> dict[Role, int]:
    """How many people each role still lacks; roles that lack none are left out.

    A need for `hand` takes anybody who is not needed in the role she has.
    """
    here = Counter(Role(role) for role in given)
    short = {role: max(0, need - here[role]) for role, need in needs.items()}
    spare = sum(max(0, count - needs.get(role, 0)) for role, count in here.items())
    if short.get(Role.HAND):
        short[Role.HAND] = max(0, short[Role.HAND] - spare)
    return {role: lack for role, lack in short.items() if lack}


def cover(needs: Mapping[Role, int], given: Iterable[Role | str]) -> Cover:
    """How well the people given cover what is needed."""
    need = sum(needs.values())
    return Cover(need - sum(gaps(needs, given).values()), need)


def proposed_role(work: Work, needs: Mapping[Role, int], given: Iterable[Role | str]) -> Role:
    """The role the next person should take: the first that lacks people, else the usual one."""
    lacking = gaps(needs, given)
    for role in ROLES[work]:
        if role in lacking:
            return role
    return ROLES[work][0]
