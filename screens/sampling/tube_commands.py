"""tube: who is put into a tube, moved, sampled again; what it came to."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.problems import Refused
from models.testing import TubeKind
from screens.commands.argparse_words import Parser
from screens.commands.arguments import read_moment
from screens.commands.call import Call
from screens.commands.named import ROUND
from screens.commands.numbers import positive
from screens.commands.usage import BadUsage
from screens.i18n import _
from screens.sampling import words
from screens.sampling.listing import TUBE

if TYPE_CHECKING:
    from data.sql import Reader
    from data.store import Store
    from models.sampling import Put
    from models.sampling.reading import Outcome

_SHOWN = 6
"""Rounds that are named where one of several may be meant."""

_ACTS = ("add", "move", "void", "full", "result")


class _Words(argparse.Action):
    """Codes in front of an act, and its words behind it: how many codes there are tells the act."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        words = list(values) if isinstance(values, list) else []
        at = next((n for n, word in enumerate(words) if n and word in _ACTS), None)
        if at is None and len(words) > 1:
            wrong = _("invalid choice: %(value)r (choose from %(choices)s)")
            raise argparse.ArgumentError(
                None, wrong % {"value": words[1], "choices": ", ".join(_ACTS)}
            )
        namespace.codes = words[:at]
        namespace.act = None if at is None else words[at]
        namespace.words = [] if at is None else words[at + 1 :]


def add_tube(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tube`."""
    assert isinstance(parser, Parser)
    parser.mixes = True
    parser.add_argument(
        "codes",
        nargs="*",
        action=_Words,
        metavar=_("CODE"),
        help=_("code of the tube, of several for a result; none lists all"),
    )
    parser.add_argument(
        "shown_act",
        nargs="?",
        metavar=_("ACT"),
        help=_(
            'add "12-203 Ann Wood", move CODE "WHO", void, full, result negative; none shows it'
        ),
    )
    parser.add_argument("shown_words", nargs="*", metavar=_("WORDS"), help=_("of the act"))
    parser.add_argument("--round", type=ROUND, metavar="ROUND", help=_("number of the round"))
    parser.add_argument("--capacity", type=positive, metavar="N", help=_("people it takes"))
    parser.add_argument("--single", action="store_true", help=_("a tube of one person"))
    parser.add_argument("--session", type=positive, metavar="NO", help=_("number of the session"))
    parser.add_argument("--desk", type=positive, metavar="N", help=_("the table, from 1 on"))
    parser.add_argument(
        "--rest",
        metavar=_("RESULT"),
        help=_("what all the other tubes came to that left with these, or that wait"),
    )
    parser.add_argument("--at", metavar=_("TIME"), help=_("when the result was told"))
    parser.add_argument(
        "--corrects",
        metavar=_("WHO"),
        help=_("who of the laboratory says, and why, that the tube was abnormal by mistake"),
    )


def tube(call: Call) -> int:
    """Fill a tube, move people, say what became of it; or show one, or all of a round.

    Raises:
        Refused: `tube_one_at_a_time` where several are named of which an act takes one.
    """
    options = call.options
    options.code = options.codes[0] if options.codes else None
    if options.rest is not None or (len(options.codes) > 1 and options.act == "result"):
        return _results(call)
    if len(options.codes) > 1:
        raise BadUsage("tube_one_at_a_time", "codes", act=options.act)
    if options.act in ("add", "move", "result"):
        said = _words_of(call)
        if options.act == "result":
            _outcome(said)
    refused: Refused | None = None
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            is_there = options.act in (None, "result", "void")
            round_no = options.round or _round_now(conn, options.codes if is_there else ())
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


def _round_now(conn: Reader, codes: Sequence[str] = ()) -> int:
    """The round that is meant where none is named: the one that people are sampled in now; else
    the only one that has all these tubes.

    Raises:
        Refused: `round_not_named` where it may be one of several, `tube_in_rounds` where several
            have a tube, `round_none_begun` where none is under way, `round_none` where there is
            none.
    """
    from data.testing.queries import rounds

    known = rounds(conn)
    running = [one.no for one in known if one.frozen_at and not one.closed_at]
    having = _rounds_with(conn, codes)
    if running and having and (both := [no for no in running if no in having]):
        having = both
    if len(having) == 1:
        return having[0]
    if len(running) == 1:
        return running[0]
    if len(having) > 1:
        raise Refused("tube_in_rounds", "round", code=codes[0], rounds=having)
    if running:
        raise Refused("round_not_named", "round", running=running, first=running[0])
    if not known:
        raise Refused("round_none", "round")
    first = next((one.no for one in known if one.frozen_at), known[0].no)
    named = [one.no for one in known]
    raise Refused("round_none_begun", "round", rounds=named[:_SHOWN], first=first)


def _rounds_with(conn: Reader, codes: Sequence[str]) -> list[int]:
    """The rounds that have all of some tubes."""
    from data.sampling.queries import rounds_with
    from models.sampling.codes import tube_code

    found = [rounds_with(conn, tube_code(code)) for code in codes]
    return [no for no in found[0] if all(no in others for others in found)] if found else []


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
        raise BadUsage("tube_words_missing", code=options.code, act=options.act)
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

    said, at = _outcome(_words_of(call)), _told_at(call, store)
    corrects = call.options.corrects
    return store.do(
        tube_results.set_result, round_no, call.options.code, said, at, corrects=corrects
    )


def _results(call: Call) -> int:
    """Say what several tubes came to, or all the others.

    Raises:
        Refused: `tube_result_unclear`, `rest_of_act` where another act is said with it.
    """
    from data.sampling import outcomes, queries
    from models.sampling import Put

    options = call.options
    if options.codes and options.act != "result":
        raise BadUsage("rest_of_act", "rest")
    if options.corrects is not None:
        raise BadUsage("tube_one_at_a_time", "codes", act="result")
    rest = None if options.rest is None else _outcome(options.rest)
    said = _outcome(_words_of(call)) if options.codes or rest is None else rest
    with call.store() as store:
        with store.read() as conn:
            round_no = options.round or _round_now(conn, options.codes)
        at = _told_at(call, store)
        done = store.do(outcomes.set_results, round_no, options.codes, said, at, rest=rest)
        now = store.now()
        with store.read() as conn:
            given = (*done.tubes, *done.rest)
            found = [Put(one, tuple(queries.inside(conn, one))) for one in given]
    return call.answer([TUBE.plain(one, now) for one in found], words.outcomes(done))


def _outcome(said: str) -> Outcome:
    from models.sampling.reading import tube_result

    read = tube_result(said)
    if read is None:
        raise BadUsage("tube_result_unclear", "words", value=said)
    return read


def _told_at(call: Call, store: Store) -> datetime | None:
    said = call.options.at
    return None if said is None else read_moment(said, store.now(), "at")


_ACT = {"add": _add, "move": _move, "void": _void, "full": _full, "result": _result}
