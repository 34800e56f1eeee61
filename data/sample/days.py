"""The days that the sample tells of, counted from its own, whichever day that is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from models.times import day_start, local_date


class Days:
    """Moments told from the sample's day, that of a moment up to which everything is told."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._today = local_date(now)

    def passed(self, moment: datetime) -> bool:
        """Whether it has come already: what is told of later has not happened yet."""
        return moment <= self._now

    def day(self, number: int) -> date:
        """The day so many days from the sample's day."""
        return self._today + timedelta(days=number)

    def at(self, told: str) -> datetime:
        """The moment of `-1 23:40`: a clock time so many days from the sample's day."""
        number, clock = told.split()
        return day_start(self.day(int(number)), time.fromisoformat(clock))
