"""What people hold of work: their duties to come, and the rest of those under way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.duties import queries
from data.holdings import Holding, Keeps
from data.sql import Reader
from data.work import kinds
from models.absence import Away, Hold, Offer, OfferState, TakenOver
from models.duties import DutyInput, DutyRow, Role, Work
from models.problems import Refused
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step


def _find(conn: Reader, person_no: int, away: Away) -> Iterable[Hold]:
    """Duties they would have had to do meanwhile."""
    rows = queries.found_by(
        conn,
        f"{kinds.ASKS} AND p.no = :no AND d.ends_at > :begins"
        " AND (:until IS NULL OR d.starts_at < :until)",
        {
            "no": person_no,
            "begins": stored(away.begins),
            "until": away.until and stored(away.until),
        },
    )
    return [_hold(conn, row, person_no, away.begins) for row in rows]


def _hold(conn: Reader, row: DutyRow, person_no: int, begins: datetime) -> Hold:
    work = Work(row.work)
    compounds = () if row.work_no is None else kinds.one(conn, work, row.work_no).compounds
    return Hold(
        "duty",
        row.no,
        person_no,
        row.person or "",
        row.where,
        row.note,
        compounds,
        row.slot(compounds, begins),
        address=row.address,
    )


def _hand_over(step: Step, hold: Hold, to: int | None, begins: datetime) -> int:
    """One under way is parted: what was done stays on record, the rest goes on with the other,
    who has yet to be asked where it is outside their hours."""
    from data.duties import candidates, commands  # reading who holds what needs none of it
    from models.duties.tables import Duty

    row = queries.duty(step.conn, hold.no)
    given = _as_input(row, to, max(loaded(row.starts_at), begins))
    given = given._replace(to_ask=candidates.outside_hours(step.conn, given))
    if loaded(row.starts_at) >= begins:
        commands.replace(step, hold.no, to, to_ask=given.to_ask)
        return hold.no
    step.change(Duty, row.id, ends_at=begins, version=Duty.version + 1)
    return commands.assign(step, given)


def _as_input(row: DutyRow, to: int | None, starts: datetime) -> DutyInput:
    """A duty on record as the same for somebody else, from a moment on."""
    return DutyInput(
        to,
        Work(row.work),
        Role(row.role),
        starts,
        loaded(row.ends_at),
        row.work_no,
        row.note,
        row.skill,
        row.compounds,
    )


def _offer(conn: Reader, taken: TakenOver, person_no: int, at: datetime) -> Offer | None:
    """Duties that have begun are not offered, nor those that were taken back meanwhile."""
    from data.duties import candidates  # counting what is held needs none of it
    from models.duties import rules

    try:
        row = queries.duty(conn, taken.no)
    except Refused:
        return None
    if row.person_no == person_no or loaded(row.starts_at) < at:
        return None
    given = _as_input(row, person_no, loaded(row.starts_at))
    known = candidates.times(conn, given.starts_at, given.ends_at, person_no)[person_no]
    # They are back from where they are now; where they are to be later stands against it.
    later = [span for span in known.presences if not span.since <= stored(at)]
    times = known._replace(presences=later)
    stands = rules.concerns(given, times, (taken.no,), queries.settings(conn))
    against = [concern.problem for concern in stands]
    return Offer(
        taken.id,
        taken.what,
        taken.no,
        row.where or row.note,
        row.note,
        OfferState.OPEN if row.person_no is None else OfferState.WITH,
        row.person or "",
        row.address,
        given,
        against[0] if against else None,
    )


def _hand_back(step: Step, taken: TakenOver, person_no: int) -> None:
    from data.duties import commands

    commands.replace(step, taken.no, person_no)


WORKING = Holding(
    what="duty",
    keeps=Keeps(
        "SELECT count(*) FROM duty WHERE person_id = :person AND ends_at > :now",
        told_as="duties",
    ),
    find=_find,
    hand_over=_hand_over,
    offer=_offer,
    hand_back=_hand_back,
    counted=(
        f"SELECT count(*) FROM duty d {kinds.JOINS}"
        f" WHERE d.person_id = p.id AND d.ends_at > :now AND {kinds.ASKS}"
        " AND (a.reach = 'no' OR d.work <> 'telephone')"
    ),
)
