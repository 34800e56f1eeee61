"""A truck whose notice says that it is here: the arrival of a delivery on file, or another one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from data.supplies.coming import Came, come_as_told, which_came
from models.problems import Problem, Refused
from models.supplies import DeliveryInput, DeliveryView
from models.supplies.rules import amount_told
from screens.i18n import _
from screens.kit.choose import Act, choose_act
from screens.kit.times import clock
from screens.kit.values import beside, joined
from screens.sentences import say
from screens.supplies import words
from screens.supplies.form import Announced

if TYPE_CHECKING:
    from screens.kit.place import Place


async def take_arrival(place: Place, said: Announced, go_on: Callable[[Announced], None]) -> None:
    """Note that the truck of a notice is here, where one delivery of the day is on file for it;
    where several may be it is asked which, and what is none of them is noted as another one.

    Args:
        go_on: opens the form of another delivery.
    """
    here = said.here
    views = [] if here is None else place.store.ask(which_came, here, here.arrives_at)
    if here is None or not (views or not here.items):
        go_on(said)
    elif not views:
        place.say(say(Problem("notice_unclear")), wrong=True)
        go_on(said)
    elif len(views) == 1:
        await _come(place, here, views[0].no)
    else:
        _ask(place, here, views, partial(go_on, said))


async def _come(place: Place, here: DeliveryInput, no: int) -> Came | Refused | None:
    def told(done: Came | None) -> str:
        return "" if done is None else words.came(done)

    return await place.perform(lambda step: come_as_told(step, here, no), told)


def _ask(
    place: Place, here: DeliveryInput, views: list[DeliveryView], other: Callable[[], None]
) -> None:
    now = place.store.now()

    def called(view: DeliveryView) -> str:
        goods = joined(amount_told(one.goods, one.quantity, one.unit) for one in view.items)
        number = _("Delivery {no}").format(no=view.no)
        return beside(number, clock(view.arrives_at, now), view.driver, view.plate, goods)

    acts: list[Act] = [
        (partial(called, view), partial(_come, place, here, view.no)) for view in views
    ]
    acts.append((lambda: _("another truck"), other))
    choose_act(place.desk, lambda: _("Which truck is here?"), acts)
