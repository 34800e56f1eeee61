"""What the detail of a stop tells of its delivery: who brings it, how it came, what it brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from models.duties import DutyRow
from models.supplies import DeliveryView, ItemView, rules
from screens.i18n import _
from screens.kit import masks
from screens.kit.detail import fact, heading, set_in
from screens.kit.values import beside, joined
from screens.supplies import words
from screens.supplies.posting import rule_words

if TYPE_CHECKING:
    from data.supplies.left_over import Over


def delivery_lines(
    delivery: DeliveryView,
    over: Mapping[str, Over],
    truck: Iterable[Content | None],
    *,
    hide: bool,
) -> Iterator[Content | None]:
    """A delivery, line by line.

    Args:
        over: what of some goods no stop gets, by the key of the goods.
        truck: what is told of its truck.
        hide: whether numbers are hidden.
    """
    yield heading(_("Delivery {no}").format(no=delivery.no), words.delivery_state(delivery.state))
    phone = masks.phone(delivery.driver_phone, hide)
    yield fact(_("driver"), beside(delivery.driver, phone, delivery.plate))
    yield from truck
    came = "" if delivery.is_announced else _("without notice")
    yield from (_goods(item, over.get(item.id)) for item in delivery.items)
    yield fact(_("sent by"), beside(delivery.source, came))


def freed_lines(held: Sequence[DutyRow]) -> Iterator[Content]:
    """Who is free because a stop was called off; they come back where it is planned again."""
    if held:
        names = joined(duty.person or "" for duty in held)
        yield set_in(_("free since it was called off: {names}").format(names=names))


def _goods(item: ItemView, over: Over | None) -> Content:
    """Goods of a delivery, how they are divided, and what of them no stop gets."""
    left = words.left_over(over, item.unit) if over else ""
    return Content.assemble(
        "  " + beside(rules.amount_told(item.goods, item.quantity, item.unit), _rule(item)),
        Content.styled(f"  ⚠ {left}" if left else "", "$warning"),
    )


def _rule(item: ItemView) -> str:
    if item.is_paid:
        return _("paid for")
    return item.rule_text or rule_words(item)
