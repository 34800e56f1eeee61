"""What is told of a call taken down as JSON: its request, and what was read beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.reading.gazetteer import HouseholdRef
from models.reading.known import Fact
from models.reading.shapes import Reading, SaidPhone
from models.requests import Double, RequestRow
from models.times import iso
from screens.commands.listing import ADDRESS, Field, Record
from screens.i18n import N_


class Told(NamedTuple):
    """A call: its request, what was read, and the requests it may double."""

    row: RequestRow
    reading: Reading
    doubles: Sequence[Double]


PHONE: Record[SaidPhone] = Record(
    "number said",
    "in `add`",
    (
        Field("phone", value=lambda r, _n: r.digits),
        Field(
            "purpose",
            "code of what it is for: the caller's, to call back ...",
            lambda r, _n: r.role,
        ),
        Field("whose", "the word for whose it is"),
    ),
)

CANDIDATE: Record[HouseholdRef] = Record(
    "household it may be",
    "in `add`",
    (
        Field("household", value=lambda r, _n: r.no),
        *ADDRESS,
        Field("head", N_("name of who the household is registered under")),
        Field("phone"),
    ),
)

KNOWN: Record[Fact] = Record(
    "fact known of its household",
    "in `add`",
    (
        Field("fact", "code of what makes the call more urgent", lambda f, _n: f.code),
        Field("request", "the request that told; none for the register"),
        Field("at", "when that came", lambda f, _n: None if f.at is None else iso(f.at)),
        Field("weeks", "of a pregnancy by now"),
    ),
)

DOUBLE: Record[Double] = Record(
    "request it may double",
    "in `add`",
    (
        Field("request", value=lambda r, _n: r.row.no),
        Field("likeness", "`need`, `phone`, `words` or `household`", lambda r, _n: r.why),
    ),
)

CALL: Record[Told] = Record(
    "call",
    "`add`, beside all fields of its request",
    (
        Field("text", "the line, cleaned", lambda t, _n: t.reading.text),
        Field("names", "names in the order they are said", lambda t, _n: t.reading.people),
        Field("patient", "the word for whom help is asked", lambda t, _n: t.reading.patient),
        Field("phones", "numbers in it", lambda t, _n: list(t.reading.phones), of=PHONE),
        Field("days_left", "days what they have will last", lambda t, _n: t.reading.days_left),
        Field(
            "candidates",
            "households it may be about when there are several",
            lambda t, _n: list(t.reading.candidates),
            of=CANDIDATE,
        ),
        Field(
            "known",
            "what is known of its household and makes it more urgent",
            lambda t, _n: list(t.reading.known),
            of=KNOWN,
        ),
        Field("doubles", "open requests it may double", lambda t, _n: list(t.doubles), of=DOUBLE),
    ),
)
