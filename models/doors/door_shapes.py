"""Doors as they stand in a report: rooms, ranges of them, buildings; Chinese and English. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.address import Address, dashed
from models.households.addresses import read_parts
from models.reading.next_doors import HOTLINES
from models.text import CHINESE_NUMERALS

SECOND = "\x01"
"""Stands for the stroke of `104/2`, the second household behind a door, while doors are read."""
SKIPPED = " ,，、-—()（）[]【】\"“”'‘’·"
"""Signs around words and doors that say nothing by themselves."""

_MOST_IN_A_RANGE = 40
_LEAST = 3
"""Digits of a room's number that tells its floor as well."""
_SURELY_A_ROOM = 4
"""Digits of a number that is no building's."""
_RANGE = re.compile(
    r"(?:(?P<lane>\d{1,4})弄\s?)?(?:(?P<building>\d{1,4}[a-z]?|[a-z])\s?(?:-|号楼?|幢|栋|座|#)\s?)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[楼层]\s?)?"
    r"(?:(?:flats?|apts?|apartments?|rooms?|rms?|doors?)\s)?(?P<first>\d{3,4})室?\s?"
    r"(?:-{1,2}|~|到|至|\.{2,}|…+|(?:to|thru|through|until|till)\s)\s?"
    r"(?:(?P<again>\d{1,4}[a-z]?)(?:-|号楼?|幢|栋|座|#))?(?P<last>\d{3,4})室?(?![\d-])",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?:(?:lane\s?(?P<lane>\d{1,4})\b|(?P<lane_too>\d{1,4})\s?(?:nong|lane)\b)[\s,:]*)?"
    r"(?:(?:(?:block|blk|building|bldg|bld|tower|house)\b\.?\s?(?:no\.?|number|#)?|(?P<no>no\.?))\s?"
    r"(?P<building>\d{1,4}[a-z]?\b|(?-i:[A-Z])\b)[\s,:]*)?"
    r"(?:unit\s?(?P<unit>\d{1,2}\b|(?-i:[A-Z])\b)[\s,]*)?"
    r"(?:(?:flats?|apts?|apartments?|rooms?|rm|suites?|doors?)\b\.?\s?(?:no\.?|number|#)?\s?"
    r"(?P<room>\d{1,4}[a-z]?)(?![a-z\d]|\s?(?:-|~|to\s|thru\s)\s?\d{3})(?:,?\s(?:in|of)?\s?(?:block|blk|building|bldg|bld|tower|house)\b\.?\s?"
    r"(?P<of>\d{1,4}[a-z]?\b|(?-i:[A-Z])\b))?)?",
    re.IGNORECASE,
)
_ROOM_FOLLOWS = re.compile(
    r"[\s,:]*(?:(?:flat|apt|apartment|room|rm|suite|door|unit)s?\b|\d{3,4}\b)", re.IGNORECASE
)
"""Behind `no 8` where that is a house, and not how many are missing."""
_ON_FLOOR = re.compile(rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})[楼层]\s?(?P<room>\d{{1,2}})室")
_ROOM_ALONE = re.compile(r"\d{3,4}[a-z]?(?![a-z0-9.%])", re.IGNORECASE)
_SHORT = re.compile(r"(?P<building>\d{1,3}[a-z]?)-(?P<room>\d)(?![\d-])", re.IGNORECASE)
_OF_LANE = re.compile(r"(?P<lane>\d{1,4})-(?P<building>\d{1,4}[a-z]?)-(?=[^\W\d])", re.IGNORECASE)
_CALLED = re.compile(r"(?:[打拨叫呼]|call(?:ed)?|dial(?:led)?)\s?$", re.IGNORECASE)
"""Before a number that is dialled."""


class DoorSaid(NamedTuple):
    """A door or a building that is said, as it was typed, and where it ends."""

    address: Address
    text: str
    end: int
    floor: str | None = None
    """The floor, where no room is said."""


def shown(work: str) -> str:
    """A piece of a report as it was typed."""
    return work.replace(SECOND, "/").strip(SKIPPED)


def doors_at(work: str, at: int, context: Address) -> list[DoorSaid]:
    """The doors that are said at a place: several for `301-303`; none where there are words."""
    if not may_begin(work, at):
        return []
    if (found := _RANGE.match(work, at)) and (rooms := _rooms_of(found, context)):
        base = within(Address(lane=found["lane"], building=found["building"]), context)
        return [
            DoorSaid(base._replace(room=room), _spelled(base, room), found.end()) for room in rooms
        ]
    door = _english_at(work, at) or _of_lane_at(work, at)
    door = door or _door_at(work, at, context) or _short_at(work, at)
    if door is None:
        return []
    address = within(door.address, context)
    end = door.end
    if address.room is not None and work[end : end + 1] == SECOND:
        address = address._replace(room=f"{address.room}/{work[end + 1]}")
        end += 2 + (work[end + 2 : end + 3] == "室")
    return [DoorSaid(address, shown(work[at:end]), end, door.floor)]


def may_begin(work: str, at: int) -> bool:
    char, before = work[at], work[at - 1] if at else ""
    if char in CHINESE_NUMERALS and before and before in CHINESE_NUMERALS:
        return False
    if char in SKIPPED or char == SECOND:
        return False
    if char.isascii():
        return char.isalnum() and not (before.isascii() and before.isalnum())
    return True


def _rooms_of(found: re.Match[str], context: Address) -> list[str]:
    """The rooms of a range: those of one floor of a building that is known; none of what may as
    well be a building and its room."""
    first, last = found["first"], found["last"]
    if len(first) != len(last) or found["again"] not in (None, found["building"]):
        return []
    if not (found["building"] or context.building) and len(first) < _SURELY_A_ROOM:
        return []
    if first[:-2] != last[:-2] or not 0 < int(last) - int(first) <= _MOST_IN_A_RANGE:
        return []
    return [str(room).zfill(len(first)) for room in range(int(first), int(last) + 1)]


def _english_at(work: str, at: int) -> DoorSaid | None:
    found = _ENGLISH.match(work, at)
    if found is None or not (
        found["building"] or found["room"] or found["lane"] or found["lane_too"]
    ):
        return None
    if found["no"] and not found["room"] and not _is_house(work, found.end()):
        return None
    lane = found["lane"] or found["lane_too"]
    building = found["building"] or found["of"]
    address = Address(None, lane, building, found["unit"], found["room"])
    return DoorSaid(address, "", at + len(found[0].rstrip(" ,:")))


def _is_house(work: str, at: int) -> bool:
    """Whether a room stands at a place, so that `no 8` before it is a house."""
    if _ROOM_FOLLOWS.match(work, at):
        return True
    room = read_parts(work, at).room
    return room is not None and not room.isdigit()


def _door_at(work: str, at: int, context: Address) -> DoorSaid | None:
    parts = read_parts(work, at)
    if not parts.found:
        return None
    said, room = work[at : parts.end], parts.room
    if parts.floor and parts.floor.isdigit() and room and room.isdigit() and len(room) < _LEAST:
        room = f"{parts.floor}{room.zfill(2)}"
    if context.building and parts.building and room and _ON_FLOOR.fullmatch(said):
        room = f"{parts.building}{room.zfill(2)}"
        return DoorSaid(Address(room=room), "", parts.end)
    address = Address(None, parts.lane, parts.building, parts.unit, room)
    if parts.lane or parts.building or parts.unit:
        return DoorSaid(address, "", parts.end, None if room else parts.floor)
    if room is None or not said:
        return None
    if said[0].isdigit() and not (said.endswith("室") or _ROOM_ALONE.match(work, at)):
        return DoorSaid(address, "", parts.end) if parts.floor and len(room) >= _LEAST else None
    if _CALLED.search(work[max(0, at - 8) : at]) and said in HOTLINES:
        return None
    if not said[0].isdigit() and room.isdigit():
        numbered = parts.floor or (context.building and said.endswith("室"))
        return DoorSaid(address, "", parts.end) if numbered else None
    return DoorSaid(address, "", parts.end)


def _of_lane_at(work: str, at: int) -> DoorSaid | None:
    """A door of a lane as this program writes it, `108-6-前客堂`."""
    found = _OF_LANE.match(work, at)
    if found is None:
        return None
    parts = read_parts(work, found.end())
    if parts.room is None or parts.room.isdigit() or parts.building or parts.lane or parts.unit:
        return None
    return DoorSaid(
        Address(None, found["lane"], found["building"], None, parts.room), "", parts.end
    )


def _short_at(work: str, at: int) -> DoorSaid | None:
    """A room of one digit, `5-1`; also a door of which the rest is still to be typed."""
    found = _SHORT.match(work, at)
    if found is None:
        return None
    return DoorSaid(Address(building=found["building"], room=found["room"]), "", found.end())


def within(address: Address, context: Address) -> Address:
    """A door with the parts that it leaves to what was named before it."""
    lane = address.lane or context.lane
    if address.building is None and address.lane is None:
        unit = address.unit or context.unit
        return Address(context.compound, lane, context.building, unit, address.room)
    return Address(context.compound, lane, address.building, address.unit, address.room)


def _spelled(base: Address, room: str) -> str:
    return dashed(base.lane, base.building, base.unit, room)
