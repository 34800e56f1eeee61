"""deliver and allocate: what comes, by its notice; how it is divided, shown before it is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from data.sql import Reader
from models.counts.reasons import read_quantity
from models.problems import Problem
from models.supplies import AllocationRule, Base, DeliveryInput
from screens.commands.arguments import add_command, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.named import COMPOUND, MARK
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.usage import BadUsage
from screens.i18n import N_, _
from screens.kit.times import clock
from screens.kit.values import beside, joined
from screens.sentences import say
from screens.supplies import mark_words, progress_commands, words
from screens.supplies.listing import (
    ALLOCATED,
    DELIVERED,
    DELIVERY_ITEM,
    SHORT,
    STOP,
    Allocated,
)

if TYPE_CHECKING:
    from data.store import Store
    from data.supplies.coming import Came
    from data.supplies.delivering import Delivered
    from data.supplies.dividing import Divided
    from data.supplies.wishes import Wish


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    examples = (
        N_('deliver "10 April 9am vegetable packs 1720 bags, one each household, driver Lee"'),
        N_('deliver "rice 200 bags" --came --drops "Blossom Tower"'),
    )
    told = N_("note a delivery, from its notice")
    _add_deliver(add_command(groups, shared, "deliver", deliver, told, examples=examples))
    _add_allocate(
        add_command(
            groups, shared, "allocate", allocate, N_("divide the goods of a delivery by rules")
        )
    )
    progress_commands.add_to(groups, shared)


def _add_deliver(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="", metavar=_("TEXT"), help=_("the notice"))
    parser.add_argument(
        "--at", metavar=_("TIME"), help=_("when it comes, if the text says nothing")
    )
    parser.add_argument(
        "--drops",
        nargs="+",
        action="extend",
        default=[],
        type=COMPOUND,
        metavar=_("COMPOUND"),
        help=_("where it stops, in order; everywhere unless given"),
    )
    parser.add_argument(
        "--came", action="store_true", help=_("it came without notice and is here now")
    )
    parser.add_argument(
        "--change", type=positive, metavar=_("NO"), help=_("say it of a delivery on file")
    )
    parser.add_argument(
        "--same",
        type=_pair,
        action="append",
        default=[],
        metavar=_("GOODS=KNOWN"),
        help=_("goods are those known by another name"),
    )
    parser.add_argument(
        "--swap",
        type=positive,
        metavar=_("NO"),
        help=_("with --change: the two deliveries bring each other's goods"),
    )


def _add_allocate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    parser.add_argument(
        "--rule",
        type=_pair,
        action="append",
        default=[],
        metavar=_("GOODS=RULE"),
        help=with_meanings(_("by which rule"), [*AllocationRule], words.rule),
    )
    parser.add_argument(
        "--base",
        choices=[one.value for one in Base],
        metavar="…",
        help=with_meanings(_("who is counted"), [*Base], words.base),
    )
    parser.add_argument(
        "--marks",
        nargs="+",
        action="extend",
        default=None,
        type=MARK,
        metavar=_("MARK"),
        help=_("who comes first, for goods that are for named ones first"),
    )
    parser.add_argument(
        "--closed-first",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=_("closed buildings come first when there is not enough"),
    )
    parser.add_argument(
        "--give",
        nargs=2,
        action="append",
        default=[],
        metavar=(_("COMPOUND"), _("GOODS=N")),
        help=_("what a gate gets whatever the rule; GOODS=rule lets the rule say again"),
    )
    parser.add_argument("--apply", action="store_true", help=_("divide them so"))
    parser.add_argument("--post", action="store_true", help=_("print words to post instead"))


def _pair(text: str) -> tuple[str, str]:
    """Two words with `=` between.

    Raises:
        argparse.ArgumentTypeError: where there are none.
    """
    first, sign, second = (part.strip() for part in text.rpartition("="))
    if not (first and sign and second):
        raise argparse.ArgumentTypeError(
            _("{value} needs a = with words on both sides").format(value=repr(text))
        )
    return first, second


# -- deliver ---------------------------------------------------------------------------------------


def deliver(call: Call) -> int:
    """Note a delivery, or change one."""
    from data.supplies import coming, delivering

    options = call.options
    same = dict(options.same)
    doubts: tuple[Problem, ...] = ()
    here: Came | None = None
    with call.store() as store:
        now = store.now()
        if options.change is None:
            if options.swap is not None:
                raise BadUsage("swap_without_change", "swap")
            given, doubts = _given(store, options, now)
            if not (given.is_announced or options.came):
                here = store.do(coming.come_as_told, given)
            no = here.no if here else store.do(delivering.deliver, given, same)
            doubts = () if here else doubts
        else:
            no = options.change
            doubts = _change(store, no, options, same, now)
        found = store.ask(delivering.delivered, no, doubts)
    told = _told(found, now, options.change, here)
    return call.answer(DELIVERED.plain(found, now), told)


def _given(
    store: Store, options: argparse.Namespace, now: datetime
) -> tuple[DeliveryInput, tuple[Problem, ...]]:
    """The delivery that is typed.

    Raises:
        Refused: `notice_unread`, `notice_unclear`, `time_unclear`.
    """
    from data.supplies.delivering import read_delivery

    given, _is_timed, doubts, _came = store.ask(read_delivery, options.text, now)
    if options.came:
        given = given._replace(is_announced=0, arrives_at=now)
    if options.at is not None:
        at = read_moment(options.at, now, "at", coming=not options.came)
        given = given._replace(arrives_at=at, is_announced=int(not options.came))
    if options.at is not None or options.came:
        doubts = _timed(doubts)
    return given._replace(drops=tuple(options.drops) or given.drops), doubts


def _change(
    store: Store, no: int, options: argparse.Namespace, same: Mapping[str, str], now: datetime
) -> tuple[Problem, ...]:
    """Change a delivery by what is said; what could not be read of it."""
    from data.supplies import commands, delivering
    from data.supplies.queries import delivery

    if options.swap is not None:
        store.do(delivering.swap_goods, no, options.swap)
        return ()
    view = store.ask(delivery, no)
    changes: dict[str, object] = {}
    doubts: tuple[Problem, ...] = ()
    if options.text:
        given, is_timed, doubts, _came = store.ask(delivering.read_delivery, options.text, now)
        said = ("driver", "driver_phone", "plate", "source", "pass_no")
        changes = {name: getattr(given, name) for name in said if getattr(given, name)}
        if given.items:
            called = delivering.called_known(given.items, same)
            changes["items"] = delivering.as_before(view.items, called)
        if is_timed:
            changes["arrives_at"] = given.arrives_at
    if options.at is not None:
        changes["arrives_at"] = read_moment(options.at, now, "at", coming=True)
    if options.came:
        changes["is_announced"] = 0
    if options.drops:
        changes["drops"] = tuple(options.drops)
    if changes:
        store.do(commands.change_delivery, no, view.version, changes)
    elif same:
        store.do(delivering.call_goods, no, same, seen=view.version)
    else:
        raise BadUsage("nothing_to_change", no=no)
    return _timed(doubts, apart=options.at is not None)


def _timed(doubts: tuple[Problem, ...], *, apart: bool = True) -> tuple[Problem, ...]:
    """Doubts of a delivery of which it is known when it comes, maybe from what is typed apart."""
    settled = ("notice_arrival_missing", *(("notice_time_unreal",) if apart else ()))
    return tuple(one for one in doubts if one.code not in settled)


def _told(found: Delivered, now: datetime, changed: int | None, here: Came | None) -> Iterator[str]:
    view = found.view
    if here is not None:
        yield words.came(here)
    else:
        done = _("Delivery {no} noted.") if changed is None else _("Delivery {no} changed.")
        yield done.format(no=view.no)
    first = view.promised_at
    promised = "" if first in (None, view.arrives_at) else words.promised(first, now)
    came = "" if view.is_announced else _("without notice")
    yield beside(clock(view.arrives_at, now), promised, came, view.source, view.driver)
    yield beside(view.driver_phone, view.plate, view.pass_no)
    yield from table(DELIVERY_ITEM.columns, view.items, now)
    yield from table(STOP.columns, found.stops, now)
    for one in found.alike:
        yield words.may_be(one)
        yield f"  deliver --change {view.no} --same {one.goods}={one.known}"
    for doubt in found.doubts:
        if doubt.code == "notice_arrival_missing":
            yield _(
                "No time was said: taken is {time}. Ask; deliver --change {no} --at TIME."
            ).format(time=clock(view.arrives_at, now), no=view.no)
        else:
            yield say(doubt)


# -- allocate --------------------------------------------------------------------------------------


def allocate(call: Call) -> int:
    """Show how goods are divided by rules, or divide them so."""
    from data.supplies import dividing
    from screens.supplies.posting import post

    options = call.options
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            wish = _wish(conn, options)
        if options.apply:
            items = store.do(dividing.divide_goods, options.no, wish)
        else:
            items = store.ask(dividing.divided, options.no, wish)
        posted = store.ask(post, options.no, None if options.apply else wish)
    told = Allocated(options.no, options.apply, tuple(items))
    lines = posted if options.post else _divided(told, now)
    return call.answer(ALLOCATED.plain(told, now), lines)


def _wish(conn: Reader, options: argparse.Namespace) -> Wish:
    """How goods are to be divided.

    Raises:
        Refused: `rule_unknown`, `mark_nobody_has`, `given_unclear`.
    """
    from data.supplies.wishes import Given, Wish

    rules = {}
    for goods, rule in options.rule:
        if rule not in [*AllocationRule]:
            raise BadUsage("rule_unknown", "rule", value=rule, rules=[*AllocationRule])
        rules[goods] = AllocationRule(rule)
    marks = None if options.marks is None else mark_words.marks_borne(conn, options.marks)
    base = None if options.base is None else Base(options.base)
    given = [Given(compound, *_units(said)) for compound, said in options.give]
    return Wish(rules, base, marks, options.closed_first, given)


_AGAIN = "rule"
"""Said for a number where the rule is to say again how much a gate gets."""


def _units(said: str) -> tuple[str, int | None]:
    """Goods and how many of them a gate gets; None where the rule says again.

    Raises:
        Refused: `given_unclear`, and as `models.counts.reasons.read_quantity`.
    """
    goods, _sign, number = (part.strip() for part in said.rpartition("="))
    if not goods:
        raise BadUsage("given_unclear", "give", value=said, example=_("rice") + "=120")
    if number == _AGAIN:
        return goods, None
    units = read_quantity(number)
    if isinstance(units, Problem):
        raise BadUsage(units.code, "give", **units.params)
    return goods, units


def _divided(told: Allocated, now: datetime) -> Iterator[str]:
    from screens.supplies.posting import said

    for one in told.items:
        yield said(one)
        yield from _gates(one, now)
    yield (
        _("Delivery {no} is divided so; undo takes it back.").format(no=told.no)
        if told.applied
        else _("Nothing was written.")
    )


def _gates(one: Divided, now: datetime) -> Iterator[str]:
    shares = (
        f"{stop.stop.compound} {words.units(stop.planned, one.item.unit)}"
        for stop in one.plan.stops
        if stop.planned
    )
    gates = joined(shares)
    if gates:
        yield "  " + gates
    yield from ("  " + line for line in table(SHORT.columns, one.short, now))
