"""Rules about who is fit for which work: skills, vehicles, footing. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from models.duties import DEFAULT_ROSTER, Role, RosterSettings, Slot
from models.duties.rules import Concern, Times, concerns
from models.roster import LIVE_IN_KINDS
from models.word_tables import Words, unless_broken, word_table


@cache
def skills() -> Mapping[Role, Words]:
    """Words in people's skills that fit a role; none for roles that ask for no skill.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "skills.toml")
    table.only(*Role)
    return {Role(key): table.words(key) for key in table.keys}


class Worker(NamedTuple):
    """Somebody of the roster with what decides whether and how well they do a piece of work."""

    no: int
    name: str
    kind: str
    post: str
    skills: tuple[str, ...]
    vehicle: str
    compound: str | None
    times: Times
    """Their duties, presence and hours around the time looked at."""


def fitting(role: Role, kind: str, said: Iterable[str], vehicle: str) -> str:
    """What makes somebody fit for a role: a skill, a vehicle, a footing; empty for nothing.

    While the table of skills is broken none of those said of somebody counts.
    """
    words = unless_broken(skills, {}).get(role, ())
    for skill in said:
        if any(word in skill for word in words):
            return skill
    if role is Role.DRIVE:
        return vehicle
    return kind if role is Role.LEAD and kind in LIVE_IN_KINDS else ""


def qualified(slot: Slot, worker: Worker) -> bool:
    """Whether somebody can do the work at all: lead, drive and guide want who is fit for it.

    A skill the place asks for must be theirs, too; carrying, desks and order anybody can do.
    """
    if slot.skill and not any(slot.skill in skill for skill in worker.skills):
        return False
    if slot.role in (Role.LEAD, Role.DRIVE, Role.GUIDE):
        return bool(fitting(slot.role, worker.kind, worker.skills, worker.vehicle))
    return True


def against(
    slot: Slot,
    worker: Worker,
    ignore: Iterable[int] = (),
    settings: RosterSettings = DEFAULT_ROSTER,
) -> list[Concern]:
    """What stands against somebody filling a place; see `models.duties.rules.concerns`."""
    return concerns(slot.duty(worker.no), worker.times, ignore, settings)
