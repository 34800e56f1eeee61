"""round due: which tests are due on which days, by the dated rules; and in a line for the place."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, timedelta

from models.testing.days import DueTest, Zone, due_on
from models.word_tables import unless_broken
from screens.commands.arguments import add_day, day_text, read_day
from screens.commands.call import Call
from screens.commands.listing import Field, Record
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.i18n import N_, Labels, _
from screens.kit.columns import Column
from screens.kit.times import day
from screens.kit.values import beside, headed, joined
from screens.testing import words

TITLE = N_("which tests are due on which days")

_AHEAD = 14
"""Days looked ahead: as long as a zone is counted."""

zone = Labels(
    {
        Zone.LOCKDOWN: N_("lockdown zone"),
        Zone.CONTROLLED: N_("controlled zone"),
        Zone.PRECAUTIONARY: N_("precautionary zone"),
    }
)
"""How a place is closed."""


def _whom(one: DueTest) -> str:
    """Who is tested: the whole city, a zone on its day, or only where somebody was positive."""
    if one.zone is not None:
        return _("{zone}, day {no}").format(zone=zone(one.zone), no=one.day_no)
    return _("only where positives were found") if one.if_positive else _("the whole city")


DUE: Record[DueTest] = Record(
    "test that is due",
    "`round due`",
    (
        Field(
            "day",
            value=lambda r, _n: r.day.isoformat(),
            column=Column("", N_("day"), lambda r, v: day(r.day.isoformat(), v.now)),
        ),
        Field(
            "kind",
            "`pcr` or `antigen`",
            column=Column("", N_("kind"), lambda r, _v: words.kind(r.kind)),
        ),
        Field(
            "zone",
            "code of the zone it is due in; null for the whole city",
            column=Column("", N_("who is tested"), lambda r, _v: _whom(r)),
        ),
        Field("day_no", "which day of the zone that is, the day it was closed being 1"),
        Field("if_positive", "whether it is only for places where somebody was found positive"),
        Field(
            "source",
            "who published that",
            column=Column("", N_("source"), lambda r, _v: r.source),
        ),
    ),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what `due` asks."""
    add_table_options(parser, behind=True)
    add_day(parser, N_("from this day on; today, where none is said"))
    parser.add_argument(
        "--zone",
        choices=[one.value for one in Zone],
        metavar="…",
        help=_("how a place is closed: lockdown, controlled, precautionary"),
    )
    parser.add_argument(
        "--since", type=day_text, metavar=_("DAY"), help=_("the day it was closed; else that day")
    )


def due(call: Call) -> int:
    """Tell which tests are due in the next two weeks."""
    options, now = call.options, call.clock.now()
    begins = read_day(options.day or "today", now)
    since = begins if options.since is None else read_day(options.since, now)
    closed = None if options.zone is None else Zone(options.zone)
    found = _coming(begins, closed, since)
    lines = list(table(DUE.columns, found, now)) or [_("No test is due in these two weeks.")]
    value = [DUE.plain(one, now) for one in found]
    return answer_table(call, TITLE, Rows.of(DUE.columns, found, now), value, lambda: lines)


def _coming(begins: date, closed: Zone | None, since: date) -> Sequence[DueTest]:
    days = (begins + timedelta(days=n) for n in range(_AHEAD))
    return [one for on in days for one in due_on(on, closed, since)]


def due_words(on: date) -> str:
    """What the whole city is tested for on a day, in a line; empty for nothing."""
    found = unless_broken(lambda: due_on(on), ())
    if not found:
        return ""
    told = (
        beside(words.kind(one.kind), _whom(one) if one.if_positive else "", gap=" ")
        for one in found
    )
    return headed(_("Due on this day"), joined(told))
