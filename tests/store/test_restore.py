"""A copy taken back: what is cut off, fails, is damaged or held by another loses nothing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from data import backup, connection
from data.clock import FixedClock
from data.maintenance import copies
from data.maintenance import restore as restoring
from data.maintenance.restore import begin_anew, mend, restore
from data.newest_step import NewestStep, noted
from data.paths import address
from data.sample.make import SAMPLE_NOW as NOW
from data.store import Store
from models.problems import Problem, Refused
from tests.faulty import said_by_sqlite
from tests.states import refused
from tests.store.spoiling import damage, leave_half_done

LATER = NOW + timedelta(hours=1)


def _kept(path: Path) -> list[str]:
    """The settings in a file, in which each test keeps one a step."""
    conn = sqlite3.connect(path)
    try:
        return [key for (key,) in conn.execute("SELECT id FROM setting ORDER BY id")]
    finally:
        conn.close()


def _keep(store: Store, key: str) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute("INSERT INTO setting (id, value) VALUES (?, '1')", (key,))


class Files(NamedTuple):
    """A file with two steps, and a copy with the first of them."""

    path: Path
    copy: Path


@pytest.fixture
def files(tmp_path: Path, clock: FixedClock) -> Files:
    store = Store(tmp_path / "desk.db", clock)
    _keep(store, "a")
    copy = backup.make(store.path, store.now(), "by-hand")
    _keep(store, "b")
    store.close()
    return Files(store.path, copy)


# -- what stood there ------------------------------------------------------------------------------


def _gone(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _empty_with_journal(path: Path) -> None:
    leave_half_done(path)
    path.write_bytes(b"")


def _damaged_with_journal(path: Path) -> None:
    leave_half_done(path)
    path.write_bytes(b"\xff" * 9000)


def _write_ahead_log_of_another(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"7\x7f\x06\x82" + b"\1" * 9000)
    damage(path)


def _whole(path: Path) -> None:
    pass


before = pytest.mark.parametrize(
    "spoil",
    [
        _gone,
        _empty,
        damage,
        _empty_with_journal,
        _damaged_with_journal,
        _write_ahead_log_of_another,
        _whole,
    ],
)


@before
def test_what_stood_there_is_kept_and_never_played_into_the_copy(
    files: Files, clock: FixedClock, spoil: Callable[[Path], None]
) -> None:
    spoil(files.path)
    there = _all(files.path)
    came = restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a"]
    assert _all(files.path).keys() == {"desk.db"}
    assert came.newest == NewestStep(1, NOW)
    assert came.made == NOW
    assert noted(files.path) == NewestStep(2, NOW)  # it is known of still
    assert came.missing.acts == 1
    assert came.missing.exact == (spoil is _whole)
    if spoil is _whole:
        assert came.kept is not None
        assert _kept(came.kept) == ["a", "b"]
    elif there:
        assert came.kept is not None
        kept = {
            name: _all(came.kept).get(name.replace("desk.db", came.kept.name)) for name in there
        }
        assert kept == there
        assert came.kept not in [file for _day, file in backup.existing(files.path)]
        assert came.kept in backup.set_aside(files.path)
    store = Store(files.path, clock)
    _keep(store, "c")
    store.close()
    assert _kept(files.path) == ["a", "c"]


def _all(path: Path) -> dict[str, bytes]:
    """A file and what lies beside it under its name, but for locks and what was left of a try."""
    return {
        file.name: file.read_bytes()
        for file in path.parent.glob(f"{path.name}*")
        if file.is_file() and not file.name.endswith((".lock", ".new"))
    }


# -- each call that fails --------------------------------------------------------------------------

_CALLS = ("open", "fsync", "link", "replace", "unlink", "mkdir")


class Failing:
    """Lets the calls to the disk from a number on fail, one or all.

    Args:
        at: the number of the first that fails, from 1; 0 for none.
        lasting: whether all later ones fail as well.
    """

    def __init__(self, at: int, number: int, *, lasting: bool) -> None:
        self.at, self.number, self.lasting = at, number, lasting
        self.count = 0

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def made(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.at and (self.count == self.at or (self.lasting and self.count > self.at)):
                raise OSError(self.number, os.strerror(self.number))
            return call(*args, **kwargs)

        return made


@contextmanager
def _failing(at: int, number: int, *, lasting: bool) -> Iterator[Failing]:
    failing = Failing(at, number, lasting=lasting)
    with pytest.MonkeyPatch.context() as patch:
        for name in _CALLS:
            patch.setattr(os, name, failing.around(getattr(os, name)))
        patch.setattr(shutil, "copyfile", failing.around(shutil.copyfile))
        yield failing


@pytest.mark.parametrize(
    ("number", "lasting"), [(errno.ENOSPC, True), (errno.EIO, False)], ids=["full", "failing once"]
)
@pytest.mark.parametrize("spoil", [_gone, damage, _damaged_with_journal, _whole])
def test_wherever_the_disk_fails_the_old_or_the_new_is_there_and_the_words_are_true(
    files: Files, tmp_path: Path, spoil: Callable[[Path], None], number: int, *, lasting: bool
) -> None:
    spoil(files.path)
    old = _all(files.path)
    at = failures = 0
    while True:
        at += 1
        folder = shutil.copytree(files.path.parent, tmp_path.with_name(f"{tmp_path.name}-{at}"))
        path, copy = folder / files.path.name, folder / files.copy.relative_to(tmp_path)
        with _failing(at, number, lasting=lasting) as failing:
            told = _tried(path, copy)
        if failing.count < at:
            break
        if told is not None:
            failures += 1
            _judge(path, old, told)
            assert _tried(path, copy) is None
        assert _kept(path) == ["a"]
        assert _all(path).keys() == {"desk.db"}
        shutil.rmtree(folder)
    assert failures >= 5


def _tried(path: Path, copy: Path) -> Refused | None:
    try:
        restore(path, copy, LATER)
    except Refused as told:
        return told
    return None


def _judge(path: Path, old: dict[str, bytes], told: Refused) -> None:
    """What was refused left everything in its place, or says where it is."""
    problem = told.problem
    there = _all(path)
    if problem.code == "left_unseen":
        assert _kept(path) == ["a"]
    if problem.code in ("left_unseen", "left_halfway"):
        kept = Path(str(problem.params["kept"]))
        aside = _all(kept)
        assert all(
            content in (there.get(name), aside.get(name.replace("desk.db", kept.name)))
            for name, content in old.items()
        )
    else:
        assert problem.code in ("restore_failed", "backup_failed")
        assert there == old
        assert not backup.set_aside(path)


def test_a_disk_that_fails_with_its_last_word_is_believed_only_after_a_look(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.maintenance import overwrite

    pour = overwrite.pour

    def fails_after(*args: Any) -> None:
        pour(*args)
        raise sqlite3.OperationalError("disk I/O error")

    def fails_before(*_args: Any) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(overwrite, "pour", fails_before)
    with refused("restore_failed"):
        restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a", "b"]
    monkeypatch.setattr(overwrite, "pour", fails_after)
    assert restore(files.path, files.copy, LATER).missing == (1, True)
    assert _kept(files.path) == ["a"]


def test_what_was_done_and_cannot_be_seen_is_told_as_done(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.maintenance import overwrite

    pour = overwrite.pour

    def unseen_from_now_on(*_args: object, **_options: object) -> Any:
        raise said_by_sqlite("SQLITE_CANTOPEN")

    def takes_the_file_away(*args: Any) -> None:
        pour(*args)
        monkeypatch.setattr(overwrite, "connect", unseen_from_now_on)

    monkeypatch.setattr(overwrite, "pour", takes_the_file_away)
    assert restore(files.path, files.copy, LATER).missing == (1, True)
    assert _kept(files.path) == ["a"]


def test_a_backup_made_meanwhile_takes_nothing_from_what_is_kept(
    files: Files, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.maintenance import overwrite

    whole = overwrite.whole

    @contextmanager
    def while_another_makes_one(path: Path) -> Iterator[Path]:
        with whole(path) as partial:
            backup.make(files.path, clock.now(), "daily")
            yield partial

    monkeypatch.setattr(overwrite, "whole", while_another_makes_one)
    monkeypatch.setattr(overwrite, "held", lambda path: connection.connect(path, 1, writes=True))
    came = restore(files.path, files.copy, LATER)
    assert came.kept is not None
    assert _kept(came.kept) == ["a", "b"]
    assert _kept(files.path) == ["a"]


def test_what_a_restore_that_was_killed_left_half_made_is_cleared_away(files: Files) -> None:
    half = backup.folder(files.path) / "2022-04-09T070000-before-restore.db.part"
    half.write_bytes(b"half")
    restore(files.path, files.copy, LATER)
    assert not half.exists()


def test_a_journal_that_lies_by_itself_among_the_backups_is_not_in_the_way(files: Files) -> None:
    files.path.write_bytes(b"\xff" * 9000)
    files.path.with_name("desk.db-journal").write_bytes(b"its own")
    name = backup.free_name(backup.folder(files.path), LATER, backup.DAMAGED).name
    left = backup.folder(files.path) / f"{name}-journal"
    left.write_bytes(b"another's")
    kept = restore(files.path, files.copy, LATER).kept
    assert kept is not None
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"its own"
    assert left.read_bytes() == b"another's"


def test_where_a_file_has_one_name_only_it_is_moved(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_args: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    _damaged_with_journal(files.path)
    old = _all(files.path)
    monkeypatch.setattr(os, "link", no_links)
    came = restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a"]
    assert came.kept is not None
    assert [*_all(came.kept).values()] == [*old.values()]


def test_without_room_nothing_is_begun(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(files.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_500_000))
    with refused("no_room", free=1):
        restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a", "b"]
    assert _all(files.path).keys() == {"desk.db"}


# -- what is said of it ----------------------------------------------------------------------------


def test_what_is_known_of_before_is_missing_until_something_new_is_done(
    files: Files, clock: FixedClock
) -> None:
    store = Store(files.path, clock)
    _keep(store, "c")
    store.close()
    assert restore(files.path, files.copy, LATER).missing == copies.Missing(2, exact=True)
    for _again in range(2):
        assert restore(files.path, files.copy, LATER).missing == copies.Missing(2)
    store = Store(files.path, clock)
    _keep(store, "d")
    store.close()
    assert noted(files.path) == NewestStep(2, NOW)
    assert restore(files.path, files.copy, LATER).missing == copies.Missing(1, exact=True)
    files.path.unlink()
    assert restore(files.path, files.copy, LATER).missing == copies.Missing(1)


def test_a_copy_with_a_name_of_its_own_is_from_its_newest_act(
    files: Files, tmp_path: Path, clock: FixedClock
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(files.copy, other)
    assert restore(files.path, other, LATER).made == NOW
    empty = tmp_path / "empty.db"
    Store(empty, clock).close()
    os.utime(empty, (NOW.timestamp(), LATER.timestamp()))
    assert restore(files.path, empty, LATER).made == LATER


@pytest.mark.parametrize("code", ["disk_full", "disk_failing", "read_failed"])
def test_a_disk_that_does_not_take_the_copy_is_told_as_the_one_of_the_file(
    files: Files, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    from data.maintenance import bring

    def cannot(stage: Path) -> None:
        raise Refused(code, file=str(stage))

    monkeypatch.setattr(bring, "check", cannot)
    for _try in range(2):
        with refused("restore_failed", reason=Problem(code, {"file": str(files.path)})):
            restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a", "b"]


# -- reading that fails for a moment ---------------------------------------------------------------


def test_a_reading_error_that_passes_moves_nothing_away(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def passing(failures: int) -> None:
        left = [failures]
        newest = copies.newest_step

        def once(conn: Any) -> Any:
            if left[0]:
                left[0] -= 1
                raise _malformed()
            return newest(conn)

        monkeypatch.setattr(copies, "newest_step", once)

    passing(1)
    assert copies.check(files.path) is not None
    passing(1)
    assert restore(files.path, files.copy, LATER).missing.exact
    assert not backup.set_aside(files.path)


def _malformed() -> sqlite3.DatabaseError:
    """The error as SQLite raises it for a page that reads wrong."""
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


# -- the copy --------------------------------------------------------------------------------------


def test_a_step_that_was_cut_off_in_the_copy_is_taken_back_in_what_is_restored(
    files: Files, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(files.path, copy)
    leave_half_done(copy)
    as_it_was = _all(copy)
    restore(files.path, copy, LATER)
    assert _kept(files.path) == ["a", "b"]
    assert _all(copy) == as_it_was


def test_a_copy_with_a_write_ahead_log_comes_with_what_is_in_it(
    files: Files, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(files.copy, copy)
    conn = sqlite3.connect(copy, isolation_level=None)
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("UPDATE journal_context SET step_no = 9")
    conn.execute("INSERT INTO setting (id, value) VALUES ('late', '1')")
    taken = tmp_path / "taken.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{copy}{ending}", f"{taken}{ending}")
    conn.close()
    restore(files.path, taken, LATER)
    assert _kept(files.path) == ["a", "late"]
    assert files.path.read_bytes()[18:20] == b"\1\1"


def test_what_leads_to_a_copy_is_followed_and_stays(files: Files, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(files.copy)
    restore(files.path, link, LATER)
    assert link.is_symlink()
    assert _kept(files.path) == ["a"]


@pytest.mark.parametrize("spoil", [_whole, damage, _gone])
def test_what_leads_to_the_file_still_does(
    files: Files, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    name = tmp_path / "elsewhere" / "name.db"
    name.symlink_to(files.path)
    spoil(files.path)
    came = restore(name, files.copy, LATER)
    assert name.is_symlink()
    assert _kept(files.path) == ["a"]
    if came.kept is not None:
        assert came.kept.parent == backup.folder(name)


def test_an_empty_copy_and_a_folder_are_refused(files: Files, tmp_path: Path) -> None:
    (tmp_path / "none.db").touch()
    with refused("copy_empty"):
        restore(files.path, tmp_path / "none.db", LATER)
    with refused("file_is_folder"):
        restore(tmp_path, files.copy, LATER)
    assert _kept(files.path) == ["a", "b"]


def test_a_foreign_file_is_not_written_over(files: Files) -> None:
    files.path.unlink()
    other = sqlite3.connect(files.path)
    other.execute("CREATE TABLE places (x)")
    other.close()
    before = files.path.read_bytes()
    with refused("file_foreign"):
        restore(files.path, files.copy, LATER)
    assert files.path.read_bytes() == before


@pytest.mark.parametrize("byte", [0, 3, 17, 20, 21, 47, 59, 60, 62, 68, 71])
def test_lost_marks_are_put_right(files: Files, clock: FixedClock, byte: int) -> None:
    for file in files:
        with file.open("r+b") as opened:
            opened.seek(byte)
            opened.write(b"\x9a")
    with refused("header_damaged"):
        Store(files.path, clock)
    kept = mend(files.path, LATER)
    assert kept in backup.set_aside(files.path)
    assert mend(files.path, LATER) is None
    assert _kept(files.path) == ["a", "b"]
    restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a"]


@pytest.mark.parametrize("byte", [52, 55, 66])
def test_a_mark_that_hinders_no_reading_is_put_right_as_well(files: Files, byte: int) -> None:
    with files.path.open("r+b") as opened:
        opened.seek(byte)
        opened.write(b"\x9a")
    assert _kept(files.path) == ["a", "b"]
    assert mend(files.path, LATER) in backup.set_aside(files.path)
    assert mend(files.path, LATER) is None
    assert _kept(files.path) == ["a", "b"]


@pytest.mark.parametrize("mended", [True, False])
def test_what_the_disk_says_last_of_a_mending_is_looked_at(
    files: Files, monkeypatch: pytest.MonkeyPatch, *, mended: bool
) -> None:
    mend_numbers = restoring.mend_numbers

    def fails(conn: Any) -> bool:
        if mended:
            mend_numbers(conn)
        raise said_by_sqlite("SQLITE_IOERR")

    with files.path.open("r+b") as opened:
        opened.seek(68)
        opened.write(b"\x9a")
    monkeypatch.setattr(restoring, "mend_numbers", fails)
    with nullcontext() if mended else refused("mend_failed"):
        mend(files.path, LATER)
    monkeypatch.undo()
    assert (mend(files.path, LATER) is None) is mended
    assert _kept(files.path) == ["a", "b"]


def test_what_is_more_than_lost_marks_is_not_mended(files: Files) -> None:
    damage(files.path)
    before = files.path.read_bytes()
    with refused("file_damaged"):
        mend(files.path, LATER)
    files.path.write_bytes(b"Dear committee, " * 400)
    with refused("file_damaged"):
        mend(files.path, LATER)
    files.path.write_bytes(b"\0" + before[1:])
    with refused("copy_damaged"):
        mend(files.path, LATER)


# -- others who have the file open -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
def test_while_another_writes_nothing_is_changed_and_nobody_waits_for_ever(
    files: Files, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("data.maintenance.overwrite.WRITE_WAIT", 0.05)
    monkeypatch.setattr(
        backup, "open_copy", lambda path: sqlite3.connect(address(path, "ro"), 0.05, uri=True)
    )
    holder = sqlite3.connect(files.path, isolation_level=None)
    holder.execute(f"BEGIN {kind}")
    with refused("store_busy"):
        restore(files.path, files.copy, LATER)
    holder.execute("ROLLBACK")
    holder.close()
    assert _kept(files.path) == ["a", "b"]
    restore(files.path, files.copy, LATER)
    assert _kept(files.path) == ["a"]


def test_what_others_write_meanwhile_is_in_what_is_kept_or_in_what_is_there(
    files: Files, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.maintenance import overwrite

    monkeypatch.setattr(connection, "WRITE_WAIT", 0.05)
    other = Store(files.path, clock)
    keep_copy = overwrite.keep_copy

    def writes_then(conn: sqlite3.Connection, kept: Path) -> None:
        keep_copy(conn, kept)
        with refused("not_saved_yet"):
            _keep(other, "meanwhile")

    monkeypatch.setattr(overwrite, "keep_copy", writes_then)
    came = restore(files.path, files.copy, LATER)
    with refused("file_moved"):
        _keep(other, "by one who has not seen it")
    assert other.changed()
    _keep(other, "after")
    other.close()
    assert came.kept is not None
    assert _kept(came.kept) == ["a", "b"]
    assert _kept(files.path) == ["a", "after"]


# -- begun anew ------------------------------------------------------------------------------------


@before
def test_begun_anew_on_purpose_only_what_was_lost(
    files: Files, clock: FixedClock, spoil: Callable[[Path], None]
) -> None:
    spoil(files.path)
    there = _all(files.path)
    if spoil is _whole:
        with refused("file_in_order"):
            begin_anew(files.path, LATER)
        assert _all(files.path) == there
        return
    with refused("store_lost"):
        Store(files.path, clock)
    kept = begin_anew(files.path, LATER)
    assert _kept(files.path) == []
    assert noted(files.path) is None
    assert (kept is None) == (not there)
    if spoil in (_empty, damage, _empty_with_journal):
        assert kept is not None
        assert [*_all(kept).values()] == [*there.values()]
    Store(files.path, clock).close()


# -- what is said of it ----------------------------------------------------------------------------


_TO_BE_PLAYED = bytes.fromhex("d9d505f920a163d7") + b"\0" * 11 + b"\7" + bytes(492)
"""The head of a journal of a file that had seven pages."""

_PLAYED = bytes(512)
"""What SQLite leaves of a journal when it is done with it and may not take it away."""


@pytest.mark.parametrize(
    ("journal", "code"), [(_TO_BE_PLAYED, "undone"), (_PLAYED, "unknown"), (None, "unknown")]
)
def test_what_its_own_journal_puts_back_is_not_told_as_lost(
    files: Files, monkeypatch: pytest.MonkeyPatch, journal: bytes | None, code: str
) -> None:
    from data.maintenance import overwrite

    left = files.path.with_name("desk.db-journal")

    def cut_off(*_args: object) -> None:
        monkeypatch.setattr(overwrite, "connect", cannot)
        raise said_by_sqlite("SQLITE_IOERR")

    def cannot(*_args: object, **_options: object) -> Any:
        if journal is not None:
            left.write_bytes(journal)
        raise said_by_sqlite("SQLITE_IOERR")

    monkeypatch.setattr(overwrite, "pour", cut_off)
    with refused(f"restore_{code}"):
        restore(files.path, files.copy, LATER)
    left.unlink(missing_ok=True)
    assert _kept(files.path) == ["a", "b"]


def test_a_restore_refused_at_its_own_backup_says_that_nothing_was_taken_back(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.maintenance import overwrite

    monkeypatch.setattr(overwrite, "damage", lambda _conn: ["page 3"])
    for _try in range(2):
        with pytest.raises(Refused) as told:
            restore(files.path, files.copy, LATER)
        assert told.value.problem.code == "restore_failed"
        why = told.value.problem.params["reason"]
        assert isinstance(why, Problem)
        assert why.params["reason"] == Problem("copy_not_whole")
    assert _kept(files.path) == ["a", "b"]


def test_another_programs_file_is_told_as_no_copy(files: Files, tmp_path: Path) -> None:
    foreign = tmp_path / "places.db"
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE places (x)")
    other.close()
    with refused("copy_foreign", file=str(foreign)):
        restore(files.path, foreign, LATER)
