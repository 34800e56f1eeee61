"""What all tests share: a clock that stands still, a store of its own for each, the paperwork."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.store import Store

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


@pytest.fixture(scope="session")
def paperwork() -> Path:
    """The folder with the sample paperwork, which is not part of the project."""
    beside = Path(__file__).parents[1].parent / "shared" / "data"
    folder = Path(os.environ.get("DAIBAN_PAPERWORK", beside))
    if not (folder / "neighbourhood" / "expected.json").is_file():
        pytest.skip("sample paperwork not here")
    return folder
