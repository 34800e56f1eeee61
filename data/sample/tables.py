"""The sample's tables, as spreadsheets beside this module, and the days they tell of."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from inspect import signature
from pathlib import Path
from typing import TypeVar

from models.fields import filled
from models.times import day_start, local_date

T = TypeVar("T")

Row = Mapping[str, str]
"""The cells of a row that are filled, by the names in the table's first row."""


def table(name: str) -> list[Row]:
    """The rows of a table."""
    with Path(__file__).with_name(name).open(encoding="utf-8-sig", newline="") as file:
        return [
            {column: cell for column, cell in row.items() if cell} for row in csv.DictReader(file)
        ]


def made(kind: Callable[..., T], row: Row, /, **read: Callable[[str], object]) -> T:
    """A record of those cells of a row that it has fields for; see `models.fields.filled`."""
    own = signature(kind).parameters
    return filled(kind, {name: cell for name, cell in row.items() if name in own}, **read)


def words(cell: str) -> tuple[str, ...]:
    """Words with blanks between them."""
    return tuple(cell.split())


def yes(cell: str) -> bool:
    """Whether a cell says so."""
    return cell == "yes"


class Days:
    """Moments told from the sample's day, that of a moment up to which everything is told."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._today = local_date(now)

    def passed(self, moment: datetime) -> bool:
        """Whether it has come already: what is told of later has not happened yet."""
        return moment <= self._now

    def day(self, number: str) -> date:
        """The day so many days from the sample's day."""
        return self._today + timedelta(days=int(number))

    def at(self, told: str) -> datetime:
        """The moment of `-1 23:40`: a clock time so many days from the sample's day."""
        number, clock = told.split()
        return day_start(self.day(number), time.fromisoformat(clock))
