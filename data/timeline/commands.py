"""The acts of the timeline: duties at other times, with other people, a day like another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.duties import candidates, commands, queries
from data.sql import Reader
from data.work import kinds
from models.cover import rules as cover
from models.duties import DutyInput, DutyRow, Role, Slot, Work, WorkView
from models.duties.rules import Concern
from models.problems import Problem, Refused
from models.times import duty_day_bounds, iso, loaded, stored

if TYPE_CHECKING:
    from data.step import Step


class Moved(NamedTuple):
    """A duty before and after it was moved, and what speaks against it all the same."""

    was: DutyRow
    now: DutyRow
    warnings: tuple[Problem, ...]


class Copied(NamedTuple):
    """What was taken over from another day, and what could not be, each with its reason."""

    given: tuple[DutyRow, ...]
    left: tuple[tuple[DutyRow, Problem], ...]


# -- one duty --------------------------------------------------------------------------------------


def planned(duty: DutyRow, starts: datetime, ends: datetime, person_no: int | None) -> DutyInput:
    """A duty as it would be at other times or with another person."""
    return DutyInput(
        person_no,
        Work(duty.work),
        Role(duty.role),
        starts,
        ends,
        work_no=duty.work_no,
        note=duty.note,
        skill=duty.skill,
        compounds=duty.compounds,
    )


def doubts(
    conn: Reader, duty: DutyRow, starts: datetime, ends: datetime, person_no: int | None
) -> list[Concern]:
    """What stands against a duty at other times or with another person, the refusing first.

    Returns:
        As `models.duties.rules.concerns`; and `outside_work` (where, starts, ends), a warning,
        when the work it is for does not last that long.
    """
    found = candidates.concerns(conn, planned(duty, starts, ends, person_no), (duty.no,))
    work = Work(duty.work)
    kind = kinds.BY_WORK.get(work)
    if kind is not None and kind.fixed and duty.work_no is not None:
        view = kind.one(conn, duty.work_no)
        opens, closes = view.starts, view.ends
        if starts < opens or ends > closes:
            params = {"where": duty.where, "starts": opens, "ends": closes}
            found.append(Concern(Problem("outside_work", params), False))
    return found


def reschedule(
    step: Step,
    duty_no: int,
    starts: datetime,
    ends: datetime,
    person_no: int | None = None,
    seen: DutyRow | None = None,
) -> Moved:
    """Let a duty be at other times, and somebody else's when `person_no` is given.

    Args:
        seen: the duty as it was on screen.

    Raises:
        Refused: `duty_unknown`, `duty_ends_before_start`, `person_unknown`, `person_archived`,
            the first refusing concern; `duty_changed` when it is not as it was seen any more.
    """
    from models.duties.tables import Duty

    was = queries.duty(step.conn, duty_no)
    if seen is not None and _place(was) != _place(seen):
        raise Refused("duty_changed", no=duty_no)
    taker = was.person_no if person_no is None else person_no
    if ends <= starts:
        raise Refused("duty_ends_before_start", "ends_at")
    person = commands.person_key(step.conn, taker)
    found = doubts(step.conn, was, starts, ends, taker)
    commands.refuse_first(found)
    if (stored(starts), stored(ends), taker) != (was.starts_at, was.ends_at, was.person_no):
        # Somebody else has not come yet.
        fresh = {} if taker == was.person_no else _NOT_COME
        step.change(
            Duty,
            was.id,
            starts_at=starts,
            ends_at=ends,
            person_id=person,
            version=Duty.version + 1,
            **fresh,
        )
    now = queries.duty(step.conn, duty_no)
    step.act(
        "duty_moved",
        person=now.person,
        where=now.where,
        times=_times(now),
        was=_times(was) if now.person == was.person else {"person": was.person, **_times(was)},
    )
    return Moved(was, now, tuple(concern.problem for concern in found))


def fill(step: Step, slot: Slot, person_no: int) -> None:
    """Give an open shift to somebody.

    Raises:
        Refused: `place_taken` (where, starts, ends) when somebody else has the duty by now; as
            `data.duties.commands.change_people` and `reschedule`.
    """
    if slot.duty_no is None:
        commands.change_people(step, [slot.duty(person_no)])
        return
    if queries.duty(step.conn, slot.duty_no).person_no is not None:
        raise Refused("place_taken", where=slot.where, starts=slot.starts, ends=slot.ends)
    reschedule(step, slot.duty_no, slot.starts, slot.ends, person_no)


def swap(
    step: Step, duty_no: int, other_no: int, seen: tuple[DutyRow, DutyRow] | None = None
) -> tuple[DutyRow, DutyRow]:
    """Let two people take each other's duty; the two as they are now.

    Args:
        seen: the duties as they were on screen.

    Raises:
        Refused: `duty_unknown`, `swap_same` when one person has both, and the first concern that
            refuses either of them; `duty_changed` when one is not as it was seen any more.
    """
    from models.duties.tables import Duty

    one, other = queries.duty(step.conn, duty_no), queries.duty(step.conn, other_no)
    for now, before in zip((one, other), seen or (), strict=False):
        if _place(now) != _place(before):
            raise Refused("duty_changed", no=now.no)
    if one.person_no == other.person_no:
        raise Refused("swap_same", person=one.person)
    for duty, taker in ((one, other), (other, one)):
        given = planned(duty, loaded(duty.starts_at), loaded(duty.ends_at), taker.person_no)
        commands.refuse_first(candidates.concerns(step.conn, given, (one.no, other.no)))
    for duty, taker in ((one, other), (other, one)):
        person = commands.person_key(step.conn, taker.person_no)
        step.change(Duty, duty.id, person_id=person, version=Duty.version + 1, **_NOT_COME)
    swapped = queries.duty(step.conn, duty_no), queries.duty(step.conn, other_no)
    step.act(
        "duties_swapped",
        one=swapped[0].person,
        where_one=swapped[0].where,
        other=swapped[1].person,
        where_other=swapped[1].where,
    )
    return swapped


_NOT_COME: Mapping[str, None] = {"checked_in_at": None, "checked_out_at": None}
"""What is not known of whoever takes a duty over."""


def _place(duty: DutyRow) -> tuple[int | None, str, str]:
    return duty.person_no, duty.starts_at, duty.ends_at


def _times(duty: DutyRow) -> dict[str, object]:
    """From when until when, as the journal keeps it."""
    return {"starts_at": iso(loaded(duty.starts_at)), "ends_at": iso(loaded(duty.ends_at))}


# -- a day like another ----------------------------------------------------------------------------


def copy_day(step: Step, from_day: date, to_day: date) -> Copied:
    """Give people on one duty day what they did on another, as far as they can.

    Work without a record comes at the same hours. Who was at a session or a drop comes to the one
    of the same site or compound on the other day, as long as it lacks people in that role. What
    is there already is passed over, as are requests and errands, which are done once.

    Returns:
        What was given, and what was left with the reason: a refusing concern, `nothing_alike`
        (where) or `work_covered` (where).
    """
    given: list[DutyRow] = []
    left: list[tuple[DutyRow, Problem]] = []
    starts, ends = (stored(edge) for edge in duty_day_bounds(from_day))
    for duty in queries.between(step.conn, *duty_day_bounds(from_day)):
        if duty.person_no is None or not starts <= duty.starts_at < ends:
            continue
        found = _alike(step, duty, to_day, to_day - from_day)
        if isinstance(found, Problem):
            left.append((duty, found))
        elif found is not None:
            given.append(queries.duty(step.conn, commands.assign(step, found)))
    step.act(
        "day_copied",
        count=len(given),
        day=to_day.isoformat(),
        from_day=from_day.isoformat(),
    )
    return Copied(tuple(given), tuple(left))


def _alike(step: Step, duty: DutyRow, day: date, later: timedelta) -> DutyInput | Problem | None:
    """The duty on another day that stands for this one; why not; None for nothing to do."""
    work = Work(duty.work)
    kind = kinds.BY_WORK.get(work)
    if kind is not None and kind.alike:
        target = _target(step.conn, duty, day, later)
        if target is None:
            return Problem("nothing_alike", {"where": duty.where})
        here = queries.of_work(step.conn, work, target.no or 0)
        if any(row.person_no == duty.person_no for row in here):
            return None
        taken = [row.role for row in here if row.person_no is not None]
        lacking = cover.gaps(target.needs, taken)
        if not lacking.keys() & {Role(duty.role), Role.HAND}:
            return Problem("work_covered", {"where": duty.where})
        assert duty.person_no is not None
        given = target.duty(duty.person_no, Role(duty.role))
    elif kind is not None and not kinds.DUTIES[work].again:
        return None
    else:
        first, last = loaded(duty.starts_at) + later, loaded(duty.ends_at) + later
        assert duty.person_no is not None
        held = queries.of_person(step.conn, duty.person_no, first, last)
        same = duty.work, stored(first), duty.note
        if any((row.work, row.starts_at, row.note) == same for row in held):
            return None
        given = planned(duty, first, last, duty.person_no)
    for concern in candidates.concerns(step.conn, given):
        if concern.refuses:
            return concern.problem
    return given


def _target(conn: Reader, duty: DutyRow, day: date, later: timedelta) -> WorkView | None:
    """The work of a day that stands for what a duty is at, nearest to its time."""
    kind = kinds.BY_WORK[Work(duty.work)]
    first, last = (stored(edge) for edge in duty_day_bounds(day))
    near = stored(loaded(duty.starts_at) + later)
    edges = {"no": duty.work_no, "first": first, "last": last, "near": near}
    no = sql.value(conn.execute(kind.alike, edges))
    return None if no is None else kind.one(conn, int(no))
