"""Further doors of a line: those said right behind the first one, on file or not, and whole ones
that stand apart.

`3号楼 101 203 305`, `3-101、5-402`, `101室张家，203室李家`, `前客堂和亭子间`, `601-608`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from models.address import dashed, short_address
from models.households.addresses import NO_COUNT, Parts, read_parts
from models.reading.addresses import SaidAddress, doors_apart
from models.reading.compounds import Anchor, anchors
from models.reading.gazetteer import CompoundName, Gazetteer, HouseholdRef
from models.reading.households import Match
from models.reading.measures import without_measures
from models.reading.next_doors import HOTLINES, has_trouble, rooms_alone
from models.reading.scan import HAN, Line
from models.reading.shapes import Field

_MOST = 60
"""Further doors read of one line."""

_AND = r"(?:[,，、;；/&+和跟与及]|还有|以及|and\b)"
_BETWEEN = re.compile(rf"\s*{_AND}?\s*")
_NAMED_BETWEEN = re.compile(rf"\s*[{HAN}]{{1,4}}(?:\s*{_AND}\s*|\s+)")
"""Whose door the one before was, as in `101室张家，203室`."""

_ROOM = re.compile(r"\d{3,4}[a-z]?(?![\d.:%a-z]|\s*[元块米升斤])")
_UNTIL = re.compile(
    rf"\s*(?:[-~—–]|至|到|to\b)\s*(\d{{3,4}})(?:室|房间?)?(?![\d.:%a-z-]|\s*[元块米升斤]){NO_COUNT}"
)
"""The last room of a range, behind its first."""
_LISTED = re.compile(r"[、/&+和跟与及]|还有|以及|and\b")
"""Between doors; a comma or a blank may stand before any number."""
_SAID_SO = "室房"
"""Behind a number that can only be a room's."""


class SaidDoor(NamedTuple):
    """A further door as it was said; what it leaves out is as at the one before.

    Attributes:
        until: the last room of a range that begins at the door before; None for one door.
        is_sure: whether it is a door even where none is on file, being listed or called a room.
        is_apart: whether other words stand between it and the one before.
        is_alone: whether it is a room among other words, which the summary keeps: they tell what
            is the matter there, and not at the first door.
    """

    compound: str | None
    parts: Parts
    start: int
    end: int
    is_sure: bool
    until: str | None = None
    is_apart: bool = False
    is_alone: bool = False


class _Place(NamedTuple):
    """Where a door is, as far as it was said."""

    compound: str
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None


class Further(NamedTuple):
    """What became of the further doors of a line.

    Attributes:
        homes: households on file, in the order said.
        unlisted: doors that are not on file, as they were said, such as `1705`.
        ranges: ranges read as all doors on file between their ends, as said: `601-608`.
    """

    homes: tuple[HouseholdRef, ...] = ()
    unlisted: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()


class _Found(NamedTuple):
    """A further door with its households on file: one, none, or those of a range."""

    door: SaidDoor
    told: str
    homes: tuple[HouseholdRef, ...]


def said_doors(
    line: Line, said: SaidAddress | None, compounds: Sequence[CompoundName]
) -> list[SaidDoor]:
    """What may be further doors behind the address of a line; nothing is spoken for yet."""
    spans = line.spans_of(Field.ADDRESS)
    if said is None or not said.parts.room or not spans:
        return []
    named = {anchor.start: anchor for anchor in anchors(line.rest, compounds)}
    found: list[SaidDoor] = []
    at = max(span.end for span in spans)
    parts = said.parts
    while len(found) < _MOST:
        door = _range(line, at, parts) or _next(line, at, named)
        if door is None:
            break
        found.append(door)
        at, parts = door.end, door.parts
    return found + _apart(line, found, compounds)


def _apart(
    line: Line, near: Sequence[SaidDoor], compounds: Sequence[CompoundName]
) -> list[SaidDoor]:
    """Whole doors in the rest of a line, and rooms in need, in its order: 3号104漏水到3号103."""
    found: list[SaidDoor] = []
    whole = (
        SaidDoor(compound, parts, start, parts.end, compound is not None, is_apart=True)
        for start, compound, parts in doors_apart(line, compounds)
    )
    alone = (
        SaidDoor(None, Parts(None, None, None, room, end), start, end, True, None, True, True)
        for start, end, room in rooms_alone(without_measures(line.rest))
    )
    for one in chain(whole, alone):
        if len(near) + len(found) >= _MOST:
            break
        if all(one.end <= door.start or door.end <= one.start for door in (*near, *found)):
            found.append(one)
    return sorted(found, key=lambda door: door.start)


def match_doors(
    line: Line,
    said: SaidAddress | None,
    doors: Sequence[SaidDoor],
    phones: Sequence[str],
    match: Match,
    register: Gazetteer,
) -> Further:
    """The households of further doors, and the doors that are not on file.

    All but rooms alone are spoken for.

    Of several households the first door may be it is the one where all the others are, too. Where
    the first door is not on file the first of the others that is stands for it. A bare number that
    is not on file is a door only where it is listed, called a room, or others follow it: it may be
    any number. Where no household is found at all the doors are only told.
    """
    if said is None or not doors:
        return Further()
    if match.household is None and match.candidates:
        fitting = [
            home
            for home in match.candidates
            if all(len(one.homes) == 1 for one in _found(doors, _Place(*home[1:6]), register))
        ]
        if len(fitting) == 1:
            match.household, match.candidates = fitting[0], ()
            _settled(match, "several_households")
    first = _Place(*match.household[1:6]) if match.household else _as_said(said)
    if match.candidates or first is None:
        found = [_Found(door, _told(door), ()) for door in doors]
    else:
        found = _found(doors, first, register)
    found = _meant(found)
    for door in (one.door for one in found if not one.door.is_alone):
        line.take(door.start, door.end, Field.ADDRESS)
    homes = tuple(dict.fromkeys(home for one in found for home in one.homes))
    unlisted = [one.told for one in found if not one.homes]
    if match.household is None and not homes:
        return Further(unlisted=tuple(unlisted))
    if match.household is None:
        match.household, homes = homes[0], homes[1:]
        _settled(match, "household_unknown")
        is_same = said.compound in (None, match.household.compound)
        unlisted.insert(0, _in_words(None if is_same else said.compound, said.parts))
    ranges = tuple(one.told for one in found if one.homes and one.door.until)
    if unlisted:
        match.doubts.append("door_unknown")
    elif any(door.compound for door in doors if not door.is_apart):
        _settled(match, "several_addresses")
    if ranges:
        match.doubts.append("door_range")
    if any(home in register.households_with_phone(digits) for digits in phones for home in homes):
        _settled(match, "phone_belongs_elsewhere")
    others = tuple(home for home in homes if home.no != match.household.no)
    return Further(others, tuple(dict.fromkeys(unlisted)), ranges)


def _meant(found: list[_Found]) -> list[_Found]:
    """Without those that need not be doors: bare numbers nobody has on file that stand last, or
    apart from the others."""
    found = [one for one in found if one.homes or one.door.is_sure or not one.door.is_apart]
    for count in range(len(found), 0, -1):
        if found[count - 1].homes or found[count - 1].door.is_sure:
            return found[:count]
    return []


def _as_said(said: SaidAddress) -> _Place | None:
    """A door that is not on file, for what stands behind it; None without its building."""
    lane, building, unit, room = said.parts[:4]
    if said.compound is None or building is None:
        return None
    return _Place(said.compound, lane, building, unit, room)


def _settled(match: Match, doubt: str) -> None:
    """Take a doubt back that the further doors answer."""
    match.doubts = [code for code in match.doubts if code != doubt]


def _range(line: Line, at: int, first: Parts) -> SaidDoor | None:
    """The rooms up to one, behind the first of them; None where no range is said."""
    until = _UNTIL.match(line.rest, at)
    if until is None or not (first.room or "").isdigit():
        return None
    return SaidDoor(None, first, until.start(), until.end(), True, until[1])


def _next(line: Line, at: int, named: dict[int, Anchor]) -> SaidDoor | None:
    """The door said next, from a place on; None where something else is said."""
    rest = without_measures(line.rest)
    for between, must_say in ((_BETWEEN, False), (_NAMED_BETWEEN, True)):
        gap = between.match(rest, at)
        if gap is None or (gap.end() == at and line.said[at - 1] not in _SAID_SO):
            continue
        anchor = named.get(gap.end())
        if anchor is not None and not gap.group().strip():
            return None  # a further address: nothing says that it is one more of the same
        start = gap.end() if anchor is None else anchor.end
        # What a comma parts are two doors, and no building with its room.
        parts = read_parts(rest[: _until_comma(rest, start)], start)
        if parts.room and _is_door(rest[start : parts.end], parts, start, line, must_say):
            compound = None if anchor is None else anchor.compound
            room = line.said[start : parts.end].strip()
            is_room = bool(parts.building) or room.endswith(tuple(_SAID_SO))
            is_listed = _LISTED.search(gap.group()) is not None and room not in HOTLINES
            begins = gap.end() if must_say else gap.start()
            is_sure = is_room or is_listed
            is_alone = not is_sure and room not in HOTLINES and has_trouble(rest, parts.end)
            sure = is_sure or is_alone
            return SaidDoor(compound, parts, begins, parts.end, sure, is_alone=is_alone)
    return None


def _until_comma(text: str, start: int) -> int:
    found = text.find("、", start)
    return len(text) if found < 0 else found


def _is_door(text: str, parts: Parts, start: int, line: Line, must_say: bool) -> bool:
    """Whether a number is a door's: it says so, or it is as long as a room's number."""
    if parts.building or text.rstrip().endswith(tuple(_SAID_SO)) or not text.strip()[:1].isdigit():
        return True
    return not must_say and _ROOM.match(line.rest, start) is not None


def _found(doors: Sequence[SaidDoor], first: _Place, register: Gazetteer) -> list[_Found]:
    """The households of doors, each counted from the one before it."""
    found: list[_Found] = []
    before = first
    for door in doors:
        place = _place(door, before)
        homes = register.households_at(*place)
        before = _Place(*homes[0][1:6]) if len(homes) == 1 else place
        alone = tuple(homes) if len(homes) == 1 else ()
        meant = _between(door, place, register) if door.until else alone
        found.append(_Found(door, _told(door), meant))
    return found


def _told(door: SaidDoor) -> str:
    """A door in the words of its address: `1705`, `3-101`, `601-608`."""
    if door.until:
        return f"{door.parts.room}-{door.until}"
    return _in_words(door.compound, door.parts)


def _in_words(compound: str | None, parts: Parts) -> str:
    return short_address(compound, *parts[:4]) or dashed(*parts[:4])


def _place(door: SaidDoor, before: _Place) -> _Place:
    """Where a door is: what it leaves out is as at the one before, but for a building of another
    compound."""
    lane, building, unit, room = door.parts[:4]
    if building is None and door.compound in (None, before.compound):
        building, unit = before.building, unit or before.unit
    compound = door.compound or before.compound
    lane = lane or (None if door.compound else before.lane)
    return _Place(compound, lane, building, unit, room)


def _between(door: SaidDoor, place: _Place, register: Gazetteer) -> tuple[HouseholdRef, ...]:
    """The households on file from the first room of a range to its last, on one floor."""
    low, high = place.room or "", door.until or ""
    if len(low) != len(high) or low[:-2] != high[:-2] or low >= high:
        return ()
    rooms = (str(room) for room in range(int(low), int(high) + 1))
    found = (register.households_at(*place[:4], room) for room in rooms)
    return tuple(homes[0] for homes in found if len(homes) == 1)
