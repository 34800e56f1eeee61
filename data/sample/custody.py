"""What the sample's people keep for others, the buildings they lead, and one that is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.custody import commands as custody_commands
from data.households import buildings
from data.households.building_commands import set_buildings_led
from data.sample.tables import Days, made, table
from models.custody import CustodyInput, KeptKind
from models.households import HouseholdInput

if TYPE_CHECKING:
    from data.step import Step

_CLOSED_DAYS = "3"
"""Days from today on that the closed building stays closed."""


def keep_things(step: Step, days: Days, doors: list[HouseholdInput]) -> None:
    """Give people what they keep for others; some for the first household with a mark."""
    rows = step.conn.execute("SELECT name, no FROM person ORDER BY no DESC")
    people = sql.mapped(rows, "name", "no")
    for row in table("things.csv"):
        told = {**row, "holder_no": people[row["holder"]], "since": "-3 08:30"}
        if "mark" in row:
            no, door = next(
                (n, d) for n, d in enumerate(doors, 1) if row["mark"] in (d.marks or ()) and d.head
            )
            told |= {"household_no": no, "owner": door.head if "owned" in row else ""}
        given = made(CustodyInput, told, kind=KeptKind, since=days.at, due_back=days.day)
        custody_commands.add_thing(step, given)


class _Person(NamedTuple):
    """Somebody who lives in a compound."""

    no: int
    id: str
    compound: str


def _people(step: Step, which: str) -> list[_Person]:
    rows = step.conn.execute(
        "SELECT p.no AS no, p.id AS id, c.name AS compound FROM person p"
        f" JOIN compound c ON c.id = p.compound_id WHERE {which}"
    )
    return sql.views(_Person, rows)


def give_buildings(step: Step, days: Days) -> None:
    """Let two people lead buildings; close one with a volunteer inside."""
    from models.households.tables import Building
    from models.roster.tables import Person

    for leader in _people(step, "p.post = '楼组长' ORDER BY p.no LIMIT 2"):
        own = buildings.buildings(step.conn, leader.compound)[:2]
        set_buildings_led(step, leader.no, [row.no for row in own])
        step.change(Person, leader.id, building_id=own[0].id)
    (inside,) = _people(
        step, "p.kind = 'volunteer' AND p.post <> '楼组长' ORDER BY p.no DESC LIMIT 1"
    )
    home = buildings.buildings(step.conn, inside.compound)[-1]
    step.change(Person, inside.id, building_id=home.id)
    step.change(Building, home.id, closed_until=days.day(_CLOSED_DAYS).isoformat())
