"""Opening, writing and sharing a store's file."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from data import backup, connection, migrations
from data.clock import FixedClock
from data.store import Store
from models.problems import Refused
from tests.states import refused

ROOT = Path(__file__).parents[2]


def _insert(store: Store, key: str) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (key,))


@pytest.mark.skipif(os.name == "nt", reason="file modes mean nothing there")
def test_the_file_and_its_backups_are_private(store: Store) -> None:
    copy = backup.make(store.path, store.now(), "daily")
    for file in (store.path, copy):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE places (x)")
    other.close()
    before = path.read_bytes()
    with refused("file_foreign"):
        Store(path, clock)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear committee, " * 400)
    with refused("file_foreign"):
        Store(path, clock)
    assert path.read_bytes().startswith(b"Dear committee")


def test_a_newer_file_is_refused_and_left_alone(store: Store, clock: FixedClock) -> None:
    store.close()
    raw = sqlite3.connect(store.path)
    raw.execute("PRAGMA user_version=99")
    raw.close()
    before = store.path.read_bytes()
    with refused("file_newer", found=99):
        Store(store.path, clock)
    assert store.path.read_bytes() == before


def test_a_step_of_the_ladder_is_whole_or_not_at_all(store: Store, clock: FixedClock) -> None:
    _insert(store, "kept")
    store.close()
    folder = Path(migrations.__file__).parent
    shipped = [(folder / name).read_text(encoding="utf-8") for name in migrations.rungs()]
    conn = connection.connect(store.path, 1.0, writes=True)
    seen: list[int] = []
    with pytest.raises(sqlite3.OperationalError):
        migrations.climb(
            conn,
            store.path,
            seen.append,
            [*shipped, "DROP TABLE setting;\nSELECT nothing FROM nowhere;"],
        )
    assert seen == [migrations.newest()]
    assert conn.execute("SELECT id FROM setting").fetchall() == [("kept",)]
    assert migrations.version(conn, store.path) == migrations.newest()

    done = migrations.climb(
        conn, store.path, seen.append, [*shipped, "ALTER TABLE setting ADD COLUMN extra TEXT;"]
    )
    assert done
    with pytest.raises(sqlite3.IntegrityError, match="step_no"):
        conn.execute("UPDATE setting SET extra = 'watched too'")
    conn.close()


def test_each_desk_sees_what_the_other_wrote(store: Store, clock: FixedClock) -> None:
    other = Store(store.path, clock)
    assert not other.changed()
    _insert(store, "a")
    assert other.changed()
    assert not other.changed()
    with other.read() as conn:
        assert conn.execute("SELECT id FROM setting").fetchall() == [("a",)]
    other.close()


def _settings(conn: sqlite3.Connection) -> int:
    (count,) = conn.execute("SELECT count(*) FROM setting").fetchone()
    return int(count)


def test_a_read_within_a_read_sees_the_same_and_leaves_the_outer_one_running(store: Store) -> None:
    with store.read() as outer:
        before = _settings(outer)
        with store.read() as inner:
            assert inner is outer
        assert store.ask(_settings) == before
        assert outer.in_transaction
    assert not outer.in_transaction
    _insert(store, "a")
    assert store.ask(_settings) == before + 1


def test_a_read_that_fails_holds_nothing(store: Store) -> None:
    def fails(_conn: sqlite3.Connection) -> None:
        raise Refused("field_empty")

    for _try in range(2):
        with pytest.raises(Refused):
            store.ask(fails)
        _insert(store, f"try {_try}")
    assert store.ask(_settings) == 2


def test_readers_go_on_during_a_long_write(store: Store, clock: FixedClock) -> None:
    other = Store(store.path, clock)
    long = [(f"{n:04d}", "long " * 400) for n in range(5000)]
    try:
        with store.step() as step:
            step.act("compound_added")
            for row in long:
                step.conn.execute("INSERT INTO setting (id, value) VALUES (?, ?)", row)
            with other.read() as conn:
                assert conn.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        with other.read() as conn:
            assert conn.execute("SELECT count(*) FROM setting").fetchone() == (5000,)
    finally:
        other.close()


def test_a_write_that_cannot_wait_longer_is_refused_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WRITE_WAIT", 0.05)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with refused("not_saved_yet"):
        _insert(store, "late")
    holder.execute("ROLLBACK")
    _insert(store, "in time")
    with store.read() as conn:
        assert conn.execute("SELECT id FROM setting").fetchall() == [("in time",)]


def test_two_programs_lose_no_write(store: Store) -> None:
    script = textwrap.dedent(
        """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from data.clock import FixedClock
        from data.store import Store
        store = Store(Path(sys.argv[1]), FixedClock(datetime(2022, 4, 9, tzinfo=UTC)))
        for _ in range(25):
            with store.step() as step:
                step.act("counted")
                found = step.conn.execute("SELECT value FROM setting WHERE id = 'n'").fetchone()
                if found:
                    step.conn.execute("UPDATE setting SET value = ?", (str(int(found[0]) + 1),))
                else:
                    step.conn.execute("INSERT INTO setting (id, value) VALUES ('n', '1')")
        """
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(store.path)], cwd=ROOT)
        for _ in range(2)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    with store.read() as conn:
        assert conn.execute("SELECT value FROM setting").fetchall() == [("50",)]
        assert conn.execute("SELECT count(*), max(no) FROM journal_step").fetchone() == (50, 50)


def test_a_file_that_others_may_read_becomes_private(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "copied.db"
    Store(file, clock).close()
    file.chmod(0o644)
    Store(file, clock).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
