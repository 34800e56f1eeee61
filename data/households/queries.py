"""Questions about places, in plain SQL over one connection, answered with frozen views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data import sql
from data.households.addresses import address
from data.households.marks import ALL, all_marks_of, marks_of, named
from data.sql import Reader
from models.households import CompoundRow, HouseholdView


class Totals(NamedTuple):
    """Counts of what is registered."""

    households: int
    people: int
    """People of households whose number is known."""


_PHONES = sql.records(
    "p.number, p.extension, p.whose",
    "FROM telephone p WHERE p.household_id = h.id AND p.resident_id IS NULL ORDER BY position",
)

_HOUSEHOLD = f"""
SELECT h.no AS no, h.id AS id, h.version AS version, {address()}, h.head AS head,
  h.phone AS phone, h.people AS people, h.elders AS elders, h.note AS note,
  {marks_of("h.id")} AS marks, {all_marks_of("h.id")} AS all_marks,
  h.kind AS kind, h.present AS present, h.fed AS fed, {_PHONES} AS phones,
  {named("h.id")}
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
"""

_COMPOUND = """
SELECT c.no AS no, c.id AS id, c.version AS version, c.name AS name, c.kind AS kind,
  c.address AS address, c.unloading_point AS unloading_point, c.leader AS leader,
  c.leader_phone AS leader_phone, c.stated_households AS stated_households,
  c.stated_buildings AS stated_buildings, count(h.id) AS households,
  coalesce(sum(h.people), 0) AS people, count(DISTINCT h.building_id) AS buildings
FROM compound c
LEFT JOIN building b ON b.compound_id = c.id LEFT JOIN household h ON h.building_id = b.id
"""


def neighbourhood_name(conn: Reader) -> str:
    """The neighbourhood's name; empty before it has one."""
    return sql.value(conn.execute("SELECT name FROM neighbourhood LIMIT 1")) or ""


def compounds(conn: Reader) -> list[CompoundRow]:
    """All compounds in the committee's own order, with what is registered in each."""
    rows = conn.execute(f"{_COMPOUND} GROUP BY c.id ORDER BY c.position")
    return sql.views(CompoundRow, rows)


def compound_names(conn: Reader) -> dict[str, int]:
    """Numbers of all compounds by name, in the committee's own order."""
    rows = conn.execute("SELECT name, no FROM compound ORDER BY position")
    return sql.mapped(rows, "name", "no")


def compound(conn: Reader, no: int) -> CompoundRow | None:
    """One compound by its number."""
    found = conn.execute(f"{_COMPOUND} WHERE c.no = ? GROUP BY c.id", (no,))
    return sql.view(CompoundRow, found)


def household(conn: Reader, no: int) -> HouseholdView | None:
    """One household by its number."""
    return sql.view(HouseholdView, conn.execute(f"{_HOUSEHOLD} WHERE h.no = ?", (no,)))


def households_by_number(conn: Reader, numbers: Sequence[int]) -> list[HouseholdView]:
    """Households by their numbers, whole, in the order given; those there are none of left out."""
    rows = conn.execute(
        f"{_HOUSEHOLD} WHERE h.no IN ({sql.given('numbers')})", {"numbers": sql.as_given(numbers)}
    )
    found = {one.no: one for one in sql.views(HouseholdView, rows)}
    return [found[no] for no in numbers if no in found]


def totals(conn: Reader, compound_no: int | None = None) -> Totals:
    """Households and people of the whole neighbourhood, or of one compound."""
    query = "SELECT count(*) AS households, coalesce(sum(h.people), 0) AS people FROM household h"
    if compound_no is not None:
        query += (
            " JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
            " WHERE c.no = :compound"
        )
    (found,) = sql.views(Totals, conn.execute(query, {"compound": compound_no}))
    return found


def mark_counts(conn: Reader) -> dict[str, int]:
    """How many households bear each mark, the commonest first."""
    rows = conn.execute(
        f"SELECT mark, count(DISTINCT household_id) AS households FROM {ALL}"
        " GROUP BY mark ORDER BY households DESC, mark"
    )
    return sql.mapped(rows, "mark", "households")
