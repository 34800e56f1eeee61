"""How a listing becomes a command: everything unless filtered, as a table or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from screens.commands.arguments import add_command, day_text, read_day, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.listing import Filter, Listing, Wish
from screens.commands.named import Named
from screens.commands.out import say_trouble, table
from screens.commands.outgoing import Rows, add_file_options, goes_out, refuse_masked, send, veil
from screens.i18n import N_, _, ngettext
from screens.kit.columns import Column, Failed, Row, readable_columns
from screens.sentences import say


def add_listing(
    groups: Groups, shared: argparse.ArgumentParser, listing: Listing[Any]
) -> argparse.ArgumentParser:
    """Add a listing as a command; its parser, for what else that does."""
    parser = add_command(
        groups, shared, listing.name, _runs(listing), listing.words, examples=listing.examples
    )
    parser.add_argument(
        "--find", metavar=_("TEXT"), default="", help=_("what the desk's filter would find")
    )
    parser.set_defaults(view="", at=None, private=False)
    if listing.views:
        view = parser.add_argument("--view", metavar=_("NAME"), help=_(listing.views))
        view.offered = listing.scopes  # type: ignore[attr-defined]
    if listing.at:
        parser.add_argument(
            "--at", metavar=_("TIME"), help=_("as it is at another time: 04-10 08:00, 23:45")
        )
    eyes = parser.add_mutually_exclusive_group()
    if listing.private:
        eyes.add_argument(
            "--private", action="store_true", help=_("with the private notes, for your eyes")
        )
    eyes.add_argument(
        "--masked", action="store_true", help=_("leave out telephone numbers and health facts")
    )
    add_file_options(parser, comes_in_again=listing.outgoing is not None)
    for one in listing.filters:
        parser.add_argument(one.flag, dest=one.name, **_taken(one))
    return parser


def _taken(one: Filter) -> dict[str, Any]:
    """What a filter takes, as argparse is told it."""
    match one.takes:
        case "value":
            told = with_meanings(_(one.words), one.values, one.says)
            return {"choices": one.values, "metavar": "…", "help": told}
        case "day":
            return {"type": day_text, "metavar": _("DAY"), "help": _(one.words)}
        case "nothing":
            return {"action": "store_const", "const": True, "help": _(one.words)}
        case Named():
            return {"type": one.takes, "metavar": _(one.takes.metavar), "help": _(one.words)}
    return {"metavar": _("NAME"), "help": _(one.words)}


def _runs(listing: Listing[Any]) -> Callable[[Call], int]:
    def run(call: Call) -> int:
        options = call.options
        refuse_masked(options, listing.filters)
        as_table = goes_out(options)
        with call.store() as store, store.read() as conn:
            now = store.now() if options.at is None else read_moment(options.at, store.now(), "at")
            rows = listing.read(conn, Wish(options.find, options.view), now)
            notes = listing.private(conn) if listing.private and options.private else None
        faults: list[Exception] = []
        told = [(row, listing.record.plain(row, now, faults.append)) for row in rows]
        for one in listing.filters:
            wanted = getattr(options, one.name)
            if wanted is not None:
                if one.takes == "day":
                    wanted = read_day(wanted, now).isoformat()
                told = [pair for pair in told if one.keeps(pair[1], wanted)]
        columns = listing.record.columns
        if notes is not None:
            columns += (Column("", N_("private note"), lambda row, _v: notes.get(row.no, "")),)
            for row, plain in told:
                plain["private_note"] = notes.get(row.no)
        shown = readable_columns(columns, faults.append)
        with veil(masked=options.masked):
            if as_table:
                status = send(call, listing, Rows(shown, told, now))
                _blame(call, faults)
                return status
            lines = list(_lines(shown, [row for row, _plain in told], now))
        _blame(call, faults)
        return call.answer([plain for _row, plain in told], lines)

    return run


def _blame(call: Call, faults: Sequence[Exception]) -> None:
    if faults:
        tell_unreadable(call.path, faults)


@contextmanager
def bearing(call: Call) -> Iterator[Failed]:
    """Give what takes why something could not be told; the records to blame are named at the end.

    Raises:
        Exception: the first of what was taken, where no value in the file is to blame.
    """
    faults: list[Exception] = []
    yield faults.append
    if faults:
        tell_unreadable(call.path, faults)


def tell_unreadable(path: Path, faults: Sequence[Exception]) -> None:
    """Name on standard error the records of a file that have values that cannot be read.

    Args:
        faults: why something could not be told; the first is raised where no value is to blame.
    """
    from data.maintenance.values import damaged_values  # sound files are listed without it

    wrong = damaged_values(path)
    if wrong is not None:
        say_trouble(say(wrong.problem))
    elif faults:
        raise faults[0]


def _lines(columns: Sequence[Column[Row]], rows: Sequence[Row], now: datetime) -> Iterator[str]:
    yield from table(columns, rows, now)
    if rows:
        yield ngettext("{count} line", "{count} lines", len(rows)).format(count=len(rows))
    else:
        yield _("Nothing to list.")
