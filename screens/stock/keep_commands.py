"""stock keep, rooms, room, key: what is on file of goods and store-rooms, by commands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from data.sql import Reader
from models.problems import Refused
from models.stock import PartInput, RoomInput, RoomRow, StockInput, StockKind, rules
from screens.commands.arguments import AddAct, some_text, with_meanings
from screens.commands.call import Call
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.commands.usage import BadUsage, reading
from screens.commands.who import person_no
from screens.i18n import N_, _, ngettext
from screens.stock import words
from screens.stock.listing import ROOM, STOCK

if TYPE_CHECKING:
    from data.step import Step


def add_keeping(add: AddAct) -> None:
    """Add the commands of what is on file."""
    _add_goods(add)
    behind = add("rooms", rooms, N_("store-rooms, and who has their keys"))
    add_table_options(behind, behind=True)
    parser = add("room", room, N_("put a store-room on file"))
    parser.add_argument("name", type=some_text, metavar=_("NAME"), help=_("what it is called"))
    parser = add("key", key, N_("who has the key of a store-room from now on"))
    parser.add_argument("room", metavar=_("ROOM"), help=_("the store-room, by name or number"))
    parser.add_argument("person", metavar=_("PERSON"), help=_("by name or number"))


def _add_goods(add: AddAct) -> None:
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


def counted(lines: list[str], count: int) -> list[str]:
    """A table's lines and how many records they are."""
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
            with reading():
                changes[name], _unit = rules.read_quantity(said, least=0, goods=options.goods)
    if options.room is not None:
        changes["room_no"] = _room(conn, options.room).no
    if options.part is not None:
        changes["parts"] = tuple(map(_part, options.part))
    return changes


def _part(said: str) -> PartInput:
    name, equals, many = said.rpartition("=")
    if not equals or not name.strip():
        raise BadUsage("part_unclear", "parts", value=said)
    with reading():
        return PartInput(name.strip(), rules.read_quantity(many, goods=name.strip())[0])


# -- store-rooms -----------------------------------------------------------------------------------


def rooms(call: Call) -> int:
    """Tell the store-rooms, and who has their keys."""
    from data.stock import queries

    with call.store() as store, store.read() as conn:
        now = store.now()
        found = queries.rooms(conn)
    return answer_table(
        call,
        N_("store-rooms, and who has their keys"),
        Rows.of(ROOM.columns, found, now),
        [ROOM.plain(one, now) for one in found],
        lambda: counted(list(table(ROOM.columns, found, now)), len(found)),
    )


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
        raise Refused("store_room_not_found", "room", value=said.strip(), names=likely or names)
    return found
