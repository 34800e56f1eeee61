"""Whom to push next, from rung to rung of the ladder. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from models.chases import DEFAULT_SETTINGS, ChaseSettings, ChaseView, Rung, Urgency

LADDER: tuple[Rung, ...] = (
    Rung.SELF,
    Rung.SUBDISTRICT,
    Rung.LINE_LEADER,
    Rung.LEADERS,
    Rung.CITY_LINE,
)
"""Whom ordinary things are pushed to, one after the other; 120 and hospitals stand beside it."""


def rung_above(rung: Rung) -> Rung:
    """The next on the ladder; the city line has none above it, 120 and hospitals lead back to
    the subdistrict."""
    at = LADDER.index(rung) if rung in LADDER else 0
    return LADDER[min(at + 1, len(LADDER) - 1)]


def first_rung(urgency: Urgency) -> Rung:
    """Whom to chase when nobody was yet: for a life 120, otherwise the ladder's first step."""
    return Rung.EMERGENCY if urgency is Urgency.LIFE else rung_above(Rung.SELF)


def proposed_rung(rung: Rung, unanswered: int, settings: ChaseSettings = DEFAULT_SETTINGS) -> Rung:
    """Whom to chase now: the same again, or the next on the ladder after silence in a row."""
    silent = rung in LADDER and unanswered >= settings.rung_after
    return rung_above(rung) if rung is Rung.SELF or silent else rung


def unanswered(latest_first: Sequence[ChaseView]) -> int:
    """How many of the latest chases, all of one rung, nobody answered."""
    count = 0
    for one in latest_first:
        if one.answered or one.rung != latest_first[0].rung:
            break
        count += 1
    return count
