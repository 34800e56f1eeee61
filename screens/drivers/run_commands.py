"""stops: a truck's run on the command line: order and times, both ways of unloading compared."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.supplies import Run
from models.supplies.hands import handled_from
from models.supplies.order import Order, by_hand, ordered
from models.supplies.run import as_plan, placed
from models.text import fold
from models.times import whole_minutes
from models.typed_spans import minutes_in
from screens.commands.arguments import add_command, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.usage import BadUsage
from screens.commands.who import person_no
from screens.drivers.listing import COMPARISON, RUN, STOP, RunTold
from screens.i18n import N_, _
from screens.kit.times import clock
from screens.kit.values import beside
from screens.supplies import run_words

if TYPE_CHECKING:
    from data.sql import Reader
    from data.store import Store
    from data.supplies.running import Moved
    from models.supplies.run import RunPlan

_COMMA = re.compile(r"\s*[,，、;；]\s*")

Act = Callable[["Store", Any], str]
"""Does what an option asks for; what is told of it."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups, shared, "stops", stops, N_("a truck's run: its stops, their order, who is late")
    )
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    parser.add_argument(
        "--people", type=positive, metavar=_("N"), help=_("compare with so many people")
    )
    parser.add_argument(
        "--time", metavar=_("TIME"), help=_("when the truck came, left or was disinfected")
    )
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument(
        "--compare",
        action="store_true",
        help=_("unloading at the office against at the gates, in people-hours"),
    )
    acts.add_argument(
        "--run",
        choices=[one.value for one in Run],
        metavar="office|gates",
        help=_("unload there from now on; times are reckoned anew"),
    )
    acts.add_argument(
        "--order",
        metavar=_("RULE"),
        help=with_meanings(
            _("a rule, or the gates separated by commas"), [*Order], run_words.order
        ),
    )
    acts.add_argument(
        "--keep-way",
        action="store_true",
        help=_("keep its order as the way round, for one-way lanes; --order way is by it"),
    )
    acts.add_argument(
        "--late",
        nargs=2,
        metavar=(_("STOP"), _("MINUTES")),
        help=_("a stop is late, and the later ones with it; -10 is earlier"),
    )
    acts.add_argument("--came", metavar=_("STOP"), help=_("the truck is at this gate"))
    acts.add_argument("--gone", metavar=_("STOP"), help=_("the truck has left this gate"))
    acts.add_argument(
        "--counter", nargs=2, metavar=(_("STOP"), _("NAME")), help=_("who counts at a gate")
    )
    acts.add_argument(
        "--disinfected", action="store_true", help=_("truck and goods were disinfected")
    )


def stops(call: Call) -> int:
    """Tell a run, change it, or compare both ways."""
    options = call.options
    if options.compare or options.people is not None:
        return _compare(call)
    act = next((one for name, one in _ACTS.items() if getattr(options, name)), None)
    with call.store() as store:
        now = store.now()
        said = "" if act is None else act(store, options)
        with store.read() as conn:
            run = told(conn, options.no)
    return call.answer(RUN.plain(run, now), _lines(run, said, now))


def told(conn: Reader, no: int) -> RunTold:
    """A run as it is now.

    Raises:
        Refused: `delivery_unknown`.
    """
    from data.supplies import run
    from data.supplies.clashes import clashes
    from data.supplies.settings import supply_settings

    truck, here = run.truck(conn, no), run.run_stops(conn, no)
    still = [one for one in here if one.is_open]
    from_when = handled_from(truck.disinfected_at, supply_settings(conn))
    return RunTold(truck, here, clashes(conn, still), from_when)


def _lines(run: RunTold, said: str, now: datetime) -> Iterator[str]:
    if said:
        yield said
    yield beside(
        _("Delivery {no}").format(no=run.truck.no),
        run_words.where(run.truck.run),
        run_words.promised(run.truck, now),
        run_words.supplier(run.truck),
    )
    warned = standing(run, now)
    if warned:
        yield warned
    yield from table(STOP.columns, run.stops, now)
    yield from ("⚠ " + run_words.clash(one) for one in run.clashes)


def standing(run: RunTold, now: datetime) -> str:
    """That goods still stand after they were disinfected; empty where they do not."""
    if run.handled_from is None or run.handled_from <= now:
        return ""
    return "⚠ " + _("goods stand until {time}").format(time=clock(run.handled_from, now))


def _compare(call: Call) -> int:
    from data.supplies.run import comparison

    options = call.options
    with call.store() as store, store.read() as conn:
        now = store.now()
        found = comparison(conn, options.no, options.people)
    return call.answer(COMPARISON.plain(found, now), run_words.compared_lines(found, now))


# -- acts ------------------------------------------------------------------------------------------


def _order(store: Store, options: argparse.Namespace) -> str:
    return _keep(store, options.no, lambda conn: _plan(conn, options.no, options.order, None))


def _run(store: Store, options: argparse.Namespace) -> str:
    kind = Run(options.run)
    return _keep(store, options.no, lambda conn: _plan(conn, options.no, Order.AS_IS, kind))


def _keep(store: Store, no: int, plan: Callable[[Reader], RunPlan]) -> str:
    from data.supplies import running

    with store.read() as conn:
        wanted = plan(conn)
    return run_words.kept(store.do(running.keep_run, no, wanted))


def _plan(conn: Reader, no: int, order: str, kind: Run | None) -> RunPlan:
    """The run as an order makes it: a rule, or gates one after another.

    Raises:
        Refused: `delivery_unknown`, `stops_missing`, `stop_unclear`, `order_unclear`.
    """
    from data.supplies import run

    here = run.live_stops(conn, no)
    kind = kind or Run(run.truck(conn, no).run)
    if order in [*Order]:
        line = ordered(here, Order(order))
    else:
        names = [name for name in _COMMA.split(order.strip()) if name]
        if not names:
            raise BadUsage("order_unclear", "order", value=order)
        line = by_hand(here, [run.stop_named(here, name).no for name in names])
    return as_plan(placed(line, kind, run.situation(conn, no, here)), kind)


def _late(store: Store, options: argparse.Namespace) -> str:
    from data.supplies import running

    said, typed = options.late
    by = minutes_in(fold(typed))
    if by is None or not whole_minutes(by):
        raise BadUsage("late_by_nothing", "minutes")
    stop = _stop(store, options, said)
    return run_words.late(store.do(running.be_late, stop, whole_minutes(by)))


def _keep_way(store: Store, options: argparse.Namespace) -> str:
    from data.supplies import run, running

    with store.read() as conn:
        numbers = [one.no for one in run.run_stops(conn, options.no)]
    return run_words.way_kept(store.do(running.keep_way, options.no, numbers))


def _came(store: Store, options: argparse.Namespace) -> str:
    from data.supplies import running

    stop = _stop(store, options, options.came)
    return run_words.came(store.do(running.arrive, stop, _time(store, options)))


def _gone(store: Store, options: argparse.Namespace) -> str:
    from data.supplies import running

    stop = _stop(store, options, options.gone)
    done: Moved = store.do(running.drive_on, stop, _time(store, options))
    return run_words.went(done)


def _counter(store: Store, options: argparse.Namespace) -> str:
    from data.supplies import running

    said, name = options.counter
    with store.read() as conn:
        person = person_no(conn, name)
    compound = store.do(running.count_at, _stop(store, options, said), person)
    return _("{name} counts at {compound}.").format(name=name, compound=compound)


def _disinfected(store: Store, options: argparse.Namespace) -> str:
    from data.supplies import running

    at = store.do(running.disinfect, options.no, _time(store, options))
    return _("Disinfected {time}.").format(time=clock(at, store.now()))


_ACTS: dict[str, Act] = {
    "order": _order,
    "run": _run,
    "keep_way": _keep_way,
    "late": _late,
    "came": _came,
    "gone": _gone,
    "counter": _counter,
    "disinfected": _disinfected,
}
"""What is done by each option."""


def _stop(store: Store, options: argparse.Namespace, said: str) -> int:
    from data.supplies import run

    with store.read() as conn:
        return run.stop_named(run.run_stops(conn, options.no), said).no


def _time(store: Store, options: argparse.Namespace) -> datetime | None:
    return None if options.time is None else read_moment(options.time, store.now(), "at")
