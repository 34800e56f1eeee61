"""tick, tube, missed, to-settle: sampling at the tables of a round."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.problems import Refused
from models.sampling import rules
from screens.commands import standard_input
from screens.commands.argparse_words import Parser
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.named import GATE, ROUND
from screens.commands.numbers import positive
from screens.commands.outgoing import Rows, add_table_options, answer_table, refuse_table
from screens.commands.usage import BadUsage
from screens.i18n import N_, _
from screens.sampling import words
from screens.sampling.listing import CLOSED, COUNT, DOUBT, MISSING, MISSING_COLUMNS, TICKED
from screens.sampling.tube_commands import add_tube, tube

if TYPE_CHECKING:
    from data.sql import Reader
    from data.store import Store
    from models.sampling import Missing, Ticked


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    told = N_("all called people are sampled but the exceptions")
    examples = (
        N_('tick 2 --compound "Blossom Tower" "1-802 1-1506 not down"'),
        N_("tick 2 --chain chain.txt"),
    )
    _add_tick(add_command(groups, shared, "tick", tick, told, examples=examples))
    add_tube(add_command(groups, shared, "tube", tube, N_("who is in a tube, and its result")))
    _add_missed(
        add_command(groups, shared, "missed", missed, N_("who lacks in a round, second calls"))
    )
    _add_to_settle(add_command(groups, shared, "to-settle", to_settle, _TO_SETTLE))


_TO_SETTLE = N_("what could not be settled at a table")


def _add_round(parser: argparse.ArgumentParser) -> None:
    assert isinstance(parser, Parser)
    parser.mixes = True
    parser.add_argument("round", type=positive, metavar="ROUND", help=_("number of the round"))


def _add_tick(parser: argparse.ArgumentParser) -> None:
    _add_round(parser)
    parser.add_argument(
        "text",
        nargs="?",
        metavar=_("EXCEPTIONS"),
        help=_("who did not come down, or came after all: 12-203 305 not down, 12-401 came"),
    )
    _add_part(parser)
    parser.add_argument(
        "--visited", action="store_true", help=_("who is visited at their door counts as well")
    )
    parser.add_argument(
        "--staff", action="store_true", help=_("who works here and lives elsewhere counts as well")
    )
    parser.add_argument(
        "--chain",
        type=file_name,
        metavar="FILE",
        help=_("a sign-up chain or sign-in sheet: who is on it; - reads standard input"),
    )
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument(
        "--close",
        action="store_true",
        help=_("close the round: who lacks becomes a request of each door"),
    )
    ends.add_argument("--reopen", action="store_true", help=_("go on with a closed round"))
    parser.add_argument(
        "--yes",
        action="store_true",
        help=_("close it although sessions have not begun; take a chain of a round of another day"),
    )


def _add_part(parser: argparse.ArgumentParser) -> None:
    several = _("of one compound; may be given several times")
    parser.add_argument("--compound", type=GATE, action="append", metavar=_("NAME"), help=several)
    parser.add_argument("--building", metavar=_("NAME"), help=_("of one building"))


def _add_missed(parser: argparse.ArgumentParser) -> None:
    _add_round(parser)
    _add_part(parser)
    add_table_options(parser)
    parser.add_argument("--due", action="store_true", help=_("who is still to come is among them"))
    parser.add_argument(
        "--counts", action="store_true", help=_("how far each building is, in numbers")
    )
    parser.add_argument(
        "--say", action="store_true", help=_("words for the chat group of each building")
    )
    parser.add_argument(
        "--visit", metavar=_("WHO"), help=_("they are sampled at their door: doors or names")
    )
    parser.add_argument(
        "--settle",
        nargs=2,
        metavar=(_("WHO"), _("WORDS")),
        help=_("what became of them: sampled elsewhere, in hospital"),
    )


def _add_to_settle(parser: argparse.ArgumentParser) -> None:
    assert isinstance(parser, Parser)
    parser.mixes = True
    add_table_options(parser)
    parser.add_argument(
        "no", nargs="?", type=positive, metavar="NO", help=_("number of what is settled")
    )
    parser.add_argument("words", nargs="?", metavar=_("WORDS"), help=_("what became of it"))
    parser.add_argument("--round", type=ROUND, metavar="ROUND", help=_("of one round"))
    parser.add_argument("--all", action="store_true", help=_("what was settled is among them"))


# -- tick ------------------------------------------------------------------------------------------


def tick(call: Call) -> int:
    """Count people as sampled, or end a round.

    Raises:
        Refused: `tick_text_twice`.
    """
    options = call.options
    if options.chain is not None and options.text is not None:
        raise BadUsage("tick_text_twice")
    if options.close or options.reopen:
        return _close(call) if options.close else _reopen(call)
    with call.store() as store:
        now = store.now()
        done = _chain(call, store) if options.chain is not None else _tick(call, store)
        return call.answer(TICKED.plain(done, now), words.ticked(done))


def _tick(call: Call, store: Store) -> Ticked:
    from data.sampling import ticking

    options = call.options
    return store.do(
        ticking.tick,
        options.round,
        options.text or "",
        compound=options.compound,
        building=options.building,
        visited=options.visited,
        staff=options.staff,
    )


def _chain(call: Call, store: Store) -> Ticked:
    from data.exchange.encodings import decode
    from data.sampling.chains import text_of, tick_chain

    options = call.options
    if str(options.chain) == standard_input.NAMED:
        text = decode(standard_input.read_input(), standard_input.called())
    else:
        text = text_of(options.chain)
    if not options.yes:
        _refuse_other_day(call, store)
    return store.do(
        tick_chain, options.round, text, compound=options.compound, building=options.building
    )


def _refuse_other_day(call: Call, store: Store) -> None:
    """Refuse a chain of a round that has not begun and is of another day: its sheet would stand
    from now on as it is."""
    from data.testing.queries import round_of
    from models.times import local_date

    view = store.ask(round_of, call.options.round)
    if view.frozen_at is None and view.day != local_date(store.now()).isoformat():
        raise Refused("chain_other_day", no=view.no, day=date.fromisoformat(view.day))


def _close(call: Call) -> int:
    from data.sampling.closing import at_end, close_round
    from models.times import stored

    no = call.options.round
    with call.store() as store:
        found = store.ask(at_end, no, stored(store.now()))
        if rules.asks_to_close(found.ahead) and not call.options.yes:
            raise Refused("close_asks", no=no, people=found.people, doors=found.doors)
        done = store.do(close_round, no, words.request_text)
        now = store.now()
    lines = words.missing_lines(done.missing)
    return call.answer(CLOSED.plain(done, now), [*lines, words.closed(done)])


def _reopen(call: Call) -> int:
    from data.sampling.closing import reopen_round

    with call.store() as store:
        done = store.do(reopen_round, call.options.round)
    told = {"round": done.view.no, "closed_at": done.view.closed_at, "planned": list(done.planned)}
    return call.answer(told, [words.reopened(done)])


# -- missed ----------------------------------------------------------------------------------------


def missed(call: Call) -> int:
    """List who lacks, say what becomes of them, or give the words of the second call."""
    options = call.options
    written = options.settle is not None or options.visit is not None
    if written or options.counts or options.say:
        refuse_table(options)
    with call.store() as store:
        if written:
            _say_of(call, store)
        now = store.now()
        with store.read() as conn:
            if options.counts:
                return _counts(call, conn, now)
            rows = _lacking(call, conn, now)
    if options.say:
        said = [words.second_call(of) for of in words.of_buildings(rows)]
        lines = list(filter(None, said)) or [_("Nobody is to be called again.")]
    else:
        lines = words.all_missing(rows) or [_none_lacks(call)]
    return answer_table(
        call,
        N_("who lacks in a round, second calls"),
        Rows.of(MISSING_COLUMNS, rows, now),
        [MISSING.plain(one, now) for one in rows],
        lambda: [*call_told(call), *lines],
    )


def _none_lacks(call: Call) -> str:
    from data.testing.queries import round_of

    with call.store() as store:
        view = store.ask(round_of, call.options.round)
    if view.frozen_at is None:
        return _("Round {no} has not begun: nobody lacks yet.").format(no=view.no)
    return _("Nobody lacks.")


def _say_of(call: Call, store: Store) -> None:
    from data.sampling import missed as people

    options = call.options
    if options.settle is not None:
        said = store.do(people.settle_people, options.round, *options.settle)
    if options.visit is not None:
        said = store.do(people.visit_at_home, options.round, options.visit)
    call.options.told = words.said_of_people(said)


def call_told(call: Call) -> Sequence[str]:
    """What was said of people by the same command."""
    told: Sequence[str] = getattr(call.options, "told", ())
    return told


def _lacking(call: Call, conn: Reader, now: datetime) -> Sequence[Missing]:
    from data.sampling import queries
    from data.sampling.commands import is_over
    from data.sampling.scope import scope
    from data.testing.queries import round_of
    from models.times import stored

    options = call.options
    view = round_of(conn, options.round)
    part = scope(conn, options.compound, options.building)
    at = stored(now)
    over = is_over(view, at)
    return queries.missing(conn, view, part.buildings, over=over, at=at, due=options.due)


def _counts(call: Call, conn: Reader, now: datetime) -> int:
    from data.sampling import queries
    from data.sampling.scope import scope
    from data.testing.queries import round_of
    from models.sampling.counting import building_counts

    options = call.options
    part = scope(conn, options.compound, options.building)
    view = round_of(conn, options.round)
    found = building_counts(queries.members(conn, view, part.buildings))
    lines = [words.building_line(one) for one in found]
    return call.answer([COUNT.plain(one, now) for one in found], lines)


# -- to settle -------------------------------------------------------------------------------------


def to_settle(call: Call) -> int:
    """List what could not be settled at a table, or settle one of it.

    Raises:
        Refused: `settled_words_missing`.
    """
    from data.sampling import commands, queries

    options = call.options
    if options.no is not None:
        refuse_table(options)
    with call.store() as store:
        now = store.now()
        if options.no is not None:
            if options.words is None:
                raise BadUsage("settled_words_missing", "words")
            done = store.do(commands.settle_doubt, options.no, options.words)
            return call.answer(DOUBT.plain(done, now), [words.doubt_line(done, now)])
        rows = store.ask(queries.doubts, options.round, settled=options.all)
    lines = [words.doubt_line(one, now) for one in rows] or [_("Nothing is to be settled.")]
    told = [DOUBT.plain(one, now) for one in rows]
    return answer_table(call, _TO_SETTLE, Rows.of(DOUBT.columns, rows, now), told, lambda: lines)
