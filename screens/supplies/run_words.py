"""A truck's run in words: rules of order, why a stop stands where it does, both ways, clashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.supplies import DropState, Run
from models.supplies.hands import handled_from
from models.supplies.order import Order
from models.supplies.settings import SupplySettings
from models.supplies.stops import RunStop
from models.supplies.ways import Comparison, Cost
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock, span
from screens.kit.values import beside, headed
from screens.sentences import say

if TYPE_CHECKING:
    from data.supplies.clashes import Clash
    from data.supplies.run import TruckView
    from data.supplies.running import Moved

order = Labels(
    {
        Order.CLOSED: N_("closed places first"),
        Order.HEAVY: N_("heavy goods first"),
        Order.HOURS: N_("whose helpers have to go first"),
        Order.WAY: N_("the way round as it was kept here, for one-way lanes"),
        Order.LAST: N_("as the run before this one"),
        Order.AS_IS: N_("as it is"),
    }
)
"""Rules of order."""

where = Labels({Run.GATES: N_("at the gates"), Run.OFFICE: N_("at the office")})
"""Where a truck is unloaded."""


short_where = Labels({Run.GATES: N_("gates"), Run.OFFICE: N_("office")})
"""The same, where there is little room."""


def compared(found: Comparison, now: datetime, run: Run | None = None) -> str:
    """Both ways in one line, the one chosen in brackets."""
    ways = ((Run.OFFICE, found.office), (Run.GATES, found.gates))
    told = [_cost(way, cost, now, chosen=way == run) for way, cost in ways]
    return beside(_people(found), *told)


def _people(found: Comparison) -> str:
    """Who is reckoned with: those who are there, others, or as many as there is room for."""
    people = ngettext("{count} person", "{count} people", found.people).format(count=found.people)
    if found.people == found.present:
        return people
    if not found.present:
        return _("nobody is there yet, with {people}").format(people=people)
    return _("if there were {people}, not {count}").format(people=people, count=found.present)


def _cost(way: Run, cost: Cost, now: datetime, *, chosen: bool) -> str:
    told = _("{where} {hours} h, done {time}").format(
        where=short_where(way), hours=f"{cost.people_hours:g}", time=clock(cost.done_at, now)
    )
    return f"[{told}]" if chosen else told


def compared_lines(found: Comparison, now: datetime) -> Iterator[str]:
    """Both ways, a line each, with how long the driver is kept, and which needs less."""
    vehicles = ngettext(
        "{count} vehicle among them", "{count} vehicles among them", found.vehicles
    ).format(count=found.vehicles)
    yield beside(_people(found), vehicles)
    for way, cost in ((Run.OFFICE, found.office), (Run.GATES, found.gates)):
        yield _("{where}: {hours} people-hours, last door {time}, the truck is free {free}").format(
            where=where(way),
            hours=f"{cost.people_hours:g}",
            time=clock(cost.done_at, now),
            free=clock(cost.truck_until, now),
        )
    yield _("Less work: {where}.").format(where=where(found.better))


def clash(one: Clash) -> str:
    """What stands against somebody's duty at a stop."""
    return beside(one.compound, say(one.concern.problem), gap=" ")


def clashes(found: Sequence[Clash], more: str = "") -> str:
    """The first of what stands against it, and how many more there are; empty for nothing.

    Args:
        more: how the others are seen.
    """
    if not found:
        return ""
    others = _("… and {count} more").format(count=len(found) - 1) if len(found) > 1 else ""
    told = headed(others, more) if others and more else others
    return beside("⚠ " + clash(found[0]), told, gap=" ")


def all_clashes(found: Sequence[Clash]) -> str:
    """How many things stand against it."""
    told = ngettext(
        "{count} thing stands against it", "{count} things stand against it", len(found)
    )
    return told.format(count=len(found))


def way_kept(names: Sequence[str]) -> str:
    """That an order is the way round from now on."""
    told = _("Kept as the way round: {names}. s offers it for every later truck.")
    return told.format(names=" → ".join(names))


def kept(done: Moved) -> str:
    """What became of a run, as a sentence."""
    told = ngettext(
        "The run is set; {count} stop has another time.",
        "The run is set; {count} stops have another time.",
        done.stops,
    ).format(count=done.stops)
    return beside(told, clashes(done.clashes), gap=" ")


def late(done: Moved) -> str:
    """That a stop is later, or earlier, and those behind it with it."""
    by = span(abs(done.minutes))
    told = (
        _("{compound} is {span} later.") if done.minutes > 0 else _("{compound} is {span} earlier.")
    ).format(compound=done.compound, span=by)
    return beside(told, _along(done.stops - 1), clashes(done.clashes), gap=" ")


def came(done: Moved) -> str:
    """That the truck is at a gate, and what that moved."""
    told = _("The truck is at {compound}.")
    if done.minutes:
        late, early = (
            _("The truck is at {compound}, {span} late."),
            _("The truck is at {compound}, {span} early."),
        )
        told = late if done.minutes > 0 else early
    told = told.format(compound=done.compound, span=span(abs(done.minutes)))
    return beside(told, _along(done.stops - 1), clashes(done.clashes), gap=" ")


def went(done: Moved) -> str:
    """That the truck has left a gate, and what that moved."""
    told = _("The truck has left {compound}.").format(compound=done.compound)
    return beside(told, _along(done.stops), clashes(done.clashes), gap=" ")


def _along(count: int) -> str:
    if count < 1:
        return ""
    told = ngettext("{count} later stop moved along.", "{count} later stops moved along.", count)
    return told.format(count=count)


def truck_now(stop: RunStop, now: datetime) -> str:
    """How far the truck is at a stop: there since, gone at; empty while it has yet to come."""
    if stop.left_at is not None:
        return _("truck gone {time}").format(time=clock(stop.left_at, now))
    if stop.arrived_at is None:
        return ""
    came = _("truck here {time}").format(time=clock(stop.arrived_at, now))
    return came if stop.state == DropState.PLANNED else beside(came, _("unloaded"))


def handled(view: TruckView, settings: SupplySettings, now: datetime) -> str:
    """From when on goods may be handled; what is still to be done first; empty once it is over."""
    until = handled_from(view.disinfected_at, settings)
    if until is None:
        return _("disinfect it, then let it stand for {span}").format(
            span=span(round(settings.standing.total_seconds() / 60))
        )
    if until <= now:
        return ""
    return _("goods stand until {time}").format(time=clock(until, now))


def supplier(view: TruckView) -> str:
    """Who sent it, and that they are not on the list where they are not."""
    if view.supplier:
        told = _("on the list") if view.is_listed else _("⚠ not on the list")
        return beside(view.supplier, told)
    return _("{name}  ⚠ not among the suppliers").format(name=view.source) if view.source else ""


def promised(view: TruckView, now: datetime) -> str:
    """When it was promised, and when it came; empty where both are as they are expected now."""
    parts = []
    if view.promised_at is not None and view.promised_at != view.arrives_at:
        parts.append(_("first promised {time}").format(time=clock(view.promised_at, now)))
    if view.arrived_at is not None:
        parts.append(_("came {time}").format(time=clock(view.arrived_at, now)))
    return beside(*parts)


PROBLEMS: dict[str, str] = {
    "stop_unclear": N_("Which stop is {value}? The stops are: {stops}."),
    "stops_missing": N_("Delivery {no} has no stop left; add one or plan it again first."),
    "run_changed": N_("The stops of delivery {no} were changed meanwhile; look again."),
    "truck_there": N_("The truck is, or was, at {compound} already; its time stays."),
    "truck_not_there": N_("The truck has not come to {compound} yet."),
    "truck_left": N_("The truck has left {compound} already."),
    "truck_gone_before": N_("The truck came to {compound} at {at}: it cannot have left before."),
    "truck_to_come": N_("{at} is still to come; say when it was."),
    "late_by_nothing": N_("Say by how many minutes it is later; -10 is earlier."),
    "late_unclear": N_("{value} says neither minutes nor a time; write 15, -10 or 9:45."),
    "late_too_much": N_("A stop moves by no more than {hours} hours at once."),
    "stop_past": N_(
        "{at} is over: the truck is not at {compound} yet. Say a time from {now} on, or note that "
        "it came (P)."
    ),
    "stop_too_soon": N_(
        "{compound} cannot be at {at}: the truck is at {front} before, and can be here at "
        "{soonest} at the earliest. Say a later time, or put it before {front} (shift+up)."
    ),
    "order_unclear": N_("{value} is no order; name a rule or the gates, separated by commas."),
    "counter_absent": N_(
        "{person} is absent when the truck comes to {compound}; choose who can stand at the gate."
    ),
    "stop_over": N_("The stop at {compound} is over; nobody counts there any more."),
    "goods_stand": N_("the goods stand until {until} after they were disinfected."),
    "number_between": N_("{value} is no whole number from 1 to {most}."),
    "person_counts": N_(
        "{name} still counts at gates: {counts}. i, absent, gives that to others; then take them "
        "off."
    ),
    "stop_was_there": N_("the truck was here"),
    "stop_by_hand": N_("put here by hand"),
    "stop_as_it_was": N_("as it was"),
    "stop_closed": N_("closed: {places}"),
    "stop_heavy": N_("{count} heavy"),
    "stop_units": N_("{count} units"),
    "stop_hours": N_("helpers go at {at}"),
    "stop_way": N_("place {position} of the way round"),
    "stop_last": N_("stop {position} of the run before"),
}

ACTS: dict[str, str] = {
    "run_kept": N_("run of delivery {no}: {compound}"),
    "way_kept": N_("way round kept: {compound}"),
    "stop_late": N_("stop at {compound} moved by {minutes} min, the later ones along"),
    "truck_came": N_("truck at {compound}, {minutes} min after its time"),
    "truck_came_early": N_("truck at {compound}, {minutes} min before its time"),
    "truck_went": N_("truck has left {compound}"),
    "counts_at": N_("counting at {compound}: {name}"),
    "truck_disinfected": N_("truck of delivery {no} disinfected"),
}
