"""Needs of things: medicine, what babies need, food, what was handed out, what animals need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from models.chases import Urgency
from models.reading.goods import Stock
from models.reading.needs import CAME, LIFE, ROUTINE, SOON, TODAY, Need
from models.reading.signals import Facts
from models.requests import RequestKind

FEW_DAYS = {"critical_medicine": 7, "medicine": 2, "baby_goods": 1, "care_goods": 1, "food": 1}
"""Days left up to which a thing is a matter of today."""

SOME_DAYS = {"critical_medicine": 14, "medicine": 7, "baby_goods": 3, "care_goods": 3, "food": 3}
"""Days left up to which a thing is to be got soon."""

_NEED_OF_GOODS = {
    "critical_medicine": (RequestKind.MEDICINE, "critical_medicine_ends", TODAY),
    "medicine": (RequestKind.MEDICINE, "medicine_ends", SOON),
    "baby_goods": (RequestKind.BABY, "baby_goods_end", SOON),
    "care_goods": (RequestKind.CARE_GOODS, "care_goods", SOON),
}
"""Kind, reason, and the urgency of a mere mention."""


def running_out(facts: Facts) -> Iterator[Need]:
    """Medicine and what babies need."""
    for code, stock in facts.stocks.items():
        if code not in _NEED_OF_GOODS or not _is_wanted(facts, stock):
            continue
        what = code
        if code == "medicine" and facts.has("critical_illness"):
            what = "critical_medicine"
        kind, reason, mentioned = _NEED_OF_GOODS[what]
        if kind is RequestKind.MEDICINE and stock.ended and _several_out_for_days(facts):
            yield Need(kind, LIFE, "critical_medicine_ends", stock.mention, facts.said_at, 0)
            continue
        gone = stock.left is None and stock.ended and not stock.ending
        left = timedelta() if gone else stock.left
        urgency = _by_days(what, left.days) if left is not None else mentioned
        harm = facts.said_at if gone else stock.ends_at
        yield Need(kind, urgency, reason, stock.mention, harm, 0 if gone else stock.days)


_OUT_FOR_DAYS = re.compile(
    r"断(?:了|药|掉)*(?:已经|有|快)*\s?(?:[3-9]|\d\d|[三四五六七八九十半]|[一两]个?(?=[周礼星]))\s?(?:几|多)?个?(?:天|周|礼拜|星期|月)"
)


def _several_out_for_days(facts: Facts) -> bool:
    """Whether several medicines, one of which keeps somebody alive, have been out for days."""
    named = {facts.text[hit.start : hit.end] for hit in facts.of("medicine", "critical_medicine")}
    vital = facts.has("critical_medicine") and len(named) >= _SEVERAL
    return vital and bool(_OUT_FOR_DAYS.search(facts.text))


_SEVERAL = 3
"""Medicines that are no slip of one prescription when they are out together."""


def _is_wanted(facts: Facts, stock: Stock) -> bool:
    """Whether a thing is wanted, not only named as received, as an illness, or as handed out."""
    if stock.is_short:
        return True
    if facts.has("handout_missed") or CAME.match(facts.text, stock.mention.end):
        return False
    return stock.mention.means.code in ("baby_goods", "care_goods") or facts.has(
        "medicine", "critical_medicine", "dose"
    )


def _by_days(code: str, days: int) -> Urgency:
    if days <= FEW_DAYS[code]:
        return TODAY
    return SOON if days <= SOME_DAYS[code] else ROUTINE


def _food(facts: Facts) -> Iterator[Need]:
    found = facts.stocks
    stock = found.get("food")
    hunger = [hit for hit in facts.of("starving") if not _is_of_another(found)]
    if hunger:
        yield Need(
            RequestKind.FOOD,
            TODAY,
            "starving",
            hunger[0],
            facts.said_at,
            stock.days if stock else None,
        )
    if stock is None:
        return
    if not stock.is_short:
        if facts.has("to_be_bought", "shopping") and not facts.has("group_purchase"):
            yield Need(RequestKind.FOOD, SOON, "food", stock.mention)
        return
    if stock.left is not None:
        harm = stock.ends_at
        urgency = _by_days("food", stock.left.days)
        yield Need(RequestKind.FOOD, urgency, "food_ends", stock.mention, harm, stock.days)
        return
    if stock.ended and "水" in facts.text[stock.mention.start : stock.mention.end]:
        yield Need(RequestKind.FOOD, TODAY, "starving", stock.mention, facts.said_at)
        return
    helpless = facts.has("elder", "alone", "immobile", "child", "pregnancy")
    yield Need(
        RequestKind.FOOD, TODAY if helpless and stock.ended else SOON, "food_ends", stock.mention
    )


def _is_of_another(found: Mapping[str, Stock]) -> bool:
    return any(code in found and found[code].starving for code in ("pets", "baby_goods"))


_HANDED_OUT = re.compile(r"居委|街道|政府|统一|物资|礼包|保供|抗原|发[的放]|社区")


def _deliveries(facts: Facts) -> Iterator[Need]:
    if facts.has("group_purchase") and not _HANDED_OUT.search(facts.text):
        return
    for hit in facts.of("delivery_missed"):
        nearest = facts.nearest(
            hit.start,
            hit.end,
            ("food", "baby_goods", "test", "antigen", "results", "medicine", "group_purchase"),
        )
        if nearest is None or nearest.means.code in ("food", "baby_goods"):
            yield Need(RequestKind.DELIVERY_MISSED, SOON, "delivery_missed", hit)


def _handouts(facts: Facts) -> Iterator[Need]:
    """Goods handed out by the committee that did not come, or came spoilt."""
    for hit in facts.of("handout_missed"):
        yield Need(RequestKind.DELIVERY_MISSED, SOON, "delivery_missed", hit)
    if facts.has("food") and not facts.has("group_purchase"):
        for hit in facts.of("spoilt")[:1]:
            yield Need(RequestKind.DELIVERY_MISSED, SOON, "delivery_spoilt", hit)


def _pets(facts: Facts) -> Iterator[Need]:
    """Animals that are ill, or that nobody looks after, whoever was taken away."""
    for hit in facts.of("pet_ill"):
        yield Need(RequestKind.PETS, SOON, "pet_ill", hit)
    for hit in facts.of("pets")[:1]:
        if facts.has("unfed"):
            yield Need(RequestKind.PETS, SOON, "pet_alone", hit)


WANT_RULES: tuple[Callable[[Facts], Iterator[Need]], ...] = (
    running_out,
    _food,
    _deliveries,
    _handouts,
    _pets,
)
"""Each looks for the needs of one subject."""
