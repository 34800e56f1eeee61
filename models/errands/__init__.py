"""Errands: one way to the pharmacy for many households. States, frozen views, inputs; no tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class ErrandState(StrEnum):
    """Whether results are still waited for. Nothing is waited for of one that was called off."""

    OPEN = "open"
    DONE = "done"
    CALLED_OFF = "called_off"


class LineResult(StrEnum):
    """What came of one line."""

    WAITING = "waiting"
    BROUGHT = "brought"
    MISSING = "missing"


class Wanted(NamedTuple):
    """A medicine as it was asked for; empty where nothing was said of it."""

    medicine: str
    """What it is, by the name all makers share where it is known."""
    brand: str = ""
    maker: str = ""
    strength: str = ""
    quantity: int | None = None
    unit: str = ""


class Asked(NamedTuple):
    """A request that waits for medicine, and what it waits for."""

    no: int
    wanted: tuple[Wanted, ...]


class Group(NamedTuple):
    """Requests that one errand can serve."""

    medicine: str
    requests: tuple[int, ...]


class ErrandRow(NamedTuple):
    """An errand as lists show it. Times in stored UTC form."""

    no: int
    id: str
    version: int
    state: str
    medicine: str
    place: str
    leaves_at: str
    returns_at: str
    note: str
    runners: tuple[str, ...]
    """Names of who runs it; empty while nobody does."""
    lines: int
    households: int
    """Requests served; one may have several lines."""
    brought: int
    missing: int
    waiting: int


class LineRow(NamedTuple):
    """One medicine for one household."""

    id: str
    version: int
    position: int
    """Counted from 1; what the runner calls the line by. Lines taken out leave a gap."""
    request_no: int
    household_no: int | None
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    address_said: str
    name: str
    """Who it is for: the patient, else who the household is registered under, else the caller."""
    medicine: str
    brand: str
    maker: str
    strength: str
    quantity: int | None
    measure: str
    """What the quantity counts, such as 盒."""
    card_taken: int
    box_taken: int
    money: int
    """Given by the household, in fen."""
    note: str
    result: str
    reason: str
    """Why it was not brought."""
    doors: int = 0
    """Doors the request is about beside that one."""


class ErrandView(NamedTuple):
    """One errand whole."""

    row: ErrandRow
    lines: tuple[LineRow, ...]


class ErrandInput(NamedTuple):
    """When an errand is run and where to; the medicine's name is made from the lines."""

    leaves_at: datetime
    returns_at: datetime
    place: str = ""
    note: str = ""


class LineInput(NamedTuple):
    """A line as it is edited."""

    medicine: str
    brand: str = ""
    maker: str = ""
    strength: str = ""
    quantity: int | None = None
    measure: str = ""
    card_taken: bool = False
    box_taken: bool = False
    money: int = 0
    note: str = ""


class ResultsInput(NamedTuple):
    """What came of an errand, told by its exceptions.

    Attributes:
        missing: why a line was not brought, by its position; all other waiting lines were.
        told: whether the households got it at the door, and so know.
        untold: positions of lines brought whose household could not be told all the same.
        ran: who ran it, as it is said; what is missing was asked of them where no place is known.
    """

    at: datetime
    missing: Mapping[int, str] = MappingProxyType({})
    told: bool = False
    untold: frozenset[int] = frozenset()
    ran: str = ""


class Done(NamedTuple):
    """What recording results did."""

    brought: int
    missing: int
    closed: int
    """Requests that ended, their households told."""
    call_backs: int
    """Requests that are met, their households still to be told."""
    lives: int
    """Requests about a life that was brought something, and that only their sheet can end."""
