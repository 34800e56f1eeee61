"""What people hold of rounds of calls: the calls they are still to make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.call_down.left import CALLS, LEFT
from data.holdings import Holding, Keeps, thing_offered, things_held
from data.households.addresses import address, at_household
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_MADE = f"""
SELECT k.no AS no, p.no AS holder_no, p.name AS holder, coalesce(t.name, h.head) AS about,
  k.due_at AS due, {address()}
{CALLS} LEFT JOIN person p ON p.id = k.caller_id {at_household("k.household_id")} WHERE {LEFT}"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_MADE} AND p.no = ? ORDER BY h.sort_key, k.no", (person_no,))
    return things_held("calls", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    _give(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_MADE} AND k.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _give(step, taken.no, person_no)


def _give(step: Step, no: int, person_no: int | None) -> None:
    from data.call_down import commands  # reading who holds what needs none of it

    commands.give_calls(step, [no], person_no)


CALLING_DOWN = Holding(
    what="calls",
    keeps=Keeps(f"SELECT count(*) {CALLS} WHERE k.caller_id = :person AND {LEFT}", told_as="calls"),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted=f"SELECT count(*) {CALLS} WHERE k.caller_id = p.id AND {LEFT}",
)
