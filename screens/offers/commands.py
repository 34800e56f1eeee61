"""offers: the list of them; who suits a request; taken, over, thanked."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.offers import OverWhy
from screens.commands.arguments import with_meanings
from screens.commands.call import Call, Command, Groups
from screens.commands.listings import add_listing
from screens.commands.numbers import positive
from screens.commands.out import say_trouble
from screens.commands.usage import BadUsage
from screens.i18n import _
from screens.kit.several import left_lines
from screens.offers import words
from screens.offers.listing import LISTING, OFFER, Told

if TYPE_CHECKING:
    from data.step import Step
    from models.offers import Ended
    from models.several import Several

_ACTS = ("take", "over", "thank")


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_listing(groups, shared, LISTING)
    lists: Command = parser.get_default("command")
    told = _("take makes volunteers of who made them, over ends them, thank says they were told")
    parser.add_argument("act", nargs="?", choices=_ACTS, metavar="take|over|thank", help=told)
    parser.add_argument("nos", type=positive, nargs="*", metavar="NO", help=_("the offers"))
    parser.add_argument(
        "--for",
        dest="request",
        type=positive,
        metavar="NO",
        help=_("the offers that may serve this request, who suits it best first"),
    )
    parser.add_argument(
        "--told", action="store_true", help=_("take, over: they know already, and were thanked")
    )
    whys = [why.value for why in OverWhy]
    parser.add_argument(
        "--why",
        choices=whys,
        default=OverWhy.WITHDRAWN.value,
        metavar="…",
        help=with_meanings(_("over: why"), whys, words.over_why),
    )
    parser.set_defaults(command=partial(_run, lists))


def _run(lists: Command, call: Call) -> int:
    """List offers, or do an act on some.

    Raises:
        Refused: `offers_not_named` where an act has no offers.
    """
    options = call.options
    if options.act is not None:
        if not options.nos:
            raise BadUsage("offers_not_named", act=options.act)
        return _act(call)
    return lists(call) if options.request is None else _suiting(call)


def _suiting(call: Call) -> int:
    """The offers that may serve a request, each with why or why not.

    Raises:
        Refused: `request_unknown`.
    """
    from data.offers import queries as offers
    from data.requests import queries as requests

    no = call.options.request
    with call.store() as store, store.read() as conn:
        now = store.now()
        requests.view(conn, no)
        found = offers.for_request(conn, no, now)
    told = [OFFER.plain(Told(one.offer, [one.fit]), now) for one in found]
    lines = [
        f"{one.offer.no:>4}  {words.giver(one.offer)}  {words.reasons(one.fit)}" for one in found
    ]
    return call.answer(told, lines or [_("No offer may serve request {no}.").format(no=no)])


def _act(call: Call) -> int:
    from data.offers import commands
    from data.offers import queries as offers

    options = call.options
    nos = list(dict.fromkeys(options.nos))
    why = OverWhy(options.why)
    acts: dict[str, tuple[Callable[[Step], Several[Ended]], Callable[[Several[Ended]], str]]] = {
        "take": (lambda step: commands.take_offers(step, nos, told=options.told), words.taken),
        "over": (lambda step: commands.end_offers(step, nos, why, told=options.told), words.over),
        "thank": (lambda step: commands.thank_offers(step, nos), words.thanked),
    }
    command, said = acts[options.act]
    with call.store() as store:
        done = store.do(command)
        now = store.now()
        with store.read() as conn:
            rows = [offers.offer(conn, no, now) for no in done.nos]
            fits = offers.fits(conn, rows, now)
    for line in left_lines(done.left.items()):
        say_trouble(line)
    return call.answer([OFFER.plain(Told(row, fits[row.no]), now) for row in rows], [said(done)])
