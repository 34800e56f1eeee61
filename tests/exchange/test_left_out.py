"""What of a file is not read is said: columns with examples, sheets, tables of another kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import Store
from models.exchange import ImportKind, ImportPlan, ImportReport
from tests.exchange.lists import homes, text, workbook

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]

pytestmark = pytest.mark.usefixtures("known")


def _noted(report: ImportReport) -> dict[str | None, dict[str, object]]:
    return {note.column: dict(note.params) for note in report.notes}


def test_a_column_that_is_not_read_is_said_with_examples(tmp_path: Path, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "户主", "车位", "民族", "学历", "代办人"),
        ("大林苑", "3", "101", "甲", "B1", "汉", "本科", "丙"),
        ("大林苑", "3", "102", "乙", "B2", "汉", None, None),
        ("大林苑", "3", "103", "丁", "B1", "汉", None, None),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert report.added == 3
    assert [(n.code, n.column, dict(n.params)) for n in report.notes] == [
        ("column_not_read", "车位", {"examples": ["B1", "B2"], "cells": 3}),
        ("column_not_read", "代办人", {"examples": ["丙"], "cells": 1}),
        ("columns_left_alone", None, {"headings": ["民族", "学历"]}),
    ]


def test_no_number_and_no_illness_is_shown_as_an_example(tmp_path: Path, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "户主", "医保号", "补充"),
        ("大林苑", "3", "101", "甲", "00000019640415233X", "孕妇 3月"),
        ("大林苑", "3", "102", "乙", "13800001234", "钥匙在门卫"),
        ("大林苑", "3", "103", "丙", None, "朝南"),
    ]
    noted = _noted(bring(text(tmp_path / "a.csv", rows)))
    assert noted["医保号"] == {"examples": [], "cells": 2}
    assert "孕" not in str(noted["补充"])


def test_an_empty_column_and_a_running_number_are_not_spoken_of(
    tmp_path: Path, bring: Bring
) -> None:
    rows = [("序号", "小区", "楼号", "室号", "户主", "车位"), (1, "大林苑", "3", "101", "甲", None)]
    assert bring(text(tmp_path / "a.csv", rows)).notes == ()


def test_notes_under_the_headings_are_said_and_no_household(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("小区", "楼号", "室号", "户主", "联系电话"),
        ("必填，系统内名称", "如：1号", "必填", "必填，真实姓名", "多个用;分隔"),
        ("大林苑", "3", "101", "甲", "13800001234"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert [(note.code, dict(note.params)) for note in report.notes] == [
        ("rows_of_notes", {"first": 2, "last": 2})
    ]
    assert list(homes(store)) == ["大林苑3号101室"]


def test_a_table_of_another_kind_in_the_file_is_refused_by_name_and_the_rest_is_read(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    """Below the register, and on a sheet of its own."""
    orders = [
        ("商品", "数量", "订单金额", "收货人", "楼号", "室号", "联系电话"),
        ("鸡蛋", 1, 45, "丙", "3", "101", "13800009999"),
    ]
    rows = [
        ("大林苑住户登记",),
        ("楼号", "室号", "户主", "电话"),
        ("3", "101", "甲", "13800000001"),
        ("3", "102", "乙", "13800000002"),
        (),
        ("团购",),
        *orders,
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows, 团购=orders))
    assert [(p.code, p.sheet, p.params["kind"]) for p in report.problems] == [
        ("kind_not_kept", "登记", "orders"),
        ("kind_not_kept", "团购", "orders"),
    ]
    assert [guess.kind.value for guess in report.kinds] == ["register", "orders"]
    assert {door: told[:2] for door, told in homes(store).items()} == {
        "大林苑3号101室": ("甲", "13800000001"),
        "大林苑3号102室": ("乙", "13800000002"),
    }


def test_a_smaller_table_above_a_register_is_read_too(tmp_path: Path, bring: Bring) -> None:
    rows = [
        ("值守人员",),
        ("姓名", "电话", "岗位"),
        ("丙", "13800000003", "社工"),
        (),
        ("大林苑住户登记",),
        ("楼号", "室号", "户主", "电话", "人数", "备注"),
        ("3", "101", "甲", "13800000001", 3, "养猫"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 表=rows))
    assert dict(report.added_by_kind) == {"staff": 1, "register": 1}


def test_a_sheet_people_signed_changes_neither_head_nor_number(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    register = [
        ("小区", "楼号", "室号", "户主", "电话", "人数"),
        ("大林苑", "3", "101", "甲", "13800000001", 2),
    ]
    bring(text(tmp_path / "a.csv", register))
    signed = [
        ("小区", "楼号", "室号", "姓名", "电话", "人数", "签到"),
        ("大林苑", "3", "101", "乙", "13800000009", 3, "乙"),
    ]
    report = bring(workbook(tmp_path / "b.xlsx", 签到表=signed))
    assert homes(store)["大林苑3号101室"][:3] == ("甲", "13800000001", 3)
    assert "counts_only" in {note.code for note in report.notes}


def test_reasons_are_given_for_a_table_free_text_and_what_somebody_said(
    tmp_path: Path, plan: Plan
) -> None:
    calls = tmp_path / "calls.txt"
    calls.write_text("09:10 大林苑3号101室 高血压药没了 13800000001\n", encoding="utf-8")
    (file,) = plan(calls).files
    assert [(g.kind, [r.code for r in g.why]) for g in file.kinds] == [
        ("calls", ["kind_reads_as_calls"])
    ]
    rows = [("小区", "楼号", "室号", "户主", "检测结果"), ("大林苑", "3", "101", "甲", "阳性")]
    (file,) = plan(text(tmp_path / "a.csv", rows), kind=ImportKind.REGISTER).files
    (table,) = file.tables
    assert (table.kind, table.guesses[0].kind) == ("results", "results")


def test_calls_in_columns_are_taken_down_and_change_no_household(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    register = [
        ("小区", "楼号", "室号", "户主", "电话"),
        ("大林苑", "3", "101", "甲", "13800000001"),
    ]
    bring(text(tmp_path / "r.csv", register))
    before = homes(store)
    rows = [
        ("日期", "时间", "诉求人", "联系电话", "居住地址", "诉求内容", "处理结果"),
        ("2022-04-08", "9:10", "乙", "13800000002", "大林苑3号101室", "降压药没了", None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 诉求=rows))
    assert (report.kind, report.added, report.problems) == ("calls", 1, ())
    assert homes(store) == before
    opened = store.ask(lambda conn: conn.execute("SELECT opened_at FROM request").fetchone())
    assert tuple(opened) == ("2022-04-08T01:10:00Z",)


def test_calls_in_columns_can_be_said_to_be_that(tmp_path: Path, plan: Plan) -> None:
    rows = [("楼号", "室号", "姓名", "电话", "要说的"), ("3", "101", "甲", "13800000001", "没菜了")]
    path = text(tmp_path / "a.csv", rows)
    (file,) = plan(path, kind=ImportKind.CALLS, mapping={4: "text"}).files
    assert [change.input.caller for change in file.added] == ["甲"]  # type: ignore[union-attr]
    calls = tmp_path / "calls.txt"
    calls.write_text("我妈求助,电话打不通,没菜了\n大林苑3号101室 没药\n", encoding="utf-8")
    (file,) = plan(calls, kind=ImportKind.CALLS).files
    assert [change.row for change in file.added] == [1, 2]


def test_a_chain_keeps_what_is_asked_and_leaves_results_out(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "chain.txt"
    path.write_text(
        "#接龙\n今天抗原结果\n\n1. 3号101 甲 2人 阴性\n"
        "2. 大林苑3号102 老人不会做抗原 需要上门帮忙\n",
        encoding="utf-8",
    )
    (file,) = plan(path).files
    assert (file.kind, len(file.added)) == ("calls", 1)
    assert [r.code for guess in file.kinds for r in guess.why] == ["kind_reads_as_chain"]
    assert "chain_results" in {note.code for note in file.notes}


def test_a_survey_says_who_can_lift(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("序号", "提交答卷时间", "1、您的姓名", "2、您的电话", "3、能否搬重物", "4、可服务时间"),
        (1, "2022/4/1 10:00", "丙", "13800000003", "能", "9:00-11:00"),
        (2, "2022/4/1 10:05", "丁", "13800000004", "否", "全天"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert dict(report.added_by_kind) == {"volunteers": 2}
    found = store.ask(
        lambda conn: conn.execute(
            "SELECT name, no_heavy_work, available_from FROM person ORDER BY no"
        ).fetchall()
    )
    assert [tuple(row) for row in found] == [("丙", 0, 540), ("丁", 1, 0)]
