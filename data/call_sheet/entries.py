"""What a call sheet says of some people, with what the store knows of the houses they live in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from data.recall import queries as recalls
from data.recall.settings import recall_settings
from data.sql import Reader
from models.call_sheet import Aside, Person, SheetEntry, Who, rules
from models.recall.rules import shared_part, shares_rooms
from models.results import Hold


def entries(
    conn: Reader,
    people: Sequence[Person],
    holds: Mapping[Who, Hold],
    day: date,
    asides: Iterable[Aside] = (),
    marks: Collection[str] = (),
) -> list[SheetEntry]:
    """As `models.call_sheet.rules.sheet_entries`, with who shares kitchen or bathroom with somebody
    positive."""
    beside = doors_beside(conn, rules.positive_homes(people, holds))
    return rules.sheet_entries(people, holds, day, asides, marks, beside=beside)


def doors_beside(conn: Reader, homes: Collection[str]) -> set[str]:
    """The doors that share kitchen or bathroom with some, by the keys of the households; those
    themselves are among them where their house shares anything."""
    if not homes:
        return set()
    buildings = set(recalls.buildings_of(conn, homes).values())
    rooms: dict[str, list[recalls.HouseDoor]] = defaultdict(list)
    for door in recalls.doors_of(conn, buildings):
        rooms[door.building_id].append(door)
    large = recall_settings(conn).large
    found: set[str] = set()
    for here in rooms.values():
        if not shares_rooms(here[0].is_shared, here[0].kind, (one.room for one in here)):
            continue
        parts = [(one.unit, one.room) for one in here]
        own = {(one.unit, one.room) for one in here if one.household_id in homes}
        for part in own:
            shares = shared_part(parts, part, large)
            found.update(one.household_id for one in here if shares((one.unit, one.room)))
    return found
