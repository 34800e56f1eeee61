"""What a household stands on while it is written: its compound, its building, its door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.households.keys import Door, spelled
from data.ids import new_id
from models.fields import line
from models.households import HouseholdInput, HouseholdView
from models.problems import Refused

if TYPE_CHECKING:
    from data.step import Step
    from models.households.tables import Building

KEEP_DOOR = line()
"""What is kept of each part of a door."""


class Ground(NamedTuple):
    """What a household needs to know of its compound."""

    id: str
    position: int
    name: str
    address: str


def door_of(given: HouseholdInput | HouseholdView) -> Door:
    """The door as it is kept.

    Raises:
        Refused: `field_empty` without a building.
    """
    door = Door(*(KEEP_DOOR(getattr(given, field)) for field in Door._fields))
    if not door.building:
        raise Refused("field_empty", "building")
    return door


def grounds(step: Step) -> dict[str, Ground]:
    """All compounds by name."""
    rows = step.conn.execute("SELECT id, position, name, address FROM compound")
    return {ground.name: ground for ground in sql.views(Ground, rows)}


def ground_of(known: Mapping[str, Ground], door: Door) -> Ground:
    """The compound of a door.

    Raises:
        Refused: `compound_unknown`.
    """
    try:
        return known[door.compound]
    except KeyError:
        raise Refused("compound_unknown", "compound", value=door.compound) from None


class Buildings:
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


class Taken:
    """The doors there are, so that a second household behind one is refused with words."""

    def __init__(self, step: Step) -> None:
        rows = step.conn.execute("SELECT building_id, unit, room FROM household")
        self._places: set[tuple[str, str, str]] = set(rows)

    def take(self, building_id: str, door: Door) -> None:
        """Take a door.

        Raises:
            Refused: `household_exists`.
        """
        place = (building_id, door.unit, door.room)
        if place in self._places:
            raise Refused("household_exists", "room", what=spelled(door))
        self._places.add(place)
