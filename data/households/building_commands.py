"""Commands on buildings: who leads which, which one nobody may leave until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from data.households.buildings import building, buildings_led
from data.ids import key_on_roster, new_id
from models.address import short_address
from models.households import BuildingRow
from models.problems import Refused
from models.times import local_date

if TYPE_CHECKING:
    from data.store import Step


def close_building(step: Step, building_no: int, until: date | None) -> BuildingRow:
    """Nobody may leave a building until the end of a day; with None it is open. What it is now.

    Raises:
        Refused: `building_unknown`, `closed_in_the_past`.
    """
    from models.households.tables import Building

    found = building(step.conn, building_no)
    if until is not None and until < local_date(step.at):
        raise Refused("closed_in_the_past", "closed_until", day=until)
    day = until.isoformat() if until else None
    step.change(Building, found.id, closed_until=day, version=Building.version + 1)
    where = short_address(found.compound, found.lane, found.name)
    code = "building_opened" if until is None else "building_closed"
    step.act(code, no=building_no, where=where, until=day)
    return found._replace(closed_until=day)


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
