"""Commands on households, one at a time and in bulk. Each runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from data import sql
from data.households import queries
from data.households.keys import Door, search_text, sort_key, spelled
from data.ids import new_id
from models.address import short_address
from models.fields import Changes, Keep, as_said, kept, line, lines, own_number, tags
from models.households import HouseholdInput, HouseholdView
from models.problems import Refused, refuse_outdated
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step
    from models.households.tables import Building

_DOOR = Door._fields
_OTHERS: Mapping[str, Keep] = {
    "head": line(),
    "phone": own_number("phone"),
    "people": as_said,
    "elders": as_said,
    "marks": tags,
    "note": lines(2_000),
}
_KEPT: Mapping[str, Keep] = {**dict.fromkeys(_DOOR, line()), **_OTHERS}


class _Ground(NamedTuple):
    """What a household needs to know of its compound."""

    id: str
    position: int
    name: str
    address: str


def add_household(step: Step, given: HouseholdInput) -> int:
    """Keep a new household; its number.

    Raises:
        Refused: `compound_unknown`, `household_exists`, `field_empty`, `phone_unclear`.
    """
    (no,) = add_households(step, [given])
    what, head = short_address(*_door(given)), clean(given.head or "")
    step.act("household_added", no=no, what=what, head=head)
    return no


def add_households(step: Step, given: Iterable[HouseholdInput]) -> list[int]:
    """Keep many new households, with buildings and marks, in few statements; their numbers.

    Part of a command.

    Raises:
        Refused: as `add_household`; then nothing of them is kept.
    """
    from models.households.tables import Household, HouseholdMark

    grounds = _grounds(step)
    buildings = _Buildings(step)
    taken = _taken(step)
    first = step.next_no("household")
    households: list[dict[str, object]] = []
    marks: list[dict[str, object]] = []
    for no, one in enumerate(given, first):
        door = _door(one)
        ground = _ground(grounds, door)
        values = {name: keep(getattr(one, name)) for name, keep in _OTHERS.items()}
        search = _search(door, ground, values)
        own = values.pop("marks")
        building_id = buildings.id_of(ground.id, door.lane, door.building)
        _refuse_double(taken, building_id, door)
        key = new_id()
        household = {
            "id": key,
            "no": no,
            "version": 1,
            "building_id": building_id,
            "unit": door.unit,
            "room": door.room,
            "sort_key": sort_key(ground.position, door),
            "search": search,
        }
        households.append(household | values)
        marks += _marks(key, own)
    step.add(*buildings.new)
    step.add_rows(Household, households)
    step.add_rows(HouseholdMark, marks)
    return list(range(first, first + len(households)))


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
    before |= dict(zip(_DOOR, _door(was), strict=True))
    now = before | kept(changes, _KEPT)
    changed = {f: (before[f], now[f]) for f in changes if before[f] != now[f]}
    if not changed:
        return changed
    door = Door(*(now[field] for field in _DOOR))
    ground = _ground(_grounds(step), door)
    values = {f: now[f] for f in changed if f in _OTHERS and f != "marks"}
    if changed.keys() & set(_DOOR):
        values |= _moved(step, was, ground, door)
    step.change(
        Household,
        was.id,
        **values,
        **_found_by(door, ground, now),
        version=Household.version + 1,
    )
    if "marks" in changed:
        _set_marks(step, was, now["marks"])
    step.act("household_changed", no=no, what=short_address(*door), head=now["head"])
    return changed


def refresh_households(step: Step, compound_no: int) -> None:
    """Make sort keys and searchable text anew after the compound was renamed. Part of a command."""
    from models.households.tables import Household

    grounds = _grounds(step)
    for view in queries.households_of(step.conn, compound_no):
        door = _door(view)
        step.change(Household, view.id, **_found_by(door, _ground(grounds, door), view._asdict()))


def _moved(step: Step, was: HouseholdView, ground: _Ground, door: Door) -> dict[str, object]:
    """What a household has behind another door, whose building is made where there is none."""
    if not door.building:
        raise Refused("field_empty", "building")
    buildings = _Buildings(step)
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


def _found_by(door: Door, ground: _Ground, values: Mapping[str, Any]) -> dict[str, str]:
    """What a household is sorted and found by."""
    return {
        "sort_key": sort_key(ground.position, door),
        "search": _search(door, ground, values),
    }


# -- what all of them share --------------------------------------------------------------------


def _door(given: HouseholdInput | HouseholdView) -> Door:
    door = Door(*(_KEPT[field](getattr(given, field)) for field in _DOOR))
    if not door.building:
        raise Refused("field_empty", "building")
    return door


def _ground(grounds: Mapping[str, _Ground], door: Door) -> _Ground:
    try:
        return grounds[door.compound]
    except KeyError:
        raise Refused("compound_unknown", "compound", value=door.compound) from None


def _grounds(step: Step) -> dict[str, _Ground]:
    rows = step.conn.execute("SELECT id, position, name, address FROM compound")
    return {ground.name: ground for ground in sql.views(_Ground, rows)}


class _Buildings:
    """The buildings there are, and those that have to be made."""

    def __init__(self, step: Step) -> None:
        self.new: list[Building] = []
        self._no = step.next_no("building")
        rows = step.conn.execute("SELECT compound_id, lane, name, id FROM building")
        self._ids: dict[tuple[str, str, str], str] = {
            (one["compound_id"], one["lane"], one["name"]): one["id"] for one in sql.named(rows)
        }

    def id_of(self, compound_id: str, lane: str, name: str) -> str:
        """The building's key; a new one is noted for keeping."""
        from models.households.tables import Building

        place = (compound_id, lane, name)
        if place not in self._ids:
            no = self._no + len(self.new)
            new = Building(id=new_id(), no=no, compound_id=compound_id, lane=lane, name=name)
            self._ids[place] = new.id
            self.new.append(new)
        return self._ids[place]


def _search(door: Door, ground: _Ground, values: Mapping[str, Any]) -> str:
    return search_text(
        door,
        ground.address,
        head=str(values["head"] or ""),
        phone=str(values["phone"] or ""),
        marks=values["marks"],
        note=str(values["note"] or ""),
    )


def _marks(household_id: str, marks: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"id": new_id(), "household_id": household_id, "mark": mark, "position": position}
        for position, mark in enumerate(marks)
    ]


def _taken(step: Step) -> set[tuple[str, str, str]]:
    """The doors there are: building, unit, room."""
    return set(step.conn.execute("SELECT building_id, unit, room FROM household"))


def _refuse_double(taken: set[tuple[str, str, str]], building_id: str, door: Door) -> None:
    """Two households behind one door are refused before the file would refuse them wordlessly."""
    place = (building_id, door.unit, door.room)
    if place in taken:
        raise Refused("household_exists", "room", what=spelled(door))
    taken.add(place)
