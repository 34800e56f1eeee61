"""Names in lists that the register has nobody of: who is sick behind a door is not lost."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.call_sheet.commands import freeze
from data.call_sheet.finding import find_people
from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.results import commands, queries
from data.results.holds import holds
from data.sampling import queries as sampling
from data.store import Store
from data.testing import commands as testing
from models.call_sheet.finding import Found, is_slip
from models.exchange import ImportReport
from models.households import CompoundInput, HouseholdInput
from models.results import Result, ResultInput
from models.testing import RoundInput, RoundKind, SessionInput
from tests.beginning import begin


@pytest.fixture
def town(store: Store) -> Store:
    """A door of six people of whom the head alone has a name, and one of two."""
    begin(
        store,
        CompoundInput("大林苑"),
        HouseholdInput("大林苑", "4", room="904", head="潘春", people=6),
        HouseholdInput("大林苑", "4", room="905", head="诸葛小亮", people=2),
    )
    return store


def found(store: Store, text: str) -> Found:
    return store.ask(find_people, text, carried={})


def say(store: Store, text: str, result: Result, hours: int = 0) -> None:
    at = store.now() - timedelta(hours=hours)
    store.do(commands.record_found, found(store, text), ResultInput(result, at=at))


def held(store: Store) -> dict[int, str]:
    """Why somebody is out of pools, by their place behind the door."""
    return {who.place: str(one.why) for who, one in store.ask(holds, store.now()).items()}


def bring(store: Store, tmp_path: Path, *rows: Sequence[str]) -> ImportReport:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with store.read() as conn:
        plan = plan_import(conn, [path], now=store.now())
    (done,) = run_import(store, plan)
    return done


def test_a_name_the_register_has_not_is_one_of_those_without_a_name(town: Store) -> None:
    got = found(town, "大林苑4号904 王小明、李大红")
    assert [(one.who.place, one.name) for one in got.people] == [(2, "王小明"), (3, "李大红")]
    assert [(one.text, one.of) for one in got.said] == [("王小明", 5), ("李大红", 5)]
    assert got.is_clear
    assert not town.ask(find_people, "大林苑4号904 王小明").people


def test_the_same_name_is_the_same_person_later(town: Store) -> None:
    say(town, "大林苑4号904 李大红", Result.POSITIVE)
    assert held(town) == {2: "positive"}
    got = found(town, "大林苑4号904 王小明、李大红")
    assert [(one.who.place, one.name) for one in got.people] == [(3, "王小明"), (2, "李大红")]


def test_where_all_have_other_names_nobody_is_meant(town: Store) -> None:
    say(town, "大林苑4号905 王小明", Result.NEGATIVE)
    got = found(town, "大林苑4号905 李大红")
    assert (got.people, [str(one.why) for one in got.unknown]) == ((), ["name_not_behind_door"])


@pytest.mark.parametrize("name", ["诸葛大亮", "诸葛亮"])
def test_a_slip_of_somebody_named_is_asked_about(town: Store, name: str) -> None:
    got = found(town, f"大林苑4号905 {name}")
    assert not got.people
    assert [[one.name for one in several.people] for several in got.several] == [["诸葛小亮"]]


@pytest.mark.parametrize(
    ("name", "known", "is_one"),
    [
        ("王小明", "王小鸣", True),
        ("王小明", "王明", True),
        ("王小明", "王小明", False),
        ("王芳", "王强", False),
        ("王小明", "李大明", False),
    ],
)
def test_what_may_be_a_slip(name: str, known: str, is_one: bool) -> None:
    letters = {"王芳": "wf", "王强": "wq"}
    assert is_slip(name, known, lambda text: letters.get(text, text)) is is_one


def test_a_negative_frees_only_who_was_held_under_that_name(town: Store) -> None:
    say(town, "大林苑4号904", Result.ABNORMAL, 5)
    assert held(town) == dict.fromkeys(range(1, 7), "pending")
    say(town, "大林苑4号904 王小明", Result.NEGATIVE, 4)
    assert held(town) == dict.fromkeys(range(1, 7), "pending")
    say(town, "大林苑4号904 潘春", Result.NEGATIVE, 4)
    assert held(town) == dict.fromkeys(range(2, 7), "pending")
    say(town, "大林苑4号905 王小明", Result.ABNORMAL, 4)
    say(town, "大林苑4号905 王小明", Result.NEGATIVE, 3)
    assert {who.household for who in town.ask(holds, town.now())} == {
        one.who.household for one in found(town, "大林苑4号904").people
    }
    say(town, "大林苑4号904", Result.NEGATIVE, 2)
    assert held(town) == {}


def test_a_list_holds_whom_it_names(town: Store, tmp_path: Path) -> None:
    rows = (
        ("姓名", "小区", "楼号", "室号", "检测结果"),
        ("王小明", "大林苑", "4", "904", "阳性"),
    )
    done = bring(town, tmp_path, *rows)
    assert (done.added, [one.code for one in done.problems]) == (1, ["testing_taken"])
    assert held(town) == {2: "positive"}
    assert [one.name for one in town.ask(queries.results)] == ["王小明"]
    assert bring(town, tmp_path, *rows).added == 0


@pytest.fixture
def its_round(town: Store) -> Store:
    """The same with a round of today that has begun."""
    with town.step() as step:
        no = testing.add_round(step, RoundInput("第一轮", RoundKind.PCR, date(2022, 4, 9), 10))
        begins = datetime.fromisoformat("2022-04-09T07:00+08:00")
        ends = begins + timedelta(hours=4)
        testing.add_session(step, SessionInput(no, "门口", ("大林苑",), begins, ends, 2))
    town.do(freeze, 1)
    return town


def test_members_of_tubes_keep_the_name_as_it_was_written(its_round: Store, tmp_path: Path) -> None:
    heading = ("管号", "门牌", "姓名")
    bring(its_round, tmp_path, heading, ("A001", "4号904", "王小明"))
    bring(its_round, tmp_path, heading, ("A002", "4号904", "李大红"))
    with its_round.read() as conn:
        rows = conn.execute("SELECT place, name FROM sheet_person WHERE tube_id IS NOT NULL")
        assert sorted(map(tuple, rows)) == [(2, "王小明"), (3, "李大红")]
    bring(its_round, tmp_path, ("管号", "结果", "出结果时间"), ("A001", "异常", "2022-04-09 07:30"))
    assert held(its_round) == {2: "pending"}
    say(its_round, "大林苑4号904 王小明", Result.NEGATIVE)
    assert held(its_round) == {}


def test_what_is_to_be_settled_keeps_the_row(its_round: Store, tmp_path: Path) -> None:
    rows = (
        ("姓名", "小区", "楼号", "室号", "检测结果", "管号"),
        ("诸葛大亮", "大林苑", "4", "905", "阳性", "T0300"),
        ("周三", "大林苑", "4", "999", "阳性", ""),
    )
    done = bring(its_round, tmp_path, *rows)
    assert done.added == 0
    assert {one.said for one in its_round.ask(sampling.doubts, 1)} == {
        "4-905 诸葛大亮 (大林苑 4 905 诸葛大亮 T0300 阳性)",
        "4-999 周三 (大林苑 4 999 周三 阳性)",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["?", "=1+1", "？？", "女士"])
def test_a_cell_that_names_nobody_is_not_its_door(town: Store, tmp_path: Path, name: str) -> None:
    rows = (("姓名", "地址", "检测结果"), (name, "大林苑4号904", "阴性"))
    done = bring(town, tmp_path, *rows)
    assert town.ask(queries.results) == []
    assert done.problems
    assert done.added == 0
