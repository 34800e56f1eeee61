"""The emergency sheet of a request about a life: checklists, attempts, family, transfer. No tables.

The items of the checklists follow what first-aid courses teach everybody and what dispatchers ask
and tell callers until help is there. They are things to do and to ask, not medicine: 120 comes
first in every one of them, and what 120 says goes before the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
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
    UNCLEAR = "unclear"


CHECKLISTS: Mapping[EmergencyKind, tuple[str, ...]] = MappingProxyType(
    {
        EmergencyKind.BLEEDING: (
            "call_120",
            "press_wound",
            "lie_warm",
            "nothing_to_eat",
            "how_much_blood",
            "blood_thinners",
            "not_alone",
            "gate",
            "papers",
        ),
        EmergencyKind.BIRTH: (
            "call_120",
            "weeks_and_pains",
            "left_side",
            "count_pads",
            "baby_comes",
            "nothing_to_eat",
            "own_maternity",
            "gate",
            "papers",
        ),
        EmergencyKind.DIALYSIS: (
            "call_120_dialysis",
            "last_dialysis",
            "little_water",
            "spare_arm",
            "own_centre",
            "positive_shift",
            "pass_and_car",
            "watch_dialysis",
            "papers",
        ),
        EmergencyKind.CHEST_PAIN: (
            "call_120",
            "sit_still",
            "since_when",
            "own_heart_medicine",
            "fetch_aed",
            "press_chest",
            "not_alone",
            "gate",
            "papers",
        ),
        EmergencyKind.BREATHING: (
            "call_120",
            "sit_up",
            "blue_lips",
            "choking",
            "own_inhaler",
            "press_chest",
            "not_alone",
            "gate",
            "papers",
        ),
        EmergencyKind.BABY_FEVER: (
            "call_120_baby",
            "age_and_fever",
            "awake_and_drinking",
            "fit_on_side",
            "light_clothes",
            "fever_medicine",
            "children_hospital",
            "gate",
            "papers",
        ),
        EmergencyKind.FALL: (
            "call_120",
            "do_not_move",
            "head_blow",
            "blood_thinners",
            "press_wound",
            "lie_warm",
            "nothing_to_eat",
            "door_open",
            "papers",
        ),
        EmergencyKind.SUICIDE: (
            "call_120_110",
            "keep_talking",
            "not_alone",
            "ask_plainly",
            "means_away",
            "what_taken",
            "somebody_at_door",
            "family_and_doctor",
            "papers",
        ),
        EmergencyKind.UNCLEAR: (
            "call_120",
            "awake",
            "press_chest",
            "on_side",
            "not_alone",
            "gate",
            "papers",
        ),
    }
)
"""What to do and to ask, by kind, in order; codes whose words the desk has. Source: the common
ground of public first-aid teaching (pressure on bleeding, no food or drink, recovery position,
chest compressions at 100 to 120 a minute, a fit on its side with nothing in the mouth, talking
plainly about suicide) and dispatchers' practice (place, state, somebody at the gate, papers ready).
Never more than nine, so that each has a digit."""


AFTER_DEATH: tuple[str, ...] = (
    "death_certificate",
    "death_unclear",
    "death_tests",
    "death_funeral_home",
    "death_family",
    "death_at_home",
    "death_reported",
    "death_requests",
    "death_records",
)
"""What has to be done once somebody has died, in order; ticked on the sheet in place of its
checklist. Source: how committees go about it: the certificate of a hospital or the community doctor
comes first, the police where the cause is not clear, then the funeral home, which wants tests."""


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
