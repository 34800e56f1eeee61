"""What people hold of counts: the gates they are to count at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.holdings import Holding, thing_offered, things_held
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_OPEN = "k.state IN ('planned', 'unloaded')"

_AT_GATE = f"""
SELECT k.no AS no, p.no AS holder_no, p.name AS holder, y.driver AS about, g.name AS compound,
  k.eta AS due
FROM supply_drop k JOIN compound g ON g.id = k.compound_id JOIN delivery y ON y.id = k.delivery_id
LEFT JOIN person p ON p.id = k.counter_id WHERE {_OPEN}"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_AT_GATE} AND p.no = ? ORDER BY k.eta, k.no", (person_no,))
    return things_held("counting", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    _give(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_AT_GATE} AND k.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _give(step, taken.no, person_no)


def _give(step: Step, no: int, person_no: int | None) -> None:
    from data.counts import commands  # reading who holds what needs none of it

    commands.set_counter(step, [no], person_no)


COUNTING = Holding(
    what="counting",
    keeps=None,
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted=f"SELECT count(*) FROM supply_drop k WHERE k.counter_id = p.id AND {_OPEN}",
)
"""Nobody is kept on the roster by it: without a name whoever sits at the desk counts."""
