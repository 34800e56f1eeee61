"""What a table is, by what speaks for each kind: a list of results or orders is no register."""

from __future__ import annotations

import pytest

from models.exchange import KEPT, ImportKind
from models.exchange.columns import Cell, Layout
from models.exchange.recognise import recognise

PHONE = "13800001234"
CARD = "000000199001011234"


def _layout(headings: str, row: str, *, sheet: str = "Sheet1", file: str = "x") -> Layout:
    """The layout of a table of one row; headings and cells with blanks between them."""
    cells: list[Cell] = [None if text == "_" else text for text in row.split()]
    return recognise([[*headings.split()], cells], names=(sheet, file))


@pytest.mark.parametrize(
    ("kind", "sheet", "headings", "row"),
    [
        ("orders", "顾客购买表", "跟团号 商品 数量 订单金额 收货人 联系电话 楼号 房号",
         f"1 鸡蛋 1 45 甲 {PHONE} 1 101"),
        ("orders", "群接龙", "接龙编号 昵称 姓名 电话 地址 商品 金额",
         f"1 x 甲 {PHONE} 1-101 菜 30"),
        ("orders", "团购统计", "楼号 房号 姓名 电话 蔬菜套餐 合计金额", f"1 101 甲 {PHONE} 1 50"),
        ("orders", "orders", "order_no buyer_name phone address item_name qty price",
         f"1 A {PHONE} 1-101 eggs 2 50"),
        ("results", "Sheet1", "姓名 身份证号 联系电话 现住址 采样时间 检测结果",
         f"甲 {CARD} {PHONE} 1号101 4-7 阳性"),
        ("results", "阳性人员名单", "姓名 性别 年龄 电话 住址", f"甲 男 30 {PHONE} 1-101"),
        ("results", "Sheet1", "楼号 室号 姓名 电话 抗原结果", f"1 101 甲 {PHONE} 阴性"),
        ("results", "抗原", "楼号 室号 人数 阴性人数 阳性人数", "1 101 3 3 0"),
        ("results", "x", "name phone address test_result tested_at",
         f"A {PHONE} 1-101 positive 4-9"),
        ("vaccinations", "疫苗", "姓名 身份证 电话 地址 疫苗名称 接种日期",
         f"甲 {CARD} {PHONE} 1-1 科兴 4-1"),
        ("vaccinations", "x", "姓名 电话 居住地址 第一针 第二针 未接种原因",
         f"甲 {PHONE} 1-101 5-1 _ _"),
        ("sampling", "核酸登记", "试管编号 姓名 身份证号 电话 楼号 室号 采样时间",
         f"A001 甲 {CARD} {PHONE} 1 101 8:00"),
        ("health_codes", "红黄码", "姓名 电话 住址 健康码 赋码时间", f"甲 {PHONE} 1-101 黄码 4-9"),
        ("isolation", "密接", "姓名 电话 住址 密接类型 隔离点", f"甲 {PHONE} 1-101 次密 某酒店"),
        ("isolation", "返沪", "姓名 电话 现住址 返沪日期 出发地", f"甲 {PHONE} 1-101 4-1 苏州"),
        ("stock", "台账", "物资名称 规格 单位 入库数量 出库数量 库存", "口罩 N95 只 100 20 80"),
        ("allotments", "发放表", "楼号 应发份数 实发份数 签收", "1 30 30 甲"),
        ("sign_in", "签到表", "姓名 电话 签到时间 签退时间", f"甲 {PHONE} 8:00 12:00"),
        ("buildings", "楼栋信息", "小区 楼栋号 单元数 楼层数 户数 楼组长 电话",
         f"某村 1 2 6 24 甲 {PHONE}"),
        ("duties", "值班表", "日期 班次 值班人员 联系电话", f"4-9 早班 甲 {PHONE}"),
        ("passes", "出入证", "姓名 电话 住址 出入证号 事由", f"甲 {PHONE} 1-101 001 就医"),
        ("vehicles", "车辆", "车牌号 车主 电话 房号", f"沪A12345 甲 {PHONE} 1-101"),
        ("payments", "物业费", "房号 业主 联系电话 应收 实收 欠费", f"1-101 甲 {PHONE} 100 0 100"),
        ("pets", "养犬", "犬主姓名 电话 地址 犬种 犬证号", f"甲 {PHONE} 1-101 柯基 01"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_recognised_and_gives_no_field(
    kind: str, sheet: str, headings: str, row: str
) -> None:
    layout = _layout(headings, row, sheet=sheet)
    assert layout.kind == kind
    assert layout.kind not in KEPT
    assert not any(layout.fields)
    assert layout.guesses[0].kind == kind
    assert layout.guesses[0].why


@pytest.mark.parametrize(
    ("kind", "sheet", "headings", "row"),
    [
        ("register", "Sheet1", "地址 姓名 电话", f"1-101 甲 {PHONE}"),
        ("register", "x", "楼号 室号 姓名 身份证号 与户主关系 电话 是否接种疫苗",
         f"1 1 甲 {CARD} 户主 {PHONE} 是"),
        ("register", "排查", "楼号 室号 户主姓名 常住人口 联系电话 有无阳性",
         f"1 101 甲 3 {PHONE} 无"),
        ("register", "结对", "老人姓名 年龄 住址 电话 结对志愿者 志愿者电话",
         f"甲 85 1-1 {PHONE} 乙 {PHONE}"),
        ("register", "x", "楼号 室号 户主 电话 车位 楼组长", f"1 101 甲 {PHONE} B1 丁"),
        ("register", "x", "房号 业主 电话 建筑面积 物业费", f"1-101 甲 {PHONE} 89 100"),
        ("register", "x", "楼号 室号 户主 人数 电话 加强针日期", f"1 101 甲 3 {PHONE} 4-1"),
        ("volunteers", "x", "用户名 姓名 最后登录 志愿者编号 手机 详细地址",
         f"u 甲 4-1 31 {PHONE} 1-101"),
        ("volunteers", "报名", "姓名 性别 电话 住址 特长 可参加时间",
         f"甲 男 {PHONE} 1-101 开车 周末"),
        ("staff", "通讯录", "姓名 职务 电话", f"甲 主任 {PHONE}"),
        ("calls", "诉求登记", "登记日期 诉求人 联系电话 居住地址 诉求内容 处理结果",
         f"4-8 甲 {PHONE} 1-1 没菜 _"),
        ("calls", "求助名单", "姓名 地址 电话 备注", f"甲 1-101 {PHONE} 没菜了"),
        ("calls", "12345", "工单编号 受理时间 来电人 电话 问题描述 办理状态",
         f"1 4-8 甲 {PHONE} 没菜 办理中"),
        ("calls", "x", "time level name phone text status", f"4-8 high A {PHONE} ill open"),
        ("calls", "x", "小区 门牌号 姓名 联系方式 需要帮助的内容", f"某村 1-101 甲 {PHONE} 奶粉"),
        ("calls", "配药", "姓名 地址 电话 药品名称 数量", f"甲 1-101 {PHONE} 降压药 2"),
        ("calls", "x", "楼号 室号 姓名 联系电话 药名 规格 余量",
         f"1 101 甲 {PHONE} 络活喜 5mg 3天"),
        ("register", "老人信息", "姓名 楼号 室号 电话 慢性病 常用药 医保卡",
         f"甲 1 101 {PHONE} 高血压 络活喜 有"),
        ("calls", "透析接送登记", "姓名 地址 电话 透析医院 透析时间",
         f"甲 1-101 {PHONE} 某医院 周二"),
        ("calls", "x", "姓名 地址 电话 需要物资 数量", f"甲 1-101 {PHONE} 纸尿裤 2"),
        ("calls", "x", "name flat phone medicine strength days_left", f"A 3 {PHONE} insulin 5ml 2"),
        ("compounds", "x", "小区 地址 户数 楼栋数 负责人 电话", f"某村 某路 100 5 甲 {PHONE}"),
    ],
)  # fmt: skip
def test_what_is_kept_is_not_taken_for_something_else(
    kind: str, sheet: str, headings: str, row: str
) -> None:
    layout = _layout(headings, row, sheet=sheet)
    assert (layout.kind, layout.missing) == (kind, ())


def test_two_that_are_near_are_both_left_with_their_reasons() -> None:
    layout = _layout("楼号 室号 户主 电话 抗原结果", f"1 101 甲 {PHONE} 不详")
    assert layout.kind is None
    assert not any(layout.fields)
    assert {guess.kind for guess in layout.guesses} == {ImportKind.REGISTER, ImportKind.RESULTS}
    said = recognise([["楼号", "室号", "户主", "抗原结果"]], kind=ImportKind.REGISTER)
    assert said.fields == ("building", "room", "head", None)


def test_staff_and_volunteers_are_asked_for_where_nothing_tells_them_apart() -> None:
    layout = _layout("姓名 电话 通行证 技能", f"甲 {PHONE} 有 开车")
    assert layout.kind in (None, ImportKind.VOLUNTEERS)
    assert _layout("姓名 电话 岗位", f"甲 {PHONE} 社工").kind is ImportKind.STAFF


def test_the_reasons_name_headings_title_file_and_cells() -> None:
    layout = _layout(
        "姓名 电话 住址 检测结果", f"甲 {PHONE} 1-101 阳性", sheet="阳性", file="阳性名单"
    )
    (guess,) = layout.guesses
    told = {reason.code: dict(reason.params) for reason in guess.why}
    assert told == {
        "kind_headings": {"headings": ["检测结果"]},
        "kind_title": {"text": "阳性"},
        "kind_cells": {"column": "检测结果"},
    }


def test_a_sheet_people_signed_gives_the_number_behind_each_door_alone() -> None:
    layout = _layout("楼号 室号 户主 电话 人数 签到", f"1 101 甲 {PHONE} 3 _", sheet="签到表")
    assert layout.kind is ImportKind.REGISTER
    assert layout.fields == ("building", "room", None, None, "people", None)
    assert layout.guesses[0].why[0].code == "kind_counts_only"


def test_results_are_no_register_whoever_says_so() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "电话", "住址", "采样时间", "检测结果"],
        ["甲", PHONE, "1-101", "4-7", "阳性"],
    ]
    layout = recognise(rows, kind=ImportKind.REGISTER)
    assert layout.kind is ImportKind.RESULTS
    assert set(layout.fields) == {None}


@pytest.mark.parametrize(
    "lines",
    [
        ["妈妈发烧,核酸阳性,转运没人管", "老人没菜了,电话打不通", "我家没药了"],
        ["隔离点没有热水,求助", "采样的时候摔了一跤,骨折"],
        ["团购的菜没收到", "订单付款了,没有货"],
    ],
)
def test_words_cut_at_their_commas_are_no_table(lines: list[str]) -> None:
    """Calls in free text stand in such files, and somebody's life among them."""
    rows: list[list[Cell]] = [[*line.split(",")] for line in lines]
    assert recognise(rows, names=("", "核酸求助转运")).kind is None


@pytest.mark.parametrize(
    ("kind", "sheet", "headings", "row"),
    [
        ("orders", "牛奶第3团", "楼号 室号 称呼 电话 鲜奶 应付 已付", f"1 101 甲 {PHONE} 2 58 √"),
        ("allotments", "发放表", "楼号 室号 户主 电话 应发 实发 签收", f"1 101 甲 {PHONE} 1 1 甲"),
    ],
)
def test_what_doors_were_given_or_ordered_is_no_register(
    kind: str, sheet: str, headings: str, row: str
) -> None:
    layout = _layout(headings, row, sheet=sheet)
    assert layout.kind == kind
    assert set(layout.fields) == {None}


def test_doors_beside_amounts_of_something_unknown_are_asked_about() -> None:
    layout = _layout("楼号 室号 姓名 电话 鸡蛋 面粉", f"1 101 甲 {PHONE} 2 1", sheet="Sheet1")
    assert layout.kind is None
    assert [guess.kind for guess in layout.guesses] == [ImportKind.REGISTER]


def test_a_column_of_states_alone_makes_no_calls() -> None:
    layout = _layout("房屋代号 户主 电话 类别代码 居住状态", f"X 甲 {PHONE} A Z", sheet="台账")
    assert layout.kind is not ImportKind.CALLS
