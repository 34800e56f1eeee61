"""What is told of errands and their lines: the sheet's columns, the table, and the JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.errands import ErrandState, ErrandView, LineRow
from models.errands.rules import errand_text
from models.text import fold
from screens.commands.listing import ADDRESS, Field, Listing, Record, Wish, one_of
from screens.duties.listing import IS_LATE, late_field, still_open
from screens.errands import words
from screens.i18n import N_, _
from screens.kit.columns import Column
from screens.kit.times import clock
from screens.kit.values import joined

LINE: Record[LineRow] = Record(
    "errand line",
    "in `errands`",
    (
        Field(
            "position",
            N_("what the runner calls the line by, from 1"),
            column=Column("", N_("no"), lambda r, _v: str(r.position), 2, 4, right=True),
        ),
        Field("request", value=lambda r, _n: r.request_no),
        Field("household", value=lambda r, _n: r.household_no),
        Field("compound", column=Column("", N_("where"), lambda r, _v: words.address(r), 16, 24)),
        *ADDRESS[1:],
        Field("address_said"),
        Field(
            "name",
            N_("who it is for"),
            column=Column("", N_("name"), lambda r, _v: r.name, 6, 8),
        ),
        Field(
            "medicine",
            N_("what it is, by the name all makers share where it is known"),
            column=Column("", N_("drug"), lambda r, v: words.medicine(r, v.masked), 12, 24),
        ),
        Field("brand", N_("brand asked for")),
        Field("maker", N_("maker asked for")),
        Field(
            "strength",
            N_("strength as it was said"),
            column=Column("", N_("strength"), lambda r, _v: words.described(r), 8, 14, 4),
        ),
        Field(
            "quantity",
            N_("how many"),
            column=Column("", N_("how many"), lambda r, _v: words.quantity(r), 4, 8, 2),
        ),
        Field("measure", N_("what the quantity counts: `boxes`")),
        Field(
            "card_taken",
            N_("whether the insurance card was taken along"),
            lambda r, _n: bool(r.card_taken),
            Column("", N_("card"), lambda r, _v: words.yes(r.card_taken), 6, 6, 2),
        ),
        Field(
            "box_taken",
            N_("whether the old box was taken along"),
            lambda r, _n: bool(r.box_taken),
            Column("", N_("box"), lambda r, _v: words.yes(r.box_taken), 4, 5, 3),
        ),
        Field(
            "money",
            N_("money given along, in yuan"),
            lambda r, _n: r.money / 100,
            Column("", N_("money"), lambda r, _v: words.money(r), 6, 8, 2, right=True),
        ),
        Field(
            "result",
            N_("`waiting`, `brought` or `missing`"),
            column=Column("", N_("result"), lambda r, _v: words.result(r), 10, 24),
        ),
        Field("said", N_("why it was not brought, as it was said"), lambda r, _n: r.reason),
        Field("note", column=Column("", N_("note"), lambda r, _v: r.note, 8, 20, 5)),
    ),
)


def _count(name: str, about: str, title: str) -> Field[ErrandView]:
    def value(view: ErrandView) -> int:
        found: int = getattr(view.row, name)
        return found

    column = Column[ErrandView]("", title, lambda v, _v: str(value(v)), right=True)
    return Field(name, about, lambda v, _n: value(v), column)


def _due_at(view: ErrandView) -> str | None:
    return view.row.returns_at if view.row.state == ErrandState.OPEN else None


ERRAND: Record[ErrandView] = Record(
    "errand",
    "`errands`",
    (
        Field(
            "no",
            value=lambda v, _n: v.row.no,
            column=Column("", N_("no"), lambda v, _v: str(v.row.no), right=True),
        ),
        Field("id", value=lambda v, _n: v.row.id),
        Field(
            "state",
            value=lambda v, _n: v.row.state,
            column=Column("", N_("state"), lambda v, seen: words.state_now(v.row, seen.now)),
        ),
        late_field(_due_at),
        Field(
            "medicine",
            N_("what it brings"),
            lambda v, _n: v.row.medicine,
            Column("", N_("which medicine"), lambda v, _v: v.row.medicine),
        ),
        Field(
            "where",
            value=lambda v, _n: v.row.place,
            column=Column("", N_("where to"), lambda v, _v: v.row.place),
        ),
        Field(
            "starts_at",
            value=lambda v, _n: v.row.leaves_at,
            column=Column("", N_("leaves"), lambda v, seen: clock(v.row.leaves_at, seen.now)),
        ),
        Field(
            "ends_at",
            value=lambda v, _n: v.row.returns_at,
            column=Column("", N_("back"), lambda v, seen: clock(v.row.returns_at, seen.now)),
        ),
        Field(
            "members",
            value=lambda v, _n: v.row.runners,
            column=Column("", N_("runner"), lambda v, _v: joined(v.row.runners) or _("nobody")),
        ),
        _count("households", N_("how many households it is run for"), N_("households")),
        _count("brought", N_("lines that were brought"), N_("brought")),
        _count("missing", N_("lines that were not"), N_("not brought")),
        _count("waiting", N_("lines whose result is not known"), N_("awaited")),
        Field("note", value=lambda v, _n: v.row.note),
        Field("lines", N_("its lines"), lambda v, _n: list(v.lines), of=LINE),
    ),
)


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[ErrandView]:
    from data.errands.queries import errands, view

    found = [view(conn, row.no) for row in errands(conn)]
    typed = fold(wish.find).split()
    return [one for one in found if all(word in errand_text(one) for word in typed)]


LISTING = Listing(
    "errands",
    N_("ways to the pharmacy for many households, with their lines"),
    _read,
    ERRAND,
    (
        one_of("--state", N_("how far it is"), [*ErrandState], words.state),
        still_open(ErrandState.OPEN),
        IS_LATE,
    ),
)
