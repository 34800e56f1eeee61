"""Times and states that cannot be read: no command ends in a fault, and the doctor names them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.running import Daiban
from tests.damage import by_hand

READING = [
    "requests", "roster", "custody", "errands", "supplies", "testing", "directory", "households",
    "today", "clock", "log",
]  # fmt: skip

VALUES = [
    ("journal_step", "at", "yesterday"),
    ("request", "opened_at", "not a time"),
    ("request", "harm_at", "9999-12-31T23:59:59Z"),
    ("request", "state", "qqq"),
    ("person", "kind", "qqq"),
    ("presence", "since", "0"),
    ("presence", "place", "qqq"),
    ("duty", "starts_at", "0"),
    ("duty", "work", "qqq"),
    ("delivery", "arrives_at", "soon"),
    ("supply_drop", "eta", "soon"),
    ("test_session", "starts_at", "0"),
    ("test_session", "state", "qqq"),
    ("custody", "since", "once"),
    ("custody", "kind", "qqq"),
    ("chase", "at", "then"),
    ("chase", "rung", "qqq"),
]


@pytest.mark.parametrize(("table", "column", "value"), VALUES)
def test_no_command_faults_over_a_value_that_cannot_be_read(
    sample_file: Path, file: Path, daiban: Daiban, table: str, column: str, value: str
) -> None:
    shutil.copy(sample_file, file)
    newest = f"(SELECT id FROM {table} ORDER BY id DESC LIMIT 1)"
    by_hand(file, f"UPDATE {table} SET {column} = '{value}' WHERE id = {newest}")
    for command in READING:
        for lang in ("en", "zh"):
            answer = daiban(command, "--lang", lang)
            assert answer.status in (0, 1), (command, answer.err)
            assert "fault in the program" not in answer.err, (command, answer.err)
            assert "程序" not in answer.err, (command, answer.err)
            if answer.status:
                assert f"{table} " in answer.err, (command, answer.err)
                assert "doctor" in answer.err, (command, answer.err)
    for words in (["doctor"], ["doctor", "--lang", "zh"], ["doctor", "--mend"]):
        answer = daiban(*words)
        assert answer.status in (0, 1)
        if "--mend" not in words:
            assert f"{table} " in answer.out, answer.out
            assert f"({column}" in answer.out, answer.out


@pytest.mark.parametrize(
    ("column", "value"),
    [("opened_at", "not a time"), ("state", "qqq"), ("harm_at", "9999-12-31T23:59:59Z")],
)
def test_a_listing_shows_the_damaged_request_with_what_can_be_read(
    sample_file: Path, file: Path, daiban: Daiban, column: str, value: str
) -> None:
    shutil.copy(sample_file, file)
    before = daiban("requests", "--json").json
    by_hand(file, f"UPDATE request SET {column} = '{value}' WHERE no = 3")
    answer = daiban("requests", "--json")
    assert {one["no"] for one in answer.json} == {one["no"] for one in before}
    (damaged,) = [one for one in answer.json if one["no"] == 3]
    assert damaged[column] in (value, None)
    assert damaged["summary"]
    assert f"request 3 ({column})" in answer.err
    table = daiban("requests")
    assert table.status == 0
    assert f"request 3 ({column})" in table.err
    assert "damaged" in table.out or column == "harm_at"  # which no cell of a closed one tells


@pytest.mark.parametrize(
    ("table", "column", "value", "which"),
    [
        ("request", "opened_at", "not a time", "1"),
        ("request", "kind", "qqq", "1"),
        ("request", "state", "qqq", "no = 3"),
        ("duty", "starts_at", "0", "1"),
        ("test_session", "starts_at", "0", "1"),
        ("presence", "place", "qqq", "1"),
    ],
)
def test_the_board_of_the_day_tells_the_rest_and_names_what_cannot_be_read(
    sample_file: Path, file: Path, daiban: Daiban, table: str, column: str, value: str, which: str
) -> None:
    shutil.copy(sample_file, file)
    sound = daiban("today", "--json")
    assert not sound.err
    by_hand(file, f"UPDATE {table} SET {column} = '{value}' WHERE {which}")
    for lang in ("en", "zh"):
        told = daiban("today", "--lang", lang)
        assert told.status == 0
        assert f"{table} " in told.err
        assert column in told.err
        assert "On duty" in told.out or "在岗" in told.out
    plain = daiban("today", "--json")
    assert plain.status == 0
    assert plain.json.keys() == sound.json.keys()
    assert plain.json["requests"]["life"].keys() == sound.json["requests"]["life"].keys()


def test_testing_lists_the_session_whose_time_cannot_be_read(
    sample_file: Path, file: Path, daiban: Daiban
) -> None:
    shutil.copy(sample_file, file)
    before = daiban("testing", "--json").json
    by_hand(file, "UPDATE test_session SET starts_at = 'soon' WHERE no = 1")
    answer = daiban("testing", "--json")
    assert {one["no"] for one in answer.json} == {one["no"] for one in before}
    (damaged,) = [one for one in answer.json if one["no"] == 1]
    assert damaged["have"] == 0
    assert "test_session 1 (starts_at)" in answer.err
    assert "damaged" in daiban("testing").out
