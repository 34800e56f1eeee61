"""What a notice tells of the same goods at several stages: announced, loaded, still to come. Pure.

Goods have one figure then: what comes by this truck. The words of the notice stay in its note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from models.reading.notice_numbers import Edit, edited
from models.reading.notice_parts import NUMBER
from models.reading.scan import BARRIER, HAN, plain
from models.reading.written_goods import goods_shapes
from models.word_tables import any_of, word_table

_STAGES = ("announced", "loaded", "missing", "cancelled")
_EMPTY = re.compile(r"[(（](?:[\s,，、;；][^()（）]{0,12})?[)）]")
"""Brackets out of which a figure was taken."""
_NAME_STARTS = re.compile(rf"[,，、;；。()（）!！\n{BARRIER}]")
_NOT_COUNTED = (
    r"(?![\d.:,]*\d|\s?(?:[点时月号日年岁元户人楼弄室层%]|分钟|小时"
    r"|[ap]\.?m\b|hours?\b|min|house|famil))"
)
_OUT_OF = re.compile(rf"(?<!\d)(?<!\d[.,])({NUMBER})( (?:out )?of (?:the )?{NUMBER})(?= [a-z])")
_BEHIND = re.compile(rf"\s?(?:的|of (?:the )?)?\s?([{HAN}]{{1,8}}|[a-z][a-z\- ]{{2,40}})")
_BESIDE = re.compile(
    r"(?:但是|但|到|只|却|不过|其中|我们|车上|今天|今|目前|一共|总共|共|是|为|了|的|由|从|也|都|已经|已|又"
    r"|\b(?:and|but|only|we|got|there|is|are|were|was|of|out|has|have|with|the|it|they|from|just|to)\b"
    r"|[\s:：\-—/])+"
)
"""Words beside a figure that are no name of goods."""


_SHARED = re.compile(r"(?:[户人家每各]|\b(?:per|each|every))\s?$")
"""Before a figure: it is what somebody gets."""


class _Figure(NamedTuple):
    start: int
    end: int
    """With the words that say of which stage it is."""
    number: str
    unit: str
    stage: str
    """One of `_STAGES`, or empty."""


class _Head(NamedTuple):
    """The figure that stays of some goods, and the number it is now."""

    figure: _Figure
    number: str
    begin: int
    """Where what is said of it begins."""
    named: int
    """Where their name begins, or the figure."""


class _Shapes(NamedTuple):
    figure: re.Pattern[str]
    staged: re.Pattern[str]
    leading: re.Pattern[str]
    every: re.Pattern[str]
    not_a_name: re.Pattern[str]
    swapped: re.Pattern[str]
    called_off: re.Pattern[str]
    missing: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    before = {stage: _any(table.words(stage)) for stage in _STAGES[:3]}
    # One character before a name may be part of it: 原味酸奶, 报纸.
    leading = [_any(one for one in table.words(stage) if len(one) > 1) for stage in _STAGES[:3]]
    behind = {stage: _any(table.words(f"{stage}_behind")) for stage in _STAGES}
    said = "|".join(f"(?P<{stage}>{words})" for stage, words in before.items())
    then = "|".join(f"(?P<{stage}_behind>{words})" for stage, words in behind.items())
    figure = (
        rf"(?:(?:{said})(?:了|为|是|有|到)?\s?[:：]?\s?(?:only |the )?)?"
        rf"(?<!\d)(?<!\d[.,])(?P<count>{NUMBER}){_NOT_COUNTED}"
        rf"(?:\s?(?P<unit>{goods_shapes().units}))?"
        rf"(?:\s?[(（]?(?:are |is |were |was |already |现在?|都)?(?:{then})(?!\s?\d)[)）]?)?"
    )
    every = "|".join([*before.values(), *behind.values()])
    return _Shapes(
        re.compile(figure),
        re.compile(every),
        re.compile(rf"(?:{'|'.join(leading)})(?:了|为|是|有)?\s?[:：]?\s?"),
        re.compile(rf"(?:{every})(?:了|为|是|有)?\s?[:：]?\s?"),
        re.compile(
            rf"(?:{every}|[今明后昨][天日早晚]|[上下中]午|[早晚]上|周[一二三四五六日天末]|礼拜|星期|下批|下次|补|已|还|其|现|但|只|由|送|到|来|给|左右"
            r"|(?:tomorrow|today|for|to|at|on|and|or|are|is|per|arriv\w*|by|in|were|was|but)\b)"
        ),
        re.compile(r"(?:改为|改成|换成|换为|调整为)\s?$"),
        re.compile(rf"\s?(?:is |are |was |were |全部|都|暂时)?{behind['cancelled']}"),
        re.compile(before["missing"]),
    )


def _any(given: Iterable[str]) -> str:
    """Any of some words, those in Latin letters as whole ones."""
    words = tuple(map(plain, given))
    han = [word for word in words if not word.isascii()]
    latin = [word for word in words if word.isascii()]
    found = ([any_of(han)] if han else []) + ([rf"\b{any_of(latin)}\b"] if latin else [])
    return f"(?:{'|'.join(found)})"


def as_loaded(text: str, rest: str) -> tuple[str, str, bool]:
    """A notice and its plain text, place for place, with one figure for each of its goods; and
    whether it tells of more or less than was announced.

    Args:
        rest: the plain text, where barriers are in place of what is spoken for.
    """
    known = _shapes()
    differ = False
    if shares := [(*hit.span(2), "") for hit in _OUT_OF.finditer(rest)]:
        text, rest, differ = edited(text, shares), edited(rest, shares), True
    if not known.staged.search(rest):
        return text, rest, differ
    heads, gone = _sorted_out(rest)
    differ = differ or any(head.number != head.figure.number for head in heads) or bool(gone)
    edits: list[Edit] = [(one.start, one.end, "") for one in gone]
    for head in heads:
        one = head.figure
        if one.stage or head.number != one.number:
            edits.append((one.start, one.end, f" {head.number}{_spaced(one.unit)}"))
        if head.begin < head.named < one.start:
            edits.append((head.begin, head.named, ""))
    edits.sort()
    text, rest = edited(text, edits), edited(rest, edits)
    empty = [(*hit.span(), "") for hit in _EMPTY.finditer(rest)]
    return edited(text, empty), edited(rest, empty), differ


def _spaced(unit: str) -> str:
    return f" {unit}" if unit.isascii() else unit


def _sorted_out(rest: str) -> tuple[list[_Head], list[_Figure]]:
    """The figures that stay, one for each goods, and those that are told beside one of them."""
    heads: dict[str, _Head] = {}
    gone: list[_Figure] = []
    current, begin = "", 0
    for hit in _shapes().figure.finditer(rest):
        one = _figure(hit)
        said, named = _name_before(rest, begin, one.start)
        if _SHARED.search(rest[named : one.start]):
            begin = one.end
            continue
        if named > said and _shapes().missing.match(rest, said, named):
            one = one._replace(stage="missing")
        own = rest[named : one.start].strip(" :：")
        behind = "" if own else _name_behind(rest, one.end)
        begin = one.end + len(behind)
        name = own or behind.strip()
        called_off = _shapes().called_off.match(rest, begin)
        if name and (one.stage == "cancelled" or (behind and called_off)):
            gone.append(one._replace(start=named, end=called_off.end() if called_off else begin))
        elif one.stage == "loaded" and name not in heads and "" in heads:
            was = heads.pop("")
            gone.append(was.figure)
            heads[name] = _Head(one, one.number, said, named)
            current = name
        elif name and not (name in heads and one.stage):
            if current in heads and _shapes().swapped.search(rest, said, named):
                head = heads.pop(current)
                gone.append(head.figure._replace(start=head.begin))
            heads.setdefault(name, _Head(one, one.number, said, named))
            current = name
        elif one.stage and not (name or current):
            heads[""] = _Head(one, one.number, one.start, one.start)
            current = ""
        elif one.stage and (of := heads.get(name or current)):
            current = name or current
            gone.append(one)
            if one.stage == "loaded":
                figure = of.figure._replace(unit=of.figure.unit or one.unit)
                heads[current] = of._replace(figure=figure, number=one.number)
    coming = [one for one in heads.values() if one.figure.stage != "missing"]
    if coming:
        lacking = (one for one in heads.values() if one.figure.stage == "missing")
        gone += [one.figure._replace(start=one.begin) for one in lacking]
    return coming or [*heads.values()], gone


def _figure(hit: re.Match[str]) -> _Figure:
    stage = next(
        (stage for stage in _STAGES if hit[f"{stage}_behind"] is not None),
        next((stage for stage in _STAGES[:3] if hit[stage] is not None), ""),
    )
    return _Figure(hit.start(), hit.end(), hit["count"], hit["unit"] or "", stage)


def _name_before(rest: str, begin: int, at: int) -> tuple[int, int]:
    """Where the words begin that name the goods of a figure right behind them, with those that say
    of which stage it is, and where the name does; no name where the latter is the figure."""
    begin = max(begin, at - 40)
    starts = max((hit.end() for hit in _NAME_STARTS.finditer(rest, begin, at)), default=begin)
    if _BESIDE.fullmatch(_shapes().every.sub(" ", rest[starts:at])):
        return at, at
    leading = _shapes().leading.match(rest, starts, at)
    return starts, leading.end() if leading else starts


def _name_behind(rest: str, at: int) -> str:
    """The name of goods that stands right behind a figure, with what is between; or empty."""
    hit = _BEHIND.match(rest, at)
    if hit is None:
        return ""
    other = _shapes().not_a_name.search(rest, hit.start(1), hit.end())
    return (
        rest[at : other.start() if other else hit.end()]
        if not other or other.start() > hit.start(1)
        else ""
    )
