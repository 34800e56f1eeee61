"""How the goods of a delivery would be divided by other rules, and what is written once chosen.

Nothing is kept of what is only looked at: several rules can be compared side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from data.sql import Reader
from data.supplies import queries
from data.supplies.items import THERE, change_item
from data.supplies.mouths import Mouths, manner
from data.supplies.shares import Ground, Plan, ground, plan, share_out, with_given
from data.supplies.wishes import (
    NOTHING_GIVEN,
    Units,
    Wish,
    given_at,
    refuse_unmet,
    refuse_unmet_wishes,
    wished,
)
from models.problems import refuse_outdated
from models.supplies import Base, ItemView, Why, rules

if TYPE_CHECKING:
    from data.step import Step


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
        Refused: `delivery_unknown`, and as `wished`, `refuse_unmet` and `given_at`.
    """
    here = ground(conn, no)
    items = wished(here.view.items, wish)
    here = with_given(here, given_at(conn, here, wish.given))
    refuse_unmet_wishes(here, items, wish)
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
            rules.why_less(found.quantity, manner(found.item), gate, tallies)
            if one.by_hand is None
            else Why.BY_HAND,
        )
        for gate, one in enumerate(found.stops)
        if one.planned < one.wanted and one.stop.state not in THERE
    )


def _off_list(mouths: Mouths, item: ItemView) -> int:
    count = attrgetter(Base(item.base))
    return sum(1 for home in mouths.homes if not home.is_listed and count(home.counts) != 0)


# -- writing ---------------------------------------------------------------------------------------


def divide_goods(step: Step, no: int, wish: Wish, *, seen: int | None = None) -> list[Divided]:
    """Divide the goods of a delivery by these rules; stops whose goods are off the truck keep
    what they got.

    Args:
        seen: the version of the delivery as it was looked at; None where that does not matter.

    Raises:
        Refused: `edited_meanwhile`, and as `divided`.
    """
    here = ground(step.conn, no)
    items = wished(here.view.items, wish)
    refuse_unmet_wishes(here, items, wish)
    return divide_so(step, no, items, given_at(step.conn, here, wish.given), seen=seen)


def divide_so(
    step: Step,
    no: int,
    items: Sequence[ItemView],
    given: Units = NOTHING_GIVEN,
    *,
    seen: int | None = None,
) -> list[Divided]:
    """Divide the goods of a delivery as these say of them; see `divide_goods`.

    Args:
        given: what gates get by hand from now on; what was said of others before stays.

    Raises:
        Refused: `delivery_unknown`, `edited_meanwhile`, and as `refuse_unmet`.
    """
    from models.supplies.tables import Delivery, DropItem

    view = queries.delivery(step.conn, no)
    refuse_outdated(no, view.version, seen)
    here = ground(step.conn, no)
    other = [item for was, item in zip(view.items, items, strict=True) if item != was]
    on_file = {item.id: item for item in view.items}
    for item in other:
        refuse_unmet(here, item)
        change_item(step, on_file[item.id], queries.item_input(item))
    for key, units in given.items():
        step.change(DropItem, here.planned[key].id, by_hand=units)
    if other or given:
        step.change(Delivery, view.id, version=view.version + 1)
    share_out(step, no)
    changed = {item.id for item in other} | {item for _stop, item in given}
    told = [item.goods for item in items if item.id in changed]
    step.act("delivery_divided", no=no, goods=told or [item.goods for item in items])
    return divided(step.conn, no)
