"""Goods as people write them, one kind a line: `蔬菜包A 1720份，每户1份，冷藏`; read.

Behind the quantity stand, between commas, how they are divided (每户2份, 优先：独居老人、困难,
封控楼优先, 按登记), that they are paid for (自费), cold or not, heavy or not, the batch (第3批).
Whoever writes several kinds into one line gets them as several; what is no whole quantity of
something is said, and never taken for a name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from models.problems import Problem
from models.supplies import ItemInput
from models.supplies.goods import item_of, tidy_item
from models.supplies.handling import is_cold, is_heavy, said_of
from models.supplies.rules import MOST_UNITS
from models.text import narrow

_LINE = re.compile(
    r"\s*+(?P<goods>\S.*?)(?:(?<![\d.,+\-−])|(?=[\s:：]))\s*[:：]?\s*+"
    r"\+?(?P<sign>[-−]?)\s?(?P<quantity>\d[\d,]*)(?:\.(?P<part>\d*))?\s*+"
    r"(?P<unit>[^\W\d_]{0,10})\s*+(?:[,，;；。]\s*(?P<rest>.*?)\s*)?"
)
"""Goods end at the first number that is followed by nothing but a unit and words on them; digits of
their own name stand apart from it."""

_BETWEEN = re.compile(r"\s*[,，;；。]\s*")
_KIT = re.compile(r"(?:kit\s*)?([A-Ea-e])\s*(?:包|款|类|型)?|kit\s*([1-9])", re.I)
_BATCH = re.compile(r"第(\S{1,6}?)批次?|batch\s+(\S{1,12})|批次\s*[:：]?\s*(\S{1,12})", re.I)
_COUNT_FIRST = re.compile(r"(?P<sign>[-−]?)\s?\d[\d,]*(?:\.(?P<part>\d+))?")
_CONTAINED = re.compile(r"(?:内?含|内有|里面|包括|包含|每|各|with\b|incl|each\b)", re.I)
"""Words before goods that are a part of others, not a kind of their own."""
_LATIN_COUNTED = re.compile(r"[a-z]{3,} \d{2,}[\d,]* [a-z]{3,}", re.I)
"""A quantity in the midst of English names: `vegetable packs 1720 milk`."""
_BEFORE_HAN = re.compile(r"\s+(?=[^\W\d_a-zA-Z])")
_LONGEST = 1200
"""Characters of a line; a longer one is something else."""
_SHOWN = 40
"""Characters told of such a line."""
_MEASURES = frozenset({"kg", "g", "ml", "l", "公斤", "千克", "斤", "两", "升", "毫升", "克"})
"""Units that tell how large a pack is."""


@cache
def _counted() -> re.Pattern[str]:
    """Finds a quantity in the midst of names: 1720份 of `蔬菜包1720份牛奶`."""
    from models.reading.written_goods import goods_shapes

    units = goods_shapes().units
    return re.compile(rf"[^\W\d_]\s*\d[\d,]*\s*(?P<unit>{units})[\s、,，和及]*+(?![装入])[^\W\d_]")


def read_items(text: str) -> tuple[list[ItemInput], list[Problem]]:
    """Read goods, one kind a line.

    Returns:
        The items, and for lines that are none `goods_unclear`, `goods_unnamed`, `goods_several`,
        `quantity_fraction`, `quantity_negative`, `quantity_too_many`; `goods_missing` for no line.
    """
    items: list[ItemInput] = []
    problems: list[Problem] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if len(line) > _LONGEST:
            problems.append(Problem("goods_unclear", {"value": f"{line[:_SHOWN]}…"}, "items"))
            continue
        found = _read_line(narrow(line), line)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            items += found
    if not items and not problems:
        problems.append(Problem("goods_missing", {}, "items"))
    return items, problems


def _read_line(line: str, said: str) -> list[ItemInput] | Problem:
    """The goods of a line; `said` is the line as it was typed."""
    match = _LINE.fullmatch(line)
    if match is None or not any(map(str.isalpha, match["goods"])):
        return _count_first(line, said)
    goods, unit = match["goods"].rstrip(" :："), match["unit"]
    if _is_several(goods, unit):
        return _several(line, said)
    number = match["sign"] + match["quantity"] + (f".{match['part']}" if match["part"] else "")
    quantity = _whole(number, goods)
    if isinstance(quantity, Problem):
        return quantity
    return _one(ItemInput(goods, quantity, unit), match["rest"] or "")


def _whole(number: str, goods: str) -> int | Problem:
    """A quantity of goods as it is typed, `1,720`, `5.0`."""
    whole, _dot, part = number.lstrip("-−").replace(",", "").partition(".")
    told = {"goods": goods, "value": number}
    if part.strip("0"):
        return Problem("quantity_fraction", told, "items")
    if not number[:1].isdigit() and whole.strip("0"):
        return Problem("quantity_negative", told, "items")
    if len(whole) > len(str(MOST_UNITS)) or int(whole) > MOST_UNITS:
        return Problem("quantity_too_many", told | {"most": MOST_UNITS}, "items")
    return int(whole)


def _one(item: ItemInput, rest: str) -> list[ItemInput] | Problem:
    """Goods with the words behind them, and other goods that stand among these."""
    from models.reading.notice_goods import unit_in
    from models.reading.notice_rules import together

    said: dict[str, Any] = {}
    words = []
    others: list[str] = []
    contained = False
    for word in filter(None, _BETWEEN.split(rest)):
        field = _said(word)
        contained = contained or _CONTAINED.match(word) is not None
        if others or (field is None and not contained and _is_other(word)):
            others.append(word)
        elif field is None:
            words.append(word)
        else:
            said[field[0]] = field[1]
    unit = item.unit or unit_in(item.goods)
    made = [_made(item._replace(unit=unit), together(*words), said)]
    more = _read_line("，".join(others), "，".join(others)) if others else []
    return more if isinstance(more, Problem) else made + more


def _is_other(word: str) -> bool:
    """Whether a word behind goods is a kind of its own, with its quantity and unit: 牛奶860箱."""
    from models.reading.notice_parts import name_in
    from models.reading.scan import plain
    from models.reading.written_goods import goods_shapes

    match = _LINE.fullmatch(word)
    if match is None:
        return False
    if not re.fullmatch(goods_shapes().units, plain(match["unit"])):
        return False
    return name_in(plain(match["goods"])) is not None


def _is_several(goods: str, unit: str) -> bool:
    """Whether what was taken for the name of goods has a quantity of its own in it."""
    from models.reading.scan import plain

    if goods[:1].isdigit() and ("、" in goods or len(unit) > 2) and not unit.isascii():
        return True
    if _LATIN_COUNTED.search(goods):
        return True
    found = _counted().search(plain(goods))
    return found is not None and found["unit"] not in _MEASURES


def _several(line: str, said: str) -> list[ItemInput] | Problem:
    """Goods of a line that names more than one kind; what is not read whole is refused."""
    from models.reading.notice_goods import goods_in

    found = goods_in(line)
    numbers = [one.replace(",", "") for one in re.findall(r"\d[\d,]*(?:\.\d+)?", line)]
    read = [str(one.quantity) for one in found]
    if len(found) < 2 or sorted(read) != sorted(numbers):
        return Problem("goods_several", {"value": said}, "items")
    return [item_of(one) for one in found]


def _count_first(line: str, said: str) -> list[ItemInput] | Problem:
    """Goods of a line that begins with how many: `1720 vegetable packs, one per household`."""
    from models.reading.notice_goods import goods_in

    number = _COUNT_FIRST.match(line)
    name = re.sub(r"^[^\W\d_]{1,3}(?=[\s的])|^\s+", "", line[number.end() :]) if number else ""
    if number and any(map(str.isalpha, line[number.end() :])):
        quantity = _whole(number[0].replace(" ", ""), name.strip() or line)
        if isinstance(quantity, Problem):
            return quantity
    found = goods_in(line) or goods_in(_BEFORE_HAN.sub("", line))
    if len(found) > 1:
        return _several(line, said)
    if found:
        return [item_of(found[0])]
    return Problem("goods_unnamed" if number else "goods_unclear", {"value": said}, "items")


def _said(word: str) -> tuple[str, object] | None:
    """The field a word behind goods is about, with its value; None where it divides them."""
    from models.reading.notice_goods import is_paid

    if kit := _KIT.fullmatch(word):
        return "kit", (kit[1] or kit[2]).upper()
    if batch := _BATCH.fullmatch(word):
        return "batch", next(filter(None, batch.groups()))
    return ("is_paid", 1) if is_paid(word) else said_of(word)


def _made(item: ItemInput, words: str, said: dict[str, Any]) -> ItemInput:
    """Goods with the words that divide them, and what is said of them or goes by their name."""
    from models.reading.notice_rules import manner_of

    by_name = {"is_cold": is_cold(item.goods), "is_heavy": is_heavy(item.goods)}
    manner = manner_of(words)._asdict()
    return tidy_item(item._replace(rule_text=words, **manner, **by_name | said))


def described(item: ItemInput, words: str) -> ItemInput:
    """Goods of a table with the words that divide them, cold and heavy by what they are called."""
    written = _BATCH.fullmatch(item.batch)
    batch = next(filter(None, written.groups())) if written else item.batch
    return _made(item, words, {"batch": batch, "kit": item.kit})
