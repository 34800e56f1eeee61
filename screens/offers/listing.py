"""What is told of offers of help: the table and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data.sql import Reader
from models.offers import OfferRow, OfferState
from models.offers.rules import Fit, suiting
from models.requests import RequestKind
from models.text import fold
from screens.commands.listing import (
    ADDRESS,
    WHY,
    Field,
    Filter,
    Listing,
    Record,
    Wish,
    equal,
    holds,
    one_of,
)
from screens.commands.named import COMPOUND
from screens.i18n import N_
from screens.kit.columns import Column
from screens.kit.times import clock
from screens.offers import words
from screens.requests.words import label as request_label


class Told(NamedTuple):
    """An offer with the open requests it may serve."""

    row: OfferRow
    fits: Sequence[Fit]


MATCH: Record[Fit] = Record(
    "request an offer may serve",
    "in `offers`",
    (
        Field("request", value=lambda f, _n: f.request_no),
        Field(
            "suits",
            N_("whether nothing speaks against it"),
            lambda f, _n: f.suits,
            is_a="boolean",
        ),
        Field("favours", N_("what speaks for it"), lambda f, _n: list(f.favours), of=WHY),
        Field("against", N_("what speaks against it"), lambda f, _n: list(f.against), of=WHY),
        Field("from_at", N_("when its giver first has time, before the harm; null for never")),
    ),
)


def _of(name: str, about: str = "", column: Column[Told] | None = None) -> Field[Told]:
    return Field(name, about, lambda told, _now: getattr(told.row, name), column)


def _list(name: str, about: str, column: Column[Told] | None = None) -> Field[Told]:
    return Field(name, about, lambda told, _now: list(getattr(told.row, name)), column)


OFFER: Record[Told] = Record(
    "offer of help",
    "`offers`",
    (
        _of("no", column=Column("", N_("no"), lambda t, _v: str(t.row.no), right=True)),
        _of("id"),
        _of("state", column=Column("", N_("state"), lambda t, _v: words.state(t.row.state))),
        _of("name", column=Column("", N_("name"), lambda t, _v: t.row.name)),
        _of("phone", column=Column("", N_("phone"), lambda t, _v: t.row.phone)),
        _of("text", N_("what was offered, as it was said")),
        *(_of(one.name) for one in ADDRESS),
        _list(
            "kinds",
            N_("kinds of requests it may serve, as codes"),
            Column("", N_("may serve"), lambda t, _v: words.kinds(t.row)),
        ),
        _list("skills", N_("skills, in the words that were said")),
        _of(
            "vehicle",
            N_("vehicle, in the words that were said"),
            Column("", N_("vehicle"), lambda t, _v: t.row.vehicle),
        ),
        _of(
            "hours",
            N_("when they have time, in the words that were said"),
            Column("", N_("hours"), lambda t, _v: t.row.hours),
        ),
        _of(
            "offered_at",
            N_("when it was offered"),
            Column("", N_("offered"), lambda t, v: clock(t.row.offered_at, v.now)),
        ),
        Field(
            "suits",
            N_("numbers of the open requests it suits, the most urgent first"),
            lambda t, _n: suiting(t.fits),
            Column("", N_("suits"), lambda t, _v: words.numbers(suiting(t.fits))),
            is_a="numbers",
        ),
        Field(
            "matches",
            N_("every open request of a kind it may serve, those it suits first"),
            lambda t, _n: list(t.fits),
            of=MATCH,
        ),
        Field(
            "owed",
            N_("whether its giver is still to be told what became of it, and thanked"),
            lambda t, _n: bool(t.row.owed),
        ),
        _of("request_no", N_("number of the call it came with")),
        _of("person_no", N_("who its giver is on the roster, since it was taken")),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[Told]:
    from data.offers import queries as offers

    rows = offers.offers(conn, now)
    typed = fold(wish.find).split()
    found = [row for row in rows if all(word in offers.text(row) for word in typed)]
    fits = offers.fits(conn, found, now)
    return [Told(row, fits[row.no]) for row in found]


LISTING = Listing(
    "offers",
    N_("offers of help, and the open requests they suit; take or over ends some"),
    _read,
    OFFER,
    (
        one_of("--state", N_("how far"), [*OfferState], words.state),
        Filter(
            "--kind",
            N_("may serve this kind of request"),
            holds("kinds"),
            "value",
            tuple(map(str, RequestKind)),
            lambda kind: request_label(kind, "kind"),
        ),
        Filter("--compound", N_("of one compound"), equal("compound"), COMPOUND),
    ),
)
