"""The ladder by which things are pushed until they are done: chases, tellings, questions.

It belongs to no subject. Whatever is chased has a rung, a time when it is chased next, perhaps a
promise, and somebody who is told of it; see `Chased`. Here are no tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.problems import Problem


class Subject(StrEnum):
    """What can be chased, by the name of its table.

    An enum so that questions and chases of any subject are told apart by type; how each is chased
    stands with it, in a `data.chases.ChaseKind`.
    """

    REQUEST = "request"
    SAMPLE_TRIP = "sample_trip"


class Verdict(StrEnum):
    """What somebody who was asked to take a patient said; nothing else is kept as a verdict."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class Urgency(StrEnum):
    """How soon somebody is harmed if nothing is done."""

    LIFE = "life"
    TODAY = "today"
    SOON = "soon"
    ROUTINE = "routine"


class Rung(StrEnum):
    """Whom something has been pushed to so far, lowest first."""

    SELF = "self"
    SUBDISTRICT = "subdistrict"
    LINE_LEADER = "line_leader"
    LEADERS = "leaders"
    CITY_LINE = "city_line"
    EMERGENCY = "emergency"
    HOSPITAL = "hospital"


class Outlook(NamedTuple):
    """What is known of something beyond how urgent it is now."""

    emergency: bool = False
    """Whether it is an emergency that is not solved, whether or not anybody knows by when it
    harms, so that it does not wait for the morning."""
    life_from: datetime | None = None
    """When it becomes a life though it is none yet; None where it never does."""
    may_be_life: bool = False
    """Whether it may be about a life and nobody answered that yet: it is chased as one."""


class Chased(NamedTuple):
    """Something that is chased, as its subject tells of it at a moment."""

    id: str
    no: int
    urgency: Urgency
    """How urgent it is at that moment."""
    since: datetime | None
    """When it came up: nothing was chased or told before; None where that cannot be read."""
    held: Problem | None = None
    """Why it is not chased now, and nobody is told of it; None where it can be."""
    promised_until: datetime | None = None
    told_at: datetime | None = None
    back_at: datetime | None = None
    """When somebody comes back who is on the way for it; None while nobody is."""
    harm_at: datetime | None = None
    """When somebody is harmed if nothing is done; None where nobody knows or it is solved."""
    outlook: Outlook = Outlook()


class ChaseView(NamedTuple):
    """One chase: whom, what was said, what was promised."""

    id: str
    at: str
    to: str
    rung: str
    said: str
    answered: int
    promised_until: str | None
    by: str | None


class TellingView(NamedTuple):
    """Something that those were told who wait; `at` in stored form."""

    id: str
    at: str
    whom: str
    said: str
    by: str | None


class QuestionView(NamedTuple):
    """A question for a leader, and the advice once it was given; times in stored form."""

    id: str
    subject: str
    subject_no: int
    """The number of what it is about."""
    person_no: int
    person: str
    post: str
    asked: str
    entered_at: str
    advice: str
    advised_at: str | None


class Leader(NamedTuple):
    """Somebody whose advice is asked, with the questions that wait for them.

    `reach_from` and `reach_until` are minutes after midnight, past 1440 on the next day.
    """

    no: int
    name: str
    post: str
    phone: str
    place: str
    reach: str
    reach_from: int | None
    reach_until: int | None
    questions: tuple[QuestionView, ...]


class ChaseInput(NamedTuple):
    """A chase as it is logged."""

    to: str
    said: str
    at: datetime
    rung: Rung = Rung.SUBDISTRICT
    answered: bool = True
    promised_until: datetime | None = None
    contact_no: int | None = None
    """Whom of the directory, where they were chosen from it."""
    verdict: Verdict | None = None
    person_no: int | None = None
    """Whom of the roster, where they were chosen from it; else the name may tell."""


class TellingInput(NamedTuple):
    """What those were told who wait, whoever of them it was."""

    whom: str
    said: str
    at: datetime


class QuestionInput(NamedTuple):
    """A question for a leader."""

    person_no: int
    asked: str


@dataclass(frozen=True, slots=True)
class ChaseSettings:
    """How things are chased; each can be set by the committee.

    Attributes:
        chase_after: until the next chase of what nobody promised anything for.
        morning: when what is routine is chased, the next day that begins.
        retry_after, retry_life: until what nobody answered is tried again, the second for a life.
        harm_lead: a chase falls at least so long before harm, so that there is time to act.
        quiet_from, quiet_until: clock times between which nobody is chased, but for a life and
            where harm comes before they end.
        due_within: chases nearer than this stand on the board as due.
        rung_after: unanswered chases in a row after which the next rung is proposed.
        told_within: how long somebody may be left without being told anything; the quiet hours
            are not counted, except in matters of life.
    """

    chase_after: Mapping[Urgency, timedelta] = field(
        default_factory=lambda: MappingProxyType(
            {
                Urgency.LIFE: timedelta(minutes=15),
                Urgency.TODAY: timedelta(hours=1),
                Urgency.SOON: timedelta(hours=4),
            }
        )
    )
    retry_after: timedelta = timedelta(minutes=20)
    retry_life: timedelta = timedelta(minutes=5)
    harm_lead: timedelta = timedelta(hours=2)
    morning: time = time(9, 0)
    quiet_from: time = time(22, 0)
    quiet_until: time = time(7, 0)
    due_within: timedelta = timedelta(hours=1)
    rung_after: int = 2
    told_within: Mapping[Urgency, timedelta] = field(
        default_factory=lambda: MappingProxyType(
            {
                Urgency.LIFE: timedelta(hours=1),
                Urgency.TODAY: timedelta(hours=4),
                Urgency.SOON: timedelta(hours=8),
                Urgency.ROUTINE: timedelta(hours=24),
            }
        )
    )


DEFAULT_SETTINGS = ChaseSettings()
"""What holds where the committee set nothing else."""
