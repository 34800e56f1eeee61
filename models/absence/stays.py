"""Whether somebody is here while a thing without a fixed time is theirs. Pure functions.

What changes hands must be in the hands of somebody who is here, not at the first moment alone: a
request has its next chase, a promise its time, and nobody looks at it before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from models.duties.rules import presence_at
from models.duties.workers import Worker
from models.problems import Problem
from models.roster import ABSENT_PLACES, PresenceView
from models.times import day_start, loaded

LEAST = timedelta(hours=24)
"""How long somebody should be here at least who takes something."""


class Stay(IntEnum):
    """How much of the time somebody is here, the best first.

    Whoever is here when things change hands goes before whoever comes later, even if they leave
    again: a thing that is pushed late is pushed, but one that nobody has is not pushed at all.
    """

    THROUGHOUT = 0
    BACK_BY_THEN = 1
    """Away now, and here for the whole time from the moment things change hands."""
    LEAVES = 2
    """Here then, and away later in that time."""
    COMES = 3
    """Away when things change hands, and back at a known time."""
    GONE = 4
    """Away then, and nobody knows until when."""


class Span(NamedTuple):
    """The time a thing is to be in somebody's hands, as far as that is foreseen.

    Attributes:
        now: when it is decided.
        begins: when things change hands: now, or when an absence planned for later begins.
        ends: a day later, or at the thing's next time where that is later.
    """

    now: datetime
    begins: datetime
    ends: datetime


class Standing(NamedTuple):
    """How somebody's presence fits a span.

    Attributes:
        away: how much of it, from where things change hands, they are away.
        turns: when they are back, or leave; None where they are here throughout or gone.
        place: where they are when away; empty where they are here throughout.
    """

    stay: Stay
    away: timedelta = timedelta(0)
    turns: datetime | None = None
    place: str = ""

    def warning(self, person: str) -> Problem | None:
        """What speaks against giving them something; None for somebody here throughout."""
        codes = {Stay.BACK_BY_THEN: "back_by_then", Stay.LEAVES: "leaves_later"}
        codes[Stay.COMES] = "comes_later"
        if self.stay not in codes:
            return None
        return Problem(codes[self.stay], {"person": person, "at": self.turns})

    @property
    def warned(self) -> bool:
        """Whether something speaks against them."""
        return self.stay is not Stay.THROUGHOUT


def standing(worker: Worker, span: Span) -> Standing:
    """How somebody's presence, as far as it is on record, fits the time a thing is theirs."""
    spans = worker.times.presences
    parts = list(_parts(spans, span.now, span.ends))
    away = [(starts, ends, place) for starts, ends, place in parts if place]
    if not away:
        return Standing(Stay.THROUGHOUT)
    within = [part for part in away if part[1] > span.begins]
    lost = sum((ends - max(starts, span.begins) for starts, ends, _p in within), timedelta(0))
    if not within:
        _starts, ends, place = away[-1]
        return Standing(Stay.BACK_BY_THEN, lost, ends, place)
    leaves, _ends, place = within[0]
    if leaves > span.begins:
        return Standing(Stay.LEAVES, lost, leaves, place)
    back = _back(spans, span.begins)
    return Standing(Stay.GONE if back is None else Stay.COMES, lost, back, place)


def _parts(
    spans: Sequence[PresenceView], first: datetime, last: datetime
) -> Iterator[tuple[datetime, datetime, str]]:
    """A time in parts in each of which somebody is at one place: empty for here."""
    edges = sorted({first, last, *(edge for edge in _edges(spans) if first < edge < last)})
    for starts, ends in pairwise(edges):
        yield starts, ends, _absent_at(spans, starts)


def _edges(spans: Sequence[PresenceView]) -> set[datetime]:
    return {loaded(edge) for one in spans for edge in (one.since, one.until) if edge is not None}


def _absent_at(spans: Sequence[PresenceView], moment: datetime) -> str:
    """Where somebody is who is away at a moment; empty for somebody who is not."""
    found = presence_at(spans, moment)
    return found.place if found is not None and found.place in ABSENT_PLACES else ""


def _back(spans: Sequence[PresenceView], moment: datetime) -> datetime | None:
    """When somebody away at a moment is back, for sure or as expected; None where unknown."""
    for edge in sorted(one for one in _edges(spans) if one > moment):
        if not _absent_at(spans, edge):
            return edge
    last = max((loaded(one.since) for one in spans), default=moment)
    found = presence_at(spans, max(last, moment))
    if found is None or found.expected_back is None:
        return None
    back = day_start(date.fromisoformat(found.expected_back))
    return back if back > moment else None
