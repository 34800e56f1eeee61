"""What all tests share: a still clock, a store of its own for each, the sample, the paperwork."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data import preferences
from data.clock import FixedClock
from data.sample import SAMPLE_NOW, kept
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from screens import i18n
from screens.kit import masks
from screens.kit.values import read_by
from tests.beginning import begin
from tests.paperwork.make import EXPECTED, make
from tests.unhurried import Unhurried

# How fast a busy machine makes up examples says nothing about the program.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


gc.disable()  # until all tests are collected: all that is loaded for them stays
_LOOKED_THROUGH = 50_000, 10, 5
"""After how many new things what nobody needs is looked for, seldom: a desk is thousands of things,
and each look at the oldest goes through all that is loaded."""

FAULTS = Path(__file__).with_name("faults")
"""The campaigns of faults, of which the ordinary suite runs a slice."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--faults` and `--scale`, see `tests/faults`."""
    group = parser.getgroup("daiban")
    told = "run the campaigns of faults, all of them and nothing else"
    group.addoption("--faults", action="store_true", help=told)
    told = "how many times ten minutes of campaigns to run"
    group.addoption("--scale", type=float, default=1.0, metavar="N", help=told)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `--faults` nothing but the campaigns is collected."""
    if not config.getoption("faults") or collection_path in (FAULTS, FAULTS.parent):
        return None
    return None if FAULTS in collection_path.parents else True


def pytest_collection_finish() -> None:
    """What was loaded is not looked through again and again for what nobody needs."""
    gc.freeze()
    gc.set_threshold(*_LOOKED_THROUGH)
    gc.enable()


def pytest_asyncio_loop_factories() -> dict[str, type[Unhurried]]:
    """No test of the desk waits for time to pass."""
    return {"unhurried": Unhurried}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English is spoken unless a test says otherwise, and again after it; no day is today, and
    nothing is hidden."""
    yield
    masks.put_on(False)
    i18n.set_language("en")
    preferences.file().unlink(missing_ok=True)
    read_by(None)


@pytest.fixture
def clock() -> FixedClock:
    """Eight in the morning of 9 April 2022, local time."""
    return FixedClock(SAMPLE_NOW)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with nothing in it, which climbed all rungs once; tests work on copies."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Store(path, FixedClock(SAMPLE_NOW)).close()
    return path


@pytest.fixture
def store(empty_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """An empty store in a file of its own."""
    opened = Store(Path(shutil.copy(empty_file, tmp_path / "store.db")), clock)
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    """A compound with two households."""
    begin(
        store,
        CompoundInput("大林苑", address="大林路338号"),
        *(
            HouseholdInput("大林苑", "2", room=room, head=head, phone=phone, marks=("孕妇",))
            for room, head, phone in (("1805", "秦某", "13800003555"), ("1806", "", "13800004666"))
        ),
    )
    return store


@pytest.fixture(scope="session", autouse=True)
def _own_folders(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """What the program keeps in the user's cache, and among the user's data, it keeps in folders of
    the tests."""
    with pytest.MonkeyPatch.context() as patch:
        cache = request.config.cache
        assert cache is not None
        patch.setenv("XDG_CACHE_HOME", str(cache.mkdir("kept")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample neighbourhood on that morning, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    kept.put(path, "zh", lambda: None)
    return path


@pytest.fixture(scope="session")
def english_sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in English."""
    path = tmp_path_factory.mktemp("english") / "sample.db"
    kept.put(path, "en", lambda: None)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """The sample neighbourhood, as a store of the test's own."""
    opened = Store(Path(shutil.copy(sample_file, tmp_path / "sample.db")), clock)
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
