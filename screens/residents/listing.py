"""What is told of people of households: the desk's register, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.address import short_address
from models.households import HEALTH_MARKS
from models.listing import ListQuery
from models.residents import ResidentRow, Whereabouts
from models.residents.rules import age
from models.telephones import Telephone
from models.times import local_date
from screens.commands.listing import (
    Field,
    Filter,
    Listing,
    Outgoing,
    Record,
    Wish,
    equal,
    holds,
)
from screens.commands.named import COMPOUND, HOUSEHOLD, MARK
from screens.households.words import building, room
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.columns import Cell, Column, View
from screens.kit.term_words import asked
from screens.kit.term_words import rows as found
from screens.kit.values import joined
from screens.residents import words
from screens.residents.terms import terms

PHONE: Record[Telephone] = Record(
    "telephone",
    "numbers of `residents`",
    (
        Field("phone", value=lambda one, _now: one.number),
        Field("extension", N_("digits dialled after it; null for none")),
        Field("whose", N_("in the words it was told with, such as son; null for their own")),
    ),
)


def _relation(row: ResidentRow, _view: View) -> Cell:
    return _("head") if row.is_head and not row.relation else row.relation


def _age(row: ResidentRow, view: View) -> Cell:
    found = age(row.born, local_date(view.now))
    return "" if found is None else str(found)


def _phone(row: ResidentRow, view: View) -> Cell:
    return masks.phone(row.phones[0].number, view.masked) if row.phones else ""


def _marks(row: ResidentRow, view: View) -> Cell:
    """That somebody is not here, and their marks."""
    marks = masks.marks(row.marks, view.masked)
    health = not view.masked and any(mark in HEALTH_MARKS for mark in row.marks)
    said = joined(filter(None, (_presence(row, view), *marks)))
    return (said, "warn" if health else "")


def _presence(row: ResidentRow, _view: View) -> str:
    return "" if row.presence == Whereabouts.PRESENT else words.whereabouts(row.presence)


RESIDENT: Record[ResidentRow] = Record(
    "resident",
    "`residents`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("name", column=Column("name", N_("name"), lambda r, _v: r.name, 8, 16, wants=12)),
        Field(
            "compound",
            column=Column(
                "address", N_("compound"), lambda r, _v: short_address(r.compound), 8, 12, wants=11
            ),
        ),
        Field("lane"),
        Field("building", column=Column("", N_("bldg"), lambda r, _v: building(r), 4, 5)),
        Field("unit"),
        Field("room", column=Column("", N_("room"), lambda r, _v: room(r), 6, 8)),
        Field(
            "phones",
            N_("their numbers in the order they are tried"),
            lambda row, _now: list(row.phones),
            Column("", N_("phone"), _phone, 11, 12, 3, whole=True),
            PHONE,
        ),
        Field(
            "born",
            N_("`YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as much as is known"),
            column=Column("born", N_("age"), _age, 3, 4, 2, right=True),
        ),
        Field(
            "marks",
            N_("what is to be known of them, a list of the register's words: `孕妇`, `独居老人`"),
            column=Column("", N_("marks"), _marks, 8, 0, 2),
        ),
        Field(
            "presence",
            N_("code of whether they live here: `present`, `away`, `moved_out`, `died`"),
            column=Column("", N_("status"), _presence),
        ),
        Field("household_no", N_("number of their household")),
        Field(
            "relation",
            N_("to the head, in the register's words"),
            column=Column("", N_("relation"), _relation, 8, 8, 2),
        ),
        Field(
            "is_head",
            N_("whether the household is registered under them"),
            lambda row, _now: bool(row.is_head),
        ),
        Field("roster_no", N_("number on the roster, where they work here too")),
    ),
)


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[ResidentRow]:
    from data.residents.lists import resident_list

    query = asked(ListQuery("all", "address", filter=wish.find), terms())
    return found(resident_list(conn, query))


def _outgoing() -> Outgoing:
    from screens.residents.outgoing import OUTGOING

    return OUTGOING


LISTING = Listing(
    "residents",
    N_("the people of households, one by one"),
    _read,
    RESIDENT,
    (
        Filter("--compound", N_("of one compound"), equal("compound"), COMPOUND),
        Filter("--mark", N_("with one mark, such as pregnant"), holds("marks"), MARK),
        Filter(
            "--household",
            N_("of one household: its number, or its door"),
            equal("household_no"),
            HOUSEHOLD,
        ),
        Filter(
            "--here",
            N_("who is behind their door now, not away, moved out or dead"),
            lambda told, _given: told["presence"] == Whereabouts.PRESENT,
            "nothing",
        ),
    ),
    desk=("compound", "building", "room", "name", "relation", "born", "phones", "marks"),
    outgoing=_outgoing,
)
