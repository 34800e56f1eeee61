"""What is typed of goods that move: `5`, `5件 林小满`, `5给保安队老张`, `200 from subdistrict`."""

from __future__ import annotations

import re

from models.problems import Problem, Refused
from models.reading.written_goods import goods_shapes
from models.stock import MoveInput, StockRow, rules
from models.text import CHINESE_NUMERALS, narrow
from models.word_tables import unless_broken

_MANY = re.compile(rf"[-−]?(?:\d[\d,]*(?:[./]\d+)?|[{CHINESE_NUMERALS}]+)半?")
"""A number, also one that is no whole one: that is told, not taken for a name."""

_TOWARDS = r"(?:[发送交]?给|发到|来自|从|(?:to|from)\b)[\s:]*"
"""What stands between how many and whom: it is no part of the name."""

_ENDS = rf"(?=$|\s|{_TOWARDS})"
"""Behind a unit: the end, a blank, or to whom."""


def read_move(text: str, row: StockRow, *, least: int = 1) -> MoveInput | Problem:
    """How many, and behind that to or from whom; what is wrong with it.

    The unit may stand behind the number, `给` or `to` before the name, each with a blank or without
    one. What is neither is the name: `5王萍412` is five for 王萍412, for a name may have digits.

    Args:
        least: 0 for a count.

    Returns:
        `stock_line` where it does not begin with how many; as `read_quantity`, and `stock_unit`.
    """
    typed = narrow(text).strip()
    many = _MANY.match(typed)
    if many is None:
        return Problem("stock_line", {}, "quantity")
    try:
        quantity, _unit = rules.read_quantity(many[0], least=least, goods=row.goods)
    except Refused as refused:
        return refused.problem
    rest = typed[many.end() :].strip()
    said = _unit_of(rest, row.unit)
    wrong = rules.other_unit(row.goods, row.unit, said)
    if wrong:
        return wrong[0]
    who = re.sub(rf"^{_TOWARDS}", "", rest[len(said) :].strip(), flags=re.IGNORECASE)
    return MoveInput(quantity, who.strip())


def _unit_of(rest: str, kept_in: str) -> str:
    """The unit that stands behind a number: the one that goods are kept in, with a name right
    behind it or not, else any that notices have."""
    shapes = unless_broken(goods_shapes, None)
    own = re.match(rf"{re.escape(narrow(kept_in))}(?:e?s)?(?![a-z])", rest, re.IGNORECASE)
    if kept_in and own is not None:
        return own[0]
    any_unit = "" if shapes is None else shapes.units
    found = re.match(rf"(?:{any_unit}){_ENDS}", rest, re.IGNORECASE) if any_unit else None
    return "" if found is None else found[0]
