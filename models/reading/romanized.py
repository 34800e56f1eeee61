"""Doors of here in Latin letters: `6 hao 304`, `Lane forty-three no. 18, the kitchen room`.

They are put into the signs of the register, place for place, and read as those are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import product
from typing import NamedTuple

from models.reading.scan import BARRIER, Line
from models.word_tables import WordTable, any_of, word_table

_LETTER = re.compile("[a-z]")
_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED: Mapping[str, int] = {
    **{word: number for number, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: tens for tens, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{
        f"{ten}{by}{one}": tens + number
        for tens, ten in zip(range(20, 100, 10), _TENS, strict=True)
        for number, one in enumerate(_ONES, 1)
        for by in " -"
    },
}
_PINYIN = ("", *"yi er san si wu liu qi ba jiu".split())
_SAID = {
    by.join(filter(None, (tens if tens != "yi" else "", "shi" if tens else "", ones))): number
    for number, (tens, ones) in enumerate(product(_PINYIN, _PINYIN))
    for by in ("", " ")
    if number
}
"""Numbers up to 99 in pinyin: `shiba` is 18."""
_NUMBER = rf"(?:\d{{1,4}}|{any_of(_SPELLED)})"
_NO = r"(?:no\.?|number|#)"
_HOUSE = rf"(?:(?:house|building|bldg\.?|door)\s{{0,2}}{_NO}?|{_NO})\s{{0,2}}"
_ENDS = r"(?![\da-z])"
_GAP = r"[\s,，.(（]{0,24}"

_LANE = re.compile(
    rf"(?<![a-z\d])(?:lane\s{{0,2}}{_NO}?\s{{0,2}}(?P<number>{_NUMBER}){_ENDS}(?!-\d)"
    rf"|(?P<before>{_NUMBER}) lane(?![a-z])(?!\s{{0,2}}(?:{_NUMBER})))"
)
_HOUSE_BEHIND = re.compile(rf"(?<=弄)(?:(?P<gap>{_GAP}){_HOUSE}|/)(?P<house>{_NUMBER}){_ENDS}")
_NUMBERED = rf"(?:room|rm\.?|flat|apt\.?|unit)\s{{0,2}}{_NO}?\s{{0,2}}(?P<number>{_NUMBER}){_ENDS}"


class _Shapes(NamedTuple):
    """What the table finds in plain text, and the signs for its words.

    Attributes:
        unit: units behind numbers.
        room: a room behind its house.
        house: a house before its lane, with its room before it.
    """

    unit: re.Pattern[str]
    room: re.Pattern[str]
    house: re.Pattern[str]
    units: Mapping[str, str]
    rooms: Mapping[str, str]
    floors: Mapping[str, str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "romanized.toml")
    table.only("units", "rooms", "weak", "floors")
    units, rooms, floors = (_by_word(table.part(name)) for name in ("units", "rooms", "floors"))
    houses = [word for word, sign in units.items() if sign[0] in "号弄"]
    weak = frozenset(table.part("weak").words("words"))
    name = (
        rf"(?:{_hyphened(word for word in rooms if word not in weak)}(?![a-z])"
        rf"|{_hyphened(weak)}(?=\s*(?:[,，.。;；:：(（)）{BARRIER}]|$)))"
    )
    floor = rf"(?:{any_of(floors)}[ -]?(?:floor|fl\.?|storey|lou)|[1-4](?:楼|/?f))"
    room = (
        r"(?:in )?(?:the )?(?:downstairs )?"
        rf"(?:{_NUMBERED}|(?:(?P<floor>{floor})[\s,，(（-]{{0,4}})?(?P<room>{name})[)）]?"
        rf"(?:,? ?(?:on |of )?(?:the )?(?P<behind>{floor}))?"
        rf"(?:\s?[(（,，]\s?{name}\s?[)）]?)?)"
    )
    return _Shapes(
        re.compile(
            rf"(?:(?<![a-z]){_NO}\s{{0,2}})?(?<!\d)(?P<count>\d{{1,5}})\s{{0,2}}"
            rf"(?P<unit>{any_of(units)})(?![a-z])"
            rf"|(?<![a-z])(?P<said>{any_of(_SAID)})\s?(?P<house>{any_of(houses)})(?![a-z])"
        ),
        re.compile(rf"(?<=号)(?P<gap>{_GAP}){room}"),
        re.compile(
            rf"(?<![a-z\d])(?:{room}[\s,，]{{1,3}}(?:(?:of|in|at)\s)?)?"
            rf"{_HOUSE}(?P<house>{_NUMBER})[\s,，]{{1,3}}(?:(?:of|in|at|on)\s)?"
            r"(?P<lane>\d{1,4})\s{0,24}弄"
        ),
        units,
        rooms,
        floors,
    )


def _hyphened(words: Iterable[str]) -> str:
    """A regular expression for words whose blanks may be hyphens."""
    return any_of(words).replace(r"\ ", "[ -]")


def _by_word(table: WordTable) -> dict[str, str]:
    return {word: sign for sign, words in table.rows().items() for word in words}


def put_in_signs(line: Line) -> None:
    """Put what Latin letters say of doors in signs: `6 hao` is 6号, `lane 43 #18` 43弄18号."""
    text = line.rest
    if not _LETTER.search(text):
        return
    for shape, put in (
        (_shapes().unit, _unit),
        (_LANE, _lane),
        (_shapes().house, _house),
        (_HOUSE_BEHIND, _house_behind),
        (_shapes().room, _room_behind),
    ):
        text = shape.sub(partial(_in_place, put), text)
    line.reword(text)


def _in_place(put: Callable[[re.Match[str]], tuple[str, str]], hit: re.Match[str]) -> str:
    """Signs as wide as what they stand for, blanks before the last of them."""
    head, tail = put(hit)
    return head.ljust(len(hit[0]) - len(tail)) + tail


def _unit(hit: re.Match[str]) -> tuple[str, str]:
    number = hit["count"] or str(_SAID[hit["said"]])
    return number, _shapes().units[hit["unit"] or hit["house"]]


def _lane(hit: re.Match[str]) -> tuple[str, str]:
    return _digits(hit["number"] or hit["before"]), "弄"


def _house(hit: re.Match[str]) -> tuple[str, str]:
    house = f"{hit['lane']}弄{_digits(hit['house'])}"
    if hit["number"] or hit["room"]:
        number, sign = _room(hit)
        return f"{house}号{number}", sign
    return house, "号"


def _house_behind(hit: re.Match[str]) -> tuple[str, str]:
    return f"{hit['gap'] or ''}{_digits(hit['house'])}", "号"


def _room_behind(hit: re.Match[str]) -> tuple[str, str]:
    """A room without what would end its address before it."""
    number, sign = _room(hit)
    return " " * len(hit["gap"]) + number, sign


def _room(hit: re.Match[str]) -> tuple[str, str]:
    """A room by its number or its name, with its floor where that tells it apart: 二楼前楼."""
    if hit["number"]:
        return _digits(hit["number"]), "室"
    sign = _shapes().rooms[hit["room"].replace("-", " ")]
    floor = hit["floor"] or hit["behind"] or ""
    floors = _shapes().floors.items()
    number = next((of for word, of in floors if floor.startswith(word)), floor[:1])
    return "", f"{number}楼{sign}" if number and sign.endswith("楼") else sign


def _digits(said: str) -> str:
    return said if said.isdigit() else str(_SPELLED[said])
