"""Which thing runs out: binds 没了, 断, 快没了 and "three days left" to what they are said of."""

from __future__ import annotations

from typing import NamedTuple

from models.rules.reading.scan import Hit, clause_around
from models.rules.reading.signals import Facts
from models.rules.reading.terms import Signal

GOODS = ("critical_medicine", "medicine", "baby_goods", "food", "pets", "oxygen")

ILLNESSES = {"illness": "medicine", "critical_illness": "critical_medicine"}
"""An illness stands for its medicine where no thing at all is named."""

REACH = 15
"""Characters over which something said in another clause still belongs to a thing."""

_BEHIND_LACKING = 3
_NOT_A_LACK = "人法办时去来给想做买吃配收拿领送用必关问"
"""没 before one of these denies an act, not a thing."""


class Stock(NamedTuple):
    """How it stands with one sort of thing; `days` is the fewest days said of it."""

    mention: Hit[Signal]
    ended: bool
    ending: bool
    starving: bool
    days: int | None


def stocks(facts: Facts) -> dict[str, Stock]:
    """For every sort of thing mentioned how long it lasts, by its code."""
    found = {}
    for hit in reversed(_mentions(facts)):
        found[hit.means.code] = Stock(hit, False, False, False, None)
    for lack in facts.of("ended", "ending", "lacking", "starving"):
        owner = _owner_of_lack(facts, lack)
        if owner is not None:
            code = owner.means.code
            found[code] = _with_lack(found[code], lack.means.code)
    for supply in facts.supplies:
        owner = _owner(facts, supply.start, supply.end)
        if owner is not None:
            code = owner.means.code
            least = [days for days in (found[code].days, supply.days) if days is not None]
            found[code] = found[code]._replace(days=min(least))
    return found


def _mentions(facts: Facts) -> list[Hit[Signal]]:
    things = facts.of(*GOODS)
    if things:
        return things
    return [hit._replace(means=Signal(ILLNESSES[hit.means.code])) for hit in facts.of(*ILLNESSES)]


def _with_lack(stock: Stock, lack: str) -> Stock:
    return stock._replace(
        ended=stock.ended or lack in ("ended", "lacking"),
        ending=stock.ending or lack == "ending",
        starving=stock.starving or lack == "starving",
    )


def _owner_of_lack(facts: Facts, lack: Hit[Signal]) -> Hit[Signal] | None:
    if lack.means.code == "lacking":
        return _right_behind(facts, lack)
    if lack.means.code == "starving":
        owner = _owner(facts, lack.start, lack.end)
        return owner if owner and owner.means.code in ("pets", "baby_goods") else None
    return _owner(facts, lack.start, lack.end)


def _right_behind(facts: Facts, lack: Hit[Signal]) -> Hit[Signal] | None:
    if facts.text[lack.end : lack.end + 1] in tuple(_NOT_A_LACK):
        return None
    for hit in _mentions(facts):
        if hit.start == lack.start or 0 <= hit.start - lack.end <= _BEHIND_LACKING:
            return hit
    return None


def _owner(facts: Facts, start: int, end: int) -> Hit[Signal] | None:
    """What a statement is said of: the same word, the thing before it, else the one behind."""
    found = _mentions(facts)
    inside = [hit for hit in found if hit.start < end and start < hit.end]
    if inside:
        return inside[0]
    begins, ends = clause_around(facts.text, start, end)
    before = [hit for hit in found if hit.end <= start]
    behind = [hit for hit in found if hit.start >= end]
    for near in (
        [hit for hit in before if hit.start >= begins],
        [hit for hit in behind[:1] if hit.end <= ends],
        [hit for hit in before if start - hit.end <= REACH],
        [hit for hit in behind[:1] if hit.start - end <= REACH],
    ):
        if near:
            return near[-1]
    return None
