"""Doors as they stand in a report: rooms, ranges of them, buildings; Chinese and English. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.address import Address, dashed
from models.households.addresses import read_parts
from models.reading.next_doors import HOTLINES

SECOND = "\x01"
"""Stands for the stroke of `104/2`, the second household behind a door, while doors are read."""
SKIPPED = " ,，、-—()（）[]【】\"“”'‘’·"
"""Signs around words and doors that say nothing by themselves."""

_MOST_IN_A_RANGE = 40
_RANGE = re.compile(
    r"(?:(?P<building>\d{1,4}[a-z]?|[a-z])\s?(?:-|号楼?|幢|栋|座|楼|#)\s?)?"
    r"(?P<first>\d{3,4})室?\s?(?:-|~|到|至|to )\s?(?P<last>\d{3,4})室?(?![\d-])",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?:(?:block|blk|building|bldg|tower|house)\b\.?\s?(?:no\.?|number|#)?\s?"
    r"(?P<building>\d{1,4}[a-z]?\b|(?-i:[A-Z])\b)[\s,:]*)?"
    r"(?:unit\s?(?P<unit>\d{1,2}\b|(?-i:[A-Z])\b)[\s,]*)?"
    r"(?:(?:flats?|apts?|apartments?|rooms?|rm|suites?|doors?)\b\.?\s?(?:no\.?|number|#)?\s?"
    r"(?P<room>\d{1,4}[a-z]?))?",
    re.IGNORECASE,
)
_ROOM_ALONE = re.compile(r"\d{3,4}[a-z]?(?![a-z0-9.%])", re.IGNORECASE)
_SHORT = re.compile(r"(?P<building>\d{1,3}[a-z]?)-(?P<room>\d)(?![\d-])", re.IGNORECASE)
_CALLED = re.compile(r"(?:[打拨叫呼]|call(?:ed)?|dial(?:led)?)\s?$", re.IGNORECASE)
"""Before a number that is dialled."""


class DoorSaid(NamedTuple):
    """A door or a building that is said, as it was typed, and where it ends."""

    address: Address
    text: str
    end: int


def shown(work: str) -> str:
    """A piece of a report as it was typed."""
    return work.replace(SECOND, "/").strip(SKIPPED)


def doors_at(work: str, at: int, context: Address) -> list[DoorSaid]:
    """The doors that are said at a place: several for `301-303`; none where there are words."""
    if not _may_begin(work, at):
        return []
    if (found := _RANGE.match(work, at)) and (rooms := _rooms_of(found, context)):
        base = _within(Address(building=found["building"]), context)
        return [
            DoorSaid(base._replace(room=room), _spelled(base, room), found.end()) for room in rooms
        ]
    door = _english_at(work, at) or _door_at(work, at) or _short_at(work, at)
    if door is None:
        return []
    address = _within(door.address, context)
    end = door.end
    if address.room is not None and work[end : end + 1] == SECOND:
        address = address._replace(room=f"{address.room}/{work[end + 1]}")
        end += 2 + (work[end + 2 : end + 3] == "室")
    return [DoorSaid(address, shown(work[at:end]), end)]


def _may_begin(work: str, at: int) -> bool:
    char, before = work[at], work[at - 1] if at else ""
    if char in SKIPPED or char == SECOND:
        return False
    if char.isascii():
        return char.isalnum() and not (before.isascii() and before.isalnum())
    return True


def _rooms_of(found: re.Match[str], context: Address) -> list[str]:
    """The rooms of a range: those of one floor of a building that is known; none of what may as
    well be a building and its room."""
    first, last = found["first"], found["last"]
    if not (found["building"] or context.building) or len(first) != len(last):
        return []
    if first[:-2] != last[:-2] or not 0 < int(last) - int(first) <= _MOST_IN_A_RANGE:
        return []
    return [str(room).zfill(len(first)) for room in range(int(first), int(last) + 1)]


def _english_at(work: str, at: int) -> DoorSaid | None:
    found = _ENGLISH.match(work, at)
    if found is None or not (found["building"] or found["room"]):
        return None
    address = Address(building=found["building"], unit=found["unit"], room=found["room"])
    return DoorSaid(address, "", at + len(found[0].rstrip(" ,:")))


def _door_at(work: str, at: int) -> DoorSaid | None:
    parts = read_parts(work, at)
    if not (parts.lane or parts.building or parts.unit or parts.room):
        return None
    address = Address(None, parts.lane, parts.building, parts.unit, parts.room)
    if parts.lane or parts.building or parts.unit:
        return DoorSaid(address, "", parts.end)
    said = work[at : parts.end]
    if parts.room is None or not said:
        return None
    if said[0].isdigit() and not (said.endswith("室") or _ROOM_ALONE.match(work, at)):
        return None
    if _CALLED.search(work[max(0, at - 8) : at]) and said in HOTLINES:
        return None
    if not said[0].isdigit() and parts.room.isdigit():
        return None
    return DoorSaid(address, "", parts.end)


def _short_at(work: str, at: int) -> DoorSaid | None:
    """A room of one digit, `5-1`; also a door of which the rest is still to be typed."""
    found = _SHORT.match(work, at)
    if found is None:
        return None
    return DoorSaid(Address(building=found["building"], room=found["room"]), "", found.end())


def _within(address: Address, context: Address) -> Address:
    """A door with the parts that it leaves to what was named before it."""
    lane = address.lane or context.lane
    if address.building is None and address.lane is None:
        unit = address.unit or context.unit
        return Address(context.compound, lane, context.building, unit, address.room)
    return Address(context.compound, lane, address.building, address.unit, address.room)


def _spelled(base: Address, room: str) -> str:
    return dashed(base.lane, base.building, base.unit, room)
