from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from data.clock import FixedClock
from data.store import Store
from models.times import LOCAL
from screens.command_line import run


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


Daiban = Callable[..., Answer]

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A desk's file that does not exist yet."""
    return tmp_path / "desk.db"


@pytest.fixture
def daiban(
    file: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Daiban:
    """Runs a command on the file: in English, on the morning of 9 April, unless told otherwise."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def command(*words: object) -> Answer:
        given = [str(word) for word in words]
        usual = [
            text
            for option, value in (("--db", file), ("--lang", "en"), ("--now", NOW.isoformat()))
            if option not in given
            for text in (option, str(value))
        ]
        capfd.readouterr()
        status = run([*usual, *given])
        return Answer(status, *capfd.readouterr())

    return command


@pytest.fixture
def empty(file: Path) -> Path:
    """The file with nothing in it."""
    Store(file, FixedClock(NOW)).close()
    return file


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


@pytest.fixture
def committee(file: Path) -> Committee:
    """The file with one record, named once."""
    made = Committee(file)
    made.name("大林")
    return made
