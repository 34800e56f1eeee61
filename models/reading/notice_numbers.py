"""The numbers of a notice, put so that they are found: in digits where they are told in words, and
what is in each unit in brackets behind it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from models.reading.notice_parts import NUMBER
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
    for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_SMALL = rf"(?:{any_of(_TENS)}(?:[ \-]{any_of(_ONES)})?|{any_of(_TEENS)}|{any_of(_ONES)})"
_TIMED = rf"{_SMALL} {any_of(_TIMES)}"
_ENGLISH = re.compile(
    rf"\b(?:{_TIMED}(?: {any_of(_TIMES)})?(?:(?: and)? {_TIMED})?(?: and {_SMALL})?"
    rf"|{any_of(_TENS)}(?:[ \-]{any_of(_ONES)})?|{any_of(_TEENS)})"
    r"(?= (?!past\b|to\b|o'?clock)[a-z])"
)
_NUMERAL = rf"[{CHINESE_NUMERALS}百千万零〇]"
_MEASURE = r"\d{1,4}(?:\.\d{1,3})?\s?(?:kg|g|ml|l|litres?|liters?|公斤|千克|毫升|斤|升|克)"
_INNER_UNIT = "[枚只个片瓶盒包罐支粒卷听袋]"
_PACKED = rf"(?:{_MEASURE}|\d{{1,4}}\s?{_INNER_UNIT})/[^\s\d户家人]"
"""How much is in each: 30枚/盒, 10kg/袋."""
_INNER = rf"(?:{_MEASURE}|\d{{1,4}}\s?[枚只个片瓶盒包罐支粒卷听袋])"

_SIZE_UNIT = re.compile(r"kg|g|ml|l|公斤|千克|斤|升")
_NO_SIZE = 50
"""So much of a measure, and more, is no size of one piece of goods."""
_LOOKED_BACK = 16

_CELLS = re.compile(r"\s?\|+\s?")
"""Between the cells of a table."""
_LOADS = re.compile(r"[一二两三1-3](?:大|整)?车(?=(?:大?约|大概|共)?\s?\d)")
"""A load beside how much it is: 大白菜1车约8吨."""
_BRACKETED = re.compile(r"(?<=[a-z\u4e00-\u9fff])\s?[(（](\d{2,6})[)）]")
_TRUCK = re.compile(
    r"(?:第[一二三四五1-5]|另外?[一1]|[一1]|头|前|后|[二三四])[车批]"
    r"(?:次|装|是|有|送|来|到|\x00|,|:| )*(\d{2,6})\s?"
)
"""What one of several trucks, or batches, brings."""
_SLASH = re.compile(rf"([{HAN}]{{2}})/(?=\d)")


class _Shapes(NamedTuple):
    spoken: re.Pattern[str]
    few: re.Pattern[str]
    many: re.Pattern[str]
    tons: re.Pattern[str]
    sized: re.Pattern[str]
    sized_english: re.Pattern[str]
    sized_behind: re.Pattern[str]
    times: re.Pattern[str]
    unit: re.Pattern[str]
    hedged: re.Pattern[str]
    priced: re.Pattern[str]
    packs: re.Pattern[str]
    packs_english: re.Pattern[str]
    behind_name: re.Pattern[str]
    """A quantity in brackets behind a name, and no other one behind it."""


@cache
def _shapes() -> _Shapes:
    units = goods_shapes().units
    return _Shapes(
        re.compile(
            rf"(?<![\d第每]|{_NUMERAL})(?:[近约上](?=[百千万]))?([一二两三四五六七八九十]{_NUMERAL}{{1,9}}|十"
            r"|(?<=[近约上])[百千万])"
            rf"(?=\s?(?:{units})(?!克|/|半(?!价)))"
        ),
        re.compile(
            rf"\b(?:two|three|four|five|six|seven|eight|nine)(?= (?:{units}) of )"
            r"(?! [a-z]+ of [a-z ]{2,30} (?:per|each|a household|for (?:each|every|two))\b)"
        ),
        re.compile(
            rf"(?<!\d)(?<!\d[.,])(\d{{1,4}}(?:\.\d{{1,3}})?)\s?([万千k])(?=\s?(?:{units})(?!克))"
        ),
        re.compile(r"(?<!\d)(?<!\d[.,])(\d{1,4}\.\d{1,3})\s?(吨|tonn?es?\b|tons?\b|t\b)"),
        re.compile(
            rf"([{HAN}])\s?({_PACKED}|{_MEASURE}(?:\s?[*x×]\s?\d{{1,4}}"
            rf"(?:\s?{_INNER_UNIT}|(?=\s\d)))?)"
            rf"(?:\s?[*x×]\s?(?=\d{{1,6}}\s?(?:{units}))"
            rf"|(?:(?:\s?,)?\s?)(?=\d{{1,6}}\s?(?:{units})(?!(?:的)?[^\W\d_每各按共])))"
        ),
        re.compile(
            rf"(?<![\w.])({_MEASURE}) ([a-z]+(?: [a-z]+)?) ?[x×*] ?(?=\d{{1,6}} (?:{units}))"
        ),
        re.compile(rf"([a-z]) ({_MEASURE})(?: ?[x×*] ?| )(?=\d{{1,6}} (?:{units}))"),
        re.compile(
            rf"(?<![\d.,])(\d{{1,6}}) ?[x×*] ?({_MEASURE})"
            rf" ((?:{units})(?: of)? [a-z]+|[a-z]+ (?:{units}))"
        ),
        re.compile(units),
        re.compile(rf"(\d)(?:多|余|来|几|\+)\s?(?=(?:{units}))"),
        re.compile(
            rf"(?:每(?:{units}))?[¥￥]?(?<!\d)\d{{1,5}}(?:\.\d{{1,2}})?\s?(?:元|块钱|rmb\b|yuan\b)"
            rf"(?:\s?(?:[/每一]|per |a )\s?(?:{units}))?的?"
        ),
        re.compile(
            rf"((?:{units}|[)）])\s?)[,，]?\s?每(?:{units})\s?(?:装|有|含|是|约|净重|内){{0,2}}\s?"
            rf"({_INNER})(?!/)"
        ),
        re.compile(
            rf"([a-z]),? ({_MEASURE}) (?:each|(?:per|a) (?:{units}))"
            r"(?! (?:house|famil|person|home))"
        ),
        re.compile(
            rf"([{HAN}a-z])\s?[(（]\s?({NUMBER})\s?({units})\s?[)）](?!\s?[:,x×*]?\s?[共约]?\s?\d)"
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
    for shape, put in (
        (known.spoken, _spoken),
        (_ENGLISH, _spoken_english),
        (known.few, lambda hit: str(_ONES[hit[0]])),
        (known.many, _many),
        (known.tons, _kilograms),
    ):
        edits = [(*hit.span(), put(hit)) for hit in shape.finditer(rest)]
        text, rest = edited(text, edits), edited(rest, edits)
    edits = _in_brackets(rest)
    text, rest = edited(text, edits), edited(rest, edits)
    edits = _trucks(rest)
    text, rest = edited(text, edits), edited(rest, edits)
    for shape, order in (
        (known.sized, "{1}({2}) "),
        (known.sized_english, "{2} ({1}) "),
        (known.sized_behind, "{1} ({2}) "),
        (known.times, "{1} {3} ({2})"),
        (known.hedged, "{1}"),
        (known.priced, " "),
        (_CELLS, " "),
        (_LOADS, ""),
        (_BRACKETED, ": {1}"),
        (_SLASH, "{1}:"),
        (known.packs, "{1}({2})"),
        (known.packs_english, "{1} ({2})"),
    ):
        spans = [[hit.span(), *hit.regs[1:]] for hit in shape.finditer(rest)]
        text, rest = (
            edited(
                one,
                [
                    (*span[0], order.format(*(one[slice(*at)].rstrip() for at in span)))
                    for span in spans
                ],
            )
            for one in (text, rest)
        )
    return text, rest


def _in_brackets(rest: str) -> list[Edit]:
    """How many there are of goods that stands in brackets behind their name: 蔬菜包(1720份)."""
    found, shapes = [], goods_shapes()
    for hit in _shapes().behind_name.finditer(rest):
        begins = max(0, hit.start() - _LOOKED_BACK)
        counted = any(
            one.end() == hit.end(1) for one in shapes.counted.finditer(rest, begins, hit.end(1))
        )
        is_size = _SIZE_UNIT.fullmatch(hit[3]) and int(hit[2].replace(",", "")) < _NO_SIZE
        if not counted and not is_size:
            found.append((hit.end(1), hit.end(), f": {hit[2]}{hit[3]}"))
    return found


def _trucks(rest: str) -> list[Edit]:
    """One number for what several trucks bring, told without goods: 一车1000份一车720份."""
    found = []
    for hit in _TRUCK.finditer(rest):
        unit = _shapes().unit.match(rest, hit.end())
        if (unit and not rest[unit.end() : unit.end() + 1].isalpha()) or (
            unit and _TRUCK.match(rest, unit.end())
        ):
            found.append((hit.start(), unit.end(), int(hit[1]), unit[0]))
    whole = sum(many for _start, _end, many, _unit in found)
    if len(found) < 2 or len({unit for *_rest, unit in found}) > 1:
        return []
    told = re.search(rf"(?<!\d){whole}(?!\d)", rest)
    first, *others = [(start, end, "") for start, end, _many, _unit in found]
    put = "" if told else f",共{whole}{found[0][3]}"
    return [(first[0], first[1], put), *others]


def _spoken(hit: re.Match[str]) -> str:
    return str(spoken_number(hit[1]) or hit[1])


def _spoken_english(hit: re.Match[str]) -> str:
    total = pending = 0
    for word in re.findall(r"[a-z]+", hit[0]):
        if word in _TIMES:
            pending = (pending or 1) * _TIMES[word]
        elif word != "and":
            value = _ONES.get(word) or _TEENS.get(word) or _TENS.get(word) or 0
            if (pending >= 12 and pending % 10 == 0 and pending >= 100) or value >= pending:
                total, pending = total + pending, value
            else:
                pending += value
    return str(total + pending)


def _many(hit: re.Match[str]) -> str:
    times = 10_000 if hit[2] == "万" else 1000
    whole = round(float(hit[1]) * times)
    return str(whole) if whole < 1_000_000 else hit[0]


def _kilograms(hit: re.Match[str]) -> str:
    """Tons that are no whole ones, since goods are counted by whole units."""
    unit = "公斤" if hit[2] == "吨" else "kg"
    return f"{round(float(hit[1]) * 1000)}{unit}"
