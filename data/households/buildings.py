"""Buildings as people's own: who leads which, which one nobody may leave until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from data.ids import new_id
from data.sql import Reader
from models.households import BuildingRow
from models.households.addresses import bare_building, short_address, split_address
from models.problems import Refused
from models.text import fold, natural_key
from models.times import local_date

if TYPE_CHECKING:
    from data.store import Step

_ROW = """
SELECT b.no, b.id, c.name, nullif(b.lane, ''), b.name, b.closed_until, p.no, p.name
FROM building b JOIN compound c ON c.id = b.compound_id
LEFT JOIN building_leader l ON l.building_id = b.id LEFT JOIN person p ON p.id = l.person_id"""
"""The columns of a BuildingRow."""


def buildings(conn: Reader, compound: str | None = None) -> list[BuildingRow]:
    """All buildings, or those of a compound, in the order of doors."""
    return _where(conn, "? IS NULL OR c.name = ?", compound, compound)


def _where(conn: Reader, condition: str, *values: object) -> list[BuildingRow]:
    found = conn.execute(f"{_ROW} WHERE {condition} ORDER BY c.position", values)
    rows = [BuildingRow._make(row) for row in found]
    places = {name: at for at, name in enumerate(dict.fromkeys(row.compound for row in rows))}
    return sorted(
        rows, key=lambda b: (places[b.compound], natural_key(b.lane or ""), natural_key(b.name))
    )


def building(conn: Reader, no: int) -> BuildingRow:
    """One building.

    Raises:
        Refused: `building_unknown`.
    """
    found = conn.execute(f"{_ROW} WHERE b.no = ?", (no,)).fetchone()
    if found is None:
        raise Refused("building_unknown", no=no)
    return BuildingRow._make(found)


def find(conn: Reader, said: str, compound: str | None, field: str = "building") -> BuildingRow:
    """The building somebody means by `3`, `3号楼`, `43-21`, `43弄21号` or `大林苑3号`.

    Args:
        compound: where it is, unless another compound is named; None for not known.
        field: what a refusal is about.

    Raises:
        Refused: `building_unclear` when it is none, or may be several.
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
    found = found or [row for row in own if fold(row.name) in (bare, text)]
    if within and len(found) > 1:
        found = [row for row in found if not row.lane]
    if len(found) != 1:
        raise Refused("building_unclear", field, value=said)
    return found[0]


def buildings_led(conn: Reader, person_no: int) -> list[BuildingRow]:
    """The buildings a person leads, in the order of doors."""
    return _where(conn, "p.no = ?", person_no)


def home_of(conn: Reader, person_no: int) -> BuildingRow | None:
    """The building a person lives in; None where only the compound is known, or nothing."""
    found = conn.execute(
        f"{_ROW} JOIN person w ON w.building_id = b.id WHERE w.no = ?", (person_no,)
    ).fetchone()
    return BuildingRow._make(found) if found else None


def building_of(conn: Reader, household_no: int) -> BuildingRow | None:
    """The building of a household."""
    found = conn.execute(
        f"{_ROW} JOIN household h ON h.building_id = b.id WHERE h.no = ?", (household_no,)
    ).fetchone()
    return BuildingRow._make(found) if found else None


def living_in(conn: Reader, building_no: int) -> list[tuple[int, str]]:
    """Numbers and names of the people of the roster who live in a building."""
    return conn.execute(
        "SELECT p.no, p.name FROM person p JOIN building b ON b.id = p.building_id"
        " WHERE b.no = ? AND p.archived_at IS NULL ORDER BY p.no",
        (building_no,),
    ).fetchall()


# -- acts ------------------------------------------------------------------------------------------


def close_building(step: Step, building_no: int, until: date | None) -> BuildingRow:
    """Nobody may leave a building until the end of a day; with None it is open. What it is now.

    Raises:
        Refused: `building_unknown`, `closed_in_the_past`.
    """
    step.act("building_opened" if until is None else "building_closed")
    found = building(step.conn, building_no)
    if until is not None and until < local_date(step.at):
        raise Refused("closed_in_the_past", "closed_until", day=until)
    said = until.isoformat() if until else None
    step.conn.execute(
        "UPDATE building SET closed_until = ?, version = version + 1 WHERE id = ?",
        (said, found.id),
    )
    step.tell(no=building_no, where=door_of(found), until=said)
    return found._replace(closed_until=said)


def lead(step: Step, person_no: int, building_nos: Sequence[int]) -> None:
    """A person leads just these buildings; those somebody else led go over.

    Raises:
        Refused: `person_unknown`, `person_archived`, `building_unknown`.
    """
    step.session.flush()
    had = {row.no for row in buildings_led(step.conn, person_no)}
    found = step.conn.execute("SELECT name FROM person WHERE no = ?", (person_no,)).fetchone()
    if found is None:
        raise Refused("person_unknown", "person_no", no=person_no)
    now = list(dict.fromkeys(building_nos))
    for no in now:
        set_leader(step, no, person_no)
    for no in had - set(now):
        set_leader(step, no, None)
    step.tell(no=person_no, name=found[0], where=[door_of(building(step.conn, no)) for no in now])


def set_leader(step: Step, building_no: int, person_no: int | None) -> int | None:
    """Somebody leads a building from now on, or nobody; the number of who led it before.

    Raises:
        Refused: `building_unknown`, `person_unknown`, `person_archived`.
    """
    step.session.flush()
    was = building(step.conn, building_no)
    if was.leader_no == person_no:
        return was.leader_no
    if person_no is None:
        step.conn.execute("DELETE FROM building_leader WHERE building_id = ?", (was.id,))
        return was.leader_no
    person = step.conn.execute(
        "SELECT id, archived_at, name FROM person WHERE no = ?", (person_no,)
    ).fetchone()
    if person is None:
        raise Refused("person_unknown", "person_no", no=person_no)
    if person[1] is not None:
        raise Refused("person_archived", "person_no", person=person[2])
    if was.leader_no is None:
        step.conn.execute(
            "INSERT INTO building_leader (id, building_id, person_id) VALUES (?, ?, ?)",
            (new_id(), was.id, person[0]),
        )
    else:
        step.conn.execute(
            "UPDATE building_leader SET person_id = ? WHERE building_id = ?", (person[0], was.id)
        )
    return was.leader_no


def door_of(row: BuildingRow) -> str:
    """A building with where it is, short: `大林苑 3`."""
    return short_address(row.compound, row.lane, row.name)
