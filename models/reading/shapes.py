"""What free text was read as, a request line or a notice. Values only; nothing here reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.chases import Urgency
from models.problems import Problem
from models.reading.gazetteer import HouseholdRef
from models.reading.known import Fact
from models.requests import RequestKind
from models.supplies import AllocationRule, Base


class Field(StrEnum):
    """What a part of the text was read as."""

    HAPPENED = "happened"
    ADDRESS = "address"
    PERSON = "person"
    PHONE = "phone"
    KIND = "kind"
    URGENCY = "urgency"
    DAYS = "days"


class Span(NamedTuple):
    """Characters `start` to `end` of the text as given, and what they were read as."""

    start: int
    end: int
    field: Field


class PhoneRole(StrEnum):
    """Whose a telephone number is, by the words beside it."""

    CALLER = "caller"
    PATIENT = "patient"
    CALL_BACK = "call_back"


_ONESELF = frozenset({"我", "我的", "我自己", "来电"})
"""Words for whose a number is that only say that it is the caller's."""


class SaidPhone(NamedTuple):
    """A number with whose it is; `whose` is the word that says so, such as 女儿, or empty."""

    digits: str
    role: PhoneRole
    whose: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a request line says, as far as it could be made out.

    Attributes:
        text: the line, cleaned.
        household: number of the one household it is about.
        candidates: households it may be about when there are several (at most 20).
        compound, lane, building, unit, room: of the household, else as far as was said.
        address_said: the address in the line's own words.
        people: names in the order they are said.
        patient: the word for whom help is asked (我妈, 孕妇), or empty.
        harm_at: when somebody is harmed if nothing is done, where the line tells.
        harm_reason: code of why, one of `kinds.harm_reasons`; None when nothing presses.
        days_left: how many days what they have will last; 0 when it is used up.
        happened_at: the clock time the line begins with, the latest such moment before now.
        summary: the line without time, address, names and telephone numbers.
        spans: which characters of the text as given were read as what; sorted, apart.
        doubts: codes of what should be asked, see `DOUBTS`.
        doors: further households it is about, in the order said.
        unlisted: doors that are not on file beside those that are, as they were said.
        ranges: doors said as a range (`601-608`), read as all on file between its ends.
        trouble: what is wrong with a table of words, so that less was read; None for nothing.
        known: what is known of the households and makes the line more urgent, see `remembered`.
    """

    text: str
    household: int | None
    candidates: tuple[HouseholdRef, ...]
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    address_said: str
    people: tuple[str, ...]
    patient: str
    phones: tuple[SaidPhone, ...]
    kind: RequestKind
    urgency: Urgency
    harm_at: datetime | None
    harm_reason: str | None
    days_left: int | None
    happened_at: datetime | None
    summary: str
    spans: tuple[Span, ...]
    doubts: tuple[str, ...]
    trouble: Problem | None
    doors: tuple[HouseholdRef, ...] = ()
    unlisted: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    known: tuple[Fact, ...] = ()

    def doubted(self, doubt: str) -> tuple[str, ...]:
        """The doors that a doubt is about, as they were said."""
        return {"door_unknown": self.unlisted, "door_range": self.ranges}.get(doubt, ())

    @property
    def caller(self) -> str:
        """The first name said, or empty."""
        return self.people[0] if self.people else ""

    @property
    def who_called(self) -> str:
        """Who called: the first name said, else the word for whose number it is, such as 家属; or
        empty."""
        if self.caller:
            return self.caller
        callers = [phone for phone in self.phones if phone.role is PhoneRole.CALLER]
        return callers[0].whose if callers and callers[0].whose not in _ONESELF else ""

    @property
    def phone(self) -> str:
        """The caller's digits, else the first number's, or empty."""
        callers = [phone.digits for phone in self.phones if phone.role is PhoneRole.CALLER]
        return (callers or [phone.digits for phone in self.phones] or [""])[0]

    @property
    def call_back_phone(self) -> str:
        """The digits to call back on where the line names them apart, or empty."""
        backs = [phone.digits for phone in self.phones if phone.role is PhoneRole.CALL_BACK]
        return backs[0] if backs else ""


DOUBTS: tuple[str, ...] = (
    "address_missing",
    "door_missing",
    "elsewhere",
    "compound_unknown",
    "compound_guessed",
    "household_unknown",
    "household_by_name",
    "household_by_tail",
    "tail_unknown",
    "several_households",
    "several_addresses",
    "door_unknown",
    "door_range",
    "phone_belongs_elsewhere",
    "phone_unreadable",
    "phone_unusual",
    "life",
    "kind_unknown",
    "kind_guessed",
    "urgency_guessed",
    "kind_learned",
    "coming_day",
    "unread",
)
"""Every doubt a reading can have."""


class NoticeItem(NamedTuple):
    """One kind of goods: `quantity` of `unit`, each of `pack` (such as `5kg`, or empty).

    How they are divided and what they are is as in `models.supplies.ItemInput`.
    """

    goods: str
    quantity: int
    unit: str
    pack: str
    rule: AllocationRule
    rule_text: str
    each_gets: int = 1
    base: Base = Base.FED
    first_marks: tuple[str, ...] = ()
    closed_first: int = 0
    batch: str = ""
    is_paid: int = 0
    is_cold: int = 0
    """Whether it is said, not whether they are so by what they are."""


class NoticeDoubt(NamedTuple):
    """What could not be read of a notice: its code, and the words of the notice it is about."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryReading:
    """What a notice says, as far as it could be made out.

    Attributes:
        text: the notice, cleaned, with its lines.
        arrives_at: aware moment, None when the notice names none.
        about: whether the notice calls the time a rough one.
        plate: number plate as `沪A·D1234`, or empty.
        driver: name as said (朱师傅), or empty.
        phone: digits, or empty.
        doubted: `arrival_missing`, `goods_missing`, `rule_unplaced`, `phone_unreadable`,
            `amounts_differ` (announced, loaded, still to come), `amounts_unkept`; with their words
            `quantities_unread`, `amounts_ranged` (the lower one is taken), `time_unreal`.
        source: who sends it, or empty.
        pass_no: number of the pass the truck comes with, or empty.
        came: whether it says that it is here.
        stops: names of the compounds it is for, in the order of the text; none for all.
    """

    text: str
    arrives_at: datetime | None
    about: bool
    plate: str
    driver: str
    phone: str
    items: tuple[NoticeItem, ...]
    doubted: tuple[NoticeDoubt, ...]
    source: str = ""
    pass_no: str = ""
    came: bool = False
    stops: tuple[str, ...] = ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """The codes of what could not be read."""
        return tuple(one.code for one in self.doubted)

    @property
    def unread(self) -> str:
        """The first quantity that could not be read, in its own words, or empty."""
        found = (one.words[0] for one in self.doubted if one.code == "quantities_unread")
        return next(found, "")
