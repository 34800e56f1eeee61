"""Rounds of calls to people who are not to be forgotten: who calls whom, and what came of it.

Views, states and inputs; no tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.address import short_address
from models.telephones import Telephone

ALONE = "独居老人"
AGED = "80岁以上"
FRAIL: frozenset[str] = frozenset({ALONE, AGED, "胰岛素", "吸氧"})
"""Marks of those of whom it is a matter of today that nobody answers."""

VULNERABLE: frozenset[str] = FRAIL | {
    *("孕妇", "透析", "残疾", "卧床", "失智", "精神疾病", "无人照料儿童"),
}
"""Marks of those who are spoken to every few days."""


class CallResult(StrEnum):
    """What came of a call."""

    WELL = "well"
    NEEDS = "needs"
    NO_ANSWER = "no_answer"
    NOT_HERE = "not_here"


SPOKEN: frozenset[CallResult] = frozenset({CallResult.WELL, CallResult.NEEDS})
"""Results of calls that somebody answered for themselves."""


class WhereTo(StrEnum):
    """Where somebody is who does not live behind their door now."""

    AWAY = "away"
    MOVED_OUT = "moved_out"
    HOSPITAL = "hospital"


class CallAnswer(NamedTuple):
    """What came of a call, as it is written down.

    Attributes:
        note: what was said.
        where_to: where somebody is who is not here; `away` where nobody knows.
    """

    result: CallResult
    note: str = ""
    where_to: WhereTo | None = None


class Why(NamedTuple):
    """A reason, as a code with parameters."""

    code: str
    params: Mapping[str, object] = MappingProxyType({})


class RoundWish(NamedTuple):
    """Who is to be called.

    Attributes:
        marks: any of these, in the register's words.
        compound: number of the compound, None for all.
        over: of this age or more, too; None where age does not matter.
    """

    marks: tuple[str, ...]
    compound: int | None = None
    over: int | None = None


class ToCall(NamedTuple):
    """A household or one of its people, as a round may call them."""

    household_id: str
    household: int
    resident_id: str | None
    resident: int | None
    name: str
    """Of the resident, else of who the household is registered under."""
    compound: str
    lane: str | None
    building: str | None
    building_no: int | None
    unit: str | None
    room: str | None
    marks: tuple[str, ...]
    """Those they are called for."""
    phones: tuple[Telephone, ...]
    gone: str | None = None
    """The code of why they are left out; None for who is called."""
    request_no: int | None = None
    """A request of the household that is about a life or a matter of today."""

    @property
    def door(self) -> str:
        """The address, short."""
        return short_address(self.compound, self.lane, self.building, self.unit, self.room)


class Caller(NamedTuple):
    """Somebody who may be given calls.

    Attributes:
        compound, lives_in: where they live: the compound's name, the building's number.
        leads: numbers of the buildings they lead.
        off: why they are given none; None for who calls.
        chosen: whether they are called for by name, not because they are on duty.
    """

    no: int
    name: str
    compound: str | None = None
    lives_in: int | None = None
    leads: frozenset[int] = frozenset()
    off: Why | None = None
    chosen: bool = False


class Share(NamedTuple):
    """A call, with who makes it and why they; nobody where somebody at the desk left it open."""

    call: ToCall
    caller: int | None
    name: str
    why: Why


class RoundPlan(NamedTuple):
    """A round before it is kept."""

    wish: RoundWish
    shares: tuple[Share, ...]
    left_out: tuple[ToCall, ...]
    """Who bears a mark and is not called, each with the reason in `gone`."""
    callers: tuple[Caller, ...]
    """Everybody looked at, those given none among them."""
    planned_at: datetime

    @property
    def calling(self) -> tuple[Caller, ...]:
        """Who can be given calls."""
        return tuple(one for one in self.callers if one.off is None)


class CallLine(NamedTuple):
    """A call of a round as lists show it. Times in stored UTC form."""

    no: int
    id: str
    version: int
    round: int
    household_id: str
    household: int
    resident: int | None
    name: str
    compound: str
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    marks: tuple[str, ...]
    """All of the household and of its people."""
    phones: tuple[Telephone, ...]
    """The first to be tried first."""
    caller_no: int | None
    caller: str | None
    due_at: str | None
    tries: int
    tried_at: str | None
    result: str | None
    spoken_at: str | None
    request: int | None
    note: str
    left: int
    """1 while it is still to be made."""
    due: int
    """1 where that is now."""
    building_no: int | None = None
    gone: str | None = None
    """What is known of the resident since: `away`, `moved_out`, `died`; None while they are here,
    and for a household."""

    @property
    def door(self) -> str:
        """The address, short."""
        return short_address(self.compound, self.lane, self.building, self.unit, self.room)


class RoundLine(NamedTuple):
    """A round as a list shows it. Times in stored UTC form."""

    no: int
    id: str
    marks: tuple[str, ...]
    made_at: str
    note: str
    calls: int
    well: int
    needs: int
    not_here: int
    left: int
    due: int


class Unspoken(NamedTuple):
    """A household of the vulnerable to whom nobody has spoken for long. Times in stored form."""

    no: int
    """Its number."""
    name: str
    compound: str
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    marks: tuple[str, ...]
    phones: tuple[Telephone, ...]
    spoken_at: str | None
    """When somebody last did; None for never, as far as is known."""

    @property
    def door(self) -> str:
        """The address, short."""
        return short_address(self.compound, self.lane, self.building, self.unit, self.room)
