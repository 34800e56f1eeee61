"""What people hold in the roster: being in charge of the neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data import sql
from data.holdings import Holding, Keeps, thing_offered, things_held
from data.settings import IN_CHARGE, put_in_charge
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(
        f"SELECT p.no AS holder_no, p.name AS holder FROM person p WHERE p.id = {IN_CHARGE}"
        " AND p.no = ?",
        (person_no,),
    )
    return things_held("charge", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    put_in_charge(step, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    found = conn.execute(
        "SELECT p.no AS holder_no, p.name AS holder FROM setting s"
        f" LEFT JOIN person p ON p.id = {sql.setting_text('s.value')} WHERE s.id = 'in_charge'"
    )
    return thing_offered(taken, person_no, found)


def _hand_back(step: Step, _taken: TakenOver, person_no: int) -> None:
    put_in_charge(step, person_no)


CHARGE = Holding(
    what="charge",
    keeps=Keeps(f"SELECT count(*) WHERE {IN_CHARGE} = :person", "person_in_charge"),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted=f"SELECT count(*) WHERE p.id = {IN_CHARGE}",
)
