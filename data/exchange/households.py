"""Households of a register seen together: which are the same, whose room is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from data.exchange.found import Found, Record
from data.exchange.list_words import list_words
from models.address import short_address
from models.households import HouseholdInput

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


def of_persons(
    records: Iterable[Record[HouseholdInput]], relations: dict[int, str]
) -> list[Record[HouseholdInput]]:
    """Rows of single persons put together by address: the head's row speaks, all are counted."""
    groups: dict[Key, list[Record[HouseholdInput]]] = {}
    for record in records:
        groups.setdefault(key_of(record.input), []).append(record)
    heads = list_words().heads
    households: list[Record[HouseholdInput]] = []
    for members in groups.values():
        head = next((r for r in members if relations.get(r.row) in heads), members[0])
        marks = dict.fromkeys(mark for r in members for mark in r.input.marks or ())
        notes = dict.fromkeys(r.input.note for r in members if r.input.note)
        people = head.input.people if head.input.people is not None else len(members)
        phone = head.input.phone or next((r.input.phone for r in members if r.input.phone), None)
        households.append(
            Record(
                head.input._replace(
                    people=people,
                    phone=phone,
                    marks=tuple(marks) or None,
                    note="，".join(notes) or None,
                ),
                head.sheet,
                head.row,
            )
        )
    return households


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
    with_rooms = known.with_rooms | {key_of(r.input)[:3] for r in records if r.input.room}
    kept: dict[Key, Record[HouseholdInput]] = {}
    for record in records:
        key = key_of(record.input)
        if not record.input.building:
            problem("building_missing", record, "building")
        elif not record.input.room and key[:3] in with_rooms:
            problem("room_missing", record, "room")
        elif key not in kept:
            kept[key] = record
        elif _same(kept[key].input, record.input):
            found.skipped += 1
        else:
            first = kept[key]
            problem("address_twice", record, "room", first=first.row, first_sheet=first.sheet)
    return list(kept.values())


def _same(one: HouseholdInput, other: HouseholdInput) -> bool:
    plain = [each._replace(marks=tuple(sorted(each.marks or ()))) for each in (one, other)]
    return plain[0] == plain[1]
