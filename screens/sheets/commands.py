"""sheet: what people do on a day, in words to hand out."""

from __future__ import annotations

import argparse

from models.times import duty_day
from screens.commands.arguments import add_command, add_day, file_name, read_day
from screens.commands.call import Call, Groups
from screens.commands.who import person_no
from screens.i18n import N_, _
from screens.kit.values import filled
from screens.sheets import words
from screens.sheets.listing import SHEET


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups, shared, "sheet", sheet, N_("duty sheets of a day, for the group chat or for paper")
    )
    parser.add_argument(
        "--person",
        action="append",
        metavar=_("NAME"),
        help=_("only this person; may be given several times"),
    )
    add_day(parser, N_("the day; today if not given"))
    parser.add_argument(
        "--masked", action="store_true", help=_("leave out telephone numbers and health facts")
    )
    parser.add_argument(
        "--to", type=file_name, metavar="FILE", help=_("write to this new file, .txt or .md")
    )
    parser.set_defaults(masks_json=True)


def sheet(call: Call) -> int:
    """Print duty sheets, or write them to a file."""
    from data.paper import write_paper
    from data.sheets.queries import sheets

    options = call.options
    with call.store() as store, store.read() as conn:
        now = store.now()
        day = duty_day(now) if options.day is None else read_day(options.day, now)
        asked = [person_no(conn, said) for said in options.person or ()]
        found = sheets(conn, day, asked or None)
    shown = words.readable(found, hide=options.masked)
    page = words.page if options.to and options.to.suffix.lower() == ".md" else words.chat
    text = page(found, day, hide=options.masked)
    said = text.rstrip()
    if options.to:
        write_paper(options.to, text)
        said = filled(_("The sheet is in {file}."), {"file": options.to})
        call.done.append(said)
    return call.answer([SHEET.plain(one, now) for one in shown], [said])
