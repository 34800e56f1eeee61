"""Papers of committees as they really are: lanes, villas, shops, dormitories, tenants, lists in
English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import Store
from models.exchange import ImportPlan, ImportReport
from models.households import CompoundInput
from tests.beginning import begin
from tests.exchange.lists import homes, numbers, people, text, workbook

Bring = Callable[..., ImportReport]
Plan = Callable[..., ImportPlan]

pytestmark = pytest.mark.usefixtures("known")


def heads(store: Store) -> dict[str, object]:
    """Who each door is registered under."""
    return {door: told[0] for door, told in homes(store).items()}


def kinds(store: Store) -> list[str]:
    """The kinds of the doors, in their order."""
    with store.read() as conn:
        return [kind for (kind,) in conn.execute("SELECT kind FROM household ORDER BY no")]


def test_rooms_of_lane_houses(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("大林路43弄（四十三弄）居民名册",),
        ("门牌", "部位", "户主", "实住人数", "情况"),
        ("7号", "底层后客堂", "钱阿大", 1, "独居"),
        (None, "二楼前楼（东间）", "孙小妹", 2, None),
        (None, "二楼前楼（西间）", "李三毛", 1, None),
        ("7号甲", "灶披间", "周桂宝", 1, None),
        (None, "2室", "吴国强", 4, None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    assert list(heads(store).items()) == [
        ("四十三弄7号后客堂", "钱阿大"),
        ("四十三弄7号二楼前楼(东间)", "孙小妹"),
        ("四十三弄7号二楼前楼(西间)", "李三毛"),
        ("四十三弄7甲灶披间", "周桂宝"),
        ("四十三弄7甲2室", "吴国强"),
    ]


def test_lanes_of_one_compound(tmp_path: Path, store: Store, bring: Bring) -> None:
    begin(store, CompoundInput("临江里", address="中河路210弄、212弄"))
    rows = [
        ("地址", "姓名", "电话"),
        ("中河路210弄5号101室", "郑一", "13800000001"),
        ("中河路212弄5号101室", "王二", "13800000002"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    assert heads(store) == {"临江里210弄5号101室": "郑一", "临江里212弄5号101室": "王二"}


def test_villas(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("大林路338号住家一览",),
        ("别墅号", "业主", "现居住人", "联系手机", "家庭人口", "宠物"),
        ("1号", "冯天", "本人", "13800000001", 4, "狗2"),
        ("3号乙", "陈地", "租户 KIM JAE", "13800000003", 2, "猫"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    assert homes(store) == {
        "大林苑1号": ("冯天", "13800000001", 4, "养狗", "狗2"),
        "大林苑3乙": ("KIM JAE", "13800000003", 2, "养猫 租客", "业主 陈地"),
    }


def test_shops_and_dormitories(tmp_path: Path, store: Store, bring: Bring) -> None:
    shops = [
        ("沿街商铺留守人员登记",),
        ("所属小区", "商铺门牌", "店名", "留守负责人", "手机", "留守人数", "吃住情况"),
        ("四十三弄", "大林路12号", "面馆", "褚大", "13800000001", 2, "吃住在店，孕妇"),
    ]
    dormitories = [
        ("集体宿舍、工地住宿人员",),
        ("小区", "位置", "单位", "负责人", "电话", "实有人数", "名单"),
        ("大林苑", "地下车库保安宿舍", "某公司", "卫队长", "13800000002", 2, "蒋一、沈二"),
        ("大林苑", "5号楼底楼工棚", "装修队", "韩师傅", "13800000003", 3, None),
    ]
    bring(workbook(tmp_path / "a.xlsx", 商铺=shops, 宿舍=dormitories))
    assert heads(store) == {
        "四十三弄大林路12号": "褚大",
        "大林苑地下车库保安宿舍": "卫队长",
        "大林苑5号底楼工棚": "韩师傅",
    }
    assert kinds(store) == ["shop", "staff", "site"]
    assert [one.name for one in people(store, 2)] == ["卫队长", "蒋一", "沈二"]
    assert homes(store)["四十三弄大林路12号"][2:4] == (2, "孕妇")


def test_people_told_of_with_whose_their_numbers_are(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("大林苑重点人群排摸表",),
        ("序号", "房号", "姓名", "年龄", "类别", "具体情况", "联系方式（注明关系）"),
        (1, "1-1-101", "杨安", 84, "独居", "每日问候", "本人63000001，儿子13800000001"),
        (2, "1-2-302", "朱富", 56, "血透", "尿毒症透析，周一三五", "女儿（住外区）13800000002"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    first, second = ([(m.mark, m.detail) for m in people(store, no)[0].marks] for no in (1, 2))
    assert ("独居老人", "") in first
    assert ("透析", "尿毒症透析") in second
    assert [phone for _head, phone, *_ in homes(store).values()] == ["63000001", ""]
    assert [p.whose for p in people(store, 2)[0].phones] == ["女儿(住外区)"]


def test_tenants_with_their_landlord(tmp_path: Path, store: Store, bring: Bring) -> None:
    begin(store, CompoundInput("新桥村", address="新桥路10弄"))
    rows = [
        ("新桥村 来沪人员（承租户）信息采集",),
        ("房屋地址", "房东姓名", "房东电话", "承租人", "手机号", "来沪人员户籍", "备注"),
        ("1号楼0305", "秦大", "13800000001", "尤小", "13800000002", "安徽", None),
        (None, None, None, "许小", "13800000003", "安徽", "尿毒症，每周透析三次"),
        ("5号楼0201", "何大", "13800000004", "吕小", "13800000005", "江苏", "怀孕"),
        (None, None, None, "施小", "13800000006", "江苏", None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    assert {door: told[:2] for door, told in homes(store).items()} == {
        "新桥村1号305室": ("尤小", "13800000002"),
        "新桥村5号201室": ("吕小", "13800000005"),
    }
    assert [one.name for one in people(store, 1)] == ["尤小", "许小"]
    assert [told[3] for told in homes(store).values()] == ["租客", "租客"]


def test_owners_who_live_there_and_what_stands_left(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("大林苑3号楼 房屋使用情况登记表",),
        ("室号", "产权人", "产权人电话", "承租人/实际居住人", "居住人电话", "使用情况"),
        ("101", "张一明", "13800000001", "同产权人", "同左", "自住"),
        ("102", "孔二", "13800000002", "曹小", "13800000003", "出租"),
        ("201", "严大、华小", "13800000004", None, None, "自住"),
        ("202", "金大", "13800000005", None, None, "空置"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    assert {door: (*told[:2], told[3]) for door, told in homes(store).items()} == {
        "大林苑3号101室": ("张一明", "13800000001", ""),
        "大林苑3号102室": ("曹小", "13800000003", "租客"),
        "大林苑3号201室": ("严大", "13800000004", ""),
        "大林苑3号202室": ("金大", "13800000005", "空关"),
    }
    assert [one.name for one in people(store, 3)] == ["严大", "华小"]
    assert numbers(store, "101") == []


def test_a_community_that_is_a_compound(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("社區", "樓棟", "室號", "姓名", "稱謂", "電話", "備註"),
        ("大林苑", "1號", "501", "魏明遠", "戶長", "13800000001", "不在滬"),
        ("大林苑", "1號", "501", "陶雲", "配偶", "", ""),
    ]
    report = bring(text(tmp_path / "a.csv", rows, encoding="big5"))
    assert report.problems == ()
    assert heads(store) == {"大林苑1號501室".replace("號", "号"): "魏明遠"}
    assert [one.presence for one in people(store, 1)] == ["away", "present"]


def test_a_community_of_the_committee_is_none(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [("社区", "小区", "楼号", "室号", "户主"), ("大林社区", "大林苑", "1", "501", "姜明")]
    assert bring(workbook(tmp_path / "a.xlsx", Sheet1=rows)).problems == ()
    assert heads(store) == {"大林苑1号501室": "姜明"}


def test_how_many_are_registered_is_no_address(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("四十三弄居民名册",),
        ("弄", "号", "部位", "户主", "常住", "户籍"),
        ("43", "12", "前楼", "戚大", 2, 5),
    ]
    assert bring(workbook(tmp_path / "a.xlsx", Sheet1=rows)).problems == ()
    assert homes(store) == {"四十三弄12号前楼": ("戚大", "", 2, "", "户籍 5")}


def test_since_when_somebody_is_gone(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("小区", "楼号", "室号", "姓名", "与户主关系", "现状", "日期", "去向"),
        ("大林苑", 4, 302, "谢田", "户主", "在住", None, None),
        ("大林苑", 4, 302, "谢晓", "儿子", "外出", "2022-02-20", "杭州"),
        ("大林苑", 4, 302, "邹兰", "母亲", "已故", "2021-12-12", None),
    ]
    assert bring(workbook(tmp_path / "a.xlsx", Sheet1=rows)).problems == ()
    assert [(one.name, one.presence, one.presence_since) for one in people(store, 1)] == [
        ("谢田", "present", None),
        ("谢晓", "away", "2022-02-20"),
        ("邹兰", "died", "2021-12-12"),
    ]


def test_who_looks_after_somebody_is_not_rung_for_them(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = [
        ("姓名", "年龄", "住址", "类型", "病情及用药", "监护人", "监护人电话", "结对志愿者"),
        ("柏安", 81, "大林苑3号101室", "独居", "高血压", "水明", "13800000001", "章志"),
        ("窦安", 85, "大林苑3号102室", "独居", "透析", None, None, "章志"),
    ]
    bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert {door: told[:2] for door, told in homes(store).items()} == {
        "大林苑3号101室": ("柏安", ""),
        "大林苑3号102室": ("窦安", ""),
    }
    assert [(p.number, p.whose) for p in people(store, 1)[0].phones] == [
        ("13800000001", "监护人 水明")
    ]


def test_numbers_under_the_word_for_who_is_named(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    begin(store, CompoundInput("Lark Court"))
    tenants = [
        ("Tenants of Lark Court",),
        ("Block", "Flat", "Landlord", "Landlord's phone", "Tenant", "Tenant's phone"),
        ("A", "1", "Mr Roe", "07700 900201", "Ann Lee", "07700 900202"),
    ]
    shops = [
        ("小区", "楼号", "室号", "负责人", "负责人电话", "人数"),
        ("大林苑", "3", "101", "苏大", "13800000001", 2),
    ]
    contacts = [
        ("小区", "楼号", "室号", "户主", "联系人电话", "人数"),
        ("大林苑", "3", "102", "潘大", "13800000002", 2),
    ]
    bring(workbook(tmp_path / "a.xlsx", Tenants=tenants, 甲=shops, 乙=contacts))
    assert [told[:2] for told in homes(store).values()] == [
        *(("Ann Lee", "07700900202"), ("苏大", "13800000001"), ("潘大", "13800000002")),
    ]
    assert numbers(store, "1") == ["07700900201 Landlord's Mr Roe"]


def test_families_whose_helpers_have_a_number(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("大林苑住户联系册",),
        ("门牌", "户主", "家人", "管家电话", "联系电话", "人口"),
        ("1号", "葛大", "妻 葛小、子 葛文", "13800000001", "13800000002", 3),
        ("2号甲", "奚二", None, None, "司机13800000003", 1),
    ]
    assert bring(workbook(tmp_path / "a.xlsx", Sheet1=rows)).problems == ()
    assert {door: told[:2] for door, told in homes(store).items()} == {
        "大林苑1号": ("葛大", "13800000002"),
        "大林苑2甲": ("奚二", ""),
    }
    assert [one.name for one in people(store, 1)] == ["葛大", "葛小", "葛文"]
    assert [one.name for one in people(store, 2)] in ([], ["奚二"])


def test_a_call_log_in_english(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("Helpline log - night of 10 April",),
        ("Time", "Taken by", "Caller", "Call back on", "Door", "What they said", "How urgent"),
        ("22:15", "Ann", "Mr Doe", "07700 900131", "大林苑3号101室", "oxygen nearly empty", "Now!"),
        ("22:50", "Ann", "Ms Poe", "07700 900132", "大林苑3号102室", "cat food", "Can wait"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Log=rows))
    assert (str(report.kind), report.added) == ("calls", 2)


def test_names_of_foreigners(tmp_path: Path, store: Store, bring: Bring) -> None:
    rows = [
        ("No.", "姓名 Name", "护照号码 Passport No.", "居住地址 Address", "手机 Mobile"),
        (1, "LIND, Nils", "X0000001", "大林路338号1号1203室", "+86 138 0000 0001"),
        (2, "山本 一夫", "X0000002", "大林路338号1号1801室", "138-0000-0002"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Sheet1=rows))
    assert report.problems == ()
    assert list(heads(store).values()) == ["LIND, Nils", "山本一夫"]


def test_an_english_register(tmp_path: Path, store: Store, bring: Bring) -> None:
    begin(store, CompoundInput("Lark Court"), CompoundInput("Rose Mews"))
    rows = [
        ("Estate", "Block / No.", "Flat", "Householder", "Telephone", "No. in home", "Notes"),
        ("Lark Court", "A", "12", "Mrs E. Pell", "07700 900101", 1, "Lives alone, 91, oxygen"),
        (None, None, "14", "Adey family", "07700 900102", 4, None),
        (None, "B", "3", "D. Whit", "07700 900103 (daughter Sue 07700 900104)", 2, None),
        (None, None, "4", "-", None, 0, "Empty"),
        ("Rose Mews", "5", "Ground floor", "R. Cast", "07700 900105", 3, None),
        (None, "5", "First floor", "Y. Nova and T. Lind", "07700 900106", 2, None),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", Residents=rows))
    assert report.problems == ()
    found = list(homes(store).values())
    assert [told[2] for told in found] == [1, 4, 2, 0, 3, 2]
    assert found[0][3:] == ("独居老人 80岁以上 吸氧", "91 years old")
    assert (found[2][1], found[3][3]) == ("07700900103", "空关")
    assert numbers(store, "3") == ["07700900104 daughter Sue"]


def test_names_in_two_columns(tmp_path: Path, store: Store, bring: Bring) -> None:
    begin(store, CompoundInput("Mill House", stated_buildings=1), CompoundInput("The Fields"))
    rows = [
        ("Address", "Surname", "First name", "Relationship", "Mobile", "Landline", "Status"),
        ("Flat 7, Mill House", "Hall", "Joe", "Head", "07700 900111", "020 7946 0111", "Resident"),
        ("Flat 7, Mill House", "Hall", "Joan", "Wife", None, None, "Resident"),
        ("5 The Fields", "Brand", "Otto", "Head", None, "020 7946 0115", "Deceased 02/2022"),
        ("5 The Fields", "Brand", "Ilse", "Wife", None, "020 7946 0115", "Resident"),
    ]
    bring(text(tmp_path / "a.csv", rows))
    assert [one.name for no in (1, 2) for one in people(store, no)] == [
        *("Joe Hall", "Joan Hall", "Ilse Brand", "Otto Brand"),
    ]
    assert [p.number for p in people(store, 1)[0].phones] == ["07700900111", "02079460111"]
    assert [one.presence for one in people(store, 2)] == ["present", "died"]
