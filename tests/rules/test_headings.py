"""What columns mean: whose a number is, who lives there, and headings wherever they stand."""

from __future__ import annotations

import pytest

from models.exchange import ImportKind
from models.exchange.columns import Cell, Layout, bare, meaning
from models.exchange.heading_rows import is_example_sheet
from models.exchange.recognise import recognise

PHONE = "13800001234"


def _fields(headings: str, *, kind: ImportKind = ImportKind.REGISTER) -> str:
    """The fields of headings with blanks between them, `-` for a column that is left alone."""
    layout = recognise([[*headings.split()]], kind=kind)
    return " ".join(field or "-" for field in layout.fields)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("地址 产权人 产权人电话 居住人 居住人电话", "address owner owner_phone name phone"),
        ("房屋地址 房东姓名 房东电话 租客姓名 租客电话", "address owner owner_phone name phone"),
        ("房号 业主姓名 电话1 电话2 电话3 房屋状态", "room head phone phone phone tenure"),
        ("楼号 室号 业主 业主电话", "building room head phone"),
        ("楼号 室号 户主 业主 业主电话", "building room head owner owner_phone"),
        ("地址 姓名 电话 紧急联系人 紧急联系电话",
         "address name phone emergency_name emergency_phone"),
        ("地址 姓名 手机 联系人 家属电话", "address name phone emergency_name emergency_phone"),
        ("楼号 室号 联系人 电话", "building room head phone"),
        ("楼号 室号 户主 电话 楼组长 楼组长电话 网格员电话", "building room head phone - - -"),
        ("姓名 居住地址 户籍地址 身份证地址 原住址", "name address registered - previous_address"),
        ("姓名 住址 身份证号 性别 出生日期 年龄", "name address identity sex born age"),
        ("姓名 住址 是否死亡 死亡日期 是否已迁出 迁出日期",
         "name address died died_on moved_out moved_out_on"),
        ("姓名 地址 居住状态 本房户籍 户编号 登记类型",
         "name address presence registered_here household_no entry_kind"),
        ("弄/号/室 户主姓名及电话 几口人", "address head people"),
        ("地址 业主/电话 家属联系人", "address head emergency_name"),
        ("楼号 室号 姓名 网格号 网格员电话", "building room name - -"),
        ("出租屋地址 租客 座机 出租/自住", "address name phone tenure"),
        ("楼号 室号 户主 家庭成员情况 特殊人群类型 是否透析",
         "building room head note note mark:透析"),
        ("弄 号 室 户名 人口数", "lane building room head people"),
        ("姓名 小区 楼栋单元 房间", "name compound address room"),
        ("楼号 户号 户主 人数", "building room head people"),
        ("幢号 门室 户主 宅电 手机", "building room head phone phone"),
        ("幢号 门室号 户主 室内电话 座机", "building room head phone phone"),
        ("楼号 室号 户主 成人数 儿童数", "building room head people_by_age people_by_age"),
        ("楼号 室号 户主 男 女", "building room head people_by_sex people_by_sex"),
        ("楼号 室号 户主 户籍人数 实际居住人数", "building room head people_registered people"),
        ("楼号 室号 户主 户籍人数 实住", "building room head people_registered people"),
        ("楼号 室号 户主 户籍人数", "building room head people"),
        ("楼号 室号 户主 电话 录入人 录入人电话 登记员", "building room head phone - - -"),
        ("楼号 室号 姓名 是否独居 有无孕妇 慢性病 重点类别",
         "building room name mark:独居老人 mark:孕妇 note note"),
        ("compoundName buildingNumber roomNumber tenantName tenantPhone ownerPhone",
         "compound building room name phone owner_phone"),
        ("house_no full_name phone_number id_number date_of_birth",
         "address name phone identity born"),
    ],
)  # fmt: skip
def test_columns_of_a_register(headings: str, fields: str) -> None:
    assert _fields(headings) == fields


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("楼号 室号 姓名1 电话1 姓名2 电话2",
         "building room member:1:name member:1:phone member:2:name member:2:phone"),
        ("楼号 室号 户主 户主电话 家庭成员1姓名 家庭成员1身份证号 家庭成员2姓名",
         "building room head phone member:1:name member:1:identity member:2:name"),
        ("室号 户主 电话 成员姓名 关系 电话 成员姓名",
         "room head phone member:1:name member:1:relation member:1:phone member:2:name"),
        ("楼号 室号 户主 家庭成员 联系电话", "building room head member:1:name phone"),
        ("门牌号 户主 配偶 联系电话", "address head member:1:name phone"),
    ],
)  # fmt: skip
def test_people_beside_the_head_are_numbered(headings: str, fields: str) -> None:
    assert _fields(headings) == fields


def _two_rows(*, merged: bool) -> Layout:
    rows: list[list[Cell]] = [
        ["序号", "地址", None, "户主", None, "家庭成员一", None, "家庭成员二", None, "备注"],
        [None, "楼号", "室号", "姓名", "电话", "姓名", "电话", "姓名", "关系", None],
        [1, "1号", "503", "甲", PHONE, "乙", PHONE, "丙", "子", None],
    ]
    areas = [(0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6), (0, 7, 0, 8), (0, 0, 1, 0), (0, 9, 1, 9)]
    return recognise(rows, merged=areas if merged else ())


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "plain"])
def test_groups_over_two_rows_are_people(merged: bool) -> None:
    layout = _two_rows(merged=merged)
    assert (layout.first, layout.height) == (0, 2)
    assert layout.fields == (
        "serial", "building", "room", "head", "phone", "member:1:name", "member:1:phone",
        "member:2:name", "member:2:relation", "note",
    )  # fmt: skip


def test_notes_and_an_example_under_the_headings_are_no_data() -> None:
    rows: list[list[Cell]] = [
        ["某居委居民信息采集表"],
        ["填表说明：请逐户填写，电话必填。"],
        ["姓名", "联系电话", "楼号", "室号", "出生日期"],
        ["必填，真实姓名", "多个用;分隔", "如：1号", "必填", "格式：YYYYMMDD"],
        ["示例甲", "13800000000", "1号", "101", "19800101"],
        ["甲", PHONE, "1号", "102", "19810101"],
    ]
    layout = recognise(rows)
    assert (layout.first, layout.height, layout.notes, layout.body) == (2, 1, 2, 5)
    assert layout.fields == ("name", "phone", "building", "room", "born")


def test_a_row_of_choices_is_data() -> None:
    """是/否 stands in lists, too; notes say how a column is to be filled in, in several cells."""
    rows: list[list[Cell]] = [["姓名", "地址", "电话", "备注"], ["甲", "1/101", "是/否", "猫/狗"]]
    assert recognise(rows).notes == 0
    rows[1] = ["甲", "1/101", PHONE, "病例：高血压"]
    assert recognise(rows).notes == 0


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("2、您的电话", "电话"),
        ("姓名(必填)", "姓名"),
        ("现居住地址（楼栋房号）*", "现居住地址（楼栋房号）"),
        ("请填写您的姓名：", "姓名"),
        ("家庭住址", "家庭住址"),
        ("60岁以上", "60岁以上"),
        ("3.15报名", "3.15报名"),
        ("必填", "必填"),
    ],
)
def test_what_is_taken_off_a_heading(heading: str, plain: str) -> None:
    assert bare(heading) == plain


def test_columns_of_a_survey_of_volunteers() -> None:
    """When a form was sent in is never when somebody has time."""
    headings = (
        "序号 提交答卷时间 来自IP 1、您的姓名 2、您的电话 3、您家住几号楼几室 4、您可服务的时间段"
        " 5、您是否有车 6、能否搬重物"
    )
    layout = recognise([[*headings.split()]])
    assert layout.kind is ImportKind.VOLUNTEERS
    assert layout.fields == (
        "serial", None, None, "name", "phone", "lodging", "hours", "vehicle", "heavy_work",
    )  # fmt: skip
    for said in ("提交时间", "提交答卷时间", "报名时间", "注册日期", "最后登录时间"):
        assert meaning(ImportKind.VOLUNTEERS, said) is None, said


def test_columns_of_calls() -> None:
    headings = (
        "工单编号 日期 时间 来电人 来电号码 地址 诉求类型 诉求内容"
        " 受理人 处理措施 处理结果 办结时间"
    )
    assert _fields(headings, kind=ImportKind.CALLS) == (
        "serial came_on came_at name phone address kind_said text handled_by measures result"
        " closed_at"
    )


def test_sheets_of_examples_are_known_by_their_names() -> None:
    assert all(map(is_example_sheet, ("填写示例", "样表", "说明", "填表说明", "Instructions")))
    assert not any(map(is_example_sheet, ("1号楼", "登记表", "情况说明会签到", "Residents")))


def test_the_shape_of_a_table_is_that_of_its_headings() -> None:
    rows: list[list[Cell]] = [["楼号", "室号", "户主"], ["1", "101", "甲"]]
    one = recognise(rows).shape
    titled = recognise([["某村"], ["楼 号", "室号", "户主", None], ["2", "1", "乙"]]).shape
    assert one == titled
    assert one != recognise([["室号", "楼号", "户主"], ["1", "101", "甲"]]).shape
    assert one == recognise(rows, kind=ImportKind.STAFF).shape


def test_a_title_over_all_columns_is_no_name_of_a_group() -> None:
    below: list[Cell] = ["101", "金桂花", "13800000021"]
    titled: list[list[Cell]] = [["春晖苑登记表", None, None], ["室号", "姓名", "电话"], below]
    layout = recognise(titled, merged=((0, 0, 0, 2),), kind=ImportKind.REGISTER)
    assert layout.headings == ("室号", "姓名", "电话")
    assert layout.titles == ("春晖苑登记表",)


def test_cells_tell_ticks_of_tenants_from_their_names() -> None:
    headings = ["楼号", "室号", "户主", "租户"]
    ticks = recognise([headings, ["1", "101", "张建国", None], ["1", "102", "王伟", "√"]])
    names = recognise([headings, ["1", "101", "张建国", None], ["1", "102", "王伟", "赵杰"]])
    assert (ticks.fields[3], names.fields[3]) == ("mark:租客", "name")


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("人员类别", ["卧床", "独居老人，胰岛素"], "note"),
        ("分类", ["常住", "独居"], None),
        ("分类", ["密接", "居家隔离"], "note"),
        ("户籍性质", ["外地", "残疾"], None),
        ("归属", ["外地", "外地"], None),
    ],
)
def test_cells_tell_remarks_under_a_heading_that_tells_nothing(
    heading: str, cells: list[Cell], field: str | None
) -> None:
    rows: list[list[Cell]] = [["1", str(101 + at), "张敏", cell] for at, cell in enumerate(cells)]
    layout = recognise([["楼号", "室号", "户主", heading], *rows])
    assert layout.fields[3] == field


def test_a_leader_of_the_building_beside_each_head_makes_no_list_of_buildings() -> None:
    headings = ["楼号", "室号", "楼组长", "楼组长电话", "户主", "电话", "人数"]
    layout = recognise([headings, ["1", "101", "赵杰", PHONE, "张敏", PHONE, "3"]])
    assert layout.kind is ImportKind.REGISTER
    assert layout.fields == ("building", "room", None, None, "head", "phone", "people")
