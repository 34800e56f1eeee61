"""What people hold of the stock: the keys of store-rooms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.holdings import Holding, Keeps, thing_offered, things_held
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_KEPT = """
SELECT r.no AS no, p.no AS holder_no, p.name AS holder, r.note AS about, r.name AS called
FROM store_room r JOIN person p ON p.id = r.keeper_id"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_KEPT} WHERE p.no = ? ORDER BY r.no", (person_no,))
    return things_held("store_room", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    """A key nobody takes stays where it is."""
    if to is not None:
        _give(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_KEPT} WHERE r.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _give(step, taken.no, person_no)


def _give(step: Step, no: int, person_no: int) -> None:
    from data.stock import rooms  # reading who holds what needs none of it

    rooms.give_keys(step, [no], person_no)


STORE_KEYS = Holding(
    what="store_room",
    keeps=Keeps(
        "SELECT count(*) FROM store_room WHERE keeper_id = :person",
        problem="person_has_keys",
        told_as="keys",
    ),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted="SELECT count(*) FROM store_room r WHERE r.keeper_id = p.id",
)
"""What is asked of the keys of store-rooms."""
