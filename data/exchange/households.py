"""Households of a register seen together: which are the same, whose room is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.exchange.found import Found, Record
from models.address import short_address
from models.fields import completed
from models.households import HouseholdInput
from models.telephones import Telephone

BEHIND = "/"
"""Between a room and the number of a household that shares its door with another."""

_HOUSE = re.compile(r"\d{1,2}")
_SHARED = re.compile(r"/\d{1,2}$")
_ONLY_ONE = ("head", "people", "elders")

Key = tuple[str, str, str, str, str]
"""Compound, lane, building, unit, room; empty where there is none."""


@dataclass(frozen=True, slots=True)
class KnownBuildings:
    """What the store knows of buildings.

    Attributes:
        with_rooms: compound, lane and building of those that have rooms.
        only_building: the building of each compound that has just one.
    """

    with_rooms: frozenset[tuple[str, str, str]] = frozenset()
    only_building: Mapping[str, str] = field(default_factory=dict)


def key_of(household: HouseholdInput) -> Key:
    """What makes a household that household: its address."""
    return (
        household.compound,
        household.lane or "",
        household.building,
        household.unit or "",
        household.room or "",
    )


def label_of(household: HouseholdInput) -> str:
    """The address, short: `大林苑 3-1505`, `四十三弄 21-后客堂`."""
    return short_address(*key_of(household))


def checked(
    records: Iterable[Record[HouseholdInput]],
    found: Found,
    known: KnownBuildings,
    heading: Callable[[Record[HouseholdInput], str], str | None],
) -> list[Record[HouseholdInput]]:
    """The households of a file seen together, but for rooms missing and addresses said twice.

    Args:
        known: what the store knows of buildings.
        heading: how a problem names the column of a record's field.
    """

    def problem(code: str, record: Record[HouseholdInput], field: str, **params: object) -> None:
        found.problem(code, record.sheet, record.row, heading(record, field), params)

    records = list(records)
    built = {record.input.compound for record in records if record.input.building}
    for at, record in enumerate(records):
        only = known.only_building.get(record.input.compound)
        if only and not record.input.building and record.input.compound not in built:
            records[at] = replace(record, input=record.input._replace(building=only))
    records = _houses(records)
    with_rooms = known.with_rooms | {key_of(r.input)[:3] for r in records if r.input.room}
    behind: dict[Key, list[Record[HouseholdInput]]] = {}
    for record in records:
        key = key_of(record.input)
        if not record.input.building:
            problem("building_missing", record, "building")
        elif not record.input.room and key[:3] in with_rooms:
            problem("room_missing", record, "room")
        else:
            behind.setdefault(key, []).append(record)
    return [
        record
        for sharing in behind.values()
        for record in _told_apart(sharing, found, lambda record: heading(record, "room"))
    ]


def _houses(records: Sequence[Record[HouseholdInput]]) -> list[Record[HouseholdInput]]:
    """The records, with houses for rooms in compounds none of whose rows says a building and whose
    rooms all have numbers of one or two digits, each once."""
    rooms: dict[str, list[str]] = {}
    for record in records:
        given = record.input
        rooms.setdefault(given.compound, []).append("" if given.building else given.room or "")
    of_houses = {
        compound
        for compound, numbers in rooms.items()
        if len(set(numbers)) == len(numbers) > 1 and all(map(_HOUSE.fullmatch, numbers))
    }
    return [
        replace(one, input=one.input._replace(building=one.input.room or "", room=None))
        if one.input.compound in of_houses
        else one
        for one in records
    ]


def _told_apart(
    sharing: Sequence[Record[HouseholdInput]],
    found: Found,
    column: Callable[[Record[HouseholdInput]], str | None],
) -> list[Record[HouseholdInput]]:
    """The households behind one door: rows that say the same again are passed over, those of one
    head are put together, another head's is a second household, `101/2`."""
    kept: list[Record[HouseholdInput]] = []
    for record in sharing:
        if any(_same(one.input, record.input) for one in kept):
            found.skipped += 1
            continue
        at = next((i for i, one in enumerate(kept) if _one_home(one.input, record.input)), None)
        if at is None:
            kept.append(record)
            continue
        first = kept[at]
        told = {"first": first.row, "first_sheet": first.sheet}
        if _contradicts(first.input, record.input):
            found.problem("address_twice", record.sheet, record.row, column(record), told)
            continue
        kept[at] = replace(first, input=put_together(first.input, record.input))
        found.note("rows_put_together", record.sheet, record.row, params=told)
    for at, record in enumerate(kept[1:], 2):
        room = f"{record.input.room or ''}{BEHIND}{at}"
        kept[at - 1] = replace(record, input=record.input._replace(room=room))
        told = {"first": kept[0].row, "first_sheet": kept[0].sheet, "room": room}
        found.note("door_shared", record.sheet, record.row, params=told)
    return kept


def _same(one: HouseholdInput, other: HouseholdInput) -> bool:
    plain = [each._replace(marks=tuple(sorted(each.marks or ()))) for each in (one, other)]
    return plain[0] == plain[1]


def _one_home(one: HouseholdInput, other: HouseholdInput) -> bool:
    """Whether two rows of one door tell of one household: of the same head, of a head whom only
    one of them names, or with one number."""
    if not one.head or not other.head or one.head == other.head:
        return True
    return bool(one.phone) and one.phone == other.phone


def _contradicts(one: HouseholdInput, other: HouseholdInput) -> bool:
    """Whether two rows of one household say different things of what can be only one."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in _ONLY_ONE)
    return any(a is not None and b is not None and a != b for a, b in pairs)


def put_together(one: HouseholdInput, other: HouseholdInput) -> HouseholdInput:
    """One household of two rows about it: what the first leaves open the other fills; marks, notes,
    numbers and people of both."""
    both = completed(one, other)
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    phones = [*(one.phones or ()), *(other.phones or ())]
    if other.phone and one.phone and other.phone != one.phone:
        phones.append(Telephone(other.phone))
    people = {each.name: each for each in (*(other.residents or ()), *(one.residents or ()))}
    return both._replace(
        marks=tuple(dict.fromkeys((*(one.marks or ()), *(other.marks or ())))) or None,
        note="，".join(notes) or None,
        phones=tuple(dict.fromkeys(phones)) or None,
        residents=tuple(people.values()) or None,
    )


def door_of(key: Key) -> Key:
    """The door of a household, which others may share."""
    return (*key[:4], without_number(key[4]))


def without_number(room: str) -> str:
    """The room of a household that shares its door: `101/2` is behind 101."""
    return _SHARED.sub("", room)
