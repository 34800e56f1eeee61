"""Commands on households, one at a time and in bulk. Each runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from data.households import queries
from data.households.ground import KEEP_DOOR, Buildings, Ground, Taken, door_of, ground_of, grounds
from data.households.keys import Door, door_words, search_text, sort_key
from data.households.refresh import refresh
from data.ids import new_id
from data.residents import identity, links, records
from data.residents.heads import change_number, rename_head
from data.residents.homes import settle
from models.address import short_address
from models.fields import Changes, Keep, as_said, kept, line, lines, own_number, tags
from models.households import HouseholdInput, HouseholdKind, HouseholdView
from models.problems import Refused, refuse_outdated
from models.residents import ResidentInput
from models.residents.rules import lives_here, with_head
from models.telephones import Telephone
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step

_DOOR = Door._fields
_OTHERS: Mapping[str, Keep] = {
    "head": line(),
    "phone": own_number("phone"),
    "people": as_said,
    "elders": as_said,
    "marks": tags,
    "note": lines(2_000),
    "kind": lambda kind: kind or HouseholdKind.HOME,
    "present": as_said,
    "fed": as_said,
    "phones": lambda phones: tuple(phones or ()),
}
_COLUMNS = tuple(name for name in _OTHERS if name not in ("marks", "phones"))
"""Fields that are columns of the household's own row."""

_KEPT: Mapping[str, Keep] = {**dict.fromkeys(_DOOR, KEEP_DOOR), **_OTHERS}


def add_household(step: Step, given: HouseholdInput) -> int:
    """Keep a new household; its number.

    Raises:
        Refused: `compound_unknown`, `household_exists`, `field_empty`, `phone_unclear`.
    """
    (no,) = add_households(step, [given])
    what, head = short_address(*door_of(given)), clean(given.head or "")
    step.act("household_added", no=no, what=what, head=head)
    return no


def add_households(step: Step, given: Iterable[HouseholdInput]) -> list[int]:
    """Keep many new households, with buildings and marks, in few statements; their numbers.

    Part of a command.

    Raises:
        Refused: as `add_household`; then nothing of them is kept.
    """
    from models.households.tables import Household, HouseholdMark

    known, buildings, taken = grounds(step), Buildings(step), Taken(step)
    keeper = identity.keeper(step.conn)
    first, first_resident = step.next_no("household"), step.next_no("resident")
    households: list[dict[str, object]] = []
    marks: list[dict[str, object]] = []
    people = records.Rows([], [], [])
    for no, one in enumerate(given, first):
        door = door_of(one)
        ground = ground_of(known, door)
        values = {name: keep(getattr(one, name)) for name, keep in _OTHERS.items()}
        building_id = buildings.id_of(ground.id, door.lane, door.building)
        taken.take(building_id, door)
        home = records.Home(new_id(), sort_key(ground.position, door), door_words(door))
        residents = with_head(one.residents or (), values["head"])
        rows = records.rows_of(home, residents, keeper, first_resident + len(people.residents))
        for kept_rows, new in zip(people, rows, strict=True):
            kept_rows.extend(new)
        people.telephones.extend(records.telephone_rows(home.id, values["phones"]))
        households.append(
            {
                "id": home.id,
                "no": no,
                "version": 1,
                "building_id": building_id,
                "unit": door.unit,
                "room": door.room,
                "sort_key": home.sort_key,
                "search": _search(door, ground, values, residents),
                **{name: values[name] for name in _COLUMNS},
            }
        )
        marks += _marks(home.id, values["marks"])
    step.add(*buildings.new)
    step.add_rows(Household, households)
    step.add_rows(HouseholdMark, marks)
    _add_people(step, people)
    return list(range(first, first + len(households)))


def _search(
    door: Door, ground: Ground, values: Mapping[str, Any], residents: Sequence[ResidentInput]
) -> str:
    """What a new household is found by."""
    theirs = [(one.mark for one in each.marks or ()) for each in residents if lives_here(each)]
    numbers = [*values["phones"], *chain.from_iterable(each.phones or () for each in residents)]
    return search_text(
        door,
        ground.address,
        head=values["head"],
        phone=values["phone"],
        marks=tuple(dict.fromkeys((*values["marks"], *chain.from_iterable(theirs)))),
        note=values["note"],
        people=[each.name for each in residents],
        numbers=[one.number for one in numbers],
    )


def _add_people(step: Step, people: records.Rows) -> None:
    from models.residents.tables import Resident, ResidentMark
    from models.residents.tables import Telephone as TelephoneRow

    step.add_rows(Resident, people.residents)
    step.add_rows(ResidentMark, people.marks)
    step.add_rows(TelephoneRow, people.telephones)
    if people.residents:
        links.link_the_sure(step, residents=[str(row["id"]) for row in people.residents])


def change_household(
    step: Step, no: int, version: int | None, changes: Mapping[str, object]
) -> Changes:
    """Change fields of a household, named as in `HouseholdInput`; what really changed.

    Text is emptied by "", counts by None, marks by an empty tuple.

    Args:
        version: how it was when it was looked at; None where that does not matter.

    Raises:
        Refused: `household_unknown`, `edited_meanwhile` and as `add_household`.
    """
    from models.households.tables import Household

    was = queries.household(step.conn, no)
    if was is None:
        raise Refused("household_unknown", no=no)
    refuse_outdated(no, was.version, version)
    before: dict[str, Any] = {f: getattr(was, f) for f in _OTHERS}
    before |= dict(zip(_DOOR, door_of(was), strict=True))
    now = before | kept(changes, _KEPT)
    changed = {f: (before[f], now[f]) for f in changes if before[f] != now[f]}
    if not changed:
        return changed
    door = Door(*(now[field] for field in _DOOR))
    ground = ground_of(grounds(step), door)
    values = {f: now[f] for f in changed if f in _COLUMNS}
    if changed.keys() & set(_DOOR):
        values |= _moved(step, was, ground, door)
    step.change(Household, was.id, **values, version=Household.version + 1)
    if "marks" in changed:
        _set_marks(step, was, now["marks"])
    if "phones" in changed:
        _set_phones(step, was, now["phones"])
    if "head" in changed:
        rename_head(step, was.id, now["head"])
    if "phone" in changed:
        change_number(step, was.id, was.phone, now["phone"])
    refresh(step, [was.id])
    if changed.keys() & set(_DOOR):
        rows = step.conn.execute("SELECT id FROM resident WHERE household_id = ?", (was.id,))
        settle(step, [key for (key,) in rows.fetchall()], moved=True)
    step.act("household_changed", no=no, what=short_address(*door), head=now["head"])
    return changed


def _moved(step: Step, was: HouseholdView, ground: Ground, door: Door) -> dict[str, object]:
    """What a household has behind another door, whose building is made where there is none."""
    if not door.building:
        raise Refused("field_empty", "building")
    buildings = Buildings(step)
    building_id = buildings.id_of(ground.id, door.lane, door.building)
    step.add(*buildings.new)
    place = {"building_id": building_id, "unit": door.unit, "room": door.room}
    taken = step.conn.execute(
        "SELECT 1 FROM household WHERE building_id = :building_id AND unit = :unit"
        " AND room = :room AND id <> :own",
        {**place, "own": was.id},
    ).fetchone()
    if taken:
        raise Refused("household_exists", "room", what=short_address(*door))
    return dict(place)


def _set_marks(step: Step, was: HouseholdView, marks: tuple[str, ...]) -> None:
    """Keep the marks that stay, so that undo turns back only what changed."""
    from sqlmodel import col

    from models.households.tables import HouseholdMark

    mark, mine = col(HouseholdMark.mark), col(HouseholdMark.household_id) == was.id
    step.remove_where(HouseholdMark, mine, mark.not_in(marks))
    for position, one in enumerate(marks):
        if one in was.marks:
            moved = col(HouseholdMark.position) != position
            step.change_where(HouseholdMark, mine, mark == one, moved, position=position)
    new = [row for row in _marks(was.id, marks) if row["mark"] not in was.marks]
    step.add_rows(HouseholdMark, new)


def _set_phones(step: Step, was: HouseholdView, phones: tuple[Telephone, ...]) -> None:
    """Keep the numbers of nobody in particular, all anew where one is another."""
    from sqlmodel import col

    from models.residents.tables import Telephone as TelephoneRow

    own = col(TelephoneRow.household_id) == was.id
    step.remove_where(TelephoneRow, own, col(TelephoneRow.resident_id).is_(None))
    step.add_rows(TelephoneRow, records.telephone_rows(was.id, phones))


# -- what all of them share --------------------------------------------------------------------


def _marks(household_id: str, marks: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"id": new_id(), "household_id": household_id, "mark": mark, "position": position}
        for position, mark in enumerate(marks)
    ]
