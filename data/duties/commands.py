"""What is done to duties inside a step: given to people, taken back, given to others, moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import settings, sql
from data.duties import candidates, queries
from data.ids import key_on_roster, new_id
from data.sql import Reader
from data.work import kinds
from models.duties import DutyInput, DutyRow, Role, RosterSettings, Work
from models.duties.rules import Concern
from models.duties.settings import kept
from models.problems import Refused
from models.text import clean
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step


_NOTE = 200
"""Characters kept of a duty's words."""


def assign(step: Step, given: DutyInput) -> int:
    """Give a duty to its person, or note one nobody has yet.

    An open duty of the same work, role and span is taken over instead of a second one made.

    Returns:
        The duty's number.

    Raises:
        Refused: the first refusing concern of `models.duties.rules.concerns`, `person_unknown`,
            `person_archived`, `role_unfit`, or `session_unknown` and the like.
    """
    from models.duties.tables import Duty

    if given.role not in kinds.DUTIES[given.work].roles:
        raise Refused("role_unfit", "role", role=str(given.role), work=str(given.work))
    if given.ends_at <= given.starts_at:
        raise Refused("duty_ends_before_start", "ends_at")
    vacant = _vacant(step.conn, given)
    if vacant is not None:
        replace(step, vacant, given.person_no, to_ask=given.to_ask)
        return vacant
    no = step.next_no("duty")
    duty = Duty(
        id=new_id(),
        no=no,
        person_id=person_key(step.conn, given.person_no),
        work=given.work,
        role=given.role,
        starts_at=given.starts_at,
        ends_at=given.ends_at,
        work_id=kinds.key_of(step.conn, given.work, given.work_no),
        note=clean(given.note, limit=_NOTE),
        skill=clean(given.skill, limit=60),
        to_ask=int(given.to_ask),
    )
    refuse_first(candidates.concerns(step.conn, given))
    step.add(duty)
    return no


def _vacant(conn: Reader, given: DutyInput) -> int | None:
    """The open duty somebody takes over with theirs: one they have the skill for, that first."""
    if given.person_no is None:
        return None
    found = conn.execute(
        "SELECT d.no FROM duty d WHERE d.person_id IS NULL AND d.work = :work"
        " AND d.role = :role AND d.starts_at = :starts AND d.ends_at = :ends"
        f" AND {sql.same('d.work_id', ':key')} AND (d.note = '' OR :note = '' OR d.note = :note)"
        " AND (d.skill IN ('', :skill) OR EXISTS (SELECT 1 FROM person_skill k JOIN person p"
        f" ON p.id = k.person_id WHERE p.no = :person AND {sql.holds('k.skill', 'd.skill')}))"
        " ORDER BY d.skill <> :skill, d.skill = '', d.no LIMIT 1",
        {
            "work": str(given.work),
            "role": str(given.role),
            "starts": stored(given.starts_at),
            "ends": stored(given.ends_at),
            "key": kinds.key_of(conn, given.work, given.work_no),
            "note": given.note,
            "skill": given.skill,
            "person": given.person_no,
        },
    )
    no: int | None = sql.value(found)
    return no


def unassign(step: Step, no: int) -> DutyRow:
    """Take a duty back; what it was.

    Raises:
        Refused: `duty_unknown`.
    """
    from models.duties.tables import Duty

    found = queries.duty(step.conn, no)
    step.remove(Duty, found.id)
    return found


def replace(step: Step, no: int, person_no: int | None, *, to_ask: bool = False) -> DutyRow:
    """Give a duty to somebody else, or to nobody yet; what it was.

    Args:
        to_ask: whether they have yet to be asked, for it is outside their hours.

    Raises:
        Refused: `duty_unknown` and as `assign`.
    """
    from models.duties.tables import Duty

    found = queries.duty(step.conn, no)
    person = person_key(step.conn, person_no)
    refuse_first(candidates.concerns(step.conn, as_input(found, person_no), (no,)))
    step.change(Duty, found.id, person_id=person, to_ask=int(to_ask), version=Duty.version + 1)
    return found


class Wording(NamedTuple):
    """The words of a duty, and whether its person said yes where they had yet to be asked."""

    note: str
    agreed: bool = True


def word(
    step: Step, no: int, given: Wording, *, seen: tuple[int | None, str, int] | None = None
) -> DutyRow:
    """Change the words of a duty, or note that its person said yes; what it is then.

    Args:
        seen: how it was worded when it was looked at, as `DutyRow.as_worded`; None where that does
            not matter.

    Raises:
        Refused: `duty_unknown`, `edited_meanwhile`; `field_empty` where the words alone say where.
    """
    from models.duties.tables import Duty

    was = queries.duty(step.conn, no)
    if seen not in (None, was.as_worded):
        raise Refused("edited_meanwhile", no=no)
    note, to_ask = clean(given.note, limit=_NOTE), int(bool(was.to_ask) and not given.agreed)
    if not note and was.work_no is None and was.note:
        raise Refused("field_empty", "note")
    step.change(Duty, was.id, note=note, to_ask=to_ask, version=Duty.version + 1)
    said_yes = bool(was.to_ask) and not to_ask
    where = was.where or note
    step.act("duty_agreed" if said_yes else "duty_worded", person=was.person or "", where=where)
    return queries.duty(step.conn, no)


def move(
    step: Step,
    work: Work,
    no: int,
    was: tuple[datetime, datetime],
    now: tuple[datetime, datetime],
) -> None:
    """Let the duties at a piece of work follow its times.

    A duty over the whole of the old span takes the new one, others move as its start did.
    Conflicts this makes are left standing, to be shown.
    """
    from models.duties.tables import Duty

    by = now[0] - was[0]
    for duty in queries.of_work(step.conn, work, no):
        span = loaded(duty.starts_at), loaded(duty.ends_at)
        starts, ends = now if span == was else (span[0] + by, span[1] + by)
        step.change(Duty, duty.id, starts_at=starts, ends_at=ends, version=Duty.version + 1)


def as_input(row: DutyRow, person_no: int | None) -> DutyInput:
    """A duty on record as one given to somebody."""
    return DutyInput(
        person_no,
        Work(row.work),
        Role(row.role),
        loaded(row.starts_at),
        loaded(row.ends_at),
        row.work_no,
        compounds=row.compounds,
    )


def refuse_first(found: Sequence[Concern]) -> None:
    """Refuse for the first concern that refuses, where one does.

    Raises:
        Refused: with its problem, which is about the person unless it says otherwise.
    """
    for concern in found:
        if concern.refuses:
            problem = concern.problem
            raise Refused(problem.code, problem.field or "person_no", **problem.params)


def person_key(conn: Reader, no: int | None) -> str | None:
    """The key of a person who can be given work; None for nobody.

    Raises:
        Refused: `person_unknown`, `person_archived`.
    """
    return None if no is None else key_on_roster(conn, no)


def _refuse_changed(conn: Reader, no: int, person_no: int | None) -> None:
    """Refuse what is done with a duty that somebody else has than who was seen to.

    Raises:
        Refused: `duty_unknown`, `duty_changed`.
    """
    if queries.duty(conn, no).person_no != person_no:
        raise Refused("duty_changed", no=no)


class Changed(NamedTuple):
    """Who was given to a piece of work, and who was taken from it."""

    where: str
    given: tuple[str, ...]
    taken: tuple[str, ...]


def change_people(
    step: Step,
    given: Sequence[DutyInput],
    taken: Sequence[int] = (),
    *,
    seen: Mapping[int, int | None] | None = None,
) -> Changed:
    """Give people to duties and take others from theirs, all or nothing; see `commands.assign`.

    Args:
        given: the new duties.
        taken: numbers of duties taken back, before the new ones are given.
        seen: whose those were when they were looked at; None where that does not matter.

    Raises:
        Refused: as `unassign` and `assign`; `duty_changed` when one is somebody else's by now.
    """
    if seen is not None:
        for no in taken:
            _refuse_changed(step.conn, no, seen[no])
    gone = [unassign(step, no) for no in taken]
    new = [queries.duty(step.conn, assign(step, one)) for one in given]
    where = next((row.where for row in (*new, *gone)), "")
    changed = Changed(
        where, tuple(row.person or "" for row in new), tuple(row.person or "" for row in gone)
    )
    code = "people_changed" if given and taken else "people_taken" if taken else "people_given"
    step.act(code, where=where, given=list(changed.given), taken=list(changed.taken))
    return changed


def set_settings(
    step: Step, given: RosterSettings, *, was: RosterSettings | None = None
) -> RosterSettings:
    """Set what the committee asks of the roster.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(step, queries.settings(step.conn), given, was, lambda one: {"roster": kept(one)})
    step.act("roster_set")
    return queries.settings(step.conn)
