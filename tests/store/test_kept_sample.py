"""The finished sample in the user's cache: this program's own, whole, private, made once."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.sample import kept

Made = list[str]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, with nothing in it."""
    folder = tmp_path / "cache" / "daiban"
    monkeypatch.setattr(kept, "user_cache", lambda: folder)
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """The languages a sample was made in, which is a table and takes no time."""
    languages: Made = []

    def make(path: Path, language: str) -> None:
        languages.append(language)
        conn = sqlite3.connect(path)
        conn.execute(f"CREATE TABLE {language} (no INTEGER)")
        conn.close()

    monkeypatch.setattr(kept, "make_one", make)
    return languages


def _tables(path: Path) -> list[str]:
    conn = sqlite3.connect(path)
    found = [name for (name,) in conn.execute("SELECT name FROM sqlite_master")]
    conn.close()
    return found


def _put(path: Path, language: str = "zh") -> int:
    """Put a sample at a path; how often it was told that one has to be made."""
    told: list[None] = []
    kept.put(path, language, lambda: told.append(None))
    return len(told)


def test_it_is_made_once_for_each_language(cache: Path, made: Made, tmp_path: Path) -> None:
    assert [_put(tmp_path / f"{at}.db") for at in range(3)] == [1, 0, 0]
    assert [_put(tmp_path / f"en{at}.db", "en") for at in range(2)] == [1, 0]
    assert made == ["zh", "en"]
    assert _tables(tmp_path / "2.db") == ["zh"]
    assert _tables(tmp_path / "en1.db") == ["en"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")
def test_nobody_else_may_read_it(cache: Path, made: Made, tmp_path: Path) -> None:
    _put(tmp_path / "one.db")
    for path in (kept.file_of("zh"), tmp_path / "one.db"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_another_program_makes_its_own_and_clears_the_old_away(
    cache: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(tmp_path / "one.db")
    _put(tmp_path / "en.db", "en")
    old, english = kept.file_of("zh"), kept.file_of("en")
    monkeypatch.setattr(kept, "states", lambda: iter(["another"]))
    assert _put(tmp_path / "two.db") == 1
    assert not old.exists()
    assert english.exists()


def test_every_file_that_has_a_part_in_it_is_in_its_name(tmp_path: Path) -> None:
    told = "\n".join(kept.states())
    for part in ("sample/zh/acts.toml", "migrations/", "reading/", "make.py", "models/fields.py"):
        assert part in told
    assert "__pycache__" not in told


@pytest.mark.parametrize("left", [0, 1, 40, 4096])
def test_one_cut_short_is_made_anew(cache: Path, made: Made, tmp_path: Path, left: int) -> None:
    _put(tmp_path / "one.db")
    os.truncate(kept.file_of("zh"), left)
    assert _put(tmp_path / "two.db") == 1
    assert _tables(tmp_path / "two.db") == ["zh"]
    assert _put(tmp_path / "three.db") == 0


def test_where_nothing_can_be_kept_it_is_made_each_time(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file")
    monkeypatch.setattr(kept, "user_cache", lambda: in_the_way / "daiban")
    assert [_put(tmp_path / f"{at}.db") for at in range(2)] == [1, 1]
    assert _tables(tmp_path / "1.db") == ["zh"]


def test_one_that_fails_leaves_nothing(
    cache: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, language: str) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(kept, "make_one", fail)
        with pytest.raises(OSError, match="No space"):
            _put(tmp_path / "one.db")
    assert [path.name for path in cache.iterdir()] == ["sample.lock"]
    assert _put(tmp_path / "two.db") == 1


def test_of_two_that_begin_at_once_one_makes_it(cache: Path, made: Made, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_put, (tmp_path / f"{at}.db" for at in range(8))))
    assert made == ["zh"]
    assert all(_tables(tmp_path / f"{at}.db") == ["zh"] for at in range(8))
