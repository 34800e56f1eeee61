"""Floors of a building that a report means as a whole: 2号楼3楼、4楼, 6F, the 3rd floor. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.address import Address
from models.doors.door_shapes import DoorSaid, within
from models.households.addresses import read_parts
from models.text import CHINESE_NUMERALS, spoken_number

_HAN = f"[{CHINESE_NUMERALS}]{{1,3}}"
_ONE = rf"(?:\d{{1,2}}|{_HAN})"
_END = r"(?:楼|层|[fF](?![a-zA-Z])|/[fF](?![a-zA-Z]))"
_NOT_ONE = r"(?!前楼|后楼|[上下顶组道长里阁])"
_JOINT = r"\s?(?:[,&/和及与跟]|and)\s?"
_UNTIL = r"\s?(?:-{1,2}|~|到|至)\s?"
_MANY = rf"{_ONE}{_END}?(?:(?:{_JOINT}|{_UNTIL}|(?<=[楼层fF])\s?){_ONE}{_END}?){{0,20}}"
_TH = r"\d{1,2}\s?(?:st|nd|rd|th)"
_ENGLISH = (
    rf"(?:the\s)?{_TH}(?:\s?(?:,|&|and|-|to)\s?(?:the\s)?{_TH}){{0,20}}\s(?:floors?|fl|storeys?)\b"
    r"|floors?\s\d{1,2}(?:\s?(?:,|&|and|-|to)\s?\d{1,2}(?!\d)){0,20}\b|(?:the\s)?ground\sfloor\b|底[楼层]"
)
_CHINESE = rf"(?:{_MANY}(?<=[楼层fF])|{_ENGLISH})(?![\da-zA-Z]){_NOT_ONE}"
_FLOORS = re.compile(_CHINESE, re.IGNORECASE)
_OF_HOUSE = re.compile(
    r"(?:(?P<house>\d{1,4}[a-z]?|[a-z]|[一二三四五六七八九十]{1,3})\s?(?:号楼|号|幢|栋|座|#)"
    r"|(?:block|blk|building|bldg|bld|tower)\.?\s?(?:no\.?|number|#)?\s?(?P<block>\d{1,4}[a-z]?))"
    rf"[\s,:的]*(?P<floors>{_CHINESE})",
    re.IGNORECASE,
)
_THEN_HOUSE = re.compile(
    rf"(?P<floors>{_ENGLISH})\s?,?\s?(?:of|in)?\s?(?:block|blk|building|bldg|bld|tower)\.?\s?"
    r"(?:no\.?|number|#)?\s?(?P<block>\d{1,4}[a-z]?)(?![\da-z]|\s?[,:]?\s?\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d{{1,2}}|{_HAN}")
_RANGE = re.compile(rf"({_ONE}){_END}?(?:st|nd|rd|th)?(?:{_UNTIL}|\sto\s)({_ONE})", re.IGNORECASE)
_ROOMS_FOLLOW = re.compile(r"\s?[,:]?\s?(?:[a-z]?\d|rooms?|flats?)", re.IGNORECASE)
_MOST = 60
"""Floors of a house."""


class Floors(NamedTuple):
    """Floors that are said without rooms, and where that ends."""

    building: str | None
    """None for the one that was named before."""
    floors: tuple[str, ...]
    text: str
    end: int
    house: str = ""
    """The building as it was typed."""


def floors_in(said: Floors, context: Address, house: str) -> list[DoorSaid]:
    """The floors as doors of their building, each as it was typed as far as that goes.

    Args:
        house: the building that was named before, as it was typed.
    """
    address = within(Address(building=said.building), context)
    head = said.house or house
    if len(said.floors) > 1:
        texts = [f"{head} {one}F" if head.isascii() else f"{head}{one}楼" for one in said.floors]
    else:
        texts = [said.text if said.building else f"{head} {said.text}"]
    return [
        DoorSaid(address, text, said.end, floor)
        for floor, text in zip(said.floors, texts, strict=True)
    ]


def floors_at(work: str, at: int, *, follow: bool) -> Floors | None:
    """The floors that are said at a place; None where there are none, or rooms of them follow.

    Args:
        follow: whether the words before name a building, whose floors may be said alone.
    """
    found = _OF_HOUSE.match(work, at) or _THEN_HOUSE.match(work, at)
    if found is None and follow:
        found = _FLOORS.match(work, at)
    if found is None or _ROOMS_FOLLOW.match(work, found.end()):
        return None
    parts = read_parts(work, at)
    if parts.room and parts.end > found.end():
        return None
    named = found.groupdict()
    said = named.get("floors") or found[0]
    house = named.get("house") or named.get("block")
    if house and not house[0].isascii():
        house = str(spoken_number(house))
    floors = tuple(_numbers(said))
    typed = found[0].replace(said, "").strip(" ,:的")
    return Floors(house, floors, found[0].strip(), found.end(), typed) if floors else None


def _numbers(said: str) -> list[str]:
    """The floors of a list or a range of them: 3,4楼 and 1-3楼."""
    if re.search("ground|底", said, re.IGNORECASE):
        return ["1"]
    found: list[int] = []
    for one in _RANGE.finditer(said):
        first, last = map(_number, one.groups())
        if not 0 < last - first <= _MOST:
            return []
        found += range(first, last + 1)
    found += map(_number, _NUMBER.findall(said))
    return [str(one) for one in dict.fromkeys(found) if 0 < one <= _MOST]


def _number(said: str) -> int:
    return int(said) if said.isdigit() else spoken_number(said) or 0
