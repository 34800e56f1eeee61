"""How each kind of thing changes hands inside a step, and the note of who stood in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from data import settings
from data.custody import commands as custody_commands
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import buildings
from data.ids import new_id
from data.requests import commands as requests
from models.absence import Hold, Offer
from models.duties import DutyInput, DutyRow, Role, Work
from models.roster import HeldKind
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.store import Step


def move(step: Step, hold: Hold, to: int | None, begins: datetime) -> int:
    """Give a thing to somebody, or to nobody yet where that can be.

    A duty under way is parted: what was done stays on record, the rest goes on with the other.
    A thing in custody and a question nobody takes stay where they are.

    Returns:
        The number of the thing as it stands with the other: a parted duty's rest has a new one.

    Raises:
        Refused: as `data.duties.commands.assign`.
    """
    if hold.what is HeldKind.DUTY:
        return _move_duty(step, hold.no, to, begins)
    if hold.what is HeldKind.REQUEST:
        requests.assign_requests(step, [hold.no], to)
    elif hold.what is HeldKind.BUILDING:
        buildings.set_leader(step, hold.no, to)
    elif hold.what is HeldKind.CUSTODY:
        if to is not None:
            custody_commands.hand_over(step, hold.no, to)
    elif hold.what is HeldKind.CHARGE:
        _put_in_charge(step, to)
    elif to is not None or hold.what is HeldKind.CALLER:
        _move_thing(step, hold.what, hold.no, hold.person_no, to)
    return hold.no


def _move_duty(step: Step, no: int, to: int | None, begins: datetime) -> int:
    step.session.flush()
    row = duties.duty(step.conn, no)
    if loaded(row.starts_at) >= begins:
        duty_commands.replace(step, no, to)
        return no
    step.conn.execute(
        "UPDATE duty SET ends_at = ?, version = version + 1 WHERE id = ?", (stored(begins), row.id)
    )
    return duty_commands.assign(step, as_input(row, to, begins))


def as_input(row: DutyRow, to: int | None, starts: datetime | None = None) -> DutyInput:
    """A duty on record as the same for somebody else, from a moment on."""
    return DutyInput(
        to,
        Work(row.work),
        Role(row.role),
        loaded(row.starts_at) if starts is None else starts,
        loaded(row.ends_at),
        row.session_no,
        row.drop_no,
        row.request_no,
        row.errand_no,
        row.note,
        row.skill,
    )


_MOVES: dict[HeldKind, tuple[str, ...]] = {
    HeldKind.PROMISE: (
        (
            "UPDATE request SET (promised_by, promised_by_person_id) ="
            " (SELECT name, id FROM person WHERE no = :to), version = version + 1 WHERE no = :no"
        ),
    ),
    HeldKind.CALLER: (
        (
            "UPDATE emergency SET version = version + 1, caller_id = CASE WHEN caller_id = (:was)"
            " THEN (SELECT id FROM person WHERE no = :to) ELSE caller_id END, second_caller_id ="
            " CASE WHEN second_caller_id = (:was) THEN (SELECT id FROM person WHERE no = :to)"
            " ELSE second_caller_id END WHERE request_id = (SELECT id FROM request WHERE no = :no)"
        ),
        # Nobody is named twice.
        (
            "UPDATE emergency SET second_caller_id = NULL WHERE second_caller_id = caller_id"
            " AND request_id = (SELECT id FROM request WHERE no = :no)"
        ),
    ),
    HeldKind.QUESTION: (
        (
            "UPDATE question SET person_id = (SELECT id FROM person WHERE no = :to)"
            " WHERE person_id = (:was) AND advised_at IS NULL"
            " AND subject = 'request' AND subject_id = (SELECT id FROM request WHERE no = :no)"
        ),
    ),
}
"""How things without a time of their own change hands; `:was` is the key of who had them."""


def _move_thing(step: Step, what: HeldKind, no: int, was: int, to: int | None) -> None:
    step.session.flush()
    (key,) = step.conn.execute("SELECT id FROM person WHERE no = ?", (was,)).fetchone()
    for statement in _MOVES[what]:
        step.conn.execute(statement, {"no": no, "to": to, "was": key})


def _put_in_charge(step: Step, to: int | None) -> None:
    """Somebody is in charge, or nobody for now."""
    found = step.conn.execute("SELECT name FROM person WHERE no = ?", (to,)).fetchone()
    settings.put(step, "in_charge", "" if found is None else found[0])


def keep_standin(step: Step, hold: Hold, number: int, by: int | None) -> None:
    """Note who took a thing over, so that it can be offered back."""
    step.session.flush()
    step.conn.execute(
        "INSERT INTO standin (id, what, ref_no, for_id, by_id, at) VALUES (?, ?, ?,"
        " (SELECT id FROM person WHERE no = ?), (SELECT id FROM person WHERE no = ?), ?)",
        (new_id(), str(hold.what), number, hold.person_no, by, stored(step.at)),
    )


def give_back(step: Step, offer: Offer, no: int) -> None:
    """Make something hers again.

    Raises:
        Refused: what stands against her, as `data.duties.commands.assign`.
    """
    if offer.what is HeldKind.DUTY:
        duty_commands.replace(step, offer.no, no)
    elif offer.what is HeldKind.REQUEST:
        requests.assign_requests(step, [offer.no], no)
    elif offer.what is HeldKind.BUILDING:
        buildings.set_leader(step, offer.no, no)
    elif offer.what is HeldKind.CUSTODY:
        custody_commands.hand_over(step, offer.no, no)
    elif offer.what is HeldKind.CHARGE:
        _put_in_charge(step, no)
    elif offer.what is HeldKind.CALLER:
        _take_call(step, offer, no)
    else:
        (was,) = _holder_no(step, offer)
        _move_thing(step, offer.what, offer.no, was, no)


_TAKE_CALL = """
UPDATE emergency SET version = version + 1,
  caller_id = CASE WHEN caller_id IS NULL OR (second_caller_id IS NOT NULL AND caller_id = :by)
    THEN :me ELSE caller_id END,
  second_caller_id = CASE WHEN caller_id IS NOT NULL
    AND (second_caller_id IS NULL OR second_caller_id = :by) THEN :me ELSE second_caller_id END
WHERE request_id = (SELECT id FROM request WHERE no = :no)"""


def _take_call(step: Step, offer: Offer, no: int) -> None:
    """Call for a life again: in the free place, else in that of who stood in; no other goes."""
    (me,) = step.conn.execute("SELECT id FROM person WHERE no = ?", (no,)).fetchone()
    (by,) = step.conn.execute(
        "SELECT by_id FROM standin WHERE id = ?", (offer.standin_id,)
    ).fetchone()
    step.conn.execute(_TAKE_CALL, {"me": me, "by": by, "no": offer.no})


def _holder_no(step: Step, offer: Offer) -> tuple[int]:
    """Who has a thing now."""
    sql = {
        HeldKind.PROMISE: "SELECT p.no FROM request r"
        " JOIN person p ON p.id = r.promised_by_person_id WHERE r.no = ?",
        HeldKind.QUESTION: "SELECT p.no FROM question q"
        " JOIN request r ON r.id = q.subject_id AND q.subject = 'request'"
        " JOIN person p ON p.id = q.person_id WHERE r.no = ? AND q.advised_at IS NULL"
        " ORDER BY q.id DESC",
    }[offer.what]
    found = step.conn.execute(sql, (offer.no,)).fetchone()
    return (int(found[0]),)
