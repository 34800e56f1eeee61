"""Names in lists that the register has nobody of: who is sick behind a door is not lost."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from data.call_sheet.finding import find_people
from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.results import commands, queries
from data.results.holds import holds
from data.store import Store
from models.call_sheet.finding import Found, is_slip
from models.exchange import ImportReport
from models.households import CompoundInput, HouseholdInput
from models.results import Result, ResultInput
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


@pytest.mark.parametrize("name", ["?", "=1+1", "？？", "女士"])
def test_a_cell_that_names_nobody_is_not_its_door(town: Store, tmp_path: Path, name: str) -> None:
    rows = (("姓名", "地址", "检测结果"), (name, "大林苑4号904", "阴性"))
    done = bring(town, tmp_path, *rows)
    assert town.ask(queries.results) == []
    assert done.problems
    assert done.added == 0
