"""Indexes that do not fit their tables: told as that, and built anew; no act is lost for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from data import backup
from data.clock import FixedClock
from data.maintenance import backup_folder, copies
from data.maintenance.doctor import examine
from data.maintenance.restore import mend, restore
from data.requests import commands as request_commands
from data.sample.make import SAMPLE_NOW as NOW
from data.store import Store
from models.chases import Urgency
from models.problems import Problem, Refused
from models.requests import RequestInput, RequestKind
from tests.damage import spoil
from tests.states import refused
from tests.store.spoiling import damage

LATER = NOW + timedelta(hours=1)
AT = "2022-04-09T00:00:00Z"


def _add(store: Store, text: str) -> int:
    given = RequestInput(text, "", RequestKind.FOOD, Urgency.SOON, store.now())
    return store.do(request_commands.add_request, given)


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Path:
    """A file with two requests."""
    store = Store(tmp_path / "desk.db", clock)
    for text in ("没菜了", "没米了"):
        _add(store, text)
    store.close()
    return store.path


def _of_table(path: Path) -> None:
    spoil(path, "request", AT)


def _of_index(path: Path) -> None:
    spoil(path, "request_by_opened", AT)


wrong = pytest.mark.parametrize("harm", [_of_table, _of_index])


def _found(path: Path) -> set[str]:
    return {one.code for one in examine(path, LATER) if one.wrong}


def _pages(path: Path) -> bytes:
    """All of a file but its first hundred bytes, where SQLite counts how often it was written."""
    return path.read_bytes()[100:]


def _content(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as conn:
        conn.text_factory = bytes
        names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            str(name): conn.execute(f"SELECT * FROM {name.decode()} NOT INDEXED").fetchall()
            for (name,) in names
        }


@wrong
def test_indexes_are_built_anew_and_nothing_that_is_read_changes(
    file: Path, clock: FixedClock, harm: Callable[[Path], None]
) -> None:
    harm(file)
    with refused("indexes_damaged"):
        copies.check(file)
    assert "indexes" in _found(file)
    before, held = _pages(file), _content(file)
    kept = mend(file, LATER)
    assert kept in backup.set_aside(file)
    assert _pages(kept) == before
    assert _content(file) == held
    assert "indexes" not in _found(file)
    assert mend(file, LATER) is None
    store = Store(file, clock)
    _add(store, "没药了")
    store.close()
    assert backup.make(file, LATER, "by-hand").is_file()


def test_what_is_damaged_in_the_records_is_judged_afterwards(file: Path) -> None:
    _of_table(file)
    mend(file, LATER)
    assert {"values", "records"} <= _found(file)


def test_what_is_more_than_indexes_is_not_mended(file: Path) -> None:
    damage(file)
    before = file.read_bytes()
    with refused("file_damaged"):
        mend(file, LATER)
    assert file.read_bytes() == before


def test_where_two_records_have_what_one_may_have_nothing_is_changed(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        (one, other) = (key for (key,) in conn.execute("SELECT id FROM request"))
    spoil(file, "request", other, one.encode())
    before = file.read_bytes()
    with refused("file_damaged"):
        mend(file, LATER)
    assert file.read_bytes() == before


@wrong
def test_a_backup_says_that_the_file_is_damaged_and_keeps_it_as_it_is(
    file: Path, harm: Callable[[Path], None]
) -> None:
    good = backup.make(file, NOW, "by-hand")
    harm(file)
    for minutes in (1, 2, 40):
        with pytest.raises(Refused) as caught:
            backup.make_daily(file, LATER + timedelta(days=1, minutes=minutes))
        problem = caught.value.problem
        reason = problem.params["reason"]
        assert problem.code == "backup_failed"
        assert isinstance(reason, Problem)
        assert reason.code == "damaged_kept"
        assert reason.params["cause"] == Problem("indexes_damaged", {"file": str(file)})
        assert "index" in str(reason.params["which"])
        (aside,) = backup_folder.damaged_copies(backup.folder(file))
        assert reason.params["kept"] == str(aside.file)
        assert _pages(aside.file) == _pages(file)
    assert [one for _day, one in backup.existing(file)] == [good]
    with refused("copy_damaged"):
        restore(file, aside.file, LATER)


def test_a_damaged_file_is_kept_anew_once_something_was_done_and_only_the_newest_stays(
    file: Path, clock: FixedClock
) -> None:
    _of_index(file)
    kept = []
    for hours in (1, 2, 3):
        store = Store(file, clock)
        with store.step() as step:
            step.act("set")
            step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (f"{hours}",))
        store.close()
        with refused("backup_failed"):
            backup.make(file, NOW + timedelta(hours=hours), "by-hand")
        (aside,) = backup_folder.damaged_copies(backup.folder(file))
        kept.append(aside.file)
    assert len(set(kept)) == 3


def test_a_damaged_file_is_kept_where_the_copy_was_to_be(file: Path, tmp_path: Path) -> None:
    _of_index(file)
    with refused("backup_failed", file=str(tmp_path / "stick")):
        backup.make(file, LATER, "by-hand", tmp_path / "stick")
    (aside,) = backup_folder.damaged_copies(tmp_path / "stick")
    assert _pages(aside.file) == _pages(file)
    assert not backup.existing(file)
