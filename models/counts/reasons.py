"""Figures as they are typed, and the reasons there can be for a difference. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.counts import Reason
from models.problems import Problem
from models.text import narrow

MOST = 1_000_000
"""More than any truck brings: a slip of the finger."""

DIGITS: Mapping[int, Reason] = {
    1: Reason.SHORT,
    2: Reason.DAMAGED,
    3: Reason.WRONG_KIT,
    4: Reason.EXTRA_PEOPLE,
    5: Reason.HELD_BACK,
    6: Reason.THEFT,
    7: Reason.OTHER,
    8: Reason.MISCOUNT,
    9: Reason.EXTRA,
    0: Reason.FOUND,
}
"""Reasons by the digit that chooses them: fingers learn them, so a digit means the same whether
less or more was counted, and none at all where its reason cannot be."""

_ONLY_LESS = frozenset({Reason.SHORT, Reason.DAMAGED, Reason.THEFT})
_ONLY_MORE = frozenset({Reason.EXTRA, Reason.FOUND})

_OURS = frozenset({Reason.EXTRA_PEOPLE, Reason.HELD_BACK})
"""Reasons that lie with those who hand out, not with who brought the goods."""

_FIGURE = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d[\d,]*)(?:\.(?P<part>\d*))?\s*[^\W\d_]{0,4}")


def read_quantity(text: str) -> int | Problem:
    """A figure as it is typed, `223`, `1,720`, `223份`.

    Returns:
        It, or `figure_unclear`, `count_negative`, `count_fraction`, `count_too_many`.
    """
    found = _FIGURE.fullmatch(narrow(text).strip())
    if found is None:
        return Problem("figure_unclear", {"value": text})
    if (found["part"] or "").strip("0"):
        return Problem("count_fraction", {"value": text})
    quantity = (
        int(found["whole"].replace(",", ""))
        if len(found["whole"]) < len(str(MOST)) * 2
        else MOST + 1
    )
    if found["sign"] and quantity:
        return Problem("count_negative", {"value": text})
    return (
        quantity if quantity <= MOST else Problem("count_too_many", {"value": text, "most": MOST})
    )


def offered(difference: int) -> dict[int, Reason]:
    """The reasons there can be for a difference, by their digits.

    More than came is no slip as a rule: another gate's goods came, what was missing turned up, or
    the count before was wrong. So it is kept like any difference, and asks for its reason, rather
    than being refused: the truth at the door wins over the paper.
    """
    wrong = _ONLY_LESS if difference > 0 else _ONLY_MORE
    return {digit: reason for digit, reason in DIGITS.items() if reason not in wrong}


def is_ours(reason: str | None) -> bool:
    """Whether a difference has its reason here: no supplier has to make it good."""
    return reason in _OURS


def reason_problems(
    reason: Reason | None, said: str, difference: int, *, asks: bool, came: bool
) -> list[Problem]:
    """What is wrong with the reason of a count: `lack_unexplained` and `surplus_unexplained`,
    `reason_words_missing`, `reason_of_surplus` and `reason_of_lack` where it is one for the
    contrary, `came_needs_wrong_kit`."""
    if came and reason is not Reason.WRONG_KIT:
        return [Problem("came_needs_wrong_kit", {}, "came")]
    if reason is None:
        missing = "surplus_unexplained" if difference > 0 else "lack_unexplained"
        return [Problem(missing, {}, "reason")] if asks else []
    if reason is Reason.OTHER and not said:
        return [Problem("reason_words_missing", {}, "said")]
    wrong = _ONLY_LESS if difference > 0 else _ONLY_MORE if difference < 0 else frozenset()
    if reason in wrong:
        contrary = "reason_of_lack" if difference > 0 else "reason_of_surplus"
        return [Problem(contrary, {}, "reason")]
    return []
