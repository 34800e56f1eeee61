"""What is told of closed places, and of what they break: tables and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from data.sql import Reader
from models.closed import Break, ClosablePlace, Extent
from models.text import fold
from screens.closed import words
from screens.commands.listing import Field, Filter, Listing, Record, Wish, one_of
from screens.i18n import N_
from screens.kit.columns import Column

PLACE: Record[ClosablePlace] = Record(
    "closed place",
    "`closed`, and in `shut` and `reopen`",
    (
        Field(
            "extent",
            N_("`compound` for a whole one, or `building`"),
            column=Column("", N_("what"), lambda r, _v: words.extent(r.extent)),
        ),
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("compound", column=Column("", N_("place"), lambda r, _v: r.name)),
        Field("lane"),
        Field("building"),
        Field(
            "closed_until",
            N_("last day on which it is closed by itself; it may be over"),
            column=Column("", N_("closed until"), lambda r, v: words.state(r, v.now)),
        ),
        Field(
            "closed_why",
            N_("why it is closed"),
            column=Column("", N_("why"), lambda r, _v: r.closed_why),
        ),
        Field("closed", N_("whether nobody leaves it today, with its compound too"), words.is_shut),
        Field(
            "households",
            N_("how many households live in it"),
            column=Column("", N_("households"), lambda r, _v: str(r.households), right=True),
        ),
        Field("people", column=Column("", N_("people"), lambda r, _v: str(r.people), right=True)),
    ),
)

BREAK: Record[Break] = Record(
    "what closing breaks",
    "in `shut`",
    (
        Field("kind", "`errand`, `shut_out`, `kept_in`, `drop`, `session` or `leader`"),
        Field("no", "number of the errand, stop or session; else of the person"),
        Field("duty", "number of the duty somebody cannot do", lambda r, _n: r.duty_no),
        Field("work", value=lambda r, _n: r.work or None),
        Field("starts_at"),
        Field("where"),
        Field("members", value=lambda r, _n: list(r.who)),
        Field("households", "how many households it is for"),
        Field(
            "told",
            "all of it in words, in the language spoken",
            words.brief,
            Column("", N_("what it breaks"), lambda r, v: words.brief(r, v.now)),
        ),
    ),
)


class Shut(NamedTuple):
    """Places with what closing them breaks."""

    places: Sequence[ClosablePlace]
    until: str
    why: str
    breaks: Sequence[Break]
    applied: bool


SHUT: Record[Shut] = Record(
    "places closed",
    "`shut`",
    (
        Field("places", "the places, as they are now", lambda r, _n: list(r.places), of=PLACE),
        Field("until", "last day on which they are closed"),
        Field("closed_why", "why", lambda r, _n: r.why),
        Field("breaks", "what that breaks", lambda r, _n: list(r.breaks), of=BREAK),
        Field("applied"),
    ),
)


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[ClosablePlace]:
    from data.closed.queries import closed_places

    found = fold(wish.find)
    told = ((fold(f"{one.name} {one.closed_why}"), one) for one in closed_places(conn))
    return [one for text, one in told if found in text]


def _open(told: dict[str, Any], _given: object) -> bool:
    return bool(told["closed"])


LISTING = Listing(
    "closed",
    N_("buildings and compounds that are closed, until when and why"),
    _read,
    PLACE,
    (
        one_of("--extent", N_("only compounds, or only buildings"), [*Extent], words.extent),
        Filter("--current", N_("only what is closed now"), _open, "nothing"),
    ),
)
