"""tube: who is put into a tube, moved, sampled again; what it came to."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from models.problems import Refused
from models.testing import TubeKind
from screens.commands.argparse_words import Parser
from screens.commands.arguments import positive, read_moment
from screens.commands.call import Call
from screens.i18n import _
from screens.sampling import words
from screens.sampling.listing import TUBE

if TYPE_CHECKING:
    from data.sql import Reader
    from data.store import Store
    from models.sampling import Put

_SHOWN = 6
"""Rounds that are named where one of several may be meant."""

_ACTS = ("add", "move", "void", "full", "result")


def add_tube(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tube`."""
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
    parser.add_argument(
        "--corrects",
        metavar=_("WHO"),
        help=_("who of the laboratory says, and why, that the tube was abnormal by mistake"),
    )


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
        Refused: `round_not_named` where it may be one of several, `round_none_begun` where none
            has begun, `round_none` where there is none.
    """
    from data.testing.queries import rounds

    known = [one for one in rounds(conn) if not one.closed_at] or rounds(conn)
    running = [one.no for one in known if one.frozen_at and not one.closed_at]
    if len(running) == 1:
        return running[0]
    if running:
        raise Refused("round_not_named", "round", running=running, first=running[0])
    if not known:
        raise Refused("round_none", "round")
    named = [one.no for one in known]
    raise Refused("round_none_begun", "round", rounds=named[:_SHOWN], first=named[0])


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
    from data.sampling.filling import checked
    from data.testing.queries import round_of
    from models.sampling import Put

    found = queries.tube(conn, round_of(conn, round_no), checked(code))
    return Put(found, tuple(queries.of_tube(conn, found)))


def _add(call: Call, store: Store, round_no: int) -> Put:
    from data.sampling import filling, tubes
    from data.sampling.queue import at_queue

    options = call.options
    text = _words_of(call)
    opening = filling.Opening(
        options.capacity,
        TubeKind.SINGLE if options.single else None,
        options.session,
        options.desk,
    )
    kept = (round_no, text, filling.checked(options.code))
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
    from data.sampling import tube_results
    from models.sampling.reading import tube_result

    options = call.options
    said = _words_of(call)
    read = tube_result(said)
    if read is None:
        raise Refused("tube_result_unclear", "words", value=said)
    at = None if options.at is None else read_moment(options.at, store.now(), "at")
    corrects = options.corrects
    return store.do(tube_results.set_result, round_no, options.code, read, at, corrects=corrects)


_ACT = {"add": _add, "move": _move, "void": _void, "full": _full, "result": _result}
