"""The same households written in many ways are the same households."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from data.store import Store
from models.exchange import ImportReport
from tests.exchange.lists import Rows, workbook

pytestmark = pytest.mark.usefixtures("known")


class One(NamedTuple):
    name: str
    relation: str
    phone: str = ""
    remark: str = ""


HOMES: dict[tuple[str, str], list[One]] = {
    ("1", "101"): [
        One("张建国", "户主", "13800000001", "尿毒症透析"),
        One("李秀英", "妻", "13800000002"),
    ],
    ("1", "102"): [One("王伟", "户主", "13800000003", "92岁")],
    ("2", "101"): [
        One("赵杰", "户主", "13800000004"),
        One("钱敏", "妻", "", "孕晚期"),
        One("赵磊", "子"),
    ],
    ("2", "201"): [One("孙丽", "户主", "13800000005"), One("周强", "夫", "13800000006")],
}
MARKS = {"尿毒症透析": "透析", "92岁": "80岁以上", "孕晚期": "孕妇"}


def everybody() -> Iterator[tuple[str, str, One, bool]]:
    """Building, room, person, and whether they are the first of their door."""
    for (building, room), people in HOMES.items():
        for at, one in enumerate(people):
            yield building, room, one, at == 0


def remarks(people: list[One]) -> str:
    return "；".join(one.remark for one in people if one.remark)


def by_person() -> dict[str, Rows]:
    rows = [("大林苑", f"{b}号", r, *one) for b, r, one, _ in everybody()]
    return {"登记": [("小区", "楼号", "室号", "姓名", "关系", "电话", "备注"), *rows]}


def doors_once() -> dict[str, Rows]:
    rows = [(f"{b}号" if at else "", r if at else "", *one) for b, r, one, at in everybody()]
    headings = ("楼号", "室号", "姓名", "与户主关系", "手机", "情况")
    return {"Sheet1": [("大林苑居民花名册",), headings, *rows, ("合计", "4户")]}


def lines_across() -> dict[str, Rows]:
    rows: list[tuple[object, ...]] = [("大林苑人员名单",), ("房号", "姓名", "关系", "电话", "备注")]
    for building in "12":
        rows.append((f"{building}号楼",))
        mine = [(r if at else "", *one) for b, r, one, at in everybody() if b == building]
        rows += [*mine, ("小计", f"{len(mine)}人")]
    return {"Sheet1": [*rows, ("填表人：某某", "", "2022年4月9日")]}


def a_sheet_a_building() -> dict[str, Rows]:
    headings = ("室号", "姓名", "与户主关系", "联系方式", "备注")
    return {
        f"大林苑{building}号楼": [
            headings,
            *[(f"{r}室", *one) for b, r, one, _ in everybody() if b == building],
        ]
        for building in "12"
    }


def addresses() -> dict[str, Rows]:
    headings = ("姓名", "与户主关系", "联系电话", "人员标签", "现住址", "户籍地址")
    rows = [
        (*one, f"某市某区大林路338号/{b}号/{r}室", "大林苑9号901") for b, r, one, _ in everybody()
    ]
    return {"登记": [headings, *rows]}


def names_in_one_cell() -> dict[str, Rows]:
    rows = [
        ("大林苑", b, r, "、".join(one.name for one in people),
         "/".join(one.phone for one in people if one.phone), len(people), remarks(people))
        for (b, r), people in HOMES.items()
    ]  # fmt: skip
    return {"登记": [("小区", "楼号", "室号", "居住人员", "电话", "人数", "备注"), *rows]}


def names_with_numbers() -> dict[str, Rows]:
    rows = [
        (f"大林苑{b}-{r}", " ".join(f"{one.name}（{one.relation}）{one.phone}" for one in people),
         f"{len(people)}人", remarks(people))
        for (b, r), people in HOMES.items()
    ]  # fmt: skip
    return {"登记": [("地址", "户主及家人姓名", "实住人数", "特殊情况"), *rows]}


def owners_beside() -> dict[str, Rows]:
    headings = (
        "小区",
        "楼号",
        "室号",
        "产权人",
        "产权人电话",
        "居住人",
        "居住人电话",
        "人口",
        "备注",
    )
    rows = [
        ("大林苑", b, r, "郑洋", "13800000099", people[0].name, people[0].phone, len(people),
         remarks(people))
        for (b, r), people in HOMES.items()
    ]  # fmt: skip
    return {"登记": [headings, *rows]}


def a_daughters_number_first() -> dict[str, Rows]:
    rows = [
        (f"{b}幢{r}", people[0].name, f"女儿13800000099 本人{people[0].phone}", f"{len(people)}口",
         remarks(people))
        for (b, r), people in HOMES.items()
    ]  # fmt: skip
    return {"大林苑": [("门牌", "户主姓名", "联系电话", "家庭人口", "备注"), *rows]}


@pytest.mark.parametrize(
    "written",
    [by_person, doors_once, lines_across, a_sheet_a_building, addresses, names_in_one_cell,
     names_with_numbers, owners_beside, a_daughters_number_first],
)  # fmt: skip
def test_every_way_is_the_same(
    tmp_path: Path,
    store: Store,
    bring: Callable[..., ImportReport],
    written: Callable[[], dict[str, Rows]],
) -> None:
    """Head, first number, people and marks of each; the same again changes nothing."""
    path = workbook(tmp_path / "a.xlsx", **written())
    assert bring(path).problems == ()
    assert _kept(store) == {
        door: (people[0].name, people[0].phone, len(people), _marks(people))
        for door, people in HOMES.items()
    }
    again = bring(path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, len(HOMES))


def _marks(people: list[One]) -> set[str]:
    return {MARKS[one.remark] for one in people if one.remark}


def _kept(store: Store) -> dict[tuple[str, str], tuple[object, ...]]:
    with store.read() as conn:
        homes = conn.execute(
            "SELECT b.name, h.room, h.head, h.phone, h.people, h.id FROM household h"
            " JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
            " WHERE c.name = '大林苑'"
        ).fetchall()
        marks = conn.execute(
            "SELECT household_id, mark FROM household_mark UNION SELECT r.household_id, m.mark"
            " FROM resident_mark m JOIN resident r ON r.id = m.resident_id"
        ).fetchall()
    return {
        (building, room): (*said, {mark for home, mark in marks if home == key})
        for building, room, *said, key in homes
    }
