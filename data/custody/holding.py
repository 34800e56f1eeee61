"""What people hold in custody: the things they keep for others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.holdings import Holding, Keeps, thing_offered, things_held
from data.households.addresses import address, at_household
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

# A day it is due back ends at midnight at +08:00.
_KEPT = f"""
SELECT k.no AS no, p.no AS holder_no, p.name AS holder, k.what AS about, k.owner AS called,
  k.due_back || 'T16:00:00Z' AS due, {address()}
FROM custody k JOIN person p ON p.id = k.holder_id {at_household("k.household_id")}
WHERE k.returned_at IS NULL"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_KEPT} AND p.no = ? ORDER BY k.no", (person_no,))
    return things_held("custody", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    """A thing nobody takes stays where it is."""
    if to is not None:
        _hand(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_KEPT} AND k.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _hand(step, taken.no, person_no)


def _hand(step: Step, no: int, person_no: int) -> None:
    from data.custody import commands  # reading who holds what needs none of it

    commands.hand_over_things(step, [no], person_no)


KEEPING = Holding(
    what="custody",
    keeps=Keeps(
        "SELECT count(*) FROM custody WHERE holder_id = :person AND returned_at IS NULL",
        told_as="things",
    ),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted="SELECT count(*) FROM custody k WHERE k.holder_id = p.id AND k.returned_at IS NULL",
)
