"""What came of an act on several records, in words: what was done, what was not and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.problems import Problem, Refused
from models.several import NoneDone, Several
from screens.i18n import ngettext
from screens.kit.values import beside
from screens.sentences import say

_MOST_LEFT = 6
"""Records told of one by one that an act could not be done to."""


def told(done: Several[Any], sentence: str) -> str:
    """A sentence on what was done, then each that was left as it was, with why.

    Args:
        sentence: what was done to those it could be done to.
    """
    return beside(sentence, *(f"⚠ {line}" for line in left_lines(done.left.items())), gap=" ")


def refusal(refused: Refused) -> str:
    """Why an act was not done; of one on several records, why for each of them."""
    if isinstance(refused, NoneDone) and len(refused.left) > 1:
        return beside(*left_lines(refused.left), gap=" ")
    return say(refused.problem)


def left_lines(left: Iterable[tuple[int, Problem]]) -> Iterator[str]:
    """Why each of these was left as it was; of many the first, and how many more there are."""
    lines = list(left)
    for no, problem in lines[:_MOST_LEFT]:
        words = say(problem)
        yield words if problem.params.get("no") == no else f"#{no}: {words}"
    more = len(lines) - _MOST_LEFT
    if more > 0:
        words = ngettext("and {count} more as it was", "and {count} more as they were", more)
        yield words.format(count=more)
