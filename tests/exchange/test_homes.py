"""Registers by household: counts in parts, whose a number is, marks and codes of doors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import Store
from models.exchange import ImportReport
from tests.exchange.lists import homes, numbers, people, workbook

Bring = Callable[..., ImportReport]

pytestmark = pytest.mark.usefixtures("known")

DOOR = "大林苑3号101室"


def brought(tmp_path: Path, bring: Bring, *rows: tuple[object, ...]) -> ImportReport:
    """What came of a sheet of these rows."""
    return bring(workbook(tmp_path / "a.xlsx", 登记=rows))


@pytest.mark.parametrize(
    ("headings", "cells", "count"),
    [
        (("成人数", "儿童数"), (2, 4), 6),
        (("大人", "小孩"), (2, None), 2),
        (("男", "女"), (1, 0), 1),
        (("男性人数", "女性人数"), ("1人", "2人"), 3),
        (("成人数", "儿童数", "人数"), (2, 1, 4), 4),
        (("成人", "儿童", "男", "女"), (2, 1, 1, 2), 3),
        (("儿童数",), (2,), None),
        (("成人数", "儿童数"), (None, None), None),
    ],
)
def test_people_counted_in_parts(
    tmp_path: Path,
    store: Store,
    bring: Bring,
    headings: tuple[str, ...],
    cells: tuple[object, ...],
    count: int | None,
) -> None:
    report = brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", *headings),
        ("大林苑", 3, 101, "张敏", *cells),
    )
    assert report.problems == ()
    assert homes(store)[DOOR][2] == count


def test_a_part_that_is_no_number_is_told(tmp_path: Path, bring: Bring) -> None:
    report = brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", "男", "女"),
        ("大林苑", 3, 101, "张敏", 1, "不详"),
    )
    assert [(p.code, p.row, p.column) for p in report.problems] == [("people_unreadable", 2, "女")]


def test_who_is_registered_stands_beside_who_lives_there(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    report = brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", "户籍人数", "实际居住人数"),
        ("大林苑", 3, 101, "张敏", 5, 3),
        ("大林苑", 3, 102, "王伟", 2, 2),
    )
    assert report.problems == ()
    assert homes(store) == {
        DOOR: ("张敏", "", 3, "", "户籍人数 5"),
        "大林苑3号102室": ("王伟", "", 2, "", ""),
    }


@pytest.mark.parametrize(
    ("name", "phone"), [("产权人", "产权人电话"), ("紧急联系人", "紧急联系人电话")]
)
def test_nobody_elses_number_is_rung_for_a_household(
    tmp_path: Path, store: Store, bring: Bring, name: str, phone: str
) -> None:
    brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", name, phone, "户主", "电话"),
        ("大林苑", 3, 101, "王伟", "13800000001", "张敏", None),
        ("大林苑", 3, 102, "王伟", "13800000001", "赵杰", "13800000002"),
    )
    assert homes(store)[DOOR][:2] == ("张敏", "")
    assert homes(store)["大林苑3号102室"][:2] == ("赵杰", "13800000002")
    with store.read() as conn:
        kept = conn.execute("SELECT number, whose FROM telephone WHERE whose != ''").fetchall()
    assert [tuple(one) for one in kept] == [("13800000001", f"{name} 王伟")] * 2


def test_a_landlords_number_in_the_column_of_numbers_is_kept_as_his(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", "电话"),
        ("大林苑", 3, 101, "张敏", "房东13800000001"),
        ("大林苑", 3, 102, "赵杰", "房东13800000001，本人13800000002"),
    )
    assert homes(store)[DOOR][:2] == ("张敏", "")
    assert homes(store)["大林苑3号102室"][:2] == ("赵杰", "13800000002")
    with store.read() as conn:
        kept = conn.execute("SELECT number, whose FROM telephone").fetchall()
    assert list(map(tuple, kept)) == [("13800000001", "房东")] * 2


def test_numbers_of_the_leader_and_the_clerk_are_nobodys(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    report = brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "楼组长", "楼组长电话", "户主", "电话", "录入人", "录入人电话"),
        ("大林苑", 3, 101, "赵杰", "13800000008", "张敏", None, "居委小李", "021-63009999"),
    )
    assert homes(store) == {DOOR: ("张敏", "", None, "", "")}
    alone = next(note for note in report.notes if note.code == "columns_left_alone")
    assert alone.params["headings"] == ["楼组长", "楼组长电话", "录入人", "录入人电话"]
    with store.read() as conn:
        assert conn.execute("SELECT count(*) FROM telephone").fetchone()[0] == 0


def test_a_tenant_is_a_mark_wherever_it_stands(tmp_path: Path, store: Store, bring: Bring) -> None:
    brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", "租户", "人员类别"),
        ("大林苑", 3, 101, "张敏", "√", "卧床"),
        ("大林苑", 3, 102, "王伟（租客）", None, "密接，人在外地"),
    )
    assert homes(store)[DOOR][3] == "卧床 租客"
    assert homes(store)["大林苑3号102室"][0] == "王伟"
    assert set(str(homes(store)["大林苑3号102室"][3]).split()) == {"租客", "密接", "不在沪"}


def test_codes_of_a_lane_and_houses_without_rooms(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    report = brought(
        tmp_path,
        bring,
        ("小区", "房号", "户主"),
        ("四十三弄", "1-前客堂", "张敏"),
        ("四十三弄", "1-二楼后楼", "王伟"),
        ("四十三弄", "2-1室", "赵杰"),
        ("大林苑", "1", "李秀英"),
        ("大林苑", "12", "钱敏"),
    )
    assert report.problems == ()
    with store.read() as conn:
        doors = conn.execute(
            "SELECT b.name, h.room, h.head FROM household h JOIN building b ON b.id = h.building_id"
        ).fetchall()
    assert sorted(map(tuple, doors)) == [
        ("1", "", "李秀英"),
        ("1", "二楼后楼", "王伟"),
        ("1", "前客堂", "张敏"),
        ("12", "", "钱敏"),
        ("2", "1", "赵杰"),
    ]


def test_houses_written_once_beside_their_rooms(tmp_path: Path, store: Store, bring: Bring) -> None:
    report = brought(
        tmp_path,
        bring,
        ("小区", "楼栋单元", "室号", "户主"),
        ("大林苑", "1号楼", 101, "张敏"),
        (None, None, 102, "王伟"),
        (None, None, 201, "赵杰"),
        (None, "2号楼3单元", 101, "李秀英"),
        (None, None, 102, "钱敏"),
    )
    assert report.problems == ()
    assert list(homes(store)) == [
        *("大林苑1号101室", "大林苑1号102室", "大林苑1号201室"),
        *("大林苑2号3单元101室", "大林苑2号3单元102室"),
    ]


@pytest.mark.parametrize("heading", ["成员1姓名", "同住人员"])
def test_a_head_alone_is_somebody_where_others_would_be_named(
    tmp_path: Path, store: Store, bring: Bring, heading: str
) -> None:
    brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", heading),
        ("大林苑", 3, 101, "张敏", None),
        ("大林苑", 3, 102, "王伟", "钱敏（妻子）"),
    )
    assert [(one.name, one.is_head) for one in people(store, 1)] == [("张敏", 1)]
    assert [(one.name, one.relation) for one in people(store, 2)][1] == ("钱敏", "妻子")
    assert (homes(store)[DOOR][2], homes(store)["大林苑3号102室"][2]) == (1, 2)


def test_ticks_tell_the_sex_of_one_person(tmp_path: Path, store: Store, bring: Bring) -> None:
    brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "姓名", "关系", "男", "女"),
        ("大林苑", 3, 101, "张敏", "户主", None, "√"),
        ("大林苑", 3, 101, "王伟", "夫", "√", None),
    )
    assert [one.sex for one in people(store, 1)] == ["female", "male"]


def test_the_relation_beside_an_emergency_contact_is_the_contacts(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    brought(
        tmp_path,
        bring,
        ("小区", "楼号", "室号", "户主", "电话", "紧急联系人", "关系", "紧急联系人电话"),
        ("大林苑", 3, 101, "张敏", "13800000001", "王伟", "侄子", "13800000002"),
        ("大林苑", 3, 102, "孙丽", "13800000003", "周强", "同事", None),
    )
    assert numbers(store, "101") == ["13800000002 紧急联系人 王伟 侄子"]
    assert people(store, 1) == []
    assert homes(store)["大林苑3号102室"][4] == "紧急联系人 周强 同事"


def test_what_a_flat_is_used_for(tmp_path: Path, store: Store, bring: Bring) -> None:
    """Who owns a flat that is let in part is its head; the tenants' count is not that of all."""
    owner = ("产权人", "产权人电话", "使用性质", "承租人", "承租人电话", "承租人数")
    report = bring(
        workbook(
            tmp_path / "a.xlsx",
            业主台帐=[
                ("幢", "单元", "室", *owner),
                (2, 1, "101", "张建国", "13800000001", "自住", None, None, None),
                (2, 1, "102", "李秀英", "13800000002", "出租", "王伟", "13800000003", 2),
                (2, 2, "101", "某某公司", "13800000004", "公司宿舍", "赵杰", "13800000005", 6),
                (2, 2, "102", "钱敏", "13800000006", "空置", None, None, None),
                (2, 2, "201", "孙丽", "13800000007", "部分出租", "周强", "13800000008", 1),
            ],
        ),
        compound="大林苑",
    )
    assert report.problems == ()
    found = homes(store)
    assert {door.removeprefix("大林苑2号"): said for door, said in found.items()} == {
        "1单元101室": ("张建国", "13800000001", None, "", ""),
        "1单元102室": ("王伟", "13800000003", 2, "租客", ""),
        "2单元101室": ("赵杰", "13800000005", 6, "租客", "公司宿舍"),
        "2单元102室": ("钱敏", "13800000006", None, "空关", ""),
        "2单元201室": ("孙丽", "13800000007", 2, "租客", "部分出租，承租人数 1"),
    }
    assert [(one.name, one.phones[0].number) for one in people(store, 5)] == [
        ("孙丽", "13800000007"),
        ("周强", "13800000008"),
    ]
