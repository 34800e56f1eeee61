"""A truck's run as its dialog shows it: the head, a line for each stop, more about one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from models.supplies import DropState, Run
from models.supplies.hands import hands_for, work_of
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

_NARROW, _MORE_GATE = 72, 14
"""Cells of a line from which on a gate's name has more of them, and how many more at most."""

_NO_NEWS = ("stop_as_it_was", "stop_was_there", "stop_units")
"""Reasons that a line tells by itself, or needs not tell."""


class Known(NamedTuple):
    """What the dialog was made from."""

    truck: TruckView
    stops: Sequence[RunStop]
    situation: Situation


def head(known: Known, found: Comparison | None, kind: Run, now: datetime, *, masked: bool) -> str:
    """Both ways of unloading, driver and papers, when it was promised and may be handled."""
    truck, settings = known.truck, known.situation.settings
    phone = masks.phone(truck.driver_phone, masked)
    ways = "" if found is None else run_words.compared(found, now, kind)
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


def _widths(width: int) -> tuple[int, int]:
    """Cells of the gate's name, and of all, on a screen so wide."""
    room = min(max(60, width - 9), 130)
    return _GATE + min(_MORE_GATE, max(0, room - _NARROW)), room


def columns(width: int) -> str:
    """What the columns of the lines say: units are packs, boxes and bags together."""
    gate, room = _widths(width)
    cells = (
        cut("", _NO + 1),
        cut(_("arrives"), _ETA),
        cut(_("gate"), gate),
        cut(_("helpers"), _HANDS),
        cut(_("units"), _UNITS, right=True),
        cut(_("truck, why here, who"), room - _NO - _ETA - gate - _HANDS - _UNITS - 7),
    )
    return " ".join(cells)


def line(place: Place, at: int, width: int, now: datetime) -> Content:
    """A stop in its line.

    Args:
        at: its place in the run, from 0.
        width: cells of the screen.
    """
    stop = place.stop
    gate, room = _widths(width)
    number = cut(str(at + 1), _NO, right=True)
    hands = duty_words.cover(stop.hands, stop.hands_needed)
    short = stop.hands < stop.hands_needed and stop.state == DropState.PLANNED
    rest = room - _NO - _ETA - gate - _HANDS - _UNITS - 7
    truck = run_words.truck_now(stop, now)
    why = "" if place.why.code in _NO_NEWS else say(place.why)
    told = beside(truck, why, joined(stop.people))
    is_moved = place.eta != loaded(stop.eta)
    return Content.assemble(
        Content.styled("▸" if stop.arrived_at and not stop.left_at else " ", "$accent bold"),
        f"{number} ",
        Content.styled(cut(_time(place, now), _ETA), "$warning" if is_moved else ""),
        f" {cut(stop.compound, gate)} ",
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
    here = [one for one in clashes if one.no == stop.no and one != clashes[0]]
    against = "⚠ " + say(here[0].concern.problem) if here else ""
    second = beside(joined(stop.goods), _takes(stop, settings), against)
    return "\n".join(filter(None, (first, second)))


def _takes(stop: RunStop, settings: SupplySettings) -> str:
    """How long the hands that are asked for take, and how many are done in time."""
    hands, within = needed(stop, settings), span(whole_minutes(settings.handing_out))
    told = _("{hands} helpers would be done in {span}").format(hands=hands, span=within)
    asked = stop.hands_needed
    if asked in (0, hands):
        return told
    work = work_of(stop.units, stop.heavy, stop.households, settings)
    takes = _("{hands} helpers are asked for and take {span}").format(
        hands=asked, span=span(ceil(work / asked))
    )
    return beside(takes, told)


def needed(stop: RunStop, settings: SupplySettings) -> int:
    """Hands that a stop needs by its units and doors."""
    return hands_for(stop.units, stop.heavy, stop.households, settings)
