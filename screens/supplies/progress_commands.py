"""progress, received: how far a delivery is, and what each household got in the last days."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime

from models.supplies.pictures import Progress, Received
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.named import COMPOUND
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.commands.usage import BadUsage
from screens.i18n import N_, _
from screens.supplies import progress_words as words
from screens.supplies.progress_listing import GATE, PROGRESS, RECEIVED, WAITING, Told

_MOST_DAYS = 366


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(
        groups,
        shared,
        "progress",
        progress,
        N_("how far a delivery is: gates, doors, the pace, who waits"),
    )
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    add_table_options(parser)
    parser = add_command(
        groups,
        shared,
        "received",
        received,
        N_("what each household got of late, who got least first"),
    )
    parser.add_argument("--compound", type=COMPOUND, metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument(
        "--days",
        type=positive,
        default=14,
        metavar=_("DAYS"),
        help=_("of so many days, today among them; 14 if not given"),
    )
    add_table_options(parser)


def progress(call: Call) -> int:
    """Tell how far a delivery is."""
    from data.supplies import progress as queries
    from data.supplies.received import waiting

    with call.store() as store, store.read() as conn:
        now = store.now()
        told = Told(queries.progress(conn, call.options.no, now), tuple(waiting(conn)))
    return answer_table(
        call,
        N_("how far a delivery is: gates, doors, the pace, who waits"),
        Rows.of(GATE.columns, told.progress.gates, now),
        PROGRESS.plain(told, now),
        lambda: _progress_lines(told, now),
    )


def _progress_lines(told: Told, now: datetime) -> Iterator[str]:
    found = told.progress
    yield from table(GATE.columns, found.gates, now)
    yield from _differences(found)
    yield words.tally_said(found.tally)
    yield words.gone_to(found)
    pace, _is_slow = words.pace(found.pace, now)
    yield from filter(None, (pace, words.last_door(found.pace, now)))
    if told.waiting:
        yield ""
        yield _("Who waits for what was missed")
        yield from table(WAITING.columns, told.waiting, now)


def _differences(found: Progress) -> Iterator[str]:
    """What differs at each gate, goods by goods."""
    for gate in found.gates:
        for figures in gate.figures:
            for one in figures.differences():
                yield f"{gate.compound} {figures.goods}  {words.difference(one, figures.unit)}"


def received(call: Call) -> int:
    """Tell what each household got.

    Raises:
        Refused: `days_too_many`.
    """
    from data.supplies import received as queries

    options = call.options
    if options.days > _MOST_DAYS:
        raise BadUsage("days_too_many", "days", days=options.days, most=_MOST_DAYS)
    with call.store() as store, store.read() as conn:
        now = store.now()
        rows = queries.received(conn, now, options.days, options.compound)
    return answer_table(
        call,
        N_("what each household got of late, who got least first"),
        Rows.of(RECEIVED.columns, rows, now),
        [RECEIVED.plain(one, now) for one in rows],
        lambda: _received_lines(rows, now),
    )


def _received_lines(rows: list[Received], now: datetime) -> Iterator[str]:
    yield from table(RECEIVED.columns, rows, now)
    yield words.summary(rows)
