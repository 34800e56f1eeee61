"""What people hold among the places: the buildings they lead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.holdings import Holding, Keeps, thing_offered, things_held
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_LED = """
SELECT b.no AS no, p.no AS holder_no, p.name AS holder, c.name AS compound, b.lane AS lane,
  b.name AS building
FROM building b JOIN compound c ON c.id = b.compound_id
LEFT JOIN building_leader l ON l.building_id = b.id LEFT JOIN person p ON p.id = l.person_id"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_LED} WHERE p.no = ? ORDER BY b.no", (person_no,))
    return things_held("building", person_no, found, nearby=True)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    _lead(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_LED} WHERE b.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _lead(step, taken.no, person_no)


def _lead(step: Step, no: int, person_no: int | None) -> None:
    from data.households import building_commands  # reading who holds what needs none of it

    building_commands.set_leader(step, no, person_no)


LEADING = Holding(
    what="building",
    keeps=Keeps(
        "SELECT count(*) FROM building_leader WHERE person_id = :person", told_as="buildings"
    ),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted="SELECT count(*) FROM building_leader l WHERE l.person_id = p.id",
)
