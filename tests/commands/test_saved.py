"""What is told after an act: saved, though it cannot be shown; not saved; or not known."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.households import queries as households
from data.requests import queries
from tests.commands.running import NOW, Daiban
from tests.faulty import failing_commit, said_by_sqlite, unreadable

ROOT = Path(__file__).parents[2]
CALL = "大林苑2号1805 没药了 13800003555"
AFTER, BEFORE = "SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_FSYNC"


def test_what_the_disk_kept_in_spite_of_its_trouble_is_done(daiban: Daiban) -> None:
    daiban("add", "先来的")
    with failing_commit(said_by_sqlite(AFTER), kept=True):
        answer = daiban("add", CALL)
    assert answer.status == 0
    assert answer.out.startswith("#2")
    assert "It is saved, but the disk" in answer.err
    assert len(daiban("requests", "--json").json) == 2


def test_what_was_not_saved_is_told_so_and_may_be_tried_again(daiban: Daiban) -> None:
    daiban("add", "先来的")
    with failing_commit(said_by_sqlite(BEFORE), kept=False):
        refusal = daiban("add", CALL).refusal
    assert refusal.startswith("Not saved; nothing was changed. The disk with")
    assert daiban("add", CALL).out.startswith("#2")


def test_what_nobody_can_say_has_a_status_of_its_own(daiban: Daiban) -> None:
    daiban("add", "先来的")
    with failing_commit(said_by_sqlite(AFTER), kept=True), unreadable():
        answer = daiban("add", CALL)
    assert (answer.status, answer.out) == (3, "")
    assert "It is not known whether this was saved: look in the log" in answer.err


def test_an_undo_is_not_done_twice_where_only_its_last_sync_failed(daiban: Daiban) -> None:
    for text in ("先来的", "后来的"):
        daiban("add", text)
    with failing_commit(said_by_sqlite(AFTER), kept=True):
        assert daiban("undo").status == 0
    assert [row["no"] for row in daiban("requests", "--json").json] == [1]


def test_what_cannot_be_read_back_is_saved_all_the_same(
    daiban: Daiban, monkeypatch: pytest.MonkeyPatch
) -> None:
    daiban("add", "先来的")

    def fails(*_args: object) -> None:
        raise said_by_sqlite("SQLITE_IOERR_READ")

    with monkeypatch.context() as patch:
        patch.setattr(queries, "rows", fails)
        answer = daiban("add", CALL)
    assert (answer.status, answer.out) == (0, "")
    assert answer.err.startswith("Saved as #2, step 2. (it could not be shown: ")
    assert len(daiban("requests", "--json").json) == 2


def test_an_import_does_not_blame_the_paper_for_the_file_of_the_desk(
    daiban: Daiban, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "list.csv"
    paper.write_text("小区,楼号,室号,户主\n大林苑,3号,1505,汤雪俊\n", encoding="utf-8")
    daiban("add", "先来的")

    def fails(*_args: object) -> None:
        raise said_by_sqlite("SQLITE_CORRUPT", "database disk image is malformed")

    with monkeypatch.context() as patch:
        patch.setattr(households, "compound_names", fails)
        refusal = daiban("import", paper).refusal
    assert refusal.endswith(f"{file} could not be read just now; it looks whole. Try again.")
    with failing_commit(said_by_sqlite(BEFORE), kept=False):
        refusal = daiban("import", paper).refusal
    assert refusal.startswith(f"Not saved; nothing was changed. The disk with {file}")
    with failing_commit(said_by_sqlite(AFTER), kept=True):
        assert daiban("import", paper).status == 0
    assert [row["head"] for row in daiban("households", "--json").json] == ["汤雪俊"]


def _process(file: Path, *words: str, out: int | None, err: int | None = None) -> tuple[int, str]:
    """A command in a process of its own: its exit status and what it says on standard error."""
    done = subprocess.run(
        [sys.executable, "app.py", "--db", str(file), "--lang", "en", *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE if err is None else err,
        check=False,
        timeout=60,
    )
    return done.returncode, (done.stderr or b"").decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such thing here")
def test_an_answer_that_the_disk_does_not_take_is_told_as_that(daiban: Daiban, file: Path) -> None:
    with open("/dev/full", "wb") as full:
        status, said = _process(file, "add", CALL, out=full.fileno())
        assert (status, said.splitlines()) == (
            0,
            ["Saved as #1, step 1. (it could not be shown: there is no room on the disk)"],
        )
        status, said = _process(file, "requests", out=full.fileno())
        assert (status, said.splitlines()) == (
            1,
            ["The answer could not be written: there is no room on the disk."],
        )
        status, said = _process(file, "backup", "--json", out=full.fileno())
        assert status == 0
        assert said.startswith("Copied and checked: ")
        assert _process(file, "add", CALL, out=full.fileno(), err=full.fileno()) == (0, "")
    assert len(daiban("requests", "--json").json) == 2


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_pipe_that_is_closed_early_leaves_what_was_saved(daiban: Daiban, file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        said = _process(file, "add", CALL, out=writing)
        assert said == (
            0,
            "Saved as #1, step 1. (it could not be shown: nobody reads the answer)\n",
        )
        assert _process(file, "requests", out=writing) == (0, "")
    finally:
        os.close(writing)
    assert len(daiban("requests", "--json").json) == 1


@pytest.mark.skipif(os.name == "nt", reason="there is no such shell there")
def test_without_any_output_a_command_is_done_as_ever(daiban: Daiban, file: Path) -> None:
    words = f'"$0" app.py --db "$1" --now {NOW.isoformat()} add 没药了 >&- 2>&-'
    done = subprocess.run(
        ["/bin/sh", "-c", words, sys.executable, str(file)], cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == 0
    assert len(daiban("requests", "--json").json) == 1
