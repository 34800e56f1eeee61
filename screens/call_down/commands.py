"""call-down new, result, left: rounds of calls to the vulnerable, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.households.keys import Door, spelled
from data.sql import Reader
from models.call_down import CallAnswer, CallLine, CallResult, RoundWish, WhereTo
from models.households.marks import mark_of
from models.problems import Refused
from screens.call_down import words
from screens.call_down.listing import LEFT, LISTING, RESULT, ROUND_MADE, SHARE, UNSPOKEN, Told
from screens.commands.arguments import acts_behind, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.named import COMPOUND, MARK
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.usage import BadUsage
from screens.commands.who import add_by, person_no, work_as
from screens.i18n import N_, _, ngettext
from screens.kit.values import joined

if TYPE_CHECKING:
    from data.call_down.commands import Recorded
    from data.step import Step


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands behind the listing of rounds."""
    add = acts_behind(groups.choices[LISTING.name], shared)
    _add_new(add("new", new, N_("make a round: who is called is shared out among the staff")))
    _add_result(add("result", result, N_("what came of a call")))
    parser = add("left", left, N_("the calls still to be made, by caller"))
    parser.add_argument(
        "--unspoken",
        action="store_true",
        help=_("instead, vulnerable households nobody has spoken to for days"),
    )


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mark",
        type=MARK,
        action="append",
        default=[],
        metavar=_("MARK"),
        help=_("who bears it is called: pregnant, insulin; may be given several times"),
    )
    parser.add_argument(
        "--over", type=positive, metavar=_("AGE"), help=_("who is of this age, too")
    )
    parser.add_argument("--compound", type=COMPOUND, metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument(
        "--with",
        dest="chosen",
        nargs="+",
        action="extend",
        default=[],
        metavar=_("NAME"),
        help=_("who calls beside the staff on duty, by name or number"),
    )
    parser.add_argument(
        "--only",
        nargs="+",
        action="extend",
        default=[],
        metavar=_("NAME"),
        help=_("who calls instead of them"),
    )
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("a note"))
    parser.add_argument("--plan", action="store_true", help=_("only show what would happen"))


def _add_result(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the call"))
    parser.add_argument(
        "result",
        choices=[one.value for one in CallResult],
        metavar=_("RESULT"),
        help=with_meanings(_("what came of it"), [*CallResult], words.result),
    )
    parser.add_argument("--text", default="", metavar=_("TEXT"), help=_("what was said"))
    parser.add_argument(
        "--where",
        choices=[one.value for one in WhereTo],
        metavar="…",
        help=with_meanings(_("where somebody is who is not here"), [*WhereTo], words.where_to),
    )
    parser.add_argument("--again", action="store_true", help=_("write it over a result there is"))
    add_by(parser)


# -- new -------------------------------------------------------------------------------------------


def new(call: Call) -> int:
    """Make a round, or show what it would be."""
    from data.call_down import commands, plans

    options = call.options
    if not options.mark and options.over is None:
        raise BadUsage("round_without_marks", "marks")
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            wish = _wish(conn, options)
            people = [person_no(conn, said) for said in options.only or options.chosen]
            plan = plans.plan(conn, wish, now, people, alone=bool(options.only))
        no = None
        if not options.plan:
            no = store.do(commands.keep_round, wish, plan.shares, options.note).no
    told = Told(plan, no)
    return call.answer(ROUND_MADE.plain(told, now), _planned(told, now))


def _wish(conn: Reader, options: argparse.Namespace) -> RoundWish:
    """Who is to be called.

    Raises:
        Refused: `mark_nobody_has`, `compound_unknown`.
    """
    from data.call_down.plans import marks_in_use
    from data.households.queries import compound_names

    in_use = marks_in_use(conn)
    marks = [mark_of(said) or said for said in options.mark]
    for said, mark in zip(options.mark, marks, strict=True):
        if mark_of(said) is None and mark not in in_use:
            raise Refused("mark_nobody_has", "marks", mark=said, marks=joined(in_use))
    compound = None
    if options.compound is not None:
        compound = compound_names(conn).get(options.compound)
        if compound is None:
            raise Refused("compound_unknown", "compound", value=options.compound)
    return RoundWish(tuple(dict.fromkeys(marks)), compound, options.over)


def _planned(told: Told, now: datetime) -> Iterator[str]:
    shares = told.plan.shares
    yield words.counted(told.plan, shares)
    yield from words.callers_off(told.plan)
    called = [one for one in shares if one.call.phones]
    yield from table(SHARE.columns, called, now)
    visits = [one for one in shares if not one.call.phones]
    if visits:
        yield _("To be visited: no number is known")
        yield from table(SHARE.columns, visits, now)
    if told.no is None:
        yield _("Nothing was written.")
    else:
        yield _("Round {no} is made; undo takes it back.").format(no=told.no)


# -- result ----------------------------------------------------------------------------------------


def result(call: Call) -> int:
    """Write down what came of a call."""
    from data.call_down import commands, queries

    options = call.options
    given = CallAnswer(
        CallResult(options.result),
        options.text,
        None if options.where is None else WhereTo(options.where),
    )
    with call.store() as store:
        now = store.now()
        work_as(store, options.by)
        if given.result is CallResult.NEEDS:
            line = store.ask(queries.call, options.no, now)
            done = store.do(_need, line, given.note, again=options.again)
        else:
            several = store.do(
                commands.record_results,
                {options.no: None},
                given,
                words.knock,
                again=options.again,
            )
            done = several.done[options.no]
    return call.answer(RESULT.plain(done, now), [words.recorded([done], now)])


def _need(step: Step, line: CallLine, text: str, *, again: bool) -> Recorded:
    """Take down what somebody needs, as a call from their door.

    Raises:
        Refused: `need_without_text`, and as `data.call_down.commands.record_need`.
    """
    from data.call_down.commands import record_need
    from data.reading.capture import capture

    if not text.strip():
        raise BadUsage("need_without_text", "text")
    made = capture(step, f"{called_from(line)} {text}")
    return record_need(step, line.no, None, made.no, again=again)


def called_from(line: CallLine) -> str:
    """The door of a call as it is read again in what is taken down."""
    return spelled(
        Door(line.compound, line.lane or "", line.building or "", line.unit or "", line.room or "")
    )


# -- left ------------------------------------------------------------------------------------------


def left(call: Call) -> int:
    """Tell what is left to be called, or who was not spoken to."""
    from data.call_down import queries

    told: list[Any]
    with call.store() as store, store.read() as conn:
        now = store.now()
        told = (
            list(queries.unspoken(conn, now))
            if call.options.unspoken
            else list(queries.left(conn, now))
        )
    record: Any = UNSPOKEN if call.options.unspoken else LEFT
    return call.answer([record.plain(one, now) for one in told], _left(record, told, now))


def _left(record: Any, told: list[Any], now: datetime) -> Iterator[str]:
    yield from table(record.columns, told, now)
    if told:
        yield ngettext("{count} line", "{count} lines", len(told)).format(count=len(told))
    else:
        yield _("Nothing to list.")
