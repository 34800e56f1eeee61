"""Commands run on a file, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from data.clock import FixedClock
from data.sample.make import SAMPLE_NOW as NOW
from data.store import Store


class Answer(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line a refused command leaves."""
        assert (self.status, self.out) == (1, "")
        (line,) = self.err.splitlines()
        return line

    @property
    def misuse(self) -> str:
        """The one line that bad usage leaves."""
        assert (self.status, self.out) == (2, "")
        (line,) = self.err.splitlines()
        return line


Daiban = Callable[..., Answer]


class Committee(NamedTuple):
    """A file's only record, for tests of what keeps files."""

    file: Path

    def name(self, name: str) -> None:
        """Name the committee, in one step."""
        store = Store(self.file, FixedClock(NOW))
        with store.step() as step:
            step.act("compound_changed", name=name)
            if step.conn.execute("SELECT 1 FROM neighbourhood").fetchone():
                step.conn.execute("UPDATE neighbourhood SET name = ?", (name,))
            else:
                step.conn.execute("INSERT INTO neighbourhood (id, name) VALUES ('one', ?)", (name,))
        store.close()

    @property
    def named(self) -> str | None:
        """What the file says now."""
        store = Store(self.file, FixedClock(NOW))
        with store.read() as conn:
            found = conn.execute("SELECT name FROM neighbourhood").fetchone()
        store.close()
        return found and str(found[0])
