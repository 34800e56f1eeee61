"""What is told of who can be called: the desk's directory, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from data.sql import Reader
from models.directory import Entry
from models.listing import ListQuery
from models.problems import Refused
from screens.commands.listing import Field, Listing, Record, Wish, one_of
from screens.directory import words
from screens.directory.terms import terms
from screens.i18n import N_
from screens.kit import masks
from screens.kit.columns import Cell, Column, View
from screens.kit.term_words import asked, rows


def _no(row: Entry, _view: View) -> Cell:
    return "" if row.contact_no is None else str(row.contact_no)


def _reach(row: Entry, view: View) -> Cell:
    return (words.reach(row, view.now), "good" if row.open else "dim")


def _phone(row: Entry, view: View) -> Cell:
    return masks.phone(row.phone, view.masked)


def _last(row: Entry, view: View) -> Cell:
    return words.last(row, view.now, view.masked)


ENTRY: Record[Entry] = Record(
    "contact",
    "`directory`",
    (
        Field(
            "no",
            N_("number in the directory; null for leaders and services"),
            lambda r, _n: r.contact_no,
            column=Column("", N_("no"), _no, right=True),
        ),
        Field(
            "person",
            N_("number on the roster, of leaders"),
            lambda r, _n: r.person_no,
        ),
        Field("name", column=Column("name", N_("name"), lambda r, _v: r.name, 14, 22)),
        Field(
            "kind",
            column=Column(
                "kind",
                N_("kind"),
                lambda r, _v: words.label(r.kind),
                11,
                16,
                2,
                False,
                0,
                words.kind_words,
            ),
        ),
        Field("rung", N_("code of the level that a request chased with them has reached")),
        Field("phone", column=Column("", N_("phone"), _phone, 11, 12, whole=True)),
        Field(
            "reachable",
            N_("whether they answer now"),
            lambda r, _n: r.open,
            Column("", N_("reachable"), _reach, 16, 16, says=words.reaches),
        ),
        Field("reachable_from", N_("when they answer next"), lambda r, _n: r.opens_at),
        Field(
            "calls",
            N_("how often they were called of late, fifty times at most"),
            lambda r, _n: r.record.tried,
        ),
        Field("calls_answered", N_("how often they answered"), lambda r, _n: r.record.answered),
        Field(
            "calls_accepted", N_("how often they took a patient"), lambda r, _n: r.record.accepted
        ),
        Field("calls_refused", N_("how often they did not"), lambda r, _n: r.record.refused),
        Field(
            "promises_kept",
            N_("promises for requests that ended well"),
            lambda r, _n: r.record.kept,
            Column("", N_("helped"), lambda r, _v: words.rate(r.record), 6, 6, right=True),
        ),
        Field(
            "hours",
            N_("when they answer, as it was written"),
            column=Column("", N_("hours"), lambda r, _v: r.hours, 10, 24, 4),
        ),
        Field("place"),
        Field("note", value=lambda r, _n: r.note if r.contact_no is not None else None),
        Field(
            "last_at",
            N_("when they were last called"),
            column=Column("", N_("last answer"), _last, 12, 0, 3),
        ),
        Field("last_said", N_("what they said then")),
        Field("last_verdict", N_("`accepted` or `refused`, where it was about a patient")),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[Entry]:
    from data.directory.queries import CONTACTS, listing

    view = wish.view or "all"
    if view not in CONTACTS.scopes:
        raise Refused("view_not_known", "view", view=view, known=list(CONTACTS.scopes))
    return rows(listing(conn, asked(ListQuery(view, "kind", filter=wish.find), terms()), now))


def _scopes() -> Iterable[str]:
    from data.directory.queries import CONTACTS

    return CONTACTS.scopes


LISTING = Listing(
    "directory",
    N_("who can be called, and what they answered"),
    _read,
    ENTRY,
    (one_of("--kind", N_("what they are"), [*words.KINDS], words.label),),
    desk=("name", "kind", "phone", "reachable", "promises_kept", "hours", "last_at"),
    views=N_("one of the desk's views: now, hospitals, desks, archived"),
    scopes=_scopes,
)
