"""What help a line asks for: its signals put together into needs, the worst of which counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from models.requests import RequestKind, Urgency
from models.rules.reading.goods import Stock
from models.rules.reading.moments import Day, moment_of
from models.rules.reading.patterns import reasons as reasons_of_patterns
from models.rules.reading.scan import Hit
from models.rules.reading.signals import HIGH_FEVER, Facts
from models.rules.reading.terms import Signal
from models.rules.reading.terms import reasons as reasons_of_words


class Need(NamedTuple):
    """One thing the line asks for, why it presses, and the word that told."""

    kind: RequestKind
    urgency: Urgency
    reason: str
    hit: Hit[Signal] | None = None
    harm_at: datetime | None = None
    days_left: int | None = None
    weak: bool = False


LIFE, TODAY, SOON, ROUTINE = Urgency.LIFE, Urgency.TODAY, Urgency.SOON, Urgency.ROUTINE

_WORST_FIRST = (LIFE, TODAY, SOON, ROUTINE)
_KINDS_IN_ORDER = (
    RequestKind.EMERGENCY,
    RequestKind.DIALYSIS,
    RequestKind.MEDICINE,
    RequestKind.BABY,
    RequestKind.BIRTH,
    RequestKind.TRANSFER,
    RequestKind.DELIVERY_MISSED,
    RequestKind.TEST,
    RequestKind.REPAIRS,
    RequestKind.PETS,
    RequestKind.GROUP_PURCHASE,
    RequestKind.OPENING,
    RequestKind.FOOD,
    RequestKind.OTHER,
)
"""Which kind a line has when two needs press alike."""

FEW_DAYS = {"critical_medicine": 7, "medicine": 2, "baby_goods": 1, "food": 1}
"""Days left up to which a thing is a matter of today."""

SOME_DAYS = {"critical_medicine": 14, "medicine": 7, "baby_goods": 3, "food": 3}
"""Days left up to which a thing is to be got soon."""

_NEED_OF_GOODS = {
    "critical_medicine": (RequestKind.MEDICINE, "critical_medicine_ends", TODAY),
    "medicine": (RequestKind.MEDICINE, "medicine_ends", SOON),
    "baby_goods": (RequestKind.BABY, "baby_goods_end", SOON),
}
"""Kind, reason, and the urgency of a mere mention."""


REASONS_OF_RULES = (
    "child_fever",
    "unreachable",
    "oxygen_ends",
    "dialysis_missed",
    "dialysis_due",
    "medicine_ends",
    "critical_medicine_ends",
    "baby_goods_end",
    "food_ends",
    "starving",
    "test_missed",
    "test",
    "delivery_missed",
    "delivery_spoilt",
    "no_gas",
    "lost",
    "pet_ill",
)
HARM_REASONS: tuple[str, ...] = tuple(
    dict.fromkeys([*REASONS_OF_RULES, *reasons_of_words(), *reasons_of_patterns()])
)
"""Every code that can be the reason of a need."""


def worst_need(facts: Facts) -> Need | None:
    """The need that is hurt first; None when the line tells of none."""
    needs = [need for rule in RULES for need in rule(facts)]
    strong = [need for need in needs if not need.weak]
    return min(strong or needs, key=_rank, default=None)


def _rank(need: Need) -> tuple[int, int]:
    return _WORST_FIRST.index(need.urgency), _KINDS_IN_ORDER.index(need.kind)


def days_left(facts: Facts, need: Need | None) -> int | None:
    """Days left of what is needed; of medicine that ends beside a worse need too."""
    if need and need.days_left is not None:
        return need.days_left
    ends = [other.days_left for other in _running_out(facts) if other.days_left is not None]
    return min(ends, default=None) if need and need.kind is not RequestKind.PETS else None


def _by_themselves(facts: Facts) -> Iterator[Need]:
    """Signals that are a need as they stand."""
    for hit in facts.hits:
        code, kind, urgency, _, weak = hit.means
        if kind is None or urgency is None:
            continue
        if code == "fall" and facts.has("cannot_rise"):
            urgency = LIFE
        if code in ("fever", "unwell") and _asks_for_medicine(facts):
            kind = RequestKind.MEDICINE
        if code == "pregnancy":
            urgency = _visit_urgency(facts, hit)
        if code == "pets" and facts.has("unfed"):
            urgency = SOON
        harm = facts.said_at if urgency is LIFE else None
        yield Need(kind, urgency, code, hit, harm, weak=weak)


_ASKING_FOR = re.compile(r"(?:求|要|配|买|需要|有没有|想要|缺|没)[^\n\s]{0,3}$")


def _asks_for_medicine(facts: Facts) -> bool:
    """Whether medicine is what is wanted, rather than somebody who looks at the fever."""
    return any(
        facts.text[hit.start] in "配买开代"
        or _ASKING_FOR.search(facts.text, max(0, hit.start - 6), hit.start)
        for hit in facts.of("medicine", "critical_medicine")
    )


def _unborn(facts: Facts) -> Iterator[Need]:
    hits = facts.of("unborn")
    if hits and facts.has("pregnancy"):
        yield Need(RequestKind.BIRTH, LIFE, "labour", hits[0], facts.said_at)


def _visit_urgency(facts: Facts, hit: Hit[Signal]) -> Urgency:
    """A check-up within a day is a matter of today."""
    visits = [day for day in facts.days if 0 <= day.days <= 1]
    is_visit = any(
        word in facts.text for word in ("检", "查", "医院", "糖耐", "唐筛", "建卡", "check")
    )
    return TODAY if visits and is_visit else SOON


def _fever_of_child(facts: Facts) -> Iterator[Need]:
    high = any(word in facts.text for word in ("高烧", "高热", "high fever"))
    if facts.fever is None:
        return
    hit = next(iter(facts.of("fever")), None)
    if facts.has("child") and (high or facts.fever >= HIGH_FEVER):
        yield Need(RequestKind.EMERGENCY, LIFE, "child_fever", hit, facts.said_at)
    elif hit is None:
        kind = RequestKind.MEDICINE if _asks_for_medicine(facts) else RequestKind.EMERGENCY
        yield Need(kind, TODAY, "fever")


def _no_answer(facts: Facts) -> Iterator[Need]:
    if facts.has("unreachable") and facts.has("elder", "alone", "worry"):
        hit = facts.of("unreachable")[0]
        yield Need(RequestKind.EMERGENCY, LIFE, "unreachable", hit, facts.said_at)


def _oxygen(facts: Facts) -> Iterator[Need]:
    stock = facts.stocks.get("oxygen")
    if stock and (stock.ended or stock.ending or stock.days is not None or facts.has("burst")):
        yield Need(RequestKind.EMERGENCY, LIFE, "oxygen_ends", stock.mention, facts.said_at)
    elif stock:
        yield Need(RequestKind.EMERGENCY, TODAY, "oxygen_ends", stock.mention)


def _dialysis(facts: Facts) -> Iterator[Need]:
    hits = facts.of("dialysis")
    if not hits:
        return
    hit = hits[-1]
    stock = facts.stocks["dialysis"]
    if stock.days is not None:
        harm = facts.said_at + timedelta(days=stock.days)
        urgency = LIFE if stock.days <= 1 else TODAY
        yield Need(RequestKind.DIALYSIS, urgency, "dialysis_due", hit, harm, stock.days)
        return
    day = _day_near(facts, hit)
    if _is_missed(facts, "dialysis", ("test", "delivery_missed")) or (day and day.days < 0):
        yield Need(RequestKind.DIALYSIS, LIFE, "dialysis_missed", hit, facts.said_at)
        return
    if day is None:
        yield Need(RequestKind.DIALYSIS, TODAY, "dialysis_due", hit)
        return
    urgency = LIFE if day.days <= 1 else TODAY if day.days <= 3 else SOON
    due = max(moment_of(day, facts.said_at), facts.said_at)
    yield Need(RequestKind.DIALYSIS, urgency, "dialysis_due", hit, due)


_CLOCK_TODAY = re.compile(r"(?:[上下中]午|早上|晚上|今晚)|(?<!\d)\d{1,2}[点:](?!间)")


def _day_near(facts: Facts, hit: Hit[Signal]) -> Day | None:
    """The day nearest to a word; of a treatment that was had (做过) the day does not count."""
    days = [day for day in facts.days if not _was_had(facts.text, day)]
    if not facts.days and (clock := _CLOCK_TODAY.search(facts.text)):
        days = [Day(clock.start(), clock.end(), 0, None, 0)]
    return min(days, key=lambda day: max(day.start - hit.end, hit.start - day.end), default=None)


def _was_had(text: str, day: Day) -> bool:
    behind = text[day.end : day.end + 6]
    return day.days <= 0 and any(word in behind for word in ("做过", "做了", "做好", "透过", "刚"))


def _is_missed(facts: Facts, what: str, others: tuple[str, ...]) -> bool:
    for hit in facts.of("missed"):
        nearest = facts.nearest(hit.start, hit.end, (what, *others))
        if nearest and nearest.means.code == what:
            return True
    return False


def _running_out(facts: Facts) -> Iterator[Need]:
    """Medicine and what babies need."""
    for code, stock in facts.stocks.items():
        if code not in _NEED_OF_GOODS or not _is_wanted(facts, stock):
            continue
        what = code
        if code == "medicine" and facts.has("critical_illness"):
            what = "critical_medicine"
        kind, reason, mentioned = _NEED_OF_GOODS[what]
        days = 0 if stock.days is None and stock.ended and not stock.ending else stock.days
        urgency = _by_days(what, days) if days is not None else mentioned
        harm = facts.said_at + timedelta(days=days) if days is not None else None
        yield Need(kind, urgency, reason, stock.mention, harm, days)


_CAME = re.compile(r"(?:已经|都|也)?(?:收到|拿到|领到|送到|买到|配到)了?")


def _is_wanted(facts: Facts, stock: Stock) -> bool:
    """Whether a thing is wanted, not only named as received, as an illness, or as handed out."""
    if stock.ended or stock.ending or stock.days is not None:
        return True
    if facts.has("handout_missed") or _CAME.match(facts.text, stock.mention.end):
        return False
    return stock.mention.means.code == "baby_goods" or facts.has("medicine", "critical_medicine")


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
    if stock is None or not (stock.ended or stock.ending or stock.days is not None):
        return
    if stock.days is not None:
        harm = facts.said_at + timedelta(days=stock.days)
        urgency = _by_days("food", stock.days)
        yield Need(RequestKind.FOOD, urgency, "food_ends", stock.mention, harm, stock.days)
        return
    helpless = facts.has("elder", "alone", "immobile", "child", "pregnancy")
    yield Need(
        RequestKind.FOOD, TODAY if helpless and stock.ended else SOON, "food_ends", stock.mention
    )


def _is_of_another(found: Mapping[str, Stock]) -> bool:
    return any(code in found and found[code].starving for code in ("pets", "baby_goods"))


def _tests(facts: Facts) -> Iterator[Need]:
    hits = facts.of("test")
    if not hits:
        return
    if _is_missed(facts, "test", ("dialysis",)) or facts.has("immobile", "abnormal"):
        yield Need(RequestKind.TEST, TODAY, "test_missed", hits[0])
    elif facts.has("asking") and not facts.has("results"):
        yield Need(RequestKind.TEST, ROUTINE, "test", hits[0])
    else:
        yield Need(RequestKind.TEST, SOON, "test", hits[0])


def _deliveries(facts: Facts) -> Iterator[Need]:
    for hit in facts.of("delivery_missed"):
        nearest = facts.nearest(
            hit.start,
            hit.end,
            ("food", "baby_goods", "test", "results", "medicine", "group_purchase"),
        )
        is_kit = nearest is not None and "抗原" in facts.text[nearest.start : nearest.end]
        if nearest is None or is_kit or nearest.means.code in ("food", "baby_goods"):
            yield Need(RequestKind.DELIVERY_MISSED, SOON, "delivery_missed", hit)


def _handouts(facts: Facts) -> Iterator[Need]:
    """Goods handed out by the committee that did not come, or came spoilt."""
    for hit in facts.of("handout_missed"):
        yield Need(RequestKind.DELIVERY_MISSED, SOON, "delivery_missed", hit)
    if facts.has("food") and not facts.has("group_purchase"):
        for hit in facts.of("spoilt")[:1]:
            yield Need(RequestKind.DELIVERY_MISSED, SOON, "delivery_spoilt", hit)


_GAS_COOKER = ("煤气", "燃气", "灶", "做不了饭", "烧不了", "钢瓶", "卡")


def _breath_or_gas(facts: Facts) -> Iterator[Need]:
    """没气了 is said of somebody's breath and of the gas cooker."""
    for hit in facts.of("no_air")[:1]:
        if any(word in facts.text for word in _GAS_COOKER):
            yield Need(RequestKind.REPAIRS, TODAY, "no_gas", hit)
        else:
            yield Need(RequestKind.EMERGENCY, LIFE, "unconscious", hit, facts.said_at)


def _somebody_lost(facts: Facts) -> Iterator[Need]:
    if facts.has("lost") and facts.has("elder", "child") and not facts.has("pets", "food"):
        yield Need(RequestKind.EMERGENCY, TODAY, "lost", facts.of("lost")[0])


def _sick_pets(facts: Facts) -> Iterator[Need]:
    for hit in facts.of("pet_ill"):
        yield Need(RequestKind.PETS, SOON, "pet_ill", hit)


RULES: tuple[Callable[[Facts], Iterator[Need]], ...] = (
    _by_themselves,
    _fever_of_child,
    _unborn,
    _no_answer,
    _oxygen,
    _dialysis,
    _running_out,
    _food,
    _tests,
    _deliveries,
    _handouts,
    _breath_or_gas,
    _somebody_lost,
    _sick_pets,
)
"""Each looks for the needs of one subject."""
