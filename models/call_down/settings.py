"""What the committee sets of rounds of calls, and as what it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from models.times import whole_minutes


@dataclass(frozen=True, slots=True)
class CallSettings:
    """When people are called who may not be forgotten; each can be set.

    Attributes:
        again_after: between two tries of a call that nobody answers.
        knock_after: unanswered tries in a row after which somebody goes and knocks.
        quiet_from, quiet_until: clock times between which nobody is rung to hear that they are
            well; the same twice for no such hours.
        unspoken_days: after so many days without a word somebody is among the unspoken.
    """

    again_after: timedelta = timedelta(hours=2)
    knock_after: int = 3
    quiet_from: time = time(22, 0)
    quiet_until: time = time(8, 0)
    unspoken_days: int = 3


DEFAULTS = CallSettings()
"""What holds where the committee set nothing else."""


def kept(settings: CallSettings) -> dict[str, object]:
    """The settings as they are stored: minutes, clock times as `HH:MM`, counts."""
    return {
        "again_after": whole_minutes(settings.again_after),
        "knock_after": settings.knock_after,
        "quiet_from": f"{settings.quiet_from:%H:%M}",
        "quiet_until": f"{settings.quiet_until:%H:%M}",
        "unspoken_days": settings.unspoken_days,
    }
