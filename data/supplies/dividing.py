"""How the goods of a delivery would be divided by other rules, and what is written once chosen.

Nothing is kept of what is only looked at: several rules can be compared side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from data.sql import Reader
from data.supplies import queries
from data.supplies.items import THERE, item_columns
from data.supplies.mouths import Mouths, manner
from data.supplies.shares import Ground, Plan, ground, plan, share_out
from models.problems import Refused, refuse_outdated
from models.supplies import AllocationRule, Base, ItemView, Why, rules
from models.supplies.alike import goods_key
from models.supplies.goods import tidy_item

if TYPE_CHECKING:
    from data.step import Step


class Wish(NamedTuple):
    """How goods are to be divided; what is None stays as it is.

    Attributes:
        rules: by the goods as somebody names them.
        first_marks: who comes first, for goods that are for named ones first.
    """

    rules: Mapping[str, AllocationRule] = {}
    base: Base | None = None
    first_marks: tuple[str, ...] | None = None
    closed_first: bool | None = None


class Short(NamedTuple):
    """A gate that gets less of some goods than it is due."""

    compound: str
    wanted: int
    quantity: int
    why: Why


class Divided(NamedTuple):
    """How some goods are divided, with what is told of it.

    Attributes:
        short: gates that get less than they are due.
        named: households that come first.
        households, people: who is fed by the rule.
        off_list: doors among these that are on no register: staff, shops, sites, dormitories.
        owed: units that are owed from last time and given now.
    """

    plan: Plan
    short: tuple[Short, ...]
    named: int
    households: int
    people: int
    off_list: int
    owed: int

    @property
    def item(self) -> ItemView:
        """The goods, as they are divided here."""
        return self.plan.item


def divided(conn: Reader, no: int, wish: Wish = Wish()) -> list[Divided]:  # noqa: B008 - immutable
    """How all goods of a delivery are divided, by the rules they would have.

    Raises:
        Refused: `delivery_unknown`, and as `wished` and `refuse_unmet`.
    """
    here = ground(conn, no)
    items = wished(here.view.items, wish)
    _refuse_unmet(here, items, wish)
    return [of_item(conn, here, item) for item in items]


def of_item(conn: Reader, here: Ground, item: ItemView) -> Divided:
    """How some goods are divided, whatever rule they have on file."""
    found = plan(conn, here, item)
    tallies = here.mouths.tallies(item, {})
    return Divided(
        found,
        _short(here, found),
        sum(one.first for one in tallies),
        sum(one.households for one in tallies),
        sum(one.people for one in tallies),
        _off_list(here.mouths, item),
        sum(one.owed for one in found.stops),
    )


def _short(here: Ground, found: Plan) -> tuple[Short, ...]:
    tallies = found.tallies
    return tuple(
        Short(
            one.stop.compound,
            one.wanted,
            one.planned,
            rules.why_less(found.quantity, manner(found.item), gate, tallies),
        )
        for gate, one in enumerate(found.stops)
        if one.planned < one.wanted and one.stop.state not in THERE
    )


def _off_list(mouths: Mouths, item: ItemView) -> int:
    count = attrgetter(Base(item.base))
    return sum(1 for home in mouths.homes if not home.is_listed and count(home.counts) != 0)


# -- wishes ----------------------------------------------------------------------------------------


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


def _named(items: Sequence[ItemView], said: str) -> ItemView:
    """The goods that somebody names: by the whole name, else by what they are."""
    exact = [item for item in items if item.goods == said]
    alike = [item for item in items if goods_key(item.goods) == goods_key(said)]
    found = exact or alike
    if len(found) != 1:
        raise Refused(
            "goods_unknown_here", "rule", value=said, goods=[item.goods for item in items]
        )
    return found[0]


def _refuse_unmet(here: Ground, items: Sequence[ItemView], wish: Wish) -> None:
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


# -- writing ---------------------------------------------------------------------------------------


def divide_goods(step: Step, no: int, wish: Wish, *, seen: int | None = None) -> list[Divided]:
    """Divide the goods of a delivery by these rules; stops whose goods are off the truck keep
    what they got.

    Args:
        seen: the version of the delivery as it was looked at; None where that does not matter.

    Raises:
        Refused: `edited_meanwhile`, and as `divided`.
    """
    view = queries.delivery(step.conn, no)
    items = wished(view.items, wish)
    _refuse_unmet(ground(step.conn, no), items, wish)
    return divide_so(step, no, items, seen=seen)


def divide_so(
    step: Step, no: int, items: Sequence[ItemView], *, seen: int | None = None
) -> list[Divided]:
    """Divide the goods of a delivery as these say of them; see `divide_goods`.

    Raises:
        Refused: `delivery_unknown`, `edited_meanwhile`, and as `refuse_unmet`.
    """
    from models.supplies.tables import Delivery, DeliveryItem

    view = queries.delivery(step.conn, no)
    refuse_outdated(no, view.version, seen)
    here = ground(step.conn, no)
    other = [item for was, item in zip(view.items, items, strict=True) if item != was]
    for item in other:
        refuse_unmet(here, item)
        step.change(DeliveryItem, item.id, **item_columns(queries.item_input(item)))
    if other:
        step.change(Delivery, view.id, version=view.version + 1)
    share_out(step, no)
    step.act("delivery_divided", no=no, goods=[item.goods for item in other or items])
    return divided(step.conn, no)
