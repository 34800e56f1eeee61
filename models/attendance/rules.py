"""Whether somebody has come to a duty and left it again. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from models.duties import DutyRow
from models.problems import Problem
from models.times import CLOCKS_DIFFER, loaded

FORGOTTEN_AFTER = timedelta(minutes=30)
"""After the end of a duty, a check-out that has not come was forgotten."""

EARLY = timedelta(hours=6)
"""Nobody comes earlier than this before a duty, nor leaves later than this after it: a slip."""


class Attending(StrEnum):
    """How it stands with somebody's coming and leaving."""

    AHEAD = "ahead"
    """It has not begun."""
    LATE = "late"
    """It runs and nobody has come."""
    HERE = "here"
    """Come, and not left yet."""
    FORGOTTEN = "forgotten"
    """Come, over for long, and not left as far as is known."""
    LEFT = "left"
    MISSED = "missed"
    """Over, and nobody is known to have come."""


def attending(duty: DutyRow, now: datetime) -> Attending:
    """How it stands with a duty at a moment."""
    ends = loaded(duty.ends_at)
    if duty.checked_out_at is not None:
        return Attending.LEFT
    if duty.checked_in_at is not None:
        return Attending.FORGOTTEN if now > ends + FORGOTTEN_AFTER else Attending.HERE
    if now >= ends:
        return Attending.MISSED
    return Attending.LATE if now >= loaded(duty.starts_at) else Attending.AHEAD


def came_by(duty: DutyRow, came: datetime | None, left: datetime, now: datetime) -> datetime | None:
    """When somebody came who left then: as is on file, unless that is still to come by a clock that
    was wrong; then when the duty began, or just before they left where clocks differ a little."""
    if came is None or came <= now:
        return came
    return min(came if came <= now + CLOCKS_DIFFER else loaded(duty.starts_at), left)


def wrong_times(
    duty: DutyRow, came: datetime | None, left: datetime | None, now: datetime
) -> Problem | None:
    """What cannot be with times of coming and leaving; None when nothing is wrong."""
    person = duty.person or ""
    if left is not None and came is None:
        return Problem("not_checked_in", {"person": person}, "left")
    if came is not None and left is not None and left < came:
        params: dict[str, object] = {"person": person, "came": came, "left": left}
        return Problem("left_before_came", params, "left")
    for field, moment in (("came", came), ("left", left)):
        if moment is None:
            continue
        if moment > now:
            return Problem("check_in_future", {"person": person, "at": moment}, field)
        if not loaded(duty.starts_at) - EARLY <= moment <= loaded(duty.ends_at) + EARLY:
            starts, ends = loaded(duty.starts_at), loaded(duty.ends_at)
            far = {"person": person, "at": moment, "starts": starts, "ends": ends}
            return Problem("check_in_far", far, field)
    return None
