"""The sample's days: moments told from the day it takes place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from models.times import LOCAL, day_start, local_date

At = Callable[[int, str], datetime]
"""Gives the moment of a clock time, so many days from the sample's day."""


class Days:
    """Moments told from the sample's day, which begins at eight in the morning."""

    def __init__(self, now: datetime) -> None:
        here = now.astimezone(LOCAL)
        self.day = local_date(now) if here.hour >= 8 else local_date(now) - timedelta(days=1)

    def at(self, day: int, clock: str) -> datetime:
        """The moment of a clock time, so many days from the sample's day."""
        hours, minutes = map(int, clock.split(":"))
        midnight = day_start(self.day + timedelta(days=day))
        return midnight + timedelta(hours=hours, minutes=minutes)
