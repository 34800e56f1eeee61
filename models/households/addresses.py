"""Addresses as people write them, taken apart into bare text: `3号1505室` is building 3, room 1505.

Knows no compound by name; which compounds exist is the caller's knowledge.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from models.address import Address
from models.households.english_addresses import without_word
from models.text import CHINESE_NUMERALS, narrow, spoken_number
from models.word_tables import Words, any_of, word_table

FLOORS_OF_NAMED_ROOMS = "一二三四底1234"
"""A floor may stand before a named room: 二楼前楼, 3楼亭子间."""


class Parts(NamedTuple):
    """What `read_parts` found of an address, and where it ends in the text."""

    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    end: int
    floor: str | None = None

    @property
    def found(self) -> bool:
        """Whether there is any part at all."""
        return bool(self.lane or self.building or self.unit or self.room)


_SAID = f"[{CHINESE_NUMERALS}]{{1,6}}"
_NUMBER = rf"(?:\d{{1,5}}[a-zA-Z甲乙丙丁]?|[a-zA-Z]\d{{0,3}}|{_SAID}[甲乙丙丁]?)"

_LANE = re.compile(rf"({_NUMBER})\s*弄\s*")
_DOOR_WORD = "(?![卫房面口前锁铃把禁框缝窗板])"
"""Behind 门 where it is a house's or a unit's; else it is a thing, as in `门锁坏了`."""
_LETTER = "号(?P<letter>[甲乙丙丁])(?!单元|楼|[级等型座])"
"""A letter behind the number of a house: 3号甲 is 3甲."""

_BUILDING = re.compile(rf"第?({_NUMBER})\s*(?:号楼|号门{_DOOR_WORD}|{_LETTER}|号|幢|栋|座|#楼?)\s*")
_STOREYED = re.compile(rf"第?({_NUMBER})\s*楼(?!前楼|后楼|[上下顶组道长里])\s*")
_FEW = rf"(?:\d{{1,2}}[a-zA-Z甲乙丙丁]?|[a-zA-Z]\d{{0,2}}|[{CHINESE_NUMERALS}]{{1,3}}[甲乙丙丁]?)"
"""A unit's number; what is longer is a room's, as in `1805 门锁坏了`."""
_UNIT = re.compile(rf"第?({_FEW})\s*(?:单元|门洞|门{_DOOR_WORD})\s*")
_FLOOR = re.compile(rf"({_NUMBER})\s*[楼层](?!前楼|后楼|[上下顶组道长里阁])\s*")
_ROOM = re.compile(rf"({_NUMBER})\s*(?:号房间?|室(?![内外])|房间|房(?![子门东租顶]))")
NO_COUNT = (
    r"(?!(?:\s?(?:[天个份岁年月日点周度斤元块盒袋包瓶片粒]|小时|分钟?|人[份次口]?)"
    r"(?=[\s,，。;；!！了没就后内前半左以]|$))|岁(?!数)|[份斤元块盒袋瓶粒]|小时|分钟|人份|天(?![天花上下冷热台])|个(?!人)|年(?![纪老])|月(?![子经])|日(?!常)|点(?![外菜滴])"
    r"|度(?!数)|包(?!裹)|片(?!区))"
)
"""Behind a number that is a room's there is no unit of things or time that it may count."""

_BARE_ROOM = re.compile(r"(\d{2,5}[a-zA-Z]?|[零〇一二三四五六七八九幺]{3,4})(?![\d.:%])" + NO_COUNT)
_SINGLE_ROOM = re.compile(
    r"(\d)(?=\s*(?:[,，。;；]|$)|\s(?!\s*[天人个份岁年月日点度](?![\u4e00-\u9fff])))"
)
_GAP = r"\s*[-/—–－~_、.]\s*"
_DASHED = re.compile(
    rf"(\d{{1,3}}[a-zA-Z]?|[a-zA-Z]\d?|{_SAID})(?:号楼?|幢|栋|座|楼)?{_GAP}"
    rf"(?:(\d{{1,2}})(?:单元)?{_GAP})?"
    r"(\d{2,5}[a-zA-Z]?|\d[a-zA-Z]?(?=室))室?(?![\d:]|[-/]\d)" + NO_COUNT
)
_SPACED = re.compile(r"(\d{1,2})(?:\s+|\s*:\s*)(\d{3,4})室?(?![\d:-])" + NO_COUNT)

_COLON = re.compile(r":\s*(?=\d{3,4}(?![\d:-]))")
"""Between a building and its rooms, as in `3号：101 203`."""


@cache
def named_rooms() -> Words:
    """Rooms of lane houses, and rooms without a number elsewhere, as registers call them.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "rooms.toml")
    table.only("rooms", "ground", "parts")
    return table.words("rooms")


def is_part_of_room(text: str) -> bool:
    """Whether words in brackets behind a room say which part of it: 东间 of `二楼前楼（东间）`."""
    return _parts_of_rooms().fullmatch(text.strip()) is not None


@cache
def _parts_of_rooms() -> re.Pattern[str]:
    return word_table(__file__, "rooms.toml").pattern("parts")


@cache
def _on_the_ground() -> Words:
    """Rooms that are nowhere but on the ground floor, which need not be said of them."""
    return word_table(__file__, "rooms.toml").words("ground")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"(?:([{FLOORS_OF_NAMED_ROOMS}])(?:楼|层))?({any_of(named_rooms())}|[2-4]层阁)"
    )


@cache
def _dashed_named() -> re.Pattern[str]:
    """A code of a lane house: `1-前客堂`, `3号-二楼后楼`."""
    return re.compile(
        rf"(\d{{1,3}}[a-zA-Z]?|[a-zA-Z]\d?)(?:号楼?|幢|栋|座)?{_GAP}(?={_named().pattern})"
    )


_FLOORS_IN_HAN = str.maketrans("1234", "一二三四")

_SUFFIXES = {
    "lane": ("弄",),
    "building": ("号楼", "号门", "号", "幢", "栋", "座", "楼", "#"),
    "unit": ("单元", "门洞", "门"),
    "room": ("号房间", "号房", "室", "房间", "房", "号"),
}


def bare_lane(text: str) -> str | None:
    """`43弄`, `四十三弄`, `大林路43弄` -> "43"; None for blank text."""
    return _bare(re.sub(r"^[^\d]{1,12}[路街道]", "", narrow(text).strip()), "lane")


def bare_building(text: str) -> str | None:
    """`12号`, `第12幢`, `十二号楼`, `１２` -> "12"; None for blank text."""
    return _bare(text, "building")


def bare_unit(text: str) -> str | None:
    """`2单元`, `二单元` -> "2"; None for blank text."""
    return _bare(text, "unit")


def bare_room(text: str) -> str | None:
    """`302室`, `３０２`, `302.0` -> "302"; names of lane rooms stay; None for blank text."""
    return _bare(text, "room")


def split_address(text: str) -> Address:
    """Take one written address apart, such as `3号1505室`, `3-2-501`, `四十三弄17号三层阁`.

    What stands before the first part is the compound; a road there belongs to no part. Text
    without any part is a compound's name.
    """
    raw = " ".join(narrow(text).split())
    for at in range(len(raw)):
        if not _may_begin(raw, at):
            continue
        parts = read_parts(raw, at)
        if parts.found and not raw[parts.end :].strip(" ,，。;；()（）"):
            before = re.sub(
                r"(?:^|(?<=区))[^\s区]{1,8}[路街道]$", "", raw[:at].strip(" ,，-")
            ).strip()
            return Address(before or None, parts.lane, parts.building, parts.unit, parts.room)
    return Address(compound=raw or None)


def _may_begin(raw: str, at: int) -> bool:
    char, before = raw[at], raw[at - 1] if at else ""
    if char.isascii() and char.isalnum():
        return not (before.isascii() and before.isalnum())
    if char in CHINESE_NUMERALS and before in CHINESE_NUMERALS:
        return not before
    return True


def read_parts(text: str, at: int = 0) -> Parts:
    """The parts of an address from place `at` of half-width text on, as far as they go.

    Lane, building, unit, floor and room in this order, each optional, also dashed (`3-1505`,
    `3/2/501`) and with named rooms. A floor is told apart from a building by its room's number.
    """
    lane = building = unit = floor = room = None
    at = _skip(text, at)
    if found := _LANE.match(text, at):
        lane, at = _plain(found[1]), found.end()
    if found := _DASHED.match(text, at):
        middle = _plain(found[2]) if found[2] else None
        return Parts(lane, _plain(found[1]), middle, _plain(found[3]), found.end())
    if found := _dashed_named().match(text, at):
        named = _named().match(text, found.end())
        assert named
        return Parts(lane, _plain(found[1]), None, _room_name(named), named.end())
    if not _named().match(text, at):
        if found := _SPACED.match(text, at):
            return Parts(lane, found[1], None, found[2], found.end())
        found = _BUILDING.match(text, at) or _STOREYED.match(text, at)
        if found and not _ROOM.fullmatch(found.group().strip()):
            building, at = _plain(found[1]) + (found.groupdict().get("letter") or ""), found.end()
            colon = _COLON.match(text, at)
            at = _skip(text, colon.end() if colon else at)
    if found := _UNIT.match(text, at):
        unit, at = _plain(found[1]), found.end()
        at = _skip(text, at)
    if not _named().match(text, at) and (found := _FLOOR.match(text, at)):
        floor, at = _plain(found[1]), found.end()
    room, end = _room_at(text, at)
    if room is None and building and (single := _SINGLE_ROOM.match(text, at)):
        room, end = single[1], single.end()
    if room and building and not floor and not unit and _is_floor_of(building, room, text, at):
        building, floor = None, building
    return Parts(lane, building, unit, room, end if room else _trimmed(text, at), floor)


def _room_at(text: str, at: int) -> tuple[str | None, int]:
    if found := _named().match(text, at):
        return _room_name(found), found.end()
    if found := _ROOM.match(text, at) or _BARE_ROOM.match(text, at):
        return _plain(found[1]), found.end()
    return None, at


def _is_floor_of(building: str, room: str, text: str, at: int) -> bool:
    """`19楼1903`: the number before 楼 is the storey when the room's number begins with it."""
    storeyed = text[:at].rstrip().endswith("楼") and not text[:at].rstrip().endswith("号楼")
    return storeyed and len(room) > 2 and room[:-2] == building


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,，-":
        at += 1
    return at


def _trimmed(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in " ,，-":
        at -= 1
    return at


def _room_name(found: re.Match[str]) -> str:
    floor = f"{found[1]}楼" if found[1] and found[2] not in _on_the_ground() else ""
    return (floor + found[2]).translate(_FLOORS_IN_HAN)


@lru_cache(maxsize=4096)
def _bare(text: str, part: str) -> str | None:
    raw = "".join(narrow(text).split())
    raw = without_word(re.sub(r"(?<=\d)\.0+$", "", raw), part)
    if not raw:
        return None
    if part == "room" and (named := _named().fullmatch(raw)):
        return _room_name(named)
    if part == "building" and (lettered := re.fullmatch(f"({_NUMBER}){_LETTER}", raw)):
        return _plain(lettered[1]) + lettered["letter"]
    for suffix in _SUFFIXES[part]:
        body = raw.removesuffix(suffix).removeprefix("第")
        if body != raw and re.fullmatch(_NUMBER, body):
            return _plain(body)
    if re.search(r"[A-Za-z]{3}", raw):
        return " ".join(narrow(text).split())
    return _plain(raw)


def _plain(number: str) -> str:
    """Digits for Chinese numerals, capitals for letters, no leading zeros."""
    tail = number[-1:] if number[-1:] in "甲乙丙丁" and len(number) > 1 else ""
    value = spoken_number(number.removesuffix(tail))
    plain = str(value) if value is not None else number.removesuffix(tail).upper()
    if plain.isdigit():
        plain = plain.lstrip("0") or "0"
    return plain + tail
