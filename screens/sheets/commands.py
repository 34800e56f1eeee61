"""sheet: what people do on a day, in words to hand out."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from models.problems import Refused
from models.sheets import DutySheet
from models.times import duty_day, local_date, parse_moment
from screens.commands import shapes
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line
from screens.commands.who import person_no
from screens.i18n import N_, _
from screens.kit.values import joined
from screens.sheets import words


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
    parser.add_argument("--day", metavar=_("DAY"), help=_("the day; today if not given"))
    parser.add_argument(
        "--masked", action="store_true", help=_("leave out telephone numbers and health facts")
    )
    parser.add_argument(
        "--to", type=file_name, metavar="FILE", help=_("write to this new file, .txt or .md")
    )


def sheet(call: Call) -> int:
    """Print duty sheets, or write them to a file."""
    from data.paper import write_sheet
    from data.sheets.queries import sheets

    options = call.options
    with call.store() as store, store.read() as conn:
        day = _day(options.day, duty_day(store.now()), store.now())
        asked = [person_no(conn, said) for said in options.person or ()]
        found = sheets(conn, day, asked or None)
    shown = words.readable(found, hide=options.masked)
    page = words.page if options.to and options.to.suffix.lower() == ".md" else words.chat
    text = page(found, day, hide=options.masked)
    if options.to:
        write_sheet(options.to, text)
    if call.json:
        say_json([_plain(one) for one in shown])
    elif options.to:
        say_line(_("The sheet is in {file}.").format(file=options.to))
    else:
        say_line(text.rstrip())
    return 0


def _day(said: str | None, today: date, now: Any) -> date:
    if said is None or said in ("today", "今天"):
        return today
    try:
        return local_date(parse_moment(said, now))
    except ValueError as error:
        raise Refused("time_unclear", "day", value=said) from error


def _plain(sheet: DutySheet) -> dict[str, Any]:
    return {
        "person": sheet.person_no,
        "name": sheet.name,
        "kind": sheet.kind,
        "post": sheet.post or None,
        "day": sheet.day,
        "duties": [
            {
                "no": line.no,
                "work": line.work,
                "role": line.role,
                "starts_at": shapes.at(line.starts_at),
                "ends_at": shapes.at(line.ends_at),
                "where": line.where or None,
                "what": joined(line.what) or None,
                "who": line.who or None,
                "phone": line.phone or None,
                "with": list(line.people),
                "note": line.note or None,
            }
            for line in sheet.lines
        ],
    }
