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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is proposed for a place, or why nobody is.

    Args:
        code: for a proposal `given_only_one`, `given_only_free` (others), `given_sparing` (other),
            `given_least_work`, `given_near` (compound), `given_fit` (fit) or `given_free`, all
            with `person` and `minutes`, her work of the day beside this place; for a place left
            `left_nobody_fit` (role, skill), `left_absent`, `left_busy` or `left_taken` by other
            places of the suggestion (each with count), or `left_none_free` (absent, busy, taken).
        params: what the words need.
        warnings: what speaks against a proposal without making it impossible.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Problem, ...] = ()


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
