"""Tables of deliveries: one delivery a truck and time; compounds are its stops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.exchange import ImportKind, ImportPlan, ImportReport
from models.supplies import DeliveryInput
from tests.exchange.lists import text, workbook

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]
HEADINGS = ("到货时间", "车牌", "司机", "电话", "小区", "物资", "数量", "单位")

pytestmark = pytest.mark.usefixtures("known")


def test_the_rows_of_a_truck_are_one_delivery(tmp_path: Path, plan: Plan, bring: Bring) -> None:
    path = text(
        tmp_path / "到货.csv",
        [
            HEADINGS,
            ("4月10日 9:30", "沪AD1234", "朱师傅", "13800000001", "大林苑", "白菜", "100", "份"),
            (None, None, None, None, "四十三弄", "白菜", "80", "份"),
            (None, None, None, None, "四十三弄", "鸡蛋", "60盒", None),
            ("4月10日 14:00", "沪AD1234", "朱师傅", "13800000001", None, "米", "60", "袋"),
        ],
    )
    (file,) = plan(path).files
    first, second = (one.input for one in file.added)
    assert isinstance(first, DeliveryInput)
    assert isinstance(second, DeliveryInput)
    assert [tuple(item[:3]) for item in first.items] == [("白菜", 180, "份"), ("鸡蛋", 60, "盒")]
    assert (first.plate, first.driver) == ("沪A·D1234", "朱师傅")
    assert first.drops == ("大林苑", "四十三弄")
    assert second.drops == ()
    assert bring(path).added == 2
    assert (bring(path).added, bring(path).unchanged) == (0, 2)


def test_a_day_alone_is_taken_for_its_morning_and_said(tmp_path: Path, plan: Plan) -> None:
    rows = [("日期", "车牌", "司机", "物资", "数量"), ("4月10日", "沪AD1234", "朱", "白菜", "若干")]
    (file,) = plan(text(tmp_path / "送货.csv", rows)).files
    assert [one.code for one in file.problems] == ["delivery_quantity_unreadable"]
    rows[1] = ("4月10日", "沪AD1234", "朱", "白菜", "50份")
    (file,) = plan(text(tmp_path / "送货.csv", rows)).files
    assert "delivery_hour_missing" in {note.code for note in file.notes}


def test_what_was_handed_out_is_no_delivery(tmp_path: Path, plan: Plan) -> None:
    rows = [("小区", "物资", "应发份数", "实发份数", "签收"), ("大林苑", "白菜", "100", "98", "甲")]
    (file,) = plan(text(tmp_path / "发放.csv", rows)).files
    assert file.kind is None
    assert [guess.kind for guess in file.kinds] == ["allotments"]


BY_COMPOUND = [
    ("小区", "蔬菜包(份)", "牛奶(箱)"),
    ("大林苑", "211", "106"),
    ("四十三弄", "200", None),
    ("不存在小区", "5", "2"),
]


@pytest.mark.parametrize("as_workbook", [False, True])
@pytest.mark.parametrize("kind", [None, ImportKind.DELIVERIES])
def test_a_table_of_goods_by_compound_is_one_delivery_as_written(
    tmp_path: Path, plan: Plan, bring: Bring, kind: ImportKind | None, *, as_workbook: bool
) -> None:
    if as_workbook:
        path = workbook(tmp_path / "分配.xlsx", 分配=BY_COMPOUND)
    else:
        path = text(tmp_path / "分配.csv", BY_COMPOUND)
    (file,) = plan(path, kind=kind).files
    (change,) = file.added
    assert isinstance(change.input, DeliveryInput)
    assert [(*one[:3], one.rule_text) for one in change.input.items] == [
        ("蔬菜包", 416, "份", "大林苑211 四十三弄200"),
        ("牛奶", 108, "箱", "大林苑106"),
    ]
    assert change.input.drops == ("大林苑", "四十三弄")
    assert [(one.code, one.row, one.params["name"]) for one in file.problems] == [
        ("table_compound_unknown", 4, "不存在小区")
    ]
    assert [note.code for note in file.notes] == ["notice_arrival_taken"]
    assert bring(path, kind=kind).added == 1


def test_goods_alone_are_a_delivery_where_somebody_says_so(tmp_path: Path, plan: Plan) -> None:
    rows = [("物资", "数量", "单位"), ("蔬菜包", "1720", "份"), ("牛奶", "860", "箱")]
    path = text(tmp_path / "货.csv", rows)
    (file,) = plan(path, kind=ImportKind.DELIVERIES).files
    (change,) = file.added
    assert isinstance(change.input, DeliveryInput)
    assert [tuple(one[:3]) for one in change.input.items] == [
        *(("蔬菜包", 1720, "份"), ("牛奶", 860, "箱")),
    ]
    assert [note.code for note in file.notes] == ["notice_arrival_taken"]
    assert plan(path).files[0].added == ()
