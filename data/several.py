"""Acts on several records in one step: what one refuses is left as it was, the rest is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from models.problems import Problem, Refused
from models.several import NoneDone, Several

if TYPE_CHECKING:
    from data.step import Step

T = TypeVar("T")


def each(step: Step, nos: Iterable[int], act: Callable[[int], T]) -> Several[T]:
    """Do an act on each of several records; what one refuses holds up no other.

    Raises:
        Refused: a `NoneDone`, where it can be done to none of them.
    """
    done: dict[int, T] = {}
    left: dict[int, Problem] = {}
    for no in nos:
        try:
            with step.part():
                done[no] = act(no)
        except Refused as why:
            left[no] = why.problem
    if left and not done:
        raise NoneDone(list(left.items()))
    return Several(done, left)
