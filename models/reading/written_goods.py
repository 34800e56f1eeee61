"""How goods are written in a notice: a quantity beside a name, in which phrases they stand."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.reading.english_goods import english_goods
from models.reading.notice_parts import NUMBER, name_at, name_begins
from models.reading.notice_rules import FIRST, RULE_WORDS
from models.reading.odd_units import odd_goods
from models.reading.scan import BARRIER, HAN, plain
from models.supplies.handling import said_of
from models.text import clean, spoken_number
from models.word_tables import any_of, word_table

_PACK = rf"[(\[【]([^()\[\]【】{BARRIER}]{{1,20}})[)\]】]"
_PACK_BEHIND = re.compile(rf"\s*+{_PACK}")
_HAN_NAME = rf"[{HAN}a-z][{HAN}a-z0-9\-]{{0,11}}?"
_EACH_PACK = (
    r"\d{1,4}(?:\.\d+)?\s?"
    r"(?:kg|g|ml|l|公斤|斤|升|克|枚|只|片|管|盒|瓶|包|支|人份|罐|卷|双|个|桶|听)/[^\s\d]{1,2}"
)
_LATIN_NAME = r"(?<![a-z])[a-z][a-z\-']{0,15}(?: [a-z][a-z\-']{0,15}){0,3}?"


class GoodsShapes(NamedTuple):
    """How goods are written: a quantity, and where it stands."""

    units: str
    quantity: re.Pattern[str]
    counted: re.Pattern[str]
    """The same whatever stands behind it."""
    name_first: re.Pattern[str]
    count_first: re.Pattern[str]
    named_in_unit: re.Pattern[str]
    """`1720 vegetable packs`, `vegetable packs: 1720`: the unit is the end of the name."""
    paid: re.Pattern[str]
    free: re.Pattern[str]
    no_goods: re.Pattern[str]
    """What a number counts that counts no goods."""


@cache
def goods_shapes() -> GoodsShapes:
    table = word_table(__file__, "notice.toml")
    table.only(
        *("units", "english_units", "paid", "free", "closed_first", "registered", "present"),
        *(
            "source",
            "pass",
            "batch",
            "first",
            "goods",
            "asides",
            "everywhere",
            "senders",
            "no_driver",
            "brands",
            "no_name",
            "no_goods",
            "no_units",
            "counts_no_goods",
            "announced",
            "announced_behind",
            "loaded",
            "loaded_behind",
            "missing",
            "missing_behind",
            "cancelled_behind",
        ),
    )
    english = rf"(?:{any_of(map(plain, table.words('english_units')))})(?:e?s)?\b"
    units = rf"(?:{any_of(map(plain, table.words('units')))}|{english})"
    # Blanks are taken whole and never given back: a line of blanks would be tried for hours.
    count = rf"(?<!\d)(?<!\d[.,])({NUMBER})"
    quantity = rf"{count}\s*+({units})(?!\s*+(?:[装/x×*]|卡?车))"
    between = (
        r"\s*+[:：*x×=\-–]?\s*+(?:共计|合计|总计|总共|一共|数量|大约|大概|共|各|约|近|有|为|由|从|about|around)?"
        r"\s*+[:：]?\s*+"
    )
    name = rf"({_HAN_NAME}(?:{_EACH_PACK})?|{_LATIN_NAME})"
    name_first = rf"{name}(?:\s*+{_PACK})?{between}{quantity}(?:\s*+{_PACK})?"
    ends = rf"(?=[\s,，、;；。:：{BARRIER}]|$)"
    count_first = rf"{quantity}\s*+(?:的|of (?:the )?)?\s*+{name}(?:\s*+{_PACK})?{ends}"
    last = rf"{ends}(?:\s*+{_PACK})?"
    named = rf"({_LATIN_NAME} ({english}))"
    return GoodsShapes(
        units,
        re.compile(quantity),
        re.compile(rf"{count}\s*+({units})"),
        re.compile(name_first),
        re.compile(count_first),
        re.compile(rf"{count}\s++{named}{last}|{named}{between}{count}{last}"),
        re.compile(_whole_words(table.words("paid"))),
        re.compile(_whole_words(table.words("free"))),
        re.compile(any_of(map(plain, table.words("counts_no_goods")))),
    )


def _whole_words(words: tuple[str, ...]) -> str:
    return rf"(?<![a-z]){any_of(map(plain, words))}(?![a-z\-])"


_PACK_IN_NAME = re.compile(
    r"(\d+(?:\.\d+)?\s*(?:kg|g|ml|l|公斤|斤|升|克|枚|只|盒|瓶|包|片|管|支|卷|双|罐|听|桶)(?:/[^\s\d]{1,2})?)装?$",
    re.I,
)
_LEADING = re.compile(
    r"^(?:(?:一共|总共|共计|合计|总计|数量|大概|大约|约|共|其中|另有|另外|还有|以及|和|及|有|送|来|到|配送|发放|本次|这次|物资|品种|(?:份数|数量|件数|总数)(?:不变|照旧|还是|仍[是为])?|照旧|不变|第[一二三]车|[一另头]车|(?:昨天|昨日|今早|今晨|今晚|今天|明早)?(?:通知|说好?|报|订)的|(?:昨天|昨日|今早|今天)的)+[:：]?"
    r"|(?:(?:we|they|will|bring|bringing|brings|delivery of|and|also|plus|with|of|the|some|total"
    r"|are|is|sending|please|unload|expect|expecting|get|getting|receive|have|has|there|deliver|delivering|today"
    r"|tomorrow|supplies|goods|hi|hello|all|our|your|now|here)\s"
    r")+)",
    re.I,
)
SENTENCE_END = re.compile(rf"[;。!{BARRIER}]|(?<=[a-z])\.(?=\s|$)")
_GOES_ON = re.compile(r"(?:of|per|for|each|a) ")
_AND_MORE = re.compile(
    r"\s?(?:and|plus|as well as|&|\+)\s(?:about |around |another |some |also )?\d|\+\s?\d"
)
"""What joins goods to others, before their number."""
_LIST_END = re.compile(r"[,、;；。]")
_LISTED = re.compile(
    rf"\s*((?:[{HAN}]{{1,8}}、){{1,12}}[{HAN}]{{1,8}}?)各\s*(\d{{1,6}})\s*([{HAN}]|kg)"
)
"""Goods of which there is as much each: 西红柿、黄瓜各500斤."""
_TRUCK_OR_BATCH = re.compile(r"(?:第?[一二两三四另1-9]|每|头|前|后|分两)[车批趟次]?[车批趟次]")
_NO_NAMES = frozenset(
    {
        "各",
        "about",
        "around",
        "some",
        "approx",
        "approximately",
        "in",
        "total",
        "no",
        "of",
        "the",
        "and",
        "with",
        "for",
        "to",
        "a",
        "at",
    }
)


class Piece(NamedTuple):
    """Goods as found, before the rules are known."""

    goods: str
    quantity: int
    unit: str
    pack: str
    rule_text: str
    batch: str = ""
    is_paid: int = 0
    is_cold: int = 0


def between(shape: re.Pattern[str], rest: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [hit.start() for hit in shape.finditer(rest, start, end)]
    edges = [start - 1, *cuts, end]
    return [(before + 1, after) for before, after in pairwise(edges) if after > before + 1]


def phrases_of(rest: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts between commas, or between blanks once a quantity is complete.

    A comma inside brackets or a number parts nothing.
    """
    found, depth, begin = [], 0, start
    counted = _Counted(rest, start, end)
    for at in range(start, end):
        depth += rest[at] == "("
        depth -= rest[at] == ")"
        if depth <= 0 and counted.parts(begin, at):
            found.append((begin, at))
            begin = at + 1
    return [*found, (begin, end)]


class _Counted:
    """A stretch of a notice with its quantities, each found once: a long one stays quick."""

    def __init__(self, rest: str, start: int, end: int) -> None:
        self._rest = rest
        self._before: dict[int, re.Match[str]] = {}
        """By place, the quantity that is complete right before it but for blanks."""
        for hit in goods_shapes().counted.finditer(rest, start, end):
            self._end_at(hit, hit.end(), end)
            if pack := _PACK_BEHIND.match(rest, hit.end(), end):
                self._end_at(hit, pack.end(), end)
        self._first = -1
        """Where the phrase begins that was found last to say who comes first."""

    def _end_at(self, hit: re.Match[str], at: int, end: int) -> None:
        self._before[at] = hit
        while at < end and self._rest[at].isspace():
            at += 1
            self._before[at] = hit

    def _complete(self, begin: int, at: int) -> re.Match[str] | None:
        """The quantity that ends at a place, and begins in the phrase."""
        hit = self._before.get(at)
        return hit if hit is not None and begin <= hit.start() else None

    def _says_first(self, begin: int, at: int) -> bool:
        if self._first != begin and FIRST.search(self._rest, begin, at):
            self._first = begin
        return self._first == begin

    def parts(self, begin: int, at: int) -> bool:
        """Whether the phrase that begins at one place ends at another."""
        rest = self._rest
        char = rest[at]
        if char == ",":
            return not (rest[at - 1 : at].isdigit() and rest[at + 1 : at + 4].isdigit())
        if char in " +" and _AND_MORE.match(rest, at):
            return True
        if char == " " and _GOES_ON.match(rest, at + 1):
            return False
        if char == " " and rest[at + 1 : at + 2].isascii() and rest[at + 1 : at + 2].isalpha():
            counted = self._complete(begin, at)
            if counted and counted[2].isascii() and not self._is_named(begin, counted.start()):
                return False
        if char == "、" and _LISTED.match(rest, begin):
            return False
        if char == "、" and self._says_first(begin, at):
            ends = _LIST_END.search(rest, at + 1)
            return bool(
                goods_shapes().quantity.search(rest, at, ends.start() if ends else len(rest))
            )
        return char == "、" or (char == " " and self._complete(begin, at) is not None)

    def _is_named(self, begin: int, at: int) -> bool:
        """Whether a name, or what stands in brackets behind one, is right before a quantity."""
        while begin < at and self._rest[at - 1].isspace():
            at -= 1
        before = self._rest[at - 1] if begin < at else ""
        return before.isalnum() or before in tuple(")）")


def pieces_in(phrase: str, said: str) -> list[Piece]:
    """Goods of one phrase; `said` is the same characters as they were written."""
    if listed := _LISTED.match(phrase):
        names = said[slice(*listed.span(1))].split("、")
        each = (_piece(name, listed[2], listed[3], []) for name in names)
        return [one for one in each if one is not None]
    if english := english_goods(phrase):
        told = (
            (said[slice(*one.name)], one, [said[slice(*one.aside)]] if one.aside else [])
            for one in english
        )
        pieces = [_piece(name, one.quantity, one.unit, asides) for name, one, asides in told]
        return [one for one in pieces if one is not None]
    known = goods_shapes()
    if named := known.named_in_unit.search(phrase):
        name, unit, count = (2, 3, 1) if named[1] else (5, 6, 7)
        asides = [said[slice(*named.span(at))] for at in (4, 8) if named[at]]
        piece = _piece(said[slice(*named.span(name))], named[count], named[unit], asides)
        return [piece] if piece else []
    shapes = [(known.name_first, (1, 3, 4, (2, 5))), (known.count_first, (3, 1, 2, (4,)))]
    if known.quantity.match(phrase.lstrip()):
        shapes.reverse()
    for shape, (name, quantity, unit, inside) in shapes:
        found = []
        for hit in shape.finditer(phrase):
            start, end = hit.span(name)
            start = name_begins(phrase, start, end)
            if hit[name].isascii() and phrase[end : end + 1] == " ":
                end = max(end, name_at(phrase, start))
            written = [said[slice(*hit.span(aside))] for aside in inside if hit[aside]]
            piece = _piece(said[start:end], hit[quantity], hit[unit], written)
            if piece:
                found.append(piece)
        if found:
            return found
    odd = (_piece(said[slice(*one.name)], one.quantity, one.unit, []) for one in odd_goods(phrase))
    return [one for one in odd if one is not None]


def _piece(name: str, quantity: str, unit: str, asides: list[str]) -> Piece | None:
    name = _LEADING.sub("", clean(name))
    inside = _PACK_IN_NAME.search(name)
    packs = [inside[1]] if inside else []
    name = name[: inside.start()].strip() if inside else name
    known = goods_shapes()
    paid = [aside for aside in asides if known.paid.search(plain(aside))]
    rules = [aside for aside in asides if RULE_WORDS.search(plain(aside)) and aside not in paid]
    cold = [aside for aside in asides if _is_cold(aside)]
    told = (*rules, *paid, *cold)
    packs += [aside.strip() for aside in asides if aside not in told]
    if not name or spoken_number(name) is not None or name.casefold() in _NO_NAMES:
        return None
    if _TRUCK_OR_BATCH.fullmatch(name) or known.no_goods.fullmatch(plain(name)):
        return None
    number = int(quantity.replace(",", ""))
    pack = clean(packs[0]) if packs else ""
    rule = clean(" ".join(rules))
    return Piece(name, number, unit, pack, rule, "", int(bool(paid)), int(bool(cold)))


def _is_cold(aside: str) -> bool:
    """Whether words in brackets say that goods are kept cold."""
    return any(said_of(one.strip()) == ("is_cold", 1) for one in re.split("[,，、]", aside))
