"""How goods are divided, in words that can be posted at the gate: who gets what, who less and why.

No name, no telephone number and no health fact of anybody stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from data.sql import Reader
from data.supplies import queries
from data.supplies.items import THERE
from data.supplies.mouths import manner
from models.supplies import AllocationRule, ItemView, Why, rules
from models.supplies.allocation import Tally, wants
from models.supplies.rules import amount_told
from models.times import loaded
from screens.i18n import _, ngettext
from screens.kit import mark_words
from screens.kit.values import beside, headed, joined, spoken
from screens.supplies import words

if TYPE_CHECKING:
    from data.supplies.dividing import Divided
    from data.supplies.shares import AtStop
    from data.supplies.wishes import Wish


def post(conn: Reader, delivery_no: int, wish: Wish | None = None) -> list[str]:
    """The lines to post of a delivery, in the language spoken now.

    Args:
        wish: how its goods are to be divided; as they are where None.

    Raises:
        Refused: `delivery_unknown`, and as `data.supplies.dividing.divided`.
    """
    from data.supplies.dividing import divided
    from data.supplies.wishes import Wish

    view = queries.delivery(conn, delivery_no)
    when = spoken(loaded(view.arrives_at))
    lines = [_("Goods that come {when}, and how they are divided").format(when=when)]
    for one in divided(conn, delivery_no, wish or Wish()):
        lines += ["", said(one), *_gates(one)]
    return lines


def said(one: Divided) -> str:
    """How some goods are divided, in a few sentences."""
    return beside(*_sentences(one), gap=" ")


def _sentences(one: Divided) -> Iterator[str]:
    item = one.item
    much = amount_told(item.goods, item.quantity, item.unit)
    if item.is_paid:
        yield _("{goods}: paid for, for those who ordered it.").format(goods=much)
        return
    rule = rule_words(item)
    if any(short.why != Why.BY_HAND for short in one.short):
        yield _("{goods}, not enough for {rule}:").format(goods=much, rule=rule)
        yield from _less(one)
    elif one.plan.bound and not one.short:
        told = _("{goods}: {rule}; enough for all.")
        if _unloaded(one):
            told = _("{goods}: {rule}; enough for all others.")
        yield told.format(goods=much, rule=rule)
    else:
        yield _("{goods}: {rule}.").format(goods=much, rule=rule)
    if unloaded := _unloaded(one):
        yield _("Unloaded already, and kept: {gates}.").format(gates=joined(unloaded))
    by_hand = [
        headed(stop.stop.compound, words.units(stop.planned, item.unit))
        for stop in one.plan.stops
        if stop.by_hand is not None
    ]
    if by_hand:
        yield _("Said by hand: {gates}.").format(gates=joined(by_hand))
    if one.owed:
        owed = words.units(one.owed, item.unit)
        yield _("{goods} owed from last time come first.").format(goods=owed)
    if one.off_list:
        yield ngettext(
            "{count} door on no register (staff, shops, sites) is counted, too.",
            "{count} doors on no register (staff, shops, sites) are counted, too.",
            one.off_list,
        ).format(count=one.off_list)
    if one.plan.left:
        left = words.units(one.plan.left, item.unit)
        yield _("{goods} left over stay at the office, for doors that were missed.").format(
            goods=left
        )


def _unloaded(one: Divided) -> list[str]:
    """Gates that keep what was unloaded there, though they are due another number."""
    return [
        headed(stop.stop.compound, words.units(stop.planned, one.item.unit))
        for stop in one.plan.stops
        if stop.stop.state in THERE and stop.planned != _due(one, stop)
    ]


def _due(one: Divided, stop: AtStop) -> int:
    """What a gate is due by the rule; what it gets where the rule does not say it."""
    due = wants(manner(one.item), [Tally(0, part.households, part.people) for part in stop.parts])
    return stop.planned if due is None else sum(due) + stop.owed


def _less(one: Divided) -> Iterator[str]:
    """Who comes first, and how the others get less."""
    reasons = {short.why for short in one.short} - {Why.BY_HAND}
    if Why.NAMED_FIRST in reasons and one.item.closed_first:
        yield ngettext(
            "{count} household marked {marks} comes first, then closed buildings, the rest is"
            " divided by households.",
            "{count} households marked {marks} come first, then closed buildings, the rest is"
            " divided by households.",
            one.named,
        ).format(count=one.named, marks=named_marks(one.item))
    elif Why.NAMED_FIRST in reasons:
        yield ngettext(
            "{count} household marked {marks} comes first, the rest is divided by households.",
            "{count} households marked {marks} come first, the rest is divided by households.",
            one.named,
        ).format(count=one.named, marks=named_marks(one.item))
    elif Why.CLOSED_FIRST in reasons:
        yield _("closed buildings come first, the rest is divided by the same measure.")
    else:
        yield _("all get less by the same measure.")


def named_marks(item: ItemView) -> str:
    """The marks of those who come first, as words in a row."""
    return mark_words.marks(item.first_marks or rules.NAMED_MARKS)


def rule_words(item: ItemView) -> str:
    """How goods are divided, with how many each gets."""
    each = words.units(item.each_gets, item.unit if not item.unit.isascii() else "")
    match item.rule:
        case AllocationRule.PER_HOUSEHOLD:
            return _("{each} a household").format(each=each)
        case AllocationRule.ONE_PER_TWO:
            return _("{each} for two households").format(each=each)
        case AllocationRule.PER_PERSON:
            return _("{each} a person").format(each=each)
        case AllocationRule.NAMED_FIRST:
            marks = named_marks(item)
            return _("{each} a household, {marks} first").format(each=each, marks=marks)
        case _:
            return words.rule(item.rule)


def _gates(one: Divided) -> Iterator[str]:
    """What each gate gets; with what it is due where it gets less."""
    unit = one.item.unit
    wanted = {short.compound: short.wanted for short in one.short}
    for stop in one.plan.stops:
        gets = words.units(stop.planned, unit)
        due = wanted.get(stop.stop.compound)
        if due is not None:
            gets = _("{goods} of {due}").format(goods=gets, due=words.units(due, unit))
        if not one.item.is_paid:
            yield "  " + headed(stop.stop.compound, gets)


def done(no: int, found: Sequence[Divided]) -> str:
    """That goods are divided, and what is left over."""
    over = [
        amount_told(one.item.goods, one.plan.left, one.item.unit)
        for one in found
        if one.plan.left and not one.item.is_paid
    ]
    told = _("Goods of delivery {no} are divided.").format(no=no)
    left = _("Left over: {goods}.").format(goods=joined(over)) if over else ""
    return beside(told, left, gap=" ")
