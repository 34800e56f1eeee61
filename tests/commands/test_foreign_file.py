"""What commands tell of a file that was handed over: whatever stands in it, it steers nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from screens.subjects import SUBJECTS
from tests.commands.running import Daiban
from tests.foreign import HOSTILE, UNSEEN, spoil

LISTINGS = [subject.name.replace("_", "-") for subject in SUBJECTS if subject.listing]
COMMANDS = [*LISTINGS, "log", "sheet", "doctor", "today", "cover"]


@pytest.fixture
def foreign(on_the_sample: None, file: Path) -> None:
    """The file is the sample with hostile text in all it says."""
    assert len(spoil(file)) > 40


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_nothing_in_a_foreign_file_reaches_the_terminal_as_it_is(
    daiban: Daiban, foreign: None, command: str
) -> None:
    answer = daiban(command)
    assert answer.out
    assert not UNSEEN.search(answer.out + answer.err)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_json_of_a_foreign_file_is_exact_and_steers_nothing(
    daiban: Daiban, foreign: None, command: str
) -> None:
    answer = daiban(command, "--json")
    assert not UNSEEN.search(answer.out.replace("e" + "\u0301" * 40, ""))
    assert answer.json is not None


def test_json_of_a_foreign_file_is_what_stands_in_it(daiban: Daiban, foreign: None) -> None:
    holders = {row["holder"] for row in daiban("custody", "--json").json}
    assert any(holder.endswith(HOSTILE[0]) for holder in holders)


def test_a_row_of_a_table_is_one_line(daiban: Daiban, foreign: None) -> None:
    rows = daiban("custody", "--json").json
    assert len(daiban("custody").out.splitlines()) == len(rows) + 2, "headings, rows, their number"


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if "\0" not in text], ids=ascii)
def test_names_of_files_and_arguments_are_told_in_one_clean_line(
    daiban: Daiban, empty: Path, tmp_path: Path, hostile: str
) -> None:
    for words in (
        ("import", tmp_path / f"a{hostile}b.xlsx"),
        ("today", "--db", tmp_path / f"a{hostile}b" / "x.db"),
        ("restore", tmp_path / f"a{hostile}b.db"),
        ("absent", f"a{hostile}b"),
        (f"a{hostile}b",),
        ("requests", f"a{hostile}b"),
        ("requests", "--view", f"a{hostile}b"),
        ("requests", f"--{hostile}b"),
        ("log", f"a{hostile}b"),
        ("today", "--now", f"a{hostile}b"),
        ("today", "--lang", f"a{hostile}b"),
    ):
        answer = daiban(*words)
        assert answer.status in (0, 1, 2)
        said = answer.out + answer.err
        assert said
        assert not UNSEEN.search(said)
        if answer.status == 1:
            assert len(answer.err.splitlines()) == 1
        json.dumps(said)


NO_TEXT = "a\udc80b"
"""An argument with a byte that is no UTF-8, as Python hands it on."""


@pytest.mark.parametrize(
    "words",
    [
        *((command, "--find", NO_TEXT) for command in LISTINGS),
        ("requests", "--view", NO_TEXT),
        ("absent", NO_TEXT, "--reason", NO_TEXT),
        ("present", NO_TEXT, "--take", NO_TEXT),
        ("chase", "1", "--to", NO_TEXT, "--said", NO_TEXT),
        ("close", "1", "--outcome", "met", "--told", NO_TEXT),
        ("sheet", "--person", NO_TEXT),
        ("add", NO_TEXT),
    ],
    ids=" ".join,
)
def test_bytes_that_are_no_text_are_no_fault_in_any_argument(
    daiban: Daiban, on_the_sample: None, words: tuple[str, ...]
) -> None:
    answer = daiban(*words)
    assert answer.status in (0, 1, 2)
    assert "fault" not in answer.err
    kept = answer.out + answer.err + daiban("log", "1").out
    assert "\\udc80" not in kept


def test_a_file_whose_name_is_no_text_is_found(daiban: Daiban, empty: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"{NO_TEXT}.db"
    try:
        copy.write_bytes(empty.read_bytes())
        copy.chmod(0o600)
    except OSError:
        pytest.skip("names here are text")
    assert daiban("doctor", "--db", copy).status == 0
