"""The command `suggest`: who could fill the open shifts of a day, and giving it to them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime

from models.times import day_start
from screens.commands.arguments import add_command, add_day, read_day
from screens.commands.call import Call, Groups
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table, refuse_table
from screens.i18n import N_, _
from screens.suggest import words
from screens.suggest.listing import PLACE, SUGGESTION, Told

_TITLE = N_("who could fill the open shifts of a day, and why")


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(groups, shared, "suggest", suggest, _TITLE)
    add_day(parser, N_("which day; the one that runs if not given"))
    parser.add_argument("--apply", action="store_true", help=_("give it to them, in one step"))
    add_table_options(parser)


def suggest(call: Call) -> int:
    """Print a suggestion, and put it into force when that is asked for."""
    from data.duties import queries as duties
    from data.suggest import commands, queries
    from models.suggest.lines import as_suggestion

    options = call.options
    if options.apply:
        refuse_table(options)
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            settings = duties.settings(conn)
            day = (
                queries.next_day(conn, now, settings)
                if options.day is None
                else read_day(options.day, now)
            )
            plan = queries.plan_day(conn, day, settings, now)
        found = as_suggestion(plan.lines)
        applied = bool(options.apply and found.given)
        if applied:
            store.do(commands.apply_suggestion, found)
    told = Told(day, applied, plan.lines)
    rows = Rows.of(PLACE.columns, told.lines, day_start(told.day))
    value = SUGGESTION.plain(told, now)
    return answer_table(call, _TITLE, rows, value, lambda: _lines(told, now))


def _lines(told: Told, now: datetime) -> Iterator[str]:
    yield words.counted(told.lines, told.day, now)
    yield from table(PLACE.columns, told.lines, day_start(told.day))
    if told.applied:
        yield _("Done; undo takes all of it back.")
    elif any(line.person_no is not None for line in told.lines):
        yield _("Nothing was written; --apply does it.")
