"""Which part of a round's sheet is meant: all of it, a compound, or one building."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from data import sql
from data.households import buildings
from data.reading.places import compounds_like, compounds_meant, place_typed
from data.sql import Reader
from models.address import Address, dashed, short_address
from models.households.addresses import bare_building, split_address
from models.problems import Refused
from models.text import fold

_SHOWN = 4
"""Buildings that are named where one of several may be meant."""


class Scope(NamedTuple):
    """A part of a round's sheet."""

    buildings: tuple[str, ...] | None = None
    """Keys of its buildings; None for the whole sheet."""
    called: str = ""
    """What it is called, in words; empty for the whole sheet."""


class _Building(NamedTuple):
    id: str
    compound: str
    lane: str | None
    name: str | None


_BUILDINGS = (
    "SELECT b.id AS id, c.name AS compound, nullif(b.lane, '') AS lane,"
    " nullif(b.name, '') AS name FROM building b JOIN compound c ON c.id = b.compound_id"
    " ORDER BY c.no, b.no"
)


def scope(
    conn: Reader,
    compound: str | Sequence[str] | None = None,
    building: str | None = None,
    among: Collection[str] = (),
) -> Scope:
    """The part of a sheet that somebody means.

    Args:
        compound: its name or a part of it; of several each.
        building: `3`, `3号`, `43弄8号`, `大林苑3号`.
        among: names of compounds of which the building is where several have one of that name.

    Raises:
        Refused: `scope_compound_unknown`; `scope_building_unknown` where there is none,
            `scope_building_several` where there are several; each with value and names like it.
    """
    said = [compound] if isinstance(compound, str) else list(compound or ())
    if not said and building is None:
        return Scope()
    known = sql.views(_Building, conn.execute(_BUILDINGS))
    if said:
        found = {one.id: one for name in said for one in _of_compound(conn, known, name)}
        known = list(found.values())
    if building is None:
        called = dict.fromkeys(one.compound for one in known)
        return Scope(tuple(one.id for one in known), "、".join(called))
    here = _of_building(known, building) or _by_short_name(conn, known, building)
    here = [one for one in here if one.compound in among] or here
    names = [short_address(one.compound, one.lane, one.name) for one in here]
    if not here:
        likely = buildings.like(building, known)
        raise Refused("scope_building_unknown", "building", value=building, names=likely)
    if len(here) > 1:
        raise Refused("scope_building_several", "building", value=building, names=names[:_SHOWN])
    return Scope((here[0].id,), names[0])


def _of_compound(conn: Reader, known: list[_Building], said: str) -> list[_Building]:
    names = list(dict.fromkeys(one.compound for one in known))
    found = [said] if said in names else [n for n in compounds_meant(conn, said) if n in names]
    if len(found) != 1:
        likely = found or [name for name in compounds_like(conn, said) if name in names] or names
        raise Refused("scope_compound_unknown", "compound", value=said, names=likely)
    return [one for one in known if one.compound == found[0]]


def _by_short_name(conn: Reader, known: list[_Building], said: str) -> list[_Building]:
    """The building of 梧桐3 or 43弄8, as such a place is read wherever it is typed."""
    place = place_typed(conn, said)
    if place is None or not place.building or place.room or place.rest:
        return []
    here = [one for one in known if place.compound in (None, one.compound)]
    here = [one for one in here if place.lane in (None, one.lane)]
    return [one for one in here if (one.name or "").casefold() == place.building.casefold()]


def _of_building(known: list[_Building], said: str) -> list[_Building]:
    for name in sorted({one.compound for one in known}, key=len, reverse=True):
        if said.startswith(name):
            known = [one for one in known if one.compound == name]
            said = said.removeprefix(name)
            break
    parts = split_address(said)
    if parts.building is None:
        parts = Address(building=bare_building(said))
    here = [
        one
        for one in known
        if parts.room is None
        and (one.name or "").casefold() == (parts.building or "").casefold()
        and parts.lane in (None, one.lane)
        and (parts.compound or "") in one.compound
    ]
    # `43-8` is a lane and a building to people, and a building and a room to a reader of doors.
    return here or [one for one in known if dashed(one.lane, one.name) == fold(said)]
