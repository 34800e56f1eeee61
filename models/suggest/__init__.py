"""Suggestions who fills which place of a day: proposals with reasons, places left with reasons.

Shapes only; how they are found is a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from models.duties import Slot
from models.problems import Problem

BY_HAND = "given_by_hand"
"""The code of a reason for whom somebody at the desk chose."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is proposed for a place, or why nobody is.

    Args:
        code: for a proposal `given_only_one`, `given_only_free` (all),
            `given_unwarned` (others), `given_least_work`, `given_idle`, `given_near` (compound),
            `given_staff` by telephone where illnesses are told, `given_pass`,
            `given_fit` (fit) or `given_free`, all with `person`, `minutes` and `hours`, their work
            of the day beside this place; or
            `given_by_hand`. For a place left `left_no_lead`, `left_no_drive`, `left_no_guide`,
            `left_no_skill` (skill) or `left_nobody` where nobody is fit; `left_for_hand` where
            somebody can be given it by hand only (count); `left_absent`,
            `left_busy` or `left_taken` by other places of the suggestion (each with count);
            `left_none_free` (absent, busy, taken) or `left_absent_busy` and the like where one of
            the three is none; `left_by_hand`.
        params: what the words need.
        warnings: what speaks against a proposal without making it impossible.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Problem, ...] = ()

    @property
    def to_ask(self) -> bool:
        """Whether somebody is proposed outside their hours; who chose them by hand has asked."""
        return self.code != BY_HAND and any(one.code == "outside_hours" for one in self.warnings)


class Given(NamedTuple):
    """A place and who is proposed for it."""

    slot: Slot
    person_no: int
    reason: Reason


class Left(NamedTuple):
    """A place nobody can take."""

    slot: Slot
    reason: Reason


class Suggestion(NamedTuple):
    """Who could fill the places of a day, both lists in the order of time."""

    given: list[Given]
    left: list[Left]


class Proposal(NamedTuple):
    """A place with who is to fill it, as the suggestion or somebody at the desk said.

    Attributes:
        person_no: None while the place is left open.
        minutes: their work of the day with all that is given here.
    """

    slot: Slot
    person_no: int | None
    name: str
    reason: Reason
    minutes: int = 0


class Taker(NamedTuple):
    """Somebody who can take a place beside everything else that is given.

    Attributes:
        minutes: their work of the day with this place.
        near: whether they live there.
        fit: what makes them fit for it: a skill, a vehicle, a kind of person; empty for nothing.
    """

    no: int
    name: str
    kind: str
    minutes: int
    near: bool
    fit: str
    warnings: tuple[Problem, ...]
