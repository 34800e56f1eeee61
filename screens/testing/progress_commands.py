"""testing-progress: how far a round is, and what all rounds and results together tell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from models.testing.pictures import Pictures, Stage
from models.testing.progress import BuildingUntested
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.i18n import N_, _
from screens.kit.values import beside
from screens.testing import progress_words as words
from screens.testing.progress_listing import (
    BUILDING,
    COMPOUND,
    DAY,
    PROGRESS,
    ROUND,
    TUBES,
    Told,
)


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups,
        shared,
        "testing-progress",
        testing_progress,
        N_("the pace of a round by compound, coverage, tubes, positives, who waits for a test"),
    )
    parser.add_argument(
        "no",
        nargs="?",
        type=positive,
        metavar=_("ROUND"),
        help=_("number of the round; the latest that began if not given"),
    )


def testing_progress(call: Call) -> int:
    """Tell how far a round is.

    Raises:
        Refused: `round_not_there`.
    """
    from data.testing.progress import pictures
    from data.testing.tested import register

    with call.store() as store, store.read() as conn:
        now = store.now()
        told = Told(pictures(conn, now, call.options.no), register(conn, now))
    return call.answer(PROGRESS.plain(told, now), _lines(told, now))


def _lines(told: Told, now: datetime) -> Iterator[str]:
    yield from _round(told.pictures, now)
    yield from _part(_("Coverage by round"), ROUND.columns, told.pictures.rounds, now)
    yield ""
    yield words.positives_told(told.pictures.positives)
    if told.pictures.positives.days:
        yield from table(DAY.columns, told.pictures.positives.days, now)
    yield ""
    yield _("Who was not tested for how long")
    yield words.untested_told(told.register.people)
    waiting = [one for one in told.register.buildings if _waits(one)]
    if waiting:
        yield from table(BUILDING.columns, waiting, now)


def _waits(one: BuildingUntested) -> bool:
    return any(one.people.urgency)


def _round(found: Pictures, now: datetime) -> Iterator[str]:
    if found.progress is None:
        yield _("No round yet.")
        return
    yield from words.round_lines(found.progress, now)
    if found.progress.compounds:
        yield from table(COMPOUND.columns, found.progress.compounds, now)
    yield ""
    yield words.tubes_told(found.tubes)
    there = [one for one in found.tubes.counts if one.tubes]
    if there:
        yield from table(TUBES.columns, there, now)
    for trip in found.tubes.overdue:
        yield "⚠ " + words.overdue_trip(trip, now)
    for tube in found.tubes.abnormal:
        yield "⚠ " + beside(words.stage(Stage.ABNORMAL), words.abnormal(tube, now))
    if there:
        yield from ("⚠ " + words.no_tube(one) for one in found.tubes.no_tube if one.is_odd)


def _part(head: str, columns: Any, rows: Sequence[Any], now: datetime) -> Iterator[str]:
    """A table under a heading; nothing where it is empty."""
    if rows:
        yield ""
        yield head
        yield from table(columns, rows, now)
