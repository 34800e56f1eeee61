"""The compounds a notice says its goods are for, and how much of which it writes beside each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from models.reading.compounds import Anchor, anchors
from models.reading.gazetteer import CompoundName
from models.reading.notice_parts import NUMBER, name_in
from models.reading.scan import BARRIER, HAN, Line, plain
from models.reading.shapes import Field
from models.supplies.alike import goods_key
from models.word_tables import any_of, word_table

_MOST = 12
"""Goods that are told beside one compound."""
_HEADER = 60
"""Characters before a compound in which its goods are named."""
_HEADED = re.compile(
    rf"([{HAN}]{{1,8}}|[a-z]+(?: [a-z]+){{0,2}})\s?(?:{NUMBER}\s?[{HAN}a-z]{{0,8}})?\s?[:：]\s?$"
)
_NOT_THE_NAME = re.compile(rf"[;；。{BARRIER}]")


class Column(NamedTuple):
    """How much each compound gets of some goods.

    Attributes:
        goods: as they are named beside the compounds or before them, or empty.
        unit: theirs, or empty.
        amounts: compounds with their units, in the order of the text.
        every: whether it is so much of all goods.
    """

    goods: str
    unit: str
    amounts: tuple[tuple[str, int], ...]
    every: bool = False

    @property
    def whole(self) -> int:
        """What all compounds get together."""
        return sum(many for _of, many in self.amounts)


class Gates(NamedTuple):
    """Where goods go.

    Attributes:
        stops: names of compounds in the order of the text; none for all of them.
        columns: how much is written beside each, where it is beside more than one.
    """

    stops: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()


class _Amount(NamedTuple):
    start: int
    end: int
    goods: str
    many: int
    unit: str
    every: bool


class _Row(NamedTuple):
    """What is written beside one compound."""

    start: int
    compound: str
    amounts: list[_Amount]


class _Shapes(NamedTuple):
    everywhere: re.Pattern[str]
    sender: re.Pattern[str]
    """Behind a compound that sends goods rather than getting them."""
    first: re.Pattern[str]
    amount: re.Pattern[str]
    each: re.Pattern[str]
    """The amount that is for each of the compounds before it."""


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    english = rf"{any_of(map(plain, table.words('english_units')))}(?:e?s)?\b"
    units = rf"(?:{any_of(map(plain, table.words('units')))}|{english})"
    count = rf"(?P<many>{NUMBER})(?!\d|\s?[号弄栋幢楼室点时户人:\-/]|\.\d)"
    name = rf"(?P<name>[{HAN}]{{1,8}}?[a-e]?|[a-z]+(?: [a-z]+){{0,2}}?)\s?[:：x×*]?\s?"
    behind = (
        rf"(?:的|of (?:the )?)?(?P<behind>(?<! )[{HAN}]{{1,8}}|[{HAN}]{{1,8}}+(?! ?\d)"
        rf"|(?<=of )[a-z]+(?: [a-z]+){{0,2}}?(?=[,，;；. ]|$|{BARRIER}))"
    )
    return _Shapes(
        re.compile(any_of(map(plain, table.words("everywhere")))),
        re.compile(rf"\s*(?:业委会|居委会?|物业)?{any_of(map(plain, table.words('senders')))}"),
        re.compile(r"\s?[(（]?\s?(?:\d{1,5}\s?[户人]\s?[,，/:：]?)?\s?[)）]?\s?[:：x×]?\s?"),
        re.compile(
            rf"\s?[,，、/+和&]?\s?(?:and )?(?P<each>各)?\s?(?:(?P<head>{name})(?=\d))?{count}"
            rf"\s?(?P<unit>{units})?(?P<each_behind> each\b)?(?:\s?{behind})?"
        ),
        re.compile(rf"\s*各\s*({NUMBER})\s*({units})"),
    )


def take_gates(line: Line, compounds: Sequence[CompoundName]) -> Gates:
    """Speak for the compounds that are named, and for what is written beside them.

    One that is named without an amount counts only where the text does not say that all get some.
    """
    text = line.rest
    named = [
        one
        for one in (anchors(text, compounds) if compounds else ())
        if one.compound is not None and one.sure and not _shapes().sender.match(text, one.end)
    ]
    rows = _rows(line, named)
    columns = _columns(line, rows)
    for one in named:
        line.take(one.start, one.end, Field.ADDRESS)
    if columns:
        for row in rows:
            for amount in row.amounts:
                line.take(amount.start, amount.end, Field.ADDRESS)
        stops = (row.compound for row in rows if row.amounts)
        return Gates(tuple(dict.fromkeys(stops)), columns)
    if _shapes().everywhere.search(text):
        return Gates()
    return Gates(tuple(dict.fromkeys(one.compound for one in named if one.compound)))


def _rows(line: Line, named: Sequence[Anchor]) -> list[_Row]:
    """The amounts beside each compound; all rows have the same goods in the same order, or name
    them. None where fewer than two compounds have some."""
    text, rows = line.rest, []
    for at, one in enumerate(named):
        reach = named[at + 1].start if at + 1 < len(named) else len(text)
        rows.append(_Row(one.start, one.compound or "", _amounts(line, one.end, reach)))
    if named and (each := _shapes().each.match(text, named[-1].end)):
        told = _Amount(*each.span(), "", _whole(each[1]), each[2], False)
        rows = [row._replace(amounts=[told]) for row in rows]
    told_rows = [row for row in rows if row.amounts]
    if len({row.compound for row in told_rows}) < 2:
        return []
    if all(one.goods for row in told_rows for one in row.amounts[:1]):
        known = {goods_key(one.goods) for row in told_rows[:-1] for one in row.amounts}
        last = told_rows[-1]
        kept = [one for one in last.amounts if one.goods and goods_key(one.goods) in known]
        told_rows[-1] = last._replace(amounts=kept or last.amounts[:1])
        return [
            row._replace(amounts=[one for one in row.amounts if one.goods]) for row in told_rows
        ]
    many = min(_unnamed(row.amounts) for row in told_rows)
    return [row._replace(amounts=row.amounts[:many]) for row in told_rows]


def _unnamed(amounts: Sequence[_Amount]) -> int:
    """How many amounts stand in a row before one that names its goods; 1 at least."""
    named = (at for at, one in enumerate(amounts) if at and one.goods)
    return next(named, len(amounts))


def _amounts(line: Line, at: int, reach: int) -> list[_Amount]:
    """What is written beside a compound, up to where the next one stands."""
    shapes, text, said = _shapes(), line.rest, line.text
    found: list[_Amount] = []
    start = at
    if first := shapes.first.match(text, at, reach):
        at = first.end()
    while len(found) < _MOST and (hit := shapes.amount.match(text, at, reach)):
        if not found and hit[0][:1] in ",，、/+和&":
            break
        end = hit.end()
        goods = said[slice(*hit.span("name"))] if hit["name"] else ""
        behind = hit["behind"]
        if behind:
            known = name_in(behind) if not behind.isascii() else (0, len(behind))
            if goods or (found and not found[-1].goods) or known is None or known[0]:
                end = hit.end("each_behind") if hit["each_behind"] else hit.end("unit")
                end = end if end >= 0 else hit.end("many")
            else:
                end = hit.start("behind") + known[1]
                goods = said[hit.start("behind") : end]
        begin = hit.start("each") if hit["each"] else hit.start("head")
        begin = begin if begin >= 0 else hit.start("many")
        begin = begin if found else start
        every = bool(hit["each"] or hit["each_behind"])
        found.append(_Amount(begin, end, goods, _whole(hit["many"]), hit["unit"] or "", every))
        at = end
    return found


def _whole(number: str) -> int:
    return int(number.replace(",", ""))


def _columns(line: Line, rows: Sequence[_Row]) -> tuple[Column, ...]:
    """The same by goods."""
    if not rows:
        return ()
    if all(one.goods for row in rows for one in row.amounts):
        return _by_name(rows)
    if len(rows[0].amounts) > 1:
        return _by_place(rows)
    groups: list[list[_Row]] = [[]]
    for row in rows:
        if any(row.compound == one.compound for one in groups[-1]):
            groups.append([])
        groups[-1].append(row)
    if len(groups) == 1:
        return _by_place(rows)
    found = []
    for at, group in enumerate(groups):
        begin = groups[at - 1][-1].amounts[-1].end if at else 0
        name = _header(line, max(begin, group[0].start - _HEADER), group[0].start)
        if not name:
            return _by_place(rows)
        found.append(_by_place(group)[0]._replace(goods=name))
    return tuple(found)


def _header(line: Line, begin: int, end: int) -> str:
    """The goods that are named right before a compound, or empty."""
    plain_said = _NOT_THE_NAME.split(line.rest[begin:end])[-1]
    hit = _HEADED.search(plain_said)
    at = name_in(plain_said) or (hit.span(1) if hit else None)
    return line.text[end - len(plain_said) : end][slice(*at)].strip() if at else ""


def _by_name(rows: Sequence[_Row]) -> tuple[Column, ...]:
    names: dict[str, tuple[str, str]] = {}
    amounts: dict[str, dict[str, int]] = {}
    for row in rows:
        for one in row.amounts:
            key = goods_key(one.goods)
            names.setdefault(key, (one.goods, one.unit))
            told = amounts.setdefault(key, {})
            told[row.compound] = told.get(row.compound, 0) + one.many
    return tuple(Column(*names[key], tuple(told.items())) for key, told in amounts.items())


def _by_place(rows: Sequence[_Row]) -> tuple[Column, ...]:
    found = []
    for at, head in enumerate(rows[0].amounts):
        amounts: dict[str, int] = {}
        for row in rows:
            same = [one for one in row.amounts if head.unit and one.unit == head.unit]
            one = same[0] if len(same) == 1 else row.amounts[at]
            amounts[row.compound] = amounts.get(row.compound, 0) + one.many
        unit = head.unit or next((row.amounts[at].unit for row in rows if row.amounts[at].unit), "")
        goods = head.goods or next(
            (row.amounts[at].goods for row in rows if row.amounts[at].goods), ""
        )
        every = all(row.amounts[at].every for row in rows)
        found.append(Column(goods, unit, tuple(amounts.items()), every))
    return tuple(found)
