"""What is told of households: the desk's register, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.address import short_address
from models.households import HEALTH_MARKS, HouseholdKind, HouseholdRow
from models.listing import ListQuery
from screens.commands.listing import Field, Filter, Listing, Outgoing, Record, Wish, equal, holds
from screens.commands.named import COMPOUND, MARK
from screens.households import words
from screens.households.terms import terms
from screens.i18n import N_
from screens.kit import masks
from screens.kit.columns import Cell, Column, View
from screens.kit.term_words import asked
from screens.kit.term_words import rows as found
from screens.kit.values import joined


def _phone(row: HouseholdRow, view: View) -> Cell:
    return masks.phone(row.phone, view.masked)


def _people(row: HouseholdRow, _view: View) -> Cell:
    registered = words.counts_of(row).registered
    return "" if registered is None else str(registered)


def _marks(row: HouseholdRow, view: View) -> Cell:
    marks = masks.marks(row.marks, view.masked)
    health = not view.masked and any(mark in HEALTH_MARKS for mark in row.marks)
    kind = [] if row.kind == HouseholdKind.HOME else [words.household_kind(row.kind)]
    return (joined([*kind, *marks]), "warn" if health else "")


def _kind(row: HouseholdRow, _view: View) -> Cell:
    return "" if row.kind == HouseholdKind.HOME else words.household_kind(row.kind)


def _asking(row: HouseholdRow, _view: View) -> Cell:
    return (f"⚠ {row.open_requests}", "warn") if row.open_requests else ""


HOUSEHOLD: Record[HouseholdRow] = Record(
    "household",
    "`households`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field(
            "compound",
            column=Column(
                "address", N_("compound"), lambda r, _v: short_address(r.compound), 8, 12, wants=11
            ),
        ),
        Field("lane"),
        Field("building", column=Column("", N_("bldg"), lambda r, _v: words.building(r), 4, 5)),
        Field("unit"),
        Field("room", column=Column("", N_("room"), lambda r, _v: words.room(r), 6, 8)),
        Field(
            "head",
            N_("name of who the household is registered under"),
            column=Column("head", N_("head"), lambda r, _v: r.head, 8, 16, wants=12),
        ),
        Field("phone", column=Column("phone", N_("phone"), _phone, 11, 11, 2, whole=True)),
        Field(
            "people",
            N_("how many are registered, where that was said"),
            column=Column("people", N_("ppl"), _people, 3, 3, 3, right=True),
        ),
        Field(
            "marks",
            N_("what is to be known of them, a list of the register's words: `孕妇`, `独居老人`"),
            column=Column("", N_("marks"), _marks, 8, 0, 4),
        ),
        Field(
            "open_requests",
            N_("how many of their requests are open"),
            column=Column("", N_("asks"), _asking, 4, 4, 5),
        ),
        Field(
            "kind",
            N_(
                "code of what sort of door it is: `home`, or of whom no register lists: `staff` ..."
            ),
            column=Column("", N_("kind"), _kind),
        ),
        Field(
            "present",
            N_("how many are there, as said or as follows from what else is known"),
            lambda row, _now: words.counts_of(row).present,
        ),
        Field(
            "fed",
            N_("how many are fed, as said or as follows from what else is known"),
            lambda row, _now: words.counts_of(row).fed,
        ),
        Field("named", N_("how many of them are known by name")),
    ),
)


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[HouseholdRow]:
    from data.households.lists import household_list

    query = asked(ListQuery("all", "address", filter=wish.find), terms())
    return found(household_list(conn, query))


def _outgoing() -> Outgoing:
    from screens.households.outgoing import OUTGOING

    return OUTGOING


LISTING = Listing(
    "households",
    N_("the register of households"),
    _read,
    HOUSEHOLD,
    (
        Filter("--compound", N_("of one compound"), equal("compound"), COMPOUND),
        Filter("--mark", N_("with one mark, such as pregnant"), holds("marks"), MARK),
        Filter(
            "--asking",
            N_("with an open request"),
            lambda told, _given: told["open_requests"] > 0,
            "nothing",
        ),
    ),
    desk=("compound", "building", "room", "head", "phone", "people", "marks", "open_requests"),
    outgoing=_outgoing,
    examples=(
        N_('households --compound "Blossom Tower" --mark pregnant'),
        N_('households --find "Blossom 802"'),
        N_("households --asking --to doors.xlsx"),
    ),
)
