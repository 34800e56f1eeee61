"""The quantities of a notice that could not be read, as they were typed: nothing of it is lost in
silence. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from models.reading.day_names import number_of
from models.reading.notice_numbers import Edit, edited
from models.reading.notice_parts import NUMBER
from models.reading.notice_rules import shares_in
from models.reading.scan import BARRIER, HAN, Line, plain
from models.reading.shapes import Field, NoticeItem
from models.reading.written_goods import Piece, goods_shapes
from models.text import CHINESE_NUMERALS, clean
from models.word_tables import any_of, word_table

_WIDEST = 10
"""How many times the lower end of a range its upper one may be: 3-1201 is a door."""
_LOOKED_BACK = 16
_SUM = re.compile(r"(?:共计?|合计|总计|总数|一共|in all|total)(?:是|为|有|约|of|[:： ])*$")
_SUM_BEHIND = re.compile(r"\s?(?:in all|in total|altogether|total)")
_WHOLE = re.compile(rf"{NUMBER}|[{CHINESE_NUMERALS}零]")
_A_SIZE = re.compile(r"\d+\.\d+\s?[^\d\s]+")
_NONE = -1
"""In place of a number that is no whole one."""
_ORDER = re.compile(r"第\s?$")


class _Shapes(NamedTuple):
    ranged: re.Pattern[str]
    broken: re.Pattern[str]
    size_behind: re.Pattern[str]
    size_before: re.Pattern[str]
    counted: re.Pattern[str]
    """Any number beside a unit, or an English word for several things."""
    no_goods: re.Pattern[str]
    """Behind a number and maybe its unit: it counts no goods."""


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    units = goods_shapes().units
    no_goods = any_of(map(plain, table.words("no_goods")))
    no_name = any_of(map(plain, table.words("no_name")))
    word = rf"(?!(?:{no_goods}|{no_name})\b)[a-z][a-z'\-]*+"
    several = r"(?=[a-z'\-]*s\b)"
    things = rf"(?:{units}|(?<=\s){several}{word})"
    digits = r"\d{1,9}"
    number = r"\d{1,9}(?:[.,]\d{1,9})*"
    half = (
        r"(?:半(?!个?(?:小时|钟|月|天|年))|\bhalf (?:an? |of an? )?|½\s?"
        rf"|(?<![\d/]){digits}/{digits}\s?)"
    )
    broken = (
        rf"{digits}\.\d{{1,9}}\s?{things}"
        rf"|{digits}(?:(?:\.\d{{1,3}}){{1,6}}+|(?:,\d{{1,9}}){{1,6}}+(?<!,\d\d\d))\s?{things}"
        rf"|\d{{7,20}}\s?{things}"
        rf"|\d{{1,3}}(?: {{1,2}}\d{{1,3}}){{1,6}}+\s?{things}"
        rf"|(?:{digits}|[{CHINESE_NUMERALS}百千万零]{{1,9}}+)\s?(?:{units})半(?![价路径])"
        rf"|(?:{digits}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)) and a half {things}"
    )
    negative = (
        rf"(?<![^\s,;:。(（{BARRIER}])[\-−–]{digits}(?:\.\d+)?\s?{things}"
        rf"|(?<=[{HAN}])[\-−]{digits}(?:\.\d+)?\s?(?:{units})(?=(?:的)?[{HAN}]{{1,12}}(?:[\s,、;。!)）]|$))"
    )
    return _Shapes(
        re.compile(
            r"(?<![\d\-/])(?<!\d[.,])(\d{1,6})\s?(?:[-~–—～至到]|\bto )\s?"
            rf"(\d{{1,6}})(?=\s?(?:{units}))"
        ),
        re.compile(rf"(?<!\d[.,/:])(?<!\d)(?:{broken})|{negative}|{half}(?:{units})"),
        re.compile(rf"\s?(?:[*x×/装]|[一每](?:{units})|(?:per|each|an?)\b)"),
        re.compile(rf"(?:每\s?(?:{units})[^,;。{BARRIER}]{{0,8}}|[*x×]\s?)$"),
        re.compile(
            rf"(?<![\w\-])(?<!\d[.,])({number})()(?:\s(?:{word}\s){{0,2}}{several}{word})"
            rf"|(?<!\d)(?<!\d[.,])({number})\s?({units})"
            rf"|(?<=[{HAN}])([零二两三四五六七八九一])\s?([份箱袋盒包瓶桶斤吨筐捆])(?![{HAN}])"
        ),
        re.compile(
            rf"\s?(?:的)?(?:{any_of(map(plain, table.words('counts_no_goods')))}|[卡货]?车(?!厘))"
        ),
    )


def ranges_told(text: str) -> tuple[str, tuple[str, ...]]:
    """A notice with the lower number of each range of goods alone, and the ranges as typed."""
    edits: list[Edit] = []
    words: list[str] = []
    unit = re.compile(goods_shapes().units)
    rest = plain(text.replace("，", ";"))
    for hit in _shapes().ranged.finditer(rest):
        low, high = sorted((int(hit[1]), int(hit[2])))
        behind = unit.match(rest, _past_blank(rest, hit.end()))
        if behind is None or high > _WIDEST * max(low, 1):
            continue
        if not _shapes().no_goods.match(rest, behind.end()):
            edits.append((*hit.span(), str(low)))
            words.append(clean(text[hit.start() : behind.end()]))
    return edited(text, edits), tuple(words)


def _past_blank(text: str, at: int) -> int:
    return at + text[at : at + 1].isspace()


def take_broken(line: Line) -> list[str]:
    """Speak for numbers that are none of goods, with what they are of: fractions, halves, negative
    ones, torn ones; in their own words."""
    words, rest = [], line.rest
    known = _shapes()
    name_before = re.compile(rf"(?:[{HAN}]{{1,12}}|[a-z]+(?: [a-z]+)?)\s?[:：(（]?\s?$")
    name_behind = re.compile(rf"(?:的)?[{HAN}]{{1,12}}|(?: of)?(?: [a-z]+){{1,2}}(?=[\s,;.]|$)")
    each = re.compile(r"[每按各]个?[户人家]\s?\Z")
    reach = 0
    for hit in known.broken.finditer(rest):
        start, end = hit.span()
        if start < reach:
            continue
        back = max(reach, start - _LOOKED_BACK)
        is_size = _A_SIZE.fullmatch(hit[0]) and _in_brackets(rest, start)
        if is_size or known.size_before.search(rest[back:start]):
            continue
        if known.size_behind.match(rest, end):
            continue
        before = name_before.search(rest[back:start])
        if (
            before
            and rest[max(0, back + before.start() - 2) : back + before.start()]
            .rstrip()[-1:]
            .isdigit()
        ):
            before = None
        behind = name_behind.match(rest, end)
        if before and not (behind and rest[end : end + 1].strip()):
            start = back + before.start()
        elif behind:
            end = behind.end()
        shared = each.search(rest, back, hit.start())
        if shared:
            start = hit.start()
        line.take(start, end, Field.KIND)
        words.append(_tidy(line.text[shared.start() if shared else start : end]))
        reach = end
    return words


def _in_brackets(text: str, at: int) -> bool:
    """Whether a place is within brackets that were opened shortly before it."""
    before = text[max(0, at - 2 * _LOOKED_BACK) : at]
    return max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))


def _tidy(words: str) -> str:
    return clean(words.replace(BARRIER, " ")).strip(" ,，;；。:：()（）")


class _Token(NamedTuple):
    start: int
    end: int
    value: int
    unit: str


def unread(text: str, rest: str, pieces: Iterable[Piece], items: Sequence[NoticeItem]) -> list[str]:
    """The quantities of a notice that went into no goods, no words that divide them and no size.

    Args:
        text, rest: the notice and its plain text, place for place, with barriers in the latter.
        pieces: all goods that were found in it, each as often as it is told.
    """
    left = list(_left(rest, set(_inside(items))))
    told = Counter((one.quantity, plain(one.unit)) for one in pieces)
    left = _not_told(left, told)
    values: Counter[int] = Counter()
    for (value, _unit), many in told.items():
        values[value] += many
    open_ones = []
    sums = _sums(items)
    for one in left:
        if values[one.value] > 0:
            values[one.value] -= 1
        elif one.value not in sums[""] | sums[one.unit] or not _says_sum(rest, one):
            open_ones.append(one)
    return [_named(text, rest, one) for one in open_ones]


def _inside(items: Sequence[NoticeItem]) -> Iterable[str]:
    for one in items:
        yield from (one.goods, one.pack, one.rule_text)


def _bare(words: str) -> str:
    return re.sub(r"\s", "", plain(words))


def _left(rest: str, said: Iterable[str]) -> Iterable[_Token]:
    """The quantities that stand in no words that were read already."""
    known = _shapes()
    spoken = bytearray(len(rest))
    for start, end in shares_in(rest, goods_shapes().units):
        spoken[start:end] = b"\x01" * (end - start)
    read = {_bare(hit[0]) for one in said for hit in known.counted.finditer(plain(one))}
    for hit in known.counted.finditer(rest):
        number, unit = (hit[1], hit[2]) if hit[1] else (hit[3] or hit[5], hit[4] or hit[6])
        start, end = hit.span()
        if any(spoken[start:end]) or known.no_goods.match(rest, end):
            continue
        before = rest[max(0, start - _LOOKED_BACK) : start]
        if _ORDER.search(before) or known.size_before.search(before):
            continue
        if _bare(hit[0]) not in read:
            yield _Token(start, end, _value(number), unit)


def _value(number: str) -> int:
    return number_of(number.replace(",", "")) if _WHOLE.fullmatch(number) else _NONE


def _not_told(left: Sequence[_Token], told: Counter[tuple[int, str]]) -> list[_Token]:
    """The quantities without those of some goods, which are taken out of what is told."""
    found = []
    for one in left:
        if told[one.value, one.unit] > 0:
            told[one.value, one.unit] -= 1
        else:
            found.append(one)
    return found


def _sums(items: Sequence[NoticeItem]) -> defaultdict[str, set[int]]:
    """What goods come to together, each and all, by their unit; under nothing whatever theirs."""
    by_unit: Counter[str] = Counter()
    for one in items:
        by_unit[plain(one.unit)] += one.quantity
    sums: defaultdict[str, set[int]] = defaultdict(set)
    sums[""] = {by_unit.total(), *(one.quantity for one in items)}
    sums.update((unit, {many}) for unit, many in by_unit.items())
    return sums


def _says_sum(rest: str, one: _Token) -> bool:
    """Whether a quantity is said to be of all goods together."""
    before = rest[max(0, one.start - _LOOKED_BACK) : one.start]
    return bool(_SUM.search(before) or _SUM_BEHIND.match(rest, one.end))


def _named(text: str, rest: str, one: _Token) -> str:
    """A quantity with the words right before and behind it."""
    back = max(0, one.start - _LOOKED_BACK)
    before = re.search(rf"(?:[{HAN}]{{1,12}}|[a-z]+)[\s:：]{{0,2}}$", rest[back : one.start])
    behind = re.match(rf"(?:的)?[{HAN}]{{1,8}}|(?: of)?(?: [a-z]+)", rest[one.end :][:24])
    start, end = one.start, one.end
    if before:
        start = back + before.start()
    elif behind:
        end += behind.end()
    return _tidy(text[start:end])
