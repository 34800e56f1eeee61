"""Somebody falls out or comes back: what they hold, who takes it, what is offered. No tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from models.address import Address
from models.duties import DutyInput, Slot
from models.problems import Problem
from models.roster import PresenceInput, PresenceView, Reach

if TYPE_CHECKING:
    from models.suggest import Reason


class Away(NamedTuple):
    """The time somebody is away, as far as it matters to what they hold.

    Attributes:
        begins: duties are looked at from here; of one under way, the part still to come.
        until: duties that begin at or after this stay, as they are back by then; None for open.
        reach: how they can be reached; questions for somebody nobody reaches are held, too.
    """

    begins: datetime
    until: datetime | None = None
    reach: Reach = Reach.ANY_TIME


class Hold(NamedTuple):
    """One thing a person holds from a moment on.

    Attributes:
        what: what kind of thing, by the name its subject gave it.
        no: number of the duty, request, thing in custody or building; 0 for being in charge.
        person_no, person: who holds it.
        where: what it is called: a site, a compound, an address, the building.
        about: what it is about: the summary of a request, what is kept.
        compounds: where it is.
        slot: the part of a duty still to be done; None for what takes no fixed time.
        beside: who looks after the same request already; None for nobody or for themselves.
        matter: what it belongs to; who takes one thing of a matter takes the others. None for a
            thing by itself.
        nearby: whether somebody of the same compound is to take it rather than one of the staff.
        address: what `where` says, in parts, where that is an address.
        due: by when it has to be looked at again: a chase, a promised time, a day it is due back.
    """

    what: str
    no: int
    person_no: int
    person: str
    where: str
    about: str
    compounds: tuple[str, ...] = ()
    slot: Slot | None = None
    beside: int | None = None
    matter: str | None = None
    nearby: bool = False
    address: Address | None = None
    due: datetime | None = None

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes it one thing: kind, number, holder."""
        return (str(self.what), self.no, self.person_no)


class Handover(NamedTuple):
    """Something held, with who is to take it."""

    hold: Hold
    successor: int | None
    """None where nobody can or shall; their own number where it stays with them by telephone."""
    name: str
    reason: Reason
    """Why they, or why nobody, with what speaks against it."""

    @property
    def uncovered(self) -> bool:
        """Whether nobody takes it."""
        return self.successor is None


class Met(NamedTuple):
    """Somebody who worked or lives with a person who fell out; times in stored form."""

    no: int
    name: str
    kind: str
    phone: str
    times: int
    """How often they shared work; 0 for who only lives there."""
    last: str
    """When they last did: the start of what they shared last; empty where they never did."""
    where: str
    """Where they shared work, else where they sleep."""
    address: Address | None = None
    """What `where` says, in parts, where that is an address."""
    lodging: str = ""
    """Where both sleep and eat; empty where they do not."""
    neighbour: bool = False
    """Whether both live in one building."""


class Falling(NamedTuple):
    """A person who falls out."""

    no: int
    name: str
    kind: str
    post: str
    known: bool
    """Whether the absence is on record already."""


class AbsenceInput(NamedTuple):
    """People who fall out together.

    Attributes:
        people: their numbers.
        presence: where they are, since when, expected back when; `since` may lie in the past or
            in the future, `until` ends the absence.
    """

    people: tuple[int, ...]
    presence: PresenceInput


class AbsencePlan(NamedTuple):
    """What happens when people fall out."""

    people: tuple[Falling, ...]
    given: AbsenceInput
    planned_at: datetime
    away: Away
    """From when on what they hold is looked at, when the absence begins, or now when later; until
    when."""
    lines: tuple[Handover, ...]
    met: tuple[Met, ...]
    contact_days: int = 0
    """How many days back those they met are looked for."""
    later: tuple[tuple[str, PresenceView], ...] = ()
    """Absences planned for later, each with the name of whose it is: they stay on record."""

    @property
    def uncovered(self) -> list[Handover]:
        """The lines nobody takes."""
        return [line for line in self.lines if line.uncovered]


class Successor(NamedTuple):
    """Somebody who may take a thing, and what speaks for and against it."""

    no: int
    name: str
    post: str
    reason: Reason
    refused: Problem | None


class TakenOver(NamedTuple):
    """A note that somebody took over what a person held who fell out, not settled yet."""

    id: str
    what: str
    no: int
    """Number of the thing, as of a `Hold`."""
    by_no: int | None
    by: str | None
    """Who took it; None where nobody could."""


class OfferState(StrEnum):
    """How something that was taken over stands when its first holder is back."""

    WITH = "with"
    """Somebody has it in their place."""
    OPEN = "open"
    """Nobody has it."""


class Offer(NamedTuple):
    """Something that was a person's and can be theirs again."""

    standin_id: str
    what: str
    no: int
    where: str
    about: str
    state: OfferState
    by: str
    """Who has it; empty for nobody."""
    address: Address | None = None
    """What `where` says, in parts, where that is an address."""
    duty: DutyInput | None = None
    """When it takes them, for a duty."""
    problem: Problem | None = None
    """What stands against their taking it back."""
