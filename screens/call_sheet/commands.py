"""call-sheet: whom a round calls, visits and leaves out; it is frozen when the round begins."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.call_sheet import ByHand
from models.call_sheet.paper import FOR_VOLUNTEERS, LISTS
from screens.call_sheet import words
from screens.call_sheet.listing import SHEET
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.named import COMPOUND
from screens.commands.numbers import positive
from screens.i18n import N_, _
from screens.kit.values import filled

if TYPE_CHECKING:
    from data.store import Store


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups,
        shared,
        "call-sheet",
        call_sheet,
        N_("whom a round calls down, visits and leaves out, and why"),
    )
    parser.add_argument("no", type=positive, metavar=_("ROUND"), help=_("number of the round"))
    parser.add_argument(
        "--freeze", action="store_true", help=_("the round begins: the sheet stands as it is now")
    )
    parser.add_argument("--compound", type=COMPOUND, metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument("--building", metavar=_("NAME"), help=_("of one building"))
    hand = parser.add_mutually_exclusive_group()
    told = _("DOORS OR NAMES")
    hand.add_argument(
        "--leave-out", metavar=told, help=_("do not call these in this round; say --because")
    )
    hand.add_argument(
        "--visit", metavar=told, help=_("sample these at their door instead; say --because")
    )
    hand.add_argument("--call", metavar=told, help=_("call these again who were set aside"))
    parser.add_argument("--because", metavar=_("WORDS"), default="", help=_("why, in words"))
    parser.add_argument(
        "--list",
        choices=LISTS,
        help=_(
            "write this list alone: calls for who calls down, visits for who goes to doors, table"
            " for the table, desk with reasons, not for volunteers"
        ),
    )
    parser.add_argument(
        "--to",
        type=file_name,
        metavar="FILE",
        help=_("write to this new file: .txt, or .html to print"),
    )


def call_sheet(call: Call) -> int:
    """Show the call sheet of a round, write it to a file, or freeze it.

    Raises:
        Refused: as `data.call_sheet.told`, `data.call_sheet.naming` and the commands.
    """
    from data.call_sheet import commands
    from data.call_sheet.told import told
    from screens.call_sheet import paper

    options = call.options
    with call.store() as store:
        done = ""
        if options.leave_out is not None or options.visit is not None or options.call is not None:
            done = _set_aside(call, store)
        if options.freeze:
            store.do(commands.freeze, options.no)
        now = store.now()
        with store.read() as conn:
            found = told(conn, options.no, now, options.compound, options.building)
    if options.freeze:
        done = words.begun(found, now)
    if done:
        call.done.append(done)
    lists = FOR_VOLUNTEERS if options.list is None else (options.list,)
    if options.to:
        from data.paper import write_paper

        made = paper.pages(found, now, lists)
        is_page = options.to.suffix.lower() in (".html", ".htm")
        write_paper(options.to, (paper.html if is_page else paper.text)(made))
        written = filled(_("The sheet is in {file}."), {"file": options.to})
        call.done.append(written)
        lines = [words.sums(found.sheet.sums), written]
    elif options.list is not None and options.list != "desk":
        lines = [paper.text(paper.pages(found, now, lists)).rstrip()]
    else:
        lines = [words.title(found), *paper.desk_lines(found, now)]
    return call.answer(SHEET.plain(found, now), [*lines, *([done] if done else [])])


def _set_aside(call: Call, store: Store) -> str:
    """Set people aside by hand, or call them again; what was done."""
    from data.call_sheet import commands
    from data.call_sheet.naming import named

    options = call.options
    no = options.no
    if options.call is not None:
        people = store.ask(named, no, options.call)
        store.do(commands.call_again, no, people)
        return _("Called again in round {no}: {people}.").format(
            no=no, people=words.people(len(people))
        )
    part = ByHand.VISITED if options.leave_out is None else ByHand.LEFT_OUT
    people = store.ask(named, no, options.leave_out or options.visit)
    store.do(commands.set_aside, no, people, part, options.because)
    return words.set_aside(no, part, len(people))
