"""Rooms that are said alone, of the building named before: `隔壁105`, `三楼302`, `302没菜`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.households.addresses import NO_COUNT
from models.text import CHINESE_NUMERALS, spoken_number
from models.word_tables import any_of, word_table

HOTLINES = ("110", "119", "120", "122")

_ROOM = rf"(?P<room>\d{{3,4}})室?(?![\d.:%]|\s*[元块米升斤]){NO_COUNT}"
_ON_FLOOR = re.compile(rf"(?P<floor>\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})[楼层]的?\s?{_ROOM}")


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){_words('beside')}(?:家|的|是)?\s?{_ROOM}")


@cache
def _troubles() -> re.Pattern[str]:
    return re.compile(_words("troubles"))


def _words(name: str) -> str:
    table = word_table(__file__, "next_doors.toml")
    table.only("beside", "troubles")
    return any_of(table.words(name))


@cache
def _in_trouble() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s,，。;；、\x00]){_ROOM}(?={_words('troubles')})")


def has_trouble(text: str, end: int) -> bool:
    """Whether what ends at a place in a plain text is said to be in need, as only a door is."""
    return _troubles().match(text, end) is not None


def rooms_alone(text: str) -> Iterator[tuple[int, int, str]]:
    """Where rooms said alone begin and end in a plain text, with the room; not in its order."""
    for shape in (_beside(), _in_trouble()):
        for hit in shape.finditer(text):
            if hit["room"] not in HOTLINES:
                yield hit.start("room"), hit.end(), hit["room"]
    for hit in _ON_FLOOR.finditer(text):
        if str(spoken_number(hit["floor"])) == hit["room"][:-2]:
            yield hit.start(), hit.end(), hit["room"]
