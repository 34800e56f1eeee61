"""Tables of people who wait for something are calls: for medicine, goods, a trip, an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from data.store import Store
from models.exchange import ImportPlan, ImportReport
from models.requests import RequestInput, RequestKind
from models.times import local_date
from tests.exchange.lists import text, workbook

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]
PHONE = "13800000001"
OTHER = "13800000002"
THIRD = "13800000003"

pytestmark = pytest.mark.usefixtures("known")


@pytest.fixture
def calls(tmp_path: Path, plan: Plan) -> Callable[..., list[RequestInput]]:
    """The calls of a table, headings with blanks between them."""

    def read(headings: str, *rows: Sequence[object], name: str = "求助登记") -> list[RequestInput]:
        path = text(tmp_path / f"{name}.csv", [headings.split(), *rows])
        (file,) = plan(path).files
        assert file.kind == "calls", file
        return [one.input for one in file.added if isinstance(one.input, RequestInput)]

    return read


def test_each_row_of_a_medicine_list_is_judged_by_its_words(
    calls: Callable[..., list[RequestInput]],
) -> None:
    headings = "姓名 楼号 室号 电话 药名 规格 数量 还剩几天 医保卡"
    mild, insulin, none = calls(
        headings,
        ("甲明", "3", "101", PHONE, "络活喜", "5mg", "2", "3", "有"),
        ("乙明", "3", "102", OTHER, "诺和灵30R", "300IU", "2支", "1", "无"),
        ("丙明", "3", "103", THIRD, "华法林", "3mg", "1盒", "无", ""),
        name="代配药登记表",
    )
    assert {mild.kind, insulin.kind, none.kind} == {RequestKind.MEDICINE}
    assert (mild.days_left, mild.harm_reason) == (3, "medicine_ends")
    assert (insulin.days_left, insulin.harm_reason) == (1, "critical_medicine_ends")
    assert (none.days_left, none.harm_reason) == (0, "critical_medicine_ends")
    assert insulin.text.splitlines()[-1] == "医保卡：无"


def test_further_goods_below_a_name_belong_to_the_call_above(
    calls: Callable[..., list[RequestInput]],
) -> None:
    (one,) = calls(
        "姓名 地址 电话 药品名称 数量",
        ("甲明", "大林苑3号101", PHONE, "络活喜", "1盒"),
        ("", "", "", "阿司匹林", "2盒"),
        name="配药",
    )
    assert "络活喜 1盒、阿司匹林 2盒" in one.text


@pytest.mark.parametrize(
    ("heading", "said", "done"),
    [
        ("配药情况", "已配", True), ("配药情况", "未配到", False),
        ("状态", "已办结（4月1日）", True), ("状态", "已受理", False),
        ("状态", "办理中", False), ("状态", "跟进中", False),
        ("状态", "重复", True), ("状态", "无效", True), ("状态", "已送达，还缺一盒", False),
        ("是否解决", "是", True), ("是否解决", "否", False),
        ("处理时间", "2022-03-01", False),
        ("送达日期", "2022-03-01", True), ("送达日期", "尽快", False),
        ("status", "resolved", True), ("status", "not resolved", False),
        ("是否需要接送", "是", False), ("进展", "已解决", True), ("进展", "跟进中", False),
    ],
)  # fmt: skip
def test_only_what_waits_for_nothing_is_left_out_and_counted_with_its_word(
    tmp_path: Path, plan: Plan, heading: str, said: str, done: bool
) -> None:
    rows = [
        ("来电时间", "姓名", "地址", "电话", "诉求内容", heading),
        ("2022-03-01 9:00", "甲明", "大林苑3号101", PHONE, "没菜了", said),
    ]
    (file,) = plan(text(tmp_path / "求助.csv", rows)).files
    assert len(file.added) == (0 if done else 1)
    told = [note.params["said"] for note in file.notes if note.code == "calls_done"]
    assert len(told) == (1 if done else 0)


def test_caller_patient_and_whom_to_call_back_are_kept_apart(
    calls: Callable[..., list[RequestInput]],
) -> None:
    (one,) = calls(
        "求助人 求助人电话 患者姓名 患者电话 联系人 联系人电话 地址 诉求内容",
        ("甲明", PHONE, "乙明", OTHER, "丙明", THIRD, "大林苑3号101", "没药了"),
    )
    assert (one.caller, one.phone) == ("甲明", PHONE)
    assert (one.patient, one.call_back_phone) == ("乙明", THIRD)
    assert f"患者电话：{OTHER}" in one.text


def test_a_level_that_speaks_of_a_life_makes_none_but_is_asked_about(
    calls: Callable[..., list[RequestInput]],
) -> None:
    loud, plain = calls(
        "姓名 地址 电话 紧急程度 诉求内容",
        ("甲明", "大林苑3号101", PHONE, "特急", "楼道灯坏了"),
        ("乙明", "大林苑3号102", OTHER, "紧急", "楼道灯坏了"),
    )
    assert loud.urgency == plain.urgency == "routine"
    assert "life" in loud.doubts
    assert "life" not in plain.doubts


def test_what_is_needed_may_stand_in_the_heading_and_the_trip_in_its_time(
    calls: Callable[..., list[RequestInput]], store: Store
) -> None:
    (baby,) = calls(
        "姓名 地址 电话 奶粉 尿不湿",
        ("甲明", "大林苑3号101", PHONE, "三段 2罐", "是"),
        name="婴儿用品登记",
    )
    assert baby.kind is RequestKind.BABY
    day = local_date(store.now()) + timedelta(days=2)
    (trip,) = calls(
        "姓名 地址 电话 透析医院 透析时间",
        ("甲明", "大林苑3号101", PHONE, "某某医院", f"{day.isoformat()} 06:30"),
        name="透析接送登记",
    )
    assert trip.kind is RequestKind.DIALYSIS
    assert trip.harm_at is not None
    assert local_date(trip.harm_at) == day


def test_the_same_call_in_two_lists_is_one(tmp_path: Path, bring: Bring) -> None:
    first = text(
        tmp_path / "a.csv",
        [("时间", "诉求人", "电话", "地址", "诉求内容"), ("", "甲明", PHONE, "3-101", "没菜了")],
    )
    second = workbook(
        tmp_path / "b.xlsx",
        求助=[
            ("地址", "求助内容", "求助人", "联系电话", "级别"),
            ("3-101", "没菜了", "甲明", PHONE, "高"),
        ],
    )
    assert bring(first).added == 1
    again = bring(second)
    assert (again.added, again.unchanged) == (0, 1)
    assert bring(first).added == 0


def test_a_call_known_by_its_columns_stays_what_they_say_when_its_door_comes_with_it(
    tmp_path: Path, store: Store, plan: Plan
) -> None:
    from data.exchange.apply import run_import

    register = text(
        tmp_path / "r.csv",
        [("小区", "楼号", "室号", "户主", "电话"), ("大林苑", "3", "101", "丁明", THIRD)],
    )
    table = text(
        tmp_path / "配药.csv",
        [
            ("小区", "楼号", "室号", "患者姓名", "联系人", "联系人电话", "药名"),
            ("大林苑", "3", "101", "甲明", "乙明", OTHER, "某某胶囊"),
        ],
    )
    run_import(store, plan(register, table))
    row = store.ask(
        lambda conn: conn.execute(
            "SELECT kind, patient, caller, household_id IS NOT NULL FROM request"
        ).fetchone()
    )
    assert tuple(row) == ("medicine", "甲明", "乙明", 1)


def test_an_english_list_reads_the_door_the_english_way(
    calls: Callable[..., list[RequestInput]],
) -> None:
    (one,) = calls(
        "caller phone compound building flat medicine days_left",
        ("Ann", "07700900111", "Rose Court", "12", "3", "insulin", "2"),
        name="medicine list",
    )
    assert one.text.startswith("Flat 3, 12 Rose Court Ann needs medicine: insulin 2 days left")
    assert (one.kind, one.days_left) == (RequestKind.MEDICINE, 2)


def test_times_of_any_form_are_those_a_call_came_at(
    calls: Callable[..., list[RequestInput]],
) -> None:
    said = ["20220301 2130", "2022/3/1 下午 09:30:11", "44621.895833"]
    found = calls(
        "来电时间 姓名 电话 地址 诉求内容",
        *((one, f"人{at}", f"1380000010{at}", f"3-10{at}", "没菜") for at, one in enumerate(said)),
    )
    assert {f"{one.opened_at:%m-%d %H:%M}" for one in found} == {"03-01 21:30"}


def test_what_stands_beside_makes_a_call_no_less_urgent(
    calls: Callable[..., list[RequestInput]],
) -> None:
    (one,) = calls(
        "姓名 地址 电话 诉求类型 诉求内容 备注",
        ("甲明", "大林苑3号101", PHONE, "其他", "请联系我", "老人胸口疼，喘不上气"),
    )
    assert one.urgency == "life"
    assert one.text.splitlines()[-1] == "备注：老人胸口疼，喘不上气"


def test_a_remark_that_it_is_used_up_tomorrow_gives_the_day(
    calls: Callable[..., list[RequestInput]], store: Store
) -> None:
    (one,) = calls(
        "姓名 地址 电话 奶粉品牌 段数 数量 备注",
        ("甲明", "大林苑3号101", PHONE, "某某", "3段", "2罐", "明天就没了"),
        name="母婴用品需求登记",
    )
    assert (one.kind, one.days_left) == (RequestKind.BABY, 1)
    assert one.harm_at is not None
    assert local_date(one.harm_at) == local_date(store.now()) + timedelta(days=1)
