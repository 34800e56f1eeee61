"""The rules of stock: what is used a day, how long goods last, what there is too little of.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache

from models.problems import Problem, Refused
from models.stock import PartRow, Short, StockKind, StockRow
from models.stock.settings import StockSettings
from models.text import CHINESE_NUMERALS, fold, narrow, whole_number
from models.word_tables import unless_broken, word_starts, word_table

MOST = 9_999_999
"""More of one sort is in no store-room: it is a slip of the finger."""

_DAY = timedelta(days=1)


# -- how long it lasts -----------------------------------------------------------------------------


def used_a_day(
    row: StockRow, begun: datetime | None, now: datetime, look_days: int, people: int
) -> Fraction | None:
    """How much is used a day.

    What really went out in the days looked at tells; of goods that were begun later, what went out
    since, over one day at least, so that the first hand-out is no reason for alarm by the hour.
    Where nothing went out it is what people use who are here, if that was said of the goods.

    Args:
        begun: when the first of it moved.
        people: how many are on duty on this day.
    """
    if row.used > 0:
        looked = look_days * _DAY
        since = looked if begun is None else min(looked, now - begun)
        return Fraction(row.used) / (Fraction(max(since, _DAY) / _DAY).limit_denominator(1440))
    if row.a_person_a_day is not None and row.a_person_a_day * people > 0:
        return Fraction(row.a_person_a_day * people)
    return None


def days_left(balance: int, a_day: Fraction | None) -> int | None:
    """Whole days that goods last; None where nothing tells what is used."""
    return None if a_day is None or a_day <= 0 else int(balance / a_day)


def reckoned(
    row: StockRow, begun: datetime | None, now: datetime, settings: StockSettings, people: int
) -> StockRow:
    """Goods with what is used a day and how long they last; see `used_a_day`."""
    a_day = used_a_day(row, begun, now, settings.look_days, people)
    told = None if a_day is None else round(float(a_day), 1)
    return row._replace(a_day=told, days_left=days_left(row.balance, a_day))


def is_short(row: StockRow, settings: StockSettings) -> bool:
    """Whether somebody has to see to it that there is more.

    Goods that are no gear and of which all went out, as what was left over from a truck, are no
    worry by themselves: nothing is kept of them. With a mark, or where people use them, they are.
    """
    if row.is_low:
        return True
    if row.days_left is None or row.days_left >= settings.warn_days:
        return False
    wanted = row.low_mark is not None or row.a_person_a_day is not None
    return row.balance > 0 or wanted or row.kind == StockKind.GEAR


def short(rows: Iterable[StockRow], settings: StockSettings) -> list[Short]:
    """The goods of which there is too little, those that last the shortest in front."""
    found = [
        Short(row.goods, row.unit, row.balance, row.is_low, row.days_left)
        for row in rows
        if is_short(row, settings)
    ]
    return sorted(found, key=lambda one: (one.days_left is None, one.days_left or 0, one.balance))


# -- kits ------------------------------------------------------------------------------------------


def can_be_made(parts: Collection[PartRow]) -> int:
    """How many kits the parts suffice for; 0 without parts."""
    return min((one.there // one.quantity for one in parts), default=0)


def lacking(parts: Iterable[PartRow], kits: int) -> list[PartRow]:
    """The parts of which there are too few for so many kits, `quantity` being what is needed."""
    needed = (one._replace(quantity=one.quantity * kits) for one in parts)
    return [one for one in needed if one.there < one.quantity]


def holds_itself(kit: str, parts: Collection[str], made_of: Mapping[str, Collection[str]]) -> bool:
    """Whether a kit of these parts would be a part of itself.

    Args:
        made_of: by key, the parts of the other kits.
    """
    seen: set[str] = set()
    left = list(parts)
    while left:
        part = left.pop()
        if part == kit:
            return True
        if part not in seen:
            seen.add(part)
            left += made_of.get(part, ())
    return False


# -- what is typed ---------------------------------------------------------------------------------

_TYPED = re.compile(
    rf"(?P<number>\d[\d,]*|[{CHINESE_NUMERALS}]+)\s*(?P<unit>(?!半)[^\W\d_]{{0,8}})"
)
"""A whole number, and the unit right behind it."""
_LIKE = 0.6
"""How alike names are that may be meant for each other."""
_OFFERED = 4
"""Names offered for one that nobody knows."""


def read_quantity(text: str, *, least: int = 1, goods: str = "") -> tuple[int, str]:
    """How many, and the unit behind it where one is said: `200`, `200只`, `1,720 份`, `两箱`.

    Args:
        least: 0 for a count, which may find none.
        goods: what it is about, for the refusal.

    Raises:
        Refused: `stock_quantity` for what is no whole number of packs, below `least`, or more than
            any store-room holds.
    """
    typed = narrow(text).strip()
    found = _TYPED.fullmatch(typed)
    number = None if found is None else whole_number(found["number"])
    if found is None or number is None or not least <= number <= MOST:
        raise Refused("stock_quantity", "quantity", goods=goods, value=text.strip(), least=least)
    return number, found["unit"]


def other_unit(goods: str, kept_in: str, said: str) -> list[Problem]:
    """`stock_unit` where a quantity is said in another unit than the goods are kept in."""
    if not said or not kept_in or fold(said) == fold(kept_in):
        return []
    return [Problem("stock_unit", {"goods": goods, "unit": kept_in, "said": said}, "unit")]


def nearest(said: str, names: Iterable[str]) -> list[str]:
    """The names that may be meant by one that nobody knows, the likest first."""
    wanted = fold(said)

    def alike(name: str) -> float:
        other = fold(name)
        like = SequenceMatcher(None, wanted, other).ratio()
        return max(like, _LIKE) if wanted in other or other in wanted else like

    found = [(alike(name), name) for name in names]
    likely = sorted((one for one in found if one[0] >= _LIKE), key=lambda one: -one[0])
    return [name for _alike, name in likely[:_OFFERED]]


@cache
def gear_words() -> re.Pattern[str]:
    """The words by which a name is one of protective gear.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "gear.toml")
    table.only("gear")
    return re.compile(word_starts(map(fold, table.words("gear"))))


def kind_of(goods: str) -> StockKind:
    """What goods are taken for when they are new: protective gear by their name, else goods.

    What came in is written down all the same while the table of words is broken.
    """
    gear = unless_broken(gear_words, None)
    return StockKind.GEAR if gear is not None and gear.search(fold(goods)) else StockKind.GOODS
