"""An act on several records at once: what can be done is done, and of the rest is said why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from models.problems import Problem, Refused

T = TypeVar("T")


class Several(NamedTuple, Generic[T]):
    """What came of an act on several records."""

    done: Mapping[int, T]
    """What came of each that it was done to, by number."""
    left: Mapping[int, Problem]
    """Why the others are as they were, by number."""

    def and_left(self, left: Mapping[int, Problem]) -> Several[T]:
        """The same, with others that were never tried, and why."""
        return self._replace(left={**left, **self.left})

    @property
    def nos(self) -> list[int]:
        """The numbers of those it was done to, in their order."""
        return sorted(self.done)


class NoneDone(Refused):
    """An act on several records that could be done to none; its problem is the first's.

    Attributes:
        left: each number with why that record is as it was; one may have several reasons.
    """

    def __init__(self, left: Sequence[tuple[int, Problem]]) -> None:
        _no, first = left[0]
        super().__init__(first.code, first.field, **first.params)
        self.left = left
