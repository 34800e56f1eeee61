"""Which thing runs out: binds 没了, 断, 快没了 and "three days left" to what they are said of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.reading.durations import Supply, until_day
from models.reading.lacks import lack_words
from models.reading.moments import Day
from models.reading.scan import Hit, clause_around
from models.reading.signal_kinds import Signal

GOODS = (
    "dialysis",
    "critical_medicine",
    "medicine",
    "baby_goods",
    "care_goods",
    "food",
    "pets",
    "oxygen",
)
LACKS = ("ended", "ending", "lacking", "starving")

ILLNESSES = {"illness": "medicine", "critical_illness": "critical_medicine", "dose": "medicine"}
"""An illness or a dose stands for its medicine where no thing at all is named."""

REACH = 15
"""Characters over which something said in another clause still belongs to a thing."""

_BEHIND_LACKING = 3


class Stock(NamedTuple):
    """How it stands with one sort of thing; `left` the shortest time said to be left of it,
    `ends_at` the first moment by which there is none."""

    mention: Hit[Signal]
    ended: bool = False
    ending: bool = False
    starving: bool = False
    left: timedelta | None = None
    ends_at: datetime | None = None

    @property
    def days(self) -> int | None:
        """Whole days that are left; 0 where it ends today, None where nobody said, or hours."""
        hours_left = self.left is not None and timedelta() < self.left < timedelta(days=1)
        return None if self.left is None or hours_left else self.left.days

    @property
    def is_short(self) -> bool:
        """Whether anything is said of how long it lasts."""
        return self.ended or self.ending or self.left is not None


def stocks(
    text: str,
    hits: Sequence[Hit[Signal]],
    supplies: Sequence[Supply],
    days: Sequence[Day],
    said_at: datetime,
) -> dict[str, Stock]:
    """For every sort of thing mentioned how long it lasts, by its code."""
    things = _mentions(text, hits)
    found = {hit.means.code: Stock(hit) for hit in reversed(things)}
    for lack in hits:
        if lack.means.code not in LACKS:
            continue
        owner, day = _owner_of_lack(text, things, lack), None
        if owner is not None:
            day = _day_of_lack(text, owner, lack, days) or _day_before(text, lack, days)
        elif lack.means.code == "lacking":
            owner, day = _lacking_then(text, things, lack, days)
        if owner is None:
            continue
        code = owner.means.code
        if day is None or lack.means.code == "starving":
            found[code] = _with_lack(found[code], lack.means.code)
        else:
            supply = until_day(day, day.start, day.end, said_at)
            found[code] = _with_supply(found[code], supply, said_at)
    for supply in supplies:
        owner = _owner(text, things, supply.start, supply.end)
        if owner is not None:
            code = owner.means.code
            found[code] = _with_supply(found[code], supply, said_at)
    return found


def _with_supply(stock: Stock, supply: Supply, said_at: datetime) -> Stock:
    ends = supply.ends_at(said_at)
    return stock._replace(
        left=supply.left if stock.left is None else min(stock.left, supply.left),
        ends_at=ends if stock.ends_at is None else min(stock.ends_at, ends),
    )


def _day_of_lack(
    text: str, owner: Hit[Signal], lack: Hit[Signal], days: Sequence[Day]
) -> Day | None:
    """The day, today or later, on which a thing is said to lack: named before it, as in 明天没有,
    in English behind it, too. Where anything else stands between, it lacks now."""
    words = lack_words()
    begins, ends = clause_around(text, lack.start, lack.end)
    for day in days:
        if day.days < 0 or (day.days == 0 and day.hour is None):
            continue
        if begins <= day.start and day.end <= lack.start:
            between = _without(text, day.end, lack.start, owner)
        elif text[day.start].isascii() and lack.end <= day.start and day.end <= ends:
            between = _without(text, lack.end, day.start, owner)
        else:
            continue
        if words.between.fullmatch(between):
            return day
    return None


def _day_before(text: str, lack: Hit[Signal], days: Sequence[Day]) -> Day | None:
    """The last time by which a thing has to come, where it lacks else: 三点前送到不然断药."""
    if not lack_words().or_else.search(text, max(0, lack.start - _OR_ELSE), lack.start):
        return None
    coming = [day for day in days if day.days >= 0 and day.end <= lack.start]
    return coming[-1] if coming else None


_OR_ELSE = 16
"""Characters before a lack in which it is said to come only where nothing does."""


def _lacking_then(
    text: str, things: list[Hit[Signal]], lack: Hit[Signal], days: Sequence[Day]
) -> tuple[Hit[Signal], Day] | tuple[None, None]:
    """What is not there on a day, 奶粉明天没有; without one that would be a question."""
    owner = None if lack_words().acts.match(text, lack.end) else _owner(text, things, *lack[:2])
    day = None if owner is None else _day_of_lack(text, owner, lack, days)
    return (None, None) if owner is None or day is None else (owner, day)


def _without(text: str, start: int, end: int, thing: Hit[Signal]) -> str:
    """What stands at a place beside a thing."""
    return (
        text[start : max(start, min(end, thing.start))]
        + text[max(start, min(end, thing.end)) : end]
    )


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
    if lack_words().acts.match(text, lack.end):
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
