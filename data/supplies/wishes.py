"""How goods are to be divided, as somebody says it: rules for goods, amounts for gates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from data.sql import Reader
from data.supplies import queries
from data.supplies.gates import gates
from data.supplies.shares import Ground, is_kept, with_given
from models.problems import Refused
from models.supplies import AllocationRule, Base, ItemView, rules
from models.supplies.alike import goods_key
from models.supplies.goods import tidy_item
from models.supplies.rules import units_told


class Wish(NamedTuple):
    """How goods are to be divided; what is None stays as it is.

    Attributes:
        rules: by the goods as somebody names them.
        first_marks: who comes first, for goods that are for named ones first.
        given: what gates get whatever the rule; see `Given`.
    """

    rules: Mapping[str, AllocationRule] = {}
    base: Base | None = None
    first_marks: tuple[str, ...] | None = None
    closed_first: bool | None = None
    given: Sequence[Given] = ()


class Given(NamedTuple):
    """What somebody says a gate gets of some goods.

    Attributes:
        goods: as somebody names them.
        units: None where the rule is to say again.
    """

    compound: str
    goods: str
    units: int | None


def wished(items: Sequence[ItemView], wish: Wish) -> list[ItemView]:
    """Goods as they would be divided.

    Raises:
        Refused: `goods_unknown_here` for goods that do not come, `item_paid` for those that no rule
            divides.
    """
    by_item = {_named(items, goods).id: rule for goods, rule in wish.rules.items()}
    said: dict[str, Any] = {
        name: value
        for name, value in (
            ("base", wish.base),
            ("first_marks", wish.first_marks),
            ("closed_first", None if wish.closed_first is None else int(wish.closed_first)),
        )
        if value is not None
    }
    found = []
    for item in items:
        rule = by_item.get(item.id)
        if rule is not None and item.is_paid:
            raise Refused("item_paid", "rule", goods=item.goods)
        now = item if rule is None else with_rule(item, rule)
        found.append(item if item.is_paid else divided_by(item, now._replace(**said)))
    return found


_EACH: Mapping[str, str] = {AllocationRule.NAMED_FIRST: AllocationRule.PER_HOUSEHOLD}
"""Rules by which the same get so many each."""


def with_rule(item: ItemView, rule: AllocationRule) -> ItemView:
    """Goods under another rule; how many each gets stays where it is the same who gets them."""
    same = _EACH.get(item.rule, item.rule) == _EACH.get(rule, rule)
    return item._replace(rule=rule, each_gets=item.each_gets if same else 1)


def divided_by(was: ItemView, now: ItemView) -> ItemView:
    """Goods that are divided otherwise, without what has no meaning for their rule, and without
    words that no longer hold."""
    tidy = tidy_item(queries.item_input(now))
    now = now._replace(**{name: getattr(tidy, name) for name in _MANNER})
    same = all(getattr(now, name) == getattr(was, name) for name in _MANNER)
    return now if same else now._replace(rule_text="")


_MANNER = ("rule", "base", "first_marks", "closed_first", "each_gets")


def _named(items: Sequence[ItemView], said: str, field: str = "rule") -> ItemView:
    """The goods that somebody names: by the whole name, else by what they are."""
    exact = [item for item in items if item.goods == said]
    alike = [item for item in items if goods_key(item.goods) == goods_key(said)]
    found = exact or alike
    if len(found) != 1:
        raise Refused("goods_unknown_here", field, value=said, goods=[item.goods for item in items])
    return found[0]


def refuse_unmet_wishes(here: Ground, items: Sequence[ItemView], wish: Wish) -> None:
    """Refuse what is wished of some goods where it cannot be met at the gates of a delivery."""
    asked = {_named(here.view.items, goods).id for goods in wish.rules}
    for was, item in zip(here.view.items, items, strict=True):
        if item != was or item.id in asked:
            refuse_unmet(here, item)


def refuse_unmet(here: Ground, item: ItemView) -> None:
    """Refuse a rule that cannot be met at the gates of a delivery.

    Raises:
        Refused: `nobody_bears_marks` where nobody at these gates has a mark that comes first,
            `people_unknown` where no number of people is known to divide by.
    """
    named = sum(one.first for one in here.mouths.tallies(item, {}))
    if item.rule == AllocationRule.NAMED_FIRST and not named:
        marks = list(item.first_marks or rules.NAMED_MARKS)
        raise Refused("nobody_bears_marks", "rule", goods=item.goods, marks=marks)
    if item.rule == AllocationRule.PER_PERSON:
        count = attrgetter(Base(item.base))
        if not any(count(home.counts) is not None for home in here.mouths.homes):
            raise Refused("people_unknown", "rule", goods=item.goods)


Units = Mapping[tuple[str, str], int | None]
"""What gates get by hand, by the keys of stop and item; None where the rule says again."""

NOTHING_GIVEN: Units = MappingProxyType({})


def given_at(conn: Reader, here: Ground, given: Sequence[Given]) -> Units:
    """What is said of gates by hand, where it can be met.

    Raises:
        Refused: `goods_unknown_here`, `item_paid`, `gate_called_off`, `given_too_late` where the
            goods are off the truck, `given_above` for more than there is beside what is said of
            other gates, and as `data.supplies.gates.find_gate`.
    """
    found: dict[tuple[str, str], int | None] = {}
    for one in given:
        item = _named(here.view.items, one.goods, "give")
        (stop,) = gates(conn, here.view.no, one.compound, "give")
        if item.is_paid:
            raise Refused("item_paid", "give", goods=item.goods)
        if is_kept(here, stop, item):
            raise Refused("given_too_late", "give", compound=stop.compound, goods=item.goods)
        found[stop.id, item.id] = one.units
    _refuse_above(with_given(here, found), {item for _stop, item in found})
    return found


def still_given(here: Ground, given: Units) -> dict[tuple[str, str], int | None]:
    """What of that can still be met: stops that get theirs later, goods that still come."""
    at = {stop.id: stop for stop in here.live}
    of = {item.id: item for item in here.view.items}
    return {
        (stop, item): units
        for (stop, item), units in given.items()
        if stop in at and item in of and not is_kept(here, at[stop], of[item])
        if (stop, item) in here.planned
    }


def _refuse_above(here: Ground, goods: Collection[str]) -> None:
    """Refuse where gates are said to get more of some goods than come."""
    for item in here.view.items:
        said = sum(
            one.planned if is_kept(here, stop, item) else one.by_hand or 0
            for stop in here.live
            if (one := here.planned.get((stop.id, item.id))) is not None
        )
        if item.id in goods and said > item.quantity:
            much = units_told(item.quantity, item.unit)
            over = units_told(said - item.quantity, item.unit)
            raise Refused("given_above", "give", goods=item.goods, quantity=much, over=over)
