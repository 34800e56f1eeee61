"""What households and their people are sorted and found by, made anew from what is on file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.households.keys import Door, door_words, search_text, sort_key
from data.households.marks import all_marks_of
from data.residents import records
from data.residents.queries import PHONES
from data.sql import Reader
from models.telephones import Telephone

if TYPE_CHECKING:
    from data.step import Step

_HOUSEHOLDS = f"""
SELECT h.id AS id, h.sort_key AS sort_key, h.search AS search, c.position AS position,
  c.address AS address, c.name AS compound, b.lane AS lane, b.name AS building, h.unit AS unit,
  h.room AS room, h.head AS head, h.phone AS phone, h.note AS note,
  {all_marks_of("h.id")} AS marks,
  {sql.listed("r.name", "FROM resident r WHERE r.household_id = h.id ORDER BY r.position")}
    AS people,
  {sql.listed("p.number", "FROM telephone p WHERE p.household_id = h.id ORDER BY p.position")}
    AS numbers
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
WHERE h.id IN ({sql.given("households")})
"""

_RESIDENTS = f"""
SELECT t.id AS id, t.household_id AS household_id, t.position AS position, t.name AS name,
  t.sort_key AS sort_key, t.search AS search, {PHONES} AS phones,
  {sql.listed("m.mark", "FROM resident_mark m WHERE m.resident_id = t.id ORDER BY m.position")}
    AS marks
FROM resident t WHERE t.household_id IN ({sql.given("households")})
"""


class _Household(NamedTuple):
    id: str
    sort_key: str
    search: str
    position: int
    address: str
    compound: str
    lane: str
    building: str
    unit: str
    room: str
    head: str
    phone: str
    note: str
    marks: tuple[str, ...]
    people: tuple[str, ...]
    numbers: tuple[str, ...]


class _Resident(NamedTuple):
    id: str
    household_id: str
    position: int
    name: str
    sort_key: str
    search: str
    phones: tuple[Telephone, ...]
    marks: tuple[str, ...]


def refresh(step: Step, households: Iterable[str]) -> None:
    """Make sort keys and searchable text anew where they are others now. Part of a command.

    Args:
        households: their keys.
    """
    from models.households.tables import Household
    from models.residents.tables import Resident

    keys = list(households)
    given = {"households": sql.as_given(keys)}
    homes: dict[str, tuple[str, tuple[str, ...]]] = {}
    for one in sql.views(_Household, step.conn.execute(_HOUSEHOLDS, given)):
        door = Door(one.compound, one.lane, one.building, one.unit, one.room)
        key = sort_key(one.position, door)
        homes[one.id] = key, door_words(door)
        search = search_text(
            door,
            one.address,
            head=one.head,
            phone=one.phone,
            marks=one.marks,
            note=one.note,
            people=one.people,
            numbers=one.numbers,
        )
        if (key, search) != (one.sort_key, one.search):
            step.change(Household, one.id, sort_key=key, search=search)
    for person in sql.views(_Resident, step.conn.execute(_RESIDENTS, given)):
        home_key, door_said = homes[person.household_id]
        found_by = (
            records.sort_key(home_key, person.position),
            records.searched(person.name, person.phones, door_said, person.marks),
        )
        if found_by != (person.sort_key, person.search):
            step.change(Resident, person.id, sort_key=found_by[0], search=found_by[1])


def keys_of_compound(conn: Reader, compound_no: int) -> list[str]:
    """Keys of all households of a compound."""
    rows = conn.execute(
        "SELECT h.id FROM household h JOIN building b ON b.id = h.building_id"
        " JOIN compound c ON c.id = b.compound_id WHERE c.no = ?",
        (compound_no,),
    )
    return [key for (key,) in rows]
