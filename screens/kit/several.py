"""What came of an act on several records, in words: what was done, what was not and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from models.problems import Problem, Refused
from models.several import NoneDone, Several
from screens.i18n import ngettext
from screens.kit.values import beside, joined
from screens.sentences import say

_MOST_LEFT = 6
"""Reasons told of one by one why an act could not be done."""

_MOST_NAMED = 12
"""Numbers told of the records that have one reason."""


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
    """Why each of these was left as it was, the same reason said once with all their numbers; of
    many reasons the first, and how many more records there are."""
    alike: dict[tuple[str, str], list[tuple[int, Problem]]] = {}
    for no, problem in left:
        others = sorted((name, str(told)) for name, told in problem.params.items() if name != "no")
        alike.setdefault((problem.code, str(others)), []).append((no, problem))
    groups = list(alike.values())
    for group in groups[:_MOST_LEFT]:
        yield _said_once(group)
    more = sum(map(len, groups[_MOST_LEFT:]))
    if more > 0:
        words = ngettext("and {count} more as it was", "and {count} more as they were", more)
        yield words.format(count=more)


def _said_once(alike: Sequence[tuple[int, Problem]]) -> str:
    """Why records were left that have the same reason, in a sentence."""
    numbers = list(dict.fromkeys(no for no, _problem in alike))
    named = joined(map(str, numbers[:_MOST_NAMED]))
    if len(numbers) > _MOST_NAMED:
        named += " …"
    _no, problem = alike[0]
    if problem.params.get("no") in numbers:
        return say(Problem(problem.code, {**problem.params, "no": named}))
    return f"#{named}: {say(problem)}"
