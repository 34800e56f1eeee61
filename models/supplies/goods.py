"""Goods written as lines: `蔬菜包A 1720份，每户1份，冷藏`, as `typed_goods` reads them.

Also what a notice was read as, made into the delivery it announces.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.supplies import AllocationRule, Base, DeliveryInput, ItemInput
from models.supplies.alike import kit_of
from models.supplies.handling import is_cold, is_heavy
from models.supplies.rules import amount
from models.times import LOCAL

if TYPE_CHECKING:
    from models.reading.notice_rules import SaidManner
    from models.reading.shapes import DeliveryReading, NoticeItem

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


# -- writing ---------------------------------------------------------------------------------------


def spelled(items: Iterable[ItemInput], words: Spelling = CHINESE) -> str:
    """Items as lines that `typed_goods.read_items` reads back."""
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
