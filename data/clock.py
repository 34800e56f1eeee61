"""Where "now" comes from. Nothing else in the program asks the machine for the time of day."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """The present moment, aware."""

    def passed(self) -> float:
        """Seconds since some moment of the past, whatever time the machine was set to meanwhile."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def passed(self) -> float:
        """Seconds since the machine started."""
        return _since_start()


class RunningClock:
    """A clock that was set to a moment when it was made and runs on from there."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        """The moment it was set to plus what has passed since."""
        return datetime.now(UTC) + self._ahead

    def passed(self) -> float:
        """Seconds since the machine started."""
        return _since_start()


class FixedClock:
    """A clock that stands still until it is set; for single commands and for tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def passed(self) -> float:
        """Seconds up to the moment it stands at: to set it is to let time pass."""
        return self.moment.timestamp()


def _since_start() -> float:
    """Seconds since the machine started, those asleep among them: a lid that is opened in the
    morning sets no clock."""
    if sys.platform != "win32":
        with_sleep = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform)
        if with_sleep:
            return time.clock_gettime(getattr(time, with_sleep))
    return time.monotonic()
