"""loads NO, loads begin, loads done: who carries the last 100 metres, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.loads import LoadRow, LoadState, LoadStop
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.named import GATE
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.usage import BadUsage
from screens.i18n import N_, _
from screens.kit.several import told as several_told
from screens.kit.values import filled
from screens.loads import sheet, words
from screens.loads.listing import LOAD, Told, told

if TYPE_CHECKING:
    from data.loads.plans import LoadPlan
    from data.store import Store

_MARKS = {"begin": LoadState.UNDER_WAY, "done": LoadState.DONE}


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups, shared, "loads", loads, N_("who carries what from the gates to the buildings")
    )
    parser.add_argument(
        "what",
        metavar=_("NO"),
        help=_("number of the delivery; or begin, done with numbers of loads"),
    )
    parser.add_argument(
        "numbers", nargs="*", type=positive, metavar="N", help=_("numbers of loads")
    )
    parser.add_argument("--compound", type=GATE, metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument(
        "--plan", action="store_true", help=_("plan what nobody carries yet; nothing is written")
    )
    parser.add_argument(
        "--apply", action="store_true", help=_("plan it and give it to them, in one step")
    )
    parser.add_argument(
        "--to", type=file_name, metavar="FILE", help=_("write the carriers' sheet to this new file")
    )


def loads(call: Call) -> int:
    """List the loads of a delivery, plan them, or say how far they are.

    Raises:
        Refused: as the queries and commands; `loads_unclear` for neither a number nor an act.
    """
    options = call.options
    if options.what in _MARKS:
        if not options.numbers:
            raise BadUsage("loads_unnamed", "no", act=options.what)
        return _mark(call, _MARKS[options.what])
    if not options.what.isascii() or not options.what.isdecimal() or options.numbers:
        raise BadUsage("loads_unclear", "no", value=options.what)
    return _of_delivery(call, int(options.what[:9]))


# -- of a delivery ---------------------------------------------------------------------------------


def _of_delivery(call: Call, no: int) -> int:
    from data.loads import plans, queries

    options = call.options
    with call.store() as store:
        now = store.now()
        plan: LoadPlan | None = None
        with store.read() as conn:
            drops = plans.drops_of(conn, no, options.compound)
            if options.plan or options.apply:
                plan = plans.plan_loads(conn, drops, now)
        applied = bool(options.apply and plan is not None and _apply(store, plan))
        if plan is not None and not applied:
            found = told(plan.kept, plan.lines)
        else:
            with store.read() as conn:
                rows = queries.loads_at(conn, drops)
                found = told(rows)
                if options.to:
                    _write(call, rows, queries.load_stops(conn, [row.no for row in rows]), now)
    lines = [*_lines(found, plan, now), *(call.done[-1:] if options.to else ())]
    if applied:
        lines.append(_("Done; undo takes all of it back."))
    elif plan is not None and plan.lines:
        lines.append(_("Nothing was written; --apply does it."))
    return call.answer([LOAD.plain(one, now) for one in found], lines)


def _apply(store: Store, plan: LoadPlan) -> bool:
    """Keep what was planned, where there is anything."""
    from data.loads import commands

    if not plan.lines:
        return False
    store.do(commands.plan_loads, plan.lines, plan.replaced)
    return True


def _write(call: Call, rows: Sequence[LoadRow], stops: Sequence[LoadStop], now: datetime) -> None:
    from data.paper import write_paper

    write_paper(call.options.to, sheet.text(rows, stops, now))
    call.done.append(filled(_("The carriers' sheet is in {file}."), {"file": call.options.to}))


def _lines(found: Sequence[Told], plan: LoadPlan | None, now: datetime) -> Iterator[str]:
    if plan is not None:
        yield words.counted(plan.lines, plan.kept)
    elif not found:
        yield _("No loads yet; --plan makes a plan.")
    yield from table(LOAD.columns, found, now)
    if plan is not None:
        yield from (words.left(one) for one in plan.lines if one.why is not None)


# -- how far ---------------------------------------------------------------------------------------


def _mark(call: Call, state: LoadState) -> int:
    """Say how far loads are."""
    from data.loads import commands, queries

    with call.store() as store:
        now = store.now()
        done = store.do(commands.mark_loads, call.options.numbers, state)
        with store.read() as conn:
            rows = [queries.load(conn, no) for no in done.nos]
    said = several_told(done, words.marked_as(rows, state))
    return call.answer([LOAD.plain(one, now) for one in told(rows)], [said])
