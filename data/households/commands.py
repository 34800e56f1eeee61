"""Commands on households, one at a time and in bulk. Each runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from data.households.compounds import Changes, kept_phone
from data.households.keys import Door, search_text, sort_key
from data.ids import new_id
from models.households import HouseholdInput
from models.households.addresses import short_address
from models.problems import Refused
from models.text import clean

if TYPE_CHECKING:
    from data.store import Step
    from models.households.tables import Household

_DOOR = ("compound", "lane", "building", "unit", "room")
_FIELDS = (*_DOOR, "head", "phone", "people", "elders", "marks", "note")
_LIMITS = {"note": 2_000}
_LINE = 120


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
    (no,) = insert_households(step, [given])
    (compound, *rest) = _door(given)
    step.tell(no=no, what=short_address(compound, *rest), head=clean(given.head or ""))
    return no


def insert_households(step: Step, given: Iterable[HouseholdInput]) -> list[int]:
    """Keep many new households, with buildings and marks, in few statements; their numbers.

    Raises:
        Refused: as `add_household`; then nothing of them is kept.
    """
    from sqlmodel import insert

    from models.households.tables import Building, Household, HouseholdMark

    grounds = _grounds(step)
    buildings = _Buildings(step)
    first = step.next_no("household")
    households: list[dict[str, object]] = []
    marks: list[dict[str, object]] = []
    for no, one in enumerate(given, first):
        door = _door(one)
        ground = _ground(grounds, door)
        values = {f: _checked(f, getattr(one, f)) for f in _FIELDS if f not in _DOOR}
        kept = values.pop("marks")
        assert isinstance(kept, tuple)
        household: dict[str, object] = {
            "id": new_id(),
            "no": no,
            "version": 1,
            "building_id": buildings.id_of(ground.id, door.lane, door.building),
            "unit": door.unit,
            "room": door.room,
            **values,
            "sort_key": sort_key(ground.position, door),
            "search": _search(door, ground, values, kept),
        }
        households.append(household)
        marks += _mark_rows(str(household["id"]), kept)
    _refuse_doubles(step, households)
    for table, rows in (
        (Building, buildings.new),
        (Household, households),
        (HouseholdMark, marks),
    ):
        if rows:
            step.session.execute(insert(table), rows)
    return list(range(first, first + len(households)))


def edit_household(step: Step, no: int, version: int, changes: Mapping[str, object]) -> Changes:
    """Change fields of a household, named as in `HouseholdInput`; what really changed.

    Text is emptied by "", counts by None, marks by an empty tuple.

    Raises:
        Refused: `household_unknown`, `edited_meanwhile` and as `add_household`.
    """
    household = _household(step, no)
    if household.version != version:
        raise Refused("edited_meanwhile", no=no)
    changed = _change(step, household, changes)
    after = _as_input(step, household)
    step.tell(no=no, what=short_address(*_door(after)), head=household.head)
    return changed


def update_household(step: Step, no: int, given: HouseholdInput) -> Changes:
    """Bring a household to what an import says of it; what is None there stays as it is.

    Returns:
        What really changed.
    """
    said = {f: getattr(given, f) for f in _FIELDS if getattr(given, f) is not None}
    return _change(step, _household(step, no), said)


def refresh_households(step: Step, compound_id: str) -> None:
    """Make sort keys and searchable text anew after the compound was renamed."""
    from sqlmodel import select

    from models.households.tables import Building, Household

    own = select(Household).join(Building).where(Building.compound_id == compound_id)
    for household in step.session.exec(own).all():
        _rekey(step, household, _as_input(step, household))
    step.session.flush()


# -- single records --------------------------------------------------------------------------


def _household(step: Step, no: int) -> Household:
    from sqlmodel import select

    from models.households.tables import Household

    found = step.session.exec(select(Household).where(Household.no == no)).first()
    if found is None:
        raise Refused("household_unknown", no=no)
    return found


def _as_input(step: Step, household: Household) -> HouseholdInput:
    step.session.flush()
    compound, lane, building = step.conn.execute(
        "SELECT c.name, b.lane, b.name FROM building b JOIN compound c ON c.id = b.compound_id "
        "WHERE b.id = ?",
        (household.building_id,),
    ).fetchone()
    marks = step.conn.execute(
        "SELECT mark FROM household_mark WHERE household_id = ? ORDER BY position", (household.id,)
    ).fetchall()
    return HouseholdInput(
        compound=compound,
        building=building,
        lane=lane,
        unit=household.unit,
        room=household.room,
        head=household.head,
        phone=household.phone,
        people=household.people,
        elders=household.elders,
        marks=tuple(mark for (mark,) in marks),
        note=household.note,
    )


def _change(step: Step, household: Household, changes: Mapping[str, object]) -> Changes:
    was = _as_input(step, household)
    wanted = {field: _checked(field, value) for field, value in changes.items()}
    changed = {
        field: (getattr(was, field), value)
        for field, value in wanted.items()
        if getattr(was, field) != value
    }
    if not changed:
        return changed
    household.version += 1
    for field, (_before, value) in changed.items():
        if field not in (*_DOOR, "marks"):
            setattr(household, field, value)
    merged = {field: wanted.get(field, getattr(was, field)) for field in _DOOR}
    if set(changed) & set(_DOOR):
        _move(step, household, Door(*(str(merged[field] or "") for field in _DOOR)))
    if "marks" in changed:
        _set_marks(step, household, wanted["marks"])
    _rekey(step, household, _as_input(step, household))
    step.session.flush()
    return changed


def _move(step: Step, household: Household, door: Door) -> None:
    from sqlmodel import insert

    from models.households.tables import Building

    if not door.building:
        raise Refused("field_empty", "building")
    ground = _ground(_grounds(step), door)
    buildings = _Buildings(step)
    building_id = buildings.id_of(ground.id, door.lane, door.building)
    if buildings.new:
        step.session.execute(insert(Building), buildings.new)
    taken = step.conn.execute(
        "SELECT 1 FROM household WHERE building_id = ? AND unit = ? AND room = ? AND id <> ?",
        (building_id, door.unit, door.room, household.id),
    ).fetchone()
    if taken:
        raise Refused("household_exists", "room", what=short_address(*door))
    household.building_id = building_id
    household.unit = door.unit
    household.room = door.room


def _set_marks(step: Step, household: Household, marks: object) -> None:
    """Keep the marks that stay, so that undo turns back only what changed."""
    from sqlmodel import col, delete, insert, select, update

    from models.households.tables import HouseholdMark

    assert isinstance(marks, tuple)
    mark, owner = col(HouseholdMark.mark), col(HouseholdMark.household_id)
    mine = owner == household.id
    held = set(step.session.exec(select(HouseholdMark.mark).where(mine)).all())
    step.session.execute(delete(HouseholdMark).where(mine, mark.not_in(marks)))
    for position, kept in enumerate(marks):
        moved = col(HouseholdMark.position) != position
        step.session.execute(
            update(HouseholdMark).where(mine, mark == kept, moved).values(position=position)
        )
    new = [row for row in _mark_rows(household.id, marks) if row["mark"] not in held]
    if new:
        step.session.execute(insert(HouseholdMark), new)


def _rekey(step: Step, household: Household, now: HouseholdInput) -> None:
    door = _door(now)
    ground = _ground(_grounds(step), door)
    values = {"head": now.head, "phone": now.phone, "note": now.note}
    household.sort_key = sort_key(ground.position, door)
    household.search = _search(door, ground, values, now.marks or ())


# -- what all of them share --------------------------------------------------------------------


def _door(given: HouseholdInput) -> Door:
    door = Door(*(clean(getattr(given, field) or "", limit=_LINE) for field in _DOOR))
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
    return {ground.name: ground for ground in map(_Ground._make, rows)}


class _Buildings:
    """The buildings there are, and those that have to be made."""

    def __init__(self, step: Step) -> None:
        self.new: list[dict[str, object]] = []
        self._no = step.next_no("building")
        rows = step.conn.execute("SELECT compound_id, lane, name, id FROM building")
        self._ids: dict[tuple[str, str, str], str] = {
            (compound, lane, name): key for compound, lane, name, key in rows
        }

    def id_of(self, compound_id: str, lane: str, name: str) -> str:
        """The building's key; a new one is noted for keeping."""
        place = (compound_id, lane, name)
        if place not in self._ids:
            self._ids[place] = new_id()
            self.new.append(
                {
                    "id": self._ids[place],
                    "no": self._no + len(self.new),
                    "version": 1,
                    "compound_id": compound_id,
                    "lane": lane,
                    "name": name,
                }
            )
        return self._ids[place]


def _checked(field: str, value: object) -> object:
    if field in ("people", "elders"):
        return value
    if field == "marks":
        assert value is None or isinstance(value, tuple)
        words = (clean(str(mark), limit=40) for mark in value or ())
        return tuple(dict.fromkeys(word for word in words if word))
    if field == "phone":
        return kept_phone(str(value or ""), field, own=True)
    return clean(str(value or ""), limit=_LIMITS.get(field, _LINE), multiline=field in _LIMITS)


def _search(
    door: Door, ground: _Ground, values: Mapping[str, object], marks: tuple[str, ...]
) -> str:
    return search_text(
        door,
        ground.address,
        head=str(values["head"] or ""),
        phone=str(values["phone"] or ""),
        marks=marks,
        note=str(values["note"] or ""),
    )


def _mark_rows(household_id: str, marks: tuple[str, ...]) -> list[dict[str, object]]:
    return [
        {"id": new_id(), "household_id": household_id, "mark": mark, "position": position}
        for position, mark in enumerate(marks)
    ]


def _refuse_doubles(step: Step, households: list[dict[str, object]]) -> None:
    """Two households behind one door are refused before the file would refuse them wordlessly."""
    taken = set(step.conn.execute("SELECT building_id, unit, room FROM household"))
    for household in households:
        place = (household["building_id"], household["unit"], household["room"])
        if place in taken:
            said = str(household["search"]).split(" ", 1)[0]
            raise Refused("household_exists", "room", what=said)
        taken.add(place)
