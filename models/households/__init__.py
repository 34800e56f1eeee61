"""Places: neighbourhood, compounds, buildings, households. States, views and inputs; no tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class CompoundKind(StrEnum):
    """What sort of housing a compound is."""

    COMMODITY = "commodity"
    LANE = "lane"
    OTHER = "other"


KNOWN_MARKS: tuple[str, ...] = (
    "独居老人",
    "80岁以上",
    "孕妇",
    "婴儿",
    "透析",
    "胰岛素",
    "残疾",
    "租客",
    "空关",
    "不在沪",
    "养猫",
    "养狗",
    "密接",
    "居家隔离",
)
"""Marks as registers write them, in the order they are shown. Other marks may be kept too."""

HEALTH_MARKS: frozenset[str] = frozenset(
    {"孕妇", "透析", "胰岛素", "残疾", "密接", "居家隔离", "阳性", "精神疾病"}
)
"""Marks that tell of somebody's health: hidden when the screen is masked."""


class HouseholdRow(NamedTuple):
    """A household as a list shows it."""

    no: int
    id: str
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    phone: str
    people: int | None
    marks: tuple[str, ...]
    open_requests: int


class CompoundRow(NamedTuple):
    """A compound with what is known and counted of it."""

    no: int
    id: str
    version: int
    name: str
    kind: str
    address: str
    unloading_point: str
    leader: str
    leader_phone: str
    stated_households: int | None
    """Households the committee's own list claims; the register may differ."""
    stated_buildings: int | None
    households: int
    people: int
    buildings: int


class HouseholdView(NamedTuple):
    """One household whole, for the detail and for editing."""

    no: int
    id: str
    version: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    phone: str
    people: int | None
    elders: int | None
    """People of 60 years and over."""
    note: str
    marks: tuple[str, ...]


class BuildingRow(NamedTuple):
    """A building with who leads it and how long nobody may leave it."""

    no: int
    id: str
    compound: str
    lane: str | None
    name: str
    closed_until: str | None
    """The last local date, `YYYY-MM-DD`, on which it is closed, by itself or with its compound; it
    may lie in the past."""
    leader_no: int | None
    leader: str | None


class CompoundInput(NamedTuple):
    """A compound as it is typed or imported. None means: nothing said about it.

    `closed_until` is the last local date on which it is closed, `YYYY-MM-DD`, and `closed_why` the
    reason; only lists that are imported say so, what closes it is `data.closed.commands`.
    """

    name: str
    kind: CompoundKind | None = None
    address: str | None = None
    unloading_point: str | None = None
    leader: str | None = None
    leader_phone: str | None = None
    stated_households: int | None = None
    stated_buildings: int | None = None
    closed_until: str | None = None
    closed_why: str | None = None


class HouseholdInput(NamedTuple):
    """A household as it is typed or imported. None means: nothing said about it.

    `compound` is the name; `lane`, `building`, `unit`, `room` are bare text ("2", "104").
    """

    compound: str
    building: str
    lane: str | None = None
    unit: str | None = None
    room: str | None = None
    head: str | None = None
    phone: str | None = None
    people: int | None = None
    elders: int | None = None
    marks: tuple[str, ...] | None = None
    note: str | None = None
