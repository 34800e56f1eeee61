"""The text of a report made plain before it is read: signs, dates, numbers of lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.doors.door_shapes import SECOND
from models.text import narrow

_OF_SECOND = re.compile(r"(?<=\d)/(?=[2-9](?![\d/-]))(?<=[\d]{3}/)")
_BETWEEN_ROOMS = re.compile(
    r"(?<=\d\d\d)\s?[/.&]\s?(?=\d{3}|\d{1,3}[a-z]?(?:-|号|#))|(?<=[^\d\s])\s?/\s?(?=\d)| / "
)

_ITEM = re.compile(r"[ ]*(?:(?P<sign>[①-⑳⑴-⒇])|\(?(?P<number>\d{1,2})(?P<end>[.,)])(?P<gap> ?))\s*")
"""The number of an item in a list, at the beginning of a line."""
_BEFORE_WORDS = re.compile(r"(?<=\d{3}):(?!\d)")
_TIMES = re.compile(r"(?<=[\u4e00-\u9fff\s])[x×*]\s?(?=\d)", re.IGNORECASE)
"""Before how many: 奶x2."""
_DATE = re.compile(
    r"\d{4}年|(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|\d{1,2}月\d{1,2}[日号]|\d{1,2}[点时](?:\d{1,2}分?|半)?"
)


_ITEM_WITHIN = re.compile(
    r"(?:^|(?<=[^\d.,、-]))\(?(?P<number>\d{1,2})[.,)、](?!\d{1,2}(?:[.,、:]|$)) ?"
    r"(?=\d{1,4}[a-z]?\s?(?:-|号|#|栋|幢|座|弄)|\d{3,4}(?!\d)|(?:bl|bu?i?ld|no\.|room|flat|lane))",
    re.IGNORECASE,
)
"""The number of an item in a list on one line, before a door."""
_SIGN_WITHIN = re.compile(r"\s*(?=[①-⑳⑴-⒇])")
_ZERO = re.compile(
    r"(?<=\d)[oO〇零](?=\d)|(?<=\d\d)[oO〇](?![a-zA-Z\d零〇一二三四五六七八九])|(?<=-)[oO](?=\d)"
)
_ONE = re.compile(r"(?<=\d)[lI](?=\d)|(?<=-)[lI](?=\d\d)")
"""Letters typed or read in place of digits: 6O2, l01."""


_UNIT = re.compile(r"(?:(?<=\d[号栋幢])|(?<=\d[号栋幢]楼))(?P<unit>\d)-(?=\d{3,4}(?!\d))")
"""A unit and a room behind their building: 5号1-101 is room 101 of its unit 1."""

_SAME_SIGNS = str.maketrans("沒冇無領簽應開發門絕戶給", "没没无领签应开发门绝户给")
"""Signs of words that say something as they are written elsewhere."""


def prepared(text: str) -> str:
    """Half-width text in which a stroke before a second household is a sign of its own, and one
    between two rooms a comma."""
    plain = narrow(text).replace("\r", "\n").replace("～", "~").replace("–", "-")
    plain = re.sub(r"[^\S\n]+", " ", plain).translate(_SAME_SIGNS)
    plain = _ONE.sub("1", _ZERO.sub("0", plain))
    apart = (one for line in plain.split("\n") for one in _items(line))
    plain = "\n".join(_without_numbers([one.replace("、", ",") for one in apart]))
    plain = _BEFORE_WORDS.sub(" :", _DATE.sub(" ", plain))
    plain = _UNIT.sub(r"\g<unit>单元", _TIMES.sub(" ", plain))
    return _OF_SECOND.sub(SECOND, _BETWEEN_ROOMS.sub(",", plain))


def _items(line: str) -> list[str]:
    """The items of a list that stands on one line, as lines: `1. 2-301 没人 2. 2-302 没人`."""
    found = list(_ITEM_WITHIN.finditer(line))
    if len(found) > 1 and [int(one["number"]) for one in found] == list(range(1, len(found) + 1)):
        begins = [0, *(one.end() for one in found)]
        ends = [*(one.start() for one in found), len(line)]
        items = [line[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
        return [one for one in items if one]
    return _SIGN_WITHIN.sub("\n", line).split("\n")


def _without_numbers(lines: Sequence[str]) -> list[str]:
    """Lines without the numbers of a list: 1. and 2. and so on, and what only stands for a list's.

    `1,2号楼` on a line of its own is two buildings.
    """
    items = [_ITEM.match(line) for line in lines]
    numbers = [int(one["number"]) for one in items if one and one["number"]]
    counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return [
        line[one.end() :]
        if one and (one["sign"] or counted or (one["gap"] and one["end"] != ","))
        else line
        for line, one in zip(lines, items, strict=True)
    ]
