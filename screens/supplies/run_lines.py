"""A truck's run as its dialog shows it: the head, a line for each stop, more about one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from models.supplies import DropState, Run
from models.supplies.hands import hands_for
from models.times import loaded, whole_minutes
from screens.duties import words as duty_words
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.times import clock, span
from screens.kit.values import beside, headed, joined
from screens.sentences import say
from screens.supplies import run_words

if TYPE_CHECKING:
    from data.supplies.clashes import Clash
    from data.supplies.run import TruckView
    from models.supplies.run import Situation
    from models.supplies.settings import SupplySettings
    from models.supplies.stops import Place, RunStop
    from models.supplies.ways import Comparison

_NO, _ETA, _GATE, _HANDS, _UNITS = 2, 10, 12, 11, 5
"""Cells of the columns of a line; who is there and why have what is left."""

_NO_NEWS = ("stop_as_it_was", "stop_was_there", "stop_units")
"""Reasons that a line tells by itself, or needs not tell."""


class Known(NamedTuple):
    """What the dialog was made from."""

    truck: TruckView
    stops: Sequence[RunStop]
    situation: Situation
    comparison: Comparison | None


def head(known: Known, kind: Run, now: datetime, *, masked: bool) -> str:
    """Both ways of unloading, driver and papers, when it was promised and may be handled."""
    truck, settings = known.truck, known.situation.settings
    phone = masks.phone(truck.driver_phone, masked)
    ways = "" if known.comparison is None else run_words.compared(known.comparison, now, kind)
    pass_no = truck.pass_no or truck.supplier_pass
    lines = (
        ways,
        beside(
            truck.driver,
            phone,
            truck.plate,
            headed(_("pass number"), pass_no) if pass_no else "",
        ),
        beside(
            run_words.promised(truck, now),
            run_words.handled(truck, settings, now),
            run_words.supplier(truck),
        ),
    )
    return "\n".join(filter(None, lines))


def line(place: Place, at: int, width: int, now: datetime) -> Content:
    """A stop in its line.

    Args:
        at: its place in the run, from 0.
        width: cells of the screen.
    """
    stop = place.stop
    room = min(max(60, width - 9), 130)
    number = cut(str(at + 1), _NO, right=True)
    hands = duty_words.cover(stop.hands, stop.hands_needed)
    short = stop.hands < stop.hands_needed and stop.state == DropState.PLANNED
    rest = room - _NO - _ETA - _GATE - _HANDS - _UNITS - 7
    truck = run_words.truck_now(stop, now)
    why = "" if place.why.code in _NO_NEWS else say(place.why)
    told = beside(truck, why, joined(stop.people))
    is_moved = place.eta != loaded(stop.eta)
    return Content.assemble(
        Content.styled("▸" if stop.arrived_at and not stop.left_at else " ", "$accent bold"),
        f"{number} ",
        Content.styled(cut(_time(place, now), _ETA), "$warning" if is_moved else ""),
        f" {cut(stop.compound, _GATE)} ",
        Content.styled(cut(hands, _HANDS), "$warning" if short else ""),
        f" {cut(str(stop.units), _UNITS, right=True)} ",
        Content.styled(cut(told, max(0, rest)), "$foreground 75%"),
    )


def _time(place: Place, now: datetime) -> str:
    """When the truck is there, and by how many minutes that is another time than on file."""
    at = clock(place.eta, now)
    by = whole_minutes(place.eta - loaded(place.stop.eta))
    return f"{at} {by:+d}" if by else at


def why(stop: RunStop, settings: SupplySettings, clashes: Sequence[Clash], *, masked: bool) -> str:
    """Where a stop is unloaded, whom the driver calls, what it gets, what stands against it."""
    name, phone = stop.contact
    contact = beside(name, masks.phone(phone, masked))
    counts = headed(_("counting"), stop.counter) if stop.counter else _("nobody counts here yet")
    first = beside(
        headed(_("unload at"), stop.unloading_point) if stop.unloading_point else "",
        headed(_("contact"), contact) if contact else "",
        counts,
    )
    here = [one for one in clashes if one.no == stop.no]
    takes = _("{hands} hands would be done in {span}").format(
        hands=needed(stop, settings), span=span(whole_minutes(settings.handing_out))
    )
    second = beside(joined(stop.goods), takes, "⚠ " + say(here[0].concern.problem) if here else "")
    return "\n".join(filter(None, (first, second)))


def needed(stop: RunStop, settings: SupplySettings) -> int:
    """Hands that a stop needs by its units and doors."""
    return hands_for(stop.units, stop.heavy, stop.households, settings)
