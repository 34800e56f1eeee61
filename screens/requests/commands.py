"""chase, close: a push for requests logged, requests ended, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from data.sql import Reader
from models.chases import ChaseInput, Rung
from models.chases.rules import promise_too_late
from models.chases.rungs import rung_of
from models.chases.silence import tells_of_silence
from models.requests import ClosingInput, Outcome, RequestState
from models.requests.outcomes import outcome_of
from models.text import fold, phone_digits
from models.times import LOCAL, legible, loaded
from models.word_tables import unless_broken
from screens.commands.arguments import add_command, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.listings import bearing
from screens.commands.numbers import positive
from screens.commands.out import say_trouble
from screens.commands.usage import BadUsage
from screens.commands.who import add_by, work_as
from screens.i18n import N_, _
from screens.kit.columns import Failed, readable
from screens.kit.several import left_lines
from screens.requests import end_words, time_words, words
from screens.requests.calling import after_death
from screens.requests.listing import LEFT, PROMISED, REQUEST, Promised

if TYPE_CHECKING:
    from data.store import Store
    from models.directory import Entry
    from models.requests import RequestRow
    from models.several import Several

_CHASES = (
    N_('chase 25 --to "District duty desk" --said "a car at four" --promised 16:00'),
    N_("chase 25 26 --to 12345 --no-answer"),
)
_ENDS = (
    N_('close 25 --outcome met --told "her daughter"'),
    N_("close 26 28 --outcome withdrawn --not-reached"),
)


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    told = N_("log a chase for requests")
    parser = add_command(groups, shared, "chase", chase, told, examples=_CHASES)
    parser.add_argument(
        "nos", type=positive, nargs="+", metavar="NO", help=_("the requests' numbers")
    )
    parser.add_argument("--to", default="", metavar=_("DESK"), help=_("who was asked"))
    parser.add_argument("--said", default="", metavar=_("TEXT"), help=_("what they said"))
    parser.add_argument(
        "--promised", metavar=_("TIME"), help=_("until when they promised it: 15:30")
    )
    parser.add_argument("--no-answer", action="store_true", help=_("nobody answered"))
    rungs = [rung.value for rung in Rung]
    told = with_meanings(
        _("what they are, where the name does not say"),
        rungs,
        lambda rung: words.label(rung, "rung"),
    )
    parser.add_argument("--rung", choices=rungs, metavar="…", help=told)
    add_by(parser)

    told = N_("end requests with their outcome")
    parser = add_command(groups, shared, "close", close, told, examples=_ENDS)
    parser.add_argument(
        "nos", type=positive, nargs="+", metavar="NO", help=_("the requests' numbers")
    )
    outcomes = [outcome.value for outcome in Outcome]
    told = with_meanings(
        _("how it ended"), outcomes, lambda outcome: words.label(outcome, "outcome")
    )
    parser.add_argument("--outcome", default="", metavar="…", help=told)
    reached = parser.add_mutually_exclusive_group()
    reached.add_argument("--told", default="", metavar=_("WHOM"), help=_("who was told of it"))
    reached.add_argument(
        "--not-reached", action="store_true", help=_("nobody yet: an update stays owed")
    )
    add_by(parser)


def chase(call: Call) -> int:
    """Log a push."""
    from data.requests import queries
    from data.requests.chasing import chase_requests

    options = call.options
    if not options.to.strip():
        raise BadUsage("whom_missing", "to")
    with call.store() as store:
        work_as(store, options.by)
        now = store.now()
        with store.read() as conn:
            view = queries.view(conn, options.nos[0])
            until = (
                None
                if options.promised is None
                else read_moment(options.promised, now, "promised_until", coming=True)
            )
            known = _known(conn, options.to, now)
        rung = rung_of(options.to, Rung(view.rung)) if known is None else Rung(known.rung)
        given = ChaseInput(
            options.to if known is None else known.name,
            options.said,
            now,
            Rung(options.rung) if options.rung else rung,
            not (options.no_answer or tells_of_silence(options.said)),
            until,
            None if known is None else known.contact_no,
            person_no=None if known is None else known.person_no,
        )
        done = store.do(chase_requests, _each_once(options.nos), given)
        rows = _rows(store, done.nos)

    def said(row: RequestRow, failed: Failed) -> str:
        return _("Chase {count} of request {no} logged; next {due}.").format(
            count=row.chases, no=row.no, due=readable(time_words.due, failed)(row, now)
        )

    def plain(row: RequestRow, failed: Failed) -> Mapping[str, Any]:
        promised = PROMISED.plain(_promise(row, given), now, failed)
        return REQUEST.plain(row, now, failed) | promised

    many = len(rows) > 1
    more = [line for row in rows for line in _of_promise(_promise(row, given), row, given, many)]
    return _answer(call, done, rows, said, plain, more)


def _promise(row: RequestRow, given: ChaseInput) -> Promised:
    """What is to be said of the promise of a chase that was logged."""
    from models.reading.coming import promise_in

    harm_at = legible(row.harm_at) if row.state == RequestState.OPEN else None
    offered = None
    if given.answered and given.promised_until is None:
        offered = unless_broken(partial(promise_in, given.said, given.at), None)
    return Promised(offered, promise_too_late(harm_at, given.promised_until))


def _of_promise(
    promised: Promised, row: RequestRow, given: ChaseInput, many: bool
) -> Iterator[str]:
    """The same for people, a line each; with its number where it is one of many."""
    from screens.requests.harm_words import Harmed, late_promise

    if promised.too_late and given.promised_until is not None and row.harm_at is not None:
        first = Harmed(loaded(row.harm_at), row.no if many else None)
        yield late_promise(first, given.promised_until, given.at)
    if promised.offered is not None:
        here = promised.offered.astimezone(LOCAL)
        yield _("Promised by {at}? Then undo, and chase {no} --to … --promised {until}").format(
            at=f"{here:%m-%d %H:%M}", until=f"{here:%Y-%m-%dT%H:%M}", no=row.no
        )


def close(call: Call) -> int:
    """End a request."""
    from data.requests.commands import close_requests

    options = call.options
    if not options.outcome.strip():
        raise BadUsage("outcome_missing", "outcome")
    outcome = outcome_of(options.outcome)
    if outcome is None:
        known = ", ".join(one.value for one in Outcome)
        raise BadUsage("outcome_unknown", "outcome", value=options.outcome, known=known)
    if not options.told.strip() and not options.not_reached:
        raise BadUsage("told_missing", "told")
    with call.store() as store:
        work_as(store, options.by)
        now = store.now()
        given = dict.fromkeys(_each_once(options.nos), ClosingInput(outcome, options.told, now))
        done = store.do(close_requests, given)
        rows = _rows(store, done.nos)
        further = after_death(store, done.nos) if outcome is Outcome.DIED else ""

    def said(row: RequestRow, _failed: Failed) -> str:
        if done.done[row.no] is RequestState.CALL_BACK:
            return end_words.to_be_told({row.no: outcome})
        return end_words.closed({row.no: outcome})

    def plain(row: RequestRow, failed: Failed) -> Mapping[str, Any]:
        return REQUEST.plain(row, now, failed)

    return _answer(call, done, rows, said, plain, [further] if further else [])


def _each_once(nos: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(nos))


def _answer(
    call: Call,
    done: Several[Any],
    rows: Sequence[RequestRow],
    said: Callable[[RequestRow, Failed], str],
    plain: Callable[[RequestRow, Failed], Mapping[str, Any]],
    more: Sequence[str],
) -> int:
    """Tell of each request; of those left as they were, and why, on standard error.

    As JSON one request is told as itself, several as what was done and what was left.

    Args:
        said: what is said of a request, as a line.
        plain: a request as JSON.
        more: lines about them all, behind theirs.
    """
    with bearing(call) as failed:
        lines = [*(said(row, failed) for row in rows), *more]
        told = [plain(row, failed) for row in rows]
    if len(_each_once(call.options.nos)) == 1:
        return call.answer(told[0], lines)
    left = [LEFT.plain(one, call.clock.now()) for one in done.left.items()]
    for line in left_lines(done.left.items()):
        say_trouble(line)
    return call.answer({"done": told, "left": left}, lines)


def _known(conn: Reader, to: str, now: datetime) -> Entry | None:
    """Who of the directory is meant by a name or number, when it is exactly one."""
    from data.directory.queries import contacts

    said, number = fold(to), phone_digits(to)
    found = [
        one
        for one in contacts(conn, now)
        if said and (fold(one.name) == said or (number and phone_digits(one.phone) == number))
    ]
    return found[0] if len(found) == 1 else None


def _rows(store: Store, nos: Sequence[int]) -> list[RequestRow]:
    from data.requests import queries

    with store.read() as conn:
        return queries.rows(conn, nos, store.now(), queries.settings(conn))
