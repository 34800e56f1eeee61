"""Goods of a notice whose unit is not known, stands before the number or is left out. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.reading.notice_parts import NUMBER, name_in
from models.reading.scan import BARRIER, HAN, plain
from models.word_tables import any_of, word_table

_NAME = rf"[{HAN}a-z][{HAN}a-z0-9\-]{{1,11}}?"
_FREE = r"(?<!\d)(?<!\d[.,])"
_ENDS = rf"(?=[\s,，、;；。:：)）!！{BARRIER}]|$)"


class OddGoods(NamedTuple):
    """Where goods are named, how many, and of which unit."""

    name: tuple[int, int]
    quantity: str
    unit: str


class _Shapes(NamedTuple):
    behind: re.Pattern[str]
    before: re.Pattern[str]
    cells: re.Pattern[str]
    times: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    no_units = any_of(map(plain, table.words("no_units")))
    units = any_of(map(plain, table.words("units")))
    unit = rf"(?!{no_units})[{HAN}]"
    return _Shapes(
        re.compile(rf"({_NAME})\s?[:：]?\s?{_FREE}({NUMBER})\s?({unit}){_ENDS}"),
        re.compile(rf"{_FREE}({NUMBER})\s?({unit})(?:的)?([{HAN}]{{2,10}}){_ENDS}"),
        re.compile(rf"({_NAME}) ({units}) {_FREE}({NUMBER}){_ENDS}"),
        re.compile(rf"({_NAME})\s?[*x×]\s?{_FREE}({NUMBER}){_ENDS}"),
    )


def odd_goods(phrase: str) -> list[OddGoods]:
    """Goods of a phrase in plain text in which no known unit stands behind a number."""
    shapes = _shapes()
    if found := [OddGoods(hit.span(1), hit[3], hit[2]) for hit in shapes.cells.finditer(phrase)]:
        return found
    if found := [OddGoods(hit.span(1), hit[2], hit[3]) for hit in shapes.behind.finditer(phrase)]:
        return found
    for hit in shapes.before.finditer(phrase):
        if (at := name_in(hit[3])) and at == (0, len(hit[3])):
            found.append(OddGoods(hit.span(3), hit[1], hit[2]))
    if found:
        return found
    return [OddGoods(hit.span(1), hit[2], "份") for hit in shapes.times.finditer(phrase)]
