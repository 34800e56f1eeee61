"""absent, present: somebody falls out or is back, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.absence import AbsenceInput, Offer
from models.hours import telephone_hours
from models.problems import Refused
from models.roster import Place, PresenceInput, Reach
from models.times import local_date
from screens.absence import words
from screens.absence.listing import BACK, HELD, PLAN, Back, Plan
from screens.commands.arguments import add_command, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.out import table
from screens.commands.usage import BadUsage
from screens.commands.who import person_no
from screens.i18n import N_, _
from screens.roster import words as people_words
from screens.sampling import handed_on
from screens.sentences import say

if TYPE_CHECKING:
    pass

_REFUSED = 1
"""The exit status of what is refused, and of a plan that would be."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    told = N_("an absence: what somebody holds and who takes it")
    examples = (
        N_('absent "Stan Rook" --plan'),
        N_('absent "Stan Rook" --place isolated --window 9:00-11:30 --apply'),
    )
    parser = add_command(groups, shared, "absent", absent, told, examples=examples)
    parser.add_argument("who", nargs="+", metavar=_("NAME"), help=_("name or number"))
    parser.add_argument("--since", metavar=_("TIME"), help=_("since when; now if not given"))
    parser.add_argument("--until", metavar=_("TIME"), help=_("until when, where that is sure"))
    parser.add_argument("--back", metavar=_("DAY"), help=_("expected back on this day"))
    places = [place.value for place in Place if place is not Place.ON_SITE]
    where = with_meanings(_("where they are"), places, lambda p: people_words.label(p, "place"))
    parser.add_argument(
        "--place", choices=places, default=Place.ISOLATED.value, metavar="…", help=where
    )
    reaches = [reach.value for reach in Reach]
    reached = with_meanings(
        _("whether a telephone reaches them"), reaches, lambda r: people_words.label(r, "reach")
    )
    parser.add_argument("--reach", choices=reaches, metavar="…", help=reached)
    parser.add_argument(
        "--window",
        metavar=_("HOURS"),
        help=_("hours in which a telephone reaches them: 9:00-11:30"),
    )
    parser.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--plan",
        action="store_true",
        help=_("only show what would happen (the default)"),
    )
    way.add_argument("--apply", action="store_true", help=_("do it, as one step"))

    parser = add_command(
        groups, shared, "present", present, N_("somebody is back: what may be theirs again")
    )
    parser.add_argument("who", metavar=_("NAME"), help=_("name or number"))
    parser.add_argument("--since", metavar=_("TIME"), help=_("since when; now if not given"))
    parser.add_argument(
        "--take",
        metavar=_("NUMBERS"),
        help=_("take back these lines of the offer, as 1,3; or all"),
    )


def absent(call: Call) -> int:
    """Plan or apply an absence."""
    from data.absence import commands as absence_commands
    from data.absence import plans as absence_plans
    from data.duties import queries as duties
    from data.rehearsal import refusal
    from data.sampling.handed_on import left_by

    options = call.options
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            presence = _presence(options, now)
            numbers = tuple(person_no(conn, said) for said in options.who)
            given = AbsenceInput(numbers, presence)
            made = absence_plans.plan(conn, given, now, duties.settings(conn))
        refused = None
        if options.apply:
            store.do(absence_commands.apply_absence, given, made.lines)
        else:
            refused = refusal(store, absence_commands.apply_absence, given, made.lines)
        tables = store.ask(left_by, [line.hold.slot for line in made.lines])
    plan = Plan(made, options.apply, refused, tables)
    status = call.answer(PLAN.plain(plan, now), _planned(plan, now))
    return status if refused is None else _REFUSED


def _presence(options: argparse.Namespace, now: datetime) -> PresenceInput:
    """Where they are, as the options say.

    Raises:
        Refused: `time_unclear`, `reach_window_unclear`.
    """
    until = _moment(options.until, now, "until")
    back = _moment(options.back, now, "expected_back") or until
    start, end = None, None
    if options.window is not None:
        hours = telephone_hours(options.window)
        if hours is None:
            raise BadUsage("reach_window_unclear", "window")
        start, end = hours
    usual = Reach.ANY_TIME if options.window is None else Reach.WINDOW
    return PresenceInput(
        Place(options.place),
        _moment(options.since, now, "since") or now,
        usual if options.reach is None else Reach(options.reach),
        start,
        end,
        until=until,
        expected_back=None if back is None else local_date(back),
        reason=options.reason,
    )


def _moment(said: str | None, now: datetime, field: str) -> datetime | None:
    return None if said is None else read_moment(said, now, field)


def _planned(plan: Plan, now: datetime) -> Iterator[str]:
    made, applied, refused, _tables_left = plan
    yield f"{words.names(made)}  {words.given(made.given.presence, now)}"
    planned = words.later(made.later, made.given.presence, now)
    if planned:
        yield planned
    yield words.counted(made.lines)
    yield from table(HELD.columns, made.lines, now)
    for one in plan.tables:
        yield from handed_on.lines(one, now)
    if made.met:
        yield words.met_title(made.contact_days)
        yield from ("  " + words.met_line(one, now, masked=False) for one in made.met)
    if applied:
        yield _("Done; undo takes all of it back.")
    elif refused is not None:
        yield "✗ " + _("--apply would be refused: {why}").format(why=say(refused))
    else:
        yield _("Nothing was written; --apply does it.")


def present(call: Call) -> int:
    """Record that somebody is back, and what they take again."""
    from data.absence import commands as absence_commands
    from data.absence import queries as absence
    from data.roster import queries as roster

    options = call.options
    with call.store() as store:
        now = store.now()
        since = _moment(options.since, now, "since") or now
        with store.read() as conn:
            no = person_no(conn, options.who)
            view = roster.person(conn, no)
            offered = absence.offers(conn, no, max(since, now))
            (before,) = absence.falling(conn, [no], max(since, now))
        assert view is not None
        taken = _taken(options.take, offered)
        keys = [offer.standin_id for offer in taken]
        came = store.do(absence_commands.bring_back, no, since, keys)
        # Now that they are here, other things may stand against the rest.
        left = store.ask(absence.offers, no, max(since, now))
    told = Back(no, view.name, since, offered, taken)
    if before.known or taken:
        first = words.back(view.name, len(taken), came.later, now)
    else:
        first = _("{name} is here already.").format(name=view.name)
    return call.answer(BACK.plain(told, now), (first, *_left(left, now)))


def _left(left: Sequence[Offer], now: datetime) -> Iterator[str]:
    """What somebody who is back may take yet, by the numbers that another `--take` knows."""
    if left:
        yield _("This was theirs; --take NUMBERS gives it back:")
        for at, offer in enumerate(left, 1):
            yield f"{at:>3}  {words.offer(offer, now, masked=False)}"


def _taken(said: str | None, offered: list[Offer]) -> list[Offer]:
    """The offers meant by `1,3` or `all`."""
    if said is None:
        return []
    if said.strip().lower() in ("all", "全部"):
        return [offer for offer in offered if offer.problem is None]
    found = []
    for part in said.replace("，", ",").split(","):
        text = part.strip()
        if not text.isdecimal():
            raise BadUsage("offer_line_unknown", "take", value=text, count=len(offered))
        if not 1 <= int(text) <= len(offered):
            raise Refused("offer_line_unknown", "take", value=text, count=len(offered))
        found.append(offered[int(text) - 1])
    return found
