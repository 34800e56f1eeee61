"""learned: the words that corrections taught; one taken out, or brought back."""

from __future__ import annotations

import argparse

from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table, refuse_table
from screens.i18n import N_, _
from screens.learned.listing import LEARNED


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(
        groups, shared, "learned", learned, N_("words learned when a kind was corrected")
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--forget", type=positive, metavar="NO", help=_("take a word out"))
    which.add_argument("--bring-back", type=positive, metavar="NO", help=_("let it count again"))
    add_table_options(parser)


def learned(call: Call) -> int:
    """List the words, once what was asked for is done."""
    from data.learned import queries
    from data.learned.commands import set_forgotten

    options = call.options
    if options.forget or options.bring_back:
        refuse_table(options)
    with call.store() as store:
        if options.forget or options.bring_back:
            set_forgotten(store, options.forget or options.bring_back, bool(options.forget))
        rows = store.ask(queries.rows)
        now = store.now()
    return answer_table(
        call,
        N_("words learned when a kind was corrected"),
        Rows.of(LEARNED.columns, rows, now),
        [LEARNED.plain(row, now) for row in rows],
        lambda: list(table(LEARNED.columns, rows, now)) or [_("Nothing to list.")],
    )
