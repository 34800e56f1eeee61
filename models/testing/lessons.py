"""Children who are taught online: they are called down in their break, not in a lesson. Pure.

Whom the register knows to be of school age is called by themselves while the break lasts, floor by
floor like all others, where the calls of the others of their compound last until then; elsewhere
they come with their family. A break that nobody set is none: then all come with their family.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.testing.settings import TestingSettings
from models.times import day_start, local_date

AGES = range(6, 18)
"""Full years in which children go to school."""

_LONGEST = timedelta(hours=12)
"""How far behind a beginning a break is looked for."""


class Break(NamedTuple):
    """When lessons pause."""

    starts: datetime
    ends: datetime


def is_pupil(born: str | None, on: date) -> bool:
    """Whether somebody goes to school by their age.

    Args:
        born: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where it is not known.
    """
    if born is None or not born[:4].isdecimal():
        return False
    had_birthday = on.isoformat()[5:] >= born[5:]
    return on.year - int(born[:4]) - (not had_birthday) in AGES


def break_in(
    starts: datetime, settings: TestingSettings, ends: datetime | None = None
) -> Break | None:
    """The break between two moments; None where none is set, or there is none.

    Args:
        ends: half a day behind the beginning unless given.
    """
    if not settings.break_from:
        return None
    until = starts + _LONGEST if ends is None else ends
    for day in (local_date(starts), local_date(starts) + timedelta(days=1)):
        begins = day_start(day) + timedelta(minutes=settings.break_from)
        found = Break(begins, begins + timedelta(minutes=settings.break_minutes))
        if found.ends > starts and found.starts < until:
            return found
    return None


def late(calls: Iterable[tuple[datetime, int]], pause: Break) -> int:
    """How many children are called only when lessons go on again.

    Args:
        calls: when children are called, and how many.
    """
    return sum(people for at, people in calls if at >= pause.ends)
