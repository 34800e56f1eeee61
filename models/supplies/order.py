"""In which order a truck's stops follow each other, by a rule or by hand, each with why."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from models.problems import Problem
from models.supplies.stops import RunStop


class Order(StrEnum):
    """By which rule stops follow each other."""

    CLOSED = "closed"
    HEAVY = "heavy"
    HOURS = "hours"
    WAY = "way"
    """The way round as somebody kept it, for lanes that are driven one way; nothing else on file
    says which are."""
    LAST = "last"
    AS_IS = "as-is"


def ordered(stops: Sequence[RunStop], order: Order) -> list[tuple[RunStop, Problem]]:
    """Stops in the order of a rule, each with why it stands where it does.

    Where the truck was already comes first and stays. Equal ones keep the order they had. A closed
    gate comes before one with heavy goods, and helpers who have to go before comfort: nobody behind
    a closed gate can fetch what is missing elsewhere.
    """
    done = sorted((one for one in stops if not one.is_open), key=_as_is)
    todo = sorted((one for one in stops if one.is_open), key=_as_is)
    match order:
        case Order.CLOSED:
            todo.sort(key=lambda one: not one.closed)
        case Order.HEAVY:
            todo.sort(key=lambda one: (-one.heavy, -one.units))
        case Order.HOURS:
            todo.sort(key=lambda one: (one.closes is None, one.closes or 0))
        case Order.WAY:
            todo.sort(key=lambda one: (one.way is None, one.way or 0))
        case Order.LAST:
            todo.sort(key=lambda one: (one.last is None, one.last or 0))
    return [(one, Problem("stop_was_there")) for one in done] + [
        (one, _why(one, order)) for one in todo
    ]


def by_hand(stops: Sequence[RunStop], numbers: Sequence[int]) -> list[tuple[RunStop, Problem]]:
    """Stops in an order somebody said; what they left out comes behind, as it was.

    Where the truck was already comes first and stays.
    """
    named = {no: place for place, no in enumerate(numbers)}
    done = [one for one in sorted(stops, key=_as_is) if not one.is_open]
    todo = sorted(
        (one for one in stops if one.is_open),
        key=lambda one: (named.get(one.no, len(named)), *_as_is(one)),
    )
    before = sorted(todo, key=_as_is)
    return [(one, Problem("stop_was_there")) for one in done] + [
        (one, Problem("stop_as_it_was" if one is was else "stop_by_hand"))
        for one, was in zip(todo, before, strict=True)
    ]


def _as_is(stop: RunStop) -> tuple[int, int]:
    return stop.position, stop.no


def _why(stop: RunStop, order: Order) -> Problem:
    if order == Order.CLOSED and stop.closed:
        return Problem("stop_closed", {"places": stop.closed})
    if order == Order.HEAVY and (stop.heavy or stop.units):
        if stop.heavy:
            return Problem("stop_heavy", {"count": stop.heavy})
        return Problem("stop_units", {"count": stop.units})
    if order == Order.HOURS and stop.closes is not None:
        return Problem("stop_hours", {"at": f"{stop.closes // 60 % 24:02}:{stop.closes % 60:02}"})
    if order == Order.WAY and stop.way is not None:
        return Problem("stop_way", {"position": stop.way})
    if order == Order.LAST and stop.last is not None:
        return Problem("stop_last", {"position": stop.last})
    return Problem("stop_as_it_was")
