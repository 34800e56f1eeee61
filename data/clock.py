"""Where "now" comes from. Nothing else in the program asks the machine for the time of day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """The present moment, aware."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class RunningClock:
    """A clock that was set to a moment when it was made and runs on from there."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        """The moment it was set to plus what has passed since."""
        return datetime.now(UTC) + self._ahead


class FixedClock:
    """A clock that stands still until it is set; for single commands and for tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment
