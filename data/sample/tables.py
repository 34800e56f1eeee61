"""The sample's tables, in TOML beside this module, and the days their moments are told from."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from models.fields import filled
from models.times import day_start, local_date

T = TypeVar("T")

Values = Mapping[str, Any]
"""What a table holds, by name."""


def table(name: str) -> Values:
    """The table in a file beside this module."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def made(kind: Callable[..., T], values: Values, /, **read: Callable[[Any], object]) -> T:
    """A record of these values, as `models.fields.filled` makes it; lists become tuples."""
    plain = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    return filled(kind, plain, **read)


class Days:
    """Moments told from the sample's day, which begins at eight in the morning."""

    def __init__(self, now: datetime) -> None:
        self._today = local_date(now - timedelta(hours=8))

    def day(self, number: int) -> date:
        """The day so many days from the sample's day."""
        return self._today + timedelta(days=number)

    def at(self, told: str) -> datetime:
        """The moment of `-1 23:40`: a clock time so many days from the sample's day."""
        number, clock = told.split()
        return day_start(self.day(int(number)), time.fromisoformat(clock))
