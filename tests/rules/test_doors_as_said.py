"""Reports of missed doors as building leaders send them: what is missed, and what is only said."""

from __future__ import annotations

import pytest

from models.address import Address, dashed
from models.doors import MissedWhy
from models.doors.finding import DueDoor, Found, find
from models.doors.reading import read_exceptions

GOODS = ("蔬菜包", "牛奶", "大米(5kg)", "鸡蛋")
ABSENT, LACKING, REFUSED, OTHER = (str(why) for why in MissedWhy)
HERE = "南门小区"

ROOMS = {
    "2": ("201", "202", "203", "301", "302", "303", "304", "1101"),
    "7": ("101", "102", "501", "502", "503", "1203", "1204"),
    "9": ("1", "2", "亭子间", "二楼前楼", "前客堂"),
}


def door(building: str, room: str) -> DueDoor:
    return DueDoor(
        1,
        f"{building}-{room}",
        1,
        Address(HERE, None, building, None, room),
        GOODS,
        GOODS,
        (1, 1, 1, 1),
        lanes=frozenset({"18"}),
        numbers=frozenset({"256"}),
    )


DOORS = [door(building, room) for building, rooms in ROOMS.items() for room in rooms]


def found(text: str) -> Found:
    return find(read_exceptions(text, [HERE]), DOORS)


def told(text: str) -> list[str]:
    """`2-201 absent`, `2-201 lacking 牛奶`, goods where not all four are missed."""
    lines: dict[tuple[str, str], list[str]] = {}
    for miss in found(text).misses:
        lines.setdefault((miss.household_id, str(miss.why)), []).append(miss.item_id)
    return [
        " ".join((*key, *(goods if len(goods) < len(GOODS) else ())))
        for key, goods in lines.items()
    ]


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        # words around what is meant
        ("各位好，汇总今天的：2-201、2-202 没人，共两户。辛苦了", ["2-201 absent", "2-202 absent"]),
        ("【7号楼】501 缺菜 502 没人", ["7-501 lacking 蔬菜包", "7-502 absent"]),
        ("7号楼（张）：501 缺菜；502 没人", ["7-501 lacking 蔬菜包", "7-502 absent"]),
        ("其他人家都发到了，就 2-203 没开门", ["2-203 absent"]),
        ("2-301 孕妇 牛奶没有送到", ["2-301 lacking 牛奶"]),
        ("2-301 王家不要大米", ["2-301 refused 大米(5kg)"]),
        ("256号7号楼 101 没人", ["7-101 absent"]),
        ("4月10号 7号楼 102 没人", ["7-102 absent"]),
        # floors, lanes, ranges, lists
        ("7号楼 5楼 501~503 没发菜", [f"7-50{n} lacking 蔬菜包" for n in (1, 2, 3)]),
        ("七号楼 五楼 01室 没人", ["7-501 absent"]),
        ("2号楼301.302.303没人", [f"2-30{n} absent" for n in (1, 2, 3)]),
        ("18弄9号前楼没人，2室缺蛋", ["9-二楼前楼 absent", "9-2 lacking 鸡蛋"]),
        ("1. 2-201 奶\n2. 7-101 全没收到", ["2-201 lacking 牛奶", "7-101 lacking"]),
        ("缺菜的有：2-201 2-202，缺奶的有 7-101",
         ["2-201 lacking 蔬菜包", "2-202 lacking 蔬菜包", "7-101 lacking 牛奶"]),
        ("2号楼缺：201奶、202奶米", ["2-201 lacking 牛奶", "2-202 lacking 牛奶 大米(5kg)"]),
        ("2号楼:\n201 菜\n202 奶\n以上是缺的", ["2-201 lacking 蔬菜包", "2-202 lacking 牛奶"]),
        ("2号:201,202;7号:101 都没拿到", [f"{d} lacking" for d in ("2-201", "2-202", "7-101")]),
        ("没人 2-201 2-202 缺奶 2-203 缺蛋 7-101",
         ["2-201 absent", "2-202 absent", "2-203 lacking 牛奶", "7-101 lacking 鸡蛋"]),
        ("没人的：2-201 2-202 缺奶的：2-203",
         ["2-201 absent", "2-202 absent", "2-203 lacking 牛奶"]),
        ("7栋 5层 整层没收到菜", [f"7-50{n} lacking 蔬菜包" for n in (1, 2, 3)]),
        ("2022年4月10日 20:30 2-201 牛奶没到", ["2-201 lacking 牛奶"]),
        # what was received, and what was said by mistake
        ("2-201 只收到鸡蛋", ["2-201 lacking 蔬菜包 牛奶 大米(5kg)"]),
        ("2-201 除了奶都没有", ["2-201 lacking 蔬菜包 大米(5kg) 鸡蛋"]),
        ("2-201 只拿到菜，牛奶和米都没有", ["2-201 lacking 牛奶 大米(5kg)"]),
        ("2-201 只领到半份菜", ["2-201 lacking 蔬菜包"]),
        ("2-201 没人 2-202 没人 2-201 后来拿到了", ["2-202 absent"]),
        ("2-201 没人不对，是 2-202 没人", ["2-202 absent"]),
        ("2-201 奶给错了，给到 2-202 了", ["2-201 other 牛奶"]),
        ("东西送到 2-201 没人", ["2-201 absent"]),
        ("2-203 多发一盒奶，2-301 没人", ["2-301 absent"]),
        ("2-201 奶碎了一瓶，2-202 已签收", ["2-201 other 牛奶"]),
        ("2-201 不要菜，缺奶", ["2-201 refused 蔬菜包", "2-201 lacking 牛奶"]),
        ("7-101、102都没拿到奶，501也没有", [f"7-{n} lacking 牛奶" for n in (101, 102, 501)]),
        # English
        ("No. 7 room 101 no answer, room 102 short of eggs",
         ["7-101 absent", "7-102 lacking 鸡蛋"]),
        ("lane 18 no 9 亭子间 no milk", ["9-亭子间 lacking 牛奶"]),
        ("building 7: 101, 102 & 501 nobody in", ["7-101 absent", "7-102 absent", "7-501 absent"]),
        ("block 2: flats 301-303 missing vegetables",
         [f"2-30{n} lacking 蔬菜包" for n in (1, 2, 3)]),
        ("flat 302 in block 2 got no milk", ["2-302 lacking 牛奶"]),
        ("2-201 doesnt want rice or veg. Rest done.", ["2-201 refused 大米(5kg) 蔬菜包"]),
        ("7-101 thru 102 got nothing at all", ["7-101 lacking", "7-102 lacking"]),
        ("2-201 old man deaf, no answer. 7-101 lacks milk", ["2-201 absent", "7-101 lacking 牛奶"]),
        ("2-201 no milk / 2-202 no milk no rice",
         ["2-201 lacking 牛奶", "2-202 lacking 牛奶 大米(5kg)"]),
    ],
)  # fmt: skip
def test_what_is_missed_is_read_and_what_is_only_said_is_not_handed_back(
    text: str, missed: list[str]
) -> None:
    assert told(text) == missed
    assert found(text).unknown == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("2-999 没人，2-201 没人", ["2-999"]),
        ("2号楼 201 没人 305 缺奶", ["2-305"]),
        ("3号没人，2-201 没人", ["3号"]),
        ("2号没人；201 缺奶", ["2号"]),
        ("7楼 5层 没人，2-201 没人", ["7楼 5层"]),
        ("No 99 rm 301 absent, 2-201 absent", ["No 99 rm 301"]),
        ("有一户没拿到奶。2-201 没人", ["有一户没拿到奶"]),
        ("2-201 没人，已打120", []),
        ("已打120，2-201 没人", ["已打120"]),
    ],
)
def test_what_may_be_a_door_is_named(text: str, unknown: list[str]) -> None:
    assert found(text).unknown == unknown
    assert "2-201" in {one.household_id for one in found(text).misses}


@pytest.mark.parametrize(
    "text", ["2号楼拿到了", "东西放到 2-201", "2号楼没有缺的", "乱写一气", "2-201 缺半份"]
)
def test_a_report_of_which_nothing_is_left_is_named_as_it_stands(text: str) -> None:
    """Else the whole gate would count as handed out by it."""
    assert (found(text).misses, found(text).unknown) == ([], [text])


@pytest.mark.parametrize("text", ["都齐了", "全部发完，无人缺", "无"])
def test_that_nobody_missed_out_is_no_unknown_door(text: str) -> None:
    assert (found(text).misses, found(text).unknown) == ([], [])


def test_who_got_it_after_all_is_meant_where_things_are_given() -> None:
    text = "2-201 拿到了，2-202 牛奶拿到了"
    (all_of_it, milk) = read_exceptions(text, given=True).doors
    assert (dashed(*all_of_it.address), all_of_it.goods) == ("2-201", ())
    assert (dashed(*milk.address), milk.goods, milk.only) == ("2-202", ("牛奶",), ())


@pytest.mark.parametrize(
    ("text", "got", "missed"),
    [
        ("2-201 拿到了", ["2-201"], []),
        ("2-201 got it", ["2-201"], []),
        ("2-201 没人, 2-202 got it after all", ["2-202"], ["2-201"]),
        ("2-201 终于补上了，2-202 有了", ["2-201", "2-202"], []),
        ("拿到了：2-201 202；没人：301", ["2-201", "2-202"], ["2-301"]),
        ("已补发：2-201、202，301没人", ["2-201", "2-202"], ["2-301"]),
        ("received after all: 2-201, 2-202", ["2-201", "2-202"], []),
        ("收到了 2-201", ["2-201"], []),
        ("已送到 2-201没人", [], ["2-201"]),
        ("2-201 没人, 2-202 没人, 2-201 拿到了", ["2-201"], ["2-202"]),
        ("2-201 拿到了，2-201 没人", [], ["2-201"]),
        ("2-201 说错了", ["2-201"], []),
        ("2-201 not missing", ["2-201"], []),
        ("2-201 没收到", [], ["2-201"]),
    ],
)
def test_doors_that_got_it_after_all_are_told_apart(
    text: str, got: list[str], missed: list[str]
) -> None:
    here = found(text)
    assert [one.door.household_id for one in here.got] == got
    assert [one.door.household_id for one in here.known] == missed
    assert here.unknown == []
