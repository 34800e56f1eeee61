"""Residents: the people of a household, one by one, as far as their names are known.

Views, states and inputs; no tables. A household counts for itself how many live behind its door,
named or not.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.telephones import Telephone


class Sex(StrEnum):
    """As an identity card says it."""

    FEMALE = "female"
    MALE = "male"


class Whereabouts(StrEnum):
    """Whether somebody lives behind their door."""

    PRESENT = "present"
    AWAY = "away"
    MOVED_OUT = "moved_out"
    DIED = "died"


LIVING_HERE: frozenset[Whereabouts] = frozenset({Whereabouts.PRESENT, Whereabouts.AWAY})
"""Who is still of the household: its people are these."""


class IdentityKept(StrEnum):
    """What is kept of an identity number, *setting*."""

    DIGEST = "digest"
    """A digest under the store's own key, and the last four characters: enough to know a number
    again, too little to read it off a stolen file."""
    WHOLE = "whole"
    """The number as well."""
    NOTHING = "nothing"


class PersonMark(NamedTuple):
    """What is to be known of somebody.

    Attributes:
        mark: the register's word: `孕妇`, `透析`.
        detail: what is told with it: a due date, the days of dialysis.
        source: where it is from, such as a file's name or who said it; empty where it was typed.
        said_on: the local date, `YYYY-MM-DD`, on which it was said; None where that is not known.
    """

    mark: str
    detail: str = ""
    source: str = ""
    said_on: str | None = None


class ResidentRow(NamedTuple):
    """Somebody as a list shows them."""

    no: int
    id: str
    name: str
    household_no: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    is_head: int
    """1 for who the household is registered under."""
    relation: str
    phones: tuple[Telephone, ...]
    born: str | None
    marks: tuple[str, ...]
    presence: str
    roster_no: int | None
    """Their number on the roster, where they work here too."""


class ResidentView(NamedTuple):
    """One resident whole, for the detail and for editing."""

    no: int
    id: str
    version: int
    name: str
    household_no: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    is_head: int
    sex: str | None
    born: str | None
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as much as is known."""
    identity: str
    """The whole number, where the committee chose to keep it."""
    identity_tail: str
    """Its last four characters; empty where none was given."""
    relation: str
    """To the head, in the register's words."""
    phones: tuple[Telephone, ...]
    marks: tuple[PersonMark, ...]
    presence: str
    presence_since: str | None
    """Local date, `YYYY-MM-DD`."""
    registered_elsewhere: int | None
    """1 for somebody whose registered address is another, 0 for one registered here."""
    registered: str
    """That address, as it was told."""
    key_with: str
    """Who has a key to their door."""
    note: str
    roster_no: int | None
    roster_name: str | None


class ResidentInput(NamedTuple):
    """Somebody as they are typed or imported. None means: nothing said about it.

    Attributes:
        identity: the number as it stands on the card; only what `IdentityKept` says is kept.
        phones, marks: all of them, in the order they are shown.
    """

    name: str
    is_head: bool | None = None
    sex: Sex | None = None
    born: str | None = None
    identity: str | None = None
    relation: str | None = None
    phones: tuple[Telephone, ...] | None = None
    marks: tuple[PersonMark, ...] | None = None
    presence: Whereabouts | None = None
    presence_since: str | None = None
    registered_elsewhere: bool | None = None
    registered: str | None = None
    key_with: str | None = None
    note: str | None = None
