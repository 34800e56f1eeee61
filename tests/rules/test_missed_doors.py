"""Reports of missed doors as people write them, the doors they mean, and how often in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.address import Address, dashed
from models.doors import MissedWhy
from models.doors.finding import DueDoor, NotFound, find
from models.doors.goods import goods_meant
from models.doors.paper import PaperBuilding, PaperDoor, PaperGoods, in_order, told_marks
from models.doors.reading import read_exceptions
from models.doors.rules import Came, in_a_row, is_red, make_good, waits_since
from models.households import HEALTH_MARKS

ABSENT, LACKING, REFUSED, OTHER = MissedWhy
Read = tuple[str, MissedWhy, tuple[str, ...], int | None]


def read(text: str) -> list[Read]:
    return [
        (dashed(*door.address[1:]), door.why, door.goods, door.quantity)
        for door in read_exceptions(text).doors
    ]


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        (
            "3-201 3-402 没人, 5-1803 缺奶",
            [
                ("3-201", ABSENT, (), None),
                ("3-402", ABSENT, (), None),
                ("5-1803", LACKING, ("奶",), None),
            ],
        ),
        (
            "12号 203 305 没下来",
            [("12-203", ABSENT, (), None), ("12-305", ABSENT, (), None)],
        ),
        ("43弄8号前客堂 没人", [("43-8-前客堂", ABSENT, (), None)]),
        ("43-8-前客堂 没人", [("43-8-前客堂", ABSENT, (), None)]),
        (
            "2号楼:301、302、405 少一份",
            [(f"2-{room}", LACKING, (), 1) for room in ("301", "302", "405")],
        ),
        ("5-1803 缺奶 缺蛋", [("5-1803", LACKING, ("奶", "蛋"), None)]),
        ("5-1803 缺奶和蛋", [("5-1803", LACKING, ("奶", "蛋"), None)]),
        (
            "3-201 3-402 nobody home; 5-1803 milk missing",
            [
                ("3-201", ABSENT, (), None),
                ("3-402", ABSENT, (), None),
                ("5-1803", LACKING, ("milk",), None),
            ],
        ),
        (
            "３－２０１　３－４０２没人，５－１８０３少２盒奶",
            [
                ("3-201", ABSENT, (), None),
                ("3-402", ABSENT, (), None),
                ("5-1803", LACKING, ("奶",), 2),
            ],
        ),
        (
            "2号楼:\n301 302\n405 缺蛋",
            [
                ("2-301", ABSENT, (), None),
                ("2-302", ABSENT, (), None),
                ("2-405", LACKING, ("蛋",), None),
            ],
        ),
        ("12号 301-303 没人", [(f"12-{room}", ABSENT, (), None) for room in (301, 302, 303)]),
        ("3-301-303 没人", [(f"3-{room}", ABSENT, (), None) for room in (301, 302, 303)]),
        ("3-301/302 没人", [("3-301", ABSENT, (), None), ("3-302", ABSENT, (), None)]),
        ("3-2-501 502 没人", [("3-2-501", ABSENT, (), None), ("3-2-502", ABSENT, (), None)]),
        ("3-104/2 缺奶2盒", [("3-104/2", LACKING, ("奶",), 2)]),
        (
            "没人：3-201 3-402；缺奶：5-1803",
            [
                ("3-201", ABSENT, (), None),
                ("3-402", ABSENT, (), None),
                ("5-1803", LACKING, ("奶",), None),
            ],
        ),
        (
            "以下没人\n3-201\n3-402",
            [("3-201", ABSENT, (), None), ("3-402", ABSENT, (), None)],
        ),
        (
            "3-201没人3-402缺奶",
            [("3-201", ABSENT, (), None), ("3-402", LACKING, ("奶",), None)],
        ),
        ("5-1803 缺奶，没人", [("5-1803", ABSENT, (), None)]),
        (
            "1-601 没人 5-1 缺奶",
            [("1-601", ABSENT, (), None), ("5-1", LACKING, ("奶",), None)],
        ),
        ("3-201 不要", [("3-201", REFUSED, (), None)]),
        ("3-202 门口有狗", [("3-202", OTHER, (), None)]),
        (
            "Block 4 room 301 short 2 milk, flat 302 nobody home",
            [("4-301", LACKING, ("milk",), 2), ("4-302", ABSENT, (), None)],
        ),
        ("3-201", [("3-201", ABSENT, (), None)]),
        ("203 没人", [("203", ABSENT, (), None)]),
        ("已打120，3-201没人", [("3-201", ABSENT, (), None)]),
        ("无", []),
    ],
)  # fmt: skip
def test_a_report_is_read_as_it_is_written(text: str, doors: list[Read]) -> None:
    assert read(text) == doors


def test_what_is_about_no_door_is_kept_as_it_was_typed() -> None:
    assert read_exceptions("乱七八糟").unread == ("乱七八糟",)
    assert read_exceptions("已打120，3-201没人").unread == ("已打120",)
    said = read_exceptions("3-202 门口有狗 不敢进").doors[0].said
    assert said == "门口有狗 不敢进"


@pytest.mark.parametrize("text", ["5-1803 缺-2份", "5-1803 缺半份", "5-1803 缺0.5份"])
def test_a_number_that_is_none_of_packs_is_named_not_guessed(text: str) -> None:
    found = read_exceptions(text)
    assert found.doors == ()
    assert found.unread == (text,)


def test_two_numbers_without_a_building_are_a_building_and_a_room() -> None:
    assert read("101-103 没人") == [("101-103", ABSENT, (), None)]


def test_a_compound_that_is_named_holds_for_the_doors_behind_it() -> None:
    found = read_exceptions("大林苑 3-201 没人, 南门小区: 5-1803 缺奶", ["大林苑", "南门小区"])
    assert [door.address[0] for door in found.doors] == ["大林苑", "南门小区"]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_exceptions(text)
    assert all(door.address.building or door.address.room or door.address.unit or
               door.address.lane for door in found.doors)  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 28), st.integers(1, 9)), max_size=40),
    st.sampled_from([" ", "，", "、", "\n"]),
)
def test_every_door_that_is_typed_is_found_once(
    doors: list[tuple[int, int, int]], sep: str
) -> None:
    typed = [f"{building}-{floor}0{room}" for building, floor, room in doors]
    found = read(sep.join(typed) + (" 没人" if typed else ""))
    assert [door for door, *_rest in found] == list(dict.fromkeys(typed))


# -- which doors are meant -------------------------------------------------------------------------

GOODS = ("牛奶", "蔬菜包")


def due(
    address: str, *quantities: int, no: int = 1, shared: frozenset[str] = frozenset()
) -> DueDoor:
    compound, building, unit, room = address.split("-")
    return DueDoor(
        1,
        f"{address}",
        no,
        Address(compound, None, building, unit or None, room),
        ("m", "v"),
        GOODS,
        quantities or (1, 1),
        shared,
    )


def test_doors_are_found_and_the_others_named_with_why() -> None:
    doors = [
        due("A-3--201"),
        due("A-3-1-301"),
        due("A-3-2-301"),
        due("A-4--101", 0, 0),
        due("A-4--104/2"),
    ]
    found = find(
        read_exceptions(
            "3-201 缺奶, 3-301 没人, 9-999 没人, 4-101 没人, 4-104 没人, 3-201 缺书, 嗯嗯嗯"
        ),
        doors,
    )
    assert [(m.household_id, m.item_id, m.quantity) for m in found.misses] == [
        ("A-3--201", "m", 1),
        ("A-4--104/2", "m", 1),
        ("A-4--104/2", "v", 1),
    ]
    assert {one.text: one.why for one in found.unfound} == {
        "3-301": NotFound.SEVERAL,
        "9-999": NotFound.NO_DOOR,
        "4-101": NotFound.NOTHING_DUE,
        "3-201 书": NotFound.NO_GOODS,
    }
    assert found.nothing_due == ["4-101"]


def test_words_that_are_no_goods_are_the_reason() -> None:
    (spilt,) = find(read_exceptions("3-201 奶破了"), [due("A-3--201")]).misses
    assert (spilt.item_id, spilt.why, spilt.said) == ("m", OTHER, "奶破了")
    dog = find(read_exceptions("3-201 门口有狗"), [due("A-3--201")]).misses
    assert [one.item_id for one in dog] == ["m", "v"]


def test_a_door_named_twice_is_one() -> None:
    found = find(read_exceptions("3-201 没人, 3-201 没人；A 3-201 缺奶", ["A"]), [due("A-3--201")])
    assert len(found.known) == 1
    assert sorted(m.item_id for m in found.misses) == ["m", "v"]


def test_a_whole_building_is_meant_only_where_it_is_said() -> None:
    doors = [due("A-3--201"), due("A-3--202"), due("A-4--101")]
    assert find(read_exceptions("3号 没人"), doors).unfound[0].why == NotFound.NO_ROOM
    whole = find(read_exceptions("3号 整栋没收到"), doors)
    assert [one.door.address.room for one in whole.known] == ["201", "202"]


def test_no_more_is_missed_than_was_due() -> None:
    (miss,) = find(read_exceptions("3-201 少5盒奶"), [due("A-3--201", 2, 1)]).misses
    assert (miss.item_id, miss.quantity, miss.said) == ("m", 2, "少5盒奶")


def test_who_shares_one_box_with_a_neighbour_is_believed() -> None:
    door = due("A-3--201", 0, 1, shared=frozenset("m"))
    (miss,) = find(read_exceptions("3-201 缺奶"), [door]).misses
    assert (miss.item_id, miss.quantity) == ("m", 1)
    named_first = due("A-3--201", 0, 1)
    assert find(read_exceptions("3-201 缺奶"), [named_first]).misses == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [("奶", [0]), ("milk", [0]), ("牛奶", [0]), ("菜", [1]), ("vegetables", [1]), ("蔬菜", [1]),
     ("书", []), ("", [])],
)  # fmt: skip
def test_goods_are_found_by_a_part_of_their_name(word: str, meant: list[int]) -> None:
    assert goods_meant(word, GOODS) == meant


# -- how often, since when, what is owed -----------------------------------------------------------


def test_drops_in_a_row_are_counted_past_those_that_brought_nothing() -> None:
    """Whoever does not open twice may lie behind the door: that nothing was brought in between is
    no sign of life."""
    missed, answered, nothing = Came.MISSED, Came.ANSWERED, Came.NOTHING
    assert in_a_row([missed, nothing, missed, answered, missed]) == [1, 0, 2, 0, 1]
    assert [is_red(count) for count in (1, 2, 3)] == [False, True, True]


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(0, 60))
def test_what_is_made_good_never_exceeds_what_is_owed_nor_what_there_is(
    owed: list[int], amount: int
) -> None:
    parts = make_good(owed, amount)
    assert sum(parts) == min(sum(owed), amount)
    assert all(part <= one for part, one in zip(parts, owed, strict=True))
    spent = [n for n, (part, one) in enumerate(zip(parts, owed, strict=True)) if part < one]
    assert all(parts[n] == 0 for n in range(len(parts)) if spent and n > spent[0])


def test_a_door_waits_since_what_its_newest_debt_took_over() -> None:
    noted = {"a": "2022-04-01", "b": "2022-04-05", "c": "2022-04-09"}
    assert waits_since(noted, {"c": "b", "b": "a"}, "c", "2022-04-09") == "2022-04-01"
    assert waits_since(noted, {}, "c", "2022-04-05") == "2022-04-05"
    assert waits_since(noted, {"a": "b", "b": "a"}, "a", "2022-04-01") == "2022-04-01"


# -- paper -----------------------------------------------------------------------------------------


def test_paper_tells_no_mark_of_health_and_none_that_somebody_made_up() -> None:
    assert told_marks(["透析", "独居老人", "肝癌", "孕妇"]) == ("独居老人",)
    assert not HEALTH_MARKS & set(told_marks(HEALTH_MARKS))


def test_who_is_owed_something_stands_first_and_the_foot_is_the_sum() -> None:
    doors = [
        PaperDoor(None, room, (), (1, count), (0, owed))
        for room, count, owed in (("302", 1, 0), ("301", 2, 1), ("101", 0, 0))
    ]
    ordered = in_order(doors)
    assert [door.room for door in ordered] == ["301", "302", "101"]
    of = PaperBuilding("A", None, "1", "", (PaperGoods("x", ""), PaperGoods("y", "")), ordered)
    assert (of.totals, of.owed) == ((3, 3), (0, 1))
