"""A run on paper: the driver's sheet, gate by gate, and what the guards are told. Nothing of people
who live there stands on it."""

from __future__ import annotations

from collections.abc import Iterator

from models.supplies import DropState, Run
from models.supplies.stops import RunStop
from models.times import LOCAL, loaded, local_date
from screens.drivers.listing import RunTold
from screens.i18n import _
from screens.kit import masks
from screens.kit.values import beside, headed, joined, spoken


def for_driver(run: RunTold, *, hide: bool = False) -> str:
    """Gates in order, each with its time, where to stop, whom to call, what is unloaded there.

    Args:
        hide: leave the middle of telephone numbers out.
    """
    truck = run.truck
    day = spoken(local_date(loaded(truck.arrives_at)))
    lines = [_("{day} delivery {no}: {count} stops"), beside(truck.driver, truck.plate, _pass(run))]
    lines[0] = lines[0].format(day=day, no=truck.no, count=len(run.stops))
    if truck.run == Run.OFFICE:
        lines += ["", beside(_hour(truck.arrives_at), _("everything is unloaded at the office"))]
    else:
        for number, stop in enumerate(run.stops, 1):
            lines += ["", *_stop(number, stop, hide=hide)]
    return "\n".join(line for at, line in enumerate(lines) if line or at != 1) + "\n"


def _stop(number: int, stop: RunStop, *, hide: bool) -> Iterator[str]:
    gone = "" if stop.state == DropState.PLANNED else _("✓ unloaded")
    yield beside(f"{number}.", _hour(stop.eta), stop.compound, gone)
    if stop.unloading_point:
        yield "   " + headed(_("stop at"), stop.unloading_point)
    name, phone = stop.contact
    if name or phone:
        yield "   " + headed(_("call there"), beside(name, masks.phone(phone, hide)))
    if stop.goods:
        yield "   " + headed(_("unload there"), joined(stop.goods))


def for_guards(run: RunTold, *, hide: bool = False) -> str:
    """What the guards of the gates have to know: the truck, its pass, who drives, when it is where.

    Args:
        hide: leave the middle of telephone numbers out.
    """
    truck = run.truck
    known = (
        truck.plate or _("plate not known"),
        _pass(run),
        truck.driver,
        masks.phone(truck.driver_phone, hide),
        truck.supplier or truck.source,
    )
    gates = (beside(_hour(one.eta), one.compound, one.unloading_point) for one in run.stops)
    return "\n".join((_("Let this truck in:"), beside(*known), *gates)) + "\n"


def _pass(run: RunTold) -> str:
    number = run.truck.pass_no or run.truck.supplier_pass
    return headed(_("pass number"), number) if number else ""


def _hour(at: str) -> str:
    return f"{loaded(at).astimezone(LOCAL):%H:%M}"
