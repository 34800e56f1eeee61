"""Numbers in front of the lines of a sign-up chain: serial numbers, or buildings and rooms. Pure.

`9 王芳` may be the ninth of a list, somebody of building 9 or of room 9. Numbers that run 1, 2, 3
down the lines are those of a list: nobody lives so. Where a number would be missed, since a room
stands behind it and no building is said above, it stays a building.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBERED = re.compile(r"\s*(\d{1,4})(?:[ \t\u3000]+(?=\S)|(?=[^\W\d]))")
"""A number in front of a line, and something else than a number or a sign behind it."""

_ROW = re.compile(r"\s*(\d{1,3})[ \t\u3000]+(?=\d{2})")
"""A number with a room behind it: 9 of `9 601 已做`."""

_SERIAL = re.compile(r"\s*[(（\[【]?(\d{1,4})(?:[.．、)）\]】:：]|[ \t\u3000]+|(?=[^\W\d]))")

_FEWEST = 2
"""Numbered lines of a list."""

_AS_ONE = 3
"""Of so many steps from number to number one may be larger than 1: somebody took back theirs."""


def with_serials_apart(lines: Sequence[str], *, in_building: bool) -> list[str]:
    """The lines of a list, a dot behind what is a serial number, so that it is read as one.

    Args:
        in_building: whether a building is known that all lines are of.
    """
    numbered = {at: found for at, line in enumerate(lines) if (found := _NUMBERED.match(line))}
    runs = _run([int(found[1]) for found in numbered.values()])
    told = []
    for at, line in enumerate(lines):
        found = numbered.get(at)
        has_room = bool(found and line[found.end() : found.end() + 1].isdecimal())
        if found and runs and (in_building or not has_room):
            told.append(f"{found[1]}. {line[found.end() :]}")
        else:
            told.append(_ROW.sub(r"\1. ", line, count=1) if in_building else line)
    return told


def are_numbered(lines: Sequence[str]) -> bool:
    """Whether serial numbers run down lines, with a dot behind them or without."""
    found = [match for line in lines if (match := _SERIAL.match(line))]
    return len(found) >= _FEWEST and _run([int(one[1]) for one in found])


def _run(numbers: Sequence[int]) -> bool:
    """Whether numbers are those of the lines of a list: from 1 on, hardly one left out."""
    steps = [later - former for former, later in pairwise(numbers)]
    if not steps or numbers[0] != 1 or min(steps) < 1:
        return False
    return sum(step > 1 for step in steps) * _AS_ONE <= len(steps)
