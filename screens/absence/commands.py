"""absent, present: somebody falls out or is back, from the command line."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from models.absence import AbsenceInput, AbsencePlan, Line, Offer
from models.problems import Refused
from models.roster import ABSENT_PLACES, Place, PresenceInput, Reach
from models.times import iso, local_date, parse_moment
from screens.absence import words
from screens.commands.arguments import add_command, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_table
from screens.commands.who import person_no
from screens.i18n import N_, _
from screens.roster import words as people_words
from screens.sentences import say


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    told = N_("somebody falls out: what they hold and who takes it")
    parser = add_command(groups, shared, "absent", absent, told)
    parser.add_argument("who", nargs="+", metavar=_("NAME"), help=_("name or number"))
    parser.add_argument("--since", metavar=_("TIME"), help=_("since when; now if not given"))
    parser.add_argument("--until", metavar=_("TIME"), help=_("until when, where that is sure"))
    parser.add_argument("--back", metavar=_("DAY"), help=_("expected back on this day"))
    places = sorted(place.value for place in ABSENT_PLACES)
    where = with_meanings(_("where they are"), places, lambda p: people_words.label(p, "place"))
    parser.add_argument(
        "--place", choices=places, default=Place.ISOLATED.value, metavar="…", help=where
    )
    reaches = [reach.value for reach in Reach if reach is not Reach.WINDOW]
    reached = with_meanings(
        _("whether a telephone reaches them"), reaches, lambda r: people_words.label(r, "reach")
    )
    parser.add_argument(
        "--reach", choices=reaches, default=Reach.ANY_TIME.value, metavar="…", help=reached
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
        groups, shared, "present", present, N_("somebody is back: what may be hers again")
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

    options = call.options
    with call.store() as store:
        now = store.now()
        since = _moment(options.since, now, "since") or now
        until = _moment(options.until, now, "until")
        back = _moment(options.back, now, "expected_back") or until
        presence = PresenceInput(
            Place(options.place),
            since,
            Reach(options.reach),
            until=until,
            expected_back=None if back is None else local_date(back),
            reason=options.reason,
        )
        with store.read() as conn:
            numbers = tuple(person_no(conn, said) for said in options.who)
            given = AbsenceInput(numbers, presence)
            made = absence_plans.plan(conn, given, now, duties.settings(conn))
        if options.apply:
            store.do(absence_commands.apply_absence, given, made.lines)
    if call.json:
        say_json(_plan(made, applied=bool(options.apply)))
        return 0
    _tell(made, now)
    if options.apply:
        say_line(_("Done; undo takes all of it back."))
    else:
        say_line(_("Nothing was written; --apply does it."))
    return 0


def _moment(said: str | None, now: datetime, field: str) -> datetime | None:
    if said is None:
        return None
    try:
        return parse_moment(said, now)
    except (ValueError, OverflowError) as error:
        raise Refused("time_unclear", field, value=said) from error


def _plan(made: AbsencePlan, *, applied: bool) -> dict[str, Any]:
    presence = made.given.presence
    return {
        "people": [{"no": one.no, "name": one.name, "post": one.post} for one in made.people],
        "place": presence.place.value,
        "reach": presence.reach.value,
        "since": iso(presence.since),
        "until": None if presence.until is None else iso(presence.until),
        "expected_back": presence.expected_back and presence.expected_back.isoformat(),
        "applied": applied,
        "holds": [_line(line) for line in made.lines],
        "uncovered": [_line(line) for line in made.uncovered],
        "contacts": [
            {
                "no": one.no,
                "name": one.name,
                "kind": one.kind,
                "phone": one.phone,
                "times": one.times,
                "last": one.last,
                "where": one.where,
            }
            for one in made.met
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    hold, slot = line.hold, line.hold.slot
    return {
        "what": hold.what.value if slot is None else slot.work.value,
        "role": None if slot is None else slot.role.value,
        "ref": hold.no,
        "holder": hold.person,
        "where": hold.where,
        "about": hold.about,
        "from": None if slot is None else iso(slot.starts),
        "to": None if slot is None else iso(slot.ends),
        "successor": line.name or None,
        "successor_no": line.successor,
        "reason": words.why(line.reason),
    }


def _tell(made: AbsencePlan, now: datetime) -> None:
    say_line(f"{words.names(made)}  {words.given(made.given.presence, now)}")
    say_line(words.counted(made, made.lines))
    if made.lines:
        heads = (_("who"), _("when"), _("what"), _("where"), _("successor"), _("why"))
        say_table(
            heads,
            [
                (
                    line.hold.person,
                    words.when(line.hold, now),
                    words.what(line.hold),
                    words.about(line.hold, masked=False),
                    words.successor(line),
                    words.why(line.reason),
                )
                for line in made.lines
            ],
        )
    if made.met:
        say_line(_("Shared work these days: test them first"))
        for one in made.met:
            say_line("  " + words.met_line(one, now, masked=False))


def present(call: Call) -> int:
    """Record that somebody is back, and what she takes again."""
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
        store.do(absence_commands.bring_back, no, since, [offer.standin_id for offer in taken])
        left = [offer for offer in offered if offer not in taken]
    if call.json:
        say_json(
            {
                "no": no,
                "name": view.name,
                "since": iso(since),
                "taken": [_offer(offer, 0) for offer in taken],
                "offered": [_offer(offer, at) for at, offer in enumerate(offered, 1)],
            }
        )
        return 0
    if before.known or taken:
        say_line(words.back(view.name, len(taken)))
    else:
        say_line(_("{name} is here already.").format(name=view.name))
    if left:
        say_line(_("This was hers; --take NUMBERS gives it back:"))
        for at, offer in enumerate(offered, 1):
            if offer in left:
                say_line(f"{at:>3}  {words.offer(offer, now, masked=False)}")
    return 0


def _taken(said: str | None, offered: list[Offer]) -> list[Offer]:
    """The offers meant by `1,3` or `all`."""
    if said is None:
        return []
    if said.strip().lower() in ("all", "全部"):
        return [offer for offer in offered if offer.problem is None]
    found = []
    for part in said.replace("，", ",").split(","):
        text = part.strip()
        if not text.isdecimal() or not 1 <= int(text) <= len(offered):
            raise Refused("offer_unknown", "take", value=text, count=len(offered))
        found.append(offered[int(text) - 1])
    return found


def _offer(offer: Offer, at: int) -> dict[str, Any]:
    return {
        "number": at or None,
        "what": offer.what.value if offer.duty is None else offer.duty.work.value,
        "ref": offer.no,
        "where": offer.where,
        "about": offer.about,
        "from": None if offer.duty is None else iso(offer.duty.starts_at),
        "to": None if offer.duty is None else iso(offer.duty.ends_at),
        "with": offer.by or None,
        "problem": None if offer.problem is None else say(offer.problem),
    }
