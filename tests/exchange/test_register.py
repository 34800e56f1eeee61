"""Registers of residents as they come: read into households, with everything odd told."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.exchange.plan import plan_import
from data.store import Store
from models.exchange import ImportPlan, ImportReport
from models.problems import Refused
from tests.exchange.lists import HEADINGS, homes, numbers, people, text, workbook

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]

pytestmark = pytest.mark.usefixtures("known")


def told(report: ImportReport) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in report.problems]


def test_numbers_as_they_are_written(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        HEADINGS,
        ("大林苑", 3.0, 1505.0, "刘 晓", 13800000525.0, "1人", "独居"),
        ("大林苑", "１２号", "７０３", "O'Neil John", "138-0000-4227", "两人", "婴儿，养狗"),
        ("大林苑", "3幢", "302室", "徐莹阿", "+86 138 0000 4839", "３", "80岁以上 孕妇"),
        ("四十三弄", "21号", "後客堂", "秦㛃杰", "无", None, "要轮椅；空置"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert homes(store) == {
        "大林苑3号1505室": ("刘晓", "13800000525", 1, "独居老人", ""),
        "大林苑12号703室": ("O'Neil John", "13800004227", 2, "婴儿 养狗", ""),
        "大林苑3号302室": ("徐莹阿", "13800004839", 3, "80岁以上 孕妇", ""),
        "四十三弄21号後客堂": ("秦㛃杰", "", None, "空关", "要轮椅"),
    }


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("3号1505室", "大林苑3号1505室"),
        ("3-1505", "大林苑3号1505室"),
        ("３号楼２单元５０１", "大林苑3号2单元501室"),
        ("大林苑3号1505室", "大林苑3号1505室"),
        ("大林路338号3号1505室", "大林苑3号1505室"),
        ("上海市黄浦区大林路338号3号楼1505室", "大林苑3号1505室"),
        ("3#1505", "大林苑3号1505室"),
    ],
)
def test_addresses_in_one_column(
    tmp_path: Path, store: Store, bring: Bring, written: str, address: str
) -> None:
    rows = [("小区", "门牌", "姓名", "人数"), ("大林苑", written, "汤雪俊", 2)]
    bring(text(tmp_path / "a.csv", rows))
    assert list(homes(store)) == [address]


def test_the_address_alone_tells_the_compound(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("住址", "姓名", "人数"),
        ("四十三弄21号后客堂", "秦㛃杰", 2),
        ("大林路43弄17号三层阁", "周洋志", 1),
        ("大林苑3号1505室", "汤雪俊", 2),
        ("水仙花园3号1室", "某某", 2),
        ("3号1室", "某某", 2),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert list(homes(store)) == ["四十三弄21号后客堂", "四十三弄17号三层阁", "大林苑3号1505室"]
    assert told(report) == [("compound_unknown", 5, "住址"), ("compound_missing", 6, "住址")]


def test_a_sheet_for_each_compound(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [("楼号", "室号", "户主", "人口"), (1, 101, "汤雪俊", 2)]
    titled = [("四十三弄（大林路43弄）住户名单",), *rows]
    report = bring(workbook(tmp_path / "a.xlsx", 大林苑小区=rows, Sheet2=titled, 水仙花园=rows))
    assert list(homes(store)) == ["大林苑1号101室", "四十三弄1号101室"]
    (problem,) = report.problems
    assert (problem.code, problem.sheet) == ("sheet_without_compound", "水仙花园")
    assert problem.params == {"rows": 1, "said": "水仙花园"}


def test_groups_within_a_sheet(tmp_path: Path, store: Store, bring: Bring) -> None:
    headings = ("楼号", "室号", "户主", "人口")
    rows = [
        ("居民登记表",),
        headings,
        ("大林苑",),
        (1, 101, "汤雪俊", 2),
        ("小计", None, None, 2),
        ("四十三弄（大林路43弄）",),
        headings,
        (1, "亭子间", "周洋志", 1),
        ("合计：", None, None, 3),
        ("填表人：某某",),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert list(homes(store)) == ["大林苑1号101室", "四十三弄1号亭子间"]
    assert told(report) == []
    assert [(note.code, note.row) for note in report.notes] == [("line_passed_over", 10)]


def test_tables_side_by_side(tmp_path: Path, store: Store, bring: Bring) -> None:
    headings = ("楼号", "室号", "户主", "人口")
    rows = [
        ("大林苑住户名单",),
        (*headings, None, *headings),
        (1, 101, "甲", 1, None, 2, 201, "乙", 2),
        (1, 102, "丙", 3),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert {address: home[0] for address, home in homes(store).items()} == {
        "大林苑1号101室": "甲", "大林苑1号102室": "丙", "大林苑2号201室": "乙",
    }  # fmt: skip


def test_tables_below_each_other(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("大林苑住户名单",),
        ("楼号", "室号", "户主", "人口"),
        (1, 101, "甲", 1),
        (),
        ("四十三弄住户名单",),
        ("户主", "电话", "楼号", "室号"),
        ("乙", "13800000002", 2, "亭子间"),
        ("丙", "13800000003", 2, None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == [("room_missing", 8, "室号")]
    assert {address: home[:2] for address, home in homes(store).items()} == {
        "大林苑1号101室": ("甲", ""),
        "四十三弄2号亭子间": ("乙", "13800000002"),
    }


def test_merged_cells_hold_for_their_rows(tmp_path: Path, store: Store, bring: Bring) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("登记")
    sheet.write_row(0, 0, HEADINGS)
    sheet.merge_range(1, 0, 3, 0, "大林苑")
    sheet.merge_range(1, 1, 2, 1, "3号")
    sheet.write(3, 1, "4号")
    for row, room in enumerate((101, 102, 101), 1):
        sheet.write_row(row, 2, (room, "某某", None, 1))
    book.close()
    report = bring(tmp_path / "a.xlsx")
    assert told(report) == []
    assert list(homes(store)) == ["大林苑3号101室", "大林苑3号102室", "大林苑4号101室"]


def test_cells_written_once_a_group(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        HEADINGS,
        ("大林苑", "3", "101", "甲", "", "1"),
        ("", "", "102", "乙", "", "1"),
        ("", "", "103", "丙", "", "1"),
        ("", "4", "101", "丁", "", "1"),
    ]
    bring(text(tmp_path / "a.csv", rows))
    assert list(homes(store)) == [
        "大林苑3号101室", "大林苑3号102室", "大林苑3号103室", "大林苑4号101室",
    ]  # fmt: skip


def test_units_are_not_carried_into_buildings_without_them(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("小区", "楼号", "单元", "室号", "户主"),
        ("大林苑", "3", "1", "101", "甲"),
        ("大林苑", "3", "2", "102", "乙"),
        ("大林苑", "4", "", "101", "丙"),
        ("大林苑", "4", "", "不详", "丁"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == [("room_missing", 5, "室号")]
    assert list(homes(store)) == [
        "大林苑3号1单元101室", "大林苑3号2单元102室", "大林苑4号101室",
    ]  # fmt: skip


def test_doors_in_the_room_column(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("小区", "室号", "户主"),
        ("大林苑", "3-1505", "甲"),
        ("大林苑", "3号1506室", "乙"),
        ("大林苑", "505", "丙"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == [("building_missing", 4, "室号")]
    assert list(homes(store)) == ["大林苑3号1505室", "大林苑3号1506室"]


def test_an_empty_cell_among_filled_ones_is_missing(tmp_path: Path, bring: Bring) -> None:
    rows = [
        HEADINGS,
        ("大林苑", "3", "101", "甲"),
        (None, "3", "102", "乙"),
        ("大林苑", None, "103", "丙"),
        ("大林苑", "3", None, "丁"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert report.added == 1
    assert told(report) == [
        ("compound_missing", 3, "小区"),
        ("building_missing", 4, "楼号"),
        ("room_missing", 5, "室号"),
    ]


def test_a_house_without_rooms_is_a_household(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        HEADINGS,
        ("大林苑", "8", None, "甲"),
        ("大林苑", "9", "—", "乙"),
        ("大林苑", "3", 1, "丙"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert list(homes(store)) == ["大林苑8号", "大林苑9号", "大林苑3号1室"]


def test_what_cannot_be_read_is_told_and_the_rest_taken(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        HEADINGS,
        ("大林苑", "3", "101", "甲", "1380000", "若干"),
        ("大林苑", "3", "102", "乙", "见备注", "-1"),
        ("大林苑", "3", "103", "丙", "13800000001、13800000002", "2.5"),
        ("大林苑", "3", "104", "丁", "123", "3"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == [
        ("phone_unreadable", 2, "电话"),
        ("people_unreadable", 2, "人口"),
        ("phone_unreadable", 3, "电话"),
        ("people_unreadable", 3, "人口"),
        ("people_unreadable", 4, "人口"),
        ("phone_unreadable", 5, "电话"),
    ]
    assert all(problem.taken for problem in report.problems)
    assert report.problems[1].params == {"value": "若干"}
    assert homes(store)["大林苑3号103室"] == (
        "丙", "13800000001", None, "", "",
    )  # fmt: skip
    assert numbers(store, "103") == ["13800000002"]
    assert homes(store)["大林苑3号104室"] == ("丁", "", 3, "", "")


def test_a_room_that_became_a_date_is_told(tmp_path: Path, bring: Bring) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("登记")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ("大林苑", 3))
    sheet.write_datetime(1, 2, date(2022, 3, 12), day)
    sheet.write(1, 3, "甲")
    book.close()
    report = bring(tmp_path / "a.xlsx")
    assert told(report) == [("cell_is_date", 2, "室号")]
    assert report.added == 0


def test_duplicates_and_contradictions(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        HEADINGS,
        ("大林苑", "3", "101", "甲", "13800000001", 1, "养猫，孕妇"),
        ("大林苑", "3号", "101室", "甲", "138 0000 0001", "1人", "孕妇、养猫"),
        ("大林苑", "3号", "101", "乙", "13800000001", 1, None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert (report.added, report.skipped) == (1, 1)
    assert told(report) == [("address_twice", 4, "室号")]
    assert report.problems[0].params["first"] == 2
    assert homes(store)["大林苑3号101室"][0] == "甲"


def test_rows_of_single_persons_become_households(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("小区", "楼号", "室号", "姓名", "与户主关系", "电话", "备注"),
        ("大林苑", 3, 101, "乙", "妻", "13800000002", "孕妇"),
        ("大林苑", 3, 101, "甲", "户主", None, None),
        ("大林苑", 3, 102, "丙", "本人", "13800000003", None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert homes(store) == {
        "大林苑3号101室": ("甲", "13800000002", 2, "", ""),
        "大林苑3号102室": ("丙", "13800000003", 1, "", ""),
    }
    assert [(one.name, one.is_head, [m.mark for m in one.marks]) for one in people(store, 1)] == [
        ("甲", 1, []),
        ("乙", 0, ["孕妇"]),
    ]


def test_ticked_columns_are_marks(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "户主", "独居老人", "孕妇", "80岁以上"),
        ("大林苑", 3, 101, "甲", "√", "否", 0),
        ("大林苑", 3, 102, "乙", None, "是", 2),
    ]
    bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert [home[3] for home in homes(store).values()] == ["独居老人", "孕妇 80岁以上"]


def test_a_row_longer_than_its_headings_is_told(tmp_path: Path, bring: Bring) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "小区,楼号,室号,户主,备注\n大林苑,3,101,甲,婴儿,养狗\n大林苑,3,102,乙\n", encoding="utf-8"
    )
    report = bring(path)
    assert (report.added, told(report)) == (1, [("too_many_cells", 2, None)])


def test_columns_without_a_heading_are_told(tmp_path: Path, bring: Bring) -> None:
    rows: list[tuple[object, ...]] = [
        ("小区", "楼号", "室号", "户主", None),
        ("大林苑", "3", "101", "甲", "A", None),
        ("大林苑", "3", "102", "乙", "B", "C"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert (report.added, told(report)) == (1, [("too_many_cells", 3, None)])
    assert [(note.code, note.column, dict(note.params)) for note in report.notes] == [
        ("column_unnamed", "E", {"cells": 2}),
        ("column_unnamed", "F", {"cells": 1}),
    ]
    rows = [("小区", "楼号", "室号", "户主"), *[("大林苑", "4", room, "甲", "x") for room in "123"]]
    report = bring(text(tmp_path / "b.csv", rows))
    assert (report.added, told(report)) == (3, [])
    assert [(note.code, note.column) for note in report.notes] == [("column_unnamed", "E")]


@pytest.mark.parametrize(
    "headings",
    [
        ("No", "Compound", "Building", "Room", "Head", "Phone", "People", "Notes"),
        ("S/N", "Estate name", "Block", "Flat No.", "Householder", "Mobile No.",
         "No. of residents", "Remarks"),
    ],
)  # fmt: skip
def test_english_registers(
    tmp_path: Path, store: Store, bring: Bring, headings: tuple[str, ...]
) -> None:
    rows = [
        ("Residents register",),
        headings,
        (1, "大林苑", "3", "101", "Anna Maria Li", "13800000001", "3 people", "pregnant; dog"),
        (None, "Total", None, None, None, None, 3, None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert told(report) == []
    assert homes(store) == {"大林苑3号101室": ("Anna Maria Li", "13800000001", 3, "孕妇 养狗", "")}


def test_hidden_and_other_sheets_are_left_alone(tmp_path: Path, bring: Bring) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name in ("登记", "旧"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ("大林苑", 3, 101 if name == "登记" else 102, "甲"))
    book.get_worksheet_by_name("旧").hide()
    book.add_worksheet("说明").write(0, 0, "请勿外传")
    book.close()
    report = bring(tmp_path / "a.xlsx")
    assert report.added == 1
    assert [(note.code, note.sheet) for note in report.notes] == [
        ("sheet_hidden", "旧"),
        ("sheet_of_examples", "说明"),
    ]


# -- again, and with other files -----------------------------------------------------------------

FIRST = [
    HEADINGS,
    ("大林苑", "3", "101", "甲", "13800000001", 1, "养猫"),
    ("大林苑", "3", "102", "乙", "13800000002", 2, None),
]


def test_the_same_again_changes_nothing(tmp_path: Path, store: Store, bring: Bring) -> None:
    path = workbook(tmp_path / "a.xlsx", 登记=FIRST)
    bring(path)
    steps = store.ask(sqlite3.Connection.execute, "SELECT count(*) FROM journal_step").fetchone()
    report = bring(path)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    assert (
        store.ask(sqlite3.Connection.execute, "SELECT count(*) FROM journal_step").fetchone()
        == steps
    )


def test_differences_are_told_field_by_field(tmp_path: Path, store: Store, bring: Bring) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    other = [
        ("小区", "门牌", "姓名", "手机号", "人数", "特殊情况"),
        ("大林苑", "3号101室", "甲", "13800000009", 1, "养狗"),
        ("大林苑", "3号102室", None, None, None, None),
    ]
    report = bring(text(tmp_path / "b.csv", other, encoding="gb18030"))
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)
    (change,) = report.changes
    assert change.label == "大林苑 3-101"
    assert {(each.field, each.old, each.new) for each in change.changes} == {
        ("phone", "13800000001", "13800000009"),
        ("marks", ("养猫",), ("养狗",)),
    }
    assert homes(store) == {
        "大林苑3号101室": ("甲", "13800000009", 1, "养狗", ""),
        "大林苑3号102室": ("乙", "13800000002", 2, "", ""),
    }


def test_a_missing_column_leaves_its_field_alone(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    rows = [("小区", "楼号", "室号", "人口"), ("大林苑", "3", "101", 4)]
    report = bring(workbook(tmp_path / "b.xlsx", 登记=rows))
    assert [(c.field, c.old, c.new) for c in report.changes[0].changes] == [("people", 1, 4)]
    assert homes(store)["大林苑3号101室"] == ("甲", "13800000001", 4, "养猫", "")


def test_a_room_missing_in_a_stored_building_is_told(tmp_path: Path, bring: Bring) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    rows = [HEADINGS, ("大林苑", "3", None, "丙")]
    report = bring(workbook(tmp_path / "b.xlsx", 登记=rows))
    assert (report.added, told(report)) == (0, [("room_missing", 2, "室号")])


def test_two_files_of_one_import_are_compared_with_each_other(
    tmp_path: Path, store: Store, plan: Plan, bring: Bring
) -> None:
    first = workbook(tmp_path / "a.xlsx", 登记=FIRST)
    second = text(tmp_path / "b.csv", [HEADINGS, ("大林苑", "3", "101", "甲", "", "5", "")])
    planned = plan(first, second)
    assert [(len(f.added), len(f.updated)) for f in planned.files] == [(2, 0), (0, 1)]
    bring(first, second)
    assert homes(store)["大林苑3号101室"] == ("甲", "13800000001", 5, "养猫", "")


def test_lists_with_and_without_units_speak_of_the_same_doors(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    headings = ("小区", "楼号", "单元", "室号", "户主")
    report = bring(
        workbook(
            tmp_path / "b.xlsx",
            登记=[headings, ("大林苑", 3, "1单元", 101, "甲"), ("大林苑", 3, "2单元", 101, "丁")],
        )
    )
    assert (report.added, report.updated) == (1, 1)
    assert [(c.field, c.old, c.new) for c in report.changes[0].changes] == [("unit", "", "1")]
    assert set(homes(store)) == {
        "大林苑3号1单元101室", "大林苑3号2单元101室", "大林苑3号102室",
    }  # fmt: skip
    again = bring(workbook(tmp_path / "c.xlsx", 登记=[FIRST[0], FIRST[2]]))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


def test_a_chosen_column_is_taken(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [("小区", "楼号", "室号", "谁", "备用"), ("大林苑", 3, 101, "甲", "13800000007")]
    bring(workbook(tmp_path / "a.xlsx", 登记=rows), mapping={3: "head", ("登记", 4): "phone"})
    assert homes(store)["大林苑3号101室"][:2] == ("甲", "13800000007")


# -- whatever the order --------------------------------------------------------------------------

CELLS: list[tuple[object, ...]] = [
    ("大林苑", "3号", 1505.0, "刘 晓", "138-0000-4227", "1人", "独居"),
    ("大林苑", "4", "７０３", "马㛃磊", 13800007101, 3, None),
    ("四十三弄", "21号", "后客堂", "秦㛃杰", "13800003555", "两人", "婴儿，养狗"),
    ("四十三弄", 9, "1室", "莫明", None, 3, "要轮椅"),
]
JUNK: list[tuple[object, ...]] = [
    (),
    (None, None),
    ("小计", None, None, None, None, 4),
    ("合计", None, None, None, None, "9人"),
    HEADINGS,
]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    chance=st.randoms(use_true_random=False),
    junk=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(JUNK)), max_size=4),
    above=st.integers(0, 3),
)
def test_columns_moved_and_rows_put_in_change_nothing_that_is_read(
    tmp_path: Path, store: Store, chance: random.Random, junk: list[tuple[int, tuple[object, ...]]],
    above: int,
) -> None:  # fmt: skip
    rows: list[tuple[object, ...]] = list(CELLS)
    for at, row in junk:
        rows.insert(at, row)
    order = list(range(len(HEADINGS)))
    chance.shuffle(order)

    def moved(row: tuple[object, ...]) -> list[object]:
        return [row[i] if i < len(row) else None for i in order]

    table = [("居民登记",)] * above + [moved(HEADINGS), *map(moved, rows)]
    path = text(tmp_path / "a.csv", table)
    (file,) = store.ask(plan_import, [path], now=store.now()).files
    assert file.problems == ()
    read = {change.label: change.input for change in file.added}
    assert {label: (h.head, h.phone, h.people, h.marks, h.note) for label, h in read.items()} == {
        "大林苑 3-1505": ("刘晓", "13800004227", 1, ("独居老人",), None),
        "大林苑 4-703": ("马㛃磊", "13800007101", 3, None, None),
        "四十三弄 21-后客堂": ("秦㛃杰", "13800003555", 2, ("婴儿", "养狗"), None),
        "四十三弄 9-1": ("莫明", None, 3, None, "要轮椅"),
    }


def test_rows_that_name_no_compound_belong_where_somebody_said(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("楼号,室号,户主,人数\n1,101,张三,3\n", encoding="utf-8")
    (without,) = plan(path).files
    assert [problem.code for problem in without.problems] == ["sheet_without_compound"]
    (said,) = plan(path, compound="大林苑").files
    assert [one.label for one in said.added] == ["大林苑 1-101"]
    with pytest.raises(Refused, match="compound_unknown"):
        plan(path, compound="没有的小区")
