"""Loads: what is carried from a gate to its buildings, by whom and how. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class LoadState(StrEnum):
    """How far a load is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


class Means(StrEnum):
    """What a load is carried with."""

    FOOT = "foot"
    TROLLEY = "trolley"
    TRICYCLE = "tricycle"
    CAR = "car"


class Goods(NamedTuple):
    """Some of one kind of goods of a delivery."""

    goods: str
    quantity: int
    unit: str
    is_cold: int = 0
    is_heavy: int = 0


class LoadRow(NamedTuple):
    """A load as lists show it. Times in stored UTC form."""

    no: int
    id: str
    version: int
    drop_no: int
    delivery_no: int
    compound: str
    state: str
    position: int
    """Place among the loads of its gate, from 1."""
    buildings: tuple[str, ...]
    """The buildings it goes to, in the order of the way: `3`, `43-21`."""
    means: str
    units: int
    """Units of all goods together, as they were when it was planned."""
    trips: int
    hands_needed: int
    starts_at: str
    ends_at: str
    members: tuple[str, ...]
    """Names of who carries it."""
    coming: int
    """How many of them can come, as far as it is known."""
    handed_to: str
    """Who takes it over there without contact: `3 王阿姨`."""
    note: str = ""
    units_now: int = 0
    """Units its buildings are to get by now."""
    closed_now: int = 0
    """How many of its buildings are closed on its day, by what is known now."""
    asked: tuple[str, ...] = ()
    """Names of those who have yet to be asked, for it is outside their hours."""


class LoadStop(NamedTuple):
    """One building of a load on the sheet for carriers."""

    load_no: int
    lane: str
    building: str
    households: int
    is_closed: int
    leader: str
    """Who takes it over: the building's leader, or somebody of the roster who lives inside."""
    goods: tuple[Goods, ...]
