"""Rules of doors that missed out: how often in a row, what is owed, which comes first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from models.doors import RED


class Came(StrEnum):
    """What a drop was for one door."""

    MISSED = "missed"
    """Something was missed there."""
    ANSWERED = "answered"
    """Somebody was there: all was handed over, it was fetched later, or they did not want it."""
    NOTHING = "nothing"
    """Nothing was brought for that door, which says nothing of it."""


def in_a_row(drops: Sequence[Came]) -> list[int]:
    """How many drops in a row each drop is the last of at which a door missed out, 0 for others.

    Drops that bring nothing for a door are passed over: whoever lies behind it has not answered by
    that. Somebody's life comes before a tidy count.

    Args:
        drops: what each was for the door, in the order of time.
    """
    found = []
    row = 0
    for one in drops:
        if one is Came.ANSWERED:
            row = 0
        elif one is Came.MISSED:
            row += 1
        found.append(row if one is Came.MISSED else 0)
    return found


def is_red(times: int) -> bool:
    """Whether a door missed out so often that somebody should look what is the matter."""
    return times >= RED


def too_many(came: int | None, due: int, missed: int) -> int:
    """How many more units were handed out, by what is said of doors, than came to their gate; 0
    where nobody counted them there.

    Args:
        due: what all doors of the gate were to get.
        missed: what of it doors are known to have missed.
    """
    return 0 if came is None else max(0, due - missed - came)


def make_good(owed: Sequence[int], amount: int) -> list[int]:
    """How much of an amount goes to each of several debts, in their order: the oldest first."""
    found = []
    for one in owed:
        found.append(min(one, max(0, amount)))
        amount -= found[-1]
    return found


def waits_since(noted: Mapping[str, str], replaced: Mapping[str, str], row: str, first: str) -> str:
    """Since when a door waits for what one row says, in stored form.

    Args:
        noted: when each row of the door was noted.
        replaced: by row, the row whose debt it took over.
        first: when the first drop in a row was noted.
    """
    since, seen = min(noted[row], first), {row}
    while row in replaced and replaced[row] not in seen:
        row = replaced[row]
        seen.add(row)
        since = min(since, noted[row])
    return since
