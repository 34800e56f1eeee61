"""What people have in hand of samples: those they are taking to a laboratory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.holdings import Holding, Keeps, thing_offered, things_held
from data.samples.waiting import ON_WAY
from data.sql import Reader
from models.absence import Away, Hold, Offer, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_TAKEN = f"""
SELECT t.no AS no, p.no AS holder_no, p.name AS holder, r.name AS about, t.laboratory AS called
FROM sample_trip t JOIN test_round r ON r.id = t.round_id LEFT JOIN person p ON p.id = t.person_id
WHERE {ON_WAY}"""


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = conn.execute(f"{_TAKEN} AND p.no = ? ORDER BY t.left_at, t.no", (person_no,))
    return things_held("samples", person_no, found)


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    _give(step, hold.no, to)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, conn.execute(f"{_TAKEN} AND t.no = ?", (taken.no,)))


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _give(step, taken.no, person_no)


def _give(step: Step, no: int, person_no: int | None) -> None:
    from data.samples import commands  # reading who holds what needs none of it

    commands.give_trips(step, [no], person_no)


TAKING_SAMPLES = Holding(
    what="samples",
    keeps=Keeps(
        f"SELECT count(*) FROM sample_trip t WHERE t.person_id = :person AND {ON_WAY}",
        problem="person_has_samples",
        told_as="trips",
    ),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted=f"SELECT count(*) FROM sample_trip t WHERE t.person_id = p.id AND {ON_WAY}",
)
"""What is asked of samples on their way."""
