"""The queue's settings by name, as they are asked for and kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta

from models.chases import Urgency
from models.problems import Problem
from models.requests import QueueSettings
from models.times import whole_minutes

CHASED_AFTER: Mapping[str, Urgency] = {
    "chase_life": Urgency.LIFE,
    "chase_today": Urgency.TODAY,
    "chase_soon": Urgency.SOON,
}
TOLD_WITHIN: Mapping[str, Urgency] = {f"told_{urgency}": urgency for urgency in Urgency}
_OTHERS = (
    "retry_after",
    "retry_life",
    "harm_lead",
    "due_within",
    "today_within",
    "soon_within",
    "morning",
    "quiet_from",
    "quiet_until",
    "rung_after",
)

VIEW_NAME_LIMIT = 40
"""Characters of the name a view is kept under."""


def by_name(settings: QueueSettings) -> dict[str, timedelta | time | int]:
    """The settings by name: spans, clock times, a count."""
    return {
        **{name: settings.chase_after[urgency] for name, urgency in CHASED_AFTER.items()},
        **{name: settings.told_within[urgency] for name, urgency in TOLD_WITHIN.items()},
        **{name: getattr(settings, name) for name in _OTHERS},
    }


def kept(settings: QueueSettings) -> dict[str, object]:
    """The settings by name as they are stored: minutes, clock times as `HH:MM`, a count."""
    return {name: _plain(value) for name, value in by_name(settings).items()}


def _plain(value: timedelta | time | int) -> object:
    if isinstance(value, timedelta):
        return whole_minutes(value)
    return f"{value:%H:%M}" if isinstance(value, time) else value


def view_name_problems(name: str) -> list[Problem]:
    """What is wrong with the name of a view: `view_name_empty`, `view_name_long`."""
    if not name.strip():
        return [Problem("view_name_empty", {}, "name")]
    if len(name) > VIEW_NAME_LIMIT:
        return [Problem("view_name_long", {"limit": VIEW_NAME_LIMIT}, "name")]
    return []
