"""The directory: desks, leaders, hospitals and others to be called, when they answer and what came
of it. Kinds, frozen views and inputs; no tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.chases import Rung


class ContactKind(StrEnum):
    """What somebody in the directory is."""

    DESK = "desk"
    LINE_LEADER = "line_leader"
    CITY_LINE = "city_line"
    AMBULANCE = "ambulance"
    HOSPITAL = "hospital"
    PHARMACY = "pharmacy"
    POLICE = "police"
    PROPERTY = "property"
    OTHER = "other"


LEADER = "leader"
"""The kind of those the roster adds: who is a leader by their record, wherever they are."""

RUNGS: Mapping[ContactKind, Rung] = MappingProxyType(
    {
        ContactKind.DESK: Rung.SUBDISTRICT,
        ContactKind.LINE_LEADER: Rung.LINE_LEADER,
        ContactKind.CITY_LINE: Rung.CITY_LINE,
        ContactKind.AMBULANCE: Rung.EMERGENCY,
        ContactKind.HOSPITAL: Rung.HOSPITAL,
        ContactKind.PHARMACY: Rung.SELF,
        ContactKind.POLICE: Rung.EMERGENCY,
        ContactKind.PROPERTY: Rung.SELF,
        ContactKind.OTHER: Rung.SELF,
    }
)
"""The rung somebody of a kind usually is; whom the committee asks by itself is no rung above it."""

SERVICES: Mapping[str, ContactKind] = MappingProxyType(
    {
        "120": ContactKind.AMBULANCE,
        "12345": ContactKind.CITY_LINE,
        "110": ContactKind.POLICE,
    }
)
"""Numbers everybody has: in every directory until it has a record of its own for them."""


class Listed(IntEnum):
    """Where an entry comes from."""

    SERVICE = 0
    ROSTER = 1
    DIRECTORY = 2


def listed_no(source: Listed, no: int) -> int:
    """What an entry is found by in the one list of all sources; nobody says it aloud.

    Args:
        no: its number within its source.
    """
    return no * len(Listed) + source


class Window(NamedTuple):
    """Hours at which somebody answers.

    `days` are numbers of weekdays, Monday 0; `start` and `end` are minutes after that day's
    midnight, past 1440 on the next day.
    """

    days: frozenset[int]
    start: int
    end: int


class Record(NamedTuple):
    """What came of the latest calls to somebody, fifty at most."""

    tried: int = 0
    answered: int = 0
    accepted: int = 0
    refused: int = 0
    kept: int = 0
    """Promises for requests that ended well since, without those accepted."""


class Entry(NamedTuple):
    """Somebody to be called: of the directory, of the roster, or a service everybody knows.

    Times are in stored form.
    """

    no: int
    """What tells them apart in a list, see `listed_no`."""
    contact_no: int | None
    """Their number in the directory; None for people of the roster and for services."""
    person_no: int | None
    """Their number in the roster; None for all others."""
    name: str
    kind: str
    rung: str
    phone: str
    hours: str
    """As it was written; for people of the roster their reach window."""
    note: str
    place: str
    """Where somebody of the roster is, such as `isolated`; empty for the directory's own."""
    record: Record
    last_at: str | None
    last_said: str
    last_answered: int
    last_verdict: str | None
    open: bool
    opens_at: str | None
    """When they can be reached next; None where that is now, or never."""


class Answer(NamedTuple):
    """What somebody answered once; `at` in stored form."""

    at: str
    request_no: int
    said: str
    answered: int
    verdict: str | None
    promised_until: str | None


class ContactView(NamedTuple):
    """One record of the directory whole, for editing."""

    no: int
    id: str
    version: int
    name: str
    kind: str
    rung: str
    phone: str
    hours: str
    note: str
    archived_at: str | None


class ContactInput(NamedTuple):
    """A record of the directory as it is typed; without a rung it has its kind's."""

    name: str
    kind: ContactKind = ContactKind.OTHER
    rung: Rung | None = None
    phone: str = ""
    hours: str = ""
    note: str = ""
