"""Reports of missed doors as volunteers type them: exceptions, floors, lists, remarks."""

from __future__ import annotations

import time

import pytest

from models.address import Address
from models.doors import MissedWhy
from models.doors.finding import DueDoor, Found, find
from models.doors.reading import LIMIT, read_exceptions
from models.doors.received import received

GOODS = ("蔬菜包", "牛奶", "大米")
ABSENT, LACKING, REFUSED, OTHER = (str(why) for why in MissedWhy)
ROOMS = ("101", "102", "201", "202", "301", "302", "303")


def door(building: str, room: str) -> DueDoor:
    address = Address("南门小区", None, building, None, room)
    return DueDoor(1, f"{building}-{room}", 1, address, GOODS, GOODS, (1, 1, 1))


DOORS = [door(building, room) for building in "123" for room in ROOMS]


def found(text: str) -> Found:
    return received(find(read_exceptions(text), DOORS), [])[0]


def told(text: str) -> list[str]:
    """`2-201 absent`, `2-201 lacking 牛奶`, goods where not all three are missed."""
    lines: dict[tuple[str, str], list[str]] = {}
    for miss in found(text).misses:
        lines.setdefault((miss.household_id, str(miss.why)), []).append(miss.item_id)
    return [
        " ".join((*key, *(goods if len(goods) < len(GOODS) else ())))
        for key, goods in lines.items()
    ]


def missed(text: str) -> set[str]:
    return {one.household_id for one in found(text).misses}


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        ("1号楼全部送完，除了201、202没人", ["1-201 absent", "1-202 absent"]),
        ("除了 2-301 都 done", ["2-301 absent"]),
        ("除2-301外全部发完", ["2-301 absent"]),
        ("all of building 3 done except 301", ["3-301 absent"]),
        ("building 2 all good but 301 and 302 not home", ["2-301 absent", "2-302 absent"]),
        ("all delivered except for 3-201 (not home) and 3-202 (refused)",
         ["3-201 absent", "3-202 refused"]),
        ("everyone got it except 3-301, 3-302", ["3-301 absent", "3-302 absent"]),
        ("3号楼除了201没人202不要都发了", ["3-201 absent", "3-202 refused"]),
        ("除了1-201、1-202都没人，其他都发了", ["1-201 absent", "1-202 absent"]),
        ("201、202除外", ["201", "202"]),
        ("3号楼201、202除外，全部送完", ["3-201 absent", "3-202 absent"]),
    ],
)  # fmt: skip
def test_of_all_that_is_done_only_the_exceptions_are_missed(text: str, doors: list[str]) -> None:
    if doors[0].isdigit():
        assert (told(text), found(text).unknown) == ([], doors)
    else:
        assert (told(text), found(text).unknown) == (doors, [])


@pytest.mark.parametrize(
    ("text", "building", "floors", "but"),
    [
        ("2号楼全部没收到奶，除了301", "2", "123", {"301"}),
        ("2号楼除了301都没收到奶", "2", "123", {"301"}),
        ("2号楼3楼除了301都没人", "2", "3", {"301"}),
        ("整栋2号楼没米", "2", "123", set()),
        ("2号楼3楼、2楼没有米", "2", "23", set()),
        ("2号楼2、3楼没有米", "2", "23", set()),
        ("2号楼一到二层没收到菜", "2", "12", set()),
        ("1号楼一楼全没人", "1", "1", set()),
        ("3号楼 3F 没人", "3", "3", set()),
        ("3号楼：2楼没人，3楼缺奶", "3", "23", set()),
        ("没人：1号楼3楼", "1", "3", set()),
        ("building 3, 2nd floor nobody home", "3", "2", set()),
        ("bldg 2 2nd and 3rd floors no rice", "2", "23", set()),
        ("floor 3 of building 2 nobody home", "2", "3", set()),
        ("bldg 2 floors 2-3 missing rice", "2", "23", set()),
        ("2号楼3楼：\n301没人\n302缺奶", "2", "3", {"303"}),
        ("2号楼3楼没人的：301 302", "2", "3", {"303"}),
    ],
)
def test_floors_and_houses_are_meant_as_a_whole_where_no_room_follows(
    text: str, building: str, floors: str, but: set[str]
) -> None:
    rooms = {room for room in ROOMS if room[0] in floors} - but
    assert missed(text) == {f"{building}-{room}" for room in rooms}
    assert found(text).unknown == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("2楼3楼没人", ["2楼3楼"]),
        ("2号楼没人，3楼没人", ["2号楼", "3楼"]),
        ("9号楼3楼没人", ["9号楼3楼"]),
        ("3号楼全部", ["3号楼"]),
        ("3号楼楼组长不在", ["3号楼"]),
        ("我们楼都发完了", ["我们楼都发完了"]),
        ("收到", ["收到"]),
    ],
)
def test_what_may_mean_many_doors_is_named_and_marks_none(text: str, unknown: list[str]) -> None:
    assert (missed(text), found(text).unknown) == (set(), unknown)


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        # a reason or goods behind a comma
        ("3号楼发完了，就差301和302，家里没人", ["3-301 absent", "3-302 absent"]),
        ("漏了一户2号302，漏奶", ["2-302 lacking 牛奶"]),
        ("少发了 3-201，米", ["3-201 lacking 大米"]),
        ("没拿到的：2-301，2-302，都是奶", ["2-301 lacking 牛奶", "2-302 lacking 牛奶"]),
        ("Missing 2-301 and 2-302, both milk", ["2-301 lacking 牛奶", "2-302 lacking 牛奶"]),
        ("没人 2-301，缺奶 2-302", ["2-301 absent", "2-302 lacking 牛奶"]),
        # lists on one line
        ("1. 2-301 没人 2. 2-302 没人 3. 2-201 缺米",
         ["2-301 absent", "2-302 absent", "2-201 lacking 大米"]),
        ("1.2-301没人2.2-302没人3.2-201缺米",
         ["2-301 absent", "2-302 absent", "2-201 lacking 大米"]),
        ("1、2-301没人 2、2-302缺奶", ["2-301 absent", "2-302 lacking 牛奶"]),
        ("①2-301没人②2-302缺奶", ["2-301 absent", "2-302 lacking 牛奶"]),
        ("1) 2-301 no answer 2) 2-302 no milk", ["2-301 absent", "2-302 lacking 牛奶"]),
        ("缺奶：1. 2-301 2. 2-302", ["2-301 lacking 牛奶", "2-302 lacking 牛奶"]),
        # signs that are not what they look like
        ("2－3O2没人", ["2-302 absent"]),
        ("2-3〇2没人", ["2-302 absent"]),
        ("2-l01没人", ["2-101 absent"]),
        # not wanted, the wrong goods, what came and what did not
        ("2-302客气得很，讲伊拉够吃，勿要", ["2-302 refused"]),
        ("bldg 3 rm 201 says no thanks", ["3-201 refused"]),
        ("1-301 wrong 菜，要换", ["1-301 other 蔬菜包"]),
        ("1-301 菜不对", ["1-301 other 蔬菜包"]),
        ("1-301 got wrong bag", ["1-301 other"]),
        ("3-301 发错了，给了两份菜没有奶", ["3-301 lacking 牛奶"]),
        ("3-301 给了菜没给奶", ["3-301 lacking 牛奶"]),
        ("3-301 奶收到 菜没收到", ["3-301 lacking 蔬菜包"]),
        ("3-301 有菜没有奶", ["3-301 lacking 牛奶"]),
        ("3-301 got veg but no milk", ["3-301 lacking 牛奶"]),
        ("3-301 只有米，别的没有", ["3-301 lacking 蔬菜包 牛奶"]),
        ("1-301 出差了，1-302 住院", ["1-301 absent", "1-302 absent"]),
        ("2-301 & 2-302 nobody answered", ["2-301 absent", "2-302 absent"]),
        ("3-201 says they never got rice", ["3-201 lacking 大米"]),
        ("2-301 不是缺奶，是缺米", ["2-301 lacking 大米"]),
        ("2-301/2-302/2-303 都没人在家", ["2-301 absent", "2-302 absent", "2-303 absent"]),
        ("2-301 ✅ 2-302 没人", ["2-302 absent"]),
        ("2-301 沒人 2-302 沒收到米", ["2-301 absent", "2-302 lacking 大米"]),
        ("2-301 奶给了2-302", ["2-301 other 牛奶"]),
        ("2-301 除了奶都收到了", ["2-301 lacking 牛奶"]),
        ("all fine except milk for 2-301", ["2-301 lacking 牛奶"]),
        ("2-301 got 2 veg no rice", ["2-301 lacking 大米"]),
        ("2-301 被邻居拿走了", ["2-301 other"]),
        ("2-301 collected by mistake", ["2-301 other"]),
        # not yet made good
        ("2-301 hasn't arrived", ["2-301 lacking"]),
        ("2-301 完成隔离才回来", ["2-301 other"]),
        ("3-201 缺奶，明天补发", ["3-201 lacking 牛奶"]),
        ("3-201 奶没补上", ["3-201 lacking 牛奶"]),
        ("3-201 milk not delivered", ["3-201 lacking 牛奶"]),
    ],
)  # fmt: skip
def test_doors_are_read_as_volunteers_write_them(text: str, doors: list[str]) -> None:
    assert (told(text), found(text).unknown) == (doors, [])


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        ("2-302 已补发", ["2-302"]),
        ("2-302 补好了", ["2-302"]),
        ("2-302 奶没收到，后来补上了", ["2-302"]),
        ("2号301找到了放在门口，2号302真的没人", ["2-301"]),
        ("2-302 是拿到的", ["2-302"]),
        ("2-302 不算，早上拿过了", ["2-302"]),
        ("2-302 刚才说错了", ["2-302"]),
        ("2-302 不是没人", ["2-302"]),
        ("2-302 之前没人后来拿到了", ["2-302"]),
        ("2-302 已签收，谢谢", ["2-302"]),
        ("2-302 received", ["2-302"]),
        ("2-302 has received it now", ["2-302"]),
        ("Update: 2-302 ok now, 2-301 still nobody", ["2-302"]),
        ("整栋2号楼都发完了", [f"2-{room}" for room in ROOMS]),
    ],
)
def test_who_got_it_after_all_is_told_apart(text: str, doors: list[str]) -> None:
    here = find(read_exceptions(text), DOORS)
    assert [one.door.household_id for one in here.got] == doors
    assert not {one.door.household_id for one in here.known} & set(doors)
    assert here.unknown == []


@pytest.mark.parametrize("text", ["2-302奶已经补上", "2-302 milk arrived after all"])
def test_goods_that_came_later_say_nothing_of_others(text: str) -> None:
    here, back = received(find(read_exceptions(text), DOORS), [])
    assert (here.misses, here.unknown) == ([], [])
    assert [one.door.household_id for one in back] == ["2-302"]


@pytest.mark.parametrize(
    "text",
    [
        "今天都发到了，没有漏",
        "Everything handed out, nobody missed",
        "全部发放完毕，辛苦大家",
        "大家都收到了，谢谢志愿者",
        "已全部发放，无遗漏",
        "没有没拿到的",
        "all households served, none missing",
        "nothing to report",
    ],
)
def test_that_all_is_done_is_no_unknown_door(text: str) -> None:
    assert (found(text).misses, found(text).unknown, found(text).got) == ([], [], ())


@pytest.mark.parametrize("sign", ["1", "0", "一", "没", "没人", "1,", "楼", "3-"])
def test_a_long_line_of_one_sign_is_read_in_good_time(sign: str) -> None:
    """Pasted rubbish of a full field must not hold the desk.

    Five times what is measured, of this process alone.
    """
    begun = time.process_time()
    read_exceptions((sign * LIMIT)[:LIMIT])
    assert time.process_time() - begun < 5
