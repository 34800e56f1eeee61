"""The numbers of a notice, put so that they are found: in digits where they are told in words, and
what is in each unit in brackets behind it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from models.reading.scan import HAN
from models.reading.written_goods import goods_shapes
from models.text import CHINESE_NUMERALS, spoken_number
from models.word_tables import any_of

Edit = tuple[int, int, str]
"""What stands instead of the characters from one place to another."""

_ONES = {
    word: at for at, word in enumerate("one two three four five six seven eight nine".split(), 1)
} | {"a": 1, "an": 1}
_TEENS = {
    word: at
    for at, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
_TENS = {
    word: at * 10
    for at, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_SMALL = rf"(?:{any_of(_TENS)}(?:[ \-]{any_of(_ONES)})?|{any_of(_TEENS)}|{any_of(_ONES)})"
_TIMED = rf"{_SMALL} {any_of(_TIMES)}"
_ENGLISH = re.compile(
    rf"\b(?:{_TIMED}(?: {any_of(_TIMES)})?(?:(?: and)? {_TIMED})?(?: and {_SMALL})?"
    rf"|{any_of(_TENS)}(?:[ \-]{any_of(_ONES)})?|{any_of(_TEENS)})(?= (?!past\b|to\b|o'?clock)[a-z])"
)
_NUMERAL = rf"[{CHINESE_NUMERALS}百千万零〇]"
_MEASURE = r"\d{1,4}(?:\.\d{1,3})?\s?(?:kg|g|ml|l|litres?|liters?|公斤|千克|毫升|斤|升|克)"
_INNER = rf"(?:{_MEASURE}|\d{{1,4}}\s?[枚只个片瓶盒包罐支粒卷听袋])"

_CELLS = re.compile(r"\s?\|+\s?")
"""Between the cells of a table."""
_SLASH = re.compile(rf"([{HAN}]{{2}})/(?=\d)")


class _Shapes(NamedTuple):
    spoken: re.Pattern[str]
    many: re.Pattern[str]
    tons: re.Pattern[str]
    packs: re.Pattern[str]
    packs_english: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    units = goods_shapes().units
    return _Shapes(
        re.compile(
            rf"(?<![\d第每]|{_NUMERAL})([一二两三四五六七八九十]{_NUMERAL}{{1,9}}|十)"
            rf"(?=\s?(?:{units})(?!克|/))"
        ),
        re.compile(rf"(?<!\d)(?<!\d[.,])(\d{{1,4}}(?:\.\d{{1,3}})?)\s?([万千k])(?=\s?(?:{units})(?!克))"),
        re.compile(r"(?<!\d)(?<!\d[.,])(\d{1,4}\.\d{1,3})\s?(吨|tonn?es?\b|tons?\b|t\b)"),
        re.compile(
            rf"((?:{units}|[)）])\s?)[,，]?\s?每(?:{units})\s?(?:装|有|含|是|约|净重|内){{0,2}}\s?"
            rf"({_INNER})(?!/)"
        ),
        re.compile(
            rf"([a-z]),? ({_MEASURE}) (?:each|(?:per|a) (?:{units}))(?! (?:house|famil|person|home))"
        ),
    )


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with some of its parts put otherwise; these are apart and in order."""
    parts, at = [], 0
    for start, end, instead in edits:
        parts += [text[at:start], instead]
        at = end
    return "".join([*parts, text[at:]])


def numbers_told(text: str, rest: str) -> tuple[str, str]:
    """A notice and its plain text, still place for place, with every number in digits.

    Args:
        rest: the plain text, where barriers are in place of what is spoken for.
    """
    known = _shapes()
    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
        (known.spoken, _spoken),
        (_ENGLISH, _spoken_english),
        (known.many, _many),
        (known.tons, _kilograms),
        (_CELLS, lambda _hit: " "),
        (_SLASH, lambda hit: f"{hit[1]}:"),
        (known.packs, lambda hit: f"{hit[1].rstrip()}({hit[2]})"),
        (known.packs_english, lambda hit: f"{hit[1]} ({hit[2]})"),
    )
    for shape, put in steps:
        edits = [
            (hit.start(), hit.end(), now)
            for hit in shape.finditer(rest)
            if (now := put(hit)) is not None
        ]
        if edits:
            text, rest = edited(text, edits), edited(rest, edits)
    return text, rest


def _spoken(hit: re.Match[str]) -> str | None:
    number = spoken_number(hit[1])
    return str(number) if number else None


def _spoken_english(hit: re.Match[str]) -> str | None:
    total = pending = 0
    for word in re.findall(r"[a-z]+", hit[0]):
        if word in _TIMES:
            pending = (pending or 1) * _TIMES[word]
        elif word != "and":
            value = _ONES.get(word) or _TEENS.get(word) or _TENS.get(word) or 0
            if pending >= 12 and pending % 10 == 0 and pending >= 100 or value >= pending:
                total, pending = total + pending, value
            else:
                pending += value
    return str(total + pending)


def _many(hit: re.Match[str]) -> str | None:
    times = 10_000 if hit[2] == "万" else 1000
    whole = round(float(hit[1]) * times)
    return str(whole) if whole < 1_000_000 else None


def _kilograms(hit: re.Match[str]) -> str:
    """Tons that are no whole ones, since goods are counted by whole units."""
    unit = "公斤" if hit[2] == "吨" else "kg"
    return f"{round(float(hit[1]) * 1000)}{unit}"
