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
