"""Whether a danger that is named is one of here and now: of no drill, hearsay or old days. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.reading.scan import Hit
from models.reading.signal_kinds import Signal


class _Reach(NamedTuple):
    """How many characters before and behind itself a mark is about."""

    behind: int
    before: int

    def covers(self, mark: Hit[Signal], hit: Hit[Signal]) -> bool:
        if mark.end <= hit.start:
            return hit.start - mark.end <= self.behind
        return mark.start - hit.end <= self.before


_REACHES = {
    "unreal": _Reach(40, 40),
    "settled": _Reach(30, 40),
    "past": _Reach(10, 2),
    "slight": _Reach(10, 8),
    "exaggerated": _Reach(3, 0),
}
"""Codes of the marks."""

_OF_ONE_DANGER = {"slight": "bleeding", "exaggerated": "life_said"}
"""Marks that are of one danger alone, by its code."""

_AGAIN = re.compile(
    r"又(?!不|没)|再次|复发|现在[^\x00,，。]{0,4}(?:[不没又]|喘|抽|痛)|这[次趟回]|again|now "
)
_AGAIN_WITHIN = 12
"""Characters behind a danger in which its return is looked for."""


def marks_of(hits: Sequence[Hit[Signal]]) -> list[Hit[Signal]]:
    """The hits that may say of a danger that it is not one of now."""
    return [hit for hit in hits if hit.means.code in _REACHES]


def is_not_now(text: str, danger: Hit[Signal], marks: Sequence[Hit[Signal]]) -> bool:
    """Whether a danger is one of a drill, a film or hearsay, is over, slight, a manner of speaking,
    or was one of old days. What came again is now, whatever was said of the first time."""
    near = [mark for mark in marks if _REACHES[mark.means.code].covers(mark, danger)]
    if any(_OF_ONE_DANGER.get(mark.means.code) == danger.means.code for mark in near):
        return True
    ends = [mark.end for mark in near if mark.means.code not in _OF_ONE_DANGER]
    return bool(ends) and not _AGAIN.search(text, min(ends), danger.end + _AGAIN_WITHIN)
