"""The reading of a delivery notice: when it comes, who drives, what it brings, how to divide it."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.reading.arrivals import take_arrival
from models.reading.phones import take_local_numbers, take_numbers
from models.reading.scan import BARRIER, HAN, Line, plain
from models.reading.shapes import DeliveryReading, Field, NoticeItem
from models.supplies import AllocationRule
from models.text import clean, phone_digits, spoken_number
from models.word_tables import any_of, word_table

_PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])\s?([a-z])[\s·•.\-]?"
    r"([a-z0-9]{4,6}[挂学警]?)"
    r"(?![a-z0-9])"
)
_DRIVER = re.compile(
    rf"(?:驾驶员|司机师傅|司机|车手|送货人|联系人|送货员)[\s:是为叫]*"
    rf"([{HAN}]{{1,4}}?(?:师傅|先生|女士|司机)|[{HAN}]{{2,4}})"
)
_TITLED_DRIVER = re.compile(rf"(?<![{HAN}])([{HAN}]{{1,3}}师傅)")

_PACK = rf"[(\[【]([^()\[\]【】{BARRIER}]{{1,20}})[)\]】]"
_NAME = rf"([{HAN}a-z][{HAN}a-z0-9\-]{{0,11}}?)"


class _Shapes(NamedTuple):
    """How goods are written: a quantity, and where it stands."""

    quantity: re.Pattern[str]
    name_first: re.Pattern[str]
    count_first: re.Pattern[str]
    complete: re.Pattern[str]
    """Goods up to the end of a text."""


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    table.only("units")
    units = any_of(map(plain, table.words("units")))
    # Blanks are taken whole and never given back: a line of blanks would be tried for hours.
    quantity = rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})\s*+({units})(?!\s*+[装/x×*])"
    between = r"\s*+[:：*x×=]?\s*+(?:共|各|计)?\s*+"
    name_first = rf"{_NAME}(?:\s*+{_PACK})?{between}{quantity}(?:\s*+{_PACK})?"
    ends = rf"(?=[\s,，、;；。:：{BARRIER}]|$)"
    count_first = rf"{quantity}\s*+(?:的)?\s*+{_NAME}(?:\s*+{_PACK})?{ends}"
    return _Shapes(
        re.compile(quantity),
        re.compile(name_first),
        re.compile(count_first),
        re.compile(rf"{quantity}(?:\s*+{_PACK})?\s*$"),
    )


_PACK_IN_NAME = re.compile(
    r"(\d+(?:\.\d+)?\s*(?:kg|g|ml|l|公斤|斤|升|克|枚|只|盒|瓶|包|片)(?:/[^\s\d]{1,2})?)装?$", re.I
)
_LEADING = re.compile(
    r"^(?:共计|合计|总计|共|其中|另有|另外|还有|以及|和|及|有|送|到|配送|发放|本次|这次|物资|品种)+[:：]?"
)

_LINE_BREAK = re.compile(r"[\r\n]")
_SENTENCE_END = re.compile(rf"[;。!{BARRIER}]")
_RULE_WORDS = re.compile(
    r"[每按各][家户人]|按户|按人|人均|户均|[一二两三1-3]\s*[户家]|优先|先发|先给|先照顾|保障|每个?人"
    r"|per\s|household"
)
_SHARE = re.compile(
    r"[两二2]\s*[户家]\s*(?:人家)?\s*(?:合|拼|共|分|用|发|享|各)*\s*[一1]"
    r"|一[份箱袋盒包]\s*[两二2]\s*[户家]|one per two",
    re.I,
)
_PERSON = re.compile(r"[每按各]个?人|人均|人手一|一人[一1]|per person", re.I)
_HOUSEHOLD = re.compile(r"[每按各][户家]|户均|[一1][户家]\s*[一1\d]|家家|per household", re.I)
_FIRST = re.compile(r"优先|先发|先给|先照顾|先保障|first", re.I)


def rule_of(text: str) -> AllocationRule:
    """The rule of division that some words mean; as written where they mean none known."""
    for shape, rule in (
        (_FIRST, AllocationRule.NAMED_FIRST),
        (_SHARE, AllocationRule.ONE_PER_TWO),
        (_PERSON, AllocationRule.PER_PERSON),
        (_HOUSEHOLD, AllocationRule.PER_HOUSEHOLD),
    ):
        if shape.search(text):
            return rule
    return AllocationRule.AS_WRITTEN


def read_notice(text: str, now: datetime) -> DeliveryReading:
    """Read the notice of a delivery, in one line or many, whatever it leaves out.

    Args:
        text: the notice as it was sent.
        now: aware moment of reading; a date without a year is the one nearest to it.
    """
    line = Line(_LINE_BREAK.sub(";", text))
    take_numbers(line)
    plate = _take_plate(line)
    unreadable = take_local_numbers(line)
    arrives_at, about = take_arrival(line, now)
    phone = _phone(line)
    driver = _take_driver(line)
    items, unplaced = _goods(text, line.rest)
    doubts = {
        "arrival_missing": arrives_at is None,
        "goods_missing": not items,
        "rule_unplaced": unplaced,
        "phone_unreadable": unreadable,
    }
    return DeliveryReading(
        text=clean(text, multiline=True),
        arrives_at=arrives_at,
        about=about,
        plate=plate,
        driver=driver,
        phone=phone,
        items=items,
        doubts=tuple(code for code, holds in doubts.items() if holds),
    )


def _take_plate(line: Line) -> str:
    hit = _PLATE.search(line.rest)
    if not hit:
        return ""
    line.take(hit.start(), hit.end(), Field.KIND)
    return f"{hit[1]}{hit[2].upper()}·{hit[3].upper()}"


def _phone(line: Line) -> str:
    said = [line.said[start:end] for start, end, _ in line.spans_of(Field.PHONE)]
    return next(filter(None, map(phone_digits, said)), "")


def _take_driver(line: Line) -> str:
    hit = _DRIVER.search(line.rest) or _TITLED_DRIVER.search(line.rest)
    if not hit:
        return ""
    line.take(hit.start(), hit.end(), Field.PERSON)
    return hit[1]


class _Piece(NamedTuple):
    """Goods as found, before the rules are known."""

    goods: str
    quantity: int
    unit: str
    pack: str
    rule_text: str


def _goods(text: str, rest: str) -> tuple[tuple[NoticeItem, ...], bool]:
    """Goods with their rules, and whether a rule was left that belongs to none of them."""
    pieces: list[_Piece] = []
    rules: list[tuple[str, int]] = []
    for start, end in _between(_SENTENCE_END, rest, 0, len(rest)):
        for begin, stop in _phrases(rest, start, end):
            phrase = rest[begin:stop]
            found = [] if _is_rule(phrase) else _pieces(phrase, text[begin:stop])
            pieces += found
            if not found and _RULE_WORDS.search(phrase):
                rules.append((text[begin:stop].strip(" ,，()（）"), len(pieces)))
    pieces = list({piece.goods: piece for piece in reversed(pieces)}.values())[::-1]
    said = _rules_by_goods(pieces, rules)
    items = tuple(
        NoticeItem(*piece[:4], rule_of(said.get(piece.goods, "")), said.get(piece.goods, ""))
        for piece in pieces
    )
    placed = set(said.values())
    return items, any(rule not in placed for rule, _ in rules)


def _between(shape: re.Pattern[str], rest: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [hit.start() for hit in shape.finditer(rest, start, end)]
    edges = [start - 1, *cuts, end]
    return [(before + 1, after) for before, after in pairwise(edges) if after > before + 1]


def _phrases(rest: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts between commas, or between blanks once a quantity is complete.

    A comma inside brackets or a number parts nothing.
    """
    found, depth, begin = [], 0, start
    for at in range(start, end):
        depth += rest[at] == "("
        depth -= rest[at] == ")"
        if depth <= 0 and _parts(rest, begin, at):
            found.append((begin, at))
            begin = at + 1
    return [*found, (begin, end)]


def _parts(rest: str, begin: int, at: int) -> bool:
    char = rest[at]
    if char == ",":
        return not (rest[at - 1 : at].isdigit() and rest[at + 1 : at + 4].isdigit())
    return char == "、" or (char == " " and bool(_shapes().complete.search(rest, begin, at)))


def _is_rule(phrase: str) -> bool:
    """Whether a phrase divides goods rather than naming them; a bracket may do both."""
    return bool(_RULE_WORDS.search(re.sub(r"[(（][^()（）]*[)）]", "", phrase)))


def _pieces(phrase: str, said: str) -> list[_Piece]:
    """Goods of one phrase; `said` is the same characters as they were written."""
    known = _shapes()
    shapes = [(known.name_first, (1, 3, 4, (2, 5))), (known.count_first, (3, 1, 2, (4,)))]
    if known.quantity.match(phrase.lstrip()):
        shapes.reverse()
    for shape, (name, quantity, unit, asides) in shapes:
        found = []
        for hit in shape.finditer(phrase):
            written = [said[slice(*hit.span(aside))] for aside in asides if hit[aside]]
            piece = _piece(said[slice(*hit.span(name))], hit[quantity], hit[unit], written)
            if piece:
                found.append(piece)
        if found:
            return found
    return []


def _piece(name: str, quantity: str, unit: str, asides: list[str]) -> _Piece | None:
    name = _LEADING.sub("", clean(name))
    inside = _PACK_IN_NAME.search(name)
    packs = [inside[1]] if inside else []
    name = name[: inside.start()].strip() if inside else name
    rules = [aside for aside in asides if _RULE_WORDS.search(aside)]
    packs += [aside.strip() for aside in asides if aside not in rules]
    if not name or spoken_number(name) is not None:
        return None
    number = int(quantity.replace(",", ""))
    return _Piece(name, number, unit, clean(packs[0]) if packs else "", clean(" ".join(rules)))


def _rules_by_goods(pieces: list[_Piece], rules: list[tuple[str, int]]) -> dict[str, str]:
    """Which words divide which goods: those that name them, else of the goods just before."""
    said = {piece.goods: piece.rule_text for piece in pieces if piece.rule_text}
    nameless: list[tuple[str, int]] = []
    for rule, after in rules:
        named = [piece.goods for piece in pieces if _names(rule, piece.goods)]
        for goods in named:
            said.setdefault(goods, rule)
        if not named:
            nameless.append((rule, after))
    for rule, after in nameless:
        open_ones = [piece.goods for piece in pieces if piece.goods not in said]
        last = pieces[after - 1].goods if 0 < after <= len(pieces) else None
        chosen = [last] if last in open_ones and after < len(pieces) else open_ones
        for goods in chosen:
            said.setdefault(goods, rule)
    return said


def _names(rule: str, goods: str) -> bool:
    """Whether a rule speaks of goods, by the whole name or by its last two characters."""
    if goods in rule:
        return True
    return len(goods) > 2 and (goods[-2:] in rule or goods[:2] in rule)
