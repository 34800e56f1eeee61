"""Places in words: kinds of compounds, doors as they are said aloud."""

from __future__ import annotations

from datetime import datetime

from models.address import dashed, short_address
from models.households import (
    BuildingRow,
    CompoundKind,
    CompoundRow,
    HouseholdInput,
    HouseholdKind,
    HouseholdRow,
    HouseholdView,
)
from models.households.counts import Counts, counted
from models.residents import ResidentRow, ResidentView
from models.times import local_date
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import day

kind = Labels(
    {
        CompoundKind.COMMODITY: N_("flats"),
        CompoundKind.LANE: N_("lane housing"),
        CompoundKind.OTHER: N_("other"),
    }
)
"""Kinds of compounds."""

household_kind = Labels(
    {
        HouseholdKind.HOME: N_("home"),
        HouseholdKind.STAFF: N_("staff locked in"),
        HouseholdKind.SHOP: N_("shop"),
        HouseholdKind.SITE: N_("building site"),
        HouseholdKind.DORMITORY: N_("dormitory"),
        HouseholdKind.STREET: N_("sleeping rough"),
        HouseholdKind.VISITORS: N_("visitors stuck here"),
    }
)
"""What sort of door it is; all but homes are of people no register lists."""


def building(row: HouseholdRow | ResidentRow) -> str:
    """The building as a list shows it, after its lane where there is one: `43-17`."""
    return dashed(row.lane, row.building)


def building_name(row: BuildingRow) -> str:
    """A building, short: `大林苑 3`, `五福里 43-21`."""
    return short_address(row.compound, row.lane, row.name)


def closed(row: BuildingRow, now: datetime) -> str:
    """Until when nobody may leave a building; empty while it is open."""
    if row.closed_until is None or row.closed_until < local_date(now).isoformat():
        return ""
    return closed_words(row.closed_until, now)


def closed_words(until: str, now: datetime) -> str:
    """That a place is closed, with the last date of it."""
    return _("closed until {day}").format(day=day(until, now))


def room(row: HouseholdRow | ResidentRow) -> str:
    """The room as a list shows it, after its unit where there is one: `2-501`."""
    return dashed(row.unit, row.room)


def door(of: HouseholdRow | HouseholdView | HouseholdInput | ResidentView) -> str:
    """The whole address, short: `大林苑 3-1505`."""
    return short_address(of.compound, of.lane, of.building, of.unit, of.room)


def people(count: int | None) -> str:
    """A number of people; empty when it is not known."""
    return (
        "" if count is None else ngettext("{n} person", "{n} people", count).format(n=f"{count:,}")
    )


def named(count: int) -> str:
    """How many people are known by name."""
    return ngettext("{n} person named", "{n} people named", count).format(n=f"{count:,}")


def counts_of(of: HouseholdRow | HouseholdView) -> Counts:
    """How many are registered, there and fed: as typed, or as follows from what else is known."""
    own = of.own_marks if isinstance(of, HouseholdRow) else of.marks
    return counted(of.people, of.present, of.fed, marks=own, named=of.named, away=of.away)


def counts(of: HouseholdRow | HouseholdView) -> str:
    """The three numbers of a household: `4 registered, 2 named · 3 here · 3 fed`."""
    found = counts_of(of)
    told = []
    if found.registered is not None:
        registered = _("{n} registered").format(n=found.registered)
        named = _("{n} named").format(n=of.named) if of.named else _("none named")
        told.append(_("{registered}, {named}").format(registered=registered, named=named))
    if found.present is not None:
        told.append(_("{n} here").format(n=found.present))
    if found.fed is not None:
        told.append(_("{n} fed").format(n=found.fed))
    return " · ".join(told)


def households(count: int) -> str:
    """A number of households."""
    return ngettext("{n} household", "{n} households", count).format(n=f"{count:,}")


def compound_line(row: CompoundRow) -> str:
    """A compound with its counts in one line, and what its own list says where that differs."""
    line = f"{row.name}  {households(row.households)} · {people(row.people)}"
    stated = row.stated_households
    if stated is not None and stated != row.households:
        line += "  " + _("⚠ its list says {n}").format(n=stated)
    return line


HELD: dict[str, str] = {
    "building": N_("leads"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "field_empty": N_("This must not be empty."),
    "phone_unclear": N_("{value} is no telephone number."),
    "compound_exists": N_("There is a compound {name} already."),
    "compound_number_unknown": N_("There is no compound number {no}."),
    "household_exists": N_("{what} is in the register already."),
    "household_itself": N_("That is the same household."),
    "elders_over_people": N_("{elders} of 60 and over among {people} people cannot be."),
}


ACTS: dict[str, str] = {
    "compound_added": N_("compound {name} added"),
    "compound_changed": N_("compound {name} changed"),
    "household_added": N_("household {what} added"),
    "household_changed": N_("household {what} changed"),
    "households_merged": N_("{other} put together with {what}"),
    "buildings_share_yes": N_("{where}: rooms share kitchen or bathroom"),
    "buildings_share_no": N_("{where}: rooms share neither kitchen nor bathroom"),
    "buildings_share_unsaid": N_("{where}: not said whether rooms share kitchen or bathroom"),
    "household_split": N_("{names} are a household of their own at {what}, no longer of {other}"),
}
