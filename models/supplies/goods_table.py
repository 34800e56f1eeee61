"""Tables of goods by compound: each column a kind of goods, each row what one compound gets. Pure.

Whatever stands in a cell is taken or named: compounds that nobody knows, amounts that are none,
columns without a heading. A table may stand the other way round, too, a compound a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from models.problems import Problem
from models.supplies import ItemInput
from models.supplies.rules import MOST_UNITS, amount
from models.supplies.typed_goods import described
from models.supplies.written import amounts_written
from models.text import clean, narrow

Find = Callable[[str], str | None]
"""The compound that a text names; None for none that is known."""

Cells = Sequence[str]


class Unknown(NamedTuple):
    """A row of a compound that nobody knows, with its goods in words."""

    row: int
    name: str
    goods: tuple[str, ...]


class GoodsTable(NamedTuple):
    """What a table says.

    Attributes:
        items: goods with the sum of their column, divided as it is written.
        stops: compounds that get something, in their order.
        unknown: rows of compounds nobody knows; their goods are on the truck, too.
        problems: what could not be read, each with its row, from 1.
        rows: the rows that belong to the table, as a slice of all.
    """

    items: tuple[ItemInput, ...]
    stops: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    problems: tuple[tuple[int, Problem], ...]
    rows: slice


PLACES = re.compile(
    r"(?:卸货|收货|送货|配送|分配|所属)?(?:小区|楼盘|社区|点位|地点|里弄|卸货点|门岗|大门)(?:名称|名)?|名称|地址"
    r"|(?:the )?(?:compounds?|estates?|gates?|places?|stops?|sites?)(?: names?)?",
    re.I,
)
"""Headings of the compounds."""
_GOODS = re.compile(
    r"物[资品](?:名称|种类)?|品[名种]|货[物品](?:名称)?|goods|items?|products?", re.I
)
"""Headings of goods, where the table stands the other way round."""
_UNIT_ROW = re.compile(r"(?:计量)?单位|units?", re.I)
_SUM = re.compile(r"合\s?计|总\s?计|小\s?计|共\s?计|总数|总量|sum|(?:sub|grand )?-?total", re.I)
_NO_GOODS = re.compile(
    r"序号?|编号|号|no\.?|#|.*(?:户|户数|人数|人口|人|楼栋|[栋楼幢房室单元]数?号?|门牌|电话|手机|联系|负责|组长|姓名|备注|说明"
    r"|日期|时间|到货|车牌|司机|地址|签收?|位置|卸货点|门口)"
    r"|.*(?:应发|实发|已发|未发|签收|领取|差额|缺|剩|阳性|阴性|核酸|抗原).*"
    r"|.*\b(?:households?|people|persons|buildings?|phone|contact|leader|names?|notes?|remarks?|date"
    r"|time|driver|plate|address|signature|unloading|gate)\b.*",
    re.I,
)
NOTHING = frozenset({"", "-", "—", "－", "–", "/", "无", "none"})
"""Cells that say that a compound gets none."""
_AMOUNT = re.compile(r"(\d[\d,]*)(?:\.0+)?\s*([^\W\d_]{0,10})")
_BRACKETED = re.compile(r"(.*\S)\s*[(（\[【]\s*([^()（）\[\]【】]{1,10})\s*[)）\]】]")
_SLASHED = re.compile(r"(.*\S)\s*[/,，:：]\s*(?:单位[:：]?)?\s*([^\W\d_]{1,10})")
_LONGEST_HEADING = 40
_MOST_DIGITS = 9


@cache
def _unit() -> re.Pattern[str]:
    from models.reading.written_goods import goods_shapes

    return re.compile(goods_shapes().units)


def _is_unit(text: str) -> bool:
    from models.reading.scan import plain

    return bool(_unit().fullmatch(plain(text)))


def read_table(rows: Sequence[Cells], find: Find) -> GoodsTable | None:
    """What a table of goods by compound says; None for what is none.

    Args:
        rows: cells by row, as texts.
    """
    neat = [[clean(narrow(cell)) for cell in row] for row in rows]
    found = _read(neat, find)
    if found is not None:
        return found
    for at, row in enumerate(neat):
        if sum(1 for cell in row[1:] if cell and find(cell)) > 1:
            end = _end(neat, at, 2)
            width = max(map(len, neat[at:end]))
            turned = [
                [one[column] if column < len(one) else "" for one in neat[at:end]]
                for column in range(width)
            ]
            read = _read(turned, find, corner=_GOODS)
            return None if read is None else _turned_back(read, slice(at, end))
    return None


def _turned_back(read: GoodsTable, rows: slice) -> GoodsTable:
    """What a table says that stood the other way round: its places are those of its headings."""
    row = rows.start + 1
    return read._replace(
        unknown=tuple(one._replace(row=row) for one in read.unknown),
        problems=tuple((row, problem) for _row, problem in read.problems),
        rows=rows,
    )


def _end(rows: Sequence[Cells], first: int, least: int) -> int:
    """The row behind a table: the first with fewer cells than any of it has."""
    for at in range(first, len(rows)):
        if sum(bool(cell) for cell in rows[at]) < least:
            return at
    return len(rows)


def _read(rows: Sequence[Cells], find: Find, corner: re.Pattern[str] = PLACES) -> GoodsTable | None:
    """A table of which each row is a compound.

    Args:
        corner: what stands above the compounds, unless nothing does.
    """
    place = _place_column(rows, find)
    if place is None:
        return None
    head = _heading_row(rows, place, find, corner)
    if head is None:
        return None
    body = _Body(rows, head, place, find)
    return body.read()


def _place_column(rows: Sequence[Cells], find: Find) -> int | None:
    width = max(map(len, rows), default=0)
    named = [
        sum(1 for row in rows if column < len(row) and row[column] and find(row[column]))
        for column in range(width)
    ]
    return named.index(max(named)) if any(named) else None


def _heading_row(
    rows: Sequence[Cells], place: int, find: Find, corner: re.Pattern[str]
) -> int | None:
    """The row above the first compound that heads the columns."""
    first = next(at for at, row in enumerate(rows) if place < len(row) and find(row[place]))
    for at in range(first - 1, -1, -1):
        row = rows[at]
        if sum(bool(cell) for cell in row) < 2 and not (
            row[place : place + 1] == [""] and any(row)
        ):
            continue
        said = row[place] if place < len(row) else ""
        if not said or corner.fullmatch(said):
            return at
        if _UNIT_ROW.fullmatch(said) or not find(said):
            continue
    return None


class _Body:
    """The rows of a table while they are read."""

    def __init__(self, rows: Sequence[Cells], head: int, place: int, find: Find) -> None:
        self._rows = rows
        self._head = head
        self._place = place
        self._find = find
        self._problems: list[tuple[int, Problem]] = []
        self._units: dict[int, str] = {}
        self._end = head + 1
        width = max(len(row) for row in rows[head:])
        self._columns = {at: self._cell(rows[head], at) for at in range(width) if at != place}

    @staticmethod
    def _cell(row: Cells, at: int) -> str:
        return row[at] if at < len(row) else ""

    def read(self) -> GoodsTable | None:
        """What the table says; None where no column is one of goods."""
        lines = list(self._lines())
        columns = [
            at for at, heading in self._columns.items() if self._is_goods(at, heading, lines)
        ]
        if not any(self._is_surely_goods(at, lines) for at in columns):
            return None
        amounts: dict[int, dict[str, int]] = {at: {} for at in columns}
        lost: list[Unknown] = []
        sums = dict.fromkeys(columns, 0)
        totals: list[tuple[int, Cells]] = []
        for number, row in lines:
            said = self._cell(row, self._place)
            if _SUM.fullmatch(said):
                totals.append((number, row))
                continue
            gets = {at: self._amount(number, row, at, said) for at in columns}
            known = self._find(said) if said else None
            for at, many in gets.items():
                sums[at] += many
                if known is not None and many:
                    amounts[at][known] = amounts[at].get(known, 0) + many
            if known is None and any(gets.values()):
                goods = (
                    amount(self._name(at), many, self._unit(at))
                    for at, many in gets.items()
                    if many
                )
                lost.append(Unknown(number, said, tuple(goods)))
        for number, row in totals:
            self._check_sum(number, row, sums)
        items = [self._item(at, sums[at], amounts[at]) for at in columns if sums[at]]
        known_names = (self._find(self._cell(row, self._place)) for _number, row in lines)
        stops = [
            name
            for name in dict.fromkeys(filter(None, known_names))
            if any(name in of for of in amounts.values())
        ]
        if not items and not self._problems:
            return None
        return GoodsTable(
            tuple(items),
            tuple(stops),
            tuple(lost),
            tuple(self._problems),
            slice(self._head, self._end),
        )

    def _lines(self) -> Iterator[tuple[int, Cells]]:
        """The rows of compounds and sums, with their numbers; a row of units is taken on the way,
        one line of text ends the table."""
        for at in range(self._head + 1, len(self._rows)):
            row = self._rows[at]
            if not any(row):
                continue
            place = self._cell(row, self._place)
            if sum(bool(cell) for cell in row) < 2 and not self._find(place):
                return
            self._end = at + 1
            if _UNIT_ROW.fullmatch(place):
                self._units |= {i: cell for i, cell in enumerate(row) if cell and i != self._place}
            else:
                yield at + 1, row

    def _is_goods(self, at: int, heading: str, lines: Sequence[tuple[int, Cells]]) -> bool:
        """Whether a column holds amounts of goods; one of amounts without a heading is told."""
        counted = [number for number, row in lines if _AMOUNT.fullmatch(self._cell(row, at))]
        if not counted or _SUM.fullmatch(heading) or _NO_GOODS.fullmatch(_parts(heading)[0]):
            return False
        if not heading or len(heading) > _LONGEST_HEADING:
            missing = Problem("table_heading_missing", {"column": at + 1})
            self._problems.append((counted[0], missing))
            return False
        return not self._is_sentence(heading)

    def _is_surely_goods(self, at: int, lines: Sequence[tuple[int, Cells]]) -> bool:
        """Whether goods are known by their name, or have a unit: other amounts may be anything."""
        from models.reading.notice_parts import name_in
        from models.reading.scan import plain

        if self._unit(at) or name_in(plain(self._name(at))) is not None:
            return True
        cells = (_AMOUNT.fullmatch(self._cell(row, at)) for _number, row in lines)
        return any(found is not None and _is_unit(found[2]) for found in cells)

    @staticmethod
    def _is_sentence(heading: str) -> bool:
        """Whether a heading tells a quantity itself, so that it is no heading."""
        from models.reading.scan import plain
        from models.reading.written_goods import goods_shapes

        bare = _BRACKETED.fullmatch(heading)
        said = plain(bare[1] if bare else heading)
        return any(hit.end() == len(said) for hit in goods_shapes().quantity.finditer(said))

    def _name(self, at: int) -> str:
        return _parts(self._columns[at])[0]

    def _unit(self, at: int) -> str:
        return _parts(self._columns[at])[1] or self._units.get(at, "")

    def _amount(self, number: int, row: Cells, at: int, compound: str) -> int:
        """The units in a cell; what is none is told."""
        said = self._cell(row, at)
        if said in NOTHING:
            return 0
        found = _AMOUNT.fullmatch(said)
        many = int(found[1].replace(",", "")) if found and len(found[1]) <= _MOST_DIGITS else -1
        unit = found[2] if found else ""
        if unit and not self._unit(at):
            self._units[at] = unit
        if many < 0 or many > MOST_UNITS or (unit and unit != self._unit(at)):
            told = {"compound": compound or str(number), "goods": self._name(at), "value": said}
            self._problems.append((number, Problem("table_amount_unclear", told)))
            return 0
        return many

    def _check_sum(self, number: int, row: Cells, sums: dict[int, int]) -> None:
        for at, came_to in sums.items():
            said = _AMOUNT.fullmatch(self._cell(row, at))
            if said and int(said[1].replace(",", "")[:_MOST_DIGITS]) != came_to:
                told = {"goods": self._name(at), "said": said[1], "sum": came_to}
                self._problems.append((number, Problem("table_sum_differs", told)))

    def _item(self, at: int, whole: int, amounts: dict[str, int]) -> ItemInput:
        from models.reading.notice_goods import unit_in

        name = self._name(at)
        unit = self._unit(at) or unit_in(name)
        return described(ItemInput(name, whole, unit), amounts_written(amounts.items()))


def _parts(heading: str) -> tuple[str, str]:
    """Goods and unit of a heading: `蔬菜包(份)`, `牛奶/箱`; what else stands in
    brackets is a part of the name."""
    for shape in (_BRACKETED, _SLASHED):
        found = shape.fullmatch(heading)
        if found and _is_unit(found[2]):
            return found[1], found[2]
    return heading, ""
