"""tick, tube, missed, to-settle: sampling at the tables of a round."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.problems import Refused
from models.testing import TubeKind
from screens.commands import standard_input
from screens.commands.argparse_words import Parser
from screens.commands.arguments import add_command, file_name, positive, read_moment
from screens.commands.call import Call, Groups
from screens.i18n import N_, _
from screens.sampling import words
from screens.sampling.listing import CLOSED, COUNT, DOUBT, MISSING, TICKED, TUBE

if TYPE_CHECKING:
    from data.sql import Reader
    from data.store import Store
    from models.sampling import Missing, Put, Ticked

_ACTS = ("add", "move", "void", "full", "result")


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    _add_tick(
        add_command(
            groups, shared, "tick", tick, N_("all called people are sampled but the exceptions")
        )
    )
    _add_tube(add_command(groups, shared, "tube", tube, N_("who is in a tube, and its result")))
    _add_missed(
        add_command(groups, shared, "missed", missed, N_("who lacks in a round, second calls"))
    )
    _add_to_settle(
        add_command(
            groups, shared, "to-settle", to_settle, N_("what could not be settled at a table")
        )
    )


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


def _add_part(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--compound", metavar=_("NAME"), help=_("of one compound"))
    parser.add_argument("--building", metavar=_("NAME"), help=_("of one building"))


def _add_tube(parser: argparse.ArgumentParser) -> None:
    assert isinstance(parser, Parser)
    parser.mixes = True
    parser.add_argument(
        "code", nargs="?", metavar=_("CODE"), help=_("code of the tube; none lists all")
    )
    parser.add_argument(
        "act",
        nargs="?",
        choices=_ACTS,
        metavar=_("ACT"),
        help=_(
            'add "12-203 王芳", move CODE "WHO", void, full, result negative; none shows the tube'
        ),
    )
    parser.add_argument("words", nargs="*", metavar=_("WORDS"), help=_("of the act"))
    parser.add_argument("--round", type=positive, metavar="ROUND", help=_("number of the round"))
    parser.add_argument("--capacity", type=positive, metavar="N", help=_("people it takes"))
    parser.add_argument("--single", action="store_true", help=_("a tube of one person"))
    parser.add_argument("--session", type=positive, metavar="NO", help=_("number of the session"))
    parser.add_argument("--desk", type=positive, metavar="N", help=_("the table, from 1 on"))
    parser.add_argument("--at", metavar=_("TIME"), help=_("when the result was told"))


def _add_missed(parser: argparse.ArgumentParser) -> None:
    _add_round(parser)
    _add_part(parser)
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
    parser.add_argument(
        "no", nargs="?", type=positive, metavar="NO", help=_("number of what is settled")
    )
    parser.add_argument("words", nargs="?", metavar=_("WORDS"), help=_("what became of it"))
    parser.add_argument("--round", type=positive, metavar="ROUND", help=_("of one round"))
    parser.add_argument("--all", action="store_true", help=_("what was settled is among them"))


# -- tick ------------------------------------------------------------------------------------------


def tick(call: Call) -> int:
    """Count people as sampled, or end a round.

    Raises:
        Refused: `tick_text_twice`.
    """
    options = call.options
    if options.chain is not None and options.text is not None:
        raise Refused("tick_text_twice")
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
    return store.do(
        tick_chain, options.round, text, compound=options.compound, building=options.building
    )


def _close(call: Call) -> int:
    from data.sampling.commands import close_round

    with call.store() as store:
        done = store.do(close_round, call.options.round, words.request_text)
        now = store.now()
    lines = [words.missing_line(one) for one in done.missing]
    return call.answer(CLOSED.plain(done, now), [*lines, words.closed(done)])


def _reopen(call: Call) -> int:
    from data.sampling.commands import reopen_round

    with call.store() as store:
        view = store.do(reopen_round, call.options.round)
    told = _("Round {no} goes on.").format(no=view.no)
    return call.answer({"round": view.no, "closed_at": view.closed_at}, [told])


# -- tube ------------------------------------------------------------------------------------------


def tube(call: Call) -> int:
    """Fill a tube, move people, say what became of it; or show one, or all of a round."""
    options = call.options
    refused: Refused | None = None
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            round_no = options.round or _round_now(conn)
        if options.code is None:
            return _list_tubes(call, store, round_no, now)
        try:
            done = _done(call, store, round_no)
        except Refused as why:
            if why.problem.code != "kept_to_settle":
                raise
            refused = why
    if refused is not None:
        call.done.clear()  # what was saved is that it is to be settled, which the refusal says
        raise refused
    return call.answer(TUBE.plain(done, now), words.put(done, gone=options.act == "void"))


def _done(call: Call, store: Store, round_no: int) -> Put:
    options = call.options
    if options.act is not None:
        return _ACT[options.act](call, store, round_no)
    with store.read() as conn:
        return _shown(conn, round_no, options.code)


def _round_now(conn: Reader) -> int:
    """The one round that people are sampled in now.

    Raises:
        Refused: `round_not_named`.
    """
    from data.testing.queries import rounds

    running = [one.no for one in rounds(conn) if one.frozen_at and not one.closed_at]
    if len(running) != 1:
        raise Refused("round_not_named", "round", running=running)
    return running[0]


def _list_tubes(call: Call, store: Store, round_no: int, now: datetime) -> int:
    from data.sampling import queries
    from data.testing.queries import round_of
    from models.sampling import Put

    with store.read() as conn:
        view = round_of(conn, round_no)
        found = [Put(one, tuple(queries.of_tube(conn, one))) for one in queries.tubes(conn, view)]
    lines = [words.tube_title(one.tube) for one in found]
    return call.answer(
        [TUBE.plain(one, now) for one in found], lines or [_("No tubes yet in this round.")]
    )


def _shown(conn: Reader, round_no: int, code: str) -> Put:
    from data.sampling import queries
    from data.sampling.tubes import checked
    from data.testing.queries import round_of
    from models.sampling import Put

    found = queries.tube(conn, round_of(conn, round_no), checked(code))
    return Put(found, tuple(queries.of_tube(conn, found)))


def _add(call: Call, store: Store, round_no: int) -> Put:
    from data.sampling import tubes
    from data.sampling.queue import at_queue

    options = call.options
    text = _words_of(call)
    opening = tubes.Opening(
        options.capacity,
        TubeKind.SINGLE if options.single else None,
        options.session,
        options.desk,
    )
    kept = (round_no, text, tubes.checked(options.code))
    return at_queue(store, kept, tubes.put_into, round_no, options.code, text, opening)


def _words_of(call: Call) -> str:
    """The words of an act, which it cannot be without.

    Raises:
        Refused: `tube_words_missing`.
    """
    options = call.options
    text = " ".join(options.words).strip()
    if not text:
        raise Refused("tube_words_missing", code=options.code, act=options.act)
    return text


def _move(call: Call, store: Store, round_no: int) -> Put:
    """`move T2 "12-203"` moves out of this tube, `move "12-203"` into it, `move T2` all of it."""
    from data.sampling import tubes

    options = call.options
    _words_of(call)
    with store.read() as conn:
        is_code = tubes.code_test(conn, round_no)
    first, *rest = options.words
    if rest and not is_code(first) and is_code(rest[-1]):
        first, rest = rest[-1], [first, *rest[:-1]]
    if is_code(first) or rest:
        return store.do(tubes.move, round_no, options.code, first, " ".join(rest))
    return store.do(tubes.bring, round_no, options.code, first)


def _void(call: Call, store: Store, round_no: int) -> Put:
    from data.sampling import tubes

    return store.do(tubes.void, round_no, call.options.code)


def _full(call: Call, store: Store, round_no: int) -> Put:
    from data.sampling import tubes

    return store.do(tubes.close_tube, round_no, call.options.code)


def _result(call: Call, store: Store, round_no: int) -> Put:
    """Say what a tube came to.

    Raises:
        Refused: `tube_result_unclear`.
    """
    from data.sampling import tubes
    from models.sampling.reading import tube_result

    options = call.options
    said = _words_of(call)
    read = tube_result(said)
    if read is None:
        raise Refused("tube_result_unclear", "words", value=said)
    at = None if options.at is None else read_moment(options.at, store.now(), "at")
    return store.do(tubes.set_result, round_no, options.code, read, at)


_ACT = {"add": _add, "move": _move, "void": _void, "full": _full, "result": _result}


# -- missed ----------------------------------------------------------------------------------------


def missed(call: Call) -> int:
    """List who lacks, say what becomes of them, or give the words of the second call."""
    options = call.options
    with call.store() as store:
        if options.settle is not None or options.visit is not None:
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
        lines = [words.missing_line(one) for one in rows] or [_("Nobody lacks.")]
    return call.answer([MISSING.plain(one, now) for one in rows], [*call_told(call), *lines])


def _say_of(call: Call, store: Store) -> None:
    from data.sampling import commands

    options = call.options
    if options.settle is not None:
        said = store.do(commands.settle_people, options.round, *options.settle)
    if options.visit is not None:
        said = store.do(commands.visit_at_home, options.round, options.visit)
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
    over = options.due or is_over(view, stored(now))
    return queries.missing(conn, view, part.buildings, over=over)


def _counts(call: Call, conn: Reader, now: datetime) -> int:
    from data.sampling import queries
    from data.sampling.scope import scope
    from data.testing.queries import round_of
    from models.sampling.rules import building_counts

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
    with call.store() as store:
        now = store.now()
        if options.no is not None:
            if options.words is None:
                raise Refused("settled_words_missing", "words")
            done = store.do(commands.settle_doubt, options.no, options.words)
            return call.answer(DOUBT.plain(done, now), [words.doubt_line(done, now)])
        rows = store.ask(queries.doubts, options.round, settled=options.all)
    lines = [words.doubt_line(one, now) for one in rows] or [_("Nothing is to be settled.")]
    return call.answer([DOUBT.plain(one, now) for one in rows], lines)
