"""People who work here: staff, cadres, volunteers, partners; spans of presence. No tables."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class PersonKind(StrEnum):
    """On what footing somebody works for the neighbourhood."""

    STAFF = "staff"
    CADRE = "cadre"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"


class Place(StrEnum):
    """Where a person is."""

    ON_SITE = "on_site"
    HOME = "home"
    ISOLATED = "isolated"
    HOSPITAL = "hospital"
    AWAY = "away"


class Reach(StrEnum):
    """Whether a person can be reached by telephone."""

    ANY_TIME = "any_time"
    WINDOW = "window"
    NO = "no"


ABSENT_PLACES: frozenset[Place] = frozenset({Place.ISOLATED, Place.HOSPITAL, Place.AWAY})
"""Places from which nobody can take a duty."""

LIVE_IN_KINDS: frozenset[PersonKind] = frozenset({PersonKind.STAFF, PersonKind.CADRE})
"""Kinds taken to be on site when nothing else is known; the others are at home until called."""


TRAITS: tuple[str, ...] = ("is_leader", "no_heavy_work", "has_pass")
"""What somebody is or may do, each yes or no, named as in a `PersonInput`."""


class PersonRow(NamedTuple):
    """A person as the roster shows them at one moment."""

    no: int
    id: str
    name: str
    kind: str
    post: str
    phone: str
    place: str
    reach: str
    since: str | None
    """Stored UTC time at which the present span of presence began; None when none is on record."""
    expected_back: str | None
    """Local date, `YYYY-MM-DD`."""
    on_duty: int
    """1 for staff on site, and for others while a duty of theirs runs."""
    skills: tuple[str, ...]
    vehicle: str
    compound: str | None
    hours: str
    """Hours somebody is available, in the words of the list they came from."""
    duties_today: int
    only_they: int = 0
    """Duties of the 48 hours ahead nobody else could take; see `models.cover.reserves`."""
    work_minutes: int = 0
    rest_minutes: int = 0
    since_rest_minutes: int = 0
    awake_minutes: int = 0
    """Their load at this moment; see `models.duties.load.Load`."""
    tired: bool = False
    reckoned: bool = True
    """Whether these could be reckoned; not where damage left times that cannot be read."""
    is_leader: int = 0
    no_heavy_work: int = 0
    has_pass: int = 0
    """1 for yes; see `models.roster.tables.Person`."""
    shut: str = ""
    """What holds them today where they live: `building`, `compound`; empty for nothing."""


class PersonView(NamedTuple):
    """One person whole, for the detail and for editing."""

    no: int
    id: str
    version: int
    name: str
    kind: str
    post: str
    phone: str
    compound: str | None
    building: str | None
    """The building they live in, after its lane where there is one: `3`, `43-21`."""
    lodging: str
    skills: tuple[str, ...]
    vehicle: str
    hours: str
    available_from: int | None
    available_until: int | None
    """Minutes after midnight between which somebody is available; both None for any time."""
    note: str
    private_note: str
    is_leader: int = 0
    no_heavy_work: int = 0
    has_pass: int = 0
    """1 for yes; see `models.roster.tables.Person`."""


class PresenceView(NamedTuple):
    """One span of presence; times in stored form, `until` None while it lasts."""

    id: str
    person_no: int
    place: str
    reach: str
    reach_from: int | None
    reach_until: int | None
    since: str
    until: str | None
    expected_back: str | None
    reason: str
    entered_at: str = ""


class PresenceInput(NamedTuple):
    """A span of presence to be recorded: the person is at `place` from `since` on."""

    place: Place
    since: datetime
    reach: Reach = Reach.ANY_TIME
    reach_from: int | None = None
    reach_until: int | None = None
    until: datetime | None = None
    expected_back: date | None = None
    reason: str = ""


class PersonInput(NamedTuple):
    """A person as typed or imported. None means: nothing said about it."""

    name: str
    kind: PersonKind | None = None
    post: str | None = None
    phone: str | None = None
    compound: str | None = None
    building: str | None = None
    """The building they live in, in the words people use: `3号`, `43弄21号`."""
    leads: tuple[str, ...] | None = None
    """The buildings they lead, in such words; in their own compound unless another is named."""
    lodging: str | None = None
    skills: tuple[str, ...] | None = None
    vehicle: str | None = None
    hours: str | None = None
    available_from: int | None = None
    available_until: int | None = None
    note: str | None = None
    private_note: str | None = None
    is_leader: bool | None = None
    no_heavy_work: bool | None = None
    has_pass: bool | None = None
    presence: PresenceInput | None = None
