"""How urgent a request is as the time of harm comes near, and what somebody dies without. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.requests import (
    DEFAULT_SETTINGS,
    VITAL_REASONS,
    QueueSettings,
    RequestKind,
    RequestState,
    RequestView,
)
from models.times import day_start, local_date, stored


def urgency_at(
    said: str,
    harm_at: str | None,
    now: datetime,
    settings: QueueSettings = DEFAULT_SETTINGS,
    vital: RequestKind | None = None,
) -> Urgency:
    """How urgent a request is now: as was said, or worse as the time of harm comes near.

    What was said may already count how long help takes: insulin for two days is a matter of
    today. Life stays life. What somebody dies without becomes a matter of life when it runs out,
    dialysis the day before it is due, as it is when that is said.

    Args:
        said: the urgency as it was said or read.
        harm_at: stored form of when somebody is harmed, None where nobody knows.
        vital: the kind of what is still pushed and somebody dies without, see `vital_kind`.
    """
    if harm_at is None:
        return Urgency(said)
    near = Urgency.ROUTINE
    if vital is not None and harm_at <= stored(life_edge(vital, now)):
        near = Urgency.LIFE
    elif harm_at <= stored(now + settings.today_within):
        near = Urgency.TODAY
    elif harm_at <= stored(now + settings.soon_within):
        near = Urgency.SOON
    return min(Urgency(said), near, key=URGENCIES.index)


def life_edge(kind: RequestKind, now: datetime) -> datetime:
    """Until when harm makes a matter of life of what somebody dies without."""
    if kind is not RequestKind.DIALYSIS:
        return now
    return day_start(local_date(now) + timedelta(days=2)) - timedelta(seconds=1)


def life_from(vital: RequestKind | None, harm_at: datetime | None) -> datetime | None:
    """When what is still to come makes a matter of life of it before it harms, as `life_edge` has
    it: dialysis from the beginning of the day before; None for anything else."""
    if vital is not RequestKind.DIALYSIS or harm_at is None:
        return None
    return day_start(local_date(harm_at) - timedelta(days=1))


def told_vital(kind: RequestKind, reason: str | None) -> bool:
    """Whether kind or reason tell that somebody dies without what a request is about."""
    return kind is RequestKind.DIALYSIS or reason in VITAL_REASONS


def vital_kind(view: RequestView) -> RequestKind | None:
    """The kind of a request that is still pushed and that somebody dies without; else None."""
    vital = bool(view.is_vital) and view.state == RequestState.OPEN
    return RequestKind(view.kind) if vital else None


def urgency_of(
    view: RequestView, now: datetime, settings: QueueSettings = DEFAULT_SETTINGS
) -> Urgency:
    """How urgent a request on file is now, see `urgency_at`."""
    return urgency_at(view.urgency, view.harm_at, now, settings, vital_kind(view))
