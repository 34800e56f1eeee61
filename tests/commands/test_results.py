"""results, result from the command line: field names, words of both languages, refusals."""

from __future__ import annotations

import pytest

from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.residents import ResidentInput
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.commands.running import Daiban


@pytest.fixture
def town(store: Store) -> None:
    """Two doors, one of them known by its head alone, and a worker."""
    begin(
        store,
        CompoundInput("春晖苑"),
        HouseholdInput(
            "春晖苑", "3", room="501",
            residents=(ResidentInput("金桂花", is_head=True), ResidentInput("金小明")),
        ),
        HouseholdInput("春晖苑", "3", room="502", head="柳青", people=2),
        PersonInput("施敏", PersonKind.STAFF),
    )  # fmt: skip


def test_a_result_is_written_down_and_listed(daiban: Daiban, town: None) -> None:
    done = daiban("result", "3号501 金桂花、金小明", "阳性", "--source", "antigen", "--json").json
    assert [one["name"] for one in done["results"]] == ["金桂花", "金小明"]
    assert daiban("result", "柳青", "negative").status == 0
    listed = daiban("results", "--json").json
    assert len(listed) == 3
    one = next(row for row in listed if row["name"] == "柳青")
    assert {name: one[name] for name in ("resident", "source", "result", "at")} == {
        "resident": None,
        "source": "single",
        "result": "negative",
        "at": "2022-04-09T08:00:00+08:00",
    }
    assert (one["compound"], one["lane"], one["building"], one["unit"], one["room"]) == (
        "春晖苑", None, "3", None, "502",
    )  # fmt: skip
    assert [row["resident"] for row in daiban("results", "--resident", "1", "--json").json] == [1]
    assert len(daiban("results", "--household", "3号501", "--json").json) == 2
    assert len(daiban("results", "--resident", "3号501 金小明", "--json").json) == 1
    assert daiban("undo").status == 0
    assert len(daiban("results", "--json").json) == 2


@pytest.mark.parametrize("who", ["柳青", "3号502 柳青", "春晖苑3号502，柳青", "3号502 柳小燕"])
def test_who_has_no_number_is_found_by_door_and_name(daiban: Daiban, town: None, who: str) -> None:
    done = daiban("result", who, "positive", "--json").json
    (name,) = [one["name"] for one in done["results"]]
    assert len(done["taken"]) == (name == "柳小燕")
    daiban("result", "3号501 金小明", "negative")
    listed = daiban("results", "--resident", who, "--json").json
    assert [(one["name"], one["result"]) for one in listed] == [(name, "positive")]


def test_a_positive_says_what_follows_and_whose_duties_are_left(daiban: Daiban, town: None) -> None:
    out = daiban("--lang", "zh", "result", "施敏", "阳").out
    assert "不参加混采" in out
    assert "施敏在人员名册上" in out
    told = daiban("result", "金桂花", "positive", "--json").json
    assert told["on_roster"] == []


def test_contradictions_say_what_to_ask(daiban: Daiban, town: None) -> None:
    daiban("result", "金桂花", "positive", "--source", "antigen", "--at", "07:00")
    daiban("result", "金桂花", "negative", "--at", "07:30")
    (one,) = daiban("results", "--contradictions", "--json").json
    assert (one["resident"], one["code"]) == (1, "antigen_and_pcr")
    assert (one["first"]["result"], one["second"]["result"]) == ("positive", "negative")
    assert "subdistrict" in one["ask"]
    assert "antigen" in daiban("results", "--contradictions").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("result", "张三", "阴性"), "张三"),
        (("result", "金桂花", "也许"), "也许"),
        (("result", "金桂花", "阴性", "--at", "明天8点"), "04-10"),
        (("result", "金桂花", "阴性", "--at", "夏至"), "夏至"),
        (("result", "金桂花", "阴性", "--round", "7"), "7"),
        (("results", "--resident", "99"), "99"),
        (("results", "--resident", "张三"), "张三"),
        (("results", "--household", "9号901"), "9号901"),
        (("results", "--round", "5"), "5"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    daiban: Daiban, town: None, words: tuple[str, ...], told: str
) -> None:
    assert told in daiban(*words).wrong
    assert daiban("results", "--json").json == []


def test_bad_usage_is_told_as_that(daiban: Daiban, town: None) -> None:
    assert daiban("result", "金桂花").status == 2
    assert daiban("result", "金桂花", "阴性", "--source", "rumour").status == 2
