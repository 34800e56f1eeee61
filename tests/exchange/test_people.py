"""Lists of compounds, staff and volunteers: who is where, and what is kept private."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.roster.queries import on_duty, people, roster
from data.settings import in_charge
from data.setup.commands import begin_committee
from data.store import Store
from models.exchange import UNSHOWN, FieldChange, ImportKind, ImportReport
from models.households import HouseholdInput
from models.roster import PersonRow
from tests.beginning import begin
from tests.exchange.lists import text, workbook

Bring = Callable[..., ImportReport]

STAFF = [
    ("姓名", "职务", "电话", "状态", "起始日期", "预计返岗", "住处", "特长", "备注"),
    ("姚 伟", "书记", "13800009366", "隔离", "2022-04-08", "2022-04-27", "隔离点", None, None),
    ("武磊雪", "社工", "13800007506", "在岗", None, None, "居委会", "统计、开车", "已提出辞职"),
    ("于芳", "下沉干部", "13800005711", "住院", "4月7日", None, None, None, "过敏"),
]
VOLUNTEERS = [
    ("姓名", "小区", "电话", "车辆", "可用时段", "特长"),
    ("侯凯文", "大林苑", "13800000430", "三轮车", "7:00-10:00", "带路"),
    ("顾宝琪", "水仙花园", "13800002163", None, "下午", None),
]


def rows(store: Store) -> dict[str, PersonRow]:
    return {row.name: row for row in store.ask(roster, store.now())}


def told(report: ImportReport) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in report.problems]


def test_staff_where_they_are_and_until_when(tmp_path: Path, store: Store, bring: Bring) -> None:
    report = bring(workbook(tmp_path / "a.xlsx", 工作人员=STAFF))
    assert (report.kind, report.added, told(report)) == (ImportKind.STAFF, 3, [])
    found = rows(store)
    leader = found["姚伟"]
    assert (leader.place, leader.reach, leader.since, leader.expected_back) == (
        "isolated", "any_time", "2022-04-07T16:00:00Z", "2022-04-27",
    )  # fmt: skip
    assert (found["武磊雪"].place, found["武磊雪"].skills) == ("on_site", ("统计", "开车"))
    assert (found["于芳"].kind, found["于芳"].place) == ("cadre", "hospital")
    assert tuple(store.ask(on_duty, store.now())) == (1, 3)


def test_remarks_on_leaving_are_private_and_in_no_report(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 工作人员=STAFF))
    (found,) = (one for one in store.ask(people) if one.name == "武磊雪")
    assert (found.note, found.private_note) == ("", "已提出辞职")
    changed = [STAFF[0], ("武磊雪", "社工", "13800007506", *[None] * 5, "想辞职，待谈")]
    report = bring(workbook(tmp_path / "b.xlsx", 工作人员=changed))
    (change,) = report.changes
    assert change.changes == (FieldChange("private_note", UNSHOWN, UNSHOWN),)


@pytest.mark.usefixtures("known")
def test_volunteers_with_hours(tmp_path: Path, store: Store, bring: Bring) -> None:
    report = bring(workbook(tmp_path / "a.xlsx", 志愿者=VOLUNTEERS))
    assert (report.kind, report.added) == (ImportKind.VOLUNTEERS, 2)
    assert told(report) == [("compound_unknown", 3, "小区")]
    assert report.problems[0].taken
    with store.read() as conn:
        (found,) = conn.execute(
            "SELECT hours, available_from, available_until, vehicle FROM person "
            "WHERE name = '侯凯文'"
        )
    assert found == ("7:00-10:00", 420, 600, "三轮车")
    assert rows(store)["侯凯文"].compound == "大林苑"
    assert rows(store)["顾宝琪"].compound is None


def test_the_same_list_again_changes_nothing(tmp_path: Path, store: Store, bring: Bring) -> None:
    path = workbook(tmp_path / "a.xlsx", 工作人员=STAFF, 志愿者=VOLUNTEERS)
    first = bring(path)
    assert dict(first.added_by_kind) == {"staff": 3, "volunteers": 2}
    again = bring(path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 5)


def test_somebody_back_at_work_is_a_span_of_their_own(
    tmp_path: Path, store: Store, bring: Bring, clock: FixedClock
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 工作人员=STAFF))
    clock.moment += timedelta(days=3)
    back = [STAFF[0], ("姚伟", "书记", "13800009366", "已返岗")]
    report = bring(workbook(tmp_path / "b.xlsx", 工作人员=back))
    (change,) = report.changes
    (presence,) = change.changes
    assert presence.field == "presence"
    assert presence.old == "isolated 2022-04-08T00:00:00+08:00 2022-04-27"
    assert rows(store)["姚伟"].place == "on_site"
    spans = store.ask(
        sqlite3.Connection.execute, "SELECT place, until IS NULL FROM presence ORDER BY since"
    )
    assert ("isolated", 0) in spans.fetchall()


def test_a_span_that_cannot_stand_is_told_and_the_rest_taken(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 工作人员=STAFF))
    earlier = [STAFF[0], ("姚伟", "主任", "13800009366", "在岗", "2022-04-02")]
    report = bring(workbook(tmp_path / "b.xlsx", 工作人员=earlier))
    (problem,) = report.problems
    assert (problem.code, problem.row, problem.taken) == ("return_before_leaving", 2, True)
    found = rows(store)["姚伟"]
    assert (found.place, found.post) == ("isolated", "主任")


def test_days_as_spreadsheets_keep_them(tmp_path: Path, store: Store, bring: Bring) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("社工")
    sheet.write_row(0, 0, STAFF[0])
    sheet.write_row(1, 0, ("甲", "社工", 13800000001.0, "隔离"))
    sheet.write_datetime(1, 4, date(2022, 4, 6), day)
    sheet.write(1, 5, 44676)
    sheet.write_row(2, 0, ("乙", "社工", None, "隔离", "前天", "2022/4/1"))
    book.close()
    report = bring(tmp_path / "a.xlsx")
    assert rows(store)["甲"].since == "2022-04-05T16:00:00Z"
    assert rows(store)["甲"].expected_back == "2022-04-25"
    assert told(report) == [("day_unreadable", 3, "起始日期"), ("back_in_the_past", 3, "预计返岗")]


def test_two_people_of_one_name(tmp_path: Path, store: Store, bring: Bring) -> None:
    same = [
        ("姓名", "职务", "电话"),
        ("甲", "社工", "13800000001"),
        ("甲", "社工", "13800000002"),
        ("甲", "社工", "13800000002"),
        ("甲", "主任", "13800000002"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 工作人员=same))
    assert (report.added, report.skipped) == (2, 1)
    assert told(report) == [("person_twice", 5, "姓名")]
    unclear = [("姓名", "职务"), ("甲", "书记"), (None, "社工")]
    report = bring(workbook(tmp_path / "b.xlsx", 工作人员=unclear))
    assert (report.added, report.updated) == (0, 0)
    assert told(report) == [("person_ambiguous", 2, "姓名"), ("name_missing", 3, "姓名")]


def test_a_changed_telephone_is_an_update(tmp_path: Path, store: Store, bring: Bring) -> None:
    bring(text(tmp_path / "staff.csv", [("姓名", "职务", "电话"), ("甲", "社工", "13800000001")]))
    report = bring(
        text(tmp_path / "staff.csv", [("姓名", "职务", "电话"), ("甲", "社工", "13800000002")])
    )
    assert (report.added, report.updated) == (0, 1)
    assert rows(store)["甲"].phone == "13800000002"


COMPOUNDS = [
    ("小区名称", "类型", "地址", "卸货点(门口)", "户数", "楼栋数", "楼组长", "联系电话"),
    ("大林苑", "商品房", "大林路338号", "正门", 236, 4, "林妹云", "13800007026"),
    ("四十三弄", "里弄", "大林路43弄", "过街楼", 171, "22幢", "贺 长", "13800009337"),
    ("合计", None, None, None, 407),
]


def test_compounds(tmp_path: Path, store: Store, bring: Bring) -> None:
    report = bring(workbook(tmp_path / "a.xlsx", 小区概况=COMPOUNDS))
    assert (report.kind, report.added, told(report)) == (ImportKind.COMPOUNDS, 2, [])
    found = store.ask(
        sqlite3.Connection.execute,
        "SELECT name, kind, unloading_point, stated_households, stated_buildings, leader "
        "FROM compound ORDER BY position",
    ).fetchall()
    assert found == [
        ("大林苑", "commodity", "正门", 236, 4, "林妹云"),
        ("四十三弄", "lane", "过街楼", 171, 22, "贺长"),
    ]


def test_compounds_changed_and_contradicted(tmp_path: Path, store: Store, bring: Bring) -> None:
    bring(workbook(tmp_path / "a.xlsx", 小区概况=COMPOUNDS))
    other = [
        ("小区", "户数", "卸货点"),
        ("大林苑小区", 240, None),
        ("四十三弄", 171, None),
        ("四十三弄", 172, None),
    ]
    report = bring(text(tmp_path / "b.csv", other))
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)
    assert told(report) == [("name_twice", 4, "小区")]
    assert [(c.field, c.old, c.new) for c in report.changes[0].changes] == [
        ("stated_households", 236, 240)
    ]


def test_a_register_makes_the_compounds_nobody_knows_yet(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("小区", "楼号", "室号", "户主"),
        ("大林苑", 1, 101, "甲"),
        ("大林苑小区", 1, 102, "乙"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert (report.added, report.made) == (2, ("大林苑",))
    assert [(n.code, dict(n.params)) for n in report.notes] == [
        ("compound_made", {"name": "大林苑"})
    ]
    later = bring(workbook(tmp_path / "b.xlsx", 小区概况=COMPOUNDS))
    assert (later.added, later.updated) == (1, 1)


def test_a_list_of_staff_tells_more_of_who_was_put_in_charge_by_hand(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    store.do(begin_committee, "大林居委会", "武磊雪", [])
    report = bring(workbook(tmp_path / "a.xlsx", 工作人员=STAFF))
    assert (report.added, report.updated) == (2, 1)
    with store.read() as conn:
        assert [one.phone for one in people(conn) if one.name == "武磊雪"] == ["13800007506"]
        assert in_charge(conn) == "武磊雪"


def test_what_people_are_and_may_do_is_read_where_it_is_said(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    heads = ("姓名", "小区", "电话", "可用时段", "特长", "通行证", "备注")
    bring(
        workbook(
            tmp_path / "a.xlsx",
            志愿者=[
                heads,
                ("侯凯文", "大林苑", "13800000430", "上午", "带路", "有", "腰不好"),
                ("顾宝琪", "大林苑", "13800002163", "下午", "不能搬重", "无", "通行证齐全"),
                ("孙秀英", "大林苑", "13800002164", "下午", None, None, "有通行证"),
                ("钱多", "大林苑", "13800002165", "下午", None, None, "没有通行证"),
                ("吕洋", "大林苑", "13800002166", "下午", "力气活", "沪A-118", None),
            ],
        )
    )
    assert {
        name: (row.is_leader, row.no_heavy_work, row.has_pass) for name, row in rows(store).items()
    } == {
        "侯凯文": (0, 1, 1),
        "顾宝琪": (0, 1, 0),
        "孙秀英": (0, 0, 1),
        "钱多": (0, 0, 0),
        "吕洋": (0, 0, 1),
    }


def test_a_leader_is_said_or_proposed_where_the_post_is_exactly_one(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    people_there = [
        ("姓名", "职务", "电话", "领导"),
        ("姚伟", "党支部书记", "13800009366", None),
        ("武磊", "书记员", "13800007506", None),
        ("于芳", "主任医师", "13800005711", None),
        ("卢某", "副主任", "13800005712", "否"),
        ("沈某", "社工", "13800005713", "是"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 工作人员=people_there))
    leading = {row.name for row in store.ask(roster, store.now()) if row.is_leader}
    assert leading == {"姚伟", "沈某"}
    proposed = [note for note in report.notes if note.code == "leader_by_post"]
    assert [(note.row, note.params["name"]) for note in proposed] == [(2, "姚伟")]


def test_a_survey_gives_the_building_on_file_and_keeps_what_was_said(
    tmp_path: Path, store: Store, bring: Bring, known: None
) -> None:
    begin(store, HouseholdInput("大林苑", "3", room="101"))
    rows = [
        ("序号", "提交答卷时间", "1、您的姓名", "2、联系电话", "3、您所在小区及楼栋",
         "4、可服务时间段", "5、是否有车"),
        (1, "2022/4/8 20:01", "甲明", "13800000001", "大林苑3号楼", "上午┋下午", "没有车"),
        (2, "2022/4/8 20:02", "乙明", "13800000002", "大林苑99号", "晚上", "有"),
    ]  # fmt: skip
    path = workbook(tmp_path / "志愿者报名.xlsx", Sheet1=rows)
    report = bring(path)
    assert (report.kind, report.added, report.problems) == ("volunteers", 2, ())
    found = store.ask(
        lambda conn: conn.execute(
            "SELECT p.name, p.lodging, b.name, p.vehicle, p.available_from FROM person p"
            " LEFT JOIN building b ON b.id = p.building_id ORDER BY p.no"
        ).fetchall()
    )
    assert [tuple(row) for row in found] == [
        ("甲明", "大林苑3号楼", "3", "", 480),
        ("乙明", "大林苑99号", None, "有", 1080),
    ]
    assert bring(path).unchanged == 2
