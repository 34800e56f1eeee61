"""What is told of rounds of calls: tables and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.sql import Reader
from models.call_down import CallLine, RoundLine, RoundPlan, Share, ToCall, Unspoken
from models.telephones import Telephone
from models.text import fold
from screens.call_down import words
from screens.commands.listing import WHY, Field, Filter, Listing, Record, Wish
from screens.i18n import N_
from screens.kit import masks
from screens.kit.columns import Column
from screens.kit.times import clock
from screens.kit.values import joined

if TYPE_CHECKING:
    from data.call_down.commands import Recorded

PHONE: Record[Telephone] = Record(
    "number to dial",
    "in `call-down`",
    (
        Field("phone", value=lambda r, _n: r.number),
        Field("extension", "what is dialled after it; null for nothing"),
        Field("whose", "whose it is, in the register's words; null where nobody said"),
    ),
)

LEFT: Record[CallLine] = Record(
    "call of a round",
    "`call-down left`, and in `call-down result`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("round", "number of the round"),
        Field("household"),
        Field("resident", "number of the resident who is called; null for the household"),
        Field("name", column=Column("", N_("name"), lambda r, _v: r.name)),
        Field(
            "door",
            "the address, short",
            column=Column("", N_("where"), lambda r, _v: r.door),
        ),
        Field(
            "phones",
            "numbers, the first to be tried first; none where somebody has to go there",
            lambda r, _n: list(r.phones),
            Column("", N_("telephone"), lambda r, v: words.first_phone(r.phones, v.masked)),
            PHONE,
        ),
        Field(
            "marks",
            "marks of the household and of its people",
            column=Column("", N_("marks"), lambda r, v: joined(masks.marks(r.marks, v.masked))),
        ),
        Field(
            "caller",
            "name of who makes it",
            column=Column("", N_("called by"), lambda r, _v: words.who(r)),
        ),
        Field(
            "due_at",
            "when it is to be made; null once nothing is left to do of it",
            column=Column("", N_("due"), lambda r, v: words.when(r, v.now)),
        ),
        Field("due", "whether that is now", lambda r, _n: bool(r.due)),
        Field("tries", "how often it was tried"),
        Field("tried_at", "when it was last"),
        Field("result", "`well`, `needs`, `no_answer` or `not_here`; null before the first try"),
        Field("spoken_at", "when somebody answered"),
        Field("request", "number of the request that came of it"),
        Field("note"),
    ),
)

UNSPOKEN: Record[Unspoken] = Record(
    "household not spoken to",
    "`call-down left --unspoken`",
    (
        Field("household", value=lambda r, _n: r.no),
        Field("name", column=Column("", N_("name"), lambda r, _v: r.name)),
        Field(
            "door",
            "the address, short",
            column=Column("", N_("where"), lambda r, _v: r.door),
        ),
        Field(
            "phones",
            "numbers, the first to be tried first",
            lambda r, _n: list(r.phones),
            Column("", N_("telephone"), lambda r, v: words.first_phone(r.phones, v.masked)),
            PHONE,
        ),
        Field(
            "marks",
            "marks of the household and of its people",
            column=Column("", N_("marks"), lambda r, v: joined(masks.marks(r.marks, v.masked))),
        ),
        Field(
            "spoken_at",
            "when somebody spoke to them last; null for never",
            column=Column("", N_("spoken to"), lambda r, v: words.spoken(r, v.now)),
        ),
    ),
)

_GOING: tuple[Field[ToCall], ...] = (
    Field("household"),
    Field("resident", "number of the resident; null for the household"),
    Field("name"),
    Field("door", "the address, short"),
)

SHARE: Record[Share] = Record(
    "planned call",
    "in `call-down new`",
    (
        Field("household", value=lambda r, _n: r.call.household),
        Field(
            "resident",
            "number of the resident; null for the household",
            lambda r, _n: r.call.resident,
        ),
        Field(
            "name",
            value=lambda r, _n: r.call.name,
            column=Column("", N_("name"), lambda r, _v: r.call.name),
        ),
        Field(
            "door",
            "the address, short",
            lambda r, _n: r.call.door,
            Column("", N_("where"), lambda r, _v: r.call.door),
        ),
        Field(
            "phones",
            "numbers, the first to be tried first; none where somebody has to go there",
            lambda r, _n: list(r.call.phones),
            Column("", N_("telephone"), lambda r, v: words.first_phone(r.call.phones, v.masked)),
            PHONE,
        ),
        Field("marks", "those they are called for", lambda r, _n: list(r.call.marks)),
        Field(
            "caller",
            "name of who calls; null for nobody",
            lambda r, _n: r.name or None,
            Column("", N_("called by"), lambda r, _v: words.share(r)),
        ),
        Field(
            "why",
            value=lambda r, _n: r.why,
            column=Column("", N_("why"), lambda r, _v: words.why(r.why)),
            of=WHY,
        ),
    ),
)

LEFT_OUT: Record[ToCall] = Record(
    "who is left out",
    "in `call-down new`",
    (
        *_GOING,
        Field(
            "reason",
            "`away`, `moved_out`, `died`, `empty_flat`, `out_of_town` or `nobody_there`",
            lambda r, _n: r.gone,
        ),
    ),
)


class Told(NamedTuple):
    """A round, whether it was made, and its number then."""

    plan: RoundPlan
    no: int | None


ROUND_MADE: Record[Told] = Record(
    "round made",
    "`call-down new`",
    (
        Field("no", "number of the round; null where it was only shown", lambda t, _n: t.no),
        Field("applied", value=lambda t, _n: t.no is not None),
        Field("count", N_("how many calls"), lambda t, _n: len(t.plan.shares)),
        Field("to_visit", "how many have no number", lambda t, _n: _visits(t.plan)),
        Field("calls", "who is called, by whom", lambda t, _n: list(t.plan.shares), of=SHARE),
        Field(
            "left_out",
            "who bears a mark and is not called",
            lambda t, _n: list(t.plan.left_out),
            of=LEFT_OUT,
        ),
        Field(
            "given_none",
            "who works here and is given no calls, and why",
            lambda t, _n: [one.off for one in t.plan.callers if one.off is not None],
            of=WHY,
        ),
    ),
)


def _visits(plan: RoundPlan) -> int:
    return sum(not one.call.phones for one in plan.shares)


RESULT: Record[Recorded] = Record(
    "result of a call",
    "`call-down result`",
    (
        Field("call", "the call as it is now", lambda r, _n: r.line, of=LEFT),
        Field("in_a_row", "tries in a row that nobody answered", lambda r, _n: r.tries),
        Field(
            "knock",
            "number of the request that somebody should knock, made by this",
        ),
    ),
)

ROUND: Record[RoundLine] = Record(
    "round of calls",
    "`call-down`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field(
            "marks",
            N_("by what its people were chosen"),
            column=Column("", N_("marks"), lambda r, v: joined(masks.marks(r.marks, v.masked))),
        ),
        Field(
            "made_at",
            N_("when it was made"),
            column=Column("", N_("made"), lambda r, v: clock(r.made_at, v.now)),
        ),
        Field(
            "calls",
            N_("how many calls"),
            column=Column("", N_("to ring"), lambda r, _v: str(r.calls), right=True),
        ),
        Field(
            "well",
            N_("who is well"),
            column=Column("", N_("well"), lambda r, _v: str(r.well), right=True),
        ),
        Field(
            "needs",
            N_("who needs something"),
            column=Column("", N_("needs"), lambda r, _v: str(r.needs), right=True),
        ),
        Field(
            "not_here",
            N_("who is not here"),
            column=Column("", N_("not here"), lambda r, _v: str(r.not_here), right=True),
        ),
        Field(
            "left",
            N_("still to be made"),
            column=Column("", N_("left"), lambda r, _v: str(r.left), right=True),
        ),
        Field(
            "due",
            N_("of these, now"),
            column=Column("", N_("due now"), lambda r, _v: str(r.due), right=True),
        ),
        Field("note"),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[RoundLine]:
    from data.call_down import queries

    typed = fold(wish.find)
    return [one for one in queries.rounds(conn, now) if typed in fold(" ".join(one.marks))]


LISTING = Listing(
    "call-down",
    N_("rounds of calls to the vulnerable; new, result, left behind it do more"),
    _read,
    ROUND,
    (
        Filter(
            "--open",
            N_("only rounds of which calls are left"),
            lambda told, _given: bool(told["left"]),
            "nothing",
        ),
    ),
)
