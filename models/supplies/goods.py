"""Goods as people write them, one kind a line: `蔬菜包A 1720份，每户1份，冷藏`; read, written back.

Behind the quantity stand, between commas, how they are divided (每户2份, 优先：独居老人、困难,
封控楼优先, 按登记), that they are paid for (自费), cold or not, heavy or not, the batch (第3批).
Also what a notice was read as, made into the delivery it announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from models.problems import Problem
from models.supplies import AllocationRule, Base, DeliveryInput, ItemInput
from models.supplies.alike import kit_of
from models.supplies.handling import is_cold, is_heavy, said_of
from models.supplies.rules import amount
from models.text import narrow
from models.times import LOCAL

if TYPE_CHECKING:
    from models.reading.notice_rules import SaidManner
    from models.reading.shapes import DeliveryReading, NoticeItem

_LINE = re.compile(
    r"\s*+(?P<goods>\S.*?)\s*+[:：]?\s*+(?P<quantity>\d[\d,]*)\s*+"
    r"(?P<unit>[^\W\d_]{0,10})\s*+(?:[,，;；。]\s*(?P<rest>.*?)\s*)?"
)
"""Goods end at the last number that is followed by nothing but a unit and words on them."""

_BETWEEN = re.compile(r"\s*[,，;；。]\s*")
_KIT = re.compile(r"(?:kit\s*)?([A-Ea-e])\s*(?:包|款|类|型)?|kit\s*([1-9])", re.I)
_BATCH = re.compile(r"第(\S{1,6}?)批次?|batch\s+(\S{1,12})|批次\s*[:：]?\s*(\S{1,12})", re.I)


_DAWN = 5
"""The hour before which the coming morning is still that of today."""


class Spelling(NamedTuple):
    """What stands in a line for what goods are, where their own words do not say it."""

    household: str
    two: str
    person: str
    first: str
    """For the usual marks."""
    marked: str
    registered: str
    present: str
    closed_first: str
    paid: str
    batch: str
    cold: tuple[str, str]
    """Where they are not cold though their name says so, and where they are."""
    heavy: tuple[str, str]
    comma: str
    marks: str
    """Between marks, which are called as this language calls them."""


CHINESE = Spelling(
    household="每户{each}份",
    two="两户{each}份",
    person="每人{each}份",
    first="优先",
    marked="优先：{marks}",
    registered="按登记",
    present="按在住",
    closed_first="封控楼优先",
    paid="自费",
    batch="第{batch}批",
    cold=("常温", "冷藏"),
    heavy=("轻", "重"),
    comma="，",
    marks="、",
)
ENGLISH = Spelling(
    household="{each} per household",
    two="{each} per two households",
    person="{each} per person",
    first="named first",
    marked="first: {marks}",
    registered="by registered",
    present="by present",
    closed_first="closed buildings first",
    paid="paid",
    batch="batch {batch}",
    cold=("not cold", "cold"),
    heavy=("light", "heavy"),
    comma=", ",
    marks="/",
)


def tidy_item(item: ItemInput) -> ItemInput:
    """Goods as they are kept: which kit they are stands in their name, and what has no meaning for
    their rule is left out."""
    goods, kit = item.goods.strip(), item.kit.strip().upper()
    if kit and kit_of(goods) != kit:
        goods = f"{goods} {kit}" if goods.isascii() else f"{goods}{kit}"
        if kit_of(goods) != kit:
            goods = f"{item.goods.strip()} kit {kit}"
    as_written = item.rule == AllocationRule.AS_WRITTEN
    named = item.rule == AllocationRule.NAMED_FIRST
    return item._replace(
        goods=goods,
        kit=kit_of(goods),
        each_gets=1 if as_written else item.each_gets,
        closed_first=0 if as_written else item.closed_first,
        first_marks=item.first_marks if named else (),
    )


# -- reading ---------------------------------------------------------------------------------------


def read_items(text: str) -> tuple[list[ItemInput], list[Problem]]:
    """Read goods, one kind a line.

    Returns:
        The items, and for lines that are none `goods_unclear`; `goods_missing` for no line at all.
    """
    items: list[ItemInput] = []
    problems: list[Problem] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        item = _read_line(narrow(line)) or _read_as_notice(line)
        if item is None:
            problems.append(Problem("goods_unclear", {"value": line}, "items"))
            continue
        items.append(item)
    if not items and not problems:
        problems.append(Problem("goods_missing", {}, "items"))
    return items, problems


def _read_line(line: str) -> ItemInput | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    from models.reading.notice_goods import unit_in

    said: dict[str, Any] = {}
    words = []
    for word in filter(None, _BETWEEN.split(match["rest"] or "")):
        found = _said(word)
        if found is None:
            words.append(word)
        else:
            said[found[0]] = found[1]
    goods = match["goods"]
    unit = match["unit"] or unit_in(goods)
    quantity = int(match["quantity"].replace(",", ""))
    from models.reading.notice_rules import together

    return _made(ItemInput(goods, quantity, unit), together(*words), said)


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


def _read_as_notice(line: str) -> ItemInput | None:
    """Goods of a line that begins with how many: `1720 vegetable packs, one per household`."""
    from models.reading.notice_goods import goods_in

    found = goods_in(line)
    return item_of(found[0]) if len(found) == 1 else None


# -- writing ---------------------------------------------------------------------------------------


def spelled(items: Iterable[ItemInput], words: Spelling = CHINESE) -> str:
    """Items as lines that `read_items` reads back."""
    return "\n".join(_line(item, words) for item in items)


def _line(item: ItemInput, words: Spelling) -> str:
    told = [
        f"{item.goods} {amount('', item.quantity, item.unit).strip()}",
        *_manner(item, words),
        *([words.paid] if item.is_paid else []),
        *([words.batch.format(batch=item.batch)] if item.batch else []),
        *([words.cold[item.is_cold]] if item.is_cold != is_cold(item.goods) else []),
        *([words.heavy[item.is_heavy]] if item.is_heavy != is_heavy(item.goods) else []),
    ]
    return words.comma.join(told)


def _manner(item: ItemInput, words: Spelling) -> list[str]:
    """How goods are divided: in their own words as long as these say it."""
    if item.rule_text and _divided_by(item.rule_text) == _manner_of(item):
        return [item.rule_text]
    return manner_words(item, words)


def _divided_by(rule_text: str) -> SaidManner:
    from models.reading.notice_rules import manner_of

    return manner_of(rule_text)


def _manner_of(item: ItemInput) -> SaidManner:
    from models.reading.notice_rules import SaidManner

    return SaidManner(
        item.rule, item.each_gets, item.base, tuple(item.first_marks), item.closed_first
    )


def manner_words(item: ItemInput, words: Spelling) -> list[str]:
    """How goods are divided, in the words of one language."""
    found = []
    match item.rule:
        case AllocationRule.PER_HOUSEHOLD:
            found.append(words.household.format(each=item.each_gets))
        case AllocationRule.ONE_PER_TWO:
            found.append(words.two.format(each=item.each_gets))
        case AllocationRule.PER_PERSON:
            found.append(words.person.format(each=item.each_gets))
        case AllocationRule.NAMED_FIRST:
            marks = words.marks.join(_called(item.first_marks, words))
            found.append(words.marked.format(marks=marks) if marks else words.first)
            if item.each_gets != 1:
                found.append(words.household.format(each=item.each_gets))
    if item.base != Base.FED:
        found.append(words.registered if item.base == Base.REGISTERED else words.present)
    return [*found, *([words.closed_first] if item.closed_first else [])]


def _called(marks: Iterable[str], words: Spelling) -> Iterable[str]:
    """Marks as a language calls them."""
    if words is CHINESE:
        return marks
    from models.reading.notice_rules import english_mark

    return map(english_mark, marks)


# -- notices ---------------------------------------------------------------------------------------


def item_of(item: NoticeItem) -> ItemInput:
    """Goods of a notice as a delivery has them."""
    goods = f"{item.goods}({item.pack})" if item.pack else item.goods
    return tidy_item(
        ItemInput(
            goods,
            item.quantity,
            item.unit,
            item.rule,
            item.rule_text,
            batch=item.batch,
            is_paid=item.is_paid,
            is_cold=item.is_cold or is_cold(goods),
            is_heavy=is_heavy(goods),
            base=item.base,
            first_marks=item.first_marks,
            closed_first=item.closed_first,
            each_gets=item.each_gets,
        )
    )


def usual_arrival(now: datetime) -> datetime:
    """When a delivery comes of which nobody said when: the next morning, in local time."""
    here = now.astimezone(LOCAL)
    day = here if here.hour < _DAWN else here + timedelta(days=1)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def delivery_of(reading: DeliveryReading, now: datetime) -> DeliveryInput:
    """The delivery a notice announces, at the compounds it names or at every one; at the usual time
    where it names none."""
    return DeliveryInput(
        reading.arrives_at or usual_arrival(now),
        tuple(map(item_of, reading.items)),
        reading.plate,
        reading.driver,
        reading.phone,
        source=reading.source,
        pass_no=reading.pass_no,
        drops=reading.stops,
        is_announced=int(not reading.came),
    )
