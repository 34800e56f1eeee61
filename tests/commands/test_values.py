"""Times and states that cannot be read: no command ends in a fault, and the doctor names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.requests.commands import add_request
from data.store import Store
from models.chases import Urgency
from models.requests import RequestInput, RequestKind
from models.times import stored
from tests.commands.running import Daiban
from tests.copied import copied
from tests.damage import by_hand, spoil

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
    copied(sample_file, file)
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
    copied(sample_file, file)
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
    copied(sample_file, file)
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
    copied(sample_file, file)
    before = daiban("testing", "--json").json
    by_hand(file, "UPDATE test_session SET starts_at = 'soon' WHERE no = 1")
    answer = daiban("testing", "--json")
    assert {one["no"] for one in answer.json} == {one["no"] for one in before}
    (damaged,) = [one for one in answer.json if one["no"] == 1]
    assert damaged["have"] == 0
    assert "test_session 1 (starts_at)" in answer.err
    assert "damaged" in daiban("testing").out


LIFE = "大林苑2号1805 老人胸口痛喘不上气"


@pytest.fixture
def damaged_life(file: Path, filled: Store) -> None:
    """A life whose times have a byte that is no text, as their indexes have not."""
    given = RequestInput(LIFE, "", RequestKind.EMERGENCY, Urgency.LIFE, filled.now(), 1)
    filled.do(add_request, given)
    filled.close()
    spoil(file, "request", stored(filled.now()))


@pytest.mark.usefixtures("damaged_life")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_byte_that_is_no_text_hides_no_life(daiban: Daiban, lang: str) -> None:
    for words in (["requests"], ["today"], ["emergency", "1"], ["requests", "--find", "胸口"]):
        for also in ([], ["--json"]):
            answer = daiban(*words, *also, "--lang", lang)
            assert answer.status == 0, answer.err
            assert "request 1 (opened_at, entered_at)" in answer.err
            assert "胸口痛" in answer.out


@pytest.mark.usefixtures("damaged_life")
def test_a_life_is_pushed_for_once_the_indexes_fit_again(daiban: Daiban) -> None:
    pushed = ("chase", "1", "--to", "120", "--said", "在路上")
    answer = daiban(*pushed)
    assert answer.status == 1
    assert "Not saved; nothing was changed." in answer.err
    assert "doctor --mend" in answer.err
    mended = daiban("doctor", "--mend", "--json")
    assert mended.status == 1
    codes = {one["code"] for one in mended.json["findings"] if one["wrong"]}
    assert {"values", "records"} <= codes
    assert "indexes" not in codes
    for also in ([], ["--json"]):
        answer = daiban(*pushed, *also)
        assert answer.status == 0
        assert "request 1 (opened_at, entered_at)" in answer.err
    assert answer.json["chases"] == 2
    assert "request 1" in daiban("emergency", "1").err
    closed = daiban("close", "1", "--outcome", "withdrawn", "--told", "丈夫")
    assert closed.status == 0
    assert "Request 1 is resolved" in closed.out


@pytest.mark.parametrize(
    ("table", "column"), [("duty", "ends_at"), ("presence", "until"), ("test_session", "ends_at")]
)
def test_the_roster_lists_everybody_whatever_cannot_be_reckoned(
    sample_file: Path, file: Path, daiban: Daiban, table: str, column: str
) -> None:
    copied(sample_file, file)
    before = daiban("roster", "--json").json
    by_hand(file, f"UPDATE {table} SET {column} = 'soon'")
    answer = daiban("roster", "--json")
    assert [one["name"] for one in answer.json] == [one["name"] for one in before]
    assert {(one["only_they"], one["load_hours"]) for one in answer.json} == {(None, None)}
    assert f"({column})" in answer.err
    plain = daiban("roster")
    assert plain.status == 0
    assert "damaged" in plain.out
