"""What all tests share: a clock that stands still, a store of its own for each, the paperwork."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data.clock import FixedClock
from data.store import Store
from tests.paperwork.make import EXPECTED, make

# How fast a busy machine makes up examples says nothing about the program.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

MORNING = datetime(2022, 4, 9, 8, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def clock() -> FixedClock:
    """Eight in the morning of 9 April 2022, local time."""
    return FixedClock(MORNING)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """An empty store in a file of its own."""
    opened = Store(tmp_path / "store.db", clock)
    yield opened
    opened.close()


BreakTable = Callable[[str, str, str], None]


def _forget_tables() -> None:
    """Let every table be read anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("models.", "data.")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@pytest.fixture
def break_table(monkeypatch: pytest.MonkeyPatch) -> Iterator[BreakTable]:
    """Lets a table of words be read with a part of its text replaced; the file stays as it is."""
    read_text = Path.read_text

    def broken(table: str, right: str, wrong: str) -> None:
        def read(path: Path, *given: str, **named: str) -> str:
            text = read_text(path, *given, **named)
            if not path.match(table):
                return text
            assert right in text
            return text.replace(right, wrong, 1)

        monkeypatch.setattr(Path, "read_text", read)
        _forget_tables()

    yield broken
    _forget_tables()


_OWN = "own"
_OTHERS = [
    folder
    for folder in os.environ.get("DAIBAN_PAPERWORK", "").split(os.pathsep)
    if folder and (Path(folder) / EXPECTED).is_file()
]
"""Folders with papers of other neighbourhoods, of the same names, that imports are tried on too."""


@pytest.fixture(scope="session")
def own_paperwork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the paperwork of a small neighbourhood, made for the tests."""
    return make(tmp_path_factory.mktemp("paperwork"))


@pytest.fixture(scope="session", params=[_OWN, *_OTHERS])
def paperwork(request: pytest.FixtureRequest, own_paperwork: Path) -> Path:
    """A folder with the paperwork of a neighbourhood: the tests' own, then others there are."""
    return own_paperwork if request.param == _OWN else Path(request.param)
