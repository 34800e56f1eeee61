"""The emergency sheet of a request about a life: danger, attempts, family, way. No tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.chases import Rung, Verdict
from models.directory import Entry
from models.emergency.wards import Fit


class EmergencyKind(StrEnum):
    """What endangers the life; `unclear` until somebody knows."""

    BLEEDING = "bleeding"
    BIRTH = "birth"
    DIALYSIS = "dialysis"
    CHEST_PAIN = "chest_pain"
    BREATHING = "breathing"
    BABY_FEVER = "baby_fever"
    FALL = "fall"
    SUICIDE = "suicide"
    FIRE = "fire"
    """Fire, smoke, gas, sparks, carbon monoxide."""
    TRAPPED = "trapped"
    """In a lift, a room, a pit; hanging outside, under something, below what may fall."""
    VIOLENCE = "violence"
    POISON = "poison"
    """Swallowed, breathed in or taken too much of."""
    MISSING = "missing"
    """Gone astray, or silent behind a door."""
    MEDICINE = "medicine"
    """Insulin, oxygen or another that nobody may go without is gone."""
    UNCLEAR = "unclear"


class Result(StrEnum):
    """What came of an attempt."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


class SheetLine(StrEnum):
    """What a stamped line of the sheet says, beside attempts."""

    ITEM = "item"
    FAMILY_TOLD = "family_told"
    TRANSFER = "transfer"
    ARRIVED = "arrived"


class Attempt(NamedTuple):
    """One call for a life: a chase with its result. Times in stored form."""

    at: str
    entered_at: str
    whom: str
    contact_no: int | None
    person_no: int | None
    """Who of the roster was asked, where it was somebody of it."""
    rung: str
    said: str
    answered: int
    verdict: str | None
    by: str | None
    entry: int
    """Its place among all that was ever entered, whatever the clock said."""


class LineView(NamedTuple):
    """One stamped line: for an item `item` is its code, else `said` is who was told, what comes,
    where somebody arrived."""

    line: str
    item: str
    said: str
    at: str
    entered_at: str
    by: str | None
    entry: int
    """As of an attempt."""


class Call(NamedTuple):
    """When somebody called about a life, and when that was entered; as of an attempt."""

    at: str
    entered_at: str
    entry: int


class Caller(NamedTuple):
    """Somebody who calls for this life."""

    no: int
    name: str


class Sheet(NamedTuple):
    """The sheet of one request; attempts and lines the latest first."""

    request_no: int
    kind: str
    callers: tuple[Caller, ...]
    """At most two, who call in parallel."""
    attempts: tuple[Attempt, ...]
    lines: tuple[LineView, ...]


class Choice(NamedTuple):
    """Somebody to be tried, and how they suit; `fit` None of who is no hospital."""

    entry: Entry
    fit: Fit | None


class Next(NamedTuple):
    """Whom a caller tries next; `caller` None while nobody was named."""

    caller: Caller | None
    entry: Entry
    fit: Fit | None


class Lack(StrEnum):
    """What a life still lacks before it is safe in hospital, in the order it comes about."""

    ACCEPTED = "accepted"
    TRANSFER = "transfer"
    ARRIVED = "arrived"
    FAMILY_TOLD = "family_told"


class Way(NamedTuple):
    """How far a life is on its way to help; None for what did not come about yet."""

    taken: Attempt | None = None
    """The acceptance that stands."""
    transfer: LineView | None = None
    arrived: LineView | None = None
    """That they are there, told after the acceptance."""
    family: LineView | None = None
    """That the family was told, after the acceptance."""
    to_be_taken: bool = False
    """Whether a hospital, or anybody else who takes patients, accepted and stands by it."""

    @property
    def under_way(self) -> bool:
        """Whether they are to go somewhere, and nobody told yet that they are there."""
        return (self.to_be_taken or self.transfer is not None) and self.arrived is None

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is still to come about, in order."""
        stages = (self.taken, self.transfer, self.arrived, self.family)
        found = zip(Lack, stages, strict=True)
        return tuple(lack for lack, happened in found if happened is None)


class Ending(NamedTuple):
    """What lets a sheet be closed: who accepted, who of the family was told and when (stored)."""

    accepted_by: str
    told: str
    told_at: str


class AttemptInput(NamedTuple):
    """An attempt as it is logged; `why` is the reason of a refusal, or what was agreed."""

    to: str
    result: Result
    at: datetime
    why: str = ""
    rung: Rung = Rung.HOSPITAL
    contact_no: int | None = None
    by_person_no: int | None = None
    person_no: int | None = None
    """Whom of the roster, where they were chosen from it."""

    @property
    def verdict(self) -> Verdict | None:
        """What was said to the request; nothing where nobody answered."""
        return None if self.result is Result.NO_ANSWER else Verdict(self.result)


class LineInput(NamedTuple):
    """Family told (`said` is who), a transfer arranged (`said` is what comes when), or arrived
    (`said` is where and how; before a colon, whom of the family was told of it)."""

    line: SheetLine
    said: str
    at: datetime
    by_person_no: int | None = None
