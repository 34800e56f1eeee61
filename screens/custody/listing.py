"""What is told of things kept for others: the table and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.custody import CustodyRow, KeptKind
from models.text import fold
from screens.commands.listing import ADDRESS, Field, Filter, Listing, Record, Wish, equal, one_of
from screens.commands.named import COMPOUND, PERSON
from screens.custody import words
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.kit.times import clock, day


def _due(row: CustodyRow, view: View) -> Cell:
    return day(row.due_back, view.now) if row.due_back else ""


def _returned(row: CustodyRow, view: View) -> Cell:
    return clock(row.returned_at, view.now) if row.returned_at else ""


KEPT: Record[CustodyRow] = Record(
    "thing kept",
    "`custody`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field(
            "holder",
            N_("name of who has it"),
            column=Column("", N_("kept by"), lambda r, _v: r.holder),
        ),
        Field("holder_no", N_("their number on the roster")),
        Field("kind", column=Column("", N_("kind"), lambda r, _v: words.kind(r.kind))),
        Field("what", N_("what it is"), column=Column("", N_("thing"), lambda r, _v: r.what)),
        Field("household", value=lambda r, _n: r.household_no),
        *ADDRESS,
        Field(
            "belongs_to",
            N_("name of whose it is, where that is no household, or whose of the household"),
            lambda r, _n: r.owner,
            Column("", N_("whose"), lambda r, _v: words.whose(r)),
        ),
        Field("since", column=Column("", N_("since"), lambda r, v: clock(r.since, v.now))),
        Field("due_back", N_("day it is wanted back"), column=Column("", N_("due back"), _due)),
        Field(
            "returned_at",
            N_("when it was given back; null while it is kept"),
            column=Column("", N_("given back"), _returned),
        ),
        Field("note"),
    ),
)


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[CustodyRow]:
    from data.custody import queries as custody

    found = [*custody.kept(conn), *custody.kept(conn, returned=True)]
    typed = fold(wish.find).split()
    return [row for row in found if all(word in custody.text(row) for word in typed)]


LISTING = Listing(
    "custody",
    N_("cards, keys, cash and pets kept for others, and by whom"),
    _read,
    KEPT,
    (
        one_of("--kind", N_("what sort of thing"), [*KeptKind], words.kind),
        Filter("--holder", N_("kept by one person"), equal("holder"), PERSON),
        Filter("--compound", N_("of one compound"), equal("compound"), COMPOUND),
        Filter(
            "--kept",
            N_("not given back yet"),
            lambda told, _given: told["returned_at"] is None,
            "nothing",
        ),
    ),
)
