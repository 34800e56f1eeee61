"""Further doors of a line: those said right behind the first one, each of a household on file.

`3号楼 101 203 305`, `3-101、5-402`, `101室张家，203室李家`, `前客堂和亭子间`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.households.addresses import Parts, read_parts
from models.reading.addresses import SaidAddress
from models.reading.compounds import Anchor, anchors
from models.reading.gazetteer import CompoundName, Gazetteer, HouseholdRef
from models.reading.households import Match
from models.reading.scan import HAN, Line
from models.reading.shapes import Field

_MOST = 60
"""Further doors read of one line."""

_AND = r"(?:[,，、;；/&+和跟与及]|还有|以及|and\b)"
_BETWEEN = re.compile(rf"\s*{_AND}?\s*")
_NAMED_BETWEEN = re.compile(rf"\s*[{HAN}]{{1,4}}(?:\s*{_AND}\s*|\s+)")
"""Whose door the one before was, as in `101室张家，203室`."""

_ROOM = re.compile(r"\d{3,4}[a-z]?(?![\d.:%a-z])")
_SAID_SO = "室房"
"""Behind a number that can only be a room's."""


class SaidDoor(NamedTuple):
    """A further door as it was said; what it leaves out is as at the first one."""

    compound: str | None
    parts: Parts
    start: int
    end: int


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
    while len(found) < _MOST:
        door = _next(line, at, named)
        if door is None:
            break
        found.append(door)
        at = door.end
    return found


def match_doors(
    line: Line,
    doors: Sequence[SaidDoor],
    phones: Sequence[str],
    match: Match,
    register: Gazetteer,
) -> tuple[HouseholdRef, ...]:
    """The households of further doors, as far as the register knows them; those are spoken for.

    Of several households the first door may be it is the one where all the others are, too. A door
    that is not in the register ends them, as it may be any number; between others it is doubted.
    """
    if not doors:
        return ()
    if match.household is None:
        fitting = [
            home for home in match.candidates if len(_at(doors, home, register)) == len(doors)
        ]
        if len(fitting) != 1:
            return ()
        match.household, match.candidates = fitting[0], ()
        _settled(match, "several_households")
    homes = _at(doors, match.household, register)
    for door in doors[: len(homes)]:
        line.take(door.start, door.end, Field.ADDRESS)
    if homes and len(homes) < len(doors):
        match.doubts.append("door_unknown")
    elif any(door.compound for door in doors):
        _settled(match, "several_addresses")
    if any(home in register.households_with_phone(digits) for digits in phones for home in homes):
        _settled(match, "phone_belongs_elsewhere")
    others = [home for home in homes if home.no != match.household.no]
    return tuple(dict.fromkeys(others))


def _settled(match: Match, doubt: str) -> None:
    """Take a doubt back that the further doors answer."""
    match.doubts = [code for code in match.doubts if code != doubt]


def _next(line: Line, at: int, named: dict[int, Anchor]) -> SaidDoor | None:
    """The door said next, from a place on; None where something else is said."""
    for between, must_say in ((_BETWEEN, False), (_NAMED_BETWEEN, True)):
        gap = between.match(line.rest, at)
        if gap is None or (gap.end() == at and line.said[at - 1] not in _SAID_SO):
            continue
        anchor = named.get(gap.end())
        if anchor is not None and not gap.group().strip():
            return None  # a further address: nothing says that it is one more of the same
        start = gap.end() if anchor is None else anchor.end
        # What a comma parts are two doors, and no building with its room.
        parts = read_parts(line.rest[: _until_comma(line.rest, start)], start)
        if parts.room and _is_door(line.rest[start : parts.end], parts, start, line, must_say):
            compound = None if anchor is None else anchor.compound
            return SaidDoor(compound, parts, gap.end(), parts.end)
    return None


def _until_comma(text: str, start: int) -> int:
    found = text.find("、", start)
    return len(text) if found < 0 else found


def _is_door(text: str, parts: Parts, start: int, line: Line, must_say: bool) -> bool:
    """Whether a number is a door's: it says so, or it is as long as a room's number."""
    if parts.building or text.rstrip().endswith(tuple(_SAID_SO)) or not text.strip()[:1].isdigit():
        return True
    return not must_say and _ROOM.match(line.rest, start) is not None


def _at(doors: Sequence[SaidDoor], first: HouseholdRef, register: Gazetteer) -> list[HouseholdRef]:
    """The households of these doors, up to the first that is not exactly one."""
    found: list[HouseholdRef] = []
    before = first
    for door in doors:
        lane, building, unit, room = door.parts[:4]
        if building is None:
            building, unit = before.building, unit or before.unit
        homes = register.households_at(
            door.compound or first.compound,
            lane or (None if door.compound else before.lane),
            building,
            unit,
            room,
        )
        if len(homes) != 1:
            break
        found.append(homes[0])
        before = homes[0]
    return found
