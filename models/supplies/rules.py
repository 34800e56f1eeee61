"""Rules of supplies: how goods are divided among gates, when each stop is due, hands it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from models.counted import in_number
from models.duties import Role
from models.problems import Problem
from models.supplies import (
    AllocationRule,
    DeliveryInput,
    DeliveryState,
    DropRow,
    DropState,
    Why,
)
from models.supplies.allocation import Manner, Tally, wants
from models.supplies.settings import DEFAULTS, SupplySettings
from models.times import loaded, stored

HOUSEHOLDS_A_HAND = 60
"""Households one person unloads and hands out for (a setting's default)."""

MOST_UNITS = 1_000_000
"""More of some goods than any truck brings: a slip of the finger."""

MOST_HANDS = 200
"""People a gate needs at most: more is a slip of the finger."""

MOST_EACH = 99
"""Units a household, a person or two households get at most."""

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
    """How much there is of something: `大白菜 20份`, `rice 430 bags`, `vegetable packs 20`."""
    if unit.isascii() and goods.endswith(f" {unit}"):
        return f"{goods} {quantity}"
    return f"{goods} {quantity} {unit}" if unit.isascii() and unit else f"{goods} {quantity}{unit}"


def amount_told(goods: str, quantity: int, unit: str) -> str:
    """The same as it is told, not typed again: `eggs 1 box` of goods counted in boxes."""
    is_named = goods.endswith(f" {unit}")
    return amount(goods, quantity, unit if is_named else in_number(quantity, unit))


def units_told(count: int, unit: str) -> str:
    """So many of something without its name, as it is told: `20份`, `1 bag`."""
    return amount_told("", count, unit).strip()


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


def delivery_problems(given: DeliveryInput, held: Iterable[str] = ()) -> list[Problem]:
    """What is wrong with a delivery as announced: `goods_missing`, `quantity_negative`,
    `quantity_none`, `quantity_too_many`, `each_gets_wrong`, `drop_twice`.

    Args:
        held: names of goods on file of which none comes, which may stay so.
    """
    found = []
    if not given.items:
        found.append(Problem("goods_missing", {}, "items"))
    for item in given.items:
        if not item.goods.strip():
            found.append(Problem("goods_missing", {}, "items"))
        if item.quantity < 0:
            told = {"goods": item.goods, "value": item.quantity}
            found.append(Problem("quantity_negative", told, "items"))
        if item.quantity == 0 and item.goods not in held:
            found.append(Problem("quantity_none", {"goods": item.goods}, "items"))
        if item.quantity > MOST_UNITS:
            told = {"goods": item.goods, "most": MOST_UNITS}
            found.append(Problem("quantity_too_many", told, "items"))
        if not 0 < item.each_gets <= MOST_EACH:
            said = {"goods": item.goods, "most": MOST_EACH}
            found.append(Problem("each_gets_wrong", said, "items"))
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


def why_less(quantity: int, manner: Manner, gate: int, tallies: Sequence[Tally]) -> Why:
    """Why a gate gets less than it is due, by whoever was served before it and got all theirs.

    Args:
        quantity: what there was to divide.
        gate: its place among the gates.
    """
    due = wants(manner, tallies) or [0] * len(tallies)
    owed = sum(one.owed for one in tallies)
    named = sum(one.first for one in tallies) * manner.each
    if manner.rule == AllocationRule.NAMED_FIRST and named:
        if owed + named <= quantity:
            return Why.NAMED_FIRST
        return Why.NOT_ENOUGH
    here = [one for one in tallies if one.gate == gate]
    closed = sum(one for one, of in zip(due, tallies, strict=True) if of.is_closed)
    if manner.closed_first and closed and not all(one.is_closed for one in here):
        return Why.CLOSED_FIRST
    return Why.OWED_FIRST if owed and sum(due) <= quantity else Why.NOT_ENOUGH
