"""What is told of stock: goods, their movements, store-rooms; tables and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.stock import MoveRow, PartRow, RoomRow, StockKind, StockRow
from models.text import fold
from screens.commands.listing import Field, Filter, Listing, Record, Wish, equal, one_of
from screens.commands.named import STORE_ROOM
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.kit.times import clock
from screens.stock import words


def _days(row: StockRow, _view: View) -> Cell:
    return words.lasts(row.days_left)


def _counts(row: StockRow) -> str:
    return f"{row.counted:+}" if row.counted else ""


PART: Record[PartRow] = Record(
    "part of a kit",
    "in `stock`",
    (
        Field("no"),
        Field("goods", N_("what it is")),
        Field("unit", N_("what it is counted in")),
        Field("quantity", N_("how many of it one kit has")),
        Field("there", N_("how many of it are there")),
    ),
)

STOCK: Record[StockRow] = Record(
    "goods in the store-room",
    "`stock`, and what each act of it answers",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("goods", N_("what it is"), column=Column("", N_("goods"), lambda r, _v: r.goods)),
        Field("kind", column=Column("", N_("kind"), lambda r, _v: words.kind(r.kind))),
        Field("unit", N_("what it is counted in")),
        Field(
            "in",
            N_("how many were brought in, kits that were made among them"),
            lambda r, _n: r.came_in,
            Column("", N_("brought in"), lambda r, _v: str(r.came_in), right=True),
        ),
        Field(
            "out",
            N_("how many were given out, or went into kits"),
            lambda r, _n: r.went_out,
            Column("", N_("given out"), lambda r, _v: str(r.went_out), right=True),
        ),
        Field(
            "back",
            N_("how many of those came back"),
            lambda r, _n: r.came_back,
            Column("", N_("came back"), lambda r, _v: str(r.came_back or ""), right=True),
        ),
        Field(
            "counted",
            N_("how many more counts found than were on file; below 0 for fewer"),
            column=Column("", N_("by counts"), lambda r, _v: _counts(r), right=True),
        ),
        Field(
            "balance",
            N_("how many are there: in less out, with what came back and what counts found"),
            column=Column("", N_("there"), lambda r, _v: words.there(r), right=True),
        ),
        Field(
            "low",
            N_("whether that is down to the mark"),
            lambda r, _n: r.is_low,
            Column("", N_("low"), lambda r, _v: words.low(r)),
        ),
        Field("low_mark", N_("the balance from which on it is low; null for none")),
        Field(
            "days_left",
            N_("whole days it lasts at the present use; null where nothing tells what is used"),
            column=Column("", N_("lasts"), _days),
        ),
        Field(
            "a_day",
            N_(
                "how many are used a day: by what was given out on three days or more of late, else"
                " by what the people here use; null where that is too early to say"
            ),
        ),
        Field("a_person_a_day", N_("how many somebody on duty uses a day")),
        Field(
            "store_room",
            N_("name of the store-room it is in"),
            lambda r, _n: r.room,
            Column("", N_("store-room"), lambda r, _v: r.room or ""),
        ),
        Field("parts", N_("what one of it is made of"), lambda r, _n: list(r.parts), of=PART),
        Field("counted_at", N_("when it was counted last")),
        Field("note"),
    ),
)

MOVE: Record[MoveRow] = Record(
    "movement of goods",
    "`stock moves`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field(
            "at",
            value=lambda r, _n: r.happened_at,
            column=Column("", N_("when"), lambda r, v: clock(r.happened_at, v.now)),
        ),
        Field("goods", N_("what it is"), column=Column("", N_("goods"), lambda r, _v: r.goods)),
        Field("unit", N_("what it is counted in")),
        Field("kind"),
        Field("quantity", "how many were moved, counted or made"),
        Field(
            "change",
            "how many more there were by it; below 0 for fewer",
            column=Column("", N_("more or fewer"), lambda r, _v: f"{r.change:+}", right=True),
        ),
        Field(
            "who",
            "to or from whom, in words or a name of the roster",
            column=Column("", N_("what"), lambda r, _v: words.moving(r)),
        ),
        Field("person", value=lambda r, _n: r.person_no),
        Field("delivery", "number of the delivery it came with", lambda r, _n: r.delivery_no),
        Field(
            "reason",
            "of a count why it differs: `unwritten`, `damaged`, `expired`, `miscounted`, `missing`,"
            " or words",
        ),
        Field("entered_at"),
        Field("by", "user who wrote it down", lambda r, _n: r.by or None),
    ),
)

ROOM: Record[RoomRow] = Record(
    "store-room",
    "`stock rooms`, `stock key`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("name", column=Column("", N_("store-room"), lambda r, _v: r.name)),
        Field(
            "keeper",
            "name of who has its key",
            column=Column("", N_("has the key"), lambda r, _v: r.keeper or ""),
        ),
        Field("keeper_no", N_("their number on the roster")),
        Field(
            "sorts",
            "how many sorts of goods are kept there",
            lambda r, _n: r.goods,
            Column("", N_("sorts of goods"), lambda r, _v: str(r.goods), right=True),
        ),
        Field("note"),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[StockRow]:
    from data.stock import queries

    typed = fold(wish.find).split()
    return [
        row
        for row in queries.goods(conn, now)
        if all(word in fold(words.sought(row)) for word in typed)
    ]


LISTING = Listing(
    "stock",
    N_("what the store-room holds, in and out, for how many days it lasts"),
    _read,
    STOCK,
    (
        one_of("--kind", N_("what sort of goods"), [*StockKind], words.kind),
        Filter("--room", N_("of one store-room"), equal("store_room"), STORE_ROOM),
        Filter("--low", N_("down to the mark"), lambda told, _given: bool(told["low"]), "nothing"),
    ),
)
