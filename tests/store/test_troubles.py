"""Causes of failures by errno and by SQLite's codes, and what a second look makes of them."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Container
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest

from data import backup, connection, troubles
from data.clock import FixedClock
from data.maintenance import contents
from data.maintenance.doctor import examine
from data.soundness import damage
from data.sql import Reader
from data.store import Store
from screens.sentences import sentences_of
from tests.faulty import said_by_sqlite
from tests.states import refused


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EIO, "disk_failing"),
        (errno.ENODEV, "disk_failing"),
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "quota_full"),
        (errno.EROFS, "store_readonly"),
        (errno.EACCES, "file_denied"),
        (errno.EPERM, "file_denied"),
        (errno.ENOENT, "file_missing"),
        (errno.EISDIR, "file_is_folder"),
        (errno.EBUSY, "store_busy"),
        (errno.EMFILE, "file_unreadable"),
    ],
)
def test_each_errno_has_its_cause(number: int, code: str, tmp_path: Path) -> None:
    found = troubles.of(OSError(number, os.strerror(number)), tmp_path / "a.db").problem
    assert (found.code, found.params["file"]) == (code, str(tmp_path / "a.db"))
    assert code in sentences_of("PROBLEMS")


@pytest.mark.parametrize(
    ("number", "name"), [(errno.ENOSPC, "to"), (errno.EROFS, "to"), (errno.EIO, "from")]
)
def test_a_copy_that_does_not_fit_is_told_of_the_disk_it_goes_to(
    number: int, name: str, tmp_path: Path
) -> None:
    error = OSError(number, os.strerror(number), "from", None, "to")
    assert troubles.of(error, tmp_path).problem.params["file"] == name


def test_an_error_that_names_its_file_is_told_of_that_file(tmp_path: Path) -> None:
    error = OSError(errno.EIO, "Input/output error", str(tmp_path / "list.csv"))
    assert str(troubles.of(error, tmp_path / "a.db").problem.params["file"]).endswith("list.csv")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY", "store_busy"),
        ("SQLITE_BUSY_RECOVERY", "store_busy"),
        ("SQLITE_LOCKED", "store_busy"),
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_IOERR_READ", "read_failed"),
        ("SQLITE_IOERR_SHORT_READ", "read_failed"),
        ("SQLITE_CORRUPT", "read_failed"),
        ("SQLITE_NOTADB", "read_failed"),
        ("SQLITE_CANTOPEN", "read_failed"),
        ("SQLITE_IOERR_FSYNC", "disk_failing"),
        ("SQLITE_IOERR_WRITE", "disk_failing"),
        ("SQLITE_IOERR_LOCK", "lock_failed"),
        ("SQLITE_READONLY", "read_failed"),
        ("SQLITE_READONLY_DBMOVED", "file_moved"),
    ],
)
def test_what_has_passed_at_the_second_look(store: Store, name: str, code: str) -> None:
    assert troubles.of(said_by_sqlite(name), store.path).problem.code == code
    assert code in sentences_of("PROBLEMS")


def test_a_fault_of_the_program_is_none_of_the_disk(store: Store) -> None:
    with store.read() as conn, pytest.raises(sqlite3.OperationalError) as found:
        conn.execute("SELECT nothing FROM nowhere")
    assert not troubles.known(found.value)
    assert not troubles.known(sqlite3.ProgrammingError("closed"))


@pytest.mark.parametrize("name", ["SQLITE_IOERR_WRITE", "SQLITE_IOERR_READ", "SQLITE_CANTOPEN"])
def test_what_is_not_there_is_missing_whatever_was_said(tmp_path: Path, name: str) -> None:
    assert troubles.of(said_by_sqlite(name), tmp_path / "none.db").problem.code == "file_missing"
    assert troubles.of(said_by_sqlite(name), tmp_path).problem.code == "file_is_folder"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EDQUOT, "quota_full"), (errno.ENOSPC, "disk_full")]
)
def test_why_nothing_more_is_written_is_found_beside_the_file(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuses(**_options: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuses)
    found = troubles.of(said_by_sqlite("SQLITE_IOERR_WRITE"), store.path).problem
    assert (found.code, found.params["file"]) == (code, str(store.path))


def test_the_second_look_leaves_nothing_behind(store: Store) -> None:
    before = sorted(store.path.parent.iterdir())
    troubles.of(said_by_sqlite("SQLITE_IOERR_WRITE"), store.path)
    assert sorted(store.path.parent.iterdir()) == before


def test_what_may_not_be_read_or_written_is_denied(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, how: how != os.W_OK)
    assert troubles.of(said_by_sqlite("SQLITE_READONLY"), store.path).problem.code == "file_denied"
    monkeypatch.setattr(os, "access", lambda _path, _how: False)
    assert troubles.of(said_by_sqlite("SQLITE_CANTOPEN"), store.path).problem.code == "file_denied"


def test_a_file_is_damaged_only_when_it_is_so_at_the_second_look(store: Store) -> None:
    malformed = said_by_sqlite("SQLITE_CORRUPT")
    assert troubles.of(malformed, store.path).problem.code == "read_failed"
    store.close()
    with store.path.open("r+b") as file:
        for page in range(1, store.path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 200)
    assert troubles.of(malformed, store.path).problem.code == "file_damaged"
    store.path.write_bytes(b"Dear committee, " * 400)
    assert troubles.of(malformed, store.path).problem.code == "file_foreign"


def test_looking_again_leaves_the_locks_of_a_write_under_way(store: Store) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute("INSERT INTO setting (id, value) VALUES ('a', '1')")
        for name in ("SQLITE_CORRUPT", "SQLITE_IOERR_WRITE"):
            troubles.of(said_by_sqlite(name), store.path)
        other = connection.connect(store.path, 0.0, writes=True)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_connection_never_makes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with refused("file_missing"), connection.refusals(path):
        connection.connect(path, 0.0)
    assert not path.exists()


@pytest.mark.parametrize("name", ["a b.db", "a?mode=ro.db", "a#1.db", "百分%41.db"])
def test_a_file_of_any_name_is_opened(store: Store, name: str) -> None:
    path = store.path.with_name(name)
    path.write_bytes(store.path.read_bytes())
    conn = connection.connect(path, 0.0)
    assert conn.execute("SELECT count(*) FROM journal_step").fetchone() == (0,)
    conn.close()


def test_bytes_that_are_no_text_are_read_as_marked(store: Store) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute("INSERT INTO setting (id, value) VALUES ('a', CAST(x'61ff62' AS TEXT))")
    with store.read() as conn:
        assert conn.execute("SELECT value FROM setting").fetchall() == [("a\ufffdb",)]


@pytest.mark.parametrize("name", ["SQLITE_IOERR_WRITE", "SQLITE_IOERR_READ", "SQLITE_CORRUPT"])
def test_what_was_being_made_is_neither_missed_nor_called_whole(tmp_path: Path, name: str) -> None:
    error = said_by_sqlite(name)
    assert troubles.of(error, tmp_path / "none.db", made=True).problem.code == "disk_failing"


UNREAD = "*** in database main ***\nPage 133: unable to get the page. error code=8458"
"""What SQLite says of a page that the disk did not give; 8458 is SQLITE_IOERR_CORRUPTFS."""


class _Judged(NamedTuple):
    """A connection on which a look at all pages finds this."""

    verdict: str

    def execute(self, _statement: str) -> list[tuple[str]]:
        return [(self.verdict,)]


@pytest.mark.parametrize("verdict", [UNREAD, "Freelist: failed to get page 7"])
def test_a_page_that_could_not_be_read_is_not_damaged(verdict: str) -> None:
    with pytest.raises(sqlite3.OperationalError) as found:
        damage(cast(Reader, _Judged(verdict)))
    assert found.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR
    assert troubles.known(found.value)


def test_a_page_that_is_not_in_order_is_damaged() -> None:
    for verdict in ("Page 7: never used", "Page 7: btreeInitPage() returns error code 11"):
        assert damage(cast(Reader, _Judged(verdict))) == [verdict]
    assert damage(cast(Reader, _Judged("ok"))) == []


@pytest.mark.parametrize(
    ("failing", "told"), [({1}, set()), ({2}, set()), (range(1, 99), {"read_failed"})]
)
def test_the_doctor_calls_no_copy_damaged_for_what_its_disk_does(
    store: Store,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    failing: Container[int],
    told: set[str],
) -> None:
    backup.make(store.path, clock.now(), "asked-for")
    times = count(1)

    def opened(file: Path) -> sqlite3.Connection:
        if next(times) in failing:
            raise said_by_sqlite("SQLITE_IOERR_READ")
        return contents.open_copy(file)

    monkeypatch.setattr(backup, "open_copy", opened)
    assert {one.code for one in examine(store.path, clock.now()) if one.wrong} == told
