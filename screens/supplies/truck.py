"""What is said of a truck at stops from the list of drops: that it is there, that it has left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.supplies import run as queries
from data.supplies import running
from data.supplies.queries import drop
from models.supplies import DropState
from screens.i18n import _
from screens.kit.choose import Act
from screens.kit.values import beside
from screens.supplies import run_words

if TYPE_CHECKING:
    from data.sql import Reader
    from data.step import Step
    from data.supplies.running import Moved
    from models.supplies.stops import RunStop
    from screens.kit.place import Place


def truck_acts(place: Place, no: int) -> list[Act]:
    """What can be said of the truck at a stop: that it is there, unless it was."""
    stop = place.store.ask(_stop_of, no)
    if stop is None or not stop.is_open:
        return []
    return [
        (
            lambda: _("the truck is at {compound}").format(compound=stop.compound),
            lambda: place.perform(lambda step: running.arrive(step, no), run_words.came),
        )
    ]


async def truck_left(place: Place, numbers: Sequence[int]) -> bool:
    """Note that the truck has left stops that are unloaded; False where any is not, and where it
    has left all of them."""
    found = [place.store.ask(_stop_of, no) for no in numbers]
    there = [
        one
        for one in found
        if one is not None and one.state == DropState.UNLOADED and one.left_at is None
    ]
    if not there or len(there) != len(found):
        return False

    def leave(step: Step) -> list[Moved]:
        return [running.drive_on(step, one.no) for one in there]

    await place.perform(leave, lambda done: beside(*map(run_words.went, done), gap=" "))
    return True


def _stop_of(conn: Reader, no: int) -> RunStop | None:
    """A stop; None for one that was called off."""
    stops = queries.run_stops(conn, drop(conn, no).delivery_no)
    return next((one for one in stops if one.no == no), None)
