"""Results: what was said of somebody's test, by whom and when. No tables.

Sources are kept apart: a tube's result, one's own test, an antigen kit, what the city's app shows
and what the subdistrict says may differ, and each has its time.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.call_sheet import Person, Who
from models.problems import Problem


class Source(StrEnum):
    """Who or what says so, of one person; `pool` is said of a tube and stands with it."""

    SINGLE = "single"
    """A PCR test of one's own."""
    ANTIGEN = "antigen"
    APP = "app"
    """What the city's app shows."""
    SUBDISTRICT = "subdistrict"
    """What the subdistrict or the disease control told."""


POOL = "pool"
"""The source of a result that a whole tube has."""


ALSO_NEGATIVE = "also_negative"
"""What a list changes of a tube that stays abnormal though it says that it is negative."""


class Result(StrEnum):
    """What a test came to."""

    NEGATIVE = "negative"
    ABNORMAL = "abnormal"
    """Has to be confirmed."""
    POSITIVE = "positive"
    RELEASED = "released"
    """Came back from isolation: exempt from rounds for some months."""


class ResultInput(NamedTuple):
    """A result as it is typed or imported."""

    result: Result
    source: Source = Source.SINGLE
    at: datetime | None = None
    """When it was told; None for now."""
    round_no: int | None = None
    said: str = ""
    """Anything more, in words."""


class OwnLine(NamedTuple):
    """A result of one person, of a list that is brought in."""

    who: Who
    name: str
    given: ResultInput
    is_of_round: bool = False
    """Whether the round is one they were sampled in, as far as is known."""


class TubeLine(NamedTuple):
    """A tube of a round, of a list that is brought in: who is in it, what it came to."""

    round_no: int
    code: str
    members: tuple[Person, ...] = ()
    """Who is put into it by this; they count as sampled."""
    result: Result | None = None
    at: datetime | None = None
    """When its result was told; None for now."""
    sampled_at: datetime | None = None
    unclear: tuple[tuple[Problem, str], ...] = ()
    """What of the list is to be settled, each with the words it was written in."""


class ResultRow(NamedTuple):
    """One result of one person, as lists and JSON show it. Times in stored UTC form."""

    no: int | None
    """None for a tube's result."""
    resident_no: int | None
    household_no: int | None
    name: str
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    source: str
    result: str
    at: str
    round_no: int | None
    tube: str | None
    said: str


class Hold(NamedTuple):
    """Why somebody is not to be in a pool.

    `why`: `positive`, `pending` or `exempt`, as in `models.call_sheet.Why`; `until`: a local date,
    or None for until there is a result of their own; `since`: in stored UTC form.
    """

    who: Who
    why: str
    until: str | None
    since: str
