"""stock in, out, back, count, make, moves: what goes into the store-room and out, by commands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.problems import Refused
from models.stock import (
    CountReason,
    MoveInput,
    MoveKind,
    StockKind,
    StockRow,
    rules,
)
from screens.commands.arguments import AddAct, acts_behind, read_moment, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.numbers import positive
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.commands.usage import BadUsage, reading
from screens.i18n import N_, _
from screens.stock import words
from screens.stock.keep_commands import add_keeping, counted
from screens.stock.listing import LISTING, MOVE, STOCK

if TYPE_CHECKING:
    from datetime import datetime

    from data.step import Step
    from data.stock.commands import Moved


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands behind the listing of goods."""
    add = acts_behind(groups.choices[LISTING.name], shared)
    _add_moves(add)
    add_keeping(add)
    parser = add("moves", moves, N_("what moved, the latest first; of one sort of goods or of all"))
    parser.add_argument("goods", nargs="?", default="", metavar=_("GOODS"), help=_("what moved"))
    add_table_options(parser, behind=True)


def _add_moves(add: AddAct) -> None:
    goods = _("name of the goods, or their number as #3")
    many = _("how many: 200, 200 boxes")
    parser = add("in", come_in, N_("goods are brought in; what is new is kept from now on"))
    parser.add_argument("goods", nargs="?", default="", metavar=_("GOODS"), help=goods)
    parser.add_argument("quantity", nargs="?", default="", metavar="N", help=many)
    parser.add_argument("--unit", default="", metavar=_("UNIT"), help=_("what they are counted in"))
    kinds = [one.value for one in StockKind if one is not StockKind.KIT]
    parser.add_argument(
        "--kind",
        choices=kinds,
        metavar="…",
        help=with_meanings(_("of goods that are new"), kinds, words.kind),
    )
    _add_delivery(
        parser, _("the delivery they are left over from; alone: all that is left over of it")
    )
    _add_who(parser, "--from", _("from whom: a name of the roster, or words"))
    parser = add("out", go_out, N_("goods are given out, never more than there are"))
    _add_move(parser, goods, many)
    _add_delivery(parser, _("as thanks for the driver of this delivery"))
    _add_who(parser, "--to", _("to whom: a name of the roster, or words"))
    parser = add("back", come_back, N_("goods that were given out come back"))
    _add_move(parser, goods, many)
    _add_who(parser, "--from", _("from whom: a name of the roster, or words"))
    parser = add("count", count, N_("goods were counted; another figure than on file has a reason"))
    _add_move(parser, goods, many)
    reasons = [one.value for one in CountReason]
    told = with_meanings(_("why it is another, or words"), reasons, words.count_reason)
    parser.add_argument("--reason", default="", metavar=_("WHY"), help=told)
    parser.add_argument("--by", default="", dest="who", metavar=_("NAME"), help=_("who took stock"))
    parser = add("make", make, N_("kits are made of their parts, in one step"))
    _add_move(parser, goods, many)


def _add_move(parser: argparse.ArgumentParser, goods: str, many: str) -> None:
    parser.add_argument("goods", metavar=_("GOODS"), help=goods)
    parser.add_argument("quantity", metavar="N", help=many)


def _add_delivery(parser: argparse.ArgumentParser, told: str) -> None:
    parser.add_argument("--delivery", type=positive, metavar=_("NO"), help=told)


def _add_who(parser: argparse.ArgumentParser, flag: str, told: str) -> None:
    parser.add_argument(flag, default="", dest="who", metavar=_("WHO"), help=told)
    parser.add_argument("--at", metavar=_("TIME"), help=_("when, where that is not now"))


# -- movements -------------------------------------------------------------------------------------


def come_in(call: Call) -> int:
    """Bring goods in, or all that is left over of a delivery.

    Raises:
        Refused: `stock_unclear` where no goods are named, or not how many.
    """
    from data.stock import commands

    options = call.options
    if not options.goods and options.delivery is not None:
        with call.store() as store:
            brought = store.do(commands.bring_left_over, options.delivery)
            now = store.now()
        return _tell(call, MoveKind.IN, brought, now)
    if not options.goods or not options.quantity:
        raise BadUsage("stock_unclear")
    kind = None if options.kind is None else StockKind(options.kind)
    with reading():
        quantity, behind = rules.read_quantity(options.quantity, goods=options.goods)
    with call.store() as store:
        given = _given(call, quantity, store.now())
        unit = options.unit.strip() or behind
        moved = store.do(commands.bring_in, options.goods, unit, given, kind)
        now = store.now()
    return _tell(call, MoveKind.IN, [moved], now)


def go_out(call: Call) -> int:
    """Give goods out."""
    return _moved(call, MoveKind.OUT)


def come_back(call: Call) -> int:
    """Take back goods that were given out."""
    return _moved(call, MoveKind.BACK)


def count(call: Call) -> int:
    """Write down what was counted."""
    return _moved(call, MoveKind.COUNT, least=0)


def make(call: Call) -> int:
    """Make kits of their parts."""
    return _moved(call, MoveKind.MADE)


def _moved(call: Call, kind: MoveKind, least: int = 1) -> int:
    from data.stock import commands, queries

    options = call.options

    def move(step: Step) -> Moved:
        row = queries.called(step.conn, options.goods, step.at)
        with reading():
            quantity, unit = rules.read_quantity(options.quantity, least=least, goods=row.goods)
        for wrong in rules.other_unit(row.goods, row.unit, unit):
            raise Refused(wrong.code, wrong.field, **wrong.params)
        given = _given(call, quantity, step.at)
        if kind is MoveKind.COUNT:
            return commands.count_goods(step, row.no, given)
        if kind is MoveKind.MADE:
            return commands.make_kits(step, row.no, quantity)
        return commands.move_goods(step, row.no, kind, given)

    with call.store() as store:
        moved = store.do(move)
        now = store.now()
    return _tell(call, kind, [moved], now)


def _given(call: Call, quantity: int, now: datetime) -> MoveInput:
    options = vars(call.options)
    at = options.get("at")
    return MoveInput(
        quantity,
        options.get("who") or "",
        options.get("delivery"),
        options.get("reason") or "",
        None if at is None else read_moment(at, now, "at"),
    )


def _tell(call: Call, kind: MoveKind, moved: Sequence[Moved], now: datetime) -> int:
    rows: list[StockRow] = [row for one in moved for row in (one.row, *one.parts)]
    return call.answer(
        [STOCK.plain(row, now) for row in rows], [words.done(kind, one) for one in moved]
    )


def moves(call: Call) -> int:
    """Tell what moved."""
    from data.stock import queries

    with call.store() as store, store.read() as conn:
        now = store.now()
        said = call.options.goods
        no = queries.called(conn, said, now).no if said else None
        found = queries.moves(conn, no)
    return answer_table(
        call,
        N_("what moved, the latest first; of one sort of goods or of all"),
        Rows.of(MOVE.columns, found, now),
        [MOVE.plain(one, now) for one in found],
        lambda: counted(list(table(MOVE.columns, found, now)), len(found)),
    )
