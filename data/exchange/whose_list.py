"""Whether a register is of these doors at all: what is asked before one that may be of others."""

from __future__ import annotations

from collections.abc import Sequence

from data.exchange.compare_people import KnownPeople
from data.exchange.found import Found, Known, Record
from data.exchange.households import Key, key_of
from data.exchange.stored import Stored
from models.households import HouseholdInput

_FEWEST_MATCHED = 20
"""Households of a list that are on file, from which on it is told whose list it is."""

Spot = tuple[str, str, str]
"""Compound, building and room."""


class Heads:
    """The heads of a list's households beside those on file."""

    def __init__(self) -> None:
        self._differ: list[bool] = []

    def see(self, given: HouseholdInput, known: Known | None, people: KnownPeople) -> None:
        """A household of the list; of rows that tell no head, whether anybody of it is on file."""
        if known is None or known.no is None or not known.fields.get("head"):
            return
        if given.head:
            self._differ.append(given.head != known.fields["head"])
        elif given.residents:
            self._differ.append(not is_kin(given, known, people))

    def ask(self, found: Found) -> None:
        """Ask where most of them are others."""
        matched, differing = len(self._differ), sum(self._differ)
        if heads_differ(matched, differing):
            found.ask("heads_differ", {"matched": matched, "differing": differing})


def heads_differ(matched: int, differing: int) -> bool:
    """Whether a list is likely to be of other doors: over half of enough heads are others.

    Args:
        matched: households with a head on file and in the list.
        differing: those of them whose heads are not the same.
    """
    return matched >= _FEWEST_MATCHED and differing * 2 > matched


def is_kin(given: HouseholdInput, known: Known, people: KnownPeople) -> bool:
    """Whether a household of a list and one on file have a head or somebody else in common."""
    names = {one.said.name for one in known.people}
    head = known.fields.get("head")
    if given.head and (given.head == head or given.head in names):
        return True
    return any(
        one.name == head or people.in_home(one, known) is not None for one in given.residents or ()
    )


def compound_as_before(
    found: Found, name: str, records: Sequence[Record[HouseholdInput]], held: Stored
) -> None:
    """Ask where a list is taken for one of the compound that such a list was of before, and most of
    its doors are none of those on file there: buildings and rooms are numbered alike everywhere.
    """
    doors = {spot(key) for key, one in held.households.items() if one.no is not None}
    doors = {door for door in doors if door[0] == name}
    there = sum(spot(key_of(record.input)) in doors for record in records)
    enough = min(len(doors), len(records)) >= _FEWEST_MATCHED
    if enough and there * 2 < len(records):
        params = {"name": name, "count": len(records), "matched": there}
        found.ask("compound_doubtful", params)


def spot(key: Key) -> Spot:
    """Where a household is, whichever lane or unit is left out."""
    compound, _lane, building, _unit, room = key
    return compound, building, room
