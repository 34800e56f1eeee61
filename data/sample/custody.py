"""What the sample's people keep for others, the buildings they lead, and one that is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data.custody import commands as custody_commands
from data.households import buildings
from data.households.building_commands import set_buildings_led
from data.sample.days import At
from models.custody import CustodyInput, KeptKind
from models.households import HouseholdInput
from models.times import local_date

if TYPE_CHECKING:
    from data.store import Step

SECRETARY = "沈静怡"
"""Who keeps the old people's cards, and is isolated now."""

_CLOSED_DAYS = 3
"""Days from today on that the closed building stays closed."""


def keep_things(step: Step, at: At, doors: list[HouseholdInput]) -> None:
    """Give people what they keep for others."""
    people = dict(step.conn.execute("SELECT name, no FROM person ORDER BY no DESC").fetchall())
    since = at(-3, "08:30")
    card = next(n for n, d in enumerate(doors, 1) if "80岁以上" in (d.marks or ()) and d.head)
    cat = next(n for n, d in enumerate(doors, 1) if "养猫" in (d.marks or ()) and d.head)
    for given in (
        CustodyInput(
            KeptKind.CARD,
            "80位老人的医保卡和就医记录册，铁皮盒一只",
            people[SECRETARY],
            since=since,
            note="登记表在盒内；钥匙在办公室第二个抽屉",
        ),
        CustodyInput(
            KeptKind.CARD, "医保卡", people["徐巧云"], card, doors[card - 1].head or "", since
        ),
        CustodyInput(
            KeptKind.CASH, "配药钱300元", people["韩雪梅"], card, doors[card - 1].head or "", since
        ),
        CustodyInput(
            KeptKind.PET,
            "猫一只，每天喂两次",
            people["石磊"],
            cat,
            since=since,
            due_back=local_date(at(0, "08:00")) + timedelta(days=5),
        ),
    ):
        custody_commands.add_thing(step, given)


def give_buildings(step: Step, at: At) -> None:
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
    until = local_date(at(0, "08:00")) + timedelta(days=_CLOSED_DAYS)
    step.change(Building, home.id, closed_until=until.isoformat())
