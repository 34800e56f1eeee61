"""Goods of a notice that are divided as it is written beside each compound. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.reading.notice_gates import Column
from models.reading.notice_goods import item_named, unit_in
from models.reading.notice_parts import name_in, names_in
from models.reading.scan import plain
from models.reading.shapes import NoticeItem
from models.reading.written_goods import goods_shapes
from models.supplies.alike import goods_key
from models.supplies.written import amounts_written


def as_written(
    items: tuple[NoticeItem, ...], columns: Sequence[Column], text: str, rest: str
) -> tuple[tuple[NoticeItem, ...], bool]:
    """Goods with what is written of them beside each compound, where that adds up to their number
    and nothing else divides them; and whether all that is written could be kept.

    Goods of which no more is said than what each compound gets are as many as these come to.

    Args:
        text, rest: the notice and its plain text, place for place, with barriers in the latter.
    """
    columns = _named(columns, items, text, rest)
    kept, found = True, [*items]
    for at, column in enumerate(columns):
        places = _places(found, columns, at)
        if not places and column.goods:
            unit = column.unit or unit_in(column.goods)
            unit = unit or ("pieces" if column.goods.isascii() else "份")
            found.append(item_named(column.goods, column.whole, unit))
            places = [len(found) - 1]
        kept = kept and bool(places)
        for place in places:
            item = found[place]
            if item.quantity != column.whole or item.rule_text:
                kept = False
            else:
                found[place] = item._replace(rule_text=amounts_written(column.amounts))
    return tuple(found), kept


def _named(
    columns: Sequence[Column], items: Sequence[NoticeItem], text: str, rest: str
) -> Sequence[Column]:
    """The same with the goods that the rest of the notice names, where it tells no number."""
    if items or any(one.goods for one in columns):
        return columns
    if len(columns) == 1:
        at = name_in(rest)
        if at is None:
            return columns
        behind = re.match(rf"\s*({goods_shapes().units})(?![^\W\d_])", rest[at[1] :])
        unit = columns[0].unit or (behind[1] if behind else "")
        return [columns[0]._replace(goods=text[slice(*at)].strip(), unit=unit)]
    names = names_in(rest)
    if len(names) != len(columns):
        return columns
    pairs = zip(columns, names, strict=True)
    return [one._replace(goods=text[slice(*at)].strip()) for one, at in pairs]


def _places(items: Sequence[NoticeItem], columns: Sequence[Column], at: int) -> list[int]:
    """Which of some goods a column is of."""
    column = columns[at]
    if column.every:
        return [*range(len(items))]
    if column.goods:
        return [place for place, one in enumerate(items) if _same(one.goods, column.goods)][:1]
    if len(columns) == len(items) == 1:
        return [0]
    of_unit = [
        place
        for place, one in enumerate(items)
        if column.unit and _bare(one.unit) == _bare(column.unit)
    ]
    if len(of_unit) == 1:
        return of_unit
    return [at] if len(columns) == len(items) else []


def _same(goods: str, said: str) -> bool:
    """Whether goods are those that are named, maybe in short: 油 of 食用油."""
    if goods_key(goods) == goods_key(said):
        return True
    whole, short = plain(goods), plain(said).strip()
    return whole.endswith(short) or short.endswith(whole)


def _bare(unit: str) -> str:
    """A unit without the end it has where there are several."""
    return re.sub(r"e?s$", "", plain(unit)) if unit.isascii() else unit
