"""call-down from the command line: rounds, results, what is left, who was not spoken to."""

from __future__ import annotations

import pytest

from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.residents import PersonMark, ResidentInput
from models.roster import PersonInput, PersonKind
from models.telephones import Telephone
from tests.beginning import begin
from tests.commands.running import Daiban

ALONE = "独居老人"


@pytest.fixture
def town(store: Store) -> None:
    """Two of the staff, a volunteer, and four doors, of which one has no number."""
    son = Telephone("13800000077", whose="儿子")
    begin(
        store,
        CompoundInput("春晖苑"),
        HouseholdInput(
            "春晖苑",
            "3",
            room="501",
            residents=(
                ResidentInput("金桂花", phones=(son,), marks=(PersonMark(ALONE),), born="1938"),
            ),
        ),
        HouseholdInput("春晖苑", "3", room="502", head="柳青", marks=(ALONE,)),
        HouseholdInput(
            "春晖苑", "4", room="101", head="白露", phone="13800000031", marks=("孕妇",)
        ),
        HouseholdInput("春晖苑", "4", room="102", head="夏荷", marks=(ALONE, "空关")),
        PersonInput("施敏", PersonKind.STAFF),
        PersonInput("小林", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER),
    )


def test_a_round_is_shown_and_made(daiban: Daiban, town: None) -> None:
    shown = daiban("call-down", "new", "--mark", "alone", "--plan", "--json").json
    assert (shown["no"], shown["applied"], shown["count"], shown["to_visit"]) == (None, False, 2, 1)
    assert daiban("call-down", "--json").json == []
    made = daiban("call-down", "new", "--mark", "独居", "--mark", "孕妇", "--json").json
    assert (made["no"], made["count"]) == (1, 3)
    assert sorted(one["caller"] for one in made["calls"]) in (
        ["小林", "小林", "施敏"],
        ["小林", "施敏", "施敏"],
    )
    assert made["left_out"] == [
        {
            "household": 4,
            "resident": None,
            "name": "夏荷",
            "door": "春晖苑 4-102",
            "reason": "empty_flat",
        }
    ]
    (listed,) = daiban("call-down", "--json").json
    assert (listed["marks"], listed["calls"], listed["left"]) == ([ALONE, "孕妇"], 3, 3)


def test_what_is_left_is_told_whole(daiban: Daiban, town: None) -> None:
    daiban("call-down", "new", "--over", "80", "--only", "许强")
    (line,) = daiban("call-down", "left", "--json").json
    del line["round"], line["due"], line["note"]
    assert line == {
        "no": 1,
        "household": 1,
        "resident": 1,
        "name": "金桂花",
        "door": "春晖苑 3-501",
        "phones": [{"phone": "13800000077", "extension": None, "whose": "儿子"}],
        "marks": [ALONE],
        "caller": "许强",
        "due_at": "2022-04-09T08:00:00+08:00",
        "tries": 0,
        "tried_at": None,
        "result": None,
        "spoken_at": None,
        "request": None,
    }
    assert daiban("call-down", "--json", "left").json == daiban("call-down", "left", "--json").json


def test_results_are_written_down(daiban: Daiban, town: None) -> None:
    daiban("call-down", "new", "--mark", "独居", "--mark", "pregnant", "--with", "许强")
    needs = daiban("call-down", "result", "1", "needs", "--text", "米没有了", "--json").json
    assert needs["call"]["request"] == 1
    (asked,) = daiban("requests", "--json").json
    assert (asked["household"], asked["kind"]) == (1, "food")
    again = daiban("call-down", "result", "1", "well").refusal
    assert again.startswith("金桂花 has a result: needs something, by ")
    assert again.endswith(", 04-09 08:00. --again writes another over it.")
    daiban("call-down", "result", "1", "well", "--again")
    said = daiban("call-down", "result", "2", "no_answer").out
    assert said == "柳青: no answer. Again at 10:00.\n"
    daiban("call-down", "result", "2", "no_answer")
    knocks = daiban("call-down", "result", "2", "no_answer").out
    assert "⚠ Somebody must knock today: #2" in knocks
    daiban("call-down", "result", "3", "not_here", "--where", "hospital")
    assert [one["no"] for one in daiban("call-down", "left", "--json").json] == [2]
    assert daiban("today", "--json").json["calls"] == {
        "left": 1,
        "due": 0,
        "overdue": 0,
        "by": [],
    }


def test_what_cannot_be_is_refused(daiban: Daiban, town: None) -> None:
    assert daiban("call-down", "new").misuse == (
        "Choose by which marks, or from which age, people are called."
    )
    assert daiban("call-down", "new", "--mark", "火星").refusal == (
        "Nobody bears the mark 火星. Marks there are: living alone, pregnant, vacant"
    )
    assert daiban("call-down", "new", "--mark", "透析").refusal == (
        "Nobody is to be called who bears these marks; left out: 0."
    )
    assert daiban("call-down", "result", "7", "well").refusal == "There is no call number 7."
    daiban("call-down", "new", "--mark", "独居")
    assert daiban("call-down", "result", "1", "needs").misuse == "Say what is needed: --text ..."


def test_who_was_not_spoken_to_is_told(daiban: Daiban, town: None) -> None:
    told = daiban("call-down", "left", "--unspoken", "--json").json
    assert [(one["name"], one["spoken_at"]) for one in told] == [
        ("金桂花", None),
        ("柳青", None),
        ("白露", None),
    ]
    daiban("call-down", "new", "--mark", "独居")
    daiban("call-down", "result", "1", "well")
    told = daiban("call-down", "left", "--unspoken", "--json").json
    assert [one["name"] for one in told] == ["柳青", "白露"]
