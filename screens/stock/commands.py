"""stock in, out, back, count, make, keep, moves, rooms, room, key: the store-room by commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from data.sql import Reader
from models.problems import Refused
from models.stock import (
    CountReason,
    MoveInput,
    MoveKind,
    PartInput,
    RoomInput,
    RoomRow,
    StockInput,
    StockKind,
    StockRow,
    rules,
)
from models.text import fold
from screens.commands.arguments import add_command, positive, read_moment, with_meanings
from screens.commands.call import Call, Command, Groups
from screens.commands.out import table
from screens.commands.who import person_no
from screens.i18n import N_, _, ngettext
from screens.stock import words
from screens.stock.listing import LISTING, MOVE, ROOM, STOCK

if TYPE_CHECKING:
    from datetime import datetime

    from data.step import Step
    from data.stock.commands import Moved

_Add = Callable[[str, Command, str], argparse.ArgumentParser]


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands behind the listing of goods."""
    behind = groups.choices[LISTING.name].add_subparsers(metavar=_("COMMAND"))

    def add(name: str, command: Command, told: str) -> argparse.ArgumentParser:
        parser = add_command(behind, shared, name, command, told, json=False)
        # Said before the name it holds, too.
        parser.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=_("print JSON")
        )
        return parser

    _add_moves(add)
    _add_goods(add)
    parser = add("moves", moves, N_("what moved, the latest first; of one sort of goods or of all"))
    parser.add_argument("goods", nargs="?", default="", metavar=_("GOODS"), help=_("what moved"))
    add("rooms", rooms, N_("store-rooms, and who has their keys"))
    parser = add("room", room, N_("put a store-room on file"))
    parser.add_argument("name", metavar=_("NAME"), help=_("what it is called"))
    parser = add("key", key, N_("who has the key of a store-room from now on"))
    parser.add_argument("room", metavar=_("ROOM"), help=_("the store-room, by name or number"))
    parser.add_argument("person", metavar=_("PERSON"), help=_("by name or number"))


def _add_moves(add: _Add) -> None:
    goods = _("name of the goods, or their number as #3")
    many = _("how many: 200, 200只")
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
    parser.add_argument("--by", default="", dest="who", metavar=_("NAME"), help=_("who counted"))
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


def _add_goods(add: _Add) -> None:
    told = N_("put goods on file, or change what is known of them")
    parser = add("keep", keep, told)
    parser.add_argument("goods", metavar=_("GOODS"), help=_("name of the goods"))
    parser.add_argument("--name", metavar=_("NAME"), help=_("another name for them"))
    parser.add_argument("--unit", metavar=_("UNIT"), help=_("what they are counted in"))
    kinds = [one.value for one in StockKind]
    parser.add_argument(
        "--kind",
        choices=kinds,
        metavar="…",
        help=with_meanings(_("what sort of goods"), kinds, words.kind),
    )
    parser.add_argument("--low", metavar="N", help=_("from how many on they are told as low"))
    parser.add_argument(
        "--a-day", dest="a_day", metavar="N", help=_("what somebody on duty uses a day")
    )
    parser.add_argument("--room", metavar=_("ROOM"), help=_("the store-room, by name or number"))
    parser.add_argument(
        "--part",
        action="append",
        metavar=_("GOODS=N"),
        help=_("what one kit is made of; given once for each part"),
    )
    parser.add_argument("--note", metavar=_("TEXT"), help=_("a note"))


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
        raise Refused("stock_unclear")
    kind = None if options.kind is None else StockKind(options.kind)
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
    lines = list(table(MOVE.columns, found, now))
    return call.answer([MOVE.plain(one, now) for one in found], _counted(lines, len(found)))


def _counted(lines: list[str], count: int) -> list[str]:
    if not count:
        return [_("Nothing to list.")]
    return [*lines, ngettext("{count} line", "{count} lines", count).format(count=count)]


# -- goods -----------------------------------------------------------------------------------------


def keep(call: Call) -> int:
    """Put goods on file, or change what is known of them."""
    from data.stock import goods, queries

    options = call.options

    def put(step: Step) -> int:
        changes = _changes(step.conn, options)
        row = queries.known(step.conn, options.goods, step.at)
        if row is not None:
            goods.change_goods(step, row.no, row.version, changes)
            return row.no
        changes.setdefault("kind", rules.kind_of(options.goods))
        name = changes.pop("goods", options.goods)
        return goods.keep_goods(step, StockInput(name, **changes))  # type: ignore[arg-type]

    with call.store() as store:
        no = store.do(put)
        now = store.now()
        row = store.ask(queries.one, no, now)
    told = _("{goods} is on file.").format(goods=row.goods)
    return call.answer([STOCK.plain(row, now)], [told])


def _changes(conn: Reader, options: argparse.Namespace) -> dict[str, object]:
    """What is said of goods, by names of StockInput."""
    changes: dict[str, object] = {}
    for name, said in (("goods", options.name), ("unit", options.unit), ("note", options.note)):
        if said is not None:
            changes[name] = said
    if options.kind is not None:
        changes["kind"] = StockKind(options.kind)
    for name, said in (("low", options.low), ("a_person_a_day", options.a_day)):
        if said is not None:
            changes[name], _unit = rules.read_quantity(said, least=0, goods=options.goods)
    if options.room is not None:
        changes["room_no"] = _room(conn, options.room).no
    if options.part is not None:
        changes["parts"] = tuple(map(_part, options.part))
    return changes


def _part(said: str) -> PartInput:
    name, equals, many = said.rpartition("=")
    if not equals or not name.strip():
        raise Refused("part_unclear", "parts", value=said)
    return PartInput(name.strip(), rules.read_quantity(many, goods=name.strip())[0])


# -- store-rooms -----------------------------------------------------------------------------------


def rooms(call: Call) -> int:
    """Tell the store-rooms, and who has their keys."""
    from data.stock import queries

    with call.store() as store, store.read() as conn:
        now = store.now()
        found = queries.rooms(conn)
    lines = list(table(ROOM.columns, found, now))
    return call.answer([ROOM.plain(one, now) for one in found], _counted(lines, len(found)))


def room(call: Call) -> int:
    """Put a store-room on file."""
    from data.stock import queries
    from data.stock import rooms as commands

    with call.store() as store:
        no = store.do(commands.add_room, RoomInput(call.options.name))
        now = store.now()
        found = store.ask(queries.room, no)
    return call.answer([ROOM.plain(found, now)], [_("{room} is on file.").format(room=found.name)])


def key(call: Call) -> int:
    """Give somebody the key of a store-room."""
    from data.stock import queries
    from data.stock import rooms as commands

    options = call.options

    def give(step: Step) -> int:
        no = _room(step.conn, options.room).no
        commands.give_keys(step, [no], person_no(step.conn, options.person))
        return no

    with call.store() as store:
        no = store.do(give)
        now = store.now()
        found = store.ask(queries.room, no)
    told = _("{name} has the key of {room}.").format(name=found.keeper, room=found.name)
    return call.answer([ROOM.plain(found, now)], [told])


def _room(conn: Reader, said: str) -> RoomRow:
    from data.stock import queries

    found = queries.room_called(conn, said)
    if found is None:
        names = [one.name for one in queries.rooms(conn)]
        likely = rules.nearest(said, names)
        raise Refused("store_room_not_found", "room", value=fold(said), names=likely or names)
    return found
