"""A plan of loads as it is looked through: who else could carry one, lines changed by hand. Pure.

A load that is given by hand begins when its person is free beside the others that are theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from models.duties import RosterSettings
from models.duties.rules import concerns, minutes_of
from models.duties.workers import Worker
from models.loads import Means
from models.loads.carrying import carried, usable
from models.loads.plan import free_from, own_means, with_loads
from models.loads.planned import Planned
from models.loads.settings import LoadSettings
from models.problems import Problem

_LATEST = timedelta(hours=6)
_DAY = timedelta(hours=12)


class Taker(NamedTuple):
    """Somebody who can carry a load beside everything else that is theirs.

    Attributes:
        load: as it would be with them.
        minutes: their work of the day with it.
        near: whether they live there.
    """

    no: int
    name: str
    load: Planned
    minutes: int
    near: bool


class People(NamedTuple):
    """Who could carry, and what the committee set."""

    workers: Sequence[Worker]
    settings: LoadSettings
    roster: RosterSettings


def takers(made: Sequence[Planned], at: int, people: People) -> list[Taker]:
    """Who else could carry a load, those with least against it and soonest free first."""
    load = made[at]
    found = []
    for worker in people.workers:
        if worker.no in load.people:
            continue
        whole = with_loads(worker, _others(made, at))
        theirs = _of(load, whole, people, _means_of(whole, load, people.settings))
        if theirs is None:
            continue
        around = load.gate.starts - _DAY, load.gate.starts + _DAY
        minutes = minutes_of(whole.times.held, *around) + theirs.come_to.minutes
        near = worker.compound == load.gate.compound
        found.append(Taker(worker.no, worker.name, theirs, minutes, near))
    return sorted(
        found,
        key=lambda one: (len(one.load.warnings), one.load.ends, not one.near, one.minutes, one.no),
    )


def given(made: Sequence[Planned], at: int, taker: Taker | None, people: People) -> list[Planned]:
    """The lines with one load given to somebody else, or left open for None."""
    load = made[at]
    if taker is not None:
        load = taker.load
    else:
        load = load._replace(people=(), names=(), warnings=(), why=Problem("load_left_by_hand"))
    return told([*made[:at], load, *made[at + 1 :]], people)


def means_for(load: Planned) -> list[Means]:
    """What a load could be carried with."""
    return [means for means in Means if usable(means, in_lanes=load.gate.in_lanes)]


def with_means(made: Sequence[Planned], at: int, means: Means, people: People) -> list[Planned]:
    """The lines with one load carried with something else, by the same people."""
    load = made[at]
    worker = next((one for one in people.workers if load.people[:1] == (one.no,)), None)
    if worker is None or load.hands > 1:
        changed: Planned | None = _measured(load, means, people.settings)
    else:
        changed = _of(load, with_loads(worker, _others(made, at)), people, means)
    if changed is None:
        return list(made)
    return told([*made[:at], changed, *made[at + 1 :]], people)


def told(made: Sequence[Planned], people: People) -> list[Planned]:
    """The lines, each with what speaks against its people with all that is theirs then."""
    by_no = {worker.no: worker for worker in people.workers}
    found = []
    for at, load in enumerate(made):
        warnings: list[Problem] = []
        for slot, no in zip(load.slots(), load.people, strict=False):
            whole = with_loads(by_no[no], _others(made, at))
            stands = concerns(slot.duty(no), whole.times, (), people.roster)
            warnings += [one.problem for one in stands]
            warnings += _after_closed(load, no, made)
        found.append(load._replace(warnings=tuple(warnings)))
    return found


def _after_closed(load: Planned, no: int, made: Sequence[Planned]) -> list[Problem]:
    """That somebody would come to open doors from closed ones: `load_after_closed`."""
    before = any(
        one.closed and no in one.people and one.starts < load.starts
        for one in made
        if one.gate.drop_no == load.gate.drop_no
    )
    if load.closed or not before:
        return []
    return [Problem("load_after_closed", {"person": load.names[load.people.index(no)]})]


def _others(made: Sequence[Planned], at: int) -> list[Planned]:
    return [*made[:at], *made[at + 1 :]]


def _means_of(worker: Worker, load: Planned, settings: LoadSettings) -> Means:
    own = own_means(worker, load.gate)
    return Means.TROLLEY if own is Means.FOOT and settings.trolleys else own


def _measured(load: Planned, means: Means, settings: LoadSettings, hands: int = 0) -> Planned:
    """A load as it comes to with other means or hands, from when it begins."""
    hands = hands or load.hands
    come_to = carried(load.buildings, means, settings, in_lanes=load.gate.in_lanes, hands=hands)
    ends = load.starts + timedelta(minutes=come_to.minutes)
    return load._replace(means=means, come_to=come_to, ends=ends, hands=hands)


def _of(load: Planned, worker: Worker, people: People, means: Means) -> Planned | None:
    """A load as one person would carry it alone; None where they cannot."""
    measured = _measured(load, means, people.settings, hands=1)
    minutes = measured.come_to.minutes
    starts = free_from(worker, load.gate.starts, minutes, load.gate.starts + _LATEST)
    if starts is None:
        return None
    measured = measured._replace(
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        people=(worker.no,),
        names=(worker.name,),
        why=None,
    )
    (slot,) = measured.slots()
    stands = concerns(slot.duty(worker.no), worker.times, (), people.roster)
    if any(one.refuses for one in stands):
        return None
    return measured._replace(warnings=tuple(one.problem for one in stands))
