"""Duties: whatever takes a person's time, in one shape for every place. No tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from models.address import Address
from models.times import loaded


class Work(StrEnum):
    """What a duty is for.

    An enum because rules name some of it: rest is no work, and by telephone somebody absent goes
    on. Lists are in its order. All else that holds of each stands with its subject, in a
    `data.work.DutyKind`.
    """

    SESSION = "session"
    DROP = "drop"
    LOAD = "load"
    GUIDE = "guide"
    REQUEST = "request"
    ERRAND = "errand"
    RETEST = "retest"
    TELEPHONE = "telephone"
    NIGHT = "night"
    PATROL = "patrol"
    REST = "rest"
    OTHER = "other"


class Role(StrEnum):
    """What a person does on a duty."""

    LEAD = "lead"
    DESK = "desk"
    ORDER = "order"
    CALLER = "caller"
    """Calls buildings down, floor by floor."""
    COURIER = "courier"
    """Takes samples to the laboratory."""
    CARRY = "carry"
    DRIVE = "drive"
    GUIDE = "guide"
    HAND = "hand"


class DutyRow(NamedTuple):
    """A duty as lists show it. Times in stored UTC form; `person_no` None for an open one."""

    no: int
    id: str
    person_no: int | None
    person: str | None
    work: str
    role: str
    starts_at: str
    ends_at: str
    work_no: int | None
    """Number of the record it hangs on; None for work without one."""
    where: str
    note: str
    skill: str = ""
    """A word the skills of whoever does it should hold; empty for none."""
    checked_in_at: str | None = None
    checked_out_at: str | None = None
    address: Address | None = None
    """What `where` says, in parts, where that is an address."""
    compounds: tuple[str, ...] = ()
    """Names of the compounds it is done in; none where people go elsewhere for it."""
    to_ask: int = 0
    """1 where it is outside their hours and they were not asked yet, so that it covers nothing."""

    @property
    def as_worded(self) -> tuple[int | None, str, int]:
        """What its words are told apart by from those it had before."""
        return self.person_no, self.note, self.to_ask

    def slot(self, compounds: tuple[str, ...] = (), since: datetime | None = None) -> Slot:
        """The place it is for somebody else.

        Args:
            compounds: where it is.
            since: only the rest from here on, where it began before.
        """
        starts = loaded(self.starts_at)
        return Slot(
            Work(self.work),
            self.work_no,
            self.no,
            Role(self.role),
            starts if since is None else max(starts, since),
            loaded(self.ends_at),
            self.where,
            compounds,
            self.skill,
            self.address,
        )


class DutyInput(NamedTuple):
    """A duty as it is given out; `work_no` is the number of the record it hangs on."""

    person_no: int | None
    work: Work
    role: Role
    starts_at: datetime
    ends_at: datetime
    work_no: int | None = None
    note: str = ""
    skill: str = ""
    compounds: tuple[str, ...] = ()
    """Names of the compounds it is done in, where that is known."""
    to_ask: bool = False
    """Whether its person has yet to be asked, for it is outside their hours."""


class WorkView(NamedTuple):
    """A piece of work people are given to, whatever it is.

    Attributes:
        no: the number of its record; None for work without one.
        name: what it is called in the neighbourhood: a site, a compound, an address.
        needs: people it needs, by role.
        spans: from when until when it takes a person, by the roles that can be taken.
        compounds: where it is; people who live there are near.
    """

    work: Work
    no: int | None
    name: str
    needs: Mapping[Role, int]
    spans: Mapping[Role, tuple[datetime, datetime]]
    compounds: tuple[str, ...] = ()
    skill: str = ""
    """A word of the skill one more person, of whatever role, should have; empty for none."""
    state: str = ""
    """As its subject has it; empty for work without a record."""

    @property
    def starts(self) -> datetime:
        """When the first of its people is needed."""
        return min(starts for starts, _ends in self.spans.values())

    @property
    def ends(self) -> datetime:
        """When the last of its people is free."""
        return max(ends for _starts, ends in self.spans.values())

    @property
    def need(self) -> int:
        """How many people it takes."""
        return sum(self.needs.values()) + bool(self.skill and self.needs)

    def duty(self, person_no: int, role: Role) -> DutyInput:
        """The duty of a person who takes a role here."""
        starts_at, ends_at = self.spans[role]
        return DutyInput(
            person_no, self.work, role, starts_at, ends_at, self.no, compounds=self.compounds
        )


class Slot(NamedTuple):
    """A place at a piece of work that nobody fills, so that somebody is looked for.

    Attributes:
        work: what for.
        no: number of its record; None for work without one.
        duty_no: the open duty that stands for it; None where only the need says so.
        starts, ends: when it takes a person.
        where: what it is called in the neighbourhood.
        compounds: where it is.
        skill: a word their skills should hold; empty for none.
        address: what `where` says, in parts, where that is an address.
    """

    work: Work
    no: int | None
    duty_no: int | None
    role: Role
    starts: datetime
    ends: datetime
    where: str = ""
    compounds: tuple[str, ...] = ()
    skill: str = ""
    address: Address | None = None

    def duty(self, person_no: int | None, *, to_ask: bool = False) -> DutyInput:
        """The duty of a person who fills it; `to_ask` where they have yet to be asked."""
        return DutyInput(
            person_no,
            self.work,
            self.role,
            self.starts,
            self.ends,
            work_no=self.no,
            note=self.where if self.no is None else "",
            skill=self.skill,
            compounds=self.compounds,
            to_ask=to_ask,
        )

    def to_come(self, now: datetime) -> Slot:
        """What of it is still to come: of standing work that has begun the rest, from this minute.

        A duty on record, and work with a record, is whole: it has its times from elsewhere.
        """
        if self.no is not None or self.duty_no is not None or self.starts >= now:
            return self
        return self._replace(starts=now.replace(second=0, microsecond=0))


class Standing(NamedTuple):
    """Work without a record that goes on every day between two clock times.

    Attributes:
        starts, ends: clock times at +08:00; an end not after the start is of the next day.
        people: how many it takes at once.
    """

    work: Work
    starts: time
    ends: time
    people: int = 1


@dataclass(frozen=True, slots=True)
class RosterSettings:
    """What the committee asks of a roster; each can be set.

    Attributes:
        rest: rest wanted between a duty at night and the next one.
        least_rest: time off shorter than this is no rest.
        work_per_rest: hours of work for each hour of rest in 24 hours, at most.
        awake_most: hours awake, at most.
        contact_days: days before an absence in which shared work makes a contact.
        shift: the longest stretch of standing work one person is asked for.
        standing: work that goes on every day.
    """

    rest: timedelta = timedelta(hours=6)
    least_rest: timedelta = timedelta(hours=1)
    work_per_rest: float = 2.0
    awake_most: timedelta = timedelta(hours=18)
    contact_days: int = 3
    shift: timedelta = timedelta(hours=8)
    standing: tuple[Standing, ...] = (
        Standing(Work.TELEPHONE, time(6, 0), time(23, 0)),
        Standing(Work.NIGHT, time(23, 0), time(6, 0)),
    )


DEFAULT_ROSTER = RosterSettings()
"""What holds where the committee set nothing else."""
