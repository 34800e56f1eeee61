"""tick, tube, missed and to-settle: exact fields, both languages, what is refused in one line."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from data.clock import FixedClock
from data.sample import SAMPLE_NOW
from data.store import Store
from models.testing import RoundKind, TubeKind
from tests.commands.running import Daiban
from tests.tables import HERE, THERE, add_round, begin_town

TICKED = "round started ticked noted came missed due unknown to_settle warnings".split()
MEMBER = "resident name compound lane building unit room household part state said tube".split()
TUBE = """
code capacity members state round kind full session desk opened_at result_at about unknown
to_settle warnings
""".split()
MISSED = "resident compound lane building unit room rounds name household part state said".split()
DOUBT = "no round said tube where why at settled_at settled".split()


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    add_round(store, kind=RoundKind.ANTIGEN, tubes=TubeKind.SINGLE, pool=1)
    store.close()
    return path


@pytest.fixture(autouse=True)
def town(town_file: Path, file: Path) -> None:
    copy(town_file, file)


def test_a_tick_tells_how_many_who_and_what_was_not_understood(daiban: Daiban) -> None:
    told = daiban("tick", "1", "--compound", HERE, "3号501 没下来, 999 没下来", "--json").json
    assert list(told) == TICKED
    assert (told["ticked"], told["unknown"], told["due"]) == (8, ["999"], 1)
    assert [list(one) for one in told["missed"]] == [MEMBER] * 2
    assert [one["name"] for one in told["missed"]] == ["金桂花", "金小明"]
    again = daiban("tick", "1", "3-501 came", "--compound", HERE, "--json").json
    assert (again["ticked"], again["missed"]) == (2, [])
    out = daiban("tick", "1", "--building", "大林苑3", "--lang", "zh").out
    assert out.startswith("打勾 2 人。")


def test_several_compounds_are_ticked_at_once_and_numbers_have_either_width(
    daiban: Daiban,
) -> None:
    words = ("--compound", "春晖", "--compound", THERE, "春晖苑3-501 没下来", "--json")
    told = daiban("tick", "１", *words).json
    assert (told["ticked"], len(told["missed"])) == (10, 2)


def test_who_lacks_has_the_rounds_in_a_row_and_words_without_names(daiban: Daiban) -> None:
    daiban("tick", "1", "--building", "春晖苑3", "501 没下来，502 柳青发烧")
    rows = daiban("missed", "1", "--json").json
    assert [list(one) for one in rows] == [MISSED] * 3
    assert [(one["name"], one["rounds"]) for one in rows] == [
        ("金桂花", 1),
        ("金小明", 1),
        ("柳青", 1),
    ]
    said = daiban("missed", "1", "--say").out
    assert "501" in said
    assert "金桂花" not in said
    assert "发烧" not in said
    (three, *_more) = daiban("missed", "1", "--counts", "--json").json
    assert (three["called"], three["sampled"], three["missed"]) == (10, 7, 3)
    told = daiban("missed", "1", "--settle", "春晖苑3-502 柳青", "住院了", "--json").json
    assert [one["name"] for one in told] == ["金桂花", "金小明"]
    told = daiban("missed", "1", "--visit", "春晖苑3-501", "--json").json
    assert {one["said"] for one in told} == {"home_visit"}


def test_a_tube_from_the_first_member_to_its_result(daiban: Daiban) -> None:
    told = daiban(
        "tube", "t01\r", "add", "春晖苑3-501", "--round", "1", "--desk", "2", "--json"
    ).json
    assert list(told) == TUBE
    assert (told["code"], told["capacity"], told["state"]) == ("T01", 10, "pending")
    assert [list(one) for one in told["members"]] == [MEMBER] * 2
    assert (told["kind"], told["full"], told["desk"]) == ("pooled", False, 2)
    assert daiban("tube", "T01", "--json").json["members"] == told["members"]
    moved = daiban("tube", "T01", "move", "T02", "金小明", "--round", "1", "--json").json
    assert (moved["code"], [one["name"] for one in moved["members"]]) == ("T02", ["金小明"])
    brought = daiban("tube", "T01", "move", "金小明", "--round", "1", "--json").json
    assert [one["name"] for one in brought["members"]] == ["金桂花", "金小明"]
    assert daiban("tube", "T01", "full", "--round", "1", "--json").json["full"] is True
    result = daiban("tube", "T01", "result", "异常", "--round", "1", "--json").json
    assert (result["state"], result["warnings"][0]["code"]) == ("abnormal", "tube_abnormal")
    assert [one["code"] for one in daiban("tube", "--round", "1", "--json").json] == ["T02", "T01"]
    daiban("undo")
    assert daiban("tube", "T01", "--round", "1", "--json").json["state"] == "pending"
    void = daiban("tube", "T01", "void", "--round", "1", "--json").json
    assert (void["state"], len(void["members"])) == ("void", 2)


def test_a_laboratory_says_one_and_all_the_rest(daiban: Daiban) -> None:
    for code, door in (("T1", "501"), ("T2", "502"), ("T3", "601")):
        daiban("tube", code, "add", f"春晖苑3-{door}", "--round", "1")
        daiban("tube", code, "full", "--round", "1")
    told = daiban("tube", "T2", "result", "异常", "--rest", "阴性", "--round", "1", "--json").json
    assert [(one["code"], one["state"]) for one in told] == [
        ("T2", "abnormal"),
        ("T3", "negative"),
        ("T1", "negative"),
    ]
    assert [list(one) for one in told] == [TUBE] * 3
    daiban("undo")
    told = daiban("tube", "T1", "T2", "result", "negative", "--round", "1", "--json").json
    assert [one["state"] for one in told] == ["negative"] * 2
    assert "One tube at a time" in daiban("tube", "T1", "T2", "void", "--round", "1").misuse


def test_a_tube_told_twice_stays_abnormal_until_the_laboratory_puts_it_right(
    daiban: Daiban,
) -> None:
    daiban("tube", "T01", "add", "春晖苑3-501", "--round", "1")
    daiban("tube", "T01", "result", "异常", "--round", "1")
    told = daiban("tube", "T01", "result", "negative", "--round", "1", "--json").json
    assert (told["state"], told["warnings"][0]["code"]) == ("abnormal", "tube_told_abnormal")
    (one,) = daiban("results", "--contradictions", "--json").json
    assert (one["code"], one["resident"], one["first"]["tube"]) == ("tube_twice", None, "T01")
    assert "laboratory" in one["ask"]
    said = daiban("tube", "T01", "--round", "1", "--lang", "zh").out
    assert said.startswith("T01 管：2/10 人，异常，又报过阴性")
    words = ("tube", "T01", "result", "negative", "--round", "1", "--corrects")
    assert "Who of the laboratory" in daiban(*words, " ").refusal
    assert daiban(*words, "检验科李工", "--json").json["state"] == "negative"
    assert daiban("results", "--contradictions", "--json").json == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("tick", "9"), "There is no round 9."),
        (("tick", "1", "--building", "77"), "There is no building 77 here; there is 春晖苑 3"),
        (("tube", "T*", "add", "春晖苑3-501", "--round", "1"), "T* is no tube's code"),
        (("tube", "T1", "result", "negative", "--round", "1"), "Round 1 has no tube T1."),
        (("tube", "T1", "add", "--round", "1"), "Say who:"),
        (("tube", "T1", "add", "春晖苑3-601 502 501", "--round", "1", "--capacity", "5"), "room"),
        (("tube", "T1", "add", "春晖苑3-501", "--round", "1", "--capacity", "60"), "1 to 50"),
        (("tick", "1", "--close"), "Round 1 has not begun"),
        (("missed", "1", "--settle", "春晖苑3-501", "x"), "Round 1 has not begun"),
        (("to-settle", "5", "x"), "There is nothing to settle under number 5."),
        (("tube", "T1", "add", "x"), "Say which round"),
        (("tube", "T1", "add", "春晖苑3-501", "--round", "1", "--desk", "9"), "tables are 1 to 2"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    daiban: Daiban, words: tuple[str, ...], says: str
) -> None:
    assert says in daiban(*words).wrong


def test_who_is_not_found_at_the_table_is_kept_to_be_settled(daiban: Daiban) -> None:
    said = daiban("tube", "T1", "add", "春晖苑3-501 王五", "--round", "1").refusal
    assert said.endswith("Kept to be settled as number 1.")
    (row,) = daiban("to-settle", "--json").json
    assert list(row) == DOUBT
    assert (row["said"], row["tube"]) == ("春晖苑3-501 王五", "T1")
    assert row["why"]["code"] == "table_name_not_behind_door"
    assert "lives at 春晖苑 3-501, but 金桂花" in said
    done = daiban("to-settle", "1", "是表弟", "--json").json
    assert done["settled"] == "是表弟"
    assert daiban("to-settle", "--json").json == []
    assert len(daiban("to-settle", "--all", "--json").json) == 1


def test_what_is_to_be_settled_is_a_table_too(daiban: Daiban, tmp_path: Path) -> None:
    daiban("tube", "T1", "add", "春晖苑3-501 王五 13800001234", "--round", "1")
    head, row = daiban("to-settle", "--csv").out.splitlines()
    assert head == "no,what was said,tube,where,why,when,what became of it"
    assert row.startswith("1,春晖苑3-501 王五 13800001234,T1,")
    for words in ((), ("--csv",)):
        assert "13800001234" not in daiban("to-settle", "--masked", *words).out
    file = tmp_path / "doubts.md"
    assert daiban("to-settle", "--to", file, "--masked").status == 0
    assert "T1" in file.read_text(encoding="utf-8")
    assert "13800001234" not in file.read_text(encoding="utf-8")
    assert daiban("to-settle", "1", "是表弟", "--csv").misuse
    assert len(daiban("to-settle", "--json").json) == 1, "nothing was settled"
    assert daiban("to-settle", "--lang", "zh", "--csv").out.startswith("号,原话,试管,")


def test_the_missing_at_the_end_become_requests(daiban: Daiban) -> None:
    daiban("tick", "1", "春晖苑3-501 没下来")
    told = daiban("tick", "1", "--close", "--json").json
    assert list(told) == [
        "round",
        "closed_at",
        "ticked",
        "missed",
        "unknown",
        "requests",
        "called_off",
    ]
    assert [one["name"] for one in told["missed"]] == ["金桂花", "金小明", "卧冰"]
    assert told["requests"] == [1, 2]
    (first, *_more) = daiban("requests", "--json").json
    assert first["kind"] == "test"
    assert "Round 1 was closed" in daiban("tick", "1").refusal
    assert daiban("tick", "1", "--reopen").status == 0


def test_a_chain_is_read_from_a_file_and_from_a_pipe(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "chain.txt"
    file.write_text("春晖苑3号楼抗原接龙\n1. 501 两人阴性 已上传\n2. 504 未做\n", encoding="utf-8")
    told = daiban("tick", "2", "--chain", file, "--json").json
    assert (told["ticked"], told["unknown"]) == (2, [])
    assert len(daiban("results", "--round", "2", "--json").json) == 2
    assert "not both" in daiban("tick", "2", "x", "--chain", file).misuse


def test_where_a_name_is_of_two_compounds_nobody_is_guessed(daiban: Daiban) -> None:
    told = daiban("tick", "1", "3-504 没下来", "--json").json
    assert (told["ticked"], told["unknown"]) == (0, ["3-504"])
    told = daiban("tick", "1", "3-504 没下来", "--compound", THERE, "--json").json
    assert [one["name"] for one in told["missed"]] == ["王芳", "李强"]


def test_a_door_without_names_is_told_once(daiban: Daiban) -> None:
    daiban("tick", "1", "--building", "春晖苑3", "502 没下来")
    assert "3-502 ×2" in daiban("missed", "1").out
    out = daiban("tube", "T01", "add", "春晖苑3-502", "--round", "1").out
    assert "3-502 ×2" in out


def test_the_rounds_there_are_are_named(daiban: Daiban) -> None:
    assert "--round 2" in daiban("tube", "T1").refusal
    daiban("tick", "1", "--building", "春晖苑4")
    assert daiban("tube", "T1").refusal.startswith("Round 1 has no tube T1")


def test_who_missed_the_most_rounds_stands_first_and_the_sum_last(daiban: Daiban) -> None:
    daiban("tick", "1", "--building", "春晖苑3", "502 504 没下来")
    lines = daiban("missed", "1").out.splitlines()
    assert lines[-1] == "4 people lack at 2 doors."


def test_a_chain_of_a_round_of_another_day_asks_before_its_sheet_stands(
    daiban: Daiban, tmp_path: Path
) -> None:
    chain = tmp_path / "chain.txt"
    chain.write_text("春晖苑3-501 金小明 9人 已做", encoding="utf-8")
    later = ("--now", "2022-04-12T09:00+08:00")
    asked = daiban("tick", "1", "--chain", str(chain), "--lang", "en", *later)
    assert "--yes" in asked.refusal
    assert "has not begun" in daiban("missed", "2", "--lang", "en").out
    done = daiban("tick", "1", "--chain", str(chain), "--yes", "--lang", "en", *later)
    assert done.out.startswith("2 people ticked in ")
    (doubt,) = daiban("to-settle", "--lang", "en", *later).out.splitlines()
    assert doubt.count("3-501 金小明") == 1
