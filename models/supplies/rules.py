"""Rules of supplies: how goods are divided among gates, when each stop is due, hands it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.duties import Role
from models.problems import Problem
from models.supplies import AllocationRule, DeliveryInput, DeliveryState, DropRow, DropState
from models.supplies.settings import DEFAULTS, SupplySettings
from models.times import loaded, stored

HOUSEHOLDS_A_HAND = 60
"""Households one person unloads and hands out for (a setting's default)."""

NAMED_MARKS: tuple[str, ...] = ("独居老人", "80岁以上", "残疾", "困难")
"""Marks of households that come first where goods are for named ones first."""

_WITH_THE_TRUCK = frozenset({Role.LEAD, Role.DRIVE})

MOVES: Mapping[DropState, tuple[DropState, ...]] = {
    DropState.PLANNED: (DropState.UNLOADED, DropState.DONE, DropState.CANCELLED),
    DropState.UNLOADED: (DropState.DONE, DropState.PLANNED),
    DropState.DONE: (DropState.UNLOADED,),
    DropState.CANCELLED: (DropState.PLANNED,),
}
"""The states a drop can go to, the usual next one first."""

OFF = frozenset(state for state, to in MOVES.items() if DropState.CANCELLED in to)
"""The states that can be called off."""


def amount(goods: str, quantity: int, unit: str) -> str:
    """How much there is of something: `大白菜 20份`."""
    return f"{goods} {quantity}{unit}"


class Gate(NamedTuple):
    """What a compound counts for when goods are divided."""

    households: int
    people: int
    named: int = 0
    """Households that come first."""


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
    by_remainder = sorted(
        range(len(weights)), key=lambda at: (-(quantity * weights[at] % total), at)
    )
    for at in by_remainder[:rest]:
        shares[at] += 1
    return shares


def allocate(rule: AllocationRule, quantity: int, gates: Sequence[Gate]) -> list[int]:
    """What each gate is planned to get, in the order given; the sum is the quantity.

    Goods for named households first go to those, one each, and what is left to all by households.
    """
    households = [gate.households for gate in gates]
    match rule:
        case AllocationRule.ONE_PER_TWO:
            return apportion(quantity, [(count + 1) // 2 for count in households])
        case AllocationRule.PER_PERSON:
            return apportion(quantity, [gate.people for gate in gates])
        case AllocationRule.NAMED_FIRST if sum(gate.named for gate in gates):
            named = [gate.named for gate in gates]
            first = apportion(min(quantity, sum(named)), named)
            rest = apportion(quantity - sum(first), households)
            return [one + other for one, other in zip(first, rest, strict=True)]
        case _:
            return apportion(quantity, households)


def due(rule: AllocationRule, gates: Sequence[Gate]) -> list[int] | None:
    """What each gate is due by the rule, whatever comes; None where no rule says how much."""
    match rule:
        case AllocationRule.PER_HOUSEHOLD:
            shares = [gate.households for gate in gates]
        case AllocationRule.ONE_PER_TWO:
            shares = [(gate.households + 1) // 2 for gate in gates]
        case AllocationRule.PER_PERSON:
            shares = [gate.people for gate in gates]
        case _:
            return None
    return shares if any(shares) else None


def share_anew(
    rule: AllocationRule, quantity: int, gates: Sequence[Gate], most: Sequence[int] | None
) -> list[int]:
    """What each gate gets of goods of which some came back from a stop called off.

    Args:
        most: what each takes at most; what is over then goes to those below it, and what nobody
            may take is left over: the sum is less than the quantity. None for no bound.
    """
    shares = allocate(rule, quantity, gates)
    if most is None:
        return shares
    for _turn in gates:
        full = [at for at, share in enumerate(shares) if share >= most[at]]
        over = sum(shares[at] - most[at] for at in full)
        for at in full:
            shares[at] = most[at]
        others = [at for at in range(len(gates)) if at not in full]
        if not over or not others:
            break
        more = allocate(rule, over, [gates[at] for at in others])
        for at, share in zip(others, more, strict=True):
            shares[at] += share
    return shares


def etas(arrives_at: datetime, stops: int, settings: SupplySettings = DEFAULTS) -> list[datetime]:
    """When the truck is at each stop."""
    return [arrives_at + settings.stop * at for at in range(stops)]


def hands_needed(households: int) -> int:
    """People a gate of so many households needs, two at least."""
    return max(2, -(-households // HOUSEHOLDS_A_HAND))


def needs(hands: int, state: str = DropState.PLANNED) -> Mapping[Role, int]:
    """What a drop needs: so many hands, in whatever role; nothing when it is cancelled."""
    return {} if state == DropState.CANCELLED else {Role.HAND: hands}


def duty_span(
    eta: datetime, role: Role, settings: SupplySettings = DEFAULTS
) -> tuple[datetime, datetime]:
    """From when until when a drop takes a person: who goes with the truck leaves with it."""
    return eta, eta + (settings.stop if role in _WITH_THE_TRUCK else settings.handing_out)


def delivery_state(now: str, drops: Sequence[str]) -> DeliveryState:
    """The state of a delivery after its drops changed.

    Args:
        now: its state so far.
        drops: the states of its drops.
    """
    live = [state for state in drops if state != DropState.CANCELLED]
    if now == DeliveryState.CANCELLED or not live:
        return DeliveryState(now)
    if all(state == DropState.DONE for state in live):
        return DeliveryState.DONE
    if any(state != DropState.PLANNED for state in live):
        return DeliveryState.ARRIVED
    return DeliveryState.ARRIVED if now == DeliveryState.ARRIVED else DeliveryState.EXPECTED


def delivery_problems(given: DeliveryInput) -> list[Problem]:
    """What is wrong with a delivery as announced: `goods_missing`, `quantity_negative`,
    `drop_twice`."""
    found = []
    if not given.items:
        found.append(Problem("goods_missing", {}, "items"))
    for item in given.items:
        if not item.goods.strip():
            found.append(Problem("goods_missing", {}, "items"))
        if item.quantity < 0:
            found.append(Problem("quantity_negative", {"goods": item.goods}, "items"))
    for name in dict.fromkeys(given.drops):
        if given.drops.count(name) > 1:
            found.append(Problem("drop_twice", {"compound": name}, "drops"))
    return found


def state_problems(no: int, state: str, to: DropState) -> list[Problem]:
    """What is wrong with a drop's change of state: `drop_already`, `drop_cannot`."""
    if state == to:
        return [Problem("drop_already", {"no": no, "state": state})]
    if to not in MOVES[DropState(state)]:
        return [Problem("drop_cannot", {"no": no, "state": state, "to": str(to)})]
    return []


def warnings(row: DropRow) -> tuple[Problem, ...]:
    """What is wrong with a stop not done beside hands it lacks: `place_closed` (places)."""
    if row.state not in (DropState.PLANNED, DropState.UNLOADED) or not row.closed:
        return ()
    return (Problem("place_closed", {"places": row.closed}),)


def due_at(state: str, eta: str, handing_out: timedelta) -> str | None:
    """When the next thing is due at a stop: the truck, then the last door; None once it is over.

    Args:
        eta: when the truck is there, in stored form, as what is given back.
        handing_out: how long the hands of a gate are busy.
    """
    if state == DropState.PLANNED:
        return eta
    return stored(loaded(eta) + handing_out) if state == DropState.UNLOADED else None
