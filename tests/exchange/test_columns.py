"""Kinds of tables and meanings of columns are found by headings, wherever they stand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.exchange import ImportKind
from models.exchange.columns import Cell, fields_of, is_heading, letter
from models.exchange.recognise import recognise

REGISTER: dict[str, str | None] = {
    "序号": "serial",
    "小区名称": "compound",
    "楼（弄）号": "building",
    "室号": "room",
    "户主姓名": "head",
    "联系电话": "phone",
    "常住人口": "people",
    "其中60岁以上": "elders",
    "备注": "note",
}
ROW: list[Cell] = [1, "大林苑", "3号", 1505, "汤雪俊", "13800001094", 2, 1, "婴儿"]


def test_headings_below_titles() -> None:
    titles: list[list[Cell]] = [["大林居民区居民信息登记表"], ["填表日期：2022年3月28日"]]
    layout = recognise([*titles, list(REGISTER), ROW])
    assert layout.kind is ImportKind.REGISTER
    assert (layout.first, layout.height, layout.body) == (2, 1, 3)
    assert layout.fields == tuple(REGISTER.values())
    assert layout.titles == ("大林居民区居民信息登记表", "填表日期：2022年3月28日")
    assert layout.missing == ()


@pytest.mark.parametrize(
    ("headings", "kind", "fields"),
    [
        (
            ["No.", "Compound", "Building No.", "Room", "Head of household", "Phone", "People"],
            ImportKind.REGISTER,
            ["serial", "compound", "building", "room", "head", "phone", "people"],
        ),
        (
            ["Estate", "Address", "Name", "Tel.", "Household size", "Of whom 60+", "Remarks"],
            ImportKind.REGISTER,
            ["compound", "address", "name", "phone", "people", "elders", "note"],
        ),
        (
            ["幢号", "单元", "房间号", "业主", "手机号码", "家庭人口", "特殊情况"],
            ImportKind.REGISTER,
            ["building", "unit", "room", "head", "phone", "people", "note"],
        ),
        (
            ["Compound", "Type", "Address", "Unloading point", "Households", "Buildings", "Head"],
            ImportKind.COMPOUNDS,
            ["name", "kind", "address", "unloading_point", "stated_households",
             "stated_buildings", "leader"],
        ),
        (
            ["Name", "Post", "Phone", "Status", "Since", "Expected back", "Lodging", "Notes"],
            ImportKind.STAFF,
            ["name", "post", "phone", "state", "since", "expected_back", "lodging", "note"],
        ),
        (
            ["姓名", "小区", "电话", "车辆", "可用时段", "特长"],
            ImportKind.VOLUNTEERS,
            ["name", "compound", "phone", "vehicle", "hours", "skills"],
        ),
        (
            ["姓 名", "职 务", "手机", "状态", "起始日期", "预计返岗"],
            ImportKind.STAFF,
            ["name", "post", "phone", "state", "since", "expected_back"],
        ),
    ],
)  # fmt: skip
def test_other_headings(headings: list[Cell], kind: ImportKind, fields: list[str]) -> None:
    layout = recognise([headings])
    assert layout.kind is kind
    assert list(layout.fields) == fields


def test_two_rows_of_headings_with_merged_groups() -> None:
    rows: list[list[Cell]] = [
        ["居民登记表", None, None, None, None, None, None],
        ["小区", "楼号", "室号", "户主", None, "家庭情况", None],
        [None, None, None, "姓名", "电话", "人口", "其中60岁以上"],
        ["大林苑", 3, 101, "汤雪", "13800001094", 3, 1],
    ]
    merged = [(0, 0, 0, 6), (1, 3, 1, 4), (1, 5, 1, 6), *((1, c, 2, c) for c in range(3))]
    layout = recognise(rows, merged=merged)
    assert layout.fields == ("compound", "building", "room", "head", "phone", "people", "elders")
    assert (layout.first, layout.height) == (1, 2)


def test_two_rows_of_headings_without_merging() -> None:
    rows: list[list[Cell]] = [
        ["小区", "楼号", "室号", "户主", "", "人口数", ""],
        ["", "", "", "姓名", "电话", "常住人口", "其中60岁以上"],
        ["大林苑", 3, 101, "汤雪", "13800001094", 3, 1],
    ]
    layout = recognise(rows)
    assert layout.fields == ("compound", "building", "room", "head", "phone", "people", "elders")


def test_columns_of_marks_and_of_one_person() -> None:
    layout = recognise([["楼号", "室号", "户主", "身份证号", "独居老人", "孕妇", "养犬", "性别"]])
    assert layout.fields == (
        "building", "room", "head", "identity", "mark:独居老人", "mark:孕妇", "mark:养狗", "sex",
    )  # fmt: skip


def test_the_surest_of_several_columns_fills_a_field() -> None:
    layout = recognise([["楼号", "室号", "姓名", "户籍人口", "常住人口", "备注", "特殊情况"]])
    assert layout.fields == (
        "building", "room", "name", "people_registered", "people", "note", "note",
    )  # fmt: skip


def test_the_sheets_name_tells_staff_from_volunteers() -> None:
    rows: list[list[Cell]] = [["姓名", "电话", "特长", "备注"]]
    assert recognise(rows, names=("志愿者", "x")).kind is ImportKind.VOLUNTEERS
    assert recognise(rows, names=("社工", "x")).kind is ImportKind.STAFF
    assert recognise([["志愿者名单"], *rows]).kind is ImportKind.VOLUNTEERS


def test_a_chosen_meaning_holds() -> None:
    rows: list[list[Cell]] = [["楼", "房", "谁", "几口", "电话"], ["1", "101", "汤", "3", "-"]]
    layout = recognise(rows, mapping={2: "head", 3: "people", 4: None})
    assert layout.kind is ImportKind.REGISTER
    assert layout.fields[2:] == ("head", "people", None)


def test_a_chosen_meaning_leaves_another_column_without_it() -> None:
    rows: list[list[Cell]] = [
        ["楼号", "室号", "户主", "电话", "人口", "几人"],
        ["1", "1", "", "", 1, 2],
    ]
    layout = recognise(rows, mapping={5: "people"})
    assert layout.fields[4:] == (None, "people")


def test_a_table_without_headings_can_be_given_them() -> None:
    rows: list[list[Cell]] = [
        ["大林苑", "3", "1505", "汤雪俊", 2],
        ["大林苑", "3", "1506", "汤", 1],
    ]
    assert recognise(rows).kind is None
    layout = recognise(
        rows, mapping={0: "compound", 1: "building", 2: "room", 3: "head", 4: "people"}
    )
    assert layout.kind is ImportKind.REGISTER
    assert layout.body == 0


def test_what_is_missing_is_told() -> None:
    layout = recognise([["小区", "备注"], ["大林苑", "x"]], kind=ImportKind.REGISTER)
    assert layout.missing == ("building", "head")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["今天天气很好"], ["明天也是"]],
        [["a", "b", "c"], [1, 2, 3]],
        [["日期", "温度", "天气"], ["2022-04-09", 3, "晴"]],
    ],
)
def test_other_tables_are_left_alone(rows: list[list[Cell]]) -> None:
    assert recognise(rows).kind is None


def test_values_are_no_headings() -> None:
    assert not is_heading("13800001094")
    assert not is_heading("大林苑")
    assert is_heading(" 室　号 ")


def test_letters() -> None:
    assert [letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_fields_of_each_kind_are_offered() -> None:
    assert "room" in fields_of(ImportKind.REGISTER)
    assert "expected_back" in fields_of(ImportKind.STAFF)
    assert "serial" not in fields_of(ImportKind.REGISTER)


_JUNK = st.lists(st.sampled_from([None, "", "内部资料", "制表：居委会", "注意保密"]), max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(_JUNK, max_size=5))
def test_the_order_of_columns_and_rows_above_change_nothing(
    chance: random.Random, above: list[list[Cell]]
) -> None:
    order = list(range(len(REGISTER)))
    chance.shuffle(order)
    headings = list(REGISTER)
    layout = recognise([*above, [headings[i] for i in order], [ROW[i] for i in order]])
    assert layout.kind is ImportKind.REGISTER
    assert layout.body == len(above) + 1
    assert list(layout.fields) == [REGISTER[headings[i]] for i in order]
