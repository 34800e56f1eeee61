"""Tables of places: neighbourhood, compounds, buildings, households and their marks."""

from __future__ import annotations

from sqlmodel import Field, UniqueConstraint

from models.households import CompoundKind, HouseholdKind
from models.tables import Keyed, Numbered, state_field


class Neighbourhood(Keyed, table=True):
    """The one neighbourhood a file is about."""

    version: int = 1
    name: str
    subdistrict: str = ""


class Compound(Numbered, table=True):
    """A compound: one gate, one unloading point. `stated_*` is what its own list claims.

    `closed_until`: the last local date on which nobody may leave it; None while it is open.
    """

    position: int
    name: str = Field(unique=True)
    kind: CompoundKind = state_field(CompoundKind)
    address: str = ""
    unloading_point: str = ""
    leader: str = ""
    leader_phone: str = ""
    stated_households: int | None = None
    stated_buildings: int | None = None
    closed_until: str | None = None
    closed_why: str = ""
    search: str = ""


class Building(Numbered, table=True):
    """A building of a compound; bare text, and the lane where a compound has several.

    `closed_until`: the last local date on which nobody may leave it; None while it is open.
    `is_shared`: 1 where its rooms share kitchen or bathroom; None where nobody said so.
    """

    __table_args__ = (UniqueConstraint("compound_id", "lane", "name"),)

    compound_id: str = Field(foreign_key="compound.id", index=True)
    lane: str = ""
    name: str
    closed_until: str | None = None
    closed_why: str = ""
    is_shared: int | None = None


class Household(Numbered, table=True):
    """A household; `people`, `elders` (60 and over), `present` and `fed` are counts.

    None where a count is unknown; of `present` and `fed` where they follow from what else is known,
    see `models.households.counts`.
    """

    __table_args__ = (UniqueConstraint("building_id", "unit", "room"),)

    building_id: str = Field(foreign_key="building.id")
    unit: str = ""
    room: str = ""
    head: str = ""
    phone: str = ""
    people: int | None = None
    elders: int | None = None
    note: str = ""
    sort_key: str = ""
    search: str = ""
    kind: HouseholdKind = state_field(HouseholdKind, default=HouseholdKind.HOME)
    present: int | None = None
    fed: int | None = None


class HouseholdMark(Keyed, table=True):
    """One mark of a household, as the register writes it."""

    __tablename__ = "household_mark"
    __table_args__ = (UniqueConstraint("household_id", "mark"),)

    household_id: str = Field(foreign_key="household.id")
    mark: str
    position: int = 0


class BuildingLeader(Keyed, table=True):
    """Who leads a building."""

    __tablename__ = "building_leader"

    building_id: str = Field(foreign_key="building.id", unique=True)
    person_id: str = Field(foreign_key="person.id")
