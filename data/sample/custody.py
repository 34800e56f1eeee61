"""What the sample's people keep for others, the buildings they lead, and one that is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.custody import commands as custody_commands
from data.households import buildings
from data.households.building_commands import set_buildings_led
from data.sample.tables import Days, Values
from models.custody import CustodyInput, KeptKind
from models.households import HouseholdInput

if TYPE_CHECKING:
    from data.store import Step

_CLOSED_DAYS = 3
"""Days from today on that the closed building stays closed."""


def keep_things(step: Step, days: Days, doors: list[HouseholdInput], rows: list[Values]) -> None:
    """Give people what they keep for others."""
    people = dict(step.conn.execute("SELECT name, no FROM person ORDER BY no DESC").fetchall())
    for row in rows:
        marked = (n for n, d in enumerate(doors, 1) if row["mark"] in (d.marks or ()) and d.head)
        household = next(marked) if "mark" in row else None
        owned = household is not None and row.get("owned")
        given = CustodyInput(
            kind=KeptKind(row["kind"]),
            what=row["what"],
            holder_no=people[row["holder"]],
            household_no=household,
            owner=(doors[household - 1].head or "") if household and owned else "",
            since=days.at("-3 08:30"),
            due_back=days.day(row["due_back"]) if "due_back" in row else None,
            note=row.get("note", ""),
        )
        custody_commands.add_thing(step, given)


def give_buildings(step: Step, days: Days) -> None:
    """Let two people lead buildings; close one with a volunteer inside."""
    from models.households.tables import Building
    from models.roster.tables import Person

    leaders = step.conn.execute(
        "SELECT p.no, p.id, c.name FROM person p JOIN compound c ON c.id = p.compound_id"
        " WHERE p.post = '楼组长' ORDER BY p.no LIMIT 2"
    ).fetchall()
    for person, key, compound in leaders:
        own = buildings.buildings(step.conn, compound)[:2]
        set_buildings_led(step, person, [row.no for row in own])
        step.change(Person, key, building_id=own[0].id)
    inside, compound = step.conn.execute(
        "SELECT p.id, c.name FROM person p JOIN compound c ON c.id = p.compound_id"
        " WHERE p.kind = 'volunteer' AND p.post <> '楼组长' ORDER BY p.no DESC LIMIT 1"
    ).fetchone()
    home = buildings.buildings(step.conn, compound)[-1]
    step.change(Person, inside, building_id=home.id)
    step.change(Building, home.id, closed_until=days.day(_CLOSED_DAYS).isoformat())
