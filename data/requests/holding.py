"""What people hold of requests: those they look after, their promises, questions for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data import sql
from data.holdings import Holding, Keeps, Thing, key_of_person, thing_offered, things_held
from data.households.addresses import address, at_household
from data.requests.doors import count_of_doors
from data.sql import Reader, Rows
from models.absence import Away, Hold, Offer, TakenOver
from models.chases import Subject
from models.roster import Reach

if TYPE_CHECKING:
    from data.step import Step

ABOUT = "coalesce(nullif(r.summary, ''), r.text) AS about"
"""SQL for what a request `r` is about."""

AT = f"{address()}, r.address_said AS called, {count_of_doors('r.id')} AS more"
"""SQL for where a request is; `HOME` joins what it needs."""

HOME = at_household("r.household_id")

OPEN = "r.state <> 'closed' AND r.joined_to_id IS NULL"
"""SQL for whether a request goes on by itself: one that was joined goes the way of another."""

_TIMES = ("r.next_chase_at", "r.promised_until", "r.harm_at")
_LAST = sql.greatest(*(f"coalesce({time}, '')" for time in _TIMES))
_DUE = f"nullif({_LAST}, '')"
"""SQL for by when whoever has a request must have been here for it: its next chase, the time
promised, the harm, whichever is last."""

_OWNED = "r.owner_id = p.id"
_PROMISED = "r.promised_by_person_id = p.id AND r.promised_until IS NOT NULL"
_ASKED = """EXISTS (SELECT 1 FROM question q
  WHERE q.subject_id = r.id AND q.subject = 'request' AND q.person_id = p.id
  AND q.advised_at IS NULL)"""


def requests_of(conn: Reader, person_no: int, condition: str) -> Rows:
    """The open requests a person holds something of, as `things_held` takes them.

    Args:
        condition: what joins the person `p` to the request `r`.
    """
    return conn.execute(
        f"SELECT r.no AS no, p.no AS holder_no, p.name AS holder, {ABOUT},"
        " (SELECT o.no FROM person o WHERE o.id = r.owner_id AND o.id <> p.id) AS beside,"
        f" {_DUE} AS due,"
        f" {AT} FROM person p JOIN request r ON {condition} {HOME}"
        f" WHERE p.no = ? AND {OPEN} ORDER BY r.no",
        (person_no,),
    )


def count_of(condition: str) -> str:
    """SQL for how many open requests the person `:person` holds something of, as `Keeps` wants it.

    Args:
        condition: as for `requests_of`.
    """
    return (
        f"SELECT count(*) FROM person p JOIN request r ON {condition}"
        f" WHERE p.id = :person AND {OPEN}"
    )


# -- looking after one -----------------------------------------------------------------------------


def _find_owned(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = requests_of(conn, person_no, _OWNED)
    return things_held("request", person_no, found, matter="request")


def _hand_owned_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    _own(step, hold.no, to)
    return hold.no


def _offer_owned(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    found = conn.execute(
        f"SELECT p.no AS holder_no, p.name AS holder, {ABOUT}, {AT} FROM request r"
        f" LEFT JOIN person p ON {_OWNED} {HOME} WHERE r.no = ? AND {OPEN}",
        (taken.no,),
    )
    return thing_offered(taken, person_no, found)


def _hand_owned_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _own(step, taken.no, person_no)


def _own(step: Step, no: int, person_no: int | None) -> None:
    from data.requests import commands  # reading who holds what needs none of it

    commands.assign_requests(step, [no], person_no)


OWNING = Holding(
    what="request",
    keeps=Keeps(count_of(_OWNED), told_as="requests"),
    find=_find_owned,
    hand_over=_hand_owned_over,
    offer=_offer_owned,
    hand_back=_hand_owned_back,
    counted=f"SELECT count(*) FROM request r WHERE {_OWNED} AND {OPEN}",
)


# -- having promised something ---------------------------------------------------------------------


def _find_promised(conn: Reader, person_no: int, _away: Away) -> Iterable[Hold]:
    found = requests_of(conn, person_no, _PROMISED)
    return things_held("promise", person_no, found, matter="request")


def _hand_promise_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    """A promise nobody takes stays with whoever gave it."""
    if to is not None:
        _promise(step, hold.no, to)
    return hold.no


def _offer_promised(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    found = conn.execute(
        f"SELECT p.no AS holder_no, p.name AS holder, {ABOUT}, {AT}"
        f" FROM request r JOIN person p ON {_PROMISED} {HOME}"
        f" WHERE r.no = ? AND {OPEN}",
        (taken.no,),
    )
    return thing_offered(taken, person_no, found)


def _hand_promise_back(step: Step, taken: TakenOver, person_no: int) -> None:
    _promise(step, taken.no, person_no)


def _promise(step: Step, no: int, person_no: int) -> None:
    from sqlmodel import col

    from models.requests.tables import Request

    rows = step.conn.execute("SELECT id, name FROM person WHERE no = ?", (person_no,))
    (person,) = sql.named(rows)
    step.change_where(
        Request,
        col(Request.no) == no,
        promised_by=person["name"],
        promised_by_person_id=person["id"],
        version=Request.version + 1,
    )


PROMISING = Holding(
    what="promise",
    keeps=Keeps(count_of(_PROMISED), told_as="promises"),
    find=_find_promised,
    hand_over=_hand_promise_over,
    offer=_offer_promised,
    hand_back=_hand_promise_back,
)


# -- being asked for advice ------------------------------------------------------------------------


def _find_asked(conn: Reader, person_no: int, away: Away) -> Iterable[Hold]:
    """Requests on which their advice was asked and not given; by telephone they still give it."""
    if away.reach is not Reach.NO:
        return []
    found = requests_of(conn, person_no, _ASKED)
    return things_held("question", person_no, found, matter="request")


def _hand_question_over(step: Step, hold: Hold, to: int | None, _begins: datetime) -> int:
    """A question nobody takes waits for whoever was asked."""
    if to is not None:
        _ask(step, hold.no, hold.person_no, to)
    return hold.no


def _offer_asked(conn: Reader, taken: TakenOver, person_no: int, _at: datetime) -> Offer | None:
    return thing_offered(taken, person_no, _question(conn, taken.no))


def _hand_question_back(step: Step, taken: TakenOver, person_no: int) -> None:
    now = sql.view(Thing, _question(step.conn, taken.no))
    _ask(step, taken.no, now.holder_no if now else None, person_no)


def _question(conn: Reader, no: int) -> Rows:
    """The latest question about a request that waits, as `thing_offered` takes it."""
    return conn.execute(
        f"SELECT p.no AS holder_no, p.name AS holder, q.asked AS about, {AT} FROM question q"
        f" JOIN request r ON r.id = q.subject_id AND q.subject = 'request'"
        f" JOIN person p ON p.id = q.person_id {HOME}"
        f" WHERE r.no = ? AND {OPEN} AND q.advised_at IS NULL ORDER BY q.id DESC",
        (no,),
    )


def _ask(step: Step, no: int, was_no: int | None, person_no: int) -> None:
    """What one person was asked about a request and did not answer, another is asked."""
    from sqlmodel import col

    from models.chases.tables import Question

    (request,) = step.conn.execute("SELECT id FROM request WHERE no = ?", (no,)).fetchone()
    step.change_where(
        Question,
        col(Question.subject) == Subject.REQUEST,
        col(Question.subject_id) == request,
        col(Question.person_id) == key_of_person(step.conn, was_no),
        col(Question.advised_at).is_(None),
        person_id=key_of_person(step.conn, person_no),
    )


ADVISING = Holding(
    what="question",
    keeps=None,
    find=_find_asked,
    hand_over=_hand_question_over,
    offer=_offer_asked,
    hand_back=_hand_question_back,
)
