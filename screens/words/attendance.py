"""Coming and leaving in words: how it stands, a duty as a line of the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.duties import DutyRow
from models.rules.attendance import Attending
from models.rules.times import LOCAL, loaded
from screens.i18n import N_, _
from screens.widgets.columns import cut
from screens.words import duties

STATES: Mapping[str, str] = {
    Attending.AHEAD: N_("not yet due"),
    Attending.LATE: N_("⚠ not here"),
    Attending.HERE: N_("here"),
    Attending.FORGOTTEN: N_("⚠ still in?"),
    Attending.LEFT: N_("left"),
    Attending.MISSED: N_("never came?"),
}

TONES: Mapping[str, str] = {
    Attending.LATE: "$error",
    Attending.FORGOTTEN: "$warning",
    Attending.HERE: "$success",
    Attending.LEFT: "$foreground 65%",
}

_BEFORE = 34
"""Cells of a line before when somebody came and left."""

_ROOMY = 75
"""Cells from which a line has room for the role."""


def state(value: str) -> str:
    """How it stands with somebody's coming and leaving."""
    return _(STATES[value])


def times(duty: DutyRow) -> str:
    """When somebody came and left: `08:02-11:10`, `08:02-`; empty before coming."""
    if duty.checked_in_at is None:
        return ""
    return f"{_clock(duty.checked_in_at)}-{_clock(duty.checked_out_at)}"


def line(duty: DutyRow, standing: Attending, width: int) -> tuple[str, str, str]:
    """A duty in one line of so many cells: when and who; how it stands; came and left, what, where.

    Args:
        width: cells of all three together; the role is told where there is room.
    """
    role, work = duties.role(duty.role), duties.work(duty.work)
    whole = work if role == work or width < _ROOMY else f"{work} {role}"
    what = cut(whole, 9 if width < _ROOMY else 15)
    who = f"{_clock(duty.starts_at)}-{_clock(duty.ends_at)} {cut(duty.person or '', 8)} "
    told = f"{cut(state(standing), 12)} "
    rest = f"{cut(times(duty), 11)} {what} {duty.where}"
    return who, told, cut(rest, max(0, width - _BEFORE))


def _clock(moment: str | None) -> str:
    return "" if moment is None else f"{loaded(moment).astimezone(LOCAL):%H:%M}"


def brief(duty: DutyRow, now: datetime) -> str:
    """A duty whose check-out was forgotten: who, which day, until when it was planned."""
    starts = loaded(duty.starts_at).astimezone(LOCAL)
    day = "" if starts.date() == now.astimezone(LOCAL).date() else f"{starts:%m-%d} "
    span = duties.span(duty.starts_at, duty.ends_at)
    parts = (duty.person or "", f"{day}{span}", duties.work(duty.work), duty.where)
    return "  ".join(part for part in parts if part)
