"""The listings: everything unless filtered, in the order the desk shows it, as a table or JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime

from models.problems import Refused
from models.times import parse_moment
from screens.commands import shapes, tables
from screens.commands.arguments import add_command, day_text, read_day, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.listed import LISTINGS
from screens.commands.listing import Filter, Listing, Wish
from screens.commands.out import say_json, say_line, say_table
from screens.i18n import N_, _, ngettext


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    add_command(groups, shared, "today", today, N_("who is here, what is due, what lacks people"))
    for listing in LISTINGS:
        parser = add_command(groups, shared, listing.name, _runs(listing), listing.words)
        parser.add_argument(
            "--find", metavar=_("TEXT"), default="", help=_("what the desk's filter would find")
        )
        parser.set_defaults(view="")
        if listing.views:
            parser.add_argument(
                "--view",
                metavar=_("NAME"),
                help=_("one of the desk's views (now, mine, errands …), or one that was kept"),
            )
        if listing.at:
            parser.add_argument(
                "--at", metavar=_("TIME"), help=_("as it is at another time: 04-10 08:00, 23:45")
            )
        if listing.private:
            parser.add_argument(
                "--private", action="store_true", help=_("with the private notes, for your eyes")
            )
        for one in listing.filters:
            _add_filter(parser, one)


def _add_filter(parser: argparse.ArgumentParser, one: Filter) -> None:
    if one.values is not None:
        values = [value.value for value in one.values]
        shown = with_meanings(_(one.words), values, one.says)
        parser.add_argument(one.flag, dest=one.name, choices=values, metavar="…", help=shown)
    elif one.day:
        parser.add_argument(
            one.flag, dest=one.name, type=day_text, metavar=_("DAY"), help=_(one.words)
        )
    elif one.flag in ("--on-duty", "--asking", "--kept"):
        parser.add_argument(
            one.flag, dest=one.name, action="store_const", const=True, help=_(one.words)
        )
    else:
        parser.add_argument(one.flag, dest=one.name, metavar=_("NAME"), help=_(one.words))


def _runs(listing: Listing) -> Callable[[Call], int]:
    def run(call: Call) -> int:
        told = listing.private if getattr(call.options, "private", False) else None
        with call.store() as store, store.read() as conn:
            now = _moment(call, store.now())
            rows = listing.read(conn, Wish(call.options.find, call.options.view), now)
            pairs = [(row, listing.plain(row, now)) for row in rows]
            notes = told(conn) if told else {}
        for one in listing.filters:
            wanted = getattr(call.options, one.name)
            if wanted is not None:
                if one.day:
                    wanted = read_day(wanted, now).isoformat()
                pairs = [pair for pair in pairs if one.keeps(pair[1], wanted)]
        heads = listing.heads()
        cells = [listing.cells(row, now) for row, _plain in pairs]
        if told:
            heads = (*heads, _("private note"))
            cells = [
                (*line, notes.get(plain["no"], ""))
                for line, (_row, plain) in zip(cells, pairs, strict=True)
            ]
            for _row, plain in pairs:
                plain["private_note"] = notes.get(plain["no"])
        if call.json:
            say_json([plain for _row, plain in pairs])
        elif pairs:
            say_table(heads, cells)
            say_line(ngettext("{count} line", "{count} lines", len(pairs)).format(count=len(pairs)))
        else:
            say_line(_("Nothing to list."))
        return 0

    return run


def _moment(call: Call, now: datetime) -> datetime:
    """The moment asked for, now where none is."""
    said = getattr(call.options, "at", None)
    if said is None:
        return now
    try:
        return parse_moment(said, now)
    except (ValueError, OverflowError) as error:
        raise Refused("time_unclear", "at", value=said) from error


# -- what is read ----------------------------------------------------------------------------


def today(call: Call) -> int:
    """Tell what the Today board shows."""
    from data.households.queries import neighbourhood_name
    from data.requests import queries
    from data.settings import in_charge
    from data.today.queries import board

    with call.store() as store, store.read() as conn:
        now = store.now()
        seen = board(conn, now, queries.settings(conn))
        names = neighbourhood_name(conn), in_charge(conn)
    if call.json:
        say_json(shapes.board(seen, now, *names))
    else:
        for line in tables.board_lines(seen, now, *names):
            say_line(line)
    return 0
