"""Paperwork comes in exactly as it is known to be, in one step that can be undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.households.queries import mark_counts, totals
from data.journal import queries as journal
from data.roster.queries import on_duty
from data.store import Store
from models.exchange import ImportKind, ImportPlan, ImportReport
from models.problems import Refused
from models.reading import guard as guards
from screens import i18n
from screens.exchange.words import change_words
from tests.exchange.lists import HEADINGS, homes, text, workbook
from tests.paperwork.make import COMPOUNDS, EXPECTED, HOMES
from tests.states import refused, state, undone_whole

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]


@pytest.fixture
def folder(paperwork: Path) -> Path:
    return paperwork


@pytest.fixture
def expected(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    return found


def _compare(store: Store, expected: dict[str, Any]) -> None:
    with store.read() as conn:
        assert tuple(totals(conn)) == (expected["households"], expected["residents"])
        assert dict(mark_counts(conn)) == expected["noted"]
        by_compound = conn.execute(
            "SELECT c.name, count(*) FROM household h JOIN building b ON b.id = h.building_id "
            "JOIN compound c ON c.id = b.compound_id GROUP BY c.name"
        ).fetchall()
    assert dict(by_compound) == expected["by_compound"]


def test_everything_comes_in_as_expected(
    folder: Path, store: Store, bring: Bring, expected: dict[str, Any]
) -> None:
    assert bring(folder / "compounds.xlsx").added == len(expected["by_compound"])
    register = bring(folder / "register.xlsx")
    assert (register.added, register.skipped) == (
        expected["households"],
        expected["register_duplicate_rows"],
    )
    assert len(register.problems) == expected["register_bad_rows"]
    assert all(p.sheet and p.row and p.column for p in register.problems)
    assert dict(register.by_compound) == expected["by_compound"]
    people = bring(folder / "staff.xlsx")
    assert dict(people.added_by_kind) == {
        "staff": expected["staff"],
        "volunteers": expected["volunteers"],
    }
    assert people.problems == ()
    _compare(store, expected)
    duty = store.ask(on_duty, store.now())
    assert (duty.present, duty.staff) == (expected["staff_on_duty"], expected["staff"])


def test_a_row_that_cannot_come_in_is_told_with_its_place(
    own_paperwork: Path, bring: Bring
) -> None:
    bring(own_paperwork / "compounds.xlsx")
    register = bring(own_paperwork / "register.xlsx")
    expected = json.loads((own_paperwork / EXPECTED).read_text(encoding="utf-8"))
    assert [[p.code, p.sheet, p.row, p.column] for p in register.problems] == expected[
        "register_problems"
    ]


_OTHERS = """
SELECT p.number FROM telephone p JOIN household h ON h.id = p.household_id WHERE h.phone = ?
"""


def test_two_numbers_in_a_cell_are_both_kept(
    own_paperwork: Path, store: Store, bring: Bring
) -> None:
    bring(own_paperwork / "compounds.xlsx", own_paperwork / "register.xlsx")
    kept = homes(store)
    for home in HOMES:
        first, _slash, second = home.phone.partition("/")
        head, phone, people, _marks, _note = kept[home.door]
        assert (head, phone, people) == (home.head, first, home.people), home.door
        others = store.ask(sqlite3.Connection.execute, _OTHERS, (first,)).fetchall()
        assert [number for (number,) in others] == ([second] if second else []), home.door


def test_all_in_one_import(
    folder: Path, store: Store, bring: Bring, expected: dict[str, Any]
) -> None:
    names = ("calls.txt", "staff.xlsx", "register.xlsx", "compounds.xlsx")
    bring(*(folder / name for name in names))
    _compare(store, expected)
    found = store.ask(
        sqlite3.Connection.execute, "SELECT count(*), count(household_id) FROM request"
    ).fetchone()
    assert found == (len(expected["calls"]), len(expected["calls"]))
    assert store.ask(
        sqlite3.Connection.execute, "SELECT count(*) FROM journal_step"
    ).fetchone() == (1,)


def test_calls_are_not_doubted_where_the_same_import_tells(
    folder: Path, plan: Callable[..., ImportPlan]
) -> None:
    """The register that comes in with them is asked before anything is said of them."""
    names = ("calls.txt", "staff.xlsx", "register.xlsx", "compounds.xlsx")
    notes = plan(*(folder / name for name in names)).files[0].notes
    assert [note for note in notes if note.code != "call_life"] == []


def test_calls_are_doubted_where_the_same_import_leaves_it_unclear(
    tmp_path: Path, store: Store, plan: Callable[..., ImportPlan]
) -> None:
    register, calls = tmp_path / "register.csv", tmp_path / "calls.txt"
    rooms = "".join(f"大林苑,2,{room},石磊,\n" for room in ("1805", "1804"))
    register.write_text(f"小区名称,楼号,室号,户主,电话\n{rooms}", encoding="utf-8")
    said = "13:10 大林苑2号1805、1804、1705室 停水了 13800006051"
    calls.write_text(f"{said}\n12:00 大林苑99号901室 没收到菜\n", encoding="utf-8")
    planned = plan(calls, register)
    notes = (note for note in planned.files[0].notes if note.code != "call_life")
    assert [(note.code, note.row) for note in notes] == [
        ("call_door_unknown", 1),
        ("call_household_unknown", 2),
    ]
    run_import(store, planned)
    (found,) = store.ask(
        sqlite3.Connection.execute,
        "SELECT count(*) FROM request_door d JOIN request r ON r.id = d.request_id"
        " JOIN household h ON h.id = d.household_id"
        " WHERE h.room = '1804' AND r.address_said = '1705'",
    ).fetchone()
    assert found == 1


@pytest.mark.parametrize("other", ["register_gb18030.csv", "register_by_compound.xlsx"])
def test_the_same_register_in_another_form_changes_nothing(
    folder: Path, store: Store, bring: Bring, expected: dict[str, Any], other: str
) -> None:
    bring(folder / "compounds.xlsx", folder / "register.xlsx")
    report = bring(folder / other)
    assert (report.added, report.updated, report.unchanged) == (0, 0, expected["households"])
    assert report.problems == ()
    _compare(store, expected)


@pytest.mark.parametrize("first", ["register_gb18030.csv", "register_by_compound.xlsx"])
def test_a_register_first_makes_its_compounds(
    folder: Path, store: Store, bring: Bring, expected: dict[str, Any], first: str
) -> None:
    report = bring(folder / first)
    assert (report.added, set(report.made)) == (
        expected["households"],
        set(expected["by_compound"]),
    )
    assert bring(folder / "compounds.xlsx").updated == len(expected["by_compound"])
    _compare(store, expected)


def test_calls_find_their_households(
    folder: Path, store: Store, bring: Bring, expected: dict[str, Any]
) -> None:
    bring(folder / "compounds.xlsx", folder / "register.xlsx")
    assert bring(folder / "calls.txt").added == len(expected["calls"])
    rows = store.ask(
        sqlite3.Connection.execute,
        "SELECT r.text, r.urgency, c.name || b.name || '号' || h.room, r.opened_at "
        "FROM request r JOIN household h ON h.id = r.household_id "
        "JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id",
    ).fetchall()
    assert {row[0]: (row[1], row[2].removesuffix("室")) for row in rows} == {
        call["line"]: (
            call["urgency_a_person_would_give"],
            call["household"].removesuffix("室"),
        )
        for call in expected["calls"]
    }
    assert max(row[3] for row in rows) <= "2022-04-09T00:00:00Z"
    again = bring(folder / "calls.txt")
    assert (again.added, again.unchanged) == (0, len(expected["calls"]))


def test_one_undo_takes_an_import_back_and_redo_brings_it_again(
    folder: Path, store: Store, bring: Bring, expected: dict[str, Any]
) -> None:
    bring(folder / "compounds.xlsx")
    undone_whole(store, lambda: bring(folder / "register.xlsx", folder / "staff.xlsx"))
    done, undo, act, *_earlier = store.ask(journal.steps)
    assert (act.code, undo.undoes, done.undoes) == ("imported", act.no, undo.no)
    _compare(store, expected)


def test_planning_writes_nothing(
    folder: Path, store: Store, plan: Plan, expected: dict[str, Any]
) -> None:
    before = store.path.read_bytes()
    planned = plan(folder / "compounds.xlsx", folder / "register.xlsx")
    assert planned.changes == len(expected["by_compound"]) + expected["households"]
    assert store.path.read_bytes() == before


# -- as a step -----------------------------------------------------------------------------------

LIST = [HEADINGS, ("大林苑", "3", "101", "甲", "13800000001", 1, None)]


def test_a_backup_is_made_before_an_import(tmp_path: Path, store: Store, bring: Bring) -> None:
    from data import backup

    bring(workbook(tmp_path / "a.xlsx", 登记=LIST))
    names = [path.name for _day, path in backup.existing(store.path)]
    assert [name for name in names if name.endswith("-before-import.db")]


def test_a_plan_made_before_somebody_wrote_is_refused(
    tmp_path: Path, store: Store, plan: Plan
) -> None:
    early = plan(workbook(tmp_path / "a.xlsx", 登记=LIST))
    run_import(store, plan(workbook(tmp_path / "b.xlsx", 登记=LIST)))
    with refused("import_out_of_date"):
        run_import(store, early)
    assert len(homes(store)) == 1


def test_one_bad_file_among_several_leaves_nothing_written(tmp_path: Path, store: Store) -> None:
    good = workbook(tmp_path / "a.xlsx", 登记=LIST)
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(good.read_bytes()[:400])
    with store.read() as conn, pytest.raises(Refused) as refused:
        plan_import(conn, [good, bad], now=store.now())
    assert refused.value.problem.params["file"] == "b.xlsx"


def test_a_file_of_nothing_known_is_told(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("亲爱的居民：\n大家好。\n感谢支持。\n", encoding="utf-8")
    (file,) = plan(path).files
    assert file.kind is None
    assert [(p.code, p.row) for p in file.problems] == [("kind_unknown", None)]


def test_a_broken_table_of_text_is_refused_and_not_taken_for_calls(
    tmp_path: Path, plan: Plan
) -> None:
    path = tmp_path / "a.csv"
    path.write_text('小区,室号,户主\n大林苑,"101,甲\n', encoding="utf-8")
    with refused("quote_unclosed"):
        plan(path)


def test_what_is_shown_before_confirming(tmp_path: Path, plan: Plan) -> None:
    rows = [
        ("大林苑住户名单",),
        ("楼号", "室号", "户主", "电话", "车位"),
        (3, 1505.0, "甲", None, "B2"),
    ]
    (file,) = plan(workbook(tmp_path / "a.xlsx", 登记=rows)).files
    (table,) = file.tables
    assert (table.heading_row, table.records) == (2, 1)
    assert [(c.letter, c.heading, c.field) for c in table.columns] == [
        ("A", "楼号", "building"),
        ("B", "室号", "room"),
        ("C", "户主", "head"),
        ("D", "电话", "phone"),
        ("E", "车位", None),
    ]
    assert table.samples == (("3", "1505", "甲", "", "B2"),)


def test_calls_with_a_line_twice_and_one_that_says_little(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(text(tmp_path / "r.csv", LIST))
    path = tmp_path / "calls.txt"
    path.write_text(
        "09:10 大林苑3号101室 高血压药没了 13800000001\n\n"
        "09:10 大林苑3号101室 高血压药没了 13800000001\n"
        "10:00 大林苑9号9室 下水道堵了\n",
        encoding="utf-16",
    )
    report = bring(path)
    assert (report.added, report.skipped) == (2, 1)
    assert ("call_household_unknown", 4) in [(note.code, note.row) for note in report.notes]
    opened = store.ask(
        sqlite3.Connection.execute, "SELECT opened_at FROM request ORDER BY no"
    ).fetchall()
    assert opened == [("2022-04-08T01:10:00Z",), ("2022-04-08T02:00:00Z",)]


def test_a_notice_is_a_delivery_and_comes_once(
    own_paperwork: Path, store: Store, bring: Bring
) -> None:
    folder = own_paperwork
    bring(folder / "compounds.xlsx", folder / "register.xlsx")
    report = bring(folder / "delivery_notice.txt")
    assert (report.kind, report.added, report.problems) == (ImportKind.DELIVERIES, 1, ())
    found = store.ask(
        sqlite3.Connection.execute, "SELECT arrives_at, plate, driver, driver_phone FROM delivery"
    ).fetchall()
    assert found == [("2022-04-10T02:00:00Z", "沪A·E5678", "鞠师傅", "13800028888")]
    items = store.ask(
        sqlite3.Connection.execute,
        "SELECT goods, quantity, unit, rule FROM delivery_item ORDER BY position",
    ).fetchall()
    assert items == [
        ("青菜包", 60, "份", "per_household"),
        ("酸奶", 30, "箱", "one_per_two"),
        ("面粉(2.5kg)", 15, "袋", "named_first"),
    ]
    (drops,) = store.ask(sqlite3.Connection.execute, "SELECT count(*) FROM supply_drop").fetchone()
    assert drops == len(COMPOUNDS)
    again = bring(folder / "delivery_notice.txt")
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


@pytest.mark.usefixtures("known")
def test_a_notice_with_other_goods_changes_the_delivery(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    path = tmp_path / "notice.txt"
    told = "4月10日上午9点到货，沪A·D1234，司机 {}师傅 13800009999\n蔬菜包 {}份 牛奶 860箱\n"
    path.write_text(told.format("朱", 1720), encoding="utf-8")
    assert bring(path).added == 1
    path.write_text(told.format("马", 1700), encoding="utf-8")
    (change,) = bring(path).changes
    assert [(each.field, each.old, each.new) for each in change.changes] == [
        ("driver", "朱师傅", "马师傅"),
        ("items", ("蔬菜包 1720份", "牛奶 860箱"), ("蔬菜包 1700份", "牛奶 860箱")),
    ]
    spoken = i18n.language()
    for language, comma in (("zh", "，"), ("en", ", ")):
        i18n.set_language(language)
        told_as = change_words(change)
        i18n.set_language(spoken)
        assert f"蔬菜包 1720份{comma}牛奶 860箱 → 蔬菜包 1700份{comma}牛奶 860箱" in told_as
    assert store.ask(sqlite3.Connection.execute, "SELECT count(*) FROM delivery").fetchone() == (1,)
    assert bring(path).unchanged == 1


def test_a_notice_before_there_are_compounds_is_told(tmp_path: Path, bring: Bring) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("4月10日9点到，司机朱师傅，蔬菜包 20份", encoding="utf-8")
    report = bring(path)
    assert report.added == 0
    assert [problem.code for problem in report.problems] == ["compounds_missing"]


@pytest.mark.usefixtures("known")
def test_a_text_said_to_be_a_notice_tells_what_it_lacks(tmp_path: Path, bring: Bring) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("物资到了", encoding="utf-8")
    report = bring(path, kind=ImportKind.DELIVERIES)
    assert [problem.code for problem in report.problems] == ["notice_goods_missing"]


def test_a_notice_without_a_time_is_taken_for_the_usual_one(tmp_path: Path, bring: Bring) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("沪A·E5678 鞠师傅 13800028888 青菜包 60份，每户1份", encoding="utf-8")
    report = bring(path, kind=ImportKind.DELIVERIES)
    assert [problem.code for problem in report.problems] == ["compounds_missing"]
    assert "notice_arrival_taken" in [note.code for note in report.notes]


def test_calls_wait_for_a_guard_that_is_broken(
    tmp_path: Path, store: Store, plan: Callable[..., ImportPlan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody would be asked about the lives among them, and none of the file would say so."""
    calls = tmp_path / "calls.txt"
    calls.write_text("13:10 大林苑2号1805 她讲想困觉了再也不要醒 13800006051\n", encoding="utf-8")
    before = state(store)
    with monkeypatch.context() as broken:
        broken.setattr(guards, "WEIGHTS", tmp_path / "guard.bin")
        guards.guard.cache_clear()
        with refused("word_table_unreadable"):
            plan(calls, kind=ImportKind.CALLS)
    guards.guard.cache_clear()
    assert state(store) == before
    assert run_import(store, plan(calls, kind=ImportKind.CALLS))[-1].added == 1


def test_offers_among_calls_are_kept_once_however_often_they_come(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(text(tmp_path / "r.csv", LIST))
    path = tmp_path / "calls.txt"
    path.write_text(
        "09:10 大林苑3号101室 高血压药没了 13800000001\n"
        "09:20 大林苑3号101室 我有车，可以帮大家跑药 13800000001\n",
        encoding="utf-8",
    )
    counted = "SELECT (SELECT count(*) FROM request), (SELECT count(*) FROM offer)"
    undone_whole(store, lambda: bring(path))
    assert bring(path).unchanged == 2
    assert store.ask(sqlite3.Connection.execute, counted).fetchone() == (2, 1)
