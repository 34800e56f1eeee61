"""The three numbers of a household: how many are registered, how many are there, how many are fed.

They are never the same: empty flats and people out of town get no pack, locked-in guards do.
"""

from __future__ import annotations

from typing import NamedTuple

EMPTY_MARKS: frozenset[str] = frozenset({"空关", "不在沪"})
"""Marks of a household that say nobody is behind the door."""


class Counts(NamedTuple):
    """People of one household; None where a number is not known."""

    registered: int | None
    present: int | None
    fed: int | None


def counted(
    people: int | None,
    present: int | None,
    fed: int | None,
    *,
    marks: tuple[str, ...] = (),
    named: int = 0,
    away: int = 0,
) -> Counts:
    """What each number is, typed or following from what else is known.

    What was typed stands. Else the registered are the people who are known by name; the present are
    the registered without those known to be away, and nobody where a mark says so; those who are
    present are fed. Somebody who may be there is counted as there: a pack too many is carried back,
    a door without one waits.

    Args:
        people, present, fed: as typed or imported.
        marks: of the household.
        named: people known by name who live here, the absent among them.
        away: those of them who are away.
    """
    registered = people if people is not None else named or None
    if present is None and EMPTY_MARKS.intersection(marks):
        present = 0
    if present is None and registered is not None:
        present = max(registered - away, 0)
    return Counts(registered, present, present if fed is None else fed)
