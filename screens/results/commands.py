"""results, result: what tests came to, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from data.ids import record_no
from models.call_sheet import Who
from models.problems import Refused
from models.results import Result, ResultInput, Source
from screens.commands.arguments import add_command, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.named import HOUSEHOLD, ROUND
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table, refuse_table
from screens.commands.usage import BadUsage
from screens.i18n import N_, _, ngettext
from screens.results import words
from screens.results.listing import COLUMNS, DOUBTED, RECORDED, RESULT

if TYPE_CHECKING:
    from data.sql import Reader
    from models.results import ResultRow


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    _add_results(
        add_command(groups, shared, "results", results, N_("results of tests, by who says so"))
    )
    told = N_("write down what a test of somebody came to")
    examples = (
        N_('result "Blossom Tower 1-101 Marion Castle" negative'),
        N_('result "Blossom Tower 1-102" positive --source subdistrict --at 7:40'),
    )
    _add_result(add_command(groups, shared, "result", result, told, examples=examples))


def _add_results(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--resident", metavar=_("WHO"), help=_("of one resident: their number, or door and name")
    )
    parser.add_argument(
        "--household",
        type=HOUSEHOLD,
        metavar=_("DOOR"),
        help=_("of one household: its number, or its door"),
    )
    parser.add_argument("--round", type=ROUND, metavar=_("NO"), help=_("of one round"))
    parser.add_argument(
        "--contradictions",
        action="store_true",
        help=_("instead, results that cannot both be right, with what to ask whom"),
    )
    add_table_options(parser)


def _add_result(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "who",
        metavar=_("DOORS OR NAMES"),
        help=_("who it is of: 3-501 Ann Wood, or a door for all its people; several are one step"),
    )
    parser.add_argument(
        "result",
        metavar=_("RESULT"),
        help=with_meanings(_("what it came to"), [*Result], words.result),
    )
    parser.add_argument(
        "--source",
        choices=[one.value for one in Source],
        metavar="…",
        help=with_meanings(_("who says so; a PCR test of their own"), [*Source], words.source),
    )
    parser.add_argument("--at", metavar=_("TIME"), help=_("when it was told; now"))
    parser.add_argument(
        "--round", type=ROUND, metavar=_("NO"), help=_("the round they were sampled in")
    )
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("what was said with it"))


# -- results ---------------------------------------------------------------------------------------


def results(call: Call) -> int:
    """List results, or what of them contradicts each other."""
    from data.results import queries

    options = call.options
    if options.contradictions:
        refuse_table(options)
    with call.store() as store, store.read() as conn:
        now = store.now()
        if options.contradictions:
            doubted = queries.contradicting(conn, now)
            lines = [line for one in doubted for line in words.doubted(one, now)]
            told = [DOUBTED.plain(one, now) for one in doubted]
            return call.answer(told, lines or [_("No results contradict each other.")])
        of = None if options.resident is None else _resident(conn, options.resident)
        found = queries.results(
            conn,
            resident_no=of if isinstance(of, int) else None,
            who=of if isinstance(of, Who) else None,
            household_no=options.household,
            round_no=options.round,
        )
    return answer_table(
        call,
        N_("results of tests, by who says so"),
        Rows.of(COLUMNS, found, now),
        [RESULT.plain(one, now) for one in found],
        lambda: _listed(found, now),
    )


def _listed(found: list[ResultRow], now: datetime) -> Iterator[str]:
    yield from table(COLUMNS, found, now)
    if found:
        yield ngettext("{count} result", "{count} results", len(found)).format(count=len(found))
    else:
        yield _("Nothing to list.")


def _resident(conn: Reader, said: str) -> int | Who:
    """The number of the resident that is meant; who it is of those without a number.

    Raises:
        Refused: `result_of_nobody` where it is nobody, or several.
    """
    from data.call_sheet.finding import find_people

    number = record_no(said)
    if number is not None:
        return number
    found = find_people(conn, said, carried={})
    meant = [*found.people, *(one.person for one in found.gone)]
    if len(meant) != 1 or found.several or found.unknown:
        raise Refused("result_of_nobody", "resident", value=said)
    return meant[0].resident_no or meant[0].who


# -- result ----------------------------------------------------------------------------------------


def result(call: Call) -> int:
    """Write down what a test of some people came to."""
    from data.call_sheet.finding import find_people
    from data.results import commands

    options = call.options
    with call.store() as store:
        given = read_given(options, store.now())
        found = store.ask(find_people, options.who, options.round, carried={})
        done = store.do(commands.record_found, found, given)
        now = store.now()
    return call.answer(RECORDED.plain(done, now), words.recorded(done))


def read_given(options: argparse.Namespace, now: datetime) -> ResultInput:
    """A result as it was typed.

    Raises:
        Refused: `test_result_unclear`, `time_unclear`.
    """
    from models.results.reading import read_result
    from models.times import past_moment

    came_to = read_result(options.result)
    if came_to is None:
        raise BadUsage("test_result_unclear", "result", value=options.result)
    at = None
    if options.at is not None:
        try:
            at = past_moment(options.at, now)
        except (ValueError, OverflowError) as error:
            raise BadUsage("time_unclear", "at", value=options.at) from error
    usual = Source.SUBDISTRICT if came_to is Result.RELEASED else Source.SINGLE
    source = usual if options.source is None else Source(options.source)
    return ResultInput(came_to, source, at, options.round, options.note)
