"""Invented days of a neighbourhood: people with what they hold already, and places to be filled.

The same number gives the same day. Some days have hands to spare, on some there are far too few.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.duties import DutyRow, Role, Slot, Work
from models.duties.rules import Times
from models.duties.workers import Worker
from models.roster import PresenceView
from models.times import LOCAL, stored

DAY = datetime(2022, 4, 10, 6, 0, tzinfo=LOCAL)

COMPOUNDS = tuple(f"小区{letter}" for letter in "甲乙丙丁戊己庚辛壬癸")
SKILLS = ("登记", "电脑", "秩序维护", "力气活", "带队核酸", "会开车", "带路", "护士", "居民熟")
VEHICLES = ("", "", "", "", "三轮货车")
HOURS = ((None, None), (None, None), (480, 1080), (360, 720), (1080, 1440), (720, 1320))


def day(number: int) -> tuple[list[Slot], list[Worker]]:
    """The places and people of one invented day."""
    chance = random.Random(number)
    staff, volunteers = chance.randint(4, 10), chance.randint(4, 34)
    workers = [_worker(chance, no, no <= staff) for no in range(1, staff + volunteers + 1)]
    slots = [
        slot
        for kind, most in ((_session, 5), (_drop, 6), (_errand, 4), (_shift, 4))
        for no in range(1, chance.randint(0, most) + 1)
        for slot in kind(chance, no)
    ]
    return slots, workers


def _at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def _worker(chance: random.Random, no: int, staff: bool) -> Worker:
    name = f"人{no}"
    opens, closes = (None, None) if staff else chance.choice(HOURS)
    held = [
        _held(no, name, position, starts, hours)
        for position, (starts, hours) in enumerate(_spells(chance))
    ]
    presences = []
    if chance.random() < (0.35 if staff else 0.1):
        until = stored(_at(chance.randint(2, 20))) if chance.random() < 0.3 else None
        place = chance.choice(("isolated", "hospital", "away"))
        reach = chance.choice(("any_time", "no"))
        presences.append(
            PresenceView(str(no), no, place, reach, None, None, stored(_at(-40)), until, None, "")
        )
    skills = tuple(chance.sample(SKILLS, chance.randint(0, 3)))
    times = Times(name, held, presences, opens, closes)
    kind = "staff" if staff else chance.choice(("volunteer", "volunteer", "volunteer", "partner"))
    return Worker(
        no, name, kind, "", skills, chance.choice(VEHICLES), chance.choice(COMPOUNDS), times
    )


def _spells(chance: random.Random) -> Iterator[tuple[float, float]]:
    """Hours of work somebody has already, that do not overlap: from when, how long."""
    at = -20.0
    while (at := at + chance.randint(6, 26)) < 24:
        hours = chance.choice((1.0, 2.0, 3.0, 4.0))
        yield at, hours
        at += hours


def _held(no: int, name: str, position: int, starts: float, hours: float) -> DutyRow:
    span = stored(_at(starts)), stored(_at(starts + hours))
    return DutyRow(no * 100 + position, "", no, name, "session", "desk", *span, 1, "弄口", "")


def _session(chance: random.Random, no: int) -> Iterator[Slot]:
    starts, hours = chance.choice((0, 0, 1, 3, 8, 12)), chance.choice((3, 4, 5))
    where = chance.sample(COMPOUNDS, 2)
    needs = {Role.LEAD: 1, Role.DESK: chance.randint(1, 3), Role.ORDER: chance.randint(1, 3)}
    for role, need in needs.items():
        for _place in range(need):
            yield _slot(Work.SESSION, no, role, starts, hours, where)
    if chance.random() < 0.3:
        yield _slot(Work.SESSION, no, Role.DESK, starts, hours, where, "护士")


def _drop(chance: random.Random, no: int) -> Iterator[Slot]:
    starts, where = chance.randint(0, 14) + chance.choice((0, 0.25, 0.5)), [COMPOUNDS[no]]
    for _place in range(chance.randint(1, 5)):
        yield _slot(Work.DROP, no, Role.CARRY, starts, chance.choice((1, 1.5)), where)


def _errand(chance: random.Random, no: int) -> Iterator[Slot]:
    role = chance.choice((Role.HAND, Role.DRIVE))
    yield _slot(Work.ERRAND, no, role, chance.randint(2, 10), chance.choice((1.5, 3)), [])


def _shift(chance: random.Random, no: int) -> Iterator[Slot]:
    if no % 2:
        yield _slot(Work.TELEPHONE, None, Role.HAND, chance.choice((0, 5, 8, 12)), 5, [])
    else:
        yield _slot(Work.NIGHT, None, Role.HAND, 17, 7, [])


def _slot(
    work: Work, no: int | None, role: Role, starts: float, hours: float, where: list[str],
    skill: str = "",
) -> Slot:  # fmt: skip
    name = "、".join(where) or str(work)
    ends = _at(starts + hours)
    return Slot(work, no, None, role, _at(starts), ends, name, tuple(where), skill)
