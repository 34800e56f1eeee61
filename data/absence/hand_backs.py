"""What was a person's before she fell out, is with others now, and can be hers again."""

from __future__ import annotations

from datetime import datetime

from data import sql
from data.duties import candidates as duty_candidates
from data.duties import queries as duties
from data.sql import Reader
from models.absence import Offer, OfferState
from models.duties import DutyInput, Role, Work
from models.duties.rules import ABSENCES
from models.households.addresses import short_address
from models.problems import Problem, Refused
from models.roster import HeldKind
from models.times import loaded

_ABOUT = "coalesce(nullif(r.summary, ''), r.text)"
_AT = f"{sql.address()}, r.address_said"
_HOME = sql.at_household("r.household_id")
_CHARGE = sql.setting_text("s.value")
_NOWHERE = "NULL, NULL, NULL, NULL, NULL"

_NOW = {
    HeldKind.REQUEST: f"SELECT o.no, o.name, {_ABOUT}, {_AT} FROM request r"
    f" LEFT JOIN person o ON o.id = r.owner_id {_HOME} WHERE r.no = ? AND r.state <> 'closed'",
    HeldKind.PROMISE: f"SELECT o.no, o.name, {_ABOUT}, {_AT} FROM request r"
    f" JOIN person o ON o.id = r.promised_by_person_id {_HOME}"
    " WHERE r.no = ? AND r.state <> 'closed' AND r.promised_until IS NOT NULL",
    HeldKind.QUESTION: f"SELECT o.no, o.name, q.asked, {_AT} FROM question q"
    f" JOIN request r ON r.id = q.subject_id AND q.subject = 'request'"
    f" JOIN person o ON o.id = q.person_id {_HOME}"
    " WHERE r.no = ? AND r.state <> 'closed' AND q.advised_at IS NULL ORDER BY q.id DESC",
    HeldKind.CUSTODY: f"SELECT o.no, o.name, k.what, {sql.address()}, k.owner FROM custody k"
    f" JOIN person o ON o.id = k.holder_id {sql.at_household('k.household_id')}"
    " WHERE k.no = ? AND k.returned_at IS NULL",
    HeldKind.CHARGE: f"SELECT o.no, {_CHARGE}, '', {_NOWHERE}, '' FROM setting s"
    f" LEFT JOIN person o ON o.name = {_CHARGE} WHERE s.id = 'in_charge' AND ? = 0",
    HeldKind.BUILDING: "SELECT o.no, o.name, '', c.name, b.lane, b.name, NULL, NULL, ''"
    " FROM building b JOIN compound c ON c.id = b.compound_id LEFT JOIN building_leader l"
    " ON l.building_id = b.id LEFT JOIN person o ON o.id = l.person_id WHERE b.no = ?",
}
"""Who has a thing now, what it is about, its address by parts, what it is called without one; no
row when it is over."""


def offers(conn: Reader, no: int, at: datetime) -> list[Offer]:
    """What a person may take again from a moment on: duties by time, then the rest.

    Duties that have begun, and things that are over or hers, are not offered.
    """
    rows = conn.execute(
        "SELECT s.id, s.what, s.ref_no FROM standin s JOIN person p ON p.id = s.for_id"
        " WHERE p.no = ? AND s.settled_at IS NULL ORDER BY s.at, s.id",
        (no,),
    ).fetchall()
    found: dict[tuple[str, int], Offer] = {}
    for key, what, number in rows:
        kind = HeldKind(what)
        offer = (
            _duty(conn, key, number, no, at)
            if kind is HeldKind.DUTY
            else _thing(conn, key, kind, number, no)
        )
        if offer is not None:
            found[(what, number)] = offer
    return sorted(found.values(), key=lambda offer: (offer.duty is None, _starts(offer)))


def _starts(offer: Offer) -> tuple[str, int]:
    return ("" if offer.duty is None else offer.duty.starts_at.isoformat(), offer.no)


def _duty(conn: Reader, key: str, number: int, no: int, at: datetime) -> Offer | None:
    try:
        row = duties.duty(conn, number)
    except Refused:
        return None  # it was taken back meanwhile
    if row.person_no == no or loaded(row.starts_at) < at:
        return None
    given = DutyInput(
        no, Work(row.work), Role(row.role), loaded(row.starts_at), loaded(row.ends_at)
    )
    stands: list[Problem] = [
        concern.problem
        for concern in duty_candidates.concerns(conn, given, (number,))
        if concern.problem.code not in ABSENCES
    ]
    return Offer(
        key,
        HeldKind.DUTY,
        number,
        row.where or row.note,
        row.note,
        OfferState.OPEN if row.person_no is None else OfferState.WITH,
        row.person or "",
        given,
        stands[0] if stands else None,
    )


_CALL = f"""
SELECT f.no, g.no, i.no, i.name, {_ABOUT}, {_AT}
FROM request r JOIN emergency y ON y.request_id = r.id JOIN standin s ON s.id = :key
LEFT JOIN person f ON f.id = y.caller_id LEFT JOIN person g ON g.id = y.second_caller_id
LEFT JOIN person i ON i.id = s.by_id {_HOME} WHERE r.no = :no AND r.state <> 'closed'"""


def _call(conn: Reader, key: str, number: int, no: int) -> Offer | None:
    """A life she called for: hers while she does not call and there is a place for her."""
    row = conn.execute(_CALL, {"key": key, "no": number}).fetchone()
    if row is None:
        return None
    first, second, by, name, about, *address, said = row
    where = short_address(*address) or said
    callers = {first, second} - {None}
    stands_in = by in callers
    if no in callers or (len(callers) > 1 and not stands_in):
        return None
    state = OfferState.WITH if stands_in else OfferState.OPEN
    return Offer(key, HeldKind.CALLER, number, where, about, state, name if stands_in else "")


def _thing(conn: Reader, key: str, kind: HeldKind, number: int, no: int) -> Offer | None:
    if kind is HeldKind.CALLER:
        return _call(conn, key, number, no)
    row = conn.execute(_NOW[kind], (number,)).fetchone()
    if row is None or row[0] == no:
        return None
    holder, name, about, *address, said = row
    state = OfferState.OPEN if holder is None else OfferState.WITH
    return Offer(key, kind, number, short_address(*address) or said, about, state, name or "")
