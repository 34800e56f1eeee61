"""Coming and leaving in words: how it stands, a duty as a line of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from rich.cells import cell_len

from models.attendance.rules import Attending
from models.duties import DutyRow
from models.times import loaded, local_date
from screens.duties import words as duties
from screens.i18n import N_, Labels
from screens.kit.columns import cut
from screens.kit.times import at, local
from screens.kit.values import beside

state = Labels(
    {
        Attending.AHEAD: N_("not yet due"),
        Attending.LATE: N_("⚠ not here"),
        Attending.HERE: N_("here"),
        Attending.FORGOTTEN: N_("⚠ still in?"),
        Attending.LEFT: N_("left"),
        Attending.MISSED: N_("no-show?"),
    }
)
"""How it stands with somebody's coming and leaving."""

TONES: Mapping[str, str] = {
    Attending.LATE: "$error",
    Attending.FORGOTTEN: "$warning",
    Attending.HERE: "$success",
    Attending.LEFT: "$foreground 65%",
}

_SPAN = 11
"""Cells of when a duty is at least: `09:00-13:00`."""

_BETWEEN = 15
"""Cells of a line between when a duty is and when somebody came and left, but for the name."""

_NAME = (8, 12)
"""Cells of a name: at least, and where there are longer ones."""

_ROOMY = 75
"""Cells from which a line has room for the role."""


def times(duty: DutyRow) -> str:
    """When somebody came and left: `08:02-11:10`, `08:02-`; empty before coming.

    A time of a later day than the duty begins on tells how many days on, `22:03-06:10+1`; one of an
    earlier day its date.
    """
    if duty.checked_in_at is None:
        return ""
    day = local_date(loaded(duty.starts_at))
    return f"{_clock(duty.checked_in_at, day)}-{_clock(duty.checked_out_at, day)}"


def when(duty: DutyRow) -> str:
    """When a duty is, for the calendar day it begins on: `09:00-13:00`, `22:00-06:00+1`."""
    day = local_date(loaded(duty.starts_at))
    return f"{_clock(duty.starts_at, day)}-{_clock(duty.ends_at, day)}"


def line(
    duty: DutyRow, standing: Attending, width: int, others: Iterable[DutyRow] = ()
) -> tuple[str, str, str]:
    """A duty in one line of so many cells: when and who; how it stands; came and left, what, where.

    Its times are told for the calendar day it begins on, which a heading over it names; an end on
    the next one is `06:00+1`.

    Args:
        width: cells of all three together; the role is told where there is room.
        others: the duties of the other lines, all of whose names stand one under the other.
    """
    role, work = duties.role(duty.role), duties.work(duty.work)
    whole = work if role == work or width < _ROOMY else f"{work} {role}"
    what = cut(whole, 11 if width < _ROOMY else 15)
    listed = (duty, *others)
    span = max(_SPAN, *(len(when(one)) for one in listed))
    longest = max(cell_len(one.person or "") for one in listed)
    name = max(_NAME[0], min(longest, _NAME[1]))
    who = f"{cut(when(duty), span)} {cut(duty.person or '', name)} "
    told = f"{cut(state(standing), 12)} "
    came = cut(times(duty), max(len(times(one)) for one in listed))
    rest = " ".join(filter(None, (came, what, duty.where)))
    return who, told, cut(rest, max(0, width - span - name - _BETWEEN))


def _clock(moment: str | None, day: date) -> str:
    if moment is None:
        return ""
    here = local(moment)
    days = (here.date() - day).days
    return f"{here:%H:%M}+{days}" if days > 0 else at(moment, day)


def brief(duty: DutyRow, now: datetime) -> str:
    """A duty whose check-out was forgotten: who, which day, until when it was planned."""
    span = duties.span(duty.starts_at, duty.ends_at, local_date(now))
    return beside(duty.person or "", span, duties.work(duty.work), duty.where)


PROBLEMS: dict[str, str] = {
    "checked_in_already": N_("{person} came at {at} already."),
    "checked_out_already": N_("{person} left at {at} already."),
    "not_checked_in": N_("{person} has not checked in; say first when they came."),
    "left_before_came": N_("{person} cannot leave ({left}) before coming ({came})."),
    "check_in_future": N_("{at} is still to come."),
    "check_in_far": N_("{at} is far from the duty, {starts} to {ends}."),
    "checked_in_absent": N_("{person} is on record as absent; is it really them?"),
    "duty_nobodys": N_("Duty {no} is nobody's yet; give it to somebody first."),
}


ACTS: dict[str, str] = {
    "checked_in": N_("{name} checked in"),
    "checked_out": N_("{name} checked out"),
    "check_outs_closed": N_("{name} checked out at the planned end"),
    "attendance_changed": N_("Check-in of {name} put right"),
}
