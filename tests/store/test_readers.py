"""A file that is moved away, removed or replaced while it is open is noticed before each act."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from data import connection
from data.clock import FixedClock
from data.connection import connect
from data.sql import Reader
from data.step import Step
from data.store import Store
from tests.states import refused


def _set(step: Step, name: str) -> None:
    step.act("set")
    step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (name,))


def _settings(path: Path) -> list[str]:
    conn = sqlite3.connect(path)
    try:
        return [name for (name,) in conn.execute("SELECT id FROM setting ORDER BY id")]
    finally:
        conn.close()


def _seen(store: Store) -> list[str]:
    with store.read() as conn:
        return [name for (name,) in conn.execute("SELECT id FROM setting ORDER BY id")]


@pytest.fixture
def copy(store: Store, clock: FixedClock) -> Path:
    """Another file, which has other acts under the same numbers."""
    path = store.path.with_name("copy.db")
    other = Store(path, clock)
    other.do(_set, "of the copy")
    other.close()
    return path


def _replace(store: Store, copy: Path) -> Path:
    """Put another file in the place of a store's; where its own is now."""
    aside = store.path.with_name("aside.db")
    store.path.rename(aside)
    copy.rename(store.path)
    return aside


def test_the_file_put_in_its_place_is_read_from_then_on(store: Store, copy: Path) -> None:
    store.do(_set, "of the first")
    assert store.changed()
    _replace(store, copy)
    assert _seen(store) == ["of the copy"]
    assert store.replaced == 1
    assert store.changed()
    assert not store.changed()


def test_what_was_written_before_is_no_newest_step_of_the_file_in_its_place(
    store: Store, copy: Path
) -> None:
    store.do(_set, "first")
    assert store.last_written == 1
    _replace(store, copy)
    store.changed()
    assert store.last_written == 0
    store.do(_set, "second")
    assert store.last_written == 2


def test_other_threads_follow_too(store: Store, copy: Path) -> None:
    store.do(_set, "of the first")
    seen: list[list[str]] = []
    swapped, looked = threading.Event(), threading.Event()

    def look() -> None:
        seen.append(_seen(store))
        looked.set()
        swapped.wait()
        seen.append(_seen(store))

    beside = threading.Thread(target=look)
    beside.start()
    looked.wait()
    _replace(store, copy)
    swapped.set()
    beside.join()
    assert seen == [["of the first"], ["of the copy"]]


def test_nothing_is_written_to_a_file_nobody_has_looked_at(store: Store, copy: Path) -> None:
    store.do(_set, "of the first")
    aside = _replace(store, copy)
    with refused("file_moved"):
        store.do(_set, "late")
    assert _settings(aside) == ["of the first"]
    assert _settings(store.path) == ["of the copy"]
    assert store.changed()
    store.do(_set, "once seen")
    assert _settings(store.path) == ["of the copy", "once seen"]


def test_a_write_under_way_while_the_file_is_replaced_is_kept_in_neither(
    store: Store, copy: Path
) -> None:
    with refused("file_moved"), store.step() as step:
        _set(step, "lost from sight")
        aside = _replace(store, copy)
    assert _settings(aside) == []
    assert _settings(store.path) == ["of the copy"]


def test_without_a_file_nothing_is_written_or_made_and_what_was_there_is_read(
    store: Store,
) -> None:
    store.do(_set, "kept")
    store.changed()
    aside = store.path.with_name("aside.db")
    store.path.rename(aside)
    with refused("file_missing"):
        store.changed()
    with refused("not_saved"):
        store.do(_set, "nowhere")
    assert _seen(store) == ["kept"]
    assert not store.path.exists()
    aside.rename(store.path)
    assert not store.changed()
    assert store.replaced == 0
    store.do(_set, "again")
    assert _settings(store.path) == ["again", "kept"]


def test_a_file_that_is_just_being_copied_is_not_begun_anew(store: Store) -> None:
    store.path.rename(store.path.with_name("aside.db"))
    store.path.touch()
    with refused("file_lost"):
        store.changed()
    with refused("not_saved"):
        store.do(_set, "nowhere")
    assert store.path.stat().st_size == 0


def test_a_file_replaced_while_it_is_opened_is_known_as_what_was_opened(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = connection.identity
    swaps: list[Callable[[], object]] = [lambda: _replace(store, copy)]

    def identity(path: Path) -> tuple[int, int]:
        found = plain(path)
        if swaps:
            swaps.pop()()
        return found

    monkeypatch.setattr(connection, "identity", identity)
    conn = connect(store.path, 1.0)
    assert conn.file == plain(store.path)
    assert conn.execute("SELECT id FROM setting").fetchall() == [("of the copy",)]
    conn.close()


def test_a_file_whose_content_was_replaced_is_another_one(store: Store, copy: Path) -> None:
    store.do(_set, "of the first")
    store.do(_set, "and second")
    store.changed()
    store.path.write_bytes(copy.read_bytes())
    with refused("file_moved"):
        store.do(_set, "late")
    assert store.changed()
    assert store.replaced == 1
    assert _seen(store) == ["of the copy"]


def test_rows_that_cannot_be_read_are_refused_as_they_are_asked_for(
    store: Store, clock: FixedClock
) -> None:
    rows = [(f"{number:06}", "x" * 200) for number in range(2000)]
    with store.step() as step:
        step.act("set")
        for row in rows:
            step.conn.execute("INSERT INTO setting (id, value) VALUES (?, ?)", row)
    middle = store.path.read_bytes().index(b"001000" + b"x" * 200) // 4096 * 4096
    other = Store(store.path, clock)
    with store.path.open("r+b") as file:
        file.seek(middle)
        file.write(b"\xff" * 4096 * 8)
    with refused("file_damaged"), other.read() as conn:
        for _row in conn.execute("SELECT * FROM setting ORDER BY rowid"):
            pass
    with refused("file_damaged"), other.read() as conn:
        conn.execute("SELECT * FROM setting ORDER BY rowid").fetchall()
    other.close()


def test_who_waited_in_vain_for_another_program_waits_no_more_until_it_is_done(
    store: Store, clock: FixedClock
) -> None:
    hurried = Store(store.path, clock, 0.02)
    with hurried.read() as conn:
        reader = conn
    holder = sqlite3.connect(store.path, isolation_level=None)

    def patience() -> int:
        assert isinstance(reader, sqlite3.Connection)
        (milliseconds,) = sqlite3.Connection.execute(reader, "PRAGMA busy_timeout").fetchone()
        return int(milliseconds)

    assert patience() == 20
    holder.execute("BEGIN EXCLUSIVE")
    with refused("store_busy"), hurried.read() as conn:
        conn.execute("SELECT count(*) FROM setting").fetchone()
    assert patience() == 0
    holder.execute("ROLLBACK")
    assert _seen(hurried) == []
    assert patience() == 20
    holder.close()
    hurried.close()


def _in_thread(act: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_threads_pass_their_connection_on_and_two_at_once_have_their_own(store: Store) -> None:
    used: list[Reader] = []
    both = threading.Barrier(2)

    def read() -> None:
        with store.read() as conn, store.read() as within:
            assert within is conn
            used.append(conn)

    def read_at_once() -> None:
        with store.read() as conn:
            both.wait(10)
            used.append(conn)
            both.wait(10)

    for _ in range(3):
        _in_thread(read).join()
    assert len({id(conn) for conn in used}) == 1
    with store.read() as own:
        assert own is not used[0]
    pair = [_in_thread(read_at_once) for _ in range(2)]
    for thread in pair:
        thread.join()
    assert used[-1] is not used[-2]
    _in_thread(read).join()
    assert used[-1] in used[-3:-1]
    (closed,) = {id(conn): conn for conn in used if conn is not used[-1]}.values()
    with pytest.raises(sqlite3.ProgrammingError):
        closed.execute("SELECT 1")
