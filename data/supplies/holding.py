"""Whose counting at a gate is still to be done: who falls out leaves it to somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.holdings import Holding, Keeps, thing_offered, things_held
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_OPEN = "t.state IN ('planned', 'unloaded')"

_COUNTED = f"""
SELECT t.no AS no, p.no AS holder_no, p.name AS holder, c.name AS called, t.eta AS due,
  y.driver || CASE WHEN y.plate = '' THEN '' ELSE ' ' || y.plate END AS about
FROM supply_drop t JOIN compound c ON c.id = t.compound_id
JOIN delivery y ON y.id = t.delivery_id LEFT JOIN person p ON p.id = t.counter_id
WHERE {_OPEN}"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_COUNTED} AND p.no = ? ORDER BY t.eta, t.no", (person_no,))
    return things_held("counting", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    """What nobody takes is counted by nobody yet: a gate must not wait for who is not there."""
    _hand(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_COUNTED} AND t.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _hand(step, taken.no, person_no)


def _hand(step: Step, no: int, person_no: int | None) -> None:
    from data.supplies import running  # reading who counts where needs none of it

    running.count_at(step, no, person_no)


COUNTING = Holding(
    what="counting",
    keeps=Keeps(
        f"SELECT count(*) FROM supply_drop t WHERE t.counter_id = :person AND {_OPEN}",
        problem="person_counts",
        told_as="counts",
    ),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted=f"SELECT count(*) FROM supply_drop t WHERE t.counter_id = p.id AND {_OPEN}",
)
"""Counting what comes off the truck at a gate that is not done yet."""
