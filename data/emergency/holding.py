"""What people hold of emergencies: the lives they call for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.holdings import Holding, Keeps, Thing, key_of_person, things_held
from data.requests.holding import ABOUT, AT, HOME, OPEN, count_of, requests_of
from data.sql import Reader
from models.absence import Away, Hold, Offer, OfferState, TakenOver

if TYPE_CHECKING:
    from data.step import Step

_CALLS = """EXISTS (SELECT 1 FROM emergency e WHERE e.request_id = r.id
  AND p.id IN (e.caller_id, e.second_caller_id))"""


class _Callers(NamedTuple):
    """Who calls for a life, by their keys."""

    id: str
    first: str | None
    second: str | None


def _find(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    return things_held("caller", person_no, requests_of(conn, person_no, _CALLS), matter="request")


def _hand_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    """Somebody else calls, or nobody for now; nobody is named twice."""
    now = _callers(step.conn, hold.no)
    was, key = key_of_person(step.conn, hold.person_no), key_of_person(step.conn, to)
    first, second = (key if one == was else one for one in (now.first, now.second))
    _set(step, now.id, first, None if second == first else second)
    return hold.no


def _offer(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    """Theirs again while they do not call and there is a place for them."""
    query = f"SELECT r.no AS no, {ABOUT}, {AT} FROM request r {HOME}"
    thing = sql.view(Thing, conn.execute(f"{query} WHERE r.no = ? AND {OPEN}", (taken.no,)))
    if thing is None:
        return None
    _id, *named = _callers(conn, taken.no)
    calling = [key for key in named if key is not None]
    stands_in = key_of_person(conn, taken.by_no) in calling
    if key_of_person(conn, person_no) in calling or (len(calling) > 1 and not stands_in):
        return None
    state, by = (OfferState.WITH, taken.by) if stands_in else (OfferState.OPEN, None)
    where, address = thing.where, thing.address
    return Offer(taken.id, taken.what, taken.no, where, thing.about, state, by or "", address)


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    """In the free place, else in that of who stood in; no other goes."""
    now = _callers(step.conn, taken.no)
    by, key = key_of_person(step.conn, taken.by_no), key_of_person(step.conn, person_no)
    if now.first is None or (now.second is not None and now.first == by):
        _set(step, now.id, key, now.second)
    elif now.second is None or now.second == by:
        _set(step, now.id, now.first, key)


def _callers(conn: Reader, no: int) -> _Callers:
    found = sql.view(
        _Callers,
        conn.execute(
            "SELECT e.id AS id, e.caller_id AS first, e.second_caller_id AS second"
            " FROM emergency e JOIN request r ON r.id = e.request_id WHERE r.no = ?",
            (no,),
        ),
    )
    assert found is not None, f"nobody was named for request {no}"
    return found


def _set(step: Step, key: str, first: str | None, second: str | None) -> None:
    from models.emergency.tables import Emergency

    step.change(
        Emergency,
        key,
        caller_id=first,
        second_caller_id=second,
        version=Emergency.version + 1,
    )


CALLING = Holding(
    what="caller",
    keeps=Keeps(count_of(_CALLS), told_as="lives"),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
)
