"""Goods as English puts them behind their number: `860 boxes of milk`, `60 gowns`. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.reading.notice_parts import NUMBER, name_in
from models.reading.scan import plain
from models.word_tables import any_of, word_table

_PACK = r"\(([^()]{1,20})\)"


class EnglishGoods(NamedTuple):
    """Where goods are named, how many, of which unit, and where words in brackets stand."""

    name: tuple[int, int]
    quantity: str
    unit: str
    aside: tuple[int, int] | None


class _Shapes(NamedTuple):
    counted: re.Pattern[str]
    unit: re.Pattern[str]
    several: re.Pattern[str]
    """A unit of which there are several."""
    no_name: re.Pattern[str]
    no_goods: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    units = any_of(map(plain, table.words("english_units")))
    no_name = any_of(map(plain, table.words("no_name")))
    word = rf"(?!{no_name}(?![a-z]))[a-z][a-z'\-]{{0,19}}"
    return _Shapes(
        re.compile(
            rf"(?<![\w.\-])(?<!\d,)({NUMBER}) "
            rf"(?:(?P<unit>(?!{no_name}(?![a-z]))[a-z]{{2,14}}) of (?:the )?)?"
            rf"(?P<name>{word}(?: {word}){{0,7}}+)(?! ?:)(?: ?{_PACK})?"
        ),
        re.compile(rf"(?:{units})(?:e?s)?"),
        re.compile(rf"(?:{units})(?<!s)(?:e?s)|loaves|kg"),
        re.compile(no_name),
        re.compile(any_of(map(plain, table.words("no_goods")))),
    )


def english_goods(phrase: str) -> list[EnglishGoods]:
    """The goods of a phrase in plain text that stand behind their number; none where a name stands
    before it, unless `of` binds them."""
    found = []
    for hit in _shapes().counted.finditer(phrase):
        if hit["unit"] or not _is_named(
            phrase[max(0, hit.start() - 40) : hit.start()], hit["name"]
        ):
            read = _goods(hit)
            if read is not None:
                found.append(read)
    return found


def _is_named(before: str, name: str) -> bool:
    """Whether words before a number name the goods it counts."""
    shapes = _shapes()
    before = before.rstrip()
    named = before.rstrip(" :")
    last = re.search(r"[a-z'\-]+$", named)
    if last is not None:
        behind_colon = named != before
        unit_first = shapes.unit.fullmatch(name.split(" ", maxsplit=1)[0]) is not None
        if behind_colon and not unit_first:
            return False
        return shapes.no_name.fullmatch(last[0]) is None
    return bool(named) and (named[-1].isalnum() or named[-1] in ")x*=")


def _goods(hit: re.Match[str]) -> EnglishGoods | None:
    shapes = _shapes()
    words = hit["name"].split(" ")
    start, end = hit.span("name")
    aside = hit.span(4) if hit[4] else None
    quantity = hit[1]
    if any(shapes.no_goods.fullmatch(word) for word in (*words, hit["unit"] or "")):
        return None
    if hit["unit"]:
        return EnglishGoods((start, end), quantity, hit["unit"], aside)
    ends_in_unit = shapes.unit.fullmatch(words[-1]) is not None
    begins = shapes.unit.fullmatch(words[0]) is not None
    several = begins and (shapes.several.fullmatch(words[0]) is not None or quantity == "1")
    if len(words) > 1 and begins and (several or not ends_in_unit):
        return EnglishGoods((start + len(words[0]) + 1, end), quantity, words[0], aside)
    if ends_in_unit:
        whole = EnglishGoods((start, end), quantity, words[-1], aside)
        return whole if len(words) > 1 else None
    known = name_in(hit["name"])
    if known is None and not words[-1].endswith("s"):
        return None
    return EnglishGoods((start, end), quantity, "pieces", aside)
