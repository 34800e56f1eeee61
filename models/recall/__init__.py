"""Recall of an abnormal tube: whom it holds, who shares with them, single re-tests. No tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.address import Address
from models.call_sheet import Who
from models.duties import Role
from models.problems import Problem

CODE_LIMIT = 40
"""Characters kept of a tube's code."""


class RetestState(StrEnum):
    """How far a single re-test is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


class Shares(StrEnum):
    """What somebody shares with a member of an abnormal tube."""

    HOME = "home"
    """Lives behind the same door."""
    KITCHEN = "kitchen"
    """Lives in the same house, whose rooms share kitchen or bathroom."""


class Affected(NamedTuple):
    """Somebody an abnormal tube is about: a member of it, or who shares with one."""

    who: Who
    resident: int | None
    """Their number; None for who is known by their door alone, and for who lives elsewhere."""
    household: int | None
    name: str
    """Empty for somebody who is known by their door alone."""
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    shares: str = ""
    """A `Shares`; empty for a member."""
    gone: str = ""
    """Why nobody goes to them: `positive`, `died`, `moved_out`, `away`, or `elsewhere` for who
    works here and lives elsewhere; empty where somebody does."""

    @property
    def address(self) -> Address:
        """Their door."""
        return Address(self.compound, self.lane, self.building, self.unit, self.room)


class Helper(NamedTuple):
    """Somebody who was at the table while the tube was filled."""

    no: int
    name: str
    role: str


class Door(NamedTuple):
    """A door where members of abnormal tubes live.

    Attributes:
        household: its key.
        place: where it is on the way, building by building.
        building: the building's key.
        people: members behind it, each of whom is sampled.
        marks: what is known of those who live there.
        urgent: whether a call about a life is open there.
        shared: whether its kitchen or bathroom is the neighbours' as well.
        in_lanes: whether it is found only by who knows the lanes.
    """

    household: str
    household_no: int
    address: Address
    place: int
    building: str
    people: int
    marks: tuple[str, ...] = ()
    urgent: bool = False
    shared: bool = False
    in_lanes: bool = False

    @property
    def compound(self) -> str:
        """The compound it is in."""
        return self.address.compound or ""


class Visit(NamedTuple):
    """A single re-test at a door, as it is planned.

    Attributes:
        given: who goes, by the number on the roster, with the role; of a role that is not there
            nobody was found.
        why: why nobody goes, or nobody guides: `retest_nobody`, `retest_unguided`,
            `retest_left_by_hand`; None for nothing.
        warnings: what speaks against those who go without making it impossible.
    """

    door: Door
    starts: datetime
    ends: datetime
    given: Mapping[Role, tuple[int, str]] = MappingProxyType({})
    why: Problem | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of who goes, who guides behind the others."""
        return tuple(name for _no, name in self.given.values())

    @property
    def to_ask(self) -> frozenset[str]:
        """Names of those who have yet to be asked, for it is outside their hours."""
        asked = (w.params.get("person") for w in self.warnings if w.code == "outside_hours")
        return frozenset(map(str, asked)).intersection(self.names)


class RetestRow(NamedTuple):
    """A single re-test on record. Times in stored UTC form."""

    no: int
    id: str
    version: int
    state: str
    recall_no: int
    code: str
    """Of the tube; empty where only a list of people came."""
    household_no: int
    household_id: str
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    kind: str
    """Of the compound, see `CompoundKind`."""
    starts_at: str
    ends_at: str
    hands_needed: int
    people: int
    """Members who are sampled there."""
    names: tuple[str, ...]
    """Of those members, as far as they are known by name."""
    goes: tuple[str, ...]
    """Names of who goes."""
    guides: tuple[str, ...]
    """Names of who shows the way."""
    asked: tuple[str, ...]
    """Names of those among them who have yet to be asked."""
    note: str = ""

    @property
    def address(self) -> Address:
        """Its door."""
        return Address(self.compound, self.lane, self.building, self.unit, self.room)


class Listed(NamedTuple):
    """One tube of a list as it was pasted: its code, empty where none stood there, and the lines of
    names or doors."""

    code: str
    text: str


class Held(NamedTuple):
    """Somebody who is not to be in a pool, until a local date; None for until their own result."""

    affected: Affected
    why: str
    until: str | None


class OnRecord(NamedTuple):
    """A recall on record. Times in stored UTC form."""

    no: int
    id: str
    code: str
    round_no: int | None
    told_at: str
    note: str


class RecallRow(NamedTuple):
    """A recall on record, with how far it is. Times in stored UTC form.

    Attributes:
        code: of the tube; empty where only people were told.
        back_at: since when it is taken back; None for one that stands.
        tube_state: what its tube came to; None where it is none of ours.
        people: members; `held`, those of them who still wait for their own result.
        to_do: numbers of its re-tests still to be done; `done`, how many were.
    """

    no: int
    id: str
    code: str
    round_no: int | None
    told_at: str
    back_at: str | None
    tube_state: str | None
    note: str
    people: int
    to_do: tuple[int, ...]
    done: int
    held: int = 0


class Recall(NamedTuple):
    """What is to be done about one abnormal tube.

    Attributes:
        code: of the tube; empty where only people were told.
        round_no: of the tube, where it is one of ours.
        tube: the tube's key, version and state, where it is one of ours.
        on_record: the recall that is on record already.
        members, new: all whom it holds, and those of them who are on no record yet.
        told: what has to be seen to: contradictions, and what was not understood.
        unclear: what was not understood, as it was written, to be kept.
        freed: members whom a negative result of their own set free since.
        visited: who of its doors is sampled at the door in the rounds.
    """

    code: str
    round_no: int | None
    tube: tuple[str, int, str] | None
    on_record: OnRecord | None
    members: tuple[Affected, ...]
    new: frozenset[Who]
    sharing: tuple[Affected, ...]
    helpers: tuple[Helper, ...]
    held: tuple[Held, ...]
    told: tuple[Problem, ...] = ()
    unclear: tuple[str, ...] = ()
    freed: frozenset[Who] = frozenset()
    visited: frozenset[Who] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether applying it changes nothing."""
        return self.on_record is not None and not self.new


class Unrecalled(NamedTuple):
    """An abnormal tube of which nothing was done yet. Times in stored UTC form."""

    code: str
    round_no: int
    people: int
    """Who of it waits for a result of their own; none where nobody is written down for it."""
    since: str


class Waiting(NamedTuple):
    """What abnormal tubes leave to be done now.

    Attributes:
        unrecalled: what waits the longest in front.
        unvisited: who is held until their own result, to whom nobody went or goes.
        late: keys of the re-tests whose time has passed and which nobody said are done.
        unread: keys of the re-tests that were done and whose results should be in.
        without: how many people wait for those.
        sampled: keys of the re-tests that were done and whose results are still to come.
    """

    unrecalled: tuple[Unrecalled, ...] = ()
    unvisited: tuple[Who, ...] = ()
    late: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    without: int = 0
    sampled: tuple[str, ...] = ()
