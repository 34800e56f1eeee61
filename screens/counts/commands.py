"""count: what was counted of a delivery, from the truck's note to the doors; messages about it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.counts import CountInput, GateLine, Reason, Stage, reasons, rules
from models.problems import Problem, Refused
from models.times import past_moment
from screens.commands.arguments import add_command, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.named import GATE
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.usage import BadUsage
from screens.commands.who import person_no
from screens.counts import words
from screens.counts.listing import FIGURES, Told
from screens.counts.messages import To, message, to
from screens.i18n import N_, _
from screens.kit.values import beside, joined

if TYPE_CHECKING:
    from data.counts.commands import Counted
    from data.sql import Reader


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(
        groups,
        shared,
        "count",
        count,
        N_("counts of a delivery: truck note, gate, buildings, doors; all of them, or a new one"),
    )
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    parser.add_argument(
        "--stage",
        choices=[str(one) for one in Stage],
        metavar="…",
        help=with_meanings(_("where it was counted"), [*Stage], words.stage),
    )
    parser.add_argument("--compound", type=GATE, metavar=_("NAME"), help=_("at which gate"))
    parser.add_argument("--building", metavar=_("NAME"), help=_("at one building: 3, 43-21"))
    parser.add_argument("--lane", metavar=_("NAME"), help=_("in which lane that building is"))
    parser.add_argument(
        "--goods",
        nargs=2,
        action="append",
        default=[],
        metavar=(_("GOODS"), _("N")),
        help=_("what was counted and how many; may be given several times"),
    )
    parser.add_argument(
        "--reason",
        choices=[str(one) for one in Reason],
        metavar="…",
        help=with_meanings(_("why it differs from the count before"), [*Reason], words.reason),
    )
    parser.add_argument("--said", default="", metavar=_("TEXT"), help=_("the same in words"))
    parser.add_argument(
        "--came", metavar=_("GOODS"), help=_("with wrong_kit: which goods came instead")
    )
    parser.add_argument("--signed", default="", metavar=_("NAME"), help=_("who signed for it"))
    parser.add_argument("--by", metavar=_("NAME"), help=_("who counted, by name or number"))
    parser.add_argument("--at", metavar=_("TIME"), help=_("when, unless now: 7:40"))
    parser.add_argument(
        "--message",
        choices=[str(one) for one in To],
        metavar="…",
        help=with_meanings(_("print what to write instead"), [*To], to),
    )


def count(call: Call) -> int:
    """Tell what was counted, write counts down, or print a message about them."""
    from data.counts import commands, queries

    options = call.options
    if not options.goods and options.stage is None:
        return _tell(call)
    if not options.goods or options.stage is None:
        raise BadUsage("count_incomplete", "stage")
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            lines = queries.figures(conn, options.no)
            given = _given(conn, options, lines, now)
        done = store.do(commands.record_counts, given)
        lines = store.ask(queries.figures, options.no)
    told = [Told(_same(lines, one), one) for one in done]
    plain = [FIGURES.plain(one, now) for one in told]
    return call.answer(
        plain[0] if len(plain) == 1 else plain, [said for one in done for said in _done(one)]
    )


def _same(lines: Sequence[GateLine], counted: Counted) -> GateLine:
    where = (counted.line.drop_no, counted.line.item_id)
    return next(line for line in lines if (line.drop_no, line.item_id) == where)


def _given(
    conn: Reader, options: argparse.Namespace, lines: Sequence[GateLine], now: datetime
) -> list[CountInput]:
    """The counts that are typed.

    Raises:
        Refused: what of them is not understood.
    """
    from data.counts import queries
    from data.supplies.gates import find_gate

    if options.stage == Stage.TRUCK and not options.compound and lines:
        return list(_whole_note(conn, options, lines, now))
    drop_no = find_gate(conn, options.no, options.compound).no
    here = [line for line in lines if line.drop_no == drop_no]
    building_id = _building(conn, options, here)
    person = person_no(conn, options.by) if options.by else None
    came = queries.find_goods(here, options.came, "came") if options.came else None
    if options.reason == Reason.OTHER and not options.said.strip():
        raise BadUsage("reason_said_missing", "said")
    common = CountInput(
        drop_no,
        "",
        Stage(options.stage),
        0,
        building_id,
        None if options.reason is None else Reason(options.reason),
        options.said,
        None if came is None else came.item_id,
        options.signed,
        person,
        None if options.at is None else _moment(options.at, now),
    )
    found = []
    for goods, number in options.goods:
        quantity = _quantity(number)
        line = queries.find_goods(here, goods)
        found.append(common._replace(item_id=line.item_id, quantity=quantity))
    return found


def _whole_note(
    conn: Reader, options: argparse.Namespace, lines: Sequence[GateLine], now: datetime
) -> Iterator[CountInput]:
    """A note that names what is on the whole truck, as the note of each gate.

    Raises:
        Refused: `truck_total_differs` where it is another total than was announced: at which gates
            that lacks, or is over, nobody can say by it.
    """
    from data.counts import queries
    from data.supplies.queries import delivery

    announced = {item.id: item.quantity for item in delivery(conn, options.no).items}
    at = None if options.at is None else _moment(options.at, now)
    first = [line for line in lines if line.drop_no == lines[0].drop_no]
    for goods, number in options.goods:
        quantity = _quantity(number)
        item = queries.find_goods(first, goods).item_id
        same = [line for line in lines if line.item_id == item and line.state != "cancelled"]
        if quantity != announced[item]:
            raise Refused(
                "truck_total_differs",
                "goods",
                goods=goods,
                quantity=words.amount(quantity, same[0].unit),
                announced=words.amount(announced[item], same[0].unit),
                no=options.no,
            )
        for line in same:
            yield CountInput(
                line.drop_no,
                item,
                Stage.TRUCK,
                line.planned,
                signed_by=options.signed,
                counted_at=at,
            )


def _quantity(number: str) -> int:
    quantity = reasons.read_quantity(number)
    if isinstance(quantity, Problem):
        raise BadUsage(quantity.code, "goods", **quantity.params)
    return quantity


def _building(conn: Reader, options: argparse.Namespace, here: Sequence[GateLine]) -> str | None:
    """The key of the building that is named.

    Raises:
        Refused: `building_unclear`.
    """
    from data.households import buildings

    compound = here[0].compound
    if not options.building:
        if options.lane:
            raise buildings.unclear(options.lane, buildings.buildings(conn, compound))
        return None
    said = f"{options.lane}-{options.building}" if options.lane else options.building
    found = buildings.find(conn, said, compound)
    if found.compound != compound:
        raise buildings.unclear(said, buildings.buildings(conn, compound))
    return found.id


def _moment(said: str, now: datetime) -> datetime:
    try:
        return past_moment(said, now)
    except (ValueError, OverflowError) as error:
        raise BadUsage("time_unclear", "at", value=said) from error


def _done(one: Counted) -> Iterator[str]:
    """What was written down, what it differs by, what was not counted before it."""
    yield beside(words.done(one), words.why(one.row))
    if one.replaced:
        told = joined(str(was.quantity) for was in one.replaced)
        yield "  " + _("It takes the place of {counts}, which stays on file.").format(counts=told)
    if one.on_truck is not None:
        yield "  " + words.too_many(one)
    if one.verdict.missing:
        yield "  " + words.skipped(one.verdict.missing)


# -- what was counted ------------------------------------------------------------------------------


def _tell(call: Call) -> int:
    """List what was counted, or print a message about it."""
    from data.counts import queries
    from data.supplies.gates import find_gate
    from data.supplies.queries import delivery

    options = call.options
    with call.store() as store, store.read() as conn:
        now = store.now()
        lines = queries.figures(conn, options.no)
        if options.compound:
            drop_no = find_gate(conn, options.no, options.compound).no
            lines = [line for line in lines if line.drop_no == drop_no]
        view = delivery(conn, options.no)
    if options.message:
        text = message(To(options.message), view, lines, now)
        return call.answer({"to": options.message, "text": text}, text.splitlines())
    told = [Told(line) for line in lines]
    return call.answer([FIGURES.plain(one, now) for one in told], _listed(told, now))


def _listed(told: Sequence[Told], now: datetime) -> Iterator[str]:
    yield from table(FIGURES.columns, told, now)
    if not told:
        yield _("Nothing to list.")
    found = [lack for one in told for lack in rules.lacks(one.line)]
    yield from (f"⚠ {words.lack(one, now)}" for one in rules.in_order(found, now))
