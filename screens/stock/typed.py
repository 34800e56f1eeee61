"""What is typed of goods that move: `5`, `5件 林小满`, `200 街道`."""

from __future__ import annotations

from models.problems import Problem, Refused
from models.stock import MoveInput, StockRow, rules
from models.text import fold


def read_move(text: str, row: StockRow, *, least: int = 1) -> MoveInput | Problem:
    """How many, and behind that to or from whom; what is wrong with it.

    Args:
        least: 0 for a count.
    """
    many, _gap, who = text.strip().partition(" ")
    unit, _gap, behind = who.partition(" ")
    if row.unit and fold(unit) == fold(row.unit):
        who = behind
    try:
        quantity, said = rules.read_quantity(many, least=least, goods=row.goods)
    except Refused as refused:
        return refused.problem
    wrong = rules.other_unit(row.goods, row.unit, said)
    return wrong[0] if wrong else MoveInput(quantity, who.strip())
