"""The listings there are: what each reads, its columns, its filters."""

from __future__ import annotations

from datetime import datetime

from data.sql import Reader
from models.chases import Urgency
from models.custody import KeptKind
from models.errands import ErrandState
from models.errands.rules import errand_text
from models.listing import ListQuery
from models.requests import RequestKind, RequestState
from models.roster import PersonKind, Place
from models.supplies import DropState
from models.testing import SessionState
from models.text import fold
from screens.commands import shapes, tables
from screens.commands.listing import Filter, Listing, Rows, Wish, equal, holds, of, on
from screens.custody import words as kept_words
from screens.errands import words as errand_words
from screens.i18n import N_
from screens.requests import words as request_words
from screens.roster import words as people_words
from screens.supplies import words as supply_words
from screens.testing import words as testing_words


def _households(conn: Reader, wish: Wish, _now: datetime) -> Rows:
    from data.households.lists import household_list

    return household_list(conn, ListQuery("all", "address", filter=wish.find)).rows()


def _roster(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.cover import reserves
    from data.duties.queries import settings
    from data.roster.lists import roster_list

    behind = reserves.by_person(conn, now, settings(conn))
    return roster_list(conn, ListQuery("all", "kind", filter=wish.find), now, behind).rows()


def _private_notes(conn: Reader) -> dict[int, str]:
    from data.roster.queries import private_notes

    return private_notes(conn)


def _custody(conn: Reader, wish: Wish, _now: datetime) -> Rows:
    from data.custody import queries as custody

    found = [*custody.kept(conn), *custody.kept(conn, returned=True)]
    words = fold(wish.find).split()
    return [row for row in found if all(word in custody.text(row) for word in words)]


def _requests(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.requests import queries
    from data.requests import saved_views as views

    query = views.named_view(conn, wish.view or "all", queries.REQUESTS.scopes)
    query = query._replace(filter=f"{query.filter} {wish.find}".strip())
    return queries.listing(conn, query, now, queries.settings(conn)).rows()


def _errands(conn: Reader, wish: Wish, _now: datetime) -> Rows:
    from data.errands.queries import errands, view

    found = [view(conn, row.no) for row in errands(conn)]
    words = fold(wish.find).split()
    return [one for one in found if all(word in errand_text(one) for word in words)]


def _supplies(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.supplies.queries import DROPS, day_bounds

    return DROPS.open(conn, ListQuery("all", "eta", filter=wish.find), **day_bounds(now)).rows()


def _testing(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.supplies.queries import day_bounds
    from data.testing.queries import SESSIONS

    return SESSIONS.open(conn, ListQuery("all", "time", filter=wish.find), **day_bounds(now)).rows()


LISTINGS = (
    Listing(
        "requests",
        N_("the queue of requests, what is hurt first in front"),
        _requests,
        shapes.request,
        tables.request_heads,
        tables.request_cells,
        (
            Filter(
                "--state",
                N_("how far it is"),
                equal("state"),
                RequestState,
                of(request_words, "state"),
            ),
            Filter(
                "--kind",
                N_("what is asked for"),
                equal("kind"),
                RequestKind,
                of(request_words, "kind"),
            ),
            Filter(
                "--urgency",
                N_("how urgent"),
                equal("urgency"),
                Urgency,
                of(request_words, "urgency"),
            ),
            Filter("--compound", N_("of one compound"), equal("compound")),
            Filter("--owner", N_("in one person's hands"), equal("owner")),
        ),
        views=True,
    ),
    Listing(
        "errands",
        N_("ways to the pharmacy for many households, with their lines"),
        _errands,
        lambda one, _now: shapes.errand(one),
        tables.errand_heads,
        tables.errand_cells,
        (Filter("--state", N_("how far it is"), equal("state"), ErrandState, errand_words.state),),
    ),
    Listing(
        "supplies",
        N_("drops of deliveries, gate by gate"),
        _supplies,
        lambda row, _now: shapes.drop(row),
        tables.drop_heads,
        tables.drop_cells,
        (
            Filter(
                "--state", N_("how far it is"), equal("state"), DropState, supply_words.drop_state
            ),
            Filter("--compound", N_("of one compound"), equal("compound")),
            Filter("--day", N_("of one day"), on("eta"), day=True),
        ),
    ),
    Listing(
        "testing",
        N_("testing sessions, with people due and people given"),
        _testing,
        lambda row, _now: shapes.session(row),
        tables.session_heads,
        tables.session_cells,
        (
            Filter(
                "--state", N_("how far it is"), equal("state"), SessionState, testing_words.state
            ),
            Filter("--compound", N_("of one compound"), holds("compounds")),
            Filter("--day", N_("of one day"), on("starts_at"), day=True),
        ),
    ),
    Listing(
        "roster",
        N_("people who work here, where they are, who is on duty"),
        _roster,
        lambda row, _now: shapes.person(row),
        tables.person_heads,
        tables.person_cells,
        (
            Filter(
                "--kind",
                N_("on what footing"),
                equal("kind"),
                PersonKind,
                of(people_words, "kind"),
            ),
            Filter(
                "--place", N_("where they are"), equal("place"), Place, of(people_words, "place")
            ),
            Filter("--compound", N_("of one compound"), equal("compound")),
            Filter("--skill", N_("with one skill"), holds("skills")),
            Filter("--on-duty", N_("on duty now"), equal("on_duty")),
        ),
        at=True,
        private=_private_notes,
    ),
    Listing(
        "custody",
        N_("cards, keys, cash and pets kept for others, and by whom"),
        _custody,
        lambda row, _now: shapes.kept(row),
        tables.kept_heads,
        tables.kept_cells,
        (
            Filter("--kind", N_("what sort of thing"), equal("kind"), KeptKind, kept_words.kind),
            Filter("--holder", N_("kept by one person"), equal("holder")),
            Filter("--compound", N_("of one compound"), equal("compound")),
            Filter(
                "--kept",
                N_("not given back yet"),
                lambda plain, _wanted: plain["returned_at"] is None,
            ),
        ),
    ),
    Listing(
        "households",
        N_("the register of households"),
        _households,
        lambda row, _now: shapes.household(row),
        tables.household_heads,
        tables.household_cells,
        (
            Filter("--compound", N_("of one compound"), equal("compound")),
            Filter("--mark", N_("with one mark, such as 孕妇"), holds("marks")),
            Filter(
                "--asking",
                N_("with an open request"),
                lambda plain, _wanted: plain["open_requests"] > 0,
            ),
        ),
    ),
)
