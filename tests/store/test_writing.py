"""What came of a step whose end failed: saved, not saved, or not known, and the second try."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.journal import commands as journal
from data.step import Step
from data.store import Store
from models.problems import Problem, Refused
from tests.faulty import after_commit, failing_commit, said_by_sqlite, unreadable
from tests.states import refused, state

AFTER = "SQLITE_IOERR_DIR_FSYNC"
"""What SQLite says when only the last sync, of the folder, failed: all of it is kept."""

BEFORE = "SQLITE_IOERR_FSYNC"
"""What it says when the file itself was not synced: it is rolled back."""


def count_up(step: Step) -> int:
    """Add one to a number that is kept; what it is then."""
    step.act("counted", no=7)
    found = step.conn.execute("SELECT value FROM setting WHERE id = 'n'").fetchone()
    if found is None:
        step.conn.execute("INSERT INTO setting (id, value) VALUES ('n', '1')")
        return 1
    step.conn.execute("UPDATE setting SET value = value + 1 WHERE id = 'n'")
    return int(found[0]) + 1


def counted(store: Store) -> int:
    """The number; 0 before it was kept first."""
    with store.read() as conn:
        found = conn.execute("SELECT value FROM setting WHERE id = 'n'").fetchone()
    return 0 if found is None else int(found[0])


def test_what_is_in_the_file_is_saved_whatever_the_commit_said(store: Store) -> None:
    with failing_commit(said_by_sqlite(AFTER), kept=True):
        assert store.do(count_up) == 1
    assert (store.last_written, store.last_record, store.disk_troubled) == (1, 7, True)
    assert counted(store) == 1
    assert store.do(count_up) == 2
    assert not store.disk_troubled


@pytest.mark.parametrize("name", [BEFORE, "SQLITE_IOERR_WRITE", "SQLITE_IOERR_DELETE"])
def test_what_is_not_in_the_file_is_told_so_with_its_cause(store: Store, name: str) -> None:
    before = state(store)
    cause = Problem("disk_failing", {"file": str(store.path)})
    with failing_commit(said_by_sqlite(name), kept=False), refused("not_saved", cause=cause):
        store.do(count_up)
    assert (store.last_written, store.disk_troubled) == (0, False)
    assert state(store) == before
    assert store.do(count_up) == 1


def test_an_undo_whose_last_sync_failed_is_done_once(store: Store) -> None:
    for _ in range(3):
        store.do(count_up)
    with failing_commit(said_by_sqlite(AFTER), kept=True):
        assert store.do(journal.undo).no == 3
    assert counted(store) == 2


def test_an_undo_that_was_not_kept_is_done_once_when_tried_again(store: Store) -> None:
    for _ in range(3):
        store.do(count_up)
    with failing_commit(said_by_sqlite(BEFORE), kept=False), refused("not_saved"):
        store.do(journal.undo)
    assert store.do(journal.undo).no == 3
    assert counted(store) == 2


def in_doubt(store: Store, *, kept: bool) -> None:
    """See an act of which nobody can say whether it was kept."""
    with failing_commit(said_by_sqlite(AFTER), kept=kept), unreadable(), refused("saved_unknown"):
        store.do(count_up)


def test_while_it_is_not_known_nothing_else_is_written(store: Store) -> None:
    in_doubt(store, kept=True)
    for act in (count_up, journal.undo):
        with unreadable(), refused("saved_unknown"):
            store.do(act)
    assert counted(store) == 1


@pytest.mark.parametrize("again", [count_up, journal.undo])
def test_what_turns_out_to_be_saved_is_told_before_it_is_done_again(
    store: Store, again: object
) -> None:
    store.do(count_up)
    in_doubt(store, kept=True)
    with refused("saved_after_all", step=2):
        store.do(again)  # type: ignore[arg-type]
    assert counted(store) == 2
    store.do(journal.undo)
    assert counted(store) == 1


def test_what_turns_out_not_to_be_saved_is_done_when_tried_again(store: Store) -> None:
    in_doubt(store, kept=False)
    assert store.do(count_up) == 1
    assert counted(store) == 1


def test_a_half_written_act_that_cannot_be_read_is_not_saved(store: Store) -> None:
    """While its journal lies beside the file, whoever reads the file takes the act out."""
    half = store.path.with_name(store.path.name + "-journal")
    failing = failing_commit(said_by_sqlite(BEFORE), kept=False)
    with failing, unreadable(half), refused("not_saved"):
        store.do(count_up)
    assert store.do(count_up) == 1


def test_an_interruption_after_it_was_kept_leaves_it_known(store: Store) -> None:
    with failing_commit(KeyboardInterrupt(), kept=True), pytest.raises(KeyboardInterrupt):
        store.do(count_up)
    assert (store.last_written, store.disk_troubled) == (1, False)
    with failing_commit(KeyboardInterrupt(), kept=False), pytest.raises(KeyboardInterrupt):
        store.do(count_up)
    assert (store.last_written, counted(store)) == (1, 1)


def test_a_file_moved_away_right_after_the_commit_holds_what_is_told_as_saved(
    store: Store,
) -> None:
    away = store.path.with_name("away.db")
    with after_commit(lambda: store.path.rename(away)):
        assert store.do(count_up) == 1
    with refused("not_saved"):
        store.do(count_up)
    away.rename(store.path)
    assert (store.last_written, counted(store)) == (1, 1)
    assert store.do(count_up) == 2


def test_another_file_put_there_right_after_the_commit_is_told_and_not_taken_for_it(
    store: Store,
) -> None:
    copy = Path(shutil.copy(store.path, store.path.with_name("copy.db")))
    with after_commit(lambda: copy.replace(store.path)), refused("file_moved"):
        store.do(count_up)
    assert counted(store) == 0


def test_a_commit_that_had_to_wait_too_long_is_no_doubt(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.connection.WRITE_WAIT", 0.05)
    with store.read() as conn:
        conn.execute("SELECT * FROM setting").fetchall()
        caught: list[Refused] = []

        def act() -> None:
            try:
                store.do(count_up)
            except Refused as error:
                caught.append(error)

        thread = threading.Thread(target=act)
        thread.start()
        thread.join()
    with refused("not_saved_yet"):
        raise caught[0]
    assert store.do(count_up) == 1


def test_a_fault_of_the_program_is_told_as_itself_and_nothing_kept(store: Store) -> None:
    def wrong(step: Step) -> None:
        count_up(step)
        step.conn.execute("INSERT INTO setting (id, value) VALUES ('n', 'again')")

    with pytest.raises(sqlite3.IntegrityError):
        store.do(wrong)
    assert counted(store) == 0


def test_a_file_that_is_gone_is_not_made_again_by_a_write(store: Store) -> None:
    store.path.unlink()
    cause = Problem("file_missing", {"file": str(store.path)})
    with refused("not_saved", cause=cause):
        store.do(count_up)
    assert not Path(store.path).exists()


@pytest.fixture
def over_its_twin(store: Store, tmp_path: Path) -> Store:
    """A store over whose file another was written since, of as many steps and pages, so that
    nothing at their beginning tells them apart."""
    store.do(count_up)
    twin = Path(shutil.copy(store.path, tmp_path / "twin.db"))
    other = Store(twin, store.clock)
    assert other.do(count_up) == store.do(count_up) == 2
    other.close()
    assert store.changed()
    with store.path.open("r+b") as file:
        file.write(twin.read_bytes())
    return store


def test_a_twin_written_over_the_file_is_not_written_to(over_its_twin: Store) -> None:
    with refused("file_moved"):
        over_its_twin.do(count_up)
