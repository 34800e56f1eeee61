"""Parts of a phrase of a notice: words that say how many somebody gets, names, bare quantities."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.reading.notice_rules import FIRST, shares_in
from models.reading.scan import BARRIER, HAN, plain
from models.word_tables import any_of, word_table

_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NOT_IN_NAME = re.compile(r"[的送有车发到了是给要来和及加为匀拉装]|都|各位|通知|居民")
_LOAD = re.compile(rf"[一两二三四几\d][车批船](?:新鲜|保供|爱心)?([{HAN}]{{2,6}})[\s,]*$")
"""What a load is of, whatever it is called: 有一车西瓜."""
_LOOKED_FOR, _LONGEST = 12, 60
"""Characters of a name that are looked for at first, and that are kept of one."""
_RUN = re.compile(rf"[{HAN}a-z0-9\-]+\Z")
_TRIM = " ,，、:：;；()（）!！.。+/-·" + BARRIER
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})"
"""How many there are of something, in digits; in plain text."""
_HEDGES = (
    "(?:一共|总共|共计|合计|总计|数量|约|大约|大概|共|计|各|总数|total|in all|about|around|some|of)"
)
_BEHIND = r"(?:左右|上下|in all|in total|altogether|total|each|整|不等)?"


class Part(NamedTuple):
    """A stretch of a phrase; `is_share`: its words say who gets how many, or who comes first."""

    is_share: bool
    start: int
    end: int


class Bare(NamedTuple):
    """A quantity that stands away from its goods."""

    quantity: int
    unit: str


class _Shapes(NamedTuple):
    name: re.Pattern[str]
    """Goods by a known word at their end."""
    name_here: re.Pattern[str]
    """The same at a place where a name is known to begin."""
    unitless: re.Pattern[str]
    unitless_behind: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    words = tuple(map(plain, table.words("goods")))
    han = any_of(word for word in words if not word.isascii())
    latin = any_of(word for word in words if word.isascii())
    in_han = (
        rf"[{HAN}a-z0-9]{{0,8}}?(?:{han}){{1,4}}(?:[a-e](?![a-z])|套餐|礼包|大礼包|套装|盒|包)?"
    )
    led = r"(?:(?!(?:and|of|the|plus|with|bring|our|your|for)\b)[a-z\-]++ ){1,2}"
    ends = rf"{latin}(?:e?s)?(?![a-z])"
    # Words begin where no letter stands before them, lest a long one be tried at each of its own.
    name = rf"(?:{in_han}|(?<![a-z])(?:(?<!-){led})?{ends})"
    return _Shapes(
        re.compile(name),
        re.compile(rf"{in_han}|(?:{led})?{ends}"),
        re.compile(
            rf"({name})\s*[:*x×]?\s*(?<!\d)(?<!\d[.,])({NUMBER})(?<!(?<!\d)\d)(?![\d.,]*\d|[{HAN}a-z%:])"
        ),
        re.compile(rf"(?<![\d:])(?<!\d[.,])({NUMBER})(?<!(?<!\d)\d) ({name})(?=\s|$|[,;.])"),
        re.compile(any_of(map(plain, table.words("asides")))),
    )


def parts_of(phrase: str, units: str) -> list[Part]:
    """A phrase in plain text cut at the words that divide; nothing in brackets is looked at."""
    open_text = _IN_BRACKETS.sub(lambda hit: BARRIER * len(hit[0]), phrase)
    cuts = shares_in(open_text, units)
    if first := FIRST.search(open_text):
        cuts = [one for one in cuts if one[1] <= first.start()] + [(first.start(), len(phrase))]
    parts, at = [], 0
    for start, end in cuts:
        if phrase[at:start].strip(_TRIM):
            parts.append(Part(False, at, start))
        parts.append(Part(True, start, end))
        at = end
    if phrase[at:].strip(_TRIM):
        parts.append(Part(False, at, len(phrase)))
    return parts


def bare_count(phrase: str, units: str) -> Bare | None:
    """The quantity of a phrase that names no goods: 共3440份, `65 trays`."""
    told = phrase.strip(_TRIM)
    hit = re.fullmatch(
        rf"{_HEDGES}*+\s*+[:：]?\s*+{_HEDGES}*+\s*+({NUMBER})\s*({units})\s*{_BEHIND}", told
    ) or re.fullmatch(rf"数量\s*[:：]?\s*({NUMBER})()", told)
    return Bare(_whole(hit[1]), hit[2] or "份") if hit else None


def name_at(phrase: str, at: int) -> int:
    """Where goods end that are named at a place by a word that is known of goods; that place itself
    where none are. What stands in brackets is looked at as well."""
    found = _shapes().name_here.match(phrase, at)
    return found.end() if found else at


def name_begins(phrase: str, start: int, end: int) -> int:
    """Where goods begin that were found from a place on as far as names are looked for; a long name
    begins before it, behind the last word that is in no name."""
    if end - start < _LOOKED_FOR:
        return start
    first = max(0, end - _LONGEST)
    run = _RUN.search(phrase, first, start)
    begins = run.start() if run else start
    return max((one.end() for one in _NOT_IN_NAME.finditer(phrase, begins, start)), default=begins)


def name_in(phrase: str) -> tuple[int, int] | None:
    """Where the last goods of a phrase are named by a word that is known of goods."""
    open_text = _IN_BRACKETS.sub(lambda hit: BARRIER * len(hit[0]), phrase)
    found = None
    for hit in _shapes().name.finditer(open_text):
        cut = max((one.end() for one in _NOT_IN_NAME.finditer(hit[0][:-1])), default=0)
        found = hit.start() + cut, hit.end()
    if found is None and (load := _LOAD.search(open_text)):
        return load.span(1)
    return found


def names_in(phrase: str) -> list[tuple[int, int]]:
    """Where each of the goods is named that a text names by words that are known of goods."""
    found = []
    for hit in _shapes().name.finditer(phrase):
        cut = max((one.end() for one in _NOT_IN_NAME.finditer(hit[0][:-1])), default=0)
        found.append((hit.start() + cut, hit.end()))
    return found


def unitless(phrase: str) -> list[tuple[int, int, int]]:
    """Known goods with a number and no unit, 蔬菜包1720: where the name stands, and how many."""
    shapes = _shapes()
    found = [(*hit.span(1), _whole(hit[2])) for hit in shapes.unitless.finditer(phrase)]
    return found or [
        (*hit.span(2), _whole(hit[1])) for hit in shapes.unitless_behind.finditer(phrase)
    ]


def _whole(number: str) -> int:
    return int(number.replace(",", ""))


def is_aside(phrase: str) -> bool:
    """Whether a phrase tells of a part of goods that were counted already: 其中77份给保安."""
    return _shapes().aside.search(phrase) is not None
