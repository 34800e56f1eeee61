"""Backups: made when they are due, whole, one at a time; no clock and no damage takes the last."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

import pytest

from data import backup
from data.clock import FixedClock
from data.maintenance import backup_folder, contents
from data.store import Store
from models.maintenance import rules
from models.problems import Problem, Refused
from tests.states import refused

ROOT = Path(__file__).parents[2]


def act(store: Store, key: str) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (key,))


def no_locks(*_given: object) -> None:
    raise Refused("lock_failed", reason="no locks")


def names(store: Store) -> list[str]:
    return [copy.file.name for copy in backup_folder.copies(backup.folder(store.path))]


def test_a_backup_opens_and_holds_everything(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    act(store, "kept")
    copy = backup.make(store.path, store.now(), "before-import")
    moved = tmp_path / "elsewhere.db"
    shutil.copy(copy, moved)
    opened = Store(moved, clock)
    with opened.read() as conn:
        assert conn.execute("SELECT id FROM setting").fetchall() == [("kept",)]
    assert not list(backup.folder(store.path).glob("*.part"))


def test_one_daily_backup_and_old_ones_thinned_to_weeks(store: Store, clock: FixedClock) -> None:
    start = clock.moment
    for day in range(40):
        clock.moment = start + timedelta(days=day)
        assert backup.make_daily(store.path, clock.now()) is not None
        assert backup.make_daily(store.path, clock.now()) is None
    days = [
        (start.date() + timedelta(days=39) - day).days for day, _ in backup.existing(store.path)
    ]
    recent = [age for age in days if age <= rules.KEEP_DAYS - 1]
    old = [age for age in days if age > rules.KEEP_DAYS - 1]
    assert recent == list(range(14, -1, -1))
    assert 3 <= len(old) <= 5


def test_a_backup_that_fails_leaves_no_half_copy(store: Store) -> None:
    folder = backup.folder(store.path)
    folder.write_text("in the way")
    with refused("backup_failed"):
        backup.make(store.path, store.now(), "daily")


def test_a_desk_left_open_makes_one_each_day_and_after_half_an_hour_of_change(
    store: Store, clock: FixedClock
) -> None:
    act(store, "first")
    assert backup.make_due(store.path, clock.now()) is not None
    for minutes in range(0, 180, 10):
        clock.moment += timedelta(minutes=10)
        if 30 <= minutes < 90:
            act(store, f"{minutes}")
        backup.make_due(store.path, clock.now())
    assert names(store) == [
        "2022-04-09T080000-daily.db",
        "2022-04-09T084000-changed.db",
        "2022-04-09T091000-changed.db",
        "2022-04-09T094000-changed.db",
    ]
    clock.moment += timedelta(days=1)
    assert backup.make_due(store.path, clock.now()) is not None
    assert backup.make_due(store.path, clock.now() + timedelta(hours=9)) is None, "nothing changed"


def test_the_clock_set_back_holds_no_backup_up(store: Store, clock: FixedClock) -> None:
    act(store, "a")
    backup.make_due(store.path, clock.now())
    clock.moment -= timedelta(hours=5)
    act(store, "b")
    assert backup.make_due(store.path, clock.now()) is not None
    act(store, "c")
    assert backup.make_due(store.path, clock.now()) is None
    assert backup.make_due(store.path, clock.now() + timedelta(minutes=30)) is not None


def test_a_start_with_the_clock_a_year_ahead_takes_no_backup_away(
    store: Store, clock: FixedClock
) -> None:
    start = clock.moment
    for day in range(20):
        clock.moment = start + timedelta(days=day)
        act(store, f"{day}")
        backup.make_daily(store.path, clock.now())
    before = names(store)
    clock.moment += timedelta(days=365)
    backup.make_daily(store.path, clock.now())
    assert names(store)[:-1] == before
    clock.moment = start + timedelta(days=20)
    act(store, "right again")
    assert backup.make_daily(store.path, clock.now()) is not None
    (*_others, (day, newest)) = backup.existing(store.path)
    assert day == clock.now().date()
    assert contents.state(newest) == contents.state(store.path)


def test_a_copy_that_bears_todays_date_by_a_wrong_clock_is_not_todays(
    store: Store, clock: FixedClock
) -> None:
    start = clock.moment
    act(store, "a")
    clock.moment = start + timedelta(days=365)
    backup.make_daily(store.path, clock.now())
    clock.moment = start
    act(store, "b")
    clock.moment = start + timedelta(days=365, hours=4)
    assert backup.make_daily(store.path, clock.now()) is not None


def test_a_copy_that_cannot_be_read_is_not_todays(store: Store, clock: FixedClock) -> None:
    act(store, "a")
    made = backup.make_daily(store.path, clock.now())
    assert made is not None
    os.truncate(made, 5000)
    assert backup.make_daily(store.path, clock.now()) is not None


def test_what_was_moved_aside_as_damaged_is_no_backup_of_the_day(
    store: Store, clock: FixedClock
) -> None:
    act(store, "a")
    aside = backup.free_name(backup.folder(store.path), clock.now(), "damaged")
    aside.parent.mkdir(exist_ok=True)
    aside.write_bytes(b"\xff" * 5000)
    assert backup.make_daily(store.path, clock.now()) is not None
    assert aside not in [file for _day, file in backup.existing(store.path)]


def test_nothing_is_thinned_where_what_stays_is_damaged(store: Store, clock: FixedClock) -> None:
    act(store, "a")
    for minutes in range(5):
        backup.make(store.path, clock.now() + timedelta(minutes=minutes), rules.CHANGED)
    before = names(store)
    newest = backup.folder(store.path) / before[-1]
    with newest.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 4096)
    backup.make(store.path, clock.now() + timedelta(days=1), "daily")
    assert names(store)[:-1] == before


def test_a_backup_that_fails_lets_none_go(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(store, "a")
    for minutes in range(5):
        backup.make(store.path, clock.now() + timedelta(minutes=minutes), rules.CHANGED)
    before = names(store)
    monkeypatch.setattr(contents, "refuse_damage", _not_whole)
    with refused("backup_failed", reason=Problem("copy_not_whole")):
        backup.make(store.path, clock.now() + timedelta(days=1), "daily")
    assert names(store) == before
    assert not list(backup.folder(store.path).glob("*.part*"))


def _not_whole(_file: Path, _held: contents.Contents) -> None:
    raise contents.NotWhole


def test_a_copy_that_holds_less_than_the_file_is_none(store: Store, tmp_path: Path) -> None:
    act(store, "a")
    held = contents.of(store.path)
    less = Path(shutil.copy(store.path, tmp_path / "less.db"))
    for change in (
        "DELETE FROM setting",
        "DROP TRIGGER person_in_charge_kept",
        "DROP TABLE delivery_item",
    ):
        conn = sqlite3.connect(less)
        for (trigger,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'setting'"
        ).fetchall():
            conn.execute(f"DROP TRIGGER {trigger}")
        conn.execute(change)
        conn.commit()
        conn.close()
        with pytest.raises(contents.NotWhole):
            contents.refuse_damage(less, held)
        shutil.copy(store.path, less)
    contents.refuse_damage(less, held)


def test_files_of_one_folder_have_backups_of_their_own(tmp_path: Path, clock: FixedClock) -> None:
    for name in ("a.db", "a.sqlite"):
        opened = Store(tmp_path / name, clock)
        act(opened, name)
        assert backup.make_daily(opened.path, clock.now()) is not None
        opened.close()
    assert {one.name for one in tmp_path.iterdir() if one.is_dir()} == {
        "a.db-backups",
        "a.sqlite-backups",
    }


def test_eight_first_starts_in_one_second_make_one_whole_backup_and_none_fails(
    store: Store,
) -> None:
    act(store, "a")
    script = textwrap.dedent(
        """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from data import backup
        now = datetime(2022, 4, 9, tzinfo=UTC)
        sys.stdin.readline()
        backup.make_daily(Path(sys.argv[1]), now)
        """
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(store.path)], cwd=ROOT, stdin=subprocess.PIPE
        )
        for _ in range(8)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        one.stdin.flush()
    assert [one.wait(timeout=120) for one in running] == [0] * 8
    for one in running:
        assert one.stdin is not None
        one.stdin.close()
    assert names(store) == ["2022-04-09T080000-daily.db"]
    assert contents.is_good(backup.folder(store.path) / names(store)[0])


def test_backups_of_one_second_take_no_name_of_another(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "file_lock", no_locks)
    act(store, "a")
    backup.folder(store.path).mkdir(exist_ok=True)
    with backup.new_copy(backup.folder(store.path), "2022-04-09T080000-daily") as first:
        second = backup.make(store.path, clock.now(), "daily")
        first.file.write_bytes(b"the first")
    assert first.named.read_bytes() == b"the first"
    assert contents.is_good(second)


def test_what_a_program_left_that_was_killed_is_cleared_away(
    store: Store, clock: FixedClock
) -> None:
    act(store, "a")
    backup.make(store.path, clock.now(), "daily")
    left = backup.folder(store.path) / "2022-04-09T070000-daily-0a1b2c3d.part"
    left.write_bytes(b"half")
    backup.make(store.path, clock.now(), "by-hand")
    assert not left.exists()


def test_where_the_disk_knows_no_second_name_for_a_file_it_is_kept_too(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("data.backup.os.link", no_links)
    act(store, "a")
    made = [backup.make(store.path, clock.now(), "by-hand") for _time in range(2)]
    assert len(set(made)) == 2
    assert all(map(contents.is_good, made))


def test_a_lock_that_a_disk_does_not_know_is_no_hindrance(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "file_lock", no_locks)
    act(store, "a")
    assert backup.make_daily(store.path, clock.now()) is not None


def test_a_backup_waits_for_another_program_and_makes_no_failure_of_it(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(store, "a")
    opened = contents.open_copy

    def at_once(path: Path) -> sqlite3.Connection:
        conn = opened(path)
        conn.execute("PRAGMA busy_timeout=10")
        return conn

    monkeypatch.setattr(backup, "open_copy", at_once)
    monkeypatch.setattr(contents, "open_copy", at_once)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with refused("store_busy"):
        backup.make(store.path, clock.now(), "daily")
    holder.execute("ROLLBACK")
    assert not list(backup.folder(store.path).glob("*.part*"))
    assert backup.make(store.path, clock.now(), "daily").is_file()
