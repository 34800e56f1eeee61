"""doors, door-list: who missed out at a delivery, who waits; the building leaders' paper."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from data.ids import record_no
from models.households.addresses import bare_building, bare_lane
from models.problems import Refused
from screens.commands.argparse_words import Parser
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.named import GATE
from screens.commands.numbers import positive
from screens.commands.usage import BadUsage
from screens.doors import words
from screens.doors.listing import DOOR_LIST, MISSED, REPORT
from screens.i18n import N_, _
from screens.kit.values import beside, filled

if TYPE_CHECKING:
    from data.doors.report import Told
    from data.sql import Reader


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    _add_doors(
        add_command(
            groups, shared, "doors", doors, N_("who missed out at a delivery; all others are done")
        )
    )
    _add_door_list(
        add_command(
            groups, shared, "door-list", door_list, N_("what each door gets, for building leaders")
        )
    )


def _add_doors(parser: argparse.ArgumentParser) -> None:
    assert isinstance(parser, Parser)
    parser.mixes = True
    _add_delivery(parser, nargs="?")
    parser.add_argument(
        "text",
        nargs="?",
        metavar=_("EXCEPTIONS"),
        help=_("who missed what: 3-201 3-402 nobody home, 5-1803 milk missing"),
    )
    parser.add_argument("--compound", type=GATE, metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument(
        "--given", metavar=_("DOORS"), help=_("these got it after all, or came for it later")
    )
    parser.add_argument(
        "--open", action="store_true", help=_("the gate is not handed out to its end yet")
    )
    parser.add_argument(
        "--waiting", action="store_true", help=_("who waits, of all deliveries, the longest first")
    )
    parser.add_argument(
        "--request",
        metavar=_("DOOR"),
        help=_(
            "make a request of a door that missed out: Blossom 3-201, or the household's number"
        ),
    )


def _add_delivery(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    told = _("number of the delivery")
    if nargs is None:
        parser.add_argument("no", type=positive, metavar="NO", help=told)
    else:
        parser.add_argument("no", nargs=nargs, type=positive, metavar="NO", help=told)


def _add_door_list(parser: argparse.ArgumentParser) -> None:
    _add_delivery(parser)
    parser.add_argument("--compound", type=GATE, metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument("--building", metavar=_("NAME"), help=_("of one building"))
    parser.add_argument("--lane", metavar=_("NAME"), help=_("of one lane"))
    parser.add_argument(
        "--to",
        type=file_name,
        metavar="FILE",
        help=_("write to this new file: .txt, or .html to print"),
    )


def doors(call: Call) -> int:
    """Note who missed out, take doors back, or list.

    Raises:
        Refused: `delivery_not_named`.
    """
    options = call.options
    if options.waiting:
        return _waiting(call)
    if options.request is not None:
        return _request(call)
    if options.no is None:
        raise BadUsage("delivery_not_named", "no")
    return _listed(call) if options.text is None and options.given is None else _noted(call)


def _noted(call: Call) -> int:
    from data.doors import report

    options = call.options
    with call.store() as store:
        now = store.now()
        if options.text is not None:
            told = store.do(
                report.report,
                options.no,
                options.compound,
                options.text,
                hand_out=not options.open,
            )
            left_open = _("Not handed out yet: more may follow.") if options.open else ""
            said = beside(words.noted(told), left_open, gap=" ")
        if options.given is not None:
            told = store.do(report.take_back, options.no, options.compound, options.given)
            said = words.taken_back(told)
    return _answer(call, told, now, said)


def _listed(call: Call) -> int:
    from data.doors import report

    options = call.options
    with call.store() as store, store.read() as conn:
        now = store.now()
        gates = report.read_gates(conn, options.no, options.compound)
        told = report.told(conn, gates)
    return _answer(call, told, now, "")


def _answer(call: Call, told: Told, now: datetime, said: str) -> int:
    lines = [words.missed_line(rows) for rows in words.of_doors(told.missed)]
    lines += [words.left_out(one) for one in told.found.unfound]
    lines += [f"⚠ {words.over(one)}" for one in told.over]
    lines += [said, words.counted(told.done, told.households)]
    return call.answer(REPORT.plain(told, now), filter(None, lines))


def _waiting(call: Call) -> int:
    from data.doors import queries

    with call.store() as store, store.read() as conn:
        now = store.now()
        rows = queries.waiting(conn)
    waits = words.of_households(rows)
    lines = [words.waiting_line(one, now) for one in waits]
    return call.answer(
        [MISSED.plain(one, now) for one in waits], lines or [_("No door waits for anything.")]
    )


def _request(call: Call) -> int:
    from data.doors import commands
    from data.requests import queries as requests
    from screens.requests.listing import LISTING

    with call.store() as store:
        with store.read() as conn:
            household = _household(conn, call.options.request)
        no = store.do(commands.ask_for_door, household, words.request_text)
        now = store.now()
        with store.read() as conn:
            (row,) = requests.rows(conn, [no], now, requests.settings(conn))
    told = _("Request {no} is in the queue.").format(no=no)
    return call.answer(LISTING.record.plain(row, now), [told])


def _household(conn: Reader, said: str) -> int:
    """The household of a number or of a door that owes something.

    Raises:
        Refused: `not_one_door`.
    """
    from data.doors import queries

    number = record_no(said)
    if number is not None:
        return number
    found = queries.door_of(conn, said)
    if found is None:
        raise Refused("not_one_door", "request", text=said)
    return found


def door_list(call: Call) -> int:
    """Print door lists, or write them to a file."""
    from data.doors.papers import door_lists
    from data.paper import write_paper
    from screens.doors import paper

    options = call.options
    with call.store() as store, store.read() as conn:
        now = store.now()
        gates = door_lists(
            conn,
            options.no,
            options.compound,
            None if options.building is None else bare_building(options.building),
            None if options.lane is None else bare_lane(options.lane),
        )
    lines: Iterator[str] | list[str] = [paper.text(gates).rstrip()]
    if options.to:
        made = paper.page if options.to.suffix.lower() in (".html", ".htm") else paper.text
        write_paper(options.to, made(gates))
        lines = [filled(_("The sheet is in {file}."), {"file": options.to})]
        call.done.append(lines[0])
    lists = [DOOR_LIST.plain(one, now) for gate in gates for one in gate.buildings]
    return call.answer(lists, lines)
