"""What the sample's people keep for others, the buildings they lead, and one that is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.custody import commands as custody_commands
from data.households import buildings
from data.households.building_commands import set_buildings_led
from models.custody import CustodyInput, KeptKind
from models.households import HouseholdInput
from models.times import local_date

if TYPE_CHECKING:
    from data.store import Step

SECRETARY = "沈静怡"
"""Who keeps the old people's cards, and is isolated now."""

_CLOSED_DAYS = 3
"""Days from today on that the closed building stays closed."""


def settle(step: Step, at: Callable[[int, str], datetime], doors: list[HouseholdInput]) -> None:
    """Give people what they keep and lead; close a building with a volunteer inside."""
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
    _settle_buildings(step, at)


def _settle_buildings(step: Step, at: Callable[[int, str], datetime]) -> None:
    leaders = step.conn.execute(
        "SELECT p.no, c.name FROM person p JOIN compound c ON c.id = p.compound_id"
        " WHERE p.post = '楼组长' ORDER BY p.no LIMIT 2"
    ).fetchall()
    for person, compound in leaders:
        own = buildings.buildings(step.conn, compound)[:2]
        set_buildings_led(step, person, [row.no for row in own])
        step.conn.execute("UPDATE person SET building_id = ? WHERE no = ?", (own[0].id, person))
    inside, compound = step.conn.execute(
        "SELECT p.no, c.name FROM person p JOIN compound c ON c.id = p.compound_id"
        " WHERE p.kind = 'volunteer' AND p.post <> '楼组长' ORDER BY p.no DESC LIMIT 1"
    ).fetchone()
    home = buildings.buildings(step.conn, compound)[-1]
    step.conn.execute("UPDATE person SET building_id = ? WHERE no = ?", (home.id, inside))
    until = local_date(at(0, "08:00")) + timedelta(days=_CLOSED_DAYS)
    step.conn.execute(
        "UPDATE building SET closed_until = ? WHERE id = ?", (until.isoformat(), home.id)
    )
