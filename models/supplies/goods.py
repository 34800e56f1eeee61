"""Goods as people write them, one kind a line: `蔬菜包 1720份，每户1份`; read and written back.

Also what a notice was read as, made into the delivery it announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from models.problems import Problem
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.supplies.rules import amount
from models.text import narrow

if TYPE_CHECKING:
    from models.reading.shapes import DeliveryReading

_LINE = re.compile(
    r"\s*+(?P<goods>\S.*?)\s*+[:：]?\s*+(?P<quantity>\d[\d,]*)\s*+"
    r"(?P<unit>[^\W\d_]{0,4})\s*+(?:[,，;；。]\s*(?P<rule>.*?)\s*)?"
)
"""Goods end at the last number that is followed by nothing but a unit and a rule."""

_SAID = {
    AllocationRule.PER_HOUSEHOLD: "每户",
    AllocationRule.ONE_PER_TWO: "两户一份",
    AllocationRule.PER_PERSON: "每人",
    AllocationRule.NAMED_FIRST: "独居老人优先",
}
"""What stands in a notice for a rule that came without words of its own."""


def read_items(text: str) -> tuple[list[ItemInput], list[Problem]]:
    """Read goods, one kind a line.

    Returns:
        The items, and for lines that are none `goods_unclear`; `goods_missing` for no line at all.
    """
    from models.reading.notice import rule_of

    items: list[ItemInput] = []
    problems: list[Problem] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _LINE.fullmatch(narrow(line))
        if match is None:
            problems.append(Problem("goods_unclear", {"value": line}, "items"))
            continue
        said = match["rule"] or ""
        quantity = int(match["quantity"].replace(",", ""))
        items.append(ItemInput(match["goods"], quantity, match["unit"], rule_of(said), said))
    if not items and not problems:
        problems.append(Problem("goods_missing", {}, "items"))
    return items, problems


def spelled(items: Iterable[ItemInput]) -> str:
    """Items as lines that `read_items` reads back."""
    return "\n".join(_line(item) for item in items)


def _line(item: ItemInput) -> str:
    words = item.rule_text or _SAID.get(item.rule, "")
    return amount(item.goods, item.quantity, item.unit) + (f"，{words}" if words else "")


def delivery_of(reading: DeliveryReading, arrives_at: datetime) -> DeliveryInput:
    """The delivery a notice announces, at every compound; `arrives_at` where it names no time."""
    items = tuple(
        ItemInput(
            f"{item.goods}({item.pack})" if item.pack else item.goods,
            item.quantity,
            item.unit,
            item.rule,
            item.rule_text,
        )
        for item in reading.items
    )
    return DeliveryInput(
        reading.arrives_at or arrives_at, items, reading.plate, reading.driver, reading.phone
    )
