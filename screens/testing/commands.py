"""round, round new, round show: rounds of tests planned by rule, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize

from data.sql import Reader
from models.households.marks import mark_of
from models.problems import Refused
from models.testing import SAMPLED, RoundInput, RoundWish
from models.testing.rules import LONGEST, POOLS
from models.text import all_text
from models.times import day_start, read_clock
from screens.commands.arguments import acts_behind, add_command, day_text, read_day, read_moment
from screens.commands.call import Call, Groups
from screens.commands.named import COMPOUND, MARK
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table, refuse_table
from screens.commands.usage import BadUsage, reading
from screens.i18n import N_, _
from screens.kit.values import headed, joined
from screens.sentences import say
from screens.testing import progress_commands, words
from screens.testing.due import TITLE, add_options, due
from screens.testing.round_listing import (
    ROUND,
    ROUND_LINE,
    SESSION,
    RoundTold,
    plan_told,
    round_told,
)

if TYPE_CHECKING:
    from models.testing import RoundPlan


_ROUNDS = N_("rounds of tests; new plans one by rule, show tells one")
_ROUND = N_("a round with its sessions and batches")


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(groups, shared, "round", list_rounds, _ROUNDS)
    add_table_options(parser)
    add = acts_behind(parser, shared)
    new_one = N_("plan a round by rule and keep it: sessions, batches, people needed")
    _add_new(add("new", new, new_one))
    parser = add("show", show, _ROUND)
    add_table_options(parser, behind=True)
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the round"))
    add_options(add("due", due, TITLE))
    progress_commands.add_to(groups, shared)


def _add_new(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--day", type=day_text, required=True, metavar=_("DAY"), help=_("on which day"))
    add(
        "--kind",
        choices=SAMPLED,
        required=True,
        metavar="…",
        help=_("what is taken: pooled, household (one tube each), single, antigen"),
    )
    pooled = _("people a pooled tube: 5, 10 or 20")
    add("--pool", type=positive, choices=POOLS, metavar="N", help=pooled)
    _add_many(
        parser, "--compound", _("NAME"), _("for one compound; all where none is named"), COMPOUND
    )
    _add_many(parser, "--building", _("BUILDING"), _("for one building alone: 3, 43-21, Blossom 3"))
    _add_many(parser, "--mark", _("MARK"), _("for who bears it alone"), MARK)
    add("--from", dest="begins", required=True, metavar=_("TIME"), help=_("calling from: 06:00"))
    add("--to", dest="ends", required=True, metavar=_("TIME"), help=_("calling until: 14:00"))
    add(
        "--desks",
        type=positive,
        metavar="N",
        help=_("desks in all; as many as it takes if not given"),
    )
    add("--team", default="", metavar=_("TEXT"), help=_("the medical team that comes"))
    add("--team-at", metavar=_("TIME"), help=_("when the team arrives"))
    add(
        "--materials",
        nargs=2,
        action="append",
        default=[],
        metavar=(_("GOODS"), "N"),
        help=_("goods that go out of stock for it"),
    )
    add("--name", default="", metavar=_("TEXT"), help=_("what the round is called"))
    add("--note", default="", metavar=_("TEXT"), help=_("a note"))
    add("--plan", action="store_true", help=_("only show what would be planned"))


def _add_many(
    parser: argparse.ArgumentParser,
    flag: str,
    metavar: str,
    told: str,
    named: Callable[[str], str] = all_text,
) -> None:
    told = f"{told}; {_('may be given several times')}"
    parser.add_argument(flag, action="append", default=[], type=named, metavar=metavar, help=told)


# -- what is wished --------------------------------------------------------------------------------


def wish_of(conn: Reader, options: argparse.Namespace, now: datetime) -> RoundWish:
    """What a whole round is to be.

    Raises:
        Refused: `time_unclear`; as `data.testing.planning.find_compounds` and `find_buildings`;
            `mark_nobody_has`, `stock_unknown`.
    """
    from data.call_down.plans import marks_in_use
    from data.testing import planning

    on = read_day(options.day, now)
    compounds = planning.find_compounds(conn, options.compound)
    buildings: tuple[str, ...] = ()
    if options.building:
        buildings, compounds = planning.find_buildings(conn, options.building, compounds)
    given = round_of(options, on)
    in_use = marks_in_use(conn) if given.marks else ()
    unknown = next((mark for mark in given.marks if mark not in in_use), None)
    if unknown is not None:
        raise Refused("mark_nobody_has", "marks", mark=unknown, marks=joined(in_use))
    return RoundWish(given, compounds, buildings, options.desks, _materials(conn, options, now))


def round_of(options: argparse.Namespace, on: date) -> RoundInput:
    """The round itself, on a day."""
    sampled = SAMPLED[options.kind]
    near = day_start(on).replace(hour=12)
    team_at = options.team_at
    starts, ends = window(options.begins, options.ends, near)
    return RoundInput(
        options.name.strip() or words.round_name(*sampled, on),
        sampled.kind,
        on,
        sampled.pool_size(options.pool),
        options.note,
        sampled.tube_kind,
        starts,
        ends,
        tuple(dict.fromkeys(mark_of(said) or said for said in options.mark)),
        options.team,
        None if team_at is None else read_moment(_hour(team_at), near, "team_at"),
    )


def window(begins: str, ends: str, near: datetime) -> tuple[datetime, datetime]:
    """From when until when a round calls: a bare time is of its day, an end before the beginning
    of the night behind it, as long as that is no longer than a round may be.

    Raises:
        BadUsage: `time_unclear`, `window_turned`.
    """
    starts = read_moment(_hour(begins), near, "starts_at")
    until = read_moment(_hour(ends), near, "ends_at")
    night = until + timedelta(days=1)
    is_bare = read_clock(_hour(ends)) is not None
    if is_bare and until <= starts and night - starts <= LONGEST:
        return starts, night
    if until <= starts:
        raise BadUsage("window_turned", "ends_at")
    return starts, until


def _hour(said: str) -> str:
    """A time as it is read: `7` is seven o'clock where nothing but times is asked for."""
    hour = normalize("NFKC", said).strip()
    return f"{hour}:00" if hour.isdecimal() and len(hour) < 3 else said


def _materials(conn: Reader, options: argparse.Namespace, now: datetime) -> dict[int, int]:
    from data.stock import queries as stock
    from models.stock import rules

    found: dict[int, int] = {}
    for goods, said in options.materials:
        with reading():
            quantity, _unit = rules.read_quantity(said, goods=goods)
        row = stock.called(conn, goods, now)
        found[row.no] = found.get(row.no, 0) + quantity
    return found


# -- commands --------------------------------------------------------------------------------------


def new(call: Call) -> int:
    """Plan a round, and keep it unless it is only to be shown."""
    from data.testing import planning, rounds

    options = call.options
    refuse_table(options)
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            wish = wish_of(conn, options, now)
            if options.plan:
                told = plan_told(conn, planning.plan_round(conn, wish, now))
        if not options.plan:
            no, plan = store.do(rounds.plan_and_add, wish)
            told = _with_warnings(store.ask(round_told, no, store.now()), plan)
    return call.answer(ROUND.plain(told, now), _lines(told, now))


def _with_warnings(told: RoundTold, plan: RoundPlan) -> RoundTold:
    """A round that was just kept, with what its plan warned of."""
    sessions = [
        one._replace(warnings=planned.problems)
        for one, planned in zip(told.sessions, plan.sessions, strict=True)
    ]
    return told._replace(
        sessions=sessions, warnings=plan.problems, desks=plan.desks, materials=plan.materials
    )


def show(call: Call) -> int:
    """Tell a round with its sessions and batches."""
    with call.store() as store:
        now = store.now()
        told = store.ask(round_told, call.options.no, store.now())
    rows, value = Rows.of(SESSION.columns, told.sessions, now), ROUND.plain(told, now)
    return answer_table(call, _ROUND, rows, value, lambda: _lines(told, now, batches=True))


def list_rounds(call: Call) -> int:
    """List all rounds, the latest first."""
    from data.testing import queries

    with call.store() as store:
        now = store.now()
        found = store.ask(queries.rounds)
    lines = list(table(ROUND_LINE.columns, found, now)) or [
        _("No rounds yet; round new plans one.")
    ]
    rows, value = (
        Rows.of(ROUND_LINE.columns, found, now),
        [ROUND_LINE.plain(one, now) for one in found],
    )
    return answer_table(call, _ROUNDS, rows, value, lambda: lines)


def _lines(told: RoundTold, now: datetime, *, batches: bool = False) -> Iterator[str]:
    yield words.round_in_brief(told.view, told.people, told.desks)
    yield from table(SESSION.columns, told.sessions, now)
    for one in told.sessions if batches else ():
        yield one.place
        on = date.fromisoformat(told.view.day)
        yield from (f"  {words.batch(row, on)}" for row in one.batches)
    if told.materials:
        yield words.takes(told.materials)
    yield from (f"⚠ {say(one)}" for one in told.warnings)
    for session in told.sessions:
        yield from (f"⚠ {headed(session.place, say(one))}" for one in session.warnings)
    if told.no is None:
        yield _("Nothing was written.")
    elif not batches:
        yield words.round_kept(told.no, len(told.sessions))
