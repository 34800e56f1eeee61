"""Commands on buildings: who leads which, whose rooms share kitchen or bathroom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.households.buildings import building, buildings_led
from data.ids import key_on_roster, new_id
from models.address import short_address
from models.households import BuildingRow

if TYPE_CHECKING:
    from data.step import Step


def set_buildings_led(step: Step, person_no: int, building_nos: Sequence[int]) -> None:
    """A person leads just these buildings; those somebody else led go over. Part of a command.

    Raises:
        Refused: `person_unknown`, `person_archived`, `building_unknown`.
    """
    had = {row.no for row in buildings_led(step.conn, person_no)}
    for no in dict.fromkeys(building_nos):
        set_leader(step, no, person_no)
    for no in had - set(building_nos):
        set_leader(step, no, None)


def set_leader(step: Step, building_no: int, person_no: int | None) -> None:
    """Somebody leads a building from now on, or nobody. Part of a command.

    Raises:
        Refused: `building_unknown`, `person_unknown`, `person_archived`.
    """
    from sqlmodel import col

    from models.households.tables import BuildingLeader

    was = building(step.conn, building_no)
    if was.leader_no == person_no:
        return
    of_it = col(BuildingLeader.building_id) == was.id
    if person_no is None:
        step.remove_where(BuildingLeader, of_it)
        return
    key = key_on_roster(step.conn, person_no)
    if not step.change_where(BuildingLeader, of_it, person_id=key):
        step.add(BuildingLeader(id=new_id(), building_id=was.id, person_id=key))


def set_shared(step: Step, building_nos: Sequence[int], shared: bool | None) -> list[BuildingRow]:
    """Say whether the rooms of buildings share kitchen or bathroom; what they are now.

    Args:
        shared: None for nobody said so, when lane housing does.

    Raises:
        Refused: `building_unknown`.
    """
    from models.households.tables import Building

    value = None if shared is None else int(shared)
    nos = list(dict.fromkeys(building_nos))
    for no in nos:
        was = building(step.conn, no)
        step.change(Building, was.id, is_shared=value, version=Building.version + 1)
    found = [building(step.conn, no) for no in nos]
    code = "unsaid" if shared is None else "yes" if shared else "no"
    where = [short_address(one.compound, one.lane, one.name) for one in found]
    step.act(f"buildings_share_{code}", where=where)
    return found
