"""Entries about a change of address: who lives elsewhere now leaves the door they lived behind."""

from __future__ import annotations

from collections.abc import Iterable

from data.exchange.compare_people import KnownPeople, living
from data.exchange.found import Found, Known, Record
from data.exchange.households import Key, door_of, key_of, label_of, without_number
from data.exchange.register import Leaving
from data.exchange.stored import Stored
from models.exchange import FieldChange, ImportKind
from models.households import HouseholdInput
from models.residents.rules import lives_here

_EMPTY = "空关"


def plan(
    found: Found,
    left: Iterable[Leaving],
    records: Iterable[Record[HouseholdInput]],
    held: Stored,
    people: KnownPeople,
) -> None:
    """Have those who left leave the households they are on file in, for the ones they live in now;
    who is not on file there is told, and nothing is changed for them.

    Args:
        records: the households of the same list that are taken.
    """
    taken = {door_of(key_of(record.input)) for record in records}
    for one in left:
        if key_of(HouseholdInput(**one.door._asdict())) not in taken:
            continue
        at = next(((key, home) for key, home in _homes(one, held) if _is_of(one.name, home)), None)
        where = label_of(HouseholdInput(**one.left._asdict()))
        if at is None:
            params = {"name": one.name, "where": where}
            found.note("left_unknown", one.sheet, one.row, params=params)
            continue
        key, home = at
        _leave(found, one, key, home, people)
        found.note("left_door", one.sheet, one.row, params={"name": one.name, "where": where})


def _homes(one: Leaving, held: Stored) -> list[tuple[Key, Known]]:
    """The households behind the door somebody left; a unit or a lane may be left out."""
    door = one.left
    return [
        (key, home)
        for key, home in held.households.items()
        if (key[0], key[2], without_number(key[4]))
        == (door.compound, door.building, door.room or "")
        and all(not a or not b or a == b for a, b in ((key[1], door.lane), (key[3], door.unit)))
    ]


def _is_of(name: str, home: Known) -> bool:
    return home.fields.get("head") == name or any(
        person.said.name == name and person.no is not None and lives_here(person.said)
        for person in home.people
    )


def _leave(found: Found, one: Leaving, key: Key, home: Known, known: KnownPeople) -> None:
    """Somebody leaves a household on file: it has one less, another head, and is empty when nobody
    is left."""
    was = home.fields
    person = next((p for p in home.people if p.said.name == one.name and lives_here(p.said)), None)
    before, stored = living(home.people), was.get("people")
    count = stored if isinstance(stored, int) else max(before, 1)
    people = max(count - 1, 0)
    if person is not None:
        home.people.remove(person)
        known.moving[one.name, key_of(HouseholdInput(**one.door._asdict()))] = person
    given = HouseholdInput(key[0], key[2], key[1] or None, key[3] or None, key[4] or None)
    given = given._replace(people=people)
    if was.get("head") == one.name:
        stays = next((p.said.name for p in home.people if lives_here(p.said)), "")
        given = given._replace(head=stays)
    if people == 0:
        marks = tuple(dict.fromkeys((*_texts(was.get("marks")), _EMPTY)))
        given = given._replace(marks=marks)
    if people == 0 or was.get("phone") in one.numbers:
        given = given._replace(phone="")
    changes = [
        FieldChange(name, was.get(name), value)
        for name, value in given._asdict().items()
        if name in ("people", "head", "phone", "marks") and value not in (None, was.get(name))
    ]
    record = Record(given, one.sheet, one.row)
    found.take(home, changes, ImportKind.REGISTER, label_of(given), record)
    was.update({name: value for name, value in given._asdict().items() if value is not None})


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else ()
