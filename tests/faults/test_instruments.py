"""The instruments themselves: what a disk loses, what a sentence is taken for, what is counted."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from models.problems import Problem
from screens.sentences import say
from tests.faults import stores, told
from tests.faults.figures import Figures
from tests.faults.replay import Disk, Folders
from tests.faults.shim import Entry
from tests.faults.texts import obeyed

_NEW, _OLD = b"n" * 1024, b"o" * 1024


def _left(disk: Disk) -> set[tuple[tuple[str, bytes], ...]]:
    """All that a cut at this moment may leave."""
    return {tuple(sorted(disk.left(Random(seed)).items())) for seed in range(60)}


@pytest.mark.parametrize("folders", Folders)
def test_what_was_synced_is_kept_and_what_was_not_may_be_torn(folders: Folders) -> None:
    disk = Disk({"/a": _OLD}, folders)
    disk.do(Entry("w", 0, "/a", _NEW))
    torn = _NEW[:512] + _OLD[512:]
    assert {(("/a", _OLD),), (("/a", _NEW),), (("/a", torn),)} <= _left(disk)
    disk.do(Entry("s", 0, "/a", b""))
    assert _left(disk) == {(("/a", _NEW),)}


@pytest.mark.parametrize(
    ("folders", "certain"),
    [(Folders.AT_ONCE, True), (Folders.IN_ORDER, False), (Folders.EACH_ALONE, False)],
)
def test_a_name_is_certain_when_its_folder_is_synced(folders: Folders, certain: bool) -> None:
    disk = Disk({"/a": _OLD, "/b": _NEW}, folders)
    disk.do(Entry("n", 0, "/b", b"/a"))
    before, after = (("/a", _OLD), ("/b", _NEW)), (("/a", _NEW),)
    assert _left(disk) == ({after} if certain else {before, after})
    disk.do(Entry("s", 0, "/", b""))
    assert _left(disk) == {after}


@pytest.mark.parametrize("code", ["disk_full", "store_busy", "file_damaged", "backup_failed"])
def test_a_sentence_is_known_by_its_code(code: str) -> None:
    sentence = say(Problem(code, {"file": "/a b/c.db", "reason": "some reason"}))
    assert code in told.codes(f"before {sentence} after")


def test_a_cause_is_told_by_sentence_or_by_reason() -> None:
    full = say(Problem("disk_full", {"file": "x"}))
    reason = say(Problem("backup_failed", {"file": "x", "reason": "No space left on device"}))
    for text in (full, reason):
        assert told.tells_cause(text, errno.ENOSPC, lasting=True)
        assert not told.tells_cause(text, errno.EIO, lasting=True)


def test_what_a_terminal_obeys_is_seen() -> None:
    assert all(map(obeyed, ("王\x1b[2J", "王\x9b2J", "\u202e王")))
    assert not obeyed("王秀英 \\x1b[2J\n")


def test_a_fault_that_was_found_fails_and_stays_in_the_table() -> None:
    figures = Figures()
    with pytest.raises(pytest.fail.Exception, match="lost: call 3"):
        _find_one(figures)
    with figures.campaign("one") as row:
        row.trials += 1
    (_, line, total) = figures.table()
    assert line.split()[:3] == ["one", "3", "1"]
    assert total.split()[:3] == ["all", "3", "1"]


def _find_one(figures: Figures) -> None:
    with figures.campaign("one") as row:
        row.trials += 2
        row.fault("lost", "call 3")


def test_a_file_whose_schema_is_no_text_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("CREATE TABLE t (name TEXT)")
    assert stores.read(file) is not None
    file.write_bytes(file.read_bytes().replace(b"(name ", b"(na\xffe "))
    assert stores.read(file) is None
    assert stores.read_shape(file) is None
