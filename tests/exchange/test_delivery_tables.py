"""Tables of deliveries: one delivery a truck and time; compounds are its stops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.exchange import ImportPlan, ImportReport
from models.supplies import DeliveryInput
from tests.exchange.lists import text

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
