"""Places: neighbourhood, compounds, buildings, households. States, views and inputs; no tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.residents import ResidentInput
from models.telephones import Telephone


class CompoundKind(StrEnum):
    """What sort of housing a compound is."""

    COMMODITY = "commodity"
    LANE = "lane"
    OTHER = "other"


def kind_by_name(name: str) -> CompoundKind:
    """What kind a compound is of which only the name was said: `四十三弄` is lane housing."""
    return CompoundKind.LANE if name.casefold().endswith(_OF_LANES) else CompoundKind.OTHER


_OF_LANES = ("弄", "弄堂", "里弄", " lane", " lanes")
"""How names of lane housing end."""


class HouseholdKind(StrEnum):
    """What sort of door it is; all but homes are of people no register lists, who eat, too."""

    HOME = "home"
    STAFF = "staff"
    """Who was locked in at work: guards, cleaners, the committee's own."""
    SHOP = "shop"
    SITE = "site"
    """Builders on a building site."""
    DORMITORY = "dormitory"
    STREET = "street"
    """Who sleeps rough."""
    VISITORS = "visitors"
    """Who came and could not leave."""


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
    "吸氧",
    "卧床",
    "失智",
    "精神疾病",
    "无人照料儿童",
    "必要岗位",
    "已接种",
    "未接种",
)
"""Marks as registers write them, in the order they are shown. Other marks may be kept too."""

HEALTH_MARKS: frozenset[str] = frozenset(
    {
        *("孕妇", "透析", "胰岛素", "吸氧", "卧床", "失智", "残疾", "精神疾病"),
        *("密接", "居家隔离", "阳性", "已接种", "未接种"),
    }
)
"""Marks that tell of somebody's health: hidden when the screen is masked."""


ISOLATING_MARKS: frozenset[str] = frozenset({"密接", "居家隔离", "阳性"})
"""Marks that keep whoever lives there from work among others."""


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
    """The household's own, then those of its people."""
    open_requests: int
    kind: str = "home"
    present: int | None = None
    fed: int | None = None
    named: int = 0
    """People known by name who live here."""
    away: int = 0
    """Those of them who are away."""
    own_marks: tuple[str, ...] = ()
    """The household's own alone."""


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
    """The household's own; those of its people are theirs."""
    kind: str = "home"
    present: int | None = None
    fed: int | None = None
    """As typed; see `models.households.counts` for what follows where nothing was."""
    phones: tuple[Telephone, ...] = ()
    """Numbers beside the first that are nobody's in particular, in the order they are tried."""
    named: int = 0
    """People known by name who live here."""
    away: int = 0
    """Those of them who are away."""
    all_marks: tuple[str, ...] = ()
    """The household's own, then those of its people: what to know before it is called."""


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
    is_shared: int | None = None
    """1 where its rooms share kitchen or bathroom, 0 where not; None where nobody said so."""


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

    `compound` is the name; `lane`, `building`, `unit`, `room` are bare text ("2", "104"); a second
    household behind one door has the room `104/2`. `phones` are the numbers beside `phone`,
    `residents` its people as far as they are named; each is all of them.
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
    kind: HouseholdKind | None = None
    present: int | None = None
    fed: int | None = None
    phones: tuple[Telephone, ...] | None = None
    residents: tuple[ResidentInput, ...] | None = None
