"""The address in a line: which compound, and the parts that stand behind, before or without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from models.households.addresses import NO_COUNT, Parts, read_parts
from models.reading.compounds import Anchor, anchors, streets
from models.reading.elsewhere import home_elsewhere, other_place, place_before
from models.reading.english_doors import english_door, read_english_parts
from models.reading.gazetteer import CompoundName
from models.reading.likeness import InLetters, alike, mend_rooms
from models.reading.measures import without_measures
from models.reading.scan import Line
from models.reading.shapes import Field
from models.text import CHINESE_NUMERALS

_BETWEEN = re.compile(
    r"(?:小区)?[\s,，:：的(（]*(?:[^\d\s()（）]{2,6}[路街]\d{1,4}[弄号][)）]?)?[\s,，)）]*"
)
_ROOM_DIGITS = "零〇一二三四五六七八九幺"
_STANDALONE = (
    re.compile(
        r"(?<![\d\-/.:])\d{1,2}\s*(?:号楼|号|幢|栋|楼)\s*(?:\d单元)?\s*\d{2,4}\s*室?(?![\d%])"
        + NO_COUNT
    ),
    re.compile(
        rf"(?<![{CHINESE_NUMERALS}第])[{CHINESE_NUMERALS}]{{1,3}}(?:号楼|号|幢|栋)"
        rf"(?:[{CHINESE_NUMERALS}]单元)?(?:[{_ROOM_DIGITS}]{{3,4}}|\d{{3,4}})室?"
    ),
    re.compile(r"(?<![\d\-/.:])\d{1,2}-(?:\d-)?\d{3,4}(?![\d\-/:%]|\.\d)" + NO_COUNT),
    re.compile(r"(?<![\d\-/.:])\d{1,2}号(?:[一二三四底1-4][楼层])?[前后灶亭三二晒阁客厢]\w"),
    re.compile(r"(?<![\d\-/.:])\d{3,4}室"),
)


_BUILDING_ALONE = re.compile(
    rf"(?<![\d\-/.:{CHINESE_NUMERALS}])(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})(?:号楼|幢|栋)"
)


@dataclass(frozen=True, slots=True)
class SaidAddress:
    """An address as far as it was said; `guessed` when a name in it was not quite right."""

    compound: str | None
    parts: Parts
    said: str
    guessed: bool = False
    others: bool = False
    """Whether the line names a further address with a building or a room."""
    elsewhere: bool = False
    """Whether a place is named that is not of the register."""


_ROOM_APART = re.compile(
    r"(?:房号|室号|门牌号?|房间号?|门号)[\s:是]*(?P<room>\d{2,4})(?!\d)室?|(?<!\d)(?P<told>\d{3,4})室"
)
_NEAR = 12
"""Characters that may stand between a place elsewhere and its door."""
_STOPS = " ,，"
_STOP = re.compile(f"[{_STOPS}]")
_NO_PARTS = Parts(None, None, None, None, 0)


def take_address(
    line: Line, compounds: Sequence[CompoundName], in_letters: InLetters
) -> SaidAddress | None:
    """Speak for the address of a line; the fullest one when there are several."""
    is_mended = mend_rooms(line, in_letters)
    named = anchors(line.rest, compounds) or alike(line.rest, compounds, in_letters)
    said = _take(line, compounds, named)
    return replace(said, guessed=said.guessed or is_mended) if said else None


def _take(
    line: Line, compounds: Sequence[CompoundName], named: Sequence[Anchor]
) -> SaidAddress | None:
    own = streets(compounds) if compounds else None
    found = [_behind(line.rest, anchor) for anchor in named]
    others_of_name = [_outside(line, one, own) for one in found]
    found = [one for one, away in zip(found, others_of_name, strict=True) if away is None]
    if max(map(_fullness_of, found), default=0) < 2 and any(others_of_name):
        return _said(line, *next(filter(None, others_of_name)), elsewhere=True)
    if not found:
        return _without_compound(line, own) or _place_alone(line, own) or _building_alone(line)
    best = max(found, key=_fullness_of)
    anchor, parts, end = best
    others = [other for other in found if other is not best and _fullness(other[1]) > 1]
    if (
        anchor.compound is None
        and (outside := place_before(line.rest, anchor.start, own)) is not None
    ):
        return _said(line, outside, end, parts._replace(lane=anchor.lane), elsewhere=True)
    line.take(anchor.start, end, Field.ADDRESS)
    said = line.text[anchor.start : end]
    if not parts.found and (apart := _apart(line, own)):
        parts, said = apart.parts, f"{said} {apart.said}"
    if parts.building and not parts.room and (room_said := _ROOM_APART.search(line.rest)):
        room = room_said["room"] or room_said["told"]
        parts, said = parts._replace(room=room), f"{said} {room}"
        line.take(room_said.start(), room_said.end(), Field.ADDRESS)
    if anchor.lane and not parts.lane:
        parts = parts._replace(lane=anchor.lane)
    return SaidAddress(anchor.compound, parts, said.strip(), not anchor.sure, bool(others))


def _outside(
    line: Line, named: tuple[Anchor, Parts, int], own: Set[str] | None
) -> tuple[int, int, Parts] | None:
    """Where the address of another place begins and ends that only holds a compound's name, with
    its parts; None for an address of here, and where no door is said."""
    anchor, parts, end = named
    if anchor.compound is None:
        return None
    place = other_place(line.rest, (anchor.start, anchor.end), own)
    if place is None:
        return None
    if parts.found:
        return place[0], max(end, place[1]), parts
    doors = [door for door in _doors_in(line.rest) if place[1] <= door[0]]
    start, door = min(doors, key=lambda one: one[0], default=(0, _NO_PARTS))
    if not door.found and (building := english_door(line.rest[place[1] :], needs_room=False)):
        start, door = place[1] + building[0], building[1]._replace(end=place[1] + building[1].end)
    between = line.rest[place[1] : start]
    is_near = len(between) <= _NEAR and not (between.strip(_STOPS) and _STOP.search(between))
    return (place[0], door.end, door) if door.found and is_near else None


def _fullness_of(named: tuple[Anchor, Parts, int]) -> int:
    return _fullness(named[1])


def _behind(rest: str, anchor: Anchor) -> tuple[Anchor, Parts, int]:
    """What stands behind a compound's name, and where the address ends."""
    rest = without_measures(rest)
    between = _BETWEEN.match(rest, anchor.end)
    at = between.end() if between else anchor.end
    parts = read_parts(rest, at)
    if not parts.room and (english := read_english_parts(rest, at)).found:
        parts = english if english.room else _with_room(english, read_parts(rest, english.end))
    if not parts.found:
        return anchor, _NO_PARTS, anchor.end
    return anchor, parts, parts.end


def _with_room(english: Parts, behind: Parts) -> Parts:
    """A door in English whose room is said in Chinese: `no. 12 二楼后楼`."""
    is_room = behind.room and not (behind.building or behind.unit)
    return english._replace(room=behind.room, end=behind.end) if is_room else english


def _fullness(parts: Parts) -> int:
    return 2 * bool(parts.building) + 2 * bool(parts.room) + bool(parts.unit)


def _without_compound(line: Line, own: Set[str] | None, here: bool = False) -> SaidAddress | None:
    """A door without its compound's name, rather one of here than behind the name of a place
    elsewhere.

    Args:
        own: streets of the register.
        here: whether only doors of here are meant.
    """
    outside: tuple[int, Parts] | None = None
    for start, parts in _doors_in(line.rest):
        place = place_before(line.rest, start, own)
        if place is None:
            return _said(line, start, parts.end, parts)
        outside = outside or (place, parts)
    if outside is None or here:
        return None
    start, parts = outside
    return _said(line, start, parts.end, parts, elsewhere=True)


def _apart(line: Line, own: Set[str] | None) -> SaidAddress | None:
    """A door that stands apart from its compound's name; English may say the building alone."""
    if door := _without_compound(line, own, here=True):
        return door
    building = english_door(line.rest, needs_room=False)
    return _said(line, building[0], building[1].end, building[1]) if building else None


def doors_apart(
    line: Line, compounds: Sequence[CompoundName]
) -> Iterator[tuple[int, str | None, Parts]]:
    """Doors with a building and a room, or a room behind their compound's name, in what is not
    spoken for: where each begins, its compound, its parts. None of elsewhere."""
    own = streets(compounds) if compounds else None
    for anchor, parts, _ in (_behind(line.rest, one) for one in anchors(line.rest, compounds)):
        if anchor.compound and anchor.sure and parts.room:
            yield anchor.start, anchor.compound, parts
    for start, parts in _doors_in(line.rest):
        if parts.building and place_before(line.rest, start, own) is None:
            yield start, None, parts


def _doors_in(rest: str) -> Iterator[tuple[int, Parts]]:
    """Doors that stand by themselves, by how sure they are one, with where each begins."""
    rest = without_measures(rest)
    for shape in _STANDALONE:
        for hit in shape.finditer(rest):
            parts = read_parts(rest, hit.start())
            if parts.room and parts.end > hit.start():
                yield hit.start(), parts
    if found := english_door(rest):
        yield found


def _place_alone(line: Line, own: Set[str] | None) -> SaidAddress | None:
    """Where somebody is said to live elsewhere; it is left readable, since it may be an errand."""
    span = home_elsewhere(line.rest, own)
    if span is None:
        return None
    return SaidAddress(None, _NO_PARTS, line.text[slice(*span)].strip(), elsewhere=True)


def _building_alone(line: Line) -> SaidAddress | None:
    """A building without its compound and without a room; it is left readable."""
    if hit := _BUILDING_ALONE.search(line.rest):
        parts = read_parts(line.rest, hit.start())
        return SaidAddress(None, parts, line.text[slice(*hit.span())])
    if found := english_door(line.rest, needs_room=False):
        start, parts = found
        return SaidAddress(None, parts, line.text[start : parts.end])
    return None


def _said(
    line: Line, start: int, end: int, parts: Parts, *, elsewhere: bool = False
) -> SaidAddress:
    """A door without a compound of the register, spoken for."""
    line.take(start, end, Field.ADDRESS)
    return SaidAddress(None, parts, line.text[start:end].strip(), elsewhere=elsewhere)
