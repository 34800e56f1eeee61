"""Rules of reserves: whose duties nobody else could take. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.duties import DutyRow, Role, Slot, Work
from models.duties.load import Load
from models.duties.rules import Concern, concerns
from models.duties.workers import Worker, qualified
from models.roster import ABSENT_PLACES
from models.times import loaded


class Reserve(NamedTuple):
    """What stands behind somebody at a moment."""

    load: Load
    only_they: int
    """Duties of theirs nobody else could take."""
    tired: bool
    """Whether they worked more for their rest than wanted, or are awake too long."""


def only_they(
    duties: Iterable[DutyRow], workers: Sequence[Worker], skills: Mapping[int, str]
) -> dict[int, int]:
    """How many duties each person alone could do, by number; who has none is left out.

    Alone means that no other is fit for it, here and free at the time; warnings count for nothing.

    Args:
        duties: the duties looked at, rest and work that is over left out by the caller.
        workers: everybody, with their time around these duties.
        skills: what whoever has a duty must be able to do beside its role, by its number.
    """
    by_no = {worker.no: worker for worker in workers}
    busy = {worker.no: _busy(worker) for worker in workers}
    found: Counter[int] = Counter()
    for duty in duties:
        own = by_no.get(duty.person_no or 0)
        if own is None:
            continue
        slot = _slot(duty, skills.get(duty.no, ""))
        if _absent(slot, own):
            continue
        if not any(
            other.no != own.no
            and not any(s < duty.ends_at and duty.starts_at < e for s, e in busy[other.no])
            and qualified(slot, other)
            and not _absent(slot, other)
            for other in workers
        ):
            found[own.no] += 1
    return dict(found)


def _busy(worker: Worker) -> list[tuple[str, str]]:
    """When somebody has work, in stored form, which compares as time does."""
    return [(d.starts_at, d.ends_at) for d in worker.times.held if d.work != Work.REST]


def _slot(duty: DutyRow, skill: str) -> Slot:
    starts, ends = loaded(duty.starts_at), loaded(duty.ends_at)
    return Slot(
        Work(duty.work), None, duty.no, Role(duty.role), starts, ends, skill=duty.skill or skill
    )


def _absent(slot: Slot, worker: Worker) -> bool:
    """Whether somebody is absent or locked in at some moment of it."""
    times = worker.times
    if (
        times.closed_until is None
        and not times.closed
        and not any(span.place in ABSENT_PLACES for span in times.presences)
    ):
        return False
    found: list[Concern] = concerns(slot.duty(worker.no), times._replace(held=()))
    return any(concern.refuses for concern in found)
