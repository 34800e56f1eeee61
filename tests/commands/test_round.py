"""round new, round show, round from the command line: what is printed, kept and refused."""

from __future__ import annotations

import pytest

from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.commands.running import Daiban

NEW = ("round", "new", "--day", "2022-04-10", "--kind", "pooled", "--from", "06:00", "--to")


@pytest.fixture(autouse=True)
def town(store: Store) -> None:
    """Two compounds, one of them with two lanes that have a building 5 each."""
    begin(
        store,
        CompoundInput("大林苑"),
        CompoundInput("四十三弄"),
        *(
            HouseholdInput("大林苑", "3", room=f"{floor}0{door}", people=3)
            for floor in range(1, 7)
            for door in range(1, 5)
        ),
        *(
            HouseholdInput("四十三弄", "5", lane=lane, room="前客堂", people=4)
            for lane in ("43", "45")
        ),
        PersonInput("姚伟", PersonKind.STAFF),
    )


def test_a_round_is_planned_with_its_sessions_and_batches(daiban: Daiban) -> None:
    told = daiban(*NEW, "14:00", "--desks", "2", "--pool", "20", "--json").json
    assert (told["round"], told["pool_size"], told["desks"], told["people"]) == (1, 20, 2, 80)
    first, second = told["sessions"]
    assert {name: first[name] for name in ("no", "compounds", "place", "people", "need")} == {
        "no": 1,
        "compounds": ["大林苑"],
        "place": "大林苑",
        "people": 72,
        "need": 5,
    }
    assert first["starts_at"] == "2022-04-10T06:00:00+08:00"
    assert sum(batch["people"] for batch in first["batches"]) == 72
    batch = first["batches"][0]
    assert (batch["building"], batch["from"], batch["to"]) == ("3", "101", "204")
    assert (batch["households"], batch["people"], batch["at_door"]) == (8, 24, False)
    assert batch["starts_at"] == "2022-04-10T06:01:00+08:00", "after who works here"
    lanes = [(one["compound"], one["lane"], one["building"]) for one in second["batches"]]
    assert lanes == [("四十三弄", "43", "5"), ("四十三弄", "45", "5")]
    assert second["batches"][0]["from"] == "前客堂"
    again = daiban("round", "show", "1", "--json").json
    assert again["sessions"] == told["sessions"]
    listed = daiban("testing", "--json").json
    assert [(one["round"], one["people"], one["batches"]) for one in listed] == [
        (1, 72, 3),
        (1, 8, 2),
    ]
    assert {one["tube_kind"] for one in listed} == {"pooled"}
    assert [one["round"] for one in daiban("round", "--json").json] == [1]


def test_a_plan_that_is_only_shown_writes_nothing(daiban: Daiban) -> None:
    told = daiban(*NEW, "14:00", "--plan", "--json").json
    assert told["round"] is None
    assert [one["no"] for one in told["sessions"]] == [None, None]
    assert daiban("round", "--json").json == []


def test_a_round_is_one_step_undone_whole(daiban: Daiban) -> None:
    daiban(*NEW, "14:00", "--compound", "大林", "--compound", "大林苑")
    assert len(daiban("testing", "--json").json) == 1
    assert daiban("undo").status == 0
    assert daiban("testing", "--json").json == []
    assert daiban("round", "--json").json == []


def test_too_few_desks_are_warned_of_with_what_would_do(daiban: Daiban) -> None:
    told = daiban(*NEW, "06:10", "--desks", "1", "--json").json
    (warning,) = told["warnings"]
    assert warning["code"] == "desks_too_few"
    assert warning["params"]["people"] == 80
    assert warning["params"]["desks"] > 1
    said = daiban(*NEW, "06:10", "--desks", "1").out
    assert "⚠ 80 people are called and the desks take 20" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "05:00"), "over before it begins"),
        (("--desks", "0"), "whole number from 1 on"),
        (("--desks", "999"), "200 at most"),
        (("--pool", "7"), "choose from 5, 10, 20"),
        (("--kind", "single", "--pool", "10"), "Only pooled tubes"),
        (("--compound", "大林院"), "There is 大林苑."),
        (("--building", "7", "--compound", "大林苑"), "Which building is 7"),
        (("--building", "45-5", "--compound", "大林苑"), "building"),
        (("--day", "2022-04-01"), "04-01 is over"),
        (("--from", "25点"), "25点"),
        (("--mark", "吸氧"), "吸氧"),
        (("--materials", "采样管", "10"), "采样管"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_leaves_nothing(
    daiban: Daiban, words: tuple[str, ...], says: str
) -> None:
    assert says in daiban(*NEW, "14:00", *words).wrong
    assert daiban("round", "--json").json == []


@pytest.mark.parametrize(
    "words", [("--pool", "0"), ("--desks", "many"), ("--kind", "gargle"), ("--day", "Nirgends")]
)
def test_bad_usage_exits_2(daiban: Daiban, words: tuple[str, ...]) -> None:
    assert daiban(*NEW, "14:00", *words).status == 2


def test_one_building_of_one_lane_is_sampled_alone(daiban: Daiban) -> None:
    told = daiban(*NEW, "14:00", "--building", "45-5", "--json").json
    (session,) = told["sessions"]
    assert session["compounds"] == ["四十三弄"]
    assert [(one["lane"], one["people"]) for one in session["batches"]] == [("45", 4)]


def test_an_end_behind_midnight_and_bare_hours_are_taken(daiban: Daiban) -> None:
    words = ("round", "new", "--day", "2022-04-10", "--kind", "pooled", "--desks", "1", "--json")
    told = daiban(*words, "--from", "２２", "--to", "2").json
    assert (told["from"], told["to"]) == ("2022-04-10T22:00:00+08:00", "2022-04-11T02:00:00+08:00")
    assert told["day"] == "2022-04-10"
    late = daiban(*words, "--from", "23:50", "--to", "03:00").json
    starts = [one["starts_at"] for session in late["sessions"] for one in session["batches"]]
    assert starts == sorted(starts)
    assert starts[-1] > "2022-04-11"


def test_a_team_is_told_with_when_it_arrives(daiban: Daiban) -> None:
    told = daiban(*NEW, "14:00", "--team", "瑞金医疗队", "--team-at", "05:40", "--json").json
    assert (told["team"], told["team_at"]) == ("瑞金医疗队", "2022-04-10T05:40:00+08:00")
    same = daiban(*NEW, "14:00", "--team", "瑞金医疗队", "--compound", "大林苑", "--json").json
    assert [one["code"] for one in same["warnings"]] == ["round_again"]


def test_a_round_that_is_not_there_is_refused(daiban: Daiban) -> None:
    assert "no round 9" in daiban("round", "show", "9").refusal
