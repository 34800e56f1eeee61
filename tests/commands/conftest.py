"""Commands run in the test's own file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.store import Store
from screens.command_line import run
from tests.commands.running import NOW, Answer, Committee, Daiban
from tests.copied import copied


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
def store(empty_file: Path, file: Path, clock: FixedClock) -> Iterator[Store]:
    """The file's store, open beside the commands."""
    if not file.exists():
        copied(empty_file, file)
    opened = Store(file, clock)
    yield opened
    opened.close()


@pytest.fixture
def on_the_sample(file: Path, sample_file: Path) -> None:
    """The file is the sample neighbourhood."""
    copied(sample_file, file)


@pytest.fixture
def empty(empty_file: Path, file: Path) -> Path:
    """The file with nothing in it."""
    return copied(empty_file, file)


@pytest.fixture
def committee(file: Path) -> Committee:
    """The file with one record, named once."""
    made = Committee(file)
    made.name("大林")
    return made
