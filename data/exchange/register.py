"""Registers of residents: rows read into households, whatever columns they come in.

A register is by household, a row each, or by person; that is told by its columns and by doors that
stand in several rows with different names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from data.exchange.column_meanings import understood
from data.exchange.compounds import Compounds
from data.exchange.door_kinds import DoorKinds
from data.exchange.doors import Door, Doors, Made
from data.exchange.families import FamilyReader, PersonRow
from data.exchange.found import Record
from data.exchange.homes import HomeReader
from data.exchange.person_words import person_words
from data.exchange.persons import PersonReader, name_of
from data.exchange.rows import Rows, as_text
from models.exchange.columns import Cell
from models.exchange.headings import MEMBER
from models.households import HouseholdInput
from models.telephone_cells import read_telephones
from models.text import fold

_OF_ONE_PERSON = (
    *("relation", "identity", "sex", "born", "age", "entry_kind", "moved_out", "died"),
    *("household_no", "registered_here", "is_head"),
)


class Leaving(NamedTuple):
    """Somebody who lives at another door now, by an entry about their change of address.

    Attributes:
        left: the door they lived behind.
        door: the one they live behind now.
        numbers: theirs, which go with them.
    """

    name: str
    left: Door
    door: Door
    sheet: str | None
    row: int
    numbers: frozenset[str] = frozenset()


class Register(NamedTuple):
    """What one sheet holds."""

    households: list[Record[HouseholdInput]]
    leavings: list[Leaving]


def read(
    rows: Rows,
    compounds: Compounds,
    made: Made | None,
    now: datetime,
    compound: str | None = None,
    within: str | None = None,
) -> Register:
    """The households of one sheet, with their people as far as they are named.

    Args:
        compounds: the compounds there are.
        made: takes the name and address of a compound nobody knows yet and makes it known; None
            when compounds are known and one not among them is a mistake.
        compound: that of rows which name none, where somebody said so; it may be made.
        within: that of a sheet which calls itself by none, as other sheets of its file say.
    """
    rows = understood(_by_member(rows), compounds)
    doors = Doors(rows, compounds, made, compound, within)
    lines: list[PersonRow] = []
    last = ""
    for number, row in rows.body(doors.group):
        household_no = rows.text(row, "household_no")
        door = doors.of(row, number)
        if door is not None:
            going_on = lines and not household_no and lines[-1].door == door
            last = last if going_on else household_no
            lines.append(PersonRow(number, row, door, household_no or last))
    doors.tell()
    persons = PersonReader(rows, now)
    counts = names_everybody(rows, lines)
    of_persons = counts or _share_doors(rows, lines) > 0
    if of_persons:
        found = FamilyReader(rows, persons).read(lines)
    else:
        homes = HomeReader(rows, persons)
        counts = bool(homes.members)
        found = [(line.number, homes.read(line.row, line.number, line.door)) for line in lines]
    persons.tell()
    kinds = DoorKinds(rows)
    households = [
        Record(home._replace(kind=kinds.of(number)), rows.table.sheet, number, of_persons, counts)
        for number, home in found
    ]
    return Register(households, list(_leavings(rows, doors, lines)))


def _by_member(rows: Rows) -> Rows:
    """The rows of a sheet that has a row for each member beside a head who is written once: the
    members' columns are those of who a row is about."""
    members = {f.split(":")[1] for f in rows.layout.fields if f and f.startswith(MEMBER)}
    if len(members) != 1 or rows.has("name"):
        return rows
    prefix = f"{MEMBER}{members.pop()}:"
    alone = Rows(rows.table, rows.layout).body(lambda _line: True)
    if all(rows.text(row, "head") or not rows.text(row, f"{prefix}name") for _no, row in alone):
        return rows
    fields = tuple(f.removeprefix(prefix) if f else f for f in rows.layout.fields)
    return Rows(rows.table, replace(rows.layout, fields=fields), rows.found)


def names_everybody(rows: Rows, lines: Sequence[PersonRow]) -> bool:
    """Whether a sheet has a row for each person: by its columns, or where several names stand
    behind the doors of a third of its rows."""
    if any(field and field.startswith(MEMBER) for field in rows.layout.fields):
        return False
    if not (rows.has("name") or rows.has("head")):
        return False
    if rows.has("relation"):
        return True
    if rows.has("name") and any(rows.has(name) for name in _OF_ONE_PERSON):
        return True
    return _share_doors(rows, lines) * 3 >= len(lines) > 0


def _share_doors(rows: Rows, lines: Sequence[PersonRow]) -> int:
    """How many rows name somebody of a door that others of other names share; rows that each count
    the people of a household, or name its members or its head, are of households."""
    if not rows.has("name") or any(f and f.startswith(MEMBER) for f in rows.layout.fields):
        return 0
    names: dict[Door, set[str]] = {}
    for line in lines:
        counted = _counts_people(rows, line.row)
        if name := name_of(rows, line.row):
            names.setdefault(line.door, set()).add("" if counted else name)
    return sum(len(each) for each in names.values() if len(each) > 1)


def _counts_people(rows: Rows, row: Sequence[Cell]) -> bool:
    """Whether a row counts the people of a household, in one number or in parts."""
    if rows.text(row, "people"):
        return True
    parts = (rows.layout.columns(name) for name in ("people_by_age", "people_by_sex"))
    return any(sum(bool(as_text(row[i])) for i in p if i < len(row)) > 1 for p in parts)


def _leavings(rows: Rows, doors: Doors, lines: Sequence[PersonRow]) -> list[Leaving]:
    """Who left another door for the one of their row."""
    found: list[Leaving] = []
    for line in lines:
        text, name = rows.text(line.row, "previous_address"), name_of(rows, line.row)
        kind = fold(rows.text(line.row, "entry_kind"))
        if not text or not name or (kind and not person_words().changed.search(kind)):
            continue
        left = doors.place_of(text, line.door.compound)
        if left is None:
            rows.problem(
                "address_unreadable", line.number, "previous_address", taken=True, value=text
            )
        elif left != line.door:
            said = read_telephones(rows.text(line.row, "phone")).telephones
            numbers = frozenset(phone.number for phone in said)
            where = rows.table.sheet, line.number
            found.append(Leaving(name, left, line.door, *where, numbers))
    return found
