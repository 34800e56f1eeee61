"""What an act of the sample is played on: its step, its moment, and who and what it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data import sql
from data.sample.days import Days
from data.step import Step


class Scene(NamedTuple):
    """One act while it is played.

    Attributes:
        folder: where the papers are.
        at: when it was done; written down at the step's own time.
    """

    step: Step
    folder: Path
    days: Days
    at: datetime

    def person(self, name: str) -> int:
        """The number of somebody on the roster."""
        return self._no("SELECT no FROM person WHERE name = ?", name)

    def people(self, names: Sequence[str]) -> list[int]:
        """The numbers of several."""
        return [self.person(name) for name in names]

    def building(self, compound: str, name: str) -> int:
        """The number of a building outside the lanes."""
        query = (
            "SELECT b.no FROM building b JOIN compound c ON c.id = b.compound_id"
            " WHERE c.name = ? AND b.name = ? AND b.lane = ''"
        )
        return self._no(query, compound, name)

    def household(self, phone: str) -> int:
        """The number of the household with a telephone number."""
        return self._no("SELECT no FROM household WHERE phone = ?", phone)

    def drop(self, delivery: int, compound: str) -> int:
        """The number of the drop of a delivery at a compound."""
        query = (
            "SELECT s.no FROM supply_drop s JOIN delivery y ON y.id = s.delivery_id"
            " JOIN compound c ON c.id = s.compound_id WHERE y.no = ? AND c.name = ?"
        )
        return self._no(query, delivery, compound)

    def contact(self, name: str) -> int | None:
        """The number of somebody in the directory; None for who is not in it."""
        no = sql.value(self.step.conn.execute("SELECT no FROM contact WHERE name = ?", (name,)))
        return None if no is None else int(no)

    def _no(self, query: str, *values: str | int) -> int:
        no = sql.value(self.step.conn.execute(query, values))
        assert no is not None, values
        return int(no)
