"""Faults of the program and of the disk tell nothing of anybody, on no output and in no file."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from data.requests import queries
from tests.commands.running import Answer, Daiban
from tests.faulty import failing_commit, said_by_sqlite, unreadable

WHO, PHONE, ILLNESS = "欧阳探针", "13812345679", "尿毒症透析"
CALL = f"大林苑2号1805 {WHO} {ILLNESS} 没药了 {PHONE}"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, where faults are kept."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "daiban"


def _silent(answer: Answer, data_folder: Path) -> str:
    """See that neither the output nor any kept file has a word of the call; what the file says."""
    kept = "".join(
        file.read_text(encoding="utf-8") for file in data_folder.glob("**/*") if file.is_file()
    )
    for word in (WHO, PHONE, ILLNESS, *map(ascii, (WHO, ILLNESS))):
        assert word.strip("'") not in answer.out + answer.err + kept
    assert len(answer.err.splitlines()) <= 2
    return kept


def _json() -> None:
    json.loads(f'{{"who": "{WHO}" {PHONE}}}')


def _decoding() -> None:
    raise said_by_sqlite("SQLITE_ERROR", f"Could not decode to UTF-8 column 'x' with text '{CALL}'")


def _search() -> None:
    raise said_by_sqlite("SQLITE_ERROR", f"fts5: syntax error near {WHO}, no such table: {PHONE}")


def _encoding() -> None:
    CALL.encode("ascii")


def _key() -> None:
    {}[CALL]


def _number() -> None:
    int(CALL)


def _chain() -> None:
    try:
        int(WHO)
    except ValueError as error:
        raise LookupError(f"{WHO} has {ILLNESS}") from error


def _group() -> None:
    raise ExceptionGroup(WHO, [ValueError(PHONE), KeyError(ILLNESS)])


def _assertion() -> None:
    raise AssertionError(f"{WHO}: {PHONE}")


def _attribute() -> None:
    raise AttributeError(f"'str' object has no attribute {WHO!r}")


def _of_the_system() -> None:
    raise OSError(28, f"No space for {WHO}")


@pytest.mark.parametrize(
    "fault",
    [
        _json,
        _decoding,
        _search,
        _encoding,
        _key,
        _number,
        _chain,
        _group,
        _assertion,
        _attribute,
        _of_the_system,
    ],
)
def test_a_fault_of_the_program_tells_where_it_is_and_nothing_of_anybody(
    daiban: Daiban,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[], None],
) -> None:
    def fails(*_args: object) -> None:
        fault()

    daiban("add", "先来的")
    monkeypatch.setattr(queries, "rows", fails)
    answer = daiban("add", CALL)
    assert (answer.status, answer.out) == (0, "")
    assert answer.err.startswith("Saved as #2, step 2.")
    kept = _silent(answer, data_folder)
    if fault is not _of_the_system:
        assert f"in {fault.__name__}" in kept
        assert stat.S_IMODE((data_folder / "fault.txt").stat().st_mode) == 0o600


def test_a_key_that_is_there_already_is_told_without_the_record(
    daiban: Daiban, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daiban("add", "先来的")
    monkeypatch.setattr("data.requests.commands.new_id", lambda: "the same")
    assert daiban("add", CALL).status == 0
    answer = daiban("add", CALL)
    assert answer.status == 1
    assert "IntegrityError: SQLITE_CONSTRAINT" in answer.err
    kept = _silent(answer, data_folder)
    assert "UNIQUE constraint failed: request.id" in kept


@pytest.mark.parametrize("name", ["SQLITE_IOERR_FSYNC", "SQLITE_FULL", "SQLITE_ERROR"])
def test_a_failure_of_the_disk_tells_nothing_of_the_call(
    daiban: Daiban, data_folder: Path, name: str
) -> None:
    daiban("add", "先来的")
    for words in (("add", CALL), ("chase", "1", "--to", WHO, "--said", ILLNESS)):
        with failing_commit(said_by_sqlite(name, CALL), kept=False):
            answer = daiban(*words)
        assert answer.status == 1
        _silent(answer, data_folder)
        with failing_commit(said_by_sqlite("SQLITE_IOERR_DIR_FSYNC"), kept=True), unreadable():
            answer = daiban(*words)
        assert answer.status == 3
        _silent(answer, data_folder)


def test_bytes_that_are_no_text_are_shown_as_marked_and_end_nothing(
    daiban: Daiban, file: Path, data_folder: Path
) -> None:
    daiban("add", CALL)
    conn = sqlite3.connect(file)
    conn.executescript(
        "DROP TRIGGER IF EXISTS journal_request_update;"
        f"UPDATE request SET text = CAST(x'ff' || CAST('{CALL}' AS BLOB) AS TEXT)"
    )
    conn.close()
    answer = daiban("requests", "--json")
    assert answer.status == 0
    assert not (data_folder / "fault.txt").exists()
