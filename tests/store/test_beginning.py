"""How a file begins: made where there never was one, refused where one was lost; the note of its
newest step."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from data import backup
from data.clock import FixedClock
from data.journal.commands import undo
from data.newest_step import NewestStep, note, noted
from data.program import called
from data.sample.make import SAMPLE_NOW as NOW
from data.store import Store
from models.problems import Problem, Refused
from tests.states import refused
from tests.store.spoiling import leave_half_done

ROOT = Path(__file__).parents[2]


def _keep(store: Store, key: str) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (key,))


@pytest.fixture
def used(store: Store) -> Path:
    """A file with three steps, closed, and a copy with the first of them beside it."""
    _keep(store, "a")
    backup.make(store.path, store.now(), "by-hand")
    _keep(store, "b")
    _keep(store, "c")
    store.close()
    return store.path


def _lost(path: Path, clock: FixedClock) -> dict[str, Problem]:
    """What is told of a file that is lost; nothing is made of it."""
    before = sorted(file for file in path.parent.rglob("*") if file.suffix != ".lock")
    with pytest.raises(Refused) as caught:
        Store(path, clock)
    assert caught.value.problem.code == "store_lost"
    assert sorted(file for file in path.parent.rglob("*") if file.suffix != ".lock") == before
    return {name: p for name, p in caught.value.problem.params.items() if isinstance(p, Problem)}


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (None, "file_gone"),
        (b"", "file_empty"),
        (b"SQLite format 3\0", "file_cut_off"),
        (b"\0" * 9000, "file_spoilt"),
    ],
)
def test_what_was_lost_is_not_begun_anew_and_its_newest_good_copy_told(
    used: Path, clock: FixedClock, content: bytes | None, state: str
) -> None:
    used.unlink()
    if content is not None:
        used.write_bytes(content)
    for _again in range(2):
        told = _lost(used, clock)
        assert told["state"].code == state
        left = told["left"]
        assert (left.code, left.params["no"], left.params["at"]) == ("copy_goes_to", 1, NOW)
        assert left.params["missing"] == Problem("missing_at_least", {"count": 2})
        assert left.params["restore"] == f"{called()} --db {used} restore {left.params['copy']}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"000000000001 2022-04-09T00:00:00Z 000000000001\n", Problem("missing_none_known")),
        (b"", Problem("missing_unknown")),
        (b"000000000009 2022-04-09T00:00:00Z 000000000003\n", Problem("missing_unknown")),
        (b"0" * 5000, Problem("missing_unknown")),
        (None, Problem("missing_unknown")),
    ],
    ids=["stale", "empty", "torn", "spoilt", "none"],
)
def test_of_what_is_missing_no_more_is_said_than_the_note_knows(
    used: Path, clock: FixedClock, written: bytes | None, told: Problem
) -> None:
    (place,) = backup.folder(used).glob("newest-step")
    place.unlink()
    if written is not None:
        place.write_bytes(written)
    used.unlink()
    assert _lost(used, clock)["left"].params["missing"] == told


def test_the_note_is_of_the_newest_step_of_whatever_kind(store: Store, clock: FixedClock) -> None:
    assert noted(store.path) is None
    _keep(store, "a")
    assert noted(store.path) == NewestStep(1, NOW)
    store.do(undo)
    assert noted(store.path) == NewestStep(2, NOW)
    if os.name != "nt":
        modes = {stat.S_IMODE(one.stat().st_mode) for one in backup.folder(store.path).iterdir()}
        assert modes == {0o600}


def test_a_disk_that_takes_no_note_keeps_nobody_from_saving(store: Store) -> None:
    backup.folder(store.path).write_text("in the way")
    _keep(store, "a")
    assert store.last_written == 1
    assert noted(store.path) is None


def test_a_note_alone_shows_that_there_was_a_file(used: Path, clock: FixedClock) -> None:
    for _day, file in backup.existing(used):
        file.unlink()
    used.unlink()
    left = _lost(used, clock)["left"]
    assert (left.code, left.params["no"]) == ("no_copy_of_steps", 3)


def test_a_damaged_copy_is_passed_over(used: Path, clock: FixedClock) -> None:
    newest = backup.make(used, NOW.replace(hour=9), "by-hand")
    newest.write_bytes(newest.read_bytes()[:5000])
    used.unlink()
    assert "by-hand" in str(_lost(used, clock)["left"].params["copy"])
    assert str(newest) != _lost(used, clock)["left"].params["copy"]


def test_a_half_done_save_shows_that_there_was_a_file(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "desk.db"
    Store(path, clock).close()
    leave_half_done(path)
    path.write_bytes(b"")
    journal = path.with_name("desk.db-journal")
    cut_off = journal.read_bytes()
    assert _lost(path, clock)["left"].code == "no_good_copy"
    assert journal.read_bytes() == cut_off


def test_a_first_start_that_was_cut_off_is_begun_again(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "desk.db"
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA cache_size=1")
    conn.execute("BEGIN")
    conn.execute("CREATE TABLE t (x)")
    conn.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 100)
    journal = tmp_path / "desk.db-journal"
    cut_off = journal.read_bytes()
    conn.execute("ROLLBACK")
    conn.close()
    path.write_bytes(b"")
    journal.write_bytes(cut_off)
    path.with_name("desk.db.new").write_bytes(b"half made")
    store = Store(path, clock)
    _keep(store, "a")
    store.close()
    assert not journal.exists()
    assert not path.with_name("desk.db.new").exists()


def test_a_first_start_through_a_link_makes_the_file_it_leads_to(
    tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "disk").mkdir()
    link = tmp_path / "desk.db"
    link.symlink_to(tmp_path / "disk" / "real.db")
    Store(link, clock).close()
    assert link.is_symlink()
    assert (tmp_path / "disk" / "real.db").stat().st_size > 0


def test_first_starts_at_once_make_one_file(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from data.clock import FixedClock
        from data.store import Store
        store = Store(Path(sys.argv[1]), FixedClock(datetime(2022, 4, 9, tzinfo=UTC)))
        with store.step() as step:
            step.act("set")
            step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (sys.argv[2],))
        """
    )
    path = tmp_path / "desk.db"
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(path), str(n)], cwd=ROOT)
        for n in range(4)
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    conn = sqlite3.connect(path)
    assert conn.execute("SELECT count(*) FROM setting").fetchone() == (4,)
    conn.close()


@pytest.mark.skipif(os.name == "nt", reason="modes mean nothing there")
def test_a_folder_that_is_named_as_the_file_keeps_its_mode(
    tmp_path: Path, clock: FixedClock
) -> None:
    tmp_path.chmod(0o755)
    with refused("file_is_folder"):
        Store(tmp_path, clock)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_moved_without_its_copies_opens_as_before(
    used: Path, tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "elsewhere").mkdir()
    moved = Path(shutil.move(used, tmp_path / "elsewhere" / "desk.db"))
    store = Store(moved, clock)
    _keep(store, "d")
    store.close()
    assert noted(moved) == NewestStep(4, NOW)
    note(moved, NewestStep(5, NOW))
    assert noted(moved) == NewestStep(5, NOW)
