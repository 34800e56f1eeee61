"""The forms of an offer of help: one that came with no call, and one on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from data.offers import queries as offers
from data.reading import capture
from data.sql import Reader
from models.offers import OfferInput, OfferRow
from models.offers.reading import Said, offer_words, read_offer
from models.problems import Problem
from models.requests import RequestKind
from models.word_tables import unless_broken
from screens.i18n import N_
from screens.kit.fields import FormField, Values, read_fields, reader, shown
from screens.kit.kinds import LONG, WORDS, Several
from screens.kit.record import Record
from screens.offers import words
from screens.requests.words import label as request_label


def _kinds() -> Sequence[tuple[str, str]]:
    """The kinds of requests that words of offers lead to; all of them while those are broken."""
    served = unless_broken(
        lambda: {kind for one in offer_words().serves for kind in one.kinds}, {*RequestKind}
    )
    return [(kind, said) for kind, said in request_label.choices("kind") if kind in served]


_SAID: tuple[FormField, ...] = (
    FormField("name", N_("name")),
    FormField("phone", N_("phone")),
    FormField(
        "text", N_("offers"), LONG, required=True, hint=N_("I have a car and can fetch medicine")
    ),
    FormField("vehicle", N_("vehicle")),
    FormField("skills", N_("skills"), WORDS, hint=N_("guiding, nurse")),
    FormField("hours", N_("hours"), hint=N_("7:00-10:00")),
)

OFFER: tuple[FormField, ...] = (
    *_SAID,
    FormField("kinds", N_("may serve"), Several(_kinds)),
)
"""The fields of an offer on file."""

NEW: tuple[FormField, ...] = (
    *_SAID[:2],
    FormField("where", N_("household"), hint=N_("Blossom 3-1505, or a telephone number")),
    *_SAID[2:],
)
"""The fields of one that came with no call; what it may serve is read of what was said."""


def offer_record(now: datetime, conn: Reader, no: int) -> Record:
    """An offer on file.

    Raises:
        Refused: `offer_unknown`.
    """
    found = offers.offer(conn, no, now)
    return Record(partial(_title, found), shown(OFFER, found), found.version, (found.id,))


def _title(row: OfferRow) -> str:
    return words.giver(row)


def _given(kinds: tuple[str, ...], **said: Any) -> OfferInput:
    return OfferInput(kinds=tuple(map(RequestKind, kinds)), **said)


read_offer_form = reader(OFFER, _given)
"""What is known of an offer as its form says it."""


def read_new(conn: Reader, values: Values, now: datetime) -> OfferInput | list[Problem]:
    """A new offer as its form says it: what its fields leave open is read of what was said."""
    found = read_fields(NEW, values, now)
    if isinstance(found, list):
        return found
    where = found.pop("where")
    said = unless_broken(lambda: read_offer(found["text"], offers=True), Said())
    for name in ("vehicle", "skills", "hours"):
        found[name] = found[name] or getattr(said, name)
    given = OfferInput(kinds=said.kinds, **found)
    if not where:
        return given
    place = capture.read(conn, where, now)
    if place.household is None:
        unknown = Problem("household_not_found", {"value": where})
        return [replace(place.trouble or unknown, field="where")]
    return given._replace(household_no=place.household)
