"""How goods are divided: among gates, among the buildings of a gate, among the doors of a building.

Everything is whole units, and nothing is lost: what all get and what is left over is always what
there is. First comes what is owed from last time, a promise; where there is not enough for that,
or for the rest, whoever bears one of the first marks (alone, over 80) comes before others where the
rule says so, closed buildings before open ones where one asks for it, and among equals the largest
remainder decides: each gets its part of what there is rounded down, and what rounding left goes to
those it took most from, who stands first before who stands later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from models.supplies import AllocationRule


def apportion(quantity: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole quantity by weights, by largest remainder; the sum is the quantity.

    Weights that are all 0 count as equal. Equal remainders go to who stands first.
    """
    if not weights:
        return []
    if not any(weights):
        weights = [1] * len(weights)
    total = sum(weights)
    shares = [quantity * weight // total for weight in weights]
    rest = quantity - sum(shares)
    if rest:
        by_remainder = sorted(
            range(len(weights)), key=lambda at: (-(quantity * weights[at] % total), at)
        )
        for at in by_remainder[:rest]:
            shares[at] += 1
    return shares


class Door(NamedTuple):
    """What a door counts for when some goods are divided.

    Attributes:
        building: which building it is in, by its place among those that are looked at.
        people: mouths by the base chosen; 0 where nobody is fed.
        comes_first: whether somebody behind it bears one of the marks that come first.
        owed: units owed from last time, also where nobody is fed by the base.
    """

    building: int
    people: int
    comes_first: bool = False
    owed: int = 0


class Tally(NamedTuple):
    """What a building counts for: doors and people that are fed, doors that come first, what is
    owed there; `gate` is the place of its gate among those that are looked at."""

    gate: int
    households: int = 0
    people: int = 0
    first: int = 0
    owed: int = 0
    is_closed: bool = False


class Share(NamedTuple):
    """What a building gets: `planned` units in all, `owed` from last time among them."""

    planned: int
    owed: int = 0


class Manner(NamedTuple):
    """How goods are divided.

    Attributes:
        each: units for a household, a person, or two households.
        closed_first: whether closed buildings come before open ones when there is not enough.
    """

    rule: AllocationRule
    each: int = 1
    closed_first: bool = False


class Division(NamedTuple):
    """What becomes of some goods.

    Attributes:
        shares: by building, in the order they were given.
        left: units nobody is due by the rule.
        wanted: by gate, what it is due by the rule and from last time; equal to what it gets where
            the rule does not say how much.
    """

    shares: tuple[Share, ...]
    left: int
    wanted: tuple[int, ...]


def tallied(doors: Iterable[Door], buildings: Sequence[tuple[int, bool]]) -> list[Tally]:
    """What each building counts for.

    Args:
        buildings: of each its gate and whether it is closed.
    """
    count = len(buildings)
    households, people, first, owed = ([0] * count for _what in range(4))
    for building, mouths, comes_first, due in doors:
        if mouths:
            households[building] += 1
            people[building] += mouths
            if comes_first:
                first[building] += 1
        owed[building] += due
    return [
        Tally(gate, households[at], people[at], first[at], owed[at], is_closed)
        for at, (gate, is_closed) in enumerate(buildings)
    ]


def wants(manner: Manner, tallies: Sequence[Tally]) -> list[int] | None:
    """What each building is due by the rule beside what is owed; None where no rule says how much.

    Of goods for two households, neighbours share across buildings of one gate, so that a gate
    wants half its households rounded up, however many buildings it has.
    """
    match manner.rule:
        case AllocationRule.PER_HOUSEHOLD | AllocationRule.NAMED_FIRST:
            due = [one.households for one in tallies]
        case AllocationRule.PER_PERSON:
            due = [one.people for one in tallies]
        case AllocationRule.ONE_PER_TWO:
            due = _by_pairs(tallies)
        case _:
            return None
    return [count * manner.each for count in due] if any(due) else None


def _by_pairs(tallies: Sequence[Tally]) -> list[int]:
    """Half the households of each building, so that the halves of a gate are half of the gate."""
    found = [0] * len(tallies)
    for ats in _by_gate(tallies).values():
        before = accumulate((tallies[at].households for at in ats), initial=0)
        for at, (so_far, with_it) in zip(ats, pairwise(before), strict=True):
            found[at] = (with_it + 1) // 2 - (so_far + 1) // 2
    return found


def _by_gate(tallies: Sequence[Tally]) -> dict[int, list[int]]:
    """The places of the buildings of each gate."""
    found: dict[int, list[int]] = {}
    for at, one in enumerate(tallies):
        found.setdefault(one.gate, []).append(at)
    return found


def divide(manner: Manner, quantity: int, tallies: Sequence[Tally]) -> Division:
    """Divide some goods among buildings; see the module for who comes first.

    Where no rule says how much each is due, all of it goes, by households. Buildings of one gate
    get together what the gate gets, which is its own part rounded, not the sum of rounded parts.
    """
    owed = [one.owed for one in tallies]
    got_owed = _within(quantity, owed, tallies)
    rest = quantity - sum(got_owed)
    due = wants(manner, tallies)
    if due is None:
        got = _by_weight(rest, [one.households for one in tallies], tallies)
        wanted = [one + more for one, more in zip(owed, got, strict=True)]
    else:
        wanted = [one + more for one, more in zip(owed, due, strict=True)]
        got = [0] * len(tallies)
        for tier in _tiers(manner, due, tallies):
            part = _within(rest, tier, tallies)
            rest -= sum(part)
            got = [one + more for one, more in zip(got, part, strict=True)]
    shares = tuple(Share(a + b, a) for a, b in zip(got_owed, got, strict=True))
    by_gate = _by_gate(tallies)
    return Division(
        shares,
        quantity - sum(share.planned for share in shares),
        tuple(sum(wanted[at] for at in by_gate[gate]) for gate in sorted(by_gate)),
    )


def divide_written(
    manner: Manner, quantity: int, amounts: Sequence[int], tallies: Sequence[Tally]
) -> Division:
    """Divide goods of which it is written how many each gate gets, inside each gate by its
    buildings; where there are fewer, each gate gets its part of them.

    Args:
        amounts: units by gate.
    """
    enough = quantity >= sum(amounts)
    units = amounts if enough else apportion(quantity, amounts)
    shares = [Share(0)] * len(tallies)
    for gate, ats in _by_gate(tallies).items():
        division = divide(manner, units[gate], [tallies[at] for at in ats])
        for at, share in zip(ats, division.shares, strict=True):
            shares[at] = share
    left = quantity - sum(share.planned for share in shares)
    return Division(tuple(shares), left, tuple(amounts[gate] for gate in sorted(_by_gate(tallies))))


def divide_given(manner: Manner, quantity: int, tallies: Sequence[Tally]) -> Division:
    """Divide among the buildings of a gate what somebody said it gets: by its rule, and what that
    leaves over by households, for all of it goes there."""
    division = divide(manner, quantity, tallies)
    more = _by_weight(division.left, [one.households for one in tallies], tallies)
    shares = zip(division.shares, more, strict=True)
    return Division(
        tuple(Share(share.planned + over, share.owed) for share, over in shares),
        0,
        division.wanted,
    )


def _tiers(manner: Manner, due: list[int], tallies: Sequence[Tally]) -> list[list[int]]:
    """What is due, in the order in which it is served: who is named, closed buildings, all else."""
    tiers, rest = [], due
    if manner.rule == AllocationRule.NAMED_FIRST:
        named = [one.first * manner.each for one in tallies]
        tiers.append(named)
        rest = [one - part for one, part in zip(rest, named, strict=True)]
    if manner.closed_first:
        closed = [one if of.is_closed else 0 for one, of in zip(rest, tallies, strict=True)]
        tiers.append(closed)
        rest = [one - part for one, part in zip(rest, closed, strict=True)]
    return [*tiers, rest]


def _within(quantity: int, due: list[int], tallies: Sequence[Tally]) -> list[int]:
    """What of a quantity each building gets, no more than it is due."""
    return due if quantity >= sum(due) else _by_weight(quantity, due, tallies)


def _by_weight(quantity: int, weights: list[int], tallies: Sequence[Tally]) -> list[int]:
    """All of a quantity by weights, first among gates, then among the buildings of each."""
    got = [0] * len(tallies)
    if quantity:
        by_gate = _by_gate(tallies)
        gates = [sum(weights[at] for at in ats) for ats in by_gate.values()]
        for share, ats in zip(apportion(quantity, gates), by_gate.values(), strict=True):
            for at, part in zip(ats, apportion(share, [weights[at] for at in ats]), strict=True):
                got[at] = part
    return got


def at_doors(manner: Manner, share: Share, doors: Sequence[Door], turn: int = 0) -> list[Share]:
    """What each door of one building gets of its share, in the order of the way.

    With too few, doors that come first (somebody alone, over 80) get theirs before others whatever
    the rule: who cannot go down and ask is safe before who can. Then it goes round: each delivery
    begins where the one before it ended, so that it is not always the top floors that get some. Of
    goods for two households the first of two neighbours has the unit. The sum is the share, unless
    the building has fewer mouths by now: what is over then stays with the building.

    Args:
        turn: which delivery it is, such as its number.
    """
    if not doors:
        return []
    in_pairs = manner.rule == AllocationRule.ONE_PER_TWO
    start = 0 if in_pairs else turn * share.planned % len(doors)
    round_about = [*range(start, len(doors)), *range(start)]
    turned = [doors[at] for at in round_about]
    owed = _in_turn(share.owed, [door.owed for door in turned], turned)
    rest = share.planned - sum(owed)
    fed = [1 if door.people else 0 for door in turned]
    match manner.rule:
        case AllocationRule.PER_HOUSEHOLD | AllocationRule.NAMED_FIRST:
            got = _in_turn(rest, [manner.each * one for one in fed], turned)
        case AllocationRule.PER_PERSON:
            due = [manner.each * door.people for door in turned]
            got = due if rest >= sum(due) else apportion(rest, due)
        case AllocationRule.ONE_PER_TWO:
            got = _for_two(rest, manner.each, turned, turn)
        case _:
            got = apportion(rest, fed) if any(fed) else [0] * len(turned)
    found = [Share(0)] * len(doors)
    for at, one, more in zip(round_about, owed, got, strict=True):
        found[at] = Share(one + more, one)
    return found


def _in_turn(quantity: int, due: list[int], doors: Sequence[Door]) -> list[int]:
    """What each door gets when all get theirs in turn, doors that come first before others."""
    if quantity >= sum(due):
        return due
    got = [0] * len(doors)
    for at in sorted(range(len(doors)), key=lambda at: (not doors[at].comes_first, at)):
        got[at] = min(due[at], quantity)
        quantity -= got[at]
    return got


def pairs(doors: Sequence[Door]) -> list[list[int]]:
    """The places of neighbours who share goods for two households; the last may be alone."""
    behind = [at for at, door in enumerate(doors) if door.people]
    return [behind[at : at + 2] for at in range(0, len(behind), 2)]


def _for_two(quantity: int, each: int, doors: Sequence[Door], turn: int) -> list[int]:
    """Units for pairs of neighbours, the first of whom has them; with too few, pairs with somebody
    who comes first before others. What is more than one for each pair goes to the second ones."""
    found = pairs(doors)
    start = turn * quantity % max(1, len(found))
    found = [*found[start:], *found[:start]]
    found.sort(key=lambda pair: not any(doors[at].comes_first for at in pair))
    got = [0] * len(doors)
    for at in [pair[0] for pair in found] + [pair[1] for pair in found if len(pair) > 1]:
        got[at] = min(each, quantity)
        quantity -= got[at]
    return got
