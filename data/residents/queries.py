"""Questions about people of households, in plain SQL, answered with frozen views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data import sql
from data.households.addresses import address
from data.sql import Reader
from models.residents import LIVING_HERE, ResidentView

_PHONES = sql.records(
    "p.number, p.extension, p.whose",
    "FROM telephone p WHERE p.resident_id = t.id ORDER BY position",
)
PHONES = _PHONES
"""SQL for the numbers of a resident `t`, as a list of `Telephone`."""

_MARKS = sql.records(
    "m.mark, m.detail, m.source, m.said_on",
    "FROM resident_mark m WHERE m.resident_id = t.id ORDER BY position",
)

JOINS = """
FROM resident t JOIN household h ON h.id = t.household_id
JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
LEFT JOIN person w ON w.id = t.person_id
"""
"""The tables a resident `t` is told from: household, address, who they are on the roster."""

_RESIDENT = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, t.name AS name, h.no AS household_no,
  {address()}, t.is_head AS is_head, t.sex AS sex, t.born AS born, t.identity AS identity,
  t.identity_tail AS identity_tail, t.relation AS relation, {_PHONES} AS phones,
  {_MARKS} AS marks, t.presence AS presence, t.presence_since AS presence_since,
  t.registered_elsewhere AS registered_elsewhere, t.registered AS registered,
  t.key_with AS key_with, t.note AS note, w.no AS roster_no, w.name AS roster_name
{JOINS}"""

_LIVING = sql.quoted(sorted(LIVING_HERE))

_AWAY = "presence = 'away'"

_HEAD_FIRST = "ORDER BY h.sort_key, t.is_head DESC, t.position, t.no"


def resident(conn: Reader, no: int) -> ResidentView:
    """One person by their number.

    Raises:
        Refused: `resident_unknown`.
    """
    rows = conn.execute(f"{_RESIDENT} WHERE t.no = ?", (no,))
    return sql.found(ResidentView, rows, "resident_unknown", no=no)


def residents_by_number(conn: Reader, numbers: Sequence[int]) -> list[ResidentView]:
    """People by their numbers, in the order given; those there are none of left out."""
    query = f"{_RESIDENT} WHERE t.no IN ({sql.given('numbers')})"
    rows = conn.execute(query, {"numbers": sql.as_given(numbers)})
    found = {one.no: one for one in sql.views(ResidentView, rows)}
    return [found[no] for no in numbers if no in found]


def of_household(conn: Reader, household_no: int) -> list[ResidentView]:
    """The people of a household who are named, its head first; those who are gone among them."""
    rows = conn.execute(f"{_RESIDENT} WHERE h.no = ? {_HEAD_FIRST}", (household_no,))
    return sql.views(ResidentView, rows)


class Totals(NamedTuple):
    """People who live here and are known by name, and those of them who are away."""

    living: int
    away: int


def totals(conn: Reader) -> Totals:
    """How many people of households are known by name."""
    rows = conn.execute(
        f"SELECT count(*) AS living, {sql.count_if(_AWAY)} AS away FROM resident"
        f" WHERE presence IN ({_LIVING})"
    )
    (found,) = sql.views(Totals, rows)
    return found


def mark_counts(conn: Reader) -> dict[str, int]:
    """How many people who live here bear each mark, the commonest first."""
    rows = conn.execute(
        "SELECT m.mark AS mark, count(*) AS people FROM resident_mark m"
        " JOIN resident r ON r.id = m.resident_id"
        f" WHERE r.presence IN ({_LIVING}) GROUP BY m.mark ORDER BY people DESC, m.mark"
    )
    return sql.mapped(rows, "mark", "people")


def on_roster(conn: Reader, person_no: int) -> ResidentView | None:
    """Who somebody of the roster is behind their own door; None where that is not known."""
    return sql.view(ResidentView, conn.execute(f"{_RESIDENT} WHERE w.no = ?", (person_no,)))
