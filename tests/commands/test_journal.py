"""log, undo, redo from the command line."""

from __future__ import annotations

import pytest

from tests.commands.running import Committee, Daiban
from tests.damage import by_hand


def test_log_lists_newest_first_with_stable_fields(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    listed = daiban("log", "--json").json
    assert [step["no"] for step in listed] == [2, 1]
    assert listed[1] | {"entered_at": "", "by": ""} == {
        "no": 1,
        "at": "2022-04-09T08:00:00+08:00",
        "entered_at": "",
        "by": "",
        "code": "compound_changed",
        "params": {"name": "大林"},
        "records": 1,
        "damaged": False,
        "undoes": None,
        "undone_by": None,
    }
    assert [step["no"] for step in daiban("log", 1, "--json").json] == [2]


def test_undo_and_redo_reach_the_file(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    assert daiban("undo").status == 0
    assert committee.named == "大林"
    assert daiban("undo").status == 0
    assert committee.named is None
    assert daiban("redo", "--json").json["no"] == 1
    assert daiban("redo").status == 0
    assert committee.named == "小林"
    undone = daiban("undo", 2, "--json").json
    assert (undone["no"], undone["undone_by"]) == (2, 7)


def test_a_step_others_build_on_is_refused_in_one_line(
    daiban: Daiban, committee: Committee
) -> None:
    committee.name("小林")
    assert "step 2" in daiban("undo", 1).refusal
    assert committee.named == "小林"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("undo",), "nothing to undo"),
        (("redo",), "nothing to redo"),
        (("undo", 7), "no step 7"),
    ],
)
@pytest.mark.usefixtures("empty")
def test_nothing_to_take_back_is_said(daiban: Daiban, words: tuple[object, ...], told: str) -> None:
    assert told in daiban(*words).refusal


@pytest.mark.usefixtures("empty")
def test_an_empty_log_says_so(daiban: Daiban) -> None:
    assert daiban("log", "--json").json == []
    assert daiban("log").out == "Nothing has been done yet.\n"


def test_a_broken_line_is_told_and_not_taken_back(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    by_hand(committee.file, "UPDATE journal_step SET params = '{', at = '' WHERE no = 2")
    told = daiban("log")
    assert (told.status, told.err) == (0, "")
    assert "damaged: compound … changed" in told.out
    newest = daiban("log", "--json").json[0]
    assert (newest["no"], newest["at"], newest["params"], newest["damaged"]) == (2, None, {}, True)
    assert "Step 2 is damaged" in daiban("undo").refusal
    assert committee.named == "小林"
    committee.name("大林")
    assert daiban("undo").status == 0
    assert committee.named == "小林"
