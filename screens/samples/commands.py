"""samples send, arrived, chase, done: tubes on their way to a laboratory, by commands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.chases import ChaseInput, Rung
from models.chases.rungs import rung_of
from models.chases.silence import tells_of_silence
from models.samples import TripInput
from models.samples.rules import MOST_TUBES
from screens.commands.arguments import acts_behind, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.numbers import positive
from screens.i18n import N_, _
from screens.samples import words
from screens.samples.listing import LISTING, SAMPLES

if TYPE_CHECKING:
    from data.sql import Reader


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands behind the listing of trips."""
    add = acts_behind(groups.choices[LISTING.name], shared)
    _add_send(add("send", send, N_("samples leave for a laboratory")))
    parser = add("arrived", arrived, N_("they are at the laboratory"))
    _add_no(parser)
    _add_at(parser)
    _add_chase(add("chase", chase, N_("somebody was asked for their results")))
    parser = add("done", done, N_("all their results are in"))
    _add_no(parser)
    _add_at(parser)


def _add_no(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of what left"))


def _add_at(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", metavar=_("TIME"), help=_("when, where that is not now"))


def _add_send(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--round",
        type=positive,
        required=True,
        metavar=_("NO"),
        help=_("number of the round they are of"),
    )
    parser.add_argument(
        "--session", type=positive, metavar=_("NO"), help=_("the session they were taken at")
    )
    parser.add_argument(
        "--lab", default="", metavar=_("NAME"), help=_("the laboratory; else where the last went")
    )
    parser.add_argument(
        "--by",
        default="",
        metavar=_("WHO"),
        help=_("who takes them: a name of the roster, or words; else who does that at the session"),
    )
    parser.add_argument(
        "--tubes",
        nargs="+",
        action="extend",
        default=[],
        metavar="N",
        help=_("how many, or the codes of the tubes; else all that are still here"),
    )
    _add_at(parser)
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("a note"))


def _add_chase(parser: argparse.ArgumentParser) -> None:
    _add_no(parser)
    parser.add_argument("said", metavar=_("TEXT"), help=_("what they said"))
    parser.add_argument(
        "--to", default="", metavar=_("DESK"), help=_("who was asked; else the laboratory")
    )
    parser.add_argument(
        "--promised", metavar=_("TIME"), help=_("until when they promised it: 15:30")
    )
    parser.add_argument("--no-answer", action="store_true", help=_("nobody answered"))
    rungs = [rung.value for rung in Rung]
    meant = with_meanings(_("what they are, where the name does not say"), rungs, words.rung)
    parser.add_argument("--rung", choices=rungs, metavar="…", help=meant)


# -- acts ------------------------------------------------------------------------------------------


def send(call: Call) -> int:
    """Samples leave."""
    from data.samples import commands

    options = call.options
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            many, codes = _tubes(conn, options.round, options.tubes)
        row = store.do(
            commands.send_samples,
            TripInput(
                options.round,
                options.session,
                options.lab,
                options.by,
                many,
                codes,
                _at(options.at, now),
                options.note,
            ),
        )
    return call.answer(SAMPLES.plain(row, now), [words.sent(row, now)])


def _tubes(conn: Reader, round_no: int, said: Sequence[str]) -> tuple[int | None, tuple[str, ...]]:
    """How many tubes are said to go, or which: a number alone that no tube has for its code is how
    many they are."""
    from data.samples.queries import tubes

    if len(said) == 1 and said[0].isascii() and said[0].isdecimal():
        known = {one.code for one in tubes(conn, round_no)}
        if said[0] not in known and len(said[0]) <= len(str(MOST_TUBES)):
            return int(said[0]), ()
    return None, tuple(said)


def _at(said: str | None, now: datetime) -> datetime | None:
    return None if said is None else read_moment(said, now, "at")


def arrived(call: Call) -> int:
    """Samples are at their laboratory."""
    from data.samples import commands

    options = call.options
    with call.store() as store:
        now = store.now()
        row = store.do(commands.samples_arrived, options.no, _at(options.at, now))
    return call.answer(SAMPLES.plain(row, now), [words.arrived(row, now)])


def chase(call: Call) -> int:
    """Log that somebody was asked for results."""
    from data.samples import commands, queries

    options = call.options
    with call.store() as store:
        now = store.now()
        was = store.ask(queries.trip, options.no)
        to = options.to.strip() or was.laboratory
        until = None
        if options.promised is not None:
            until = read_moment(options.promised, now, "promised_until", coming=True)
        given = ChaseInput(
            to,
            options.said,
            now,
            Rung(options.rung) if options.rung else rung_of(to, Rung(was.rung)),
            not (options.no_answer or tells_of_silence(options.said)),
            until,
        )
        row = store.do(commands.chase_results, options.no, given)
    return call.answer(SAMPLES.plain(row, now), [words.asked(row, now)])


def done(call: Call) -> int:
    """All results are in."""
    from data.samples import commands

    options = call.options
    with call.store() as store:
        now = store.now()
        several = store.do(commands.end_trips, [options.no], _at(options.at, now))
    rows = list(several.done.values())
    return call.answer(SAMPLES.plain(rows[0], now), [words.done(rows)])
