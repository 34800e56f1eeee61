"""Testing: rounds and the sessions they are held in. No tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.duties import Role
from models.problems import Problem


class RoundKind(StrEnum):
    """What is taken in a round."""

    PCR = "pcr"
    ANTIGEN = "antigen"


class TubeKind(StrEnum):
    """Who is put into one tube together."""

    POOLED = "pooled"
    """Whoever comes to the table one after the other, as many as a tube takes."""
    HOUSEHOLD = "household"
    """The people behind one door."""
    SINGLE = "single"
    """One person."""


class Sampled(NamedTuple):
    """What is taken in a round, and into which tubes."""

    kind: RoundKind
    tube_kind: TubeKind

    def pool_size(self, asked: int | None = None) -> int:
        """People a tube, where that was asked for; else as usual."""
        return asked or (10 if self.tube_kind is TubeKind.POOLED else 1)


SAMPLED: Mapping[str, Sampled] = {
    "pooled": Sampled(RoundKind.PCR, TubeKind.POOLED),
    "household": Sampled(RoundKind.PCR, TubeKind.HOUSEHOLD),
    "single": Sampled(RoundKind.PCR, TubeKind.SINGLE),
    "antigen": Sampled(RoundKind.ANTIGEN, TubeKind.SINGLE),
}
"""What can be taken, by what it is called on the command line."""


class SessionState(StrEnum):
    """How far a session is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class SessionRow(NamedTuple):
    """A testing session as the list shows it. Times in stored UTC form."""

    no: int
    id: str
    round_no: int
    round_name: str
    round_kind: str
    state: str
    starts_at: str
    ends_at: str
    site: str
    compounds: tuple[str, ...]
    """Names of the compounds called to it."""
    desks: int
    people_due: int
    """Who its batches call and go to; where it has none, who lives in its compounds."""
    need: int
    """People the session needs."""
    have: int
    """People assigned."""
    lead: str | None
    people: tuple[str, ...]
    skill: str = ""
    """What one more of its people should have; empty for nothing."""
    desk_hour: int = 120
    """People one desk takes in an hour, as it is set."""
    closed: tuple[str, ...] = ()
    """Names of what is closed on its day of those called to it: compounds, else buildings."""
    batches: int = 0
    """How many parts of buildings are called or gone to; 0 where nobody planned any."""
    called: int = 0
    """People in those that are called down."""
    tube_kind: str = TubeKind.POOLED
    round_starts_at: str | None = None
    round_ends_at: str | None = None
    frozen_at: str | None = None
    team: str = ""

    @property
    def crowd(self) -> int:
        """People who come to its desks."""
        return self.called if self.batches else self.people_due


class RoundView(NamedTuple):
    """One round whole."""

    no: int
    id: str
    version: int
    name: str
    kind: str
    day: str
    pool_size: int
    note: str
    tube_kind: str = TubeKind.POOLED
    starts_at: str | None = None
    ends_at: str | None = None
    """The hours in which people are called, in stored UTC form."""
    marks: tuple[str, ...] = ()
    """It is for people with one of these marks alone; for all where there are none."""
    team: str = ""
    """The medical team that comes."""
    team_at: str | None = None
    frozen_at: str | None = None
    """Since when its call sheet stands as it was: it was begun."""
    closed_at: str | None = None
    """Since when nobody is sampled in it any more."""


class SessionView(NamedTuple):
    """One session whole, for editing."""

    no: int
    id: str
    version: int
    round_no: int
    state: str
    site: str
    compounds: tuple[str, ...]
    starts_at: str
    ends_at: str
    desks: int
    note: str
    skill: str = ""


class RoundInput(NamedTuple):
    """A round as planned."""

    name: str
    kind: RoundKind
    day: date
    pool_size: int = 10
    note: str = ""
    tube_kind: TubeKind = TubeKind.POOLED
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    marks: tuple[str, ...] = ()
    team: str = ""
    team_at: datetime | None = None


class SessionInput(NamedTuple):
    """A session as planned: `compounds` by name; `skill` a word one more person's should hold."""

    round_no: int
    site: str
    compounds: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    desks: int = 1
    note: str = ""
    skill: str = ""


class Batch(NamedTuple):
    """A part of a building that is called down together, or sampled at its doors."""

    building: str
    """The building's key."""
    first_room: str
    last_room: str
    households: int
    people: int
    starts_at: datetime | None = None
    """None before it is known."""
    at_door: bool = False
    in_break: bool = False
    """Whether it is children of school age, called while their lessons pause."""


class BatchRow(NamedTuple):
    """A batch as it is shown. Times in stored UTC form."""

    session_no: int
    position: int
    compound: str
    lane: str | None
    building: str
    first_room: str
    last_room: str
    households: int
    people: int
    starts_at: str
    at_door: int
    building_id: str = ""
    id: str = ""
    in_break: int = 0


class RoundWish(NamedTuple):
    """What a whole round is to be, before it is planned by rule.

    `compounds`: names, none for all; `buildings`: keys, none for whole compounds; `desks`: in all,
    None for as many as it takes; `materials`: how many of what goods go out for it, by the goods'
    number.
    """

    given: RoundInput
    compounds: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    desks: int | None = None
    materials: Mapping[int, int] = MappingProxyType({})


class SessionPlan(NamedTuple):
    """A session as a plan proposes it, with what is called to it."""

    compound: str
    site: str
    group: int
    """Which of the groups of desks holds it, from 1 on; a group goes from one to the next."""
    desks: int
    starts_at: datetime
    ends_at: datetime
    batches: tuple[Batch, ...]
    need: Mapping[Role, int]
    problems: tuple[Problem, ...] = ()

    @property
    def down(self) -> int:
        """People called down."""
        return sum(one.people for one in self.batches if not one.at_door)

    @property
    def visited(self) -> int:
        """People sampled at their own doors."""
        return sum(one.people for one in self.batches if one.at_door)

    @property
    def people(self) -> int:
        """People sampled in all."""
        return sum(one.people for one in self.batches)


class Supply(NamedTuple):
    """How many of something a round takes at least, and how many of it the store-room has.

    `what`: a `models.testing.materials.Material`; `there`: None where nothing of it is kept;
    `goods`: the names it is kept under.
    """

    what: str
    needed: int
    there: int | None = None
    goods: tuple[str, ...] = ()


class RoundPlan(NamedTuple):
    """A round as it is proposed: sessions by time, what it takes, and what speaks against it."""

    wish: RoundWish
    desks: int
    sessions: tuple[SessionPlan, ...]
    problems: tuple[Problem, ...] = ()
    materials: tuple[Supply, ...] = ()

    @property
    def people(self) -> int:
        """People sampled in all."""
        return sum(one.people for one in self.sessions)
