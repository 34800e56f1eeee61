"""Sampling: tubes and their members, ticks at the table, what is to be settled. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.address import Address
from models.call_sheet import Who
from models.problems import Problem

VOID = "void"
"""Said of somebody whose tube was void: they have to be sampled again."""

HOME_VISIT = "home_visit"
"""Said of somebody who did not come down and is sampled at their door."""


class TubeState(StrEnum):
    """What is known of a tube."""

    PENDING = "pending"
    NEGATIVE = "negative"
    ABNORMAL = "abnormal"
    VOID = "void"
    """Broken, leaked or lost: whoever was in it has to be sampled again."""


class TubeView(NamedTuple):
    """One tube. Times in stored UTC form."""

    no: int
    id: str
    version: int
    round_no: int
    session_no: int | None
    desk: int | None
    """The table it was filled at, from 1 on; None where nobody said so."""
    code: str
    kind: str
    capacity: int
    state: str
    opened_at: str
    full_at: str | None
    """Since when nobody is put into it any more."""
    result_at: str | None
    note: str
    members: int
    negative_at: str | None = None
    """Of an abnormal one, when it was told to be negative, too, whichever was told first."""
    trip_no: int | None = None
    """With which samples it left; None while it is here, or where nobody said so."""


class Member(NamedTuple):
    """Somebody in a tube, or missed: a row of the round's call sheet. Times in stored UTC form."""

    id: str
    """The key of the row of the sheet."""
    resident_no: int | None
    household_no: int | None
    name: str
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    part: str
    why: str | None
    state: str
    said: str
    tube: str | None
    """The code of the tube they are in; of somebody who is missed or due, of a void one."""
    sampled_at: str | None
    missed_at: str | None = None
    until: str | None = None
    """Until when the sheet leaves them out, a local date."""
    household_id: str | None = None
    resident_id: str | None = None
    person_id: str | None = None
    place: int = 0
    tube_id: str | None = None
    tube_state: str | None = None
    building_id: str | None = None
    """The key of the building they live in now."""
    presence: str | None = None
    """Where a resident is by the register now; None for who has no name or is no resident."""
    position: int = 0
    """Its place in the sheet, from 1 on."""
    is_asked: bool = False
    """Whether a request was made of it that somebody goes to the door."""

    @property
    def who(self) -> Who:
        """The person, as all of testing tells them apart."""
        return Who(self.household_id, self.resident_id, self.place, self.person_id)

    @property
    def address(self) -> Address:
        """Where they lived when the sheet was frozen."""
        return Address(self.compound, self.lane, self.building, self.unit, self.room)


class Doubt(NamedTuple):
    """What was said at a table and could not be settled there."""

    no: int
    round_no: int
    code: str
    """The problem's code, in the words of `screens.sampling.words`."""
    params: str
    """A JSON object; `where` in it is the part of the sheet it was said of, in words."""
    said: str
    tube: str
    noted_at: str
    settled_at: str | None
    settled: str


class Missing(NamedTuple):
    """Somebody who was called or visited and is not sampled."""

    member: Member
    rounds: int
    """Rounds in a row that they missed, of those that called them and are over; this one is among
    them, but where it runs and they are still to come."""
    request_no: int | None = None
    """The request that somebody goes to their door."""
    goes: str = ""
    """Who said to go there; empty where nobody did."""
    goes_at: str | None = None
    """By when, in stored UTC form."""


class BuildingCount(NamedTuple):
    """How far a building is in a round; people left out and staff stand apart."""

    building_id: str | None
    compound: str | None
    lane: str | None
    building: str | None
    called: int
    """Called or visited: the sum of `sampled`, `missed`, `due` and `settled`."""
    sampled: int
    missed: int
    due: int
    settled: int
    besides: int
    """Sampled without being called."""
    at_home: int = 0
    """Of `due`, who is sampled at their door."""
    no_tube: int = 0
    """Of those sampled, who is in no tube while others of the building are in one."""


class Ticked(NamedTuple):
    """What came of a tick. Members are as they stand after it."""

    round_no: int
    started: bool
    """Whether the round began by it, so that its sheet stands from now on as it is."""
    ticked: int
    """People who count as sampled by it."""
    noted: tuple[Member, ...]
    """Who is missed by it."""
    came: tuple[Member, ...]
    """Who came after all: missed, left out because nobody was there, or not on the sheet."""
    missed: tuple[Member, ...]
    """All who are missed in its scope by now."""
    due: int
    """People called in its scope who are neither sampled nor missed."""
    unknown: tuple[str, ...]
    """What of its words could not be taken, as typed."""
    doubts: tuple[int, ...]
    """Numbers of what is to be settled."""
    told: tuple[Problem, ...] = ()
    """What whoever ticks should know."""
    compounds: tuple[str, ...] = ()
    """Whose people were ticked, where no part of the sheet was said."""
    held_up: bool = False
    """Whether all others would have counted, had anything of the report been understood."""


class Put(NamedTuple):
    """What came of an act on a tube; the tube and its members as they stand after it."""

    tube: TubeView
    members: tuple[Member, ...]
    who: tuple[Member, ...] = ()
    """Whom the act was about."""
    unknown: tuple[str, ...] = ()
    doubts: tuple[int, ...] = ()
    told: tuple[Problem, ...] = ()


class Outcomes(NamedTuple):
    """What came of results that were written down of tubes, which are as they stand after it."""

    tubes: tuple[TubeView, ...]
    """The tubes that were named."""
    rest: tuple[TubeView, ...]
    """Those of which it was said with them that all the others came to something else."""
    held: int
    """People who are held out of pools by it."""
    told: tuple[Problem, ...]
    left: tuple[Problem, ...]
    """Why nothing was written down of others that were named."""


class RoundLacks(NamedTuple):
    """A round in which somebody lacks."""

    no: int
    name: str
    over: bool
    """Whether its time is up."""
    people: int
    session_no: int | None
    """A session of it; None where it has none."""


class ToSettle(NamedTuple):
    """What is to be settled, and the round of what waits the longest."""

    round_no: int
    session_no: int | None
    how_many: int
