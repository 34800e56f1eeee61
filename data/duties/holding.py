"""What people hold of work: their duties to come, and the rest of those under way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.duties import queries
from data.holdings import Holding
from data.sql import Reader
from models.absence import Away, HeldKind, Hold, Offer, OfferState, TakenOver
from models.duties import DutyInput, DutyRow, Role, Slot, Work
from models.problems import Refused
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.store import Step

_ALIVE = """coalesce(t.state, s.state, '') NOT IN ('cancelled', 'done')
  AND coalesce(r.state, '') <> 'closed' AND coalesce(e.state, 'open') = 'open'
  AND d.work <> 'rest'"""
"""Whether a duty still asks for anybody: not when its work is done or called off."""

_COMPOUNDS = {
    Work.SESSION: "SELECT c.name FROM session_compound x JOIN compound c ON c.id = x.compound_id"
    " JOIN test_session t ON t.id = x.session_id WHERE t.no = ? ORDER BY x.position",
    Work.DROP: "SELECT c.name FROM supply_drop t JOIN compound c ON c.id = t.compound_id"
    " WHERE t.no = ?",
    Work.REQUEST: "SELECT c.name FROM request r JOIN household h ON h.id = r.household_id"
    " JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
    " WHERE r.no = ?",
}
"""Where work is, by its number."""


def _find(conn: Reader, person_no: int, away: Away) -> Iterable[Hold]:
    """Duties they would have had to do meanwhile."""
    rows = queries.found_by(
        conn,
        f"{_ALIVE} AND p.no = :no AND d.ends_at > :begins"
        " AND (:until IS NULL OR d.starts_at < :until)",
        {
            "no": person_no,
            "begins": stored(away.begins),
            "until": away.until and stored(away.until),
        },
    )
    return [_hold(conn, row, person_no, away.begins) for row in rows]


def _hold(conn: Reader, row: DutyRow, person_no: int, begins: datetime) -> Hold:
    work, reference = Work(row.work), _reference(row)
    query = _COMPOUNDS.get(work)
    found = conn.execute(query, (reference,)) if query else ()
    compounds = tuple(name for (name,) in found)
    slot = Slot(
        work,
        reference,
        row.no,
        Role(row.role),
        max(loaded(row.starts_at), begins),
        loaded(row.ends_at),
        row.where,
        compounds,
        row.skill,
    )
    return Hold(
        HeldKind.DUTY, row.no, person_no, row.person or "", row.where, row.note, compounds, slot
    )


def _reference(row: DutyRow) -> int | None:
    numbers = (row.session_no, row.drop_no, row.request_no, row.errand_no)
    return next((number for number in numbers if number is not None), None)


def _hand_over(step: Step, hold: Hold, to: int | None, begins: datetime) -> int:
    """One under way is parted: what was done stays on record, the rest goes on with the other."""
    from data.duties import commands  # reading who holds what needs none of it
    from models.duties.tables import Duty

    row = queries.duty(step.conn, hold.no)
    if loaded(row.starts_at) >= begins:
        commands.replace(step, hold.no, to)
        return hold.no
    step.change(Duty, row.id, ends_at=begins, version=Duty.version + 1)
    return commands.assign(step, _as_input(row, to, begins))


def _as_input(row: DutyRow, to: int | None, starts: datetime) -> DutyInput:
    """A duty on record as the same for somebody else, from a moment on."""
    return DutyInput(
        to,
        Work(row.work),
        Role(row.role),
        starts,
        loaded(row.ends_at),
        row.session_no,
        row.drop_no,
        row.request_no,
        row.errand_no,
        row.note,
        row.skill,
    )


def _offer(conn: Reader, taken: TakenOver, person_no: int, at: datetime) -> Offer | None:
    """Duties that have begun are not offered, nor those that were taken back meanwhile."""
    from data.duties import candidates  # counting what is held needs none of it
    from models.duties.rules import ABSENCES

    try:
        row = queries.duty(conn, taken.no)
    except Refused:
        return None
    if row.person_no == person_no or loaded(row.starts_at) < at:
        return None
    given = DutyInput(
        person_no, Work(row.work), Role(row.role), loaded(row.starts_at), loaded(row.ends_at)
    )
    stands = [concern.problem for concern in candidates.concerns(conn, given, (taken.no,))]
    against = [problem for problem in stands if problem.code not in ABSENCES]
    return Offer(
        taken.id,
        taken.what,
        taken.no,
        row.where or row.note,
        row.note,
        OfferState.OPEN if row.person_no is None else OfferState.WITH,
        row.person or "",
        given,
        against[0] if against else None,
    )


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    from data.duties import commands

    commands.replace(step, taken.no, person_no)


WORKING = Holding(
    what=HeldKind.DUTY,
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    count=(
        "SELECT count(*) FROM duty d LEFT JOIN test_session t ON t.id = d.session_id"
        " LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN request r ON r.id = d.request_id"
        " LEFT JOIN errand e ON e.id = d.errand_id"
        f" WHERE d.person_id = p.id AND d.ends_at > :now AND {_ALIVE}"
        " AND (a.reach = 'no' OR d.work <> 'telephone')"
    ),
)
