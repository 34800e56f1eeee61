"""Registers by person: who lives behind which door, as far as papers say it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import Store
from models.exchange import ImportPlan, ImportReport
from screens.exchange.words import change_words
from tests.exchange.lists import homes, people, text, workbook

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]

pytestmark = pytest.mark.usefixtures("known")

CARD, OTHER_CARD = "000000193803050029", "000000199003070017"
"""Numbers of no district there is, whose last digits fit: born 1938-03-05 and 1990-03-07."""

HEADINGS = ("小区", "楼号", "室号", "姓名", "与户主关系", "身份证号", "电话", "备注")


def told(report: ImportReport) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in report.problems]


def noted(report: ImportReport) -> list[str]:
    return [note.code for note in report.notes]


def named(store: Store, household_no: int) -> list[tuple[str, int, str | None, str]]:
    """Name, whether head, born, presence of the people of a household."""
    found = people(store, household_no)
    return [(one.name, one.is_head, one.born, one.presence) for one in found]


def test_a_row_a_person(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        HEADINGS,
        ("大林苑", 3, 101, "李秀英", "妻", OTHER_CARD, "13800000002", "孕7月，对青霉素过敏"),
        ("大林苑", 3, 101, "张建国", "户主", CARD, "021-63000001转8", "92岁，独居"),
        ("大林苑", 3, 101, "张敏", "女儿", None, None, "已去世"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert homes(store)["大林苑3号101室"] == ("张建国", "02163000001", 2, "", "")
    assert named(store, 1) == [
        ("张建国", 1, "1938-03-05", "present"),
        ("李秀英", 0, "1990-03-07", "present"),
        ("张敏", 0, None, "died"),
    ]
    head, wife, _daughter = people(store, 1)
    assert [(p.number, p.extension) for p in head.phones] == [("02163000001", "8")]
    assert (head.sex, wife.sex, head.identity, head.identity_tail) == ("female", "male", "", "0029")
    told_of = [(m.mark, m.detail, m.source) for m in (*head.marks, *wife.marks)]
    assert told_of == [
        ("80岁以上", "92岁", "a.xlsx"), ("独居老人", "", "a.xlsx"), ("孕妇", "孕7月", "a.xlsx"),
    ]  # fmt: skip
    assert wife.note == "对青霉素过敏"


def test_who_is_gone_or_away(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "姓名", "关系", "居住状态", "是否迁出", "迁出日期", "是否死亡",
         "死亡日期", "电话", "备注"),
        ("大林苑", 3, 101, "张建国", "户主", "", "否", "", "是", "20211230", "13800000001", ""),
        ("大林苑", 3, 101, "李秀英", "妻", "在住", "否", "", "否", "", "13800000002", ""),
        ("大林苑", 3, 101, "张敏", "女", "外出 2022-03-15", "否", "", "否", "", "", ""),
        ("大林苑", 3, 101, "张强", "子", "", "是", "2022-01-02", "否", "", "", ""),
        ("大林苑", 3, 102, "王伟", "户主", "", "否", "", "否", "", "", "实际住浦东"),
        ("大林苑", 3, 103, "赵杰", "户主", "不清楚", "也许", "去年", "否", "", "", ""),
    ]  # fmt: skip
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == [
        ("day_unreadable", 7, "迁出日期"),
        ("answer_unreadable", 7, "是否迁出"),
        ("presence_unreadable", 7, "居住状态"),
    ]
    assert homes(store) == {
        "大林苑3号101室": ("李秀英", "13800000002", 2, "", ""),
        "大林苑3号102室": ("王伟", "", 1, "不在沪", ""),
        "大林苑3号103室": ("赵杰", "", 1, "", ""),
    }
    where = {one.name: (one.presence, one.presence_since) for one in people(store, 1)}
    assert where == {
        "张建国": ("died", "2021-12-30"),
        "李秀英": ("present", None),
        "张敏": ("away", "2022-03-15"),
        "张强": ("moved_out", "2022-01-02"),
    }


def test_cells_about_a_person_that_are_not_understood(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("小区", "楼号", "室号", "姓名", "性别", "出生日期", "年龄", "身份证号"),
        ("大林苑", 3, 101, "张建国", "男", "1938.3", None, None),
        ("大林苑", 3, 102, "李秀英", "女", None, "61岁", "护照E12345"),
        ("大林苑", 3, 103, "张敏", "未知", "三月", "很大", "000000193813050029"),
        ("大林苑", 3, 104, "王伟", None, None, None, "00000019380305002X"),
        ("大林苑", 3, 105, "赵杰", None, None, None, "3.10101E+17"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == [
        ("born_unreadable", 4, "出生日期"),
        ("identity_unreadable", 4, "身份证号"),
        ("age_unreadable", 4, "年龄"),
        ("sex_unreadable", 4, "性别"),
        ("identity_cut_short", 6, "身份证号"),
    ]
    assert noted(report) == ["identity_unchecked"]
    born = [people(store, no)[0].born for no in (1, 2, 3, 4)]
    assert born == ["1938-03", "1961", None, "1938-03-05"]
    assert people(store, 2)[0].identity_tail == "2345"


def test_blank_doors_mean_as_above_where_a_sheet_is_written_so(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("大林苑3号楼人员名单",),
        ("室号", "姓名", "关系", "电话"),
        ("101", "张建国", "户主", None),
        (None, "李秀英", "妻", None),
        (None, "张敏", None, None),
        ("102", "王伟", "户主", None),
        ("2单元",),
        ("101", "赵杰", "户主", None),
        ("小 计", "3户", None, None),
        ("填表人：某某", None, None, "2022年4月"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert {door: home[::2][:2] for door, home in homes(store).items()} == {
        "大林苑3号101室": ("张建国", 3),
        "大林苑3号102室": ("王伟", 1),
        "大林苑3号2单元101室": ("赵杰", 1),
    }
    assert noted(report) == ["line_passed_over"]


def test_a_sheet_that_names_no_compound_is_told_once(tmp_path: Path, bring: Bring) -> None:
    """Whether its doors stand in an address or under a heading for compounds that is empty; with
    the compound said, they are all read."""
    rows = [
        ("小区", "地址", "姓名", "身份证号"),
        (None, "3号楼101", "张建国", CARD),
        (None, "3号楼102", "李秀英", OTHER_CARD),
    ]
    path = text(tmp_path / "a.csv", rows)
    assert told(bring(path)) == [("sheet_without_compound", None, None)]
    report = bring(path, compound="大林苑")
    assert (report.added, told(report)) == (2, [])


def test_lines_across_the_table_say_the_building(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("大林苑居民花名册",),
        ("室号", "姓名", "关系"),
        ("1号楼（共1户）",),
        ("101", "张建国", "户主"),
        ("3幢2单元",),
        ("101", "王伟", "户主"),
        ("一单元",),
        ("101", "赵杰", "户主"),
        ("注：1号楼已封",),
        ("102", "李强", "户主"),
    ]
    bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert list(homes(store)) == [
        "大林苑1号101室", "大林苑3号2单元101室", "大林苑3号1单元101室", "大林苑3号1单元102室",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "cells", "door"),
    [
        (("房号",), ("3-2-501",), "大林苑3号2单元501室"),
        (("楼栋名称", "单元", "门牌号"), ("大林苑3栋", "2", "501"), "大林苑3号2单元501室"),
        (("楼号", "室号"), ("3号", "2-0501"), "大林苑3号2单元501室"),
        (("楼栋单元", "地址"), ("3号楼2单元", "大林苑3号楼2单元501"), "大林苑3号2单元501室"),
        (("居住地址",), ("上海市黄浦区大林路338号/3号/501",), "大林苑3号501室"),
        (("地址",), ("大林路43弄17号三层阁",), "四十三弄17号三层阁"),
        (("Address",), ("Flat 3B, Block 4, 大林苑",), "大林苑4号3B室"),
    ],
)
def test_doors_as_they_are_written(
    tmp_path: Path, store: Store, bring: Bring, headings: tuple[str, ...], cells: tuple[str, ...],
    door: str,
) -> None:  # fmt: skip
    rows = [(*headings, "姓名", "身份证号"), (*cells, "张建国", CARD)]
    report = bring(text(tmp_path / "大林苑.csv", rows))
    assert told(report) == []
    assert list(homes(store)) == [door]


def test_several_households_behind_one_door(tmp_path: Path, store: Store, bring: Bring) -> None:
    """By their number, by a second head, by a second row of a register by household."""
    by_number = [
        (*HEADINGS, "户编号"),
        ("大林苑", 3, 101, "张建国", "户主", None, None, None, "A1"),
        ("大林苑", 3, 101, "王伟", "户主", None, None, None, "A2"),
        ("大林苑", 3, 101, "李秀英", "妻", None, None, None, "A1"),
        ("大林苑", 3, 102, "赵杰", "户主", None, None, None, "A3"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=by_number))
    assert noted(report) == ["door_shared"]
    wanted = {"大林苑3号101室": "张建国", "大林苑3号101/2室": "王伟", "大林苑3号102室": "赵杰"}
    assert {door: home[0] for door, home in homes(store).items()} == wanted
    by_household = [
        ("小区", "楼号", "室号", "户主", "人口"),
        ("大林苑", 3, 101, "王伟", 2),
        ("大林苑", 3, 101, "张建国", 3),
        ("大林苑", 3, 101, "钱进", 1),
    ]
    report = bring(workbook(tmp_path / "b.xlsx", 登记=by_household))
    assert (report.added, report.updated, told(report)) == (1, 2, [])
    assert {door: home[0] for door, home in homes(store).items()} == wanted | {
        "大林苑3号101/3室": "钱进"
    }
    again = bring(workbook(tmp_path / "b.xlsx", 登记=by_household))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)


def test_several_people_in_one_cell(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "居住人员", "联系电话", "人数"),
        ("大林苑", "3", "101", "张建国、李秀英、张敏", "13800000001/13800000002", "4"),
        ("大林苑", "3", "102", "王伟（户主）13800000003 王芳（女儿）13800000004", "", ""),
        ("大林苑", "3", "103", "租客4人，联系人赵杰", "13800000005", ""),
        ("大林苑", "3", "104", "甲、乙", "", "2"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == []
    assert homes(store) == {
        "大林苑3号101室": ("张建国", "13800000001", 4, "", ""),
        "大林苑3号102室": ("王伟", "13800000003", 2, "", ""),
        "大林苑3号103室": ("赵杰", "13800000005", 4, "租客", ""),
        "大林苑3号104室": ("甲、乙", "", 2, "", ""),
    }
    assert [one.name for one in people(store, 1)] == ["张建国", "李秀英", "张敏"]
    assert [(o.name, o.relation, o.phones[0].number) for o in people(store, 2)] == [
        ("王伟", "户主", "13800000003"),
        ("王芳", "女儿", "13800000004"),
    ]


def test_a_row_for_each_member_beside_a_head_written_once(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("大林苑",),
        ("楼号", "室号", "户主", "家庭成员姓名", "与户主关系", "电话"),
        ("1", "101", "张建国", "张建国", "户主", "13800000001"),
        (None, None, None, "李秀英（妻）", None, None),
        (None, None, None, "张敏（已故）", "长女", "13800000002"),
        ("1", "102", "王伟", "王伟", "户主", None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert told(report) == []
    assert [home[:3] for home in homes(store).values()] == [
        ("张建国", "13800000001", 2), ("王伟", "", 1),
    ]  # fmt: skip
    assert [(one.name, one.relation, one.presence) for one in people(store, 1)] == [
        ("张建国", "户主", "present"), ("李秀英", "妻", "present"), ("张敏", "长女", "died"),
    ]  # fmt: skip


def test_remarks_behind_doors_and_names_for_a_count(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("小区", "楼栋", "门牌号", "户主姓名", "手机", "常住人口", "备注"),
        ("大林苑", "1幢", "103（出租）", "李强", "", "4", ""),
        ("大林苑", "1", "104-105", "赵杰", "", "2", ""),
        ("大林苑", "1", "顶楼", "", "", "钱进、孙丽", "aged 84"),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == []
    assert homes(store) == {
        "大林苑1号103室": ("李强", "", 4, "租客", ""),
        "大林苑1号104-105室": ("赵杰", "", 2, "", ""),
        "大林苑1号顶楼": ("钱进", "", 2, "80岁以上", "aged 84"),
    }


def test_family_members_in_columns_of_their_own(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("大林苑",),
        ("楼号", "室号", "户主", "电话", "成员一姓名", "成员一电话", "成员二姓名", "成员二电话"),
        ("3号", "101", "张建国", "13800000001", "李秀英", "13800000002", "张敏", None),
    ]  # fmt: skip
    bring(workbook(tmp_path / "a.xlsx", 登记=rows))
    assert homes(store)["大林苑3号101室"][:3] == ("张建国", "13800000001", 3)
    assert [(one.name, len(one.phones)) for one in people(store, 1)] == [
        ("张建国", 0), ("李秀英", 1), ("张敏", 0),
    ]  # fmt: skip


# -- again, and with other lists -------------------------------------------------------------------

FIRST = [
    HEADINGS,
    ("大林苑", 3, 101, "张建国", "户主", CARD, "13800000001", "独居"),
    ("大林苑", 3, 101, "李秀英", "妻", OTHER_CARD, None, None),
    ("大林苑", 3, 102, "王伟", "户主", None, "13800000003", None),
]


def test_the_same_again_changes_nobody(tmp_path: Path, store: Store, bring: Bring) -> None:
    path = workbook(tmp_path / "a.xlsx", 登记=FIRST)
    bring(path)
    report = bring(path)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)


def test_a_later_list_adds_and_never_takes_away(
    tmp_path: Path, store: Store, bring: Bring, plan: Plan
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    later = [
        HEADINGS,
        ("大林苑", 3, 101, "李秀瑛", "妻", OTHER_CARD, "13800000009", "孕妇"),
        ("大林苑", 3, 101, "张敏", "女儿", None, None, None),
    ]
    path = workbook(tmp_path / "b.xlsx", 登记=later)
    (file,) = plan(path).files
    words = [change_words(change) for change in file.updated]
    assert words == ["people 2 → 3; people named 李秀瑛 (telephones, marks), 张敏"]
    assert CARD not in repr([change.changes for change in file.updated])
    assert OTHER_CARD not in repr(file.tables)
    bring(path)
    assert homes(store)["大林苑3号101室"][:3] == ("张建国", "13800000001", 3)
    assert [one.name for one in people(store, 1)] == ["张建国", "李秀瑛", "张敏"]
    assert [m.mark for m in people(store, 1)[0].marks] == ["独居老人"]
    by_household = [("小区", "楼号", "室号", "户主", "人口"), ("大林苑", 3, 101, "张建国", 5)]
    bring(workbook(tmp_path / "c.xlsx", 登记=by_household))
    assert homes(store)["大林苑3号101室"][2] == 5
    assert len(people(store, 1)) == 3


def test_somebody_on_file_elsewhere_is_told_and_not_doubled(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    other = [HEADINGS, ("大林苑", 4, 201, "李秀英", "户主", OTHER_CARD, None, None)]
    report = bring(workbook(tmp_path / "b.xlsx", 登记=other))
    assert told(report) == [("person_elsewhere", 2, None)]
    assert dict(report.problems[0].params) == {"name": "李秀英", "where": "大林苑 3-101"}
    assert [one.name for one in people(store, 1)] == ["张建国", "李秀英"]
    assert people(store, 3) == []


def test_a_change_of_address_moves_somebody(tmp_path: Path, store: Store, bring: Bring) -> None:
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    forms = [
        ("登记类型", "姓名", "手机号", "现居住地址", "原居住地址"),
        ("地址变更", "王伟", "13800000003", "大林苑4号楼201", "大林苑3号楼102"),
        ("地址变更", "李秀英", None, "大林苑4号楼202", "大林苑3号101"),
        ("地址变更", "钱进", None, "大林苑4号楼203", "大林苑3号101"),
        ("新增登记", "孙丽", None, "大林苑4号楼203", None),
    ]
    report = bring(text(tmp_path / "b.csv", forms))
    assert told(report) == []
    assert noted(report) == ["left_door", "left_door", "left_unknown"]
    assert {door: home[:4] for door, home in homes(store).items()} == {
        "大林苑3号101室": ("张建国", "13800000001", 1, ""),
        "大林苑3号102室": ("", "", 0, "空关"),
        "大林苑4号201室": ("王伟", "13800000003", 1, ""),
        "大林苑4号202室": ("李秀英", "", 1, ""),
        "大林苑4号203室": ("钱进", "", 2, ""),
    }
    assert [len(people(store, no)) for no in (1, 2, 3, 4, 5)] == [1, 0, 1, 1, 2]
    again = bring(text(tmp_path / "b.csv", forms))
    assert (again.added, again.updated) == (0, 0)


def test_who_was_only_known_as_a_head_leaves_an_empty_home(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    """Unless more people live there: then one less does, under no head's name."""
    before = [
        ("小区", "楼号", "室号", "户主", "电话", "人口"),
        ("大林苑", 1, 301, "周强", "13800005018", None),
        ("大林苑", 1, 302, "周明", "13800005019", 3),
    ]
    bring(workbook(tmp_path / "a.xlsx", 登记=before))
    forms = [
        (
            "登记类型*",
            "姓名*",
            "手机号*",
            "现居住地址（楼栋房号）*",
            "原居住地址（地址变更时填写）",
        ),
        ("地址变更", "周强", "13800005018", "大林苑2号楼301", "大林苑1号楼301"),
        ("地址变更", "周明", "13800005019", "大林苑2号楼302", "1号楼302"),
    ]
    report = bring(text(tmp_path / "b.csv", forms))
    assert (told(report), noted(report)) == ([], ["left_door", "left_door"])
    assert {door: home[:4] for door, home in homes(store).items()} == {
        "大林苑1号301室": ("", "", 0, "空关"),
        "大林苑1号302室": ("", "", 2, ""),
        "大林苑2号301室": ("周强", "13800005018", 1, ""),
        "大林苑2号302室": ("周明", "13800005019", 1, ""),
    }


def test_two_lists_of_one_import_are_put_together(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    first = workbook(tmp_path / "a.xlsx", 登记=FIRST)
    second = [HEADINGS, ("大林苑", 3, 101, "李秀英", "妻", None, "13800000002", "孕妇")]
    bring(first, workbook(tmp_path / "b.xlsx", 登记=second))
    assert [one.name for one in people(store, 1)] == ["张建国", "李秀英"]
    assert [m.mark for m in people(store, 1)[1].marks] == ["孕妇"]


def test_a_household_whose_head_has_died_is_called_by_the_next(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    """And one in which nobody is left by nobody; the same again changes neither."""
    bring(workbook(tmp_path / "a.xlsx", 登记=FIRST))
    headings = ("小区", "楼号", "室号", "姓名", "与户主关系", "是否死亡")
    later = [
        headings,
        ("大林苑", 3, 101, "张建国", "户主", "是"),
        ("大林苑", 4, 101, "赵杰", "户主", "是"),
    ]
    path = workbook(tmp_path / "b.xlsx", 登记=later)
    bring(path)
    assert homes(store)["大林苑3号101室"][:3] == ("李秀英", "13800000001", 1)
    assert homes(store)["大林苑4号101室"][:3] == ("", "", 0)
    assert [(one.name, one.is_head) for one in people(store, 1)] == [("李秀英", 1), ("张建国", 0)]
    again = bring(path)
    assert (again.added, again.updated) == (0, 0)


def test_a_remark_that_names_somebody_is_theirs(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "居住人员", "联系电话", "人口", "备注"),
        ("大林苑", "3", "101", "张建国/李秀英", "13800000001（李秀英）、13800000002", "2大1小",
         "李秀英孕6个月；养猫"),
        ("大林苑", "3", "102", "空关", "", "无人", ""),
    ]  # fmt: skip
    report = bring(text(tmp_path / "a.csv", rows))
    assert told(report) == []
    assert homes(store) == {
        "大林苑3号101室": ("张建国", "13800000002", 3, "养猫", ""),
        "大林苑3号102室": ("", "", 0, "空关", ""),
    }
    wife = people(store, 1)[1]
    assert [(m.mark, m.detail) for m in wife.marks] == [("孕妇", "孕6个月")]
    assert [phone.number for phone in wife.phones] == ["13800000001"]


def test_one_shared_flat_makes_no_list_of_persons(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    """Two names behind one door are of one household; of the others nobody knows how many live
    there."""
    rows = [
        ("小区", "楼号", "室号", "姓名", "联系电话"),
        ("大林苑", "3", "101", "张建国", "13800000001"),
        ("大林苑", "3", "101", "李秀英", "13800000002"),
        *[("大林苑", "3", str(room), "王伟", None) for room in range(102, 109)],
    ]
    bring(text(tmp_path / "a.csv", rows))
    assert [home[2] for home in homes(store).values()] == [2, *[None] * 7]


def test_a_summary_before_a_sheet_for_each_building(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    """It lists no households; its title says which compound the buildings are of."""
    headings = ("房间", "是否户主", "姓名", "联系电话")
    report = bring(
        workbook(
            tmp_path / "a.xlsx",
            **{
                "汇总": [
                    ("大林苑人口汇总",),
                    ("楼号", "户数", "人数"),
                    ("4号楼", 1, 2),
                    ("6号楼", 1, 1),
                ],
                "4号楼": [
                    headings,
                    ("201", "否", "李秀英", "13800000001"),
                    ("201", "是", "张建国", "13800000002"),
                ],
                "6号楼": [headings, ("503", "是", "王伟", "13800000003")],
            },
        )
    )
    assert told(report) == []
    assert noted(report) == ["sheet_not_recognised"]
    assert {door: home[:3] for door, home in homes(store).items()} == {
        "大林苑4号201室": ("张建国", "13800000002", 2),
        "大林苑6号503室": ("王伟", "13800000003", 1),
    }
    assert named(store, 1)[0][:2] == ("张建国", 1)
