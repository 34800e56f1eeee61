"""What is asked of buildings: who leads which, which one nobody may leave, which one is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from data import sql
from data.households import closed
from data.sql import Reader
from models.address import Address, dashed, short_address
from models.doors.meant import lanes_of
from models.households import BuildingRow
from models.households.addresses import bare_building, split_address
from models.problems import Refused
from models.spelling import nearest
from models.text import fold, natural_key

_ROW = f"""
SELECT b.no AS no, b.id AS id, c.name AS compound, nullif(b.lane, '') AS lane, b.name AS name,
  {closed.until()} AS closed_until, p.no AS leader_no, p.name AS leader,
  b.is_shared AS is_shared
FROM building b JOIN compound c ON c.id = b.compound_id
LEFT JOIN building_leader l ON l.building_id = b.id LEFT JOIN person p ON p.id = l.person_id"""
"""The columns of a BuildingRow."""


def buildings(conn: Reader, compound: str | None = None) -> list[BuildingRow]:
    """All buildings, or those of a compound, in the order of doors."""
    return _where(conn, "? IS NULL OR c.name = ?", compound, compound)


def _where(conn: Reader, condition: str, *values: object) -> list[BuildingRow]:
    found = conn.execute(f"{_ROW} WHERE {condition} ORDER BY c.position", values)
    rows = sql.views(BuildingRow, found)
    places = {name: at for at, name in enumerate(dict.fromkeys(row.compound for row in rows))}
    return sorted(
        rows, key=lambda b: (places[b.compound], natural_key(b.lane or ""), natural_key(b.name))
    )


def building(conn: Reader, no: int) -> BuildingRow:
    """One building.

    Raises:
        Refused: `building_unknown`.
    """
    return sql.found(
        BuildingRow, conn.execute(f"{_ROW} WHERE b.no = ?", (no,)), "building_unknown", no=no
    )


def find(conn: Reader, said: str, compound: str | None, field: str = "building") -> BuildingRow:
    """The building somebody means by `3`, `3号楼`, `43-21`, `43弄21号`, `大林苑3号` or `大林3`.

    Args:
        compound: where it is, unless another compound is named; None for not known.
        field: what a refusal is about.

    Raises:
        Refused: `building_unclear` when it is none, or may be several; see `unclear`.
    """
    text = fold(said).replace(" ", "")
    rows = buildings(conn)
    names = sorted({fold(row.compound).replace(" ", "") for row in rows}, key=len, reverse=True)
    named = next((name for name in names if text.startswith(name)), "")
    within = named or fold(compound or "").replace(" ", "")
    text = text.removeprefix(named)
    own = [row for row in rows if not within or fold(row.compound).replace(" ", "") == within]
    address, bare = split_address(text), fold(bare_building(text) or "")
    found = [r for r in own if r.lane and text == fold(f"{r.lane}-{r.name}")]
    if address.lane:
        meant = fold(address.lane), fold(address.building or "")
        found = [row for row in own if (fold(row.lane or ""), fold(row.name)) == meant]
    found = found or _in_lane(conn, own, text, address)
    found = found or [row for row in own if fold(row.name) in (bare, text)]
    if within and len(found) > 1:
        found = [row for row in found if not row.lane]
    found = found or _in_short(conn, rows, said)
    if len(found) != 1:
        raise unclear(said, found or own or rows, field)
    return found[0]


class Called(Protocol):
    """A building by what it is called."""

    @property
    def compound(self) -> str: ...

    @property
    def lane(self) -> str | None: ...

    @property
    def name(self) -> str | None: ...


def unclear(said: str, rows: Sequence[Called], field: str = "building") -> Refused:
    """That a building is none, or may be any of several: `building_unclear` (value, names).

    Args:
        rows: those that may be meant; told are the ones most like what was typed, else the first.
    """
    return Refused("building_unclear", field, value=said.strip(), names=like(said, rows))


def like(said: str, rows: Sequence[Called]) -> list[str]:
    """The buildings that are most like what was typed, else the first; as they may be typed."""
    called: dict[str, list[str]] = {}
    for row in rows:
        whole = short_address(row.compound, row.lane, row.name)
        for form in dict.fromkeys((row.name or "", dashed(row.lane, row.name), whole)):
            called.setdefault(form, []).append(whole)
    near = [whole for form in nearest(said, filter(None, called)) for whole in called[form]]
    return list(dict.fromkeys(near or (one for some in called.values() for one in some)))[:_TOLD]


_TOLD = 4
"""Buildings that are named to whoever typed one that is none."""


_LANE_AND_NAME = re.compile(r"(\d+)-(\w+)")


def _in_lane(
    conn: Reader, rows: Sequence[BuildingRow], text: str, address: Address
) -> list[BuildingRow]:
    """The buildings `43-21` or `43弄21号` of compounds that are this lane, by name or street."""
    said = _LANE_AND_NAME.fullmatch(text)
    lane, name = said.groups() if said else (address.lane, fold(address.building or ""))
    if not lane or not name:
        return []
    called = conn.execute("SELECT name, name || ' ' || address AS called FROM compound")
    lanes = {key: lanes_of(one) for key, one in sql.mapped(called, "name", "called").items()}
    return [row for row in rows if fold(row.name) == name and lane in lanes[row.compound]]


def _in_short(conn: Reader, rows: Sequence[BuildingRow], said: str) -> list[BuildingRow]:
    """The buildings that are meant with a compound's short name, or its name in Latin letters."""
    from data.reading.places import building_typed

    compound, lane, name = building_typed(conn, said)
    if compound is None or name is None:
        return []
    found = [row for row in rows if (row.compound, fold(row.name)) == (compound, fold(name))]
    return [row for row in found if lane is None or row.lane in (lane, None)]


def named(conn: Reader, said: str, compound: str) -> str | None:
    """The building of `find` as `43-21`; None where it is none on file, or may be several."""
    try:
        found = find(conn, said, compound)
    except Refused:
        return None
    return dashed(found.lane, found.name)


def buildings_led(conn: Reader, person_no: int) -> list[BuildingRow]:
    """The buildings a person leads, in the order of doors."""
    return _where(conn, "p.no = ?", person_no)


def home_of(conn: Reader, person_no: int) -> BuildingRow | None:
    """The building a person lives in; None where only the compound is known, or nothing."""
    where = "JOIN person w ON w.building_id = b.id WHERE w.no = ?"
    return sql.view(BuildingRow, conn.execute(f"{_ROW} {where}", (person_no,)))


def building_of(conn: Reader, household_no: int) -> BuildingRow | None:
    """The building of a household."""
    where = "JOIN household h ON h.building_id = b.id WHERE h.no = ?"
    return sql.view(BuildingRow, conn.execute(f"{_ROW} {where}", (household_no,)))


def living_in(conn: Reader, building_no: int) -> list[tuple[int, str]]:
    """Numbers and names of the people of the roster who live in a building."""
    rows = conn.execute(
        "SELECT p.no AS no, p.name AS name FROM person p JOIN building b ON b.id = p.building_id"
        " WHERE b.no = ? AND p.archived_at IS NULL ORDER BY p.no",
        (building_no,),
    )
    return [(one["no"], one["name"]) for one in sql.named(rows)]
