"""Offers of help: what somebody would do, where and when, and what became of it.

Views, states and inputs; no tables.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.problems import Problem
from models.requests import RequestKind


class OfferState(StrEnum):
    """What became of an offer. There is no refusing one: it stands until it is taken or over."""

    OPEN = "open"
    TAKEN = "taken"
    OVER = "over"


class OverWhy(StrEnum):
    """Why an offer is over."""

    WITHDRAWN = "withdrawn"
    ILL = "ill"
    NOT_NEEDED = "not_needed"


class OfferRow(NamedTuple):
    """An offer as it stands at a moment; times in stored form.

    What is not known of its giver by itself is told by the call it came with.
    """

    no: int
    id: str
    version: int
    state: str
    name: str
    phone: str
    text: str
    """What was offered, as it was said."""
    household_no: int | None
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    kinds: tuple[str, ...]
    """The kinds of requests it may serve."""
    skills: tuple[str, ...]
    vehicle: str
    hours: str
    available_from: int | None
    available_until: int | None
    """Minutes after midnight, past 1440 of the next day; both None for any time."""
    offered_at: str
    request_no: int | None
    """The call it came with."""
    person_no: int | None
    """Who its giver is on the roster, since it was taken."""
    known_no: int | None = None
    """Who on the roster has its giver's name and number, taken or not."""
    place: str | None = None
    """Where that person is; None where nobody said so, or its giver is nobody of the roster."""
    has_pass: int = 0
    no_heavy_work: int = 0
    """1 for yes, of that person; what the offer itself says of it `models.offers.reading` reads."""
    presence: str | None = None
    """Whether its giver lives behind their door, where the register names them."""
    household_moves: int = 0
    """1 while somebody of its household waits to be taken away, as positive or as a contact."""
    owed: int = 0
    """1 once the call it came with is met and its giver is still to be told, and thanked."""
    building_until: str | None = None
    compound_until: str | None = None
    """Last local date, `YYYY-MM-DD`, on which its giver's building or compound is closed."""


class OfferInput(NamedTuple):
    """An offer as it is typed, or read of a call.

    Attributes:
        hours: when its giver has time, in their words; minutes are made of it.
        household_no: whose door it comes from; the compound is that door's then.
        offered_at: when it was said; None for now.
    """

    text: str
    name: str = ""
    phone: str = ""
    household_no: int | None = None
    compound: str | None = None
    kinds: tuple[RequestKind, ...] = ()
    skills: tuple[str, ...] = ()
    vehicle: str = ""
    hours: str = ""
    offered_at: datetime | None = None


class Need(NamedTuple):
    """An open request as offers are held against it."""

    no: int
    kind: str
    household_no: int | None
    compounds: tuple[str, ...]
    """Of all its doors; empty where that is not known."""
    harm_at: str | None
    """In stored form; None where nobody put a date to it."""
    said: str
    """What was said of it, folded."""


class Ended(NamedTuple):
    """What came of an offer that was taken or is over.

    Attributes:
        person_no: who its giver is on the roster; None where they are nobody of it.
        was_known: whether they were on it before.
        request_no: the call it came with, where that was closed with it, or is left to be thanked.
        owed: whether its giver is still to be told.
        held: why that call could not be closed; None where it could, or there was nothing to close.
    """

    no: int
    name: str
    person_no: int | None = None
    was_known: bool = False
    request_no: int | None = None
    owed: bool = False
    held: Problem | None = None
