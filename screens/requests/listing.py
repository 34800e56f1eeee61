"""What is told of requests: the queue of the desk and of the command line, and its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from data.sql import Reader
from models.chases import Urgency
from models.problems import Problem
from models.requests import Door, RequestKind, RequestRow, RequestState
from models.requests.doubts import may_be_life
from models.requests.numbers import Number, first_number
from models.requests.reasons import why_first
from models.requests.rules import chase_due
from models.times import loaded, local_date, short_date
from screens.commands.listing import (
    ADDRESS,
    WHY,
    Field,
    Filter,
    Listing,
    Outgoing,
    Plain,
    Record,
    Wish,
    equal,
    one_of,
)
from screens.commands.named import COMPOUND, PERSON
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.columns import Cell, Column, Tone, View
from screens.kit.term_words import asked
from screens.kit.term_words import rows as found
from screens.requests import time_words, words
from screens.requests.terms import terms
from screens.requests.why_words import why
from screens.sentences import say

_TONES: dict[str, Tone] = {"life": "life", "today": "warn"}


def _urgency(row: RequestRow, _view: View) -> Cell:
    if row.state == "closed":
        return (f"✓ {words.label(row.outcome or 'met', 'outcome')}", "dim")
    if row.state == "call_back":
        return (_("update"), "good")
    # How urgent it is counts only while it is open; another state is damaged.
    RequestState(row.state)
    tone = "life" if may_be_life(row) else _TONES.get(row.urgency, "")
    return (words.urgency(row), tone)


def _what(row: RequestRow, view: View) -> Cell:
    said = words.summary(row, view.masked)
    return (said, "warn") if words.is_doubted(row) else said


def _due(row: RequestRow, view: View) -> Cell:
    said = time_words.due(row, view.now)
    return (said, "warn") if chase_due(row, view.now) else said


def _waiting(row: RequestRow, view: View) -> Cell:
    if row.joined_to is not None:
        return _("joined to {no}").format(no=row.joined_to)
    if row.state == "closed":
        return _day_of(row.opened_at, view.now)
    return time_words.waiting(row, view.now)


def _waiting_shortly(row: RequestRow, view: View) -> Sequence[str]:
    """Without whom it was pushed to, or in which part of an hour."""
    if row.joined_to is not None or row.state == "closed":
        return ()
    return time_words.waiting_shortly(row, view.now)


def _untold_shortly(row: RequestRow, view: View) -> Sequence[str]:
    return time_words.untold_shortly(row, view.now) if row.state != "closed" else ()


def _day_of(at: str, now: datetime) -> str:
    return short_date(local_date(loaded(at)), local_date(now))


def _phone(row: RequestRow, view: View) -> Cell:
    first = first_number(row)
    return "" if first is None else masks.phone(first.phone, view.masked)


def _untold(row: RequestRow, view: View) -> Cell:
    return time_words.untold(row, view.now) if row.state != "closed" else ""


LEFT: Record[tuple[int, Problem]] = Record(
    "request left as it was",
    "`chase`, `close` of several: `left`, beside the requests it was `done` to",
    (
        Field("no", value=lambda one, _n: one[0]),
        Field("code", "code of why", lambda one, _n: one[1].code),
        Field("said", "the same in words", lambda one, _n: say(one[1])),
    ),
)

DOOR: Record[Door] = Record(
    "further door",
    "in a request",
    (
        Field("household", N_("number of the household")),
        *ADDRESS,
        Field("head", N_("name of who the household is registered under")),
        Field("phone"),
    ),
)

NUMBER: Record[Number] = Record(
    "number to dial",
    "in `requests` and `emergency`",
    (
        Field(
            "phone",
            N_("digits, with those dialled behind them after a hyphen: `02163000001-8`"),
            lambda one, _n: f"{one.phone}-{one.extension}" if one.extension else one.phone,
        ),
        Field("of", N_("whose it is: `call_back`, `caller` or `register`")),
        Field("whose", N_("name of that person, or a word for them")),
    ),
)

REQUEST: Record[RequestRow] = Record(
    "request",
    "`requests`, `chase`, `close`; in `add`, `today` and `emergency`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), 4, 6, 2, True)),
        Field("id"),
        Field(
            "urgency",
            N_("`life`, `today`, `soon` or `routine`, as near as the harm is now"),
            column=Column("hurt", N_("urgent"), _urgency, 7, 8, says=words.urgencies),
        ),
        Field(
            "state",
            N_("`open`, `call_back` (met, the resident not told) or `closed`"),
            column=Column("", N_("state"), lambda r, _v: words.label(r.state, "state")),
        ),
        Field(
            "kind",
            column=Column(
                "kind",
                N_("kind"),
                lambda r, v: words.kind(r, v.masked),
                9,
                11,
                wants=11,
                says=words.kinds,
            ),
        ),
        Field(
            "compound",
            column=Column("address", N_("where"), lambda r, _v: words.address(r), 19, 24, wants=20),
        ),
        *ADDRESS[1:],
        Field("address_said"),
        Field("household", value=lambda r, _n: r.household_no),
        Field(
            "doors",
            N_("further households it is about"),
            lambda r, _n: list(r.doors),
            of=DOOR,
        ),
        Field(
            "summary",
            N_("what is asked for, without time, address, names and numbers"),
            column=Column("", N_("what"), _what, 20, priority=0, wants=40),
        ),
        Field("caller", N_("who called")),
        Field("phone", column=Column("", N_("telephone"), _phone, 11, whole=True)),
        Field(
            "dial",
            N_("the number to dial first: the one said in the call, else the register's"),
            lambda r, _n: first_number(r),
            of=NUMBER,
        ),
        Field("harm_at", N_("when somebody is harmed if nothing is done")),
        Field("harm_reason", N_("code of why then")),
        Field(
            "why_first",
            N_("why it stands where it does in the queue"),
            why_first,
            Column("", N_("first because"), lambda r, v: why(why_first(r, v.now), v.now)),
            WHY,
        ),
        Field("owner", N_("name of its owner")),
        Field("rung", N_("code of the level it was escalated to so far")),
        Field(
            "next_chase_at",
            N_("when it is to be chased next"),
            column=Column("due", N_("next chase"), _due, 11, 12),
        ),
        Field(
            "chases",
            N_("how often it was chased"),
            column=Column(
                "opened", N_("waiting"), _waiting, 9, 20, 3, wants=18, brief=_waiting_shortly
            ),
        ),
        Field("promised_by", N_("who promised it")),
        Field("promised_until", N_("until when")),
        Field(
            "told_at",
            N_("when the resident was last told anything"),
            column=Column("", N_("no update"), _untold, 8, 8, 4, True, brief=_untold_shortly),
        ),
        Field("opened_at", N_("when the call came")),
        Field("outcome", N_("code of how it ended")),
        Field("joined_to", N_("number of the request it was joined to")),
        Field("doubts", N_("codes of what nobody answered yet of how it was read")),
    ),
)


class Promised(NamedTuple):
    """What is to be said of the promise of a chase that was logged."""

    offered: datetime | None
    too_late: bool


PROMISED: Record[Promised] = Record(
    "promise of a chase",
    "in `chase`, beside the fields of the request",
    (
        Field(
            "offered_promise",
            "until when something is promised by what was said, where none was given: not kept",
            lambda p, _n: p.offered,
        ),
        Field(
            "promise_after_harm",
            "whether somebody is harmed before what was promised",
            lambda p, _n: p.too_late,
        ),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[RequestRow]:
    from data.requests import queries
    from data.requests import saved_views as views

    query = views.named_view(conn, wish.view or "all", queries.REQUESTS.scopes)
    query = asked(query._replace(filter=f"{query.filter} {wish.find}".strip()), terms())
    return found(queries.listing(conn, query, now, queries.settings(conn)))


def _scopes() -> Iterable[str]:
    from data.requests.queries import REQUESTS

    return REQUESTS.scopes


def _in_compound(told: Plain, name: str) -> bool:
    """Whether any door of a request is of a compound, one not on file by what was said of it."""
    further = (door["compound"] for door in told["doors"])
    return name in (told["compound"], *further) or name in (told["address_said"] or "")


def _outgoing() -> Outgoing:
    from screens.requests.outgoing import OUTGOING

    return OUTGOING


LISTING = Listing(
    "requests",
    N_("the queue of requests, the most urgent first"),
    _read,
    REQUEST,
    (
        one_of("--state", N_("how far it is"), [*RequestState], lambda v: words.label(v, "state")),
        one_of("--kind", N_("what is asked for"), [*RequestKind], lambda v: words.label(v, "kind")),
        one_of("--urgency", N_("how urgent"), [*Urgency], lambda v: words.label(v, "urgency")),
        Filter("--compound", N_("of one compound"), _in_compound, COMPOUND),
        Filter("--owner", N_("held by one person"), equal("owner"), PERSON),
    ),
    desk=(
        "urgency",
        "no",
        "kind",
        "compound",
        "summary",
        "next_chase_at",
        "chases",
        "told_at",
    ),
    views=N_("one of the desk's views (now, mine, errands …), or one that was kept"),
    scopes=_scopes,
    outgoing=_outgoing,
    examples=(
        N_("requests --view now"),
        N_('requests --compound "Blossom Tower" --kind medicine'),
        N_('requests --find "urgency:today !pets" --to today.xlsx'),
    ),
)
