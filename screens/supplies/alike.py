"""Goods that may be known by another name: asked once they are noted, and called so if they are."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING

from data.supplies import delivering
from data.supplies.delivering import Alike
from screens.i18n import _
from screens.kit.choose import Act, choose_act

if TYPE_CHECKING:
    from screens.kit.place import Place


def ask_alike(place: Place, no: int) -> None:
    """Ask about the goods of a delivery that may be known ones; nothing where there are none."""
    found = place.store.ask(delivering.delivered, no).alike
    if not found:
        return

    def same(one: Alike) -> Act:
        return (
            lambda: _("{goods} is {known}, as in delivery {no}").format(
                goods=one.goods, known=one.known, no=one.delivery
            ),
            lambda: _call(place, no, one),
        )

    choose_act(
        place.desk,
        lambda: _("Are these goods known ones?"),
        [*map(same, found), (lambda: _("no, these are others"), lambda: None)],
        lambda: _("Debts and counts know goods by what they are called."),
        at=len(found),
    )


def _call(place: Place, no: int, one: Alike) -> Coroutine[None, None, None]:
    async def call() -> None:
        await place.perform(
            lambda step: delivering.call_goods(step, no, {one.goods: one.known}),
            lambda _done: _("{goods} is called {known} now.").format(
                goods=one.goods, known=one.known
            ),
        )
        ask_alike(place, no)

    return call()
