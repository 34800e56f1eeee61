"""Which columns of a list are shown, in which order and how wide, as somebody said. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from screens.kit.columns import Column

NARROWEST = 3
"""Cells of a column that only tables have, where nothing else says how many it needs."""

_UNSAID = 10
"""Cells that such a column begins with."""


class Choice(NamedTuple):
    """What somebody chose for a list; by what its columns are named.

    Attributes:
        order: those that are shown, from left to right; none for those that the list comes with.
        widths: cells that were given.
    """

    order: tuple[str, ...] = ()
    widths: Mapping[str, int] = {}


def arranged(
    own: Sequence[Column[Any]], offered: Iterable[Column[Any]], choice: Choice
) -> list[Column[Any]]:
    """The columns of a list by a choice; names that nothing bears any more are passed over, and
    where no other is left, the list is as it comes.

    A width that was given is kept to: narrower than its heading or a telephone number, which are
    never cut, no column gets.

    Args:
        own: the columns that the list comes with, in order.
        offered: all it can show.
    """
    known = {column.name: column for column in (*offered, *own)}
    chosen = [known[name] for name in dict.fromkeys(choice.order) if name in known]
    return [_sized(one, choice.widths.get(one.name)) for one in chosen or own]


def _sized(column: Column[Any], given: int | None) -> Column[Any]:
    if given is None:
        return column if column.width else replace(column, width=_UNSAID)
    least = max(NARROWEST, column.width) if column.whole else NARROWEST
    cells = max(given, replace(column, width=least, says=None).least())
    return replace(column, width=cells, most=cells, wants=0, says=None)


def toggled(order: Sequence[str], name: str, others: Sequence[str]) -> tuple[str, ...]:
    """An order with a column more, or without it; the last one stays.

    Args:
        others: all names in the order they are told of; one that comes back goes behind the one
            that it is told of behind.
    """
    if name in order:
        left = tuple(one for one in order if one != name)
        return left or tuple(order)
    before = others[: others.index(name)]
    at = max((order.index(one) + 1 for one in before if one in order), default=0)
    return (*order[:at], name, *order[at:])


def moved(order: Sequence[str], name: str, by: int) -> tuple[str, ...]:
    """An order in which a column is further to the left, or right; as it is where it cannot be."""
    at = order.index(name)
    to = at + by
    if not 0 <= to < len(order):
        return tuple(order)
    rest = [one for one in order if one != name]
    return (*rest[:to], name, *rest[to:])
