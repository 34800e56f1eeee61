"""Whether there are hands for a round as it is planned: nobody is at two places at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from data.duties import candidates
from data.duties import queries as duties
from data.sql import Reader
from models.duties import Role, Slot, Work
from models.duties.rules import ABSENCES
from models.duties.workers import against
from models.problems import Problem
from models.testing import SessionPlan

_NAMED = 4
"""Helpers with another duty then who are named; of more the first."""


def too_few(conn: Reader, sessions: Sequence[SessionPlan]) -> Iterator[Problem]:
    """`helpers_few` (need, free, at, absent, busy, names) where sessions need more people at once
    than are free when that is most: who has another duty then cannot be at a table as well, and is
    named. Where nobody has one, how many lack is the sessions' own to tell."""
    if not sessions:
        return
    need, at = _most(sessions)
    there = [one for one in sessions if one.starts_at <= at < one.ends_at]
    ends = max(one.ends_at for one in there)
    roster = duties.settings(conn)
    slot = Slot(Work.SESSION, None, None, Role.DESK, at, min(one.ends_at for one in there))
    free = absent = 0
    busy: list[str] = []
    for worker in candidates.workers(conn, at, ends):
        refusing = [one for one in against(slot, worker, (), roster) if one.refuses]
        if not refusing:
            free += 1
        elif any(one.problem.code in ABSENCES for one in refusing):
            absent += 1
        else:
            busy.append(worker.name)
    if busy and need > free:
        told = {"need": need, "free": free, "at": at, "absent": absent, "busy": len(busy)}
        names = busy[:_NAMED] + (["…"] if len(busy) > _NAMED else [])
        yield Problem("helpers_few", {**told, "names": names}, "desks")


def _most(sessions: Sequence[SessionPlan]) -> tuple[int, datetime]:
    """How many people sessions need at most at once, and from when on."""
    found = []
    for at in dict.fromkeys(one.starts_at for one in sessions):
        there = [one for one in sessions if one.starts_at <= at < one.ends_at]
        found.append((sum(sum(one.need.values()) for one in there), at))
    return max(found, key=lambda one: (one[0], -one[1].timestamp()))
