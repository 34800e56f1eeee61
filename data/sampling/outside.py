"""Who is named and is of another building than those that a text is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from data.call_sheet.finding import doors_named
from data.sql import Reader
from models.address import short_address
from models.call_sheet import Person
from models.call_sheet.finding import Found, Register
from models.call_sheet.named import Named, Written
from models.problems import Problem
from models.sampling import Member
from models.sampling.reading import Unfound

if TYPE_CHECKING:
    from data.sampling.naming import Table


def inside(there: Table, found: Found) -> Found:
    """The same; of several of one name the one who is inside of what is looked through."""
    people, several = list(found.people), []
    for one in found.several:
        there_ones = [person for person in one.people if person.who in there.by_who]
        if len(there_ones) == 1:
            people += there_ones
        else:
            several.append(one)
    return found._replace(people=tuple(people), several=tuple(several))


def is_inside(there: Table, one: Member | Person) -> bool:
    """Whether somebody is of the buildings that are looked through, or of none."""
    key = one.building_id
    return key is None or there.buildings is None or key in there.buildings


def outside(there: Table, people: Iterable[Member | Person]) -> list[Unfound]:
    """Who of some people is of another building than those that are looked through."""
    return [
        _not_inside(one.name, (one.compound, one.lane, one.building, one.unit, one.room))
        for one in people
        if not is_inside(there, one)
    ]


def door_outside(conn: Reader, named: Named) -> list[Unfound]:
    """That a door is one of another building than those that are looked through."""
    doors = Register(doors_named(conn, Written((named,))), ()).at_door(named)
    return [_not_inside(named.text, doors[0].address)] if doors else []


def _not_inside(text: str, address: Sequence[str | None]) -> Unfound:
    return Unfound(text, Problem("table_outside", {"text": text, "door": short_address(*address)}))
