"""The rules of stock: what is used a day, how long goods last, what there is too little of.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from models.problems import Problem, Refused
from models.stock import PartRow, Short, StockKind, StockRow
from models.stock.settings import StockSettings
from models.text import CHINESE_NUMERALS, fold, narrow, whole_number
from models.times import duty_day, legible
from models.word_tables import unless_broken, word_starts, word_table

MOST = 9_999_999
"""More of one sort is in no store-room: it is a slip of the finger."""

# -- how long it lasts -----------------------------------------------------------------------------

SEVERAL = 3
"""On so many days some of it was given out before that tells what is used a day."""

BULK = 3
"""What is given out on one day counts for no more than so many ordinary ones."""


class Given(NamedTuple):
    """What was given out at a moment; below 0 what came back of it."""

    at: datetime
    quantity: int


def days_given(given: Iterable[Given], today: date, look_days: int) -> dict[date, int]:
    """How much was given out on each duty day looked at, today the last of them; days on which
    nothing was, or all of it came back, are not in it. What comes back is taken off the latest."""
    days: dict[date, int] = {}
    for one in sorted(given, key=lambda one: (one.at, -one.quantity)):
        if one.quantity > 0:
            day = duty_day(one.at)
            days[day] = days.get(day, 0) + one.quantity
        back = max(0, -one.quantity)
        for day in sorted(days, reverse=True):
            taken = min(back, days[day])
            days[day] -= taken
            back -= taken
    first = today - timedelta(days=look_days - 1)
    return {day: many for day, many in days.items() if many > 0 and first <= day <= today}


def used_by_days(
    days: Mapping[date, int], begun: date | None, today: date, look_days: int
) -> Fraction | None:
    """How much is used a day by what was given out; None where that is too early to say.

    A first hand-out says nothing of a day: a box for the guards lasts them a week. So some of it
    has to have been given out on `SEVERAL` days. A day on which much went out in one go, beside
    days that are alike, counts as `BULK` of these: the goods are used, though not on that day, and
    leaving them out would promise more days than there are. Today counts once something went out.

    Args:
        days: see `days_given`.
        begun: on which duty day the first of it was given out.
    """
    if len(days) < min(SEVERAL, look_days):
        return None
    most = BULK * sorted(days.values())[(len(days) - 1) // 2]
    looked = today - timedelta(days=look_days - 1)
    first = min(days) if begun is None else max(begun, looked)
    last = today if today in days else today - timedelta(days=1)
    span = (last - first).days + 1
    return Fraction(sum(min(many, most) for many in days.values()), max(span, len(days)))


def used_a_day(
    row: StockRow, days: Mapping[date, int], today: date, look_days: int, people: int
) -> tuple[Fraction | None, bool]:
    """How much is used a day, and whether what was given out tells it.

    What people use who are here, where that was said of the goods, counts until there are several
    days of real use, see `used_by_days`. Parts that were made into kits are not used by that: they
    lie in the store-room still. What a count finds missing is no use either.

    Decided for the figure that holds: goods whose use nobody knows yet have no days left, which is
    told, rather than a figure that one hand-out makes. That none are left, or they are down to
    their mark, is told all the same, see `is_short`.

    Args:
        people: how many are on duty on this day.
    """
    begun = legible(row.begun_at)
    real = used_by_days(days, None if begun is None else duty_day(begun), today, look_days)
    if real is not None:
        return real, True
    if row.a_person_a_day is not None and row.a_person_a_day * people > 0:
        return Fraction(row.a_person_a_day * people), False
    return None, False


def days_left(balance: int, a_day: Fraction | None) -> int | None:
    """Whole days that goods last; None where nothing tells what is used."""
    return None if a_day is None or a_day <= 0 else int(balance / a_day)


def reckoned(
    row: StockRow, given: Iterable[Given], now: datetime, settings: StockSettings, people: int
) -> StockRow:
    """Goods with what is used a day and how long they last; see `used_a_day`."""
    today = duty_day(now)
    days = days_given(given, today, settings.look_days)
    a_day, is_by_use = used_a_day(row, days, today, settings.look_days, people)
    told = None if a_day is None else round(float(a_day), 1)
    return row._replace(a_day=told, days_left=days_left(row.balance, a_day), is_by_use=is_by_use)


def is_short(row: StockRow, settings: StockSettings) -> bool:
    """Whether somebody has to see to it that there is more.

    Goods that are no gear and of which all went out, as what was left over from a truck, are no
    worry by themselves: nothing is kept of them. With a mark, or where people use them, they are.
    Gear of which none is left is one, whatever is used a day.
    """
    if row.is_low:
        return True
    wanted = row.low_mark is not None or row.a_person_a_day is not None
    wanted = wanted or row.kind == StockKind.GEAR
    if row.balance == 0 and row.went_out:
        return wanted
    if row.days_left is None or row.days_left >= settings.warn_days:
        return False
    return row.balance > 0 or wanted


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
_SHOWN = 20
"""Digits that are told of a number which is too long for any."""
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
        Refused: `stock_quantity` for what is no whole number, or below `least`; as `refuse_wrong`.
    """
    typed = narrow(text).strip()
    found = _TYPED.fullmatch(typed)
    number = None if found is None else whole_number(found["number"])
    if found is None or number is None:
        if typed.isdecimal():
            raise Refused("stock_too_many", "quantity", goods=goods, value=typed[:_SHOWN])
        raise Refused("stock_quantity", "quantity", goods=goods, value=text.strip(), least=least)
    refuse_wrong(goods, number, least)
    return number, found["unit"]


def refuse_wrong(goods: str, number: int, least: int, field: str = "quantity") -> None:
    """Refuse what is no number of goods that a store-room holds.

    Raises:
        Refused: `stock_quantity` below `least`, `stock_too_many` for a slip of the finger.
    """
    if number < least:
        raise Refused("stock_quantity", field, goods=goods, value=number, least=least)
    if number > MOST:
        raise Refused("stock_too_many", field, goods=goods, value=number)


def other_unit(goods: str, kept_in: str, said: str) -> list[Problem]:
    """`stock_unit` where a quantity is said in another unit than the goods are kept in."""
    one, other = fold(said), fold(kept_in)
    if not one or not other or other in (one, f"{one}s", f"{one}es"):
        return []
    if one in (f"{other}s", f"{other}es"):
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
