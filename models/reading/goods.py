"""Which thing runs out: binds 没了, 断, 快没了 and "three days left" to what they are said of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from models.reading.durations import Supply
from models.reading.scan import Hit, clause_around
from models.reading.signal_kinds import Signal

GOODS = ("dialysis", "critical_medicine", "medicine", "baby_goods", "food", "pets", "oxygen")
LACKS = ("ended", "ending", "lacking", "starving")

ILLNESSES = {"illness": "medicine", "critical_illness": "critical_medicine", "dose": "medicine"}
"""An illness or a dose stands for its medicine where no thing at all is named."""

REACH = 15
"""Characters over which something said in another clause still belongs to a thing."""

_BEHIND_LACKING = 3
_NOT_A_LACK = "人法办时去来给想做买吃配收拿领送用必关问"
"""没 before one of these denies an act, not a thing."""


class Stock(NamedTuple):
    """How it stands with one sort of thing; `left` the shortest time said to be left of it."""

    mention: Hit[Signal]
    ended: bool = False
    ending: bool = False
    starving: bool = False
    left: timedelta | None = None

    @property
    def days(self) -> int | None:
        """Whole days that are left; 0 where it ends today, None where nobody said, or hours."""
        hours_left = self.left is not None and timedelta() < self.left < timedelta(days=1)
        return None if self.left is None or hours_left else self.left.days

    @property
    def is_short(self) -> bool:
        """Whether anything is said of how long it lasts."""
        return self.ended or self.ending or self.left is not None


def stocks(text: str, hits: Sequence[Hit[Signal]], supplies: Sequence[Supply]) -> dict[str, Stock]:
    """For every sort of thing mentioned how long it lasts, by its code."""
    things = _mentions(text, hits)
    found = {hit.means.code: Stock(hit) for hit in reversed(things)}
    for lack in hits:
        if lack.means.code not in LACKS:
            continue
        owner = _owner_of_lack(text, things, lack)
        if owner is not None:
            code = owner.means.code
            found[code] = _with_lack(found[code], lack.means.code)
    for supply in supplies:
        owner = _owner(text, things, supply.start, supply.end)
        if owner is not None:
            code = owner.means.code
            known = found[code].left
            left = supply.left if known is None else min(known, supply.left)
            found[code] = found[code]._replace(left=left)
    return found


def _mentions(text: str, hits: Sequence[Hit[Signal]]) -> list[Hit[Signal]]:
    things = [hit for hit in hits if hit.means.code in GOODS]
    things = [hit for hit in things if not _is_fodder(text, hit, things)]
    if things:
        return things
    ill = [hit for hit in hits if hit.means.code in ILLNESSES]
    return [hit._replace(means=Signal(ILLNESSES[hit.means.code])) for hit in ill]


def _is_fodder(text: str, food: Hit[Signal], things: Sequence[Hit[Signal]]) -> bool:
    """Whether food is an animal's: one stands before it in the clause, and no person between."""
    if food.means.code != "food":
        return False
    begins, _ = clause_around(text, food.start, food.end)
    return any(
        hit.means.code == "pets"
        and begins <= hit.start
        and hit.end <= food.start
        and not any(char in text[hit.end : food.start] for char in "人我和跟们")
        for hit in things
    )


def _with_lack(stock: Stock, lack: str) -> Stock:
    return stock._replace(
        ended=stock.ended or lack in ("ended", "lacking"),
        ending=stock.ending or lack == "ending",
        starving=stock.starving or lack == "starving",
    )


def _owner_of_lack(text: str, things: list[Hit[Signal]], lack: Hit[Signal]) -> Hit[Signal] | None:
    if lack.means.code == "lacking":
        return _right_behind(text, things, lack)
    owner = _owner(text, things, lack.start, lack.end)
    if lack.means.code == "starving" and owner and owner.means.code not in ("pets", "baby_goods"):
        return None
    return owner


def _right_behind(text: str, things: list[Hit[Signal]], lack: Hit[Signal]) -> Hit[Signal] | None:
    if text[lack.end : lack.end + 1] in tuple(_NOT_A_LACK):
        return None
    for hit in things:
        if hit.start == lack.start or 0 <= hit.start - lack.end <= _BEHIND_LACKING:
            return hit
    return None


def _owner(text: str, things: list[Hit[Signal]], start: int, end: int) -> Hit[Signal] | None:
    """What a statement is said of: the same word, the thing before it, else the one behind."""
    inside = [hit for hit in things if hit.start < end and start < hit.end]
    if inside:
        return inside[0]
    begins, ends = clause_around(text, start, end)
    before = [hit for hit in things if hit.end <= start]
    behind = [hit for hit in things if hit.start >= end]
    for near in (
        [hit for hit in before if hit.start >= begins],
        [hit for hit in behind[:1] if hit.end <= ends],
        [hit for hit in before if start - hit.end <= REACH],
        [hit for hit in behind[:1] if hit.start - end <= REACH],
    ):
        if near:
            return near[-1]
    return None
