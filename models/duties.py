"""Duties: whatever takes a person's time, in one shape for every place. No tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Work(StrEnum):
    """What a duty is for."""

    SESSION = "session"
    DROP = "drop"
    GUIDE = "guide"
    REQUEST = "request"
    ERRAND = "errand"
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
    session_no: int | None
    drop_no: int | None
    request_no: int | None
    where: str
    note: str
    errand_no: int | None = None
    skill: str = ""
    """A word the skills of whoever does it should hold; empty for none."""
    checked_in_at: str | None = None
    checked_out_at: str | None = None


@dataclass(frozen=True, slots=True)
class DutyInput:
    """A duty as it is given out; at most one of the four references is set."""

    person_no: int | None
    work: Work
    role: Role
    starts_at: datetime
    ends_at: datetime
    session_no: int | None = None
    drop_no: int | None = None
    request_no: int | None = None
    errand_no: int | None = None
    note: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A piece of work people are given to, whatever it is.

    Attributes:
        no: the number of its session, drop, request or errand.
        name: what it is called in the neighbourhood: a site, a compound, an address.
        needs: people it needs, by role.
        spans: from when until when it takes a person, by the roles that can be taken.
        compounds: where it is; people who live there are near.
    """

    work: Work
    no: int
    name: str
    needs: Mapping[Role, int]
    spans: Mapping[Role, tuple[datetime, datetime]]
    compounds: tuple[str, ...] = ()
    skill: str = ""
    """A skill one of its people should have, whatever the role."""

    def duty(self, person_no: int, role: Role) -> DutyInput:
        """The duty of a person who takes a role here."""
        starts_at, ends_at = self.spans[role]
        return DutyInput(
            person_no,
            self.work,
            role,
            starts_at,
            ends_at,
            session_no=self.no if self.work is Work.SESSION else None,
            drop_no=self.no if self.work is Work.DROP else None,
            request_no=self.no if self.work is Work.REQUEST else None,
            errand_no=self.no if self.work is Work.ERRAND else None,
        )


class Slot(NamedTuple):
    """A place at a piece of work that nobody fills, so that somebody is looked for.

    Attributes:
        work: what for.
        no: number of the session, drop, request or errand; None for work without a record.
        duty_no: the open duty that stands for it; None where only the need says so.
        starts, ends: when it takes a person.
        where: what it is called in the neighbourhood.
        compounds: where it is.
        skill: a word her skills should hold; empty for none.
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

    def duty(self, person_no: int | None) -> DutyInput:
        """The duty of a person who fills it."""
        return DutyInput(
            person_no,
            self.work,
            self.role,
            self.starts,
            self.ends,
            session_no=self.no if self.work is Work.SESSION else None,
            drop_no=self.no if self.work is Work.DROP else None,
            request_no=self.no if self.work is Work.REQUEST else None,
            errand_no=self.no if self.work is Work.ERRAND else None,
            note=self.where if self.no is None else "",
            skill=self.skill,
        )
