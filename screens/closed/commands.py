"""shut, reopen: places nobody leaves or enters until a day, with what that breaks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime

from screens.closed import words
from screens.closed.listing import BREAK, PLACE, SHUT, Shut
from screens.commands.arguments import add_command, day_text, read_day
from screens.commands.call import Call, Groups
from screens.commands.out import table
from screens.i18n import N_, _


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(
        groups, shared, "shut", shut, N_("close buildings or compounds: what that breaks, or do it")
    )
    _add_places(parser)
    parser.add_argument(
        "--until", type=day_text, required=True, metavar=_("DAY"), help=_("the last day closed")
    )
    parser.add_argument("--why", default="", metavar=_("TEXT"), help=_("why"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--plan", action="store_true", help=_("only show what would happen (the default)")
    )
    way.add_argument("--apply", action="store_true", help=_("do it, as one step"))

    _add_places(
        add_command(
            groups, shared, "reopen", reopen, N_("open closed buildings or compounds again")
        )
    )


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "places",
        nargs="+",
        metavar=_("PLACE"),
        help=_("a compound by its name, or a building: Blossom 3, 43-21"),
    )


def shut(call: Call) -> int:
    """Plan or do the closing of places."""
    from data.closed import commands, queries

    options = call.options
    with call.store() as store:
        now = store.now()
        until = read_day(options.until, now)
        with store.read() as conn:
            keys = [queries.find(conn, said) for said in options.places]
            found = [queries.place(conn, key) for key in dict.fromkeys(keys)]
            broken = queries.breaks(conn, found, until, now)
        if options.apply:
            found = store.do(commands.close_places, keys, until, options.why)
    told = Shut(found, until.isoformat(), options.why, broken, options.apply)
    lines = [words.given(found, until, options.why, now), *_broken(told, now)]
    return call.answer(SHUT.plain(told, now), lines)


def _broken(told: Shut, now: datetime) -> Iterator[str]:
    yield words.counted(told.breaks)
    if told.breaks:
        yield from table(BREAK.columns, told.breaks, now)
    if told.applied:
        yield _("Done; undo takes all of it back.")
    else:
        yield _("Nothing was written; --apply does it.")


def reopen(call: Call) -> int:
    """Open places again."""
    from data.closed import commands, queries

    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            keys = [queries.find(conn, said) for said in call.options.places]
        found = store.do(commands.open_places, keys)
    return call.answer([PLACE.plain(one, now) for one in found], [words.opened(found, now)])
