"""Coming to duties and leaving them, written down one by one or for several people at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.duties import queries
from data.several import each
from data.sql import Reader
from models.attendance import rules
from models.duties import DutyRow
from models.duties.rules import by_telephone, presence_at
from models.problems import Problem, Refused
from models.roster import ABSENT_PLACES
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


class Checked(NamedTuple):
    """Whose coming or leaving was written down, and what is odd about it."""

    names: tuple[str, ...]
    doubts: tuple[Problem, ...]
    left: Mapping[int, Problem]
    """Why the other duties were left as they were, by number."""


def come(step: Step, numbers: Sequence[int], at: datetime | None = None) -> Checked:
    """People have come to their duties; an absent one is written down with a doubt.

    Of several, what refuses is left as it is; so it is with all commands here.

    Args:
        numbers: of the duties.
        at: when; None for now.

    Raises:
        Refused: `duty_unknown`, `checked_in_already`, `check_in_future`, `check_in_far`.
    """

    def one(step: Step, duty: DutyRow) -> None:
        if duty.checked_in_at is not None:
            came = loaded(duty.checked_in_at)
            raise Refused("checked_in_already", person=duty.person or "", at=came)
        _write(step, duty, at or step.at, None)

    return _each(step, "checked_in", numbers, one)


def leave(step: Step, numbers: Sequence[int], at: datetime | None = None) -> Checked:
    """People have left their duties.

    Raises:
        Refused: `duty_unknown`, `not_checked_in`, `checked_out_already`, `left_before_came`,
            `check_in_future`, `check_in_far`.
    """

    def one(step: Step, duty: DutyRow) -> None:
        left = at or step.at
        _write(step, duty, rules.came_by(duty, _came(duty), left, step.at), left)

    return _each(step, "checked_out", numbers, one)


def close_forgotten(step: Step, numbers: Sequence[int]) -> Checked:
    """Forgotten check-outs get the planned end of their duty, or the coming where that was later.

    Raises:
        Refused: as `leave`.
    """

    def one(step: Step, duty: DutyRow) -> None:
        ends = loaded(duty.ends_at)
        came = rules.came_by(duty, _came(duty), ends, step.at)
        _write(step, duty, came, max(ends, came or ends))

    return _each(step, "check_outs_closed", numbers, one)


def put_right(
    step: Step,
    no: int,
    came: datetime | None,
    left: datetime | None,
    *,
    was: tuple[str | None, str | None] | None = None,
) -> Checked:
    """Write down other times of coming and leaving; None takes one away.

    Args:
        was: the times that were changed into these, in stored form.

    Raises:
        Refused: `edited_meanwhile` when they are others by now; as `come` and `leave`.
    """

    def write(step: Step, duty: DutyRow) -> None:
        if was not in (None, (duty.checked_in_at, duty.checked_out_at)):
            raise Refused("edited_meanwhile", no=no)
        _write(step, duty, came, left)

    return _each(step, "attendance_changed", [no], write)


def _came(duty: DutyRow) -> datetime | None:
    """When somebody came who has not left; None for not yet."""
    if duty.checked_out_at is not None:
        left = loaded(duty.checked_out_at)
        raise Refused("checked_out_already", person=duty.person or "", at=left)
    return None if duty.checked_in_at is None else loaded(duty.checked_in_at)


def _each(
    step: Step, code: str, numbers: Sequence[int], one: Callable[[Step, DutyRow], None]
) -> Checked:
    def write(no: int) -> DutyRow:
        one(step, queries.duty(step.conn, no))
        return queries.duty(step.conn, no)

    done = each(step, numbers, write)
    duties = done.done.values()
    names = tuple(dict.fromkeys(duty.person or "" for duty in duties))
    doubts = tuple(doubt for duty in duties for doubt in _doubts(step.conn, duty))
    step.act(code, name=list(names), numbers=list(done.done))
    return Checked(names, doubts, done.left)


def _write(step: Step, duty: DutyRow, came: datetime | None, left: datetime | None) -> None:
    from models.duties.tables import Duty

    if duty.person_no is None:
        raise Refused("duty_nobodys", no=duty.no)
    wrong = rules.wrong_times(duty, came, left, step.at)
    if wrong is not None:
        raise Refused(wrong.code, wrong.field, **wrong.params)
    step.change(Duty, duty.id, checked_in_at=came, checked_out_at=left, version=Duty.version + 1)


def _doubts(conn: Reader, duty: DutyRow) -> list[Problem]:
    """What is odd: somebody came who is not here, as far as is known."""
    from data.roster.queries import presence_of

    if duty.checked_in_at is None or duty.person_no is None:
        return []
    if by_telephone(duty.work, duty.role):
        return []
    span = presence_at(presence_of(conn, duty.person_no), loaded(duty.checked_in_at))
    if span is None or span.place not in ABSENT_PLACES:
        return []
    return [Problem("checked_in_absent", {"person": duty.person or ""})]
