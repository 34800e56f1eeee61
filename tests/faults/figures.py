"""The figures of the campaigns: how many trials, and each kind of fault that was found."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

_SHOWN = 6
"""Cases told in full when a campaign fails."""

_WIDTH = 46


class Row:
    """A campaign under way, or ended: one line of the table."""

    def __init__(self, campaign: str) -> None:
        self.campaign = campaign
        self.trials = 0
        self.found: Counter[str] = Counter()
        self.seconds = 0.0
        self._cases: list[str] = []

    def fault(self, kind: str, *case: object) -> None:
        """A fault of the program was found.

        Args:
            kind: what is counted together.
            case: what tells somebody how to see it again.
        """
        self.found[kind] += 1
        if self.found[kind] <= _SHOWN:
            self._cases.append(f"{kind}: {' | '.join(map(str, case))}")

    def check(self, holds: bool, kind: str, *case: object) -> None:
        """A fault, unless this holds."""
        if not holds:
            self.fault(kind, *case)

    def add(self, other: Row) -> None:
        """Count in what another row has counted."""
        self.trials += other.trials
        self.seconds += other.seconds
        self.found += other.found

    def line(self) -> str:
        """The campaign in the table."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.found.items()))
        counts = f"{self.trials:7} {self.found.total():7} {self.seconds:8.1f}"
        return f"{self.campaign:{_WIDTH}} {counts}  {kinds}".rstrip()

    def verdict(self) -> str:
        """What was found, for the one who mends it."""
        return "\n".join([f"{self.campaign}: {self.found.total()} faults", *self._cases])


class Figures:
    """All rows of a run."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    @contextmanager
    def campaign(self, name: str) -> Iterator[Row]:
        """A row to be filled; what was found fails the test when the block is left."""
        row, began = Row(name), time.monotonic()
        try:
            yield row
        finally:
            row.seconds = time.monotonic() - began
            self._rows.setdefault(name, Row(name)).add(row)
        if row.found:
            pytest.fail(row.verdict(), pytrace=False)

    def table(self) -> Iterable[str]:
        """The lines of the table, with a sum at the end."""
        if not self._rows:
            return
        yield f"{'campaign':{_WIDTH}} {'trials':>7} {'faults':>7} {'seconds':>8}  kinds of fault"
        total = Row("all")
        for row in self._rows.values():
            total.add(row)
            yield row.line()
        yield total.line()
