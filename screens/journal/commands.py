"""log, undo, redo: what was done, told in words, taken back and brought back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.i18n import N_, _
from screens.journal.listing import STEP
from screens.sentences import say_act

if TYPE_CHECKING:
    from data.step import Step
    from models.journal import StepView

_SHOWN = 20
"""Steps that `log` shows when no number is given."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    log_it = add_command(groups, shared, "log", log, N_("what was done, newest first"))
    log_it.add_argument(
        "count", nargs="?", type=positive, default=_SHOWN, metavar="N", help=_("how many steps")
    )
    add_table_options(log_it)
    for name, command, words in (
        ("undo", undo, N_("take back your own last act, or step N")),
        ("redo", redo, N_("bring back what you undid last, or step N")),
    ):
        parser = add_command(groups, shared, name, command, words)
        parser.add_argument(
            "step", nargs="?", type=positive, metavar="N", help=_("a step's number from the log")
        )


def log(call: Call) -> int:
    """List the newest steps."""
    from data.journal import queries as journal

    with call.store() as store, store.read() as conn:
        found = journal.steps(conn, limit=call.options.count)
        now = store.now()
    several = len({step.desk for step in found}) > 1
    columns = [column for column in STEP.columns if several or column.name != "desk"]
    return answer_table(
        call,
        N_("what was done, newest first"),
        Rows.of(columns, found, now),
        [STEP.plain(step, now) for step in found],
        lambda: table(columns, found, now) if found else [_("Nothing has been done yet.")],
    )


def undo(call: Call) -> int:
    """Take back one step."""
    from data.journal import commands as journal_commands

    return _reverse(call, journal_commands.undo, _("Undone: {act}"))


def redo(call: Call) -> int:
    """Bring back one step."""
    from data.journal import commands as journal_commands

    return _reverse(call, journal_commands.redo, _("Done again: {act}"))


def _reverse(call: Call, act: Callable[[Step, int | None], StepView], words: str) -> int:
    from data.journal import own
    from data.journal import queries as journal
    from screens.journal.news import overtaken

    with call.store() as store:
        lost = store.ask(own.taken_back, store.author, None)
        step = store.do(act, call.options.step)
        undone = store.ask(journal.one_step, step.no)
        now = store.now()
    said = [words.format(act=say_act(step.code, step.params))]
    others = [one for one in lost if one.act.no != step.no]
    if others:
        said.append(overtaken(others))
    return call.answer(STEP.plain(undone, now), said)
