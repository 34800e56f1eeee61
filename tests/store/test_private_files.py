"""Folders and files of the program's are for the user alone, whatever is masked off new ones."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import backup
from data.clock import FixedClock
from data.locks import file_lock
from data.maintenance.doctor import examine
from data.paper import write_sheet
from data.paths import default_store, user_folder
from data.store import Store
from models.problems import Refused
from screens.faults import fault_words

if sys.platform == "win32":
    pytest.skip("files there have no such modes", allow_module_level=True)


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=lambda mask: f"{mask:03o}")
def masked(request: pytest.FixtureRequest) -> Iterator[int]:
    """What is masked off the modes of new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data directory that does not exist yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def modes(folder: Path) -> dict[str, int]:
    """What may be done with a folder and all in it, by name."""
    found = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in found}


def test_all_the_program_makes_is_for_the_user_alone(
    home: Path, masked: int, clock: FixedClock
) -> None:
    assert user_folder().is_relative_to(home)
    store = Store(default_store(), clock)
    if not masked & 0o700:
        backup.make(default_store(), clock.now(), "asked-for")
    with file_lock(user_folder() / "lock"):
        pass
    write_sheet(user_folder() / "sheet.txt", "a")
    fault_words(ValueError("x"))
    store.close()
    made = modes(home)
    files = {"daiban.db", "fault.txt", "lock", "sheet.txt"}
    assert files <= {Path(name).name for name in made}
    wrong = {
        name: f"{mode:03o}"
        for name, mode in made.items()
        if mode != (0o600 if (home / name).is_file() else 0o700)
    }
    assert wrong == {}


def test_what_others_may_do_is_taken_from_them(home: Path, clock: FixedClock) -> None:
    folder = home / "share" / "daiban"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "fault.txt").touch()
    (folder / "fault.txt").chmod(0o644)
    Store(default_store(), clock).close()
    fault_words(ValueError("x"))
    assert modes(folder)["."] == 0o700
    assert modes(folder)["fault.txt"] == 0o600
    assert home.stat().st_mode & 0o077, "the folders of others are left as they are"


def test_a_folder_that_somebody_named_is_left_as_it_is(tmp_path: Path, clock: FixedClock) -> None:
    tmp_path.chmod(0o755)
    Store(tmp_path / "a.db", clock).close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    with pytest.raises(Refused, match="folder_missing"):
        Store(tmp_path / "none" / "a.db", clock)


def _database(file: Path, mode: str) -> None:
    conn = sqlite3.connect(file)
    conn.execute(f"PRAGMA journal_mode={mode}")
    conn.execute("CREATE TABLE bookmark (url TEXT)")
    conn.close()


OTHERS: dict[str, Callable[[Path], object]] = {
    "database": lambda file: _database(file, "DELETE"),
    "database with a log": lambda file: _database(file, "WAL"),
    "text": lambda file: file.write_text("买菜\n" * 100, encoding="utf-8"),
    "short text": lambda file: file.write_text("买菜", encoding="utf-8"),
    "a byte": lambda file: file.write_text("a", encoding="utf-8"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_another_program_s_file_is_left_as_it_is(
    tmp_path: Path, clock: FixedClock, kind: str
) -> None:
    file = tmp_path / "notes"
    OTHERS[kind](file)
    file.chmod(0o644)

    def seen() -> tuple[object, ...]:
        found = file.stat()
        return found.st_mode, found.st_mtime_ns, file.read_bytes(), sorted(tmp_path.iterdir())

    before = seen()
    for _ in range(2):
        with pytest.raises(Refused, match="file_foreign"):
            Store(file, clock)
        examine(file, clock.now())
        assert seen() == before


def test_what_a_fault_says_steers_no_terminal(home: Path) -> None:
    fault_words(ValueError("\x1b]0;taken over\x07\udcff\u202e"))
    kept = (user_folder() / "fault.txt").read_text(encoding="utf-8")
    assert "ValueError" in kept
    assert not {"\x1b", "\x07", "\u202e"} & set(kept)


def test_a_sheet_of_a_foreign_file_steers_no_terminal(tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "a.txt", "王\x1b[2J\u202e\ud800\n  li")
    assert file.read_text(encoding="utf-8") == "王\ufffd\n  li"
